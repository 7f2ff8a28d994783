"""What of a period is notable 值得注意: sentences made from its figures, each leading to the rows behind it.

A figure is notable when it lies far from what it usually is: further than three times the spread of the twelve months
before (the median of their distances from their median, as a standard deviation), and further than chance moves so few.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import dropwhile
from math import sqrt
from statistics import median

from desk.books import figure_pages, figures, own_figures
from desk.books.figure_pages import TREND, PageFigures
from desk.books.own_figures import target_of
from desk.books.submissions import attention
from desk.core.book import Span
from desk.core.calendar import weekday_names
from desk.core.figure import Better, Figure, FigureKind, Number, Unit
from desk.core.figure_change import FEW, difference
from desk.core.month import Month
from desk.core.period import YEAR, Period, PeriodKind
from desk.core.tone import Tone
from desk.core.words import NP_, _
from desk.core.work import Work

MOST = 5
"""Sentences."""
FAR = 3.0
"""How many spreads away something is notable."""
AS_DEVIATION = 1.4826
"""Makes the median of distances from the median a standard deviation, where values lie as chance lays them."""
LEAST_KNOWN, LEAST_FOR_RECORD = 6, 12
"""Months that have to be known before one says what is usual, or what is most."""
MISSED, REACHED, RECORD = 6.0, 1.0, 4.0
"""How much a target and a record weigh beside spreads."""
EARLY = 7
"""Days that have to be over before anything is said of a period that goes on: on its first morning all is at nought."""
LEAST_MOVE = 0.1
"""Of a figure that is no count: what part of it moves by itself."""


@dataclass(frozen=True)
class Notable:
    """One sentence, and whose rows it opens; ``cell`` those of a weekday and hour alone."""

    figure: Figure
    text: str
    """What is said of the figure, without its name."""
    span: Span
    tone: Tone | None = None
    weight: float = 0.0
    """In spreads from what is usual."""
    cell: tuple[int, int] | None = None


@dataclass(frozen=True)
class Looked:
    """A period that is looked through."""

    counted: PageFigures
    targets: Mapping[str, float]
    today: date
    since: date | None = None
    """Since when the centre keeps books; None for always."""

    @property
    def is_over(self) -> bool:
        """Did its last day pass?"""
        return self.counted.period.last < self.today

    @property
    def so_far(self) -> Looked:
        """The days of it that have a counterpart a year ago: of one that goes on those up to today."""
        return replace(self, counted=replace(self.counted, now=self.counted.compared))

    def value(self, figure: Figure) -> Number:
        """Of the period."""
        return self.counted.now.get(figure.code)

    @property
    def is_month(self) -> bool:
        """Is it a month that is over, which can be laid beside others?"""
        return self.is_over and self.counted.period.kind is PeriodKind.MONTH

    def earlier(self, figure: Figure, months: int) -> list[float]:
        """Of the months before, as far as they are known, from the first in which there was anything: before it the
        centre kept no book.
        """
        month = Month.of(self.counted.period.first)
        before = (self.counted.months.get(month.plus(-many), {}).get(figure.code) for many in range(months, 0, -1))
        known = [value for value in before if value is not None]
        return list(dropwhile(lambda value: not value, known))


def of_period(work: Work, period: Period) -> list[Notable]:
    """What is notable in a period among what the pages of all books show; nothing before the centre kept any book.
    Raises ``NotAllowed``.
    """
    since = attention.began(work)
    if period.last < since:
        return []
    page = figure_pages.shown_anywhere()
    counted = figure_pages.of_period(work, page, period)
    return notable([figures.find(code) for code in page.tiles], counted, work.today, own_figures.targets(work), since)


def notable(
    shown: Sequence[Figure], counted: PageFigures, today: date, targets: Mapping[str, float], since: date | None = None
) -> list[Notable]:
    """At most five sentences, the furthest from what is usual first; none of a figure twice."""
    looked = Looked(counted, targets, today, since)
    by_code: dict[str, Notable] = {}
    for figure in shown:
        sentences = [each for rule in RULES if (each := rule(figure, looked)) is not None]
        if sentences:
            by_code[figure.code] = max(sentences, key=lambda each: each.weight)
    return sorted(by_code.values(), key=lambda each: (-each.weight, each.figure.code))[:MOST]


def missed_or_reached(figure: Figure, looked: Looked) -> Notable | None:
    """The manager's target of a period that is over."""
    value, aimed = looked.value(figure), looked.targets.get(figure.code)
    target = None if aimed is None else target_of(figure, aimed, looked.counted.period)
    if value is None or target is None or not looked.is_over:
        return None
    reached = value <= target if figure.better is Better.DOWN else value >= target
    named_values = {"value": figure.unit.tell(value), "target": figure.unit.tell(target)}
    if reached:
        return Notable(
            figure,
            _("{value}; the target of {target} is reached.", **named_values),
            looked.counted.span,
            Tone.DONE,
            REACHED,
        )
    return Notable(
        figure,
        _("{value}; the target of {target} is missed.", **named_values),
        looked.counted.span,
        Tone.DANGER,
        MISSED,
    )


