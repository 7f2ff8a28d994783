"""Follow-ups as the centre and the district count them: opened, closed and how, in time, returned, overdue."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import median

from desk.books.follow_ups import queries
from desk.books.follow_ups.model import ClosedItem, FollowUp, FollowUpOutcome
from desk.books.follow_ups.queries import ItemEvent
from desk.core.book import Span
from desk.core.clock import local
from desk.core.figure import Number, Tally
from desk.core.words import _, whole_sentences
from desk.core.work import Work

SETTLED = (FollowUpOutcome.FIXED, FollowUpOutcome.UNFIXED)
"""What was closed as a matter of its own, and not as a double or withdrawn."""


def _closed_as(*outcomes: FollowUpOutcome) -> Callable[[ClosedItem], bool]:
    return lambda closing: closing.outcome in outcomes


CLOSINGS: Mapping[str, Tally[ClosedItem]] = {
    "follow_ups_fixed": Tally(_closed_as(FollowUpOutcome.FIXED)),
    "follow_ups_unfixed": Tally(_closed_as(FollowUpOutcome.UNFIXED)),
    "follow_ups_dropped": Tally(_closed_as(FollowUpOutcome.SAME_AS, FollowUpOutcome.WITHDRAWN)),
    "follow_ups_in_time": Tally(lambda closing: closing.was_in_time),
}
"""What is counted of closings, by the figure's code; a closing belongs to its day, also where it was reopened later."""
DAYS: Tally[ClosedItem] = Tally(_closed_as(*SETTLED), lambda closing: closing.days)


@dataclass(frozen=True)
class FollowUpFigures:
    """What happened to follow-ups in a span of days, and what was overdue at its end."""

    opened: tuple[FollowUp, ...]
    closings: tuple[ClosedItem, ...]
    returned: tuple[ItemEvent, ...]
    extended: tuple[ItemEvent, ...]
    overdue: tuple[FollowUp, ...]

    def closed(self, code: str) -> int:
        """A count of closings by its code."""
        return CLOSINGS[code].of(self.closings)

    @property
    def in_time_percent(self) -> float | None:
        """Of what was closed as solved or unsolved, what was done by its first day."""
        settled = self.closed("follow_ups_fixed") + self.closed("follow_ups_unfixed")
        return round(100 * self.closed("follow_ups_in_time") / settled, 1) if settled else None

    @property
    def median_days(self) -> float | None:
        """Half of what was closed took no longer than this."""
        days = [DAYS.adds(each) for each in DAYS.behind(self.closings)]
        return round(float(median(days)), 1) if days else None


def last_day(work: Work, last: date) -> date:
    """The day on which it is looked what is overdue: the last of the span, today while that is not over."""
    return min(last, work.today)


def of_days(work: Work, first: date, last: date) -> FollowUpFigures:
    """Count the days ``first`` to ``last``."""
    return FollowUpFigures(
        tuple(queries.opened_between(work, first, last)),
        tuple(queries.closings_between(work, first, last)),
        tuple(queries.returns_between(work, first, last)),
        tuple(queries.granted_between(work, first, last)),
        tuple(queries.overdue_by(work, last_day(work, last))),
    )


def plain(figures: FollowUpFigures) -> dict[str, Number]:
    """As names and numbers, for programs and for what is frozen."""
    return {
        "follow_ups_opened": len(figures.opened),
        **{code: tally.of(figures.closings) for code, tally in CLOSINGS.items()},
        "follow_ups_in_time_percent": figures.in_time_percent,
        "follow_ups_overdue": len(figures.overdue),
        "follow_ups_returned": len(figures.returned),
        "follow_ups_extended": len(figures.extended),
        "follow_ups_median_days": figures.median_days,
    }


def of_spans(work: Work, spans: Sequence[Span]) -> list[dict[str, Number]]:
    """What happened in several spans of days, from one reading; what was overdue is asked of each."""
    whole = of_days(work, min(span[0] for span in spans), max(span[1] for span in spans))
    return [plain(_within(work, whole, *span)) for span in spans]


def _within(work: Work, whole: FollowUpFigures, first: date, last: date) -> FollowUpFigures:
    return FollowUpFigures(
        tuple(each for each in whole.opened if first <= local(each.opened_at).date() <= last),
        tuple(each for each in whole.closings if first <= each.closed_on <= last),
        tuple(each for each in whole.returned if first <= each.day <= last),
        tuple(each for each in whole.extended if first <= each.day <= last),
        tuple(queries.overdue_by(work, last_day(work, last))),
    )


def sentence(figures: FollowUpFigures) -> str:
    """What the month's report says: 督办12项，销号9项（已解决8，未解决1），按时率88.9%……"""
    counted = _(
        "{opened} follow-ups opened; {fixed} closed as solved, {unfixed} as unsolved; {overdue} overdue.",
        opened=len(figures.opened),
        fixed=figures.closed("follow_ups_fixed"),
        unfixed=figures.closed("follow_ups_unfixed"),
        overdue=len(figures.overdue),
    )
    percent = figures.in_time_percent
    in_time = "" if percent is None else _("In time by the first day: {n}%.", n=f"{percent:.1f}")
    return whole_sentences(filter(None, (counted, in_time)))
