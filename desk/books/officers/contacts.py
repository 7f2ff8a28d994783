"""An officer's telephone in the clear 查看电话: every look is logged, as with a resident's card."""

from __future__ import annotations

from desk.books.officers import queries
from desk.core.permissions import May
from desk.core.work import Work
from desk.models.audit import lookups


def look_up(work: Work, officer_id: int, purpose: str) -> str:
    """The telephone of an officer, with a line that says who looked, when and what for. Raises ``Refused`` when there
    is no such officer.
    """
    work.require(May.SERVE)
    officer = queries.find(work, officer_id)
    work.add(lookups, {"at": work.now, "staff_id": work.actor.id, "resident_id": None, "purpose": purpose})
    return officer.telephone
