"""What the clock has brought about by the time somebody signs in: silence counts as an answer, and no rating as one."""

from __future__ import annotations

from desk.books.orders import answering, rating
from desk.core.permissions import May
from desk.core.work import Work


def look_after(work: Work) -> None:
    """What nobody answered goes back to the queue, what nobody rated is settled: at sign-in, and when the board is
    opened.
    """
    work.require(May.SERVE)
    answering.time_out(work)
    rating.settle_unrated(work)
