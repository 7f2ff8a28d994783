"""A member's telephone in the clear 查看电话: every look is logged, as with a resident's card."""

from __future__ import annotations

from desk.books import residents
from desk.books.teams import queries
from desk.core.permissions import May
from desk.core.work import Work
from desk.models.audit import lookups


def look_up(work: Work, member_id: int, purpose: str) -> str:
    """The telephone of a member, with a line that says who looked, when and what for. Raises ``Refused`` when there
    is no such member.
    """
    work.require(May.SERVE)
    member = queries.find_member(work, member_id)
    person = None if member.resident_id is None else residents.kept(work, member.resident_id)
    work.add(lookups, {"at": work.now, "staff_id": work.actor.id, "resident_id": person, "purpose": purpose})
    return member.telephone
