"""An officer on their way 聘任记录: each decision is a line of their history, and nobody overwrites another."""

from __future__ import annotations

from desk.books.officers import queries
from desk.books.officers.model import Officer, OfficerState
from desk.core.errors import Refused
from desk.core.permissions import May
from desk.core.words import _
from desk.core.work import Work
from desk.models.officers import officer_moves


def as_seen(work: Work, id: int, version: int) -> Officer:
    """The officer, as whoever acts saw them. Raises ``Refused`` when somebody else has changed them since, saying who
    and what.
    """
    officer = queries.find(work, id)
    if officer.version != version:
        last = queries.moves_of(work, id)[-1]
        raise Refused(
            _(
                "{name} was changed meanwhile: {who}, {what}. Please look at it again.",
                name=officer.name,
                who=last.who,
                what=last.title,
            )
        )
    return officer


def record_move(work: Work, id: int, was: OfficerState | None, state: OfficerState, remark: str = "") -> None:
    """Write a line into their history, by the signed-in person, now."""
    work.require(May.KEEP_OFFICERS)
    values = {"officer_id": id, "was": was.value if was else None, "state": state.value, "at": work.now}
    work.add(officer_moves, {**values, "staff_id": work.actor.id, "remark": remark.strip()})
