"""Joint meetings as the centre and the district count them: held, resolutions made, closed in time, overdue."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from desk.books.follow_ups import queries as follow_up_queries
from desk.books.follow_ups.model import ClosedItem, FollowUp, FollowUpKind, FollowUpOutcome
from desk.books.meetings import agenda_queries, queries
from desk.books.meetings.model import Meeting, Resolution
from desk.core.book import Span
from desk.core.clock import local
from desk.core.figure import Number, Tally
from desk.core.work import Work

SETTLED = (FollowUpOutcome.FIXED, FollowUpOutcome.UNFIXED)
CLOSINGS: Mapping[str, Tally[ClosedItem]] = {
    "resolutions_closed": Tally(lambda closing: closing.outcome in SETTLED),
    "resolutions_in_time": Tally(lambda closing: closing.was_in_time),
}
"""What is counted of closings of resolutions, by the figure's code."""


@dataclass(frozen=True)
class MeetingFigures:
    """What happened in a span of days, and what was overdue at its end."""

    held: tuple[Meeting, ...]
    made: tuple[Resolution, ...]
    closings: tuple[ClosedItem, ...]
    overdue: tuple[FollowUp, ...]

    def closed(self, code: str) -> int:
        """A count of closings by its code."""
        return CLOSINGS[code].of(self.closings)


def closings_between(work: Work, first: date, last: date) -> list[ClosedItem]:
    """Closings on these days of what meetings decided."""
    closings = follow_up_queries.closings_between(work, first, last)
    ours = {each.follow_up_id for each in agenda_queries.of_follow_ups(work, [each.id for each in closings])}
    return [each for each in closings if each.id in ours]


def overdue_by(work: Work, last: date) -> list[FollowUp]:
    """What meetings decided, nobody has done, and whose day was over on the last of these days, or is today."""
    day = min(last, work.today)
    return [each for each in follow_up_queries.overdue_by(work, day) if each.kind is FollowUpKind.MEETING]


def of_days(work: Work, first: date, last: date) -> MeetingFigures:
    """Count the days ``first`` to ``last``."""
    return MeetingFigures(
        tuple(queries.held_between(work, first, last)),
        tuple(agenda_queries.made_between(work, first, last)),
        tuple(closings_between(work, first, last)),
        tuple(overdue_by(work, last)),
    )


def plain(figures: MeetingFigures) -> dict[str, Number]:
    """As names and numbers, for programs and for what is frozen."""
    closed, in_time = (figures.closed(code) for code in CLOSINGS)
    return {
        "joint_meetings_held": len(figures.held),
        "resolutions_made": len(figures.made),
        "resolutions_closed": closed,
        "resolutions_in_time": in_time,
        "resolutions_in_time_percent": round(100 * in_time / closed, 1) if closed else None,
        "resolutions_overdue": len(figures.overdue),
    }


def of_spans(work: Work, spans: Sequence[Span]) -> list[dict[str, Number]]:
    """What happened in several spans of days, from one reading; what was overdue is asked of each."""
    whole = of_days(work, min(span[0] for span in spans), max(span[1] for span in spans))
    return [plain(_within(work, whole, *span)) for span in spans]


def _within(work: Work, whole: MeetingFigures, first: date, last: date) -> MeetingFigures:
    return MeetingFigures(
        tuple(each for each in whole.held if each.held_at and first <= local(each.held_at).date() <= last),
        tuple(each for each in whole.made if first <= each.day <= last),
        tuple(each for each in whole.closings if first <= each.closed_on <= last),
        tuple(overdue_by(work, last)),
    )
