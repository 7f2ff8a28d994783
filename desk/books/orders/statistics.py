"""Orders as the centre and the district count them: placed, answered, done in time, done again, rated, and minutes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import median
from typing import TypeVar

from desk.books.orders import count_queries
from desk.books.orders.count_queries import CountedDispatch, CountedOrder
from desk.books.orders.model import DispatchAnswer, OrderChannel, OrderKind
from desk.core.book import Span
from desk.core.figure import Number, Tally
from desk.core.words import P_, _, bracketed, phrases, whole_sentences
from desk.core.work import Work

HOUR = 60
Counted = TypeVar("Counted", CountedOrder, CountedDispatch)


def _of_kind(kind: OrderKind) -> Tally[CountedOrder]:
    return Tally(lambda order: order.kind is kind)


def _of_channel(channel: OrderChannel) -> Tally[CountedOrder]:
    return Tally(lambda order: order.channel is channel)


def _answered(answer: DispatchAnswer) -> Tally[CountedDispatch]:
    return Tally(lambda dispatch: dispatch.answer is answer)


PLACED: Mapping[str, Tally[CountedOrder]] = {
    "orders": Tally(lambda _order: True),
    **{f"orders.{kind.value}": _of_kind(kind) for kind in OrderKind},
    **{f"orders_by.{channel.value}": _of_channel(channel) for channel in OrderChannel},
}
"""What is counted of the orders that were placed, by the figure's code."""
ANSWERED: Mapping[str, Tally[CountedDispatch]] = {
    "orders_taken": _answered(DispatchAnswer.TAKEN),
    "orders_declined": _answered(DispatchAnswer.DECLINED),
    "orders_timed_out": _answered(DispatchAnswer.TIMED_OUT),
}
"""Of the dispatches that were answered."""
DONE: Mapping[str, Tally[CountedOrder]] = {
    "orders_done": Tally(lambda _order: True),
    "orders_in_time": Tally(lambda order: order.is_in_time),
}
"""Of the orders that were done, by the first time."""
SETTLED: Mapping[str, Tally[CountedOrder]] = {
    "orders_settled": Tally(lambda _order: True),
    "orders_rated": Tally(lambda order: order.is_rated),
    "orders_satisfied": Tally(lambda order: order.is_good),
}
"""Of the orders that are settled."""
REDONE: Tally[CountedOrder] = Tally(lambda _order: True)
MINUTES: Tally[CountedOrder] = Tally(lambda order: bool(order.minutes), lambda order: order.minutes or 0)
TO_TAKEN: Tally[CountedDispatch] = Tally(
    lambda dispatch: dispatch.answer is DispatchAnswer.TAKEN, lambda dispatch: dispatch.minutes_to_answer
)
TO_DONE: Tally[CountedOrder] = Tally(lambda _order: True, lambda order: order.minutes_to_done)


@dataclass(frozen=True)
class OrderFigures:
    """What of a span of days is counted: each order once for each thing that happened to it then."""

    placed: tuple[CountedOrder, ...]
    answered: tuple[CountedDispatch, ...]
    done: tuple[CountedOrder, ...]
    worked: tuple[CountedOrder, ...]
    sent_back: tuple[CountedOrder, ...]
    settled: tuple[CountedOrder, ...]

    def of(self, code: str) -> int:
        """A count by its code."""
        if code in PLACED:
            return PLACED[code].of(self.placed)
        if code in ANSWERED:
            return ANSWERED[code].of(self.answered)
        return DONE[code].of(self.done) if code in DONE else SETTLED[code].of(self.settled)


def of_days(work: Work, first: date, last: date) -> OrderFigures:
    """Count what happened to orders on the days ``first`` to ``last``."""
    return OrderFigures(
        tuple(count_queries.placed_between(work, first, last)),
        tuple(count_queries.answered_between(work, first, last)),
        tuple(count_queries.done_between(work, first, last)),
        tuple(count_queries.worked_between(work, first, last)),
        tuple(count_queries.sent_back_between(work, first, last)),
        tuple(count_queries.settled_between(work, first, last)),
    )


def plain(figures: OrderFigures) -> dict[str, Number]:
    """As names and numbers, for programs and for what is frozen."""
    counts: dict[str, Number] = {code: figures.of(code) for code in (*PLACED, *ANSWERED, *DONE)}
    settled: dict[str, Number] = {code: figures.of(code) for code in SETTLED}
    return {
        **counts,
        "orders_in_time_percent": _percent(figures.of("orders_in_time"), figures.of("orders_done")),
        "orders_hours_to_taken": _hours(TO_TAKEN, figures.answered),
        "orders_hours_to_done": _hours(TO_DONE, figures.done),
        "orders_redone": REDONE.of(figures.sent_back),
        **settled,
        "orders_rated_percent": _percent(figures.of("orders_rated"), figures.of("orders_settled")),
        "orders_satisfied_percent": _percent(figures.of("orders_satisfied"), figures.of("orders_rated")),
        "orders_minutes": MINUTES.of(figures.worked),
    }


def _percent(part: int, whole: int) -> float | None:
    return round(100 * part / whole, 1) if whole else None


def _hours(tally: Tally[Counted], counted: Sequence[Counted]) -> float | None:
    minutes = [tally.adds(each) for each in tally.behind(counted)]
    return round(float(median(minutes)) / HOUR, 1) if minutes else None


def of_spans(work: Work, spans: Sequence[Span]) -> list[dict[str, Number]]:
    """What happened in several spans of days, from one reading."""
    whole = of_days(work, min(span[0] for span in spans), max(span[1] for span in spans))
    return [plain(_within(whole, *span)) for span in spans]


def _within(whole: OrderFigures, first: date, last: date) -> OrderFigures:
    def of_span(counted: Sequence[Counted]) -> tuple[Counted, ...]:
        return tuple(each for each in counted if first <= each.day <= last)

    return OrderFigures(
        of_span(whole.placed),
        of_span(whole.answered),
        of_span(whole.done),
        of_span(whole.worked),
        of_span(whole.sent_back),
        of_span(whole.settled),
    )


def sentence(figures: OrderFigures) -> str:
    """What the month's report says of the orders: 点单36件（维修12，陪伴代办9）：办结31件……"""
    kinds = phrases(
        P_("kind and how many", "{kind} {n}", kind=kind.label, n=many)
        for kind in OrderKind
        if (many := figures.of(f"orders.{kind.value}"))
    )
    placed = _(
        "{n} orders{kinds}: {done} done, {in_time} of them in time.",
        n=figures.of("orders"),
        kinds=bracketed(kinds) if kinds else "",
        done=figures.of("orders_done"),
        in_time=figures.of("orders_in_time"),
    )
    settled = figures.of("orders_settled")
    rated = _(
        "Of {n} that are settled {rated} were rated, {good} of them well.",
        n=settled,
        rated=figures.of("orders_rated"),
        good=figures.of("orders_satisfied"),
    )
    return whole_sentences((placed, rated) if settled else (placed,))
