"""Reading orders for the figures 点单指标: as little of each as is counted."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from sqlalchemy import Column, Select, func, select

from desk.books.cases import GOOD, POOR, Evaluation
from desk.books.orders.model import DispatchAnswer, OrderChannel, OrderKind, OrderState
from desk.core.clock import local, start_of
from desk.core.work import Work
from desk.models.orders import dispatches, orders, ratings

DAY = timedelta(days=1)
_last = ratings.alias("last_rating")
_LAST_LEVEL = (
    select(_last.c.level).where(_last.c.order_id == orders.c.id).order_by(_last.c.n.desc()).limit(1).scalar_subquery()
)


class CountedOrder(NamedTuple):
    """An order on the day for which it is counted: when it was placed, first done, done last, settled, or sent back."""

    id: int
    number: str
    kind: OrderKind
    channel: OrderChannel
    state: OrderState
    placed_at: datetime
    first_due_at: datetime | None
    first_done_at: datetime | None
    minutes: int | None
    level: Evaluation
    at: datetime

    @property
    def day(self) -> date:
        """The centre's day for which it is counted."""
        return local(self.at).date()

    @property
    def is_in_time(self) -> bool:
        """Was it done the first time by when that was promised first?"""
        done, due = self.first_done_at, self.first_due_at
        return done is not None and due is not None and done <= due

    @property
    def minutes_to_done(self) -> int:
        """From when it was placed to when it was done first."""
        return 0 if self.first_done_at is None else _minutes(self.first_done_at - self.placed_at)

    @property
    def is_rated(self) -> bool:
        """Did the asker say anything?"""
        return self.level is not Evaluation.NOT_GIVEN

    @property
    def is_good(self) -> bool:
        """Was what the asker said last good?"""
        return self.level in GOOD


class CountedDispatch(NamedTuple):
    """A dispatch with its answer."""

    id: int
    order_id: int
    number: str
    kind: OrderKind
    answer: DispatchAnswer
    offered_at: datetime
    at: datetime

    @property
    def day(self) -> date:
        """The centre's day on which it was answered."""
        return local(self.at).date()

    @property
    def minutes_to_answer(self) -> int:
        """From when it was sent to the answer."""
        return _minutes(self.at - self.offered_at)


def _minutes(span: timedelta) -> int:
    """Never less than none: the clock may have been set back meanwhile."""
    return max(round(span / timedelta(minutes=1)), 0)


def _orders(at: Column[Any]) -> Select[Any]:
    names = ("id", "number", "kind", "channel", "state", "placed_at", "first_due_at", "first_done_at", "minutes")
    level = func.coalesce(_LAST_LEVEL, Evaluation.NOT_GIVEN.value)
    return select(*(orders.c[name] for name in names), level.label("level"), at.label("at"))


def _between(query: Select[Any], at: Column[Any], first: date, last: date) -> Select[Any]:
    return query.where(at >= start_of(first), at < start_of(last) + DAY).order_by(at, orders.c.id)


def _counted(work: Work, query: Select[Any]) -> list[CountedOrder]:
    return [
        CountedOrder(
            id,
            number,
            OrderKind(kind),
            OrderChannel(channel),
            OrderState(state),
            placed,
            due,
            done,
            minutes,
            Evaluation(level),
            at,
        )
        for id, number, kind, channel, state, placed, due, done, minutes, level, at in work.connection.execute(query)
    ]


def placed_between(work: Work, first: date, last: date) -> list[CountedOrder]:
    """The orders that were placed on these days."""
    return _counted(work, _between(_orders(orders.c.placed_at), orders.c.placed_at, first, last))


def done_between(work: Work, first: date, last: date) -> list[CountedOrder]:
    """The orders that were done on these days for the first time."""
    return _counted(work, _between(_orders(orders.c.first_done_at), orders.c.first_done_at, first, last))


def worked_between(work: Work, first: date, last: date) -> list[CountedOrder]:
    """The orders of whose last doing these are the days: whose minutes count."""
    return _counted(work, _between(_orders(orders.c.done_at), orders.c.done_at, first, last))


def settled_between(work: Work, first: date, last: date) -> list[CountedOrder]:
    """The orders that were rated on these days, or for which the time for that was over."""
    return _counted(work, _between(_orders(orders.c.settled_at), orders.c.settled_at, first, last))


def sent_back_between(work: Work, first: date, last: date) -> list[CountedOrder]:
    """The orders that were rated poorly on these days, to be done again 重办."""
    query = _orders(ratings.c.at).join(ratings, ratings.c.order_id == orders.c.id)
    poor = ratings.c.level.in_([level.value for level in POOR])
    return _counted(work, _between(query.where(orders.c.redone, ratings.c.n == 1, poor), ratings.c.at, first, last))


_DISPATCHES = select(
    dispatches.c.id,
    dispatches.c.order_id,
    orders.c.number,
    orders.c.kind,
    dispatches.c.answer,
    dispatches.c.offered_at,
    dispatches.c.answered_at,
).join(orders, orders.c.id == dispatches.c.order_id)


def answered_between(work: Work, first: date, last: date) -> list[CountedDispatch]:
    """The dispatches that were answered on these days, or not in time."""
    query = _between(_DISPATCHES, dispatches.c.answered_at, first, last)
    return [
        CountedDispatch(id, order_id, number, OrderKind(kind), DispatchAnswer(answer), offered_at, at)
        for id, order_id, number, kind, answer, offered_at, at in work.connection.execute(query)
    ]