def far_from_usual(figure: Figure, looked: Looked) -> Notable | None:
    """A month against the twelve before it."""
    earlier = looked.earlier(figure, TREND) if looked.is_month else []
    if len(earlier) < LEAST_KNOWN:
        return None
    usual = median(earlier)
    spread = AS_DEVIATION * median(abs(value - usual) for value in earlier)
    return _moved(figure, looked, usual, spread, NP_("compared with", "the median of the months before"))


def far_from_year_before(figure: Figure, looked: Looked) -> Notable | None:
    """The same days a year ago, where books were kept and there was anything in them; of a period that goes on once it
    has gone a while.
    """
    period, was = looked.counted.period, looked.counted.year_before.get(figure.code)
    if not was or (looked.since and Month.of(period.first).plus(-YEAR).first < looked.since):
        return None
    goes_on = period.goes_on(looked.today)
    if goes_on and (looked.today - period.first).days < EARLY:
        return None
    sentence = _moved(figure, looked.so_far, was, 0, NP_("compared with", "a year ago"))
    return replace(sentence, span=(period.first, looked.today)) if sentence and goes_on else sentence


def _moved(figure: Figure, looked: Looked, was: float, spread: float, than: str) -> Notable | None:
    value = looked.value(figure)
    if value is None or not (scale := _scale(figure, looked, was, spread)):
        return None
    far = abs(value - was) / scale
    if far < FAR:
        return None
    change = difference(figure.unit, value, was)
    text = _(
        "{value}, {change} against {than}.",
        value=figure.unit.tell(value),
        change=change,
        than=_(than),
    )
    tone = None
    if figure.better is not Better.NEITHER:
        tone = Tone.DONE if (value > was) == (figure.better is Better.UP) else Tone.DANGER
    return Notable(figure, text, looked.counted.span, tone, far)


def _scale(figure: Figure, looked: Looked, was: float, spread: float) -> float:
    """How far chance alone moves a figure; 0 where there are too few to say."""
    value = looked.value(figure) or 0
    if figure.kind in (FigureKind.COUNT, FigureKind.SUM):
        if max(value, was) < FEW or figure.moving:
            return 0
        by_chance = sqrt(max(was, 1)) if figure.unit is not Unit.FEN else LEAST_MOVE * max(was, value)
        return max(spread, by_chance)
    many = figure.parts(looked.counted.now).denominator or 0
    if many < FEW:
        return 0
    if figure.kind is FigureKind.SHARE:
        part = min(max(was / 100, 0.05), 0.95)
        return max(spread, 100 * sqrt(part * (1 - part) / many))
    return max(spread, LEAST_MOVE * abs(was))


def most_or_least(figure: Figure, looked: Looked) -> Notable | None:
    """The highest of two years; of shares and times also the lowest."""
    value = looked.value(figure)
    earlier = looked.earlier(figure, 2 * TREND - 1) if looked.is_month else []
    if value is None or len(earlier) < LEAST_FOR_RECORD or not _scale(figure, looked, median(earlier), 0):
        return None
    named_values = {"value": figure.unit.tell(value), "n": len(earlier) + 1}
    up = None if figure.better is Better.NEITHER else figure.better is Better.UP
    if value > max(earlier):
        text = _("{value}, the most of {n} months.", **named_values)
    elif value < min(earlier) and figure.kind not in (FigureKind.COUNT, FigureKind.SUM):
        text, up = _("{value}, the least of {n} months.", **named_values), None if up is None else not up
    else:
        return None
    tone = None if up is None else (Tone.DONE if up else Tone.DANGER)
    return Notable(figure, text, looked.counted.span, tone, RECORD)


def busiest_hour(figure: Figure, looked: Looked) -> Notable | None:
    """An hour of a weekday that stands out from all in which there was anything."""
    cells = looked.counted.cells.get(figure.code, ())
    known = {(day, hour): n for day, hours in enumerate(cells) for hour, n in enumerate(hours) if n}
    if len(known) < FEW:
        return None
    at, most = max(known.items(), key=lambda each: (each[1], each[0]))
    usual = median(known.values())
    scale = max(AS_DEVIATION * median(abs(n - usual) for n in known.values()), sqrt(usual))
    if most < FEW or (far := (most - usual) / scale) < FAR:
        return None
    named_values = {"weekday": weekday_names()[at[0]], "hour": at[1], "value": figure.unit.tell(most)}
    text = _("most on {weekday} at {hour}:00, {value}.", **named_values)
    return Notable(figure, text, looked.counted.span, None, min(far, FAR), at)


Rule = Callable[[Figure, Looked], Notable | None]
RULES: tuple[Rule, ...] = (missed_or_reached, far_from_usual, far_from_year_before, most_or_least, busiest_hour)
