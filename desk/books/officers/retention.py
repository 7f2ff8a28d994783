"""What is not kept for ever 匿名化: names of officers whose last term ended long ago, and remarks on old visits."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import func, or_, select, update

from desk.core.clock import local
from desk.core.permissions import May
from desk.core.words import _
from desk.core.work import Work
from desk.models.officers import officer_moves, officer_terms, officer_visits, officers


def forget(work: Work, before: datetime) -> None:
    """Empty name, telephone, employer and remarks of whoever serves no more since before a moment, and of whoever was
    nominated long ago and never appointed; terms, visits and scores stay, as they are counted.
    """
    work.require(May.EDIT_CENTRE)
    day = local(before).date()
    until = func.coalesce(officer_terms.c.ended_on, officer_terms.c.last)
    of_officer = officer_terms.c.officer_id == officers.c.id
    served = select(officer_terms.c.id).where(of_officer).exists()
    serves = select(officer_terms.c.id).where(of_officer, until >= day).exists()
    moved = select(officer_moves.c.id).where(officer_moves.c.officer_id == officers.c.id, officer_moves.c.at >= before)
    never = ~served & ~moved.exists()
    old = select(officers.c.id).where(or_(served & ~serves, never))
    moves = update(officer_moves).where(officer_moves.c.officer_id.in_(old)).values(remark="")
    work.connection.execute(moves)
    empty = {"name": _("Anonymised"), "telephone": "", "employer": "", "remark": ""}
    work.connection.execute(update(officers).where(officers.c.id.in_(old)).values(empty))
    texts = {"remark": "", "withdrawn_for": ""}
    work.connection.execute(update(officer_visits).where(officer_visits.c.day < day).values(texts))
