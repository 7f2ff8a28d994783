"""Whom to ring up at an organisation, in the clear 查看联系人: every look is logged, as with a resident's card."""

from __future__ import annotations

from desk.books.organisations import queries
from desk.books.organisations.model import Organisation
from desk.core.permissions import May
from desk.core.work import Work
from desk.models.audit import lookups


def look_up(work: Work, id: int, purpose: str) -> Organisation:
    """The organisation with liaison and telephone, and a line that says who looked, when and what for. Raises
    ``Refused`` when there is no such one.
    """
    work.require(May.SERVE)
    organisation = queries.find(work, id)
    work.add(lookups, {"at": work.now, "staff_id": work.actor.id, "resident_id": None, "purpose": purpose})
    return organisation
