"""By when an order is to be reviewed, answered, done, asked about and rated 时限: moments by the rules of the book.

What is counted in working days is due at the end of the last of them; what is counted in hours of opening stands still
while the centre is closed.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta

from desk.books import centre
from desk.books.centre import days_off
from desk.books.orders.model import OrderUrgency
from desk.core.clock import local, start_of
from desk.core.work import Work

LAST_MINUTE = timedelta(hours=23, minutes=59)
LONGEST_CLOSED = 60
"""Days for which a clock of opening hours looks ahead; a centre that does not open by then has no hours at all."""


def open_after(start: datetime, minutes: int, spans: Callable[[date], Sequence[tuple[int, int]]]) -> datetime:
    """The moment at which so many minutes of opening have passed since ``start``; ``spans`` tells when a day is open.
    Without any opening hours ahead the clock does not stand still.
    """
    left = timedelta(minutes=minutes)
    for n in range(LONGEST_CLOSED):
        midnight = start_of(local(start).date() + timedelta(days=n))
        for opens, closes in sorted(spans(local(midnight).date())):
            since = max(start, midnight + timedelta(minutes=opens))
            until = midnight + timedelta(minutes=closes)
            if until - since >= left:
                return since + left
            left -= max(until - since, timedelta(0))
    return start + timedelta(minutes=minutes)


def end_of(day: date) -> datetime:
    """The last minute of a day: what is due on it is in time until then."""
    return start_of(day) + LAST_MINUTE


def review_by(work: Work) -> datetime:
    """By when an order that is placed now is to be reviewed 受理时限."""
    minutes = 60 * centre.rule(work, "order_review_hours")
    return open_after(work.now, minutes, lambda day: days_off.open_spans(work, day))


def accept_by(work: Work, urgency: OrderUrgency) -> datetime:
    """By when whoever is asked now is to answer 接单时限."""
    is_urgent = urgency is OrderUrgency.URGENT
    return work.now + timedelta(
        hours=centre.rule(work, "order_urgent_accept_hours" if is_urgent else "order_accept_hours")
    )


def due_at(work: Work, urgency: OrderUrgency) -> datetime:
    """By when an order that is taken on now is to be done 办结时限: however often it is passed on, that stays."""
    if urgency is OrderUrgency.URGENT:
        return work.now + timedelta(hours=centre.rule(work, "order_urgent_hours"))
    return end_of(_workdays_on(work, "order_complex_days" if urgency is OrderUrgency.COMPLEX else "order_days"))


def redo_by(work: Work) -> datetime:
    """By when what was rated poorly now is to be done again 重办时限."""
    return end_of(_workdays_on(work, "order_redo_days"))


def call_back_on(work: Work) -> date:
    """On which day the asker of what is done now is rung up 回访日期."""
    return _workdays_on(work, "order_call_back_days")


def rate_by(work: Work) -> datetime:
    """Until when the asker of what is done now may say what they think of it 评价期限."""
    return end_of(work.today + timedelta(days=centre.rule(work, "order_rating_days")))


def _workdays_on(work: Work, rule: str) -> date:
    return days_off.calendar(work).after(work.today, centre.rule(work, rule))
