"""Waiting, serving and hold as spans of time: the running period of a visit ends where the next begins."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, case, update

from desk.books.registry import books
from desk.books.visits.model import OVER, VisitState
from desk.books.visits.queries import is_booked
from desk.core.permissions import May
from desk.core.work import Work
from desk.models.visits import periods, visits


def turn(work: Work, id: int, to: VisitState, by: int | None = None) -> None:
    """End the running period and begin the next, of who is signed in or ``by`` somebody else; an ended visit begins
    none, and with one that was booked the booking is over, too.
    """
    work.require(May.SERVE)
    who = by or work.actor.id
    over = to in OVER
    work.connection.execute(END_PERIOD, {"visit": id, "now": work.now})
    values: dict[str, Any] = {"state": to.value, "staff_id": who, "ended_at": work.now if over else None}
    work.connection.execute(update(visits).where(visits.c.id == id).values(**values))
    if not over:
        begin(work, id, to, work.now, by=who)
    if to is VisitState.FINISHED and is_booked(work, id):
        for book in books():
            book.visit_ended(work, id)


def begin(
    work: Work, id: int, state: VisitState, at: datetime, ended_at: datetime | None = None, by: int | None = None
) -> None:
    """A period of a visit from ``at`` on, or to ``ended_at``; of who is signed in or ``by`` somebody else."""
    work.require(May.SERVE)
    who = by or work.actor.id
    period = {"visit_id": id, "kind": state.value, "began_at": at, "ended_at": ended_at, "staff_id": who}
    work.add_all(periods, [period])


RUNNING = (periods.c.visit_id == bindparam("visit"), periods.c.ended_at.is_(None))
NOW = bindparam("now", type_=periods.c.ended_at.type)
END_PERIOD = update(periods).where(*RUNNING)
END_PERIOD = END_PERIOD.values(ended_at=case((periods.c.began_at > NOW, periods.c.began_at), else_=NOW))
"""A period ends now, but not before it began: the clock may have been put back."""
LAST_KNOWN_PERIOD = update(periods).where(*RUNNING).values(ended_at=periods.c.began_at)
