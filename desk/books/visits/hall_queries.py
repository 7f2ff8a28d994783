"""What the public screen 叫号屏 reads of today's visits: numbers and windows, and never who it was."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, select

from desk.books.visits.model import VisitState, label_of
from desk.core.work import Work
from desk.models.visits import visits

NOT_CALLED = (VisitState.WAITING.value, VisitState.LEFT.value, VisitState.WITHDRAWN.value)
"""Back in the queue because it was called by mistake, given up, or given by mistake."""


@dataclass(frozen=True)
class Call:
    """A number that was called 叫号, last at this moment; ``window`` is empty where the PC that called has no name for
    its window.
    """

    visit_id: int
    label: str
    window: str
    called_at: datetime


LAST_CALLED = (
    select(visits.c.id, visits.c.queue, visits.c.number, visits.c.window, visits.c.called_at)
    .where(
        visits.c.day == bindparam("day"),
        visits.c.called_at.is_not(None),
        visits.c.state.not_in(NOT_CALLED),
    )
    .order_by(visits.c.called_at.desc(), visits.c.id.desc())
    .limit(bindparam("most"))
)


def last_calls(work: Work, most: int) -> list[Call]:
    """The numbers that were called today, the newest call first."""
    rows = work.connection.execute(LAST_CALLED, {"day": work.today, "most": most})
    return [Call(row.id, label_of(row.queue, row.number), row.window, row.called_at) for row in rows]
