"""An officer on their way 聘任记录: each decision is a line of their history, and nobody overwrites another."""

from __future__ import annotations

from desk.books.officers import queries
from desk.books.officers.model import Officer, OfficerState
from desk.core.edit_conflicts import require_seen
from desk.core.moves import move_line
from desk.core.permissions import May
from desk.core.work import Work
from desk.models.officers import officer_moves


def as_seen(work: Work, id: int, version: int) -> Officer:
    """The officer, as whoever acts saw them. Raises ``Refused`` when somebody else has changed them since."""
    officer = queries.find(work, id)
    require_seen(work, officer, version, f"officers:{id}", officer.name, officer.state.label)
    return officer


def record_move(work: Work, id: int, was: OfficerState | None, state: OfficerState, remark: str = "") -> None:
    """Write a line into their history, by the signed-in person, now."""
    work.require(May.KEEP_OFFICERS)
    work.add(officer_moves, {"officer_id": id, **move_line(work, was, state, remark)})
