"""What is not kept for ever 匿名化: whom to ring up at organisations that are long out of use."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select, update

from desk.core.permissions import May
from desk.core.work import Work
from desk.models.organisations import organisations, pairing_moves, pairings


def forget(work: Work, before: datetime) -> None:
    """Empty liaison, telephone and remark of organisations that were taken out of use before a moment or became others,
    and the remarks on their pairings; the organisation itself and its agreements stay, as they are counted.
    """
    work.require(May.EDIT_CENTRE)
    old = (~organisations.c.active) & (organisations.c.changed_at < before)
    empty = {"liaison": "", "telephone": "", "remark": ""}
    work.connection.execute(update(organisations).where(old).values(empty))
    of_old = select(pairings.c.id).where(pairings.c.organisation_id.in_(select(organisations.c.id).where(old)))
    work.connection.execute(update(pairing_moves).where(pairing_moves.c.pairing_id.in_(of_old)).values(remark=""))
