"""Findings as the centre and the district count them: reported, accepted, mended, in time, overdue, returned."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from desk.books.findings import queries
from desk.books.findings.model import Finding
from desk.books.follow_ups import queries as follow_ups
from desk.books.follow_ups.model import ClosedItem, FollowUp, FollowUpKind, FollowUpOutcome, OfficerMeans
from desk.books.follow_ups.queries import ItemEvent
from desk.core.book import Span
from desk.core.clock import local
from desk.core.figure import Number, Tally
from desk.core.words import _, whole_sentences
from desk.core.work import Work

CLOSINGS: Mapping[str, Tally[ClosedItem]] = {
    "findings_mended": Tally(lambda closing: closing.outcome is FollowUpOutcome.FIXED),
    "findings_not_mended": Tally(lambda closing: closing.outcome is FollowUpOutcome.UNFIXED),
    "findings_in_time": Tally(lambda closing: closing.was_in_time),
    "findings_in_stead": Tally(lambda closing: closing.means is OfficerMeans.STEAD),
}
"""What is counted of the closings of findings, by the figure's code; a closing belongs to its day, also where it was
reopened later."""


@dataclass(frozen=True)
class FindingFigures:
    """What happened to findings in a span of days, and what was overdue at its end."""

    reported: tuple[Finding, ...]
    accepted: tuple[Finding, ...]
    closings: tuple[ClosedItem, ...]
    returned: tuple[ItemEvent, ...]
    overdue: tuple[FollowUp, ...]

    def closed(self, code: str) -> int:
        """A count of closings by its code."""
        return CLOSINGS[code].of(self.closings)

    @property
    def in_time_percent(self) -> float | None:
        """Of what was closed as mended or not, what was mended by its first day."""
        settled = self.closed("findings_mended") + self.closed("findings_not_mended")
        return round(100 * self.closed("findings_in_time") / settled, 1) if settled else None


def closings_between(work: Work, first: date, last: date) -> list[ClosedItem]:
    """The closings of findings on these days."""
    return [each for each in follow_ups.closings_between(work, first, last) if each.kind is FollowUpKind.FINDING]


def returns_between(work: Work, first: date, last: date) -> list[ItemEvent]:
    """What was returned of findings on these days, each time once."""
    return [each for each in follow_ups.returns_between(work, first, last) if each.kind is FollowUpKind.FINDING]


def overdue_by(work: Work, last: date) -> list[FollowUp]:
    """What was overdue at the end of a span of days; today while that is not over."""
    items = follow_ups.overdue_by(work, min(last, work.today))
    return [each for each in items if each.kind is FollowUpKind.FINDING]


def of_days(work: Work, first: date, last: date, zone_id: int | None = None) -> FindingFigures:
    """Count the days ``first`` to ``last``; of one zone, or of all."""
    whole = FindingFigures(
        tuple(queries.entered_between(work, first, last)),
        tuple(queries.accepted_between(work, first, last)),
        tuple(closings_between(work, first, last)),
        tuple(returns_between(work, first, last)),
        tuple(overdue_by(work, last)),
    )
    return whole if zone_id is None else _of_zone(work, whole, zone_id)


def _of_zone(work: Work, whole: FindingFigures, zone_id: int) -> FindingFigures:
    items = queries.follow_ups_of_zone(work, zone_id)
    return FindingFigures(
        tuple(each for each in whole.reported if each.zone_id == zone_id),
        tuple(each for each in whole.accepted if each.zone_id == zone_id),
        tuple(each for each in whole.closings if each.id in items),
        tuple(each for each in whole.returned if each.item_id in items),
        tuple(each for each in whole.overdue if each.id in items),
    )


def plain(figures: FindingFigures) -> dict[str, Number]:
    """As names and numbers, for programs and for what is frozen."""
    return {
        "findings_reported": len(figures.reported),
        "findings_accepted": len(figures.accepted),
        "findings_mended": figures.closed("findings_mended"),
        "findings_not_mended": figures.closed("findings_not_mended"),
        "findings_in_time": figures.closed("findings_in_time"),
        "findings_in_time_percent": figures.in_time_percent,
        "findings_overdue": len(figures.overdue),
        "findings_returned": len(figures.returned),
        "findings_in_stead": figures.closed("findings_in_stead"),
    }


def of_spans(work: Work, spans: Sequence[Span]) -> list[dict[str, Number]]:
    """What happened in several spans of days, from one reading; what was overdue is asked of each."""
    whole = of_days(work, min(span[0] for span in spans), max(span[1] for span in spans))
    return [plain(_within(work, whole, *span)) for span in spans]


def _within(work: Work, whole: FindingFigures, first: date, last: date) -> FindingFigures:
    return FindingFigures(
        tuple(each for each in whole.reported if first <= entered_on(each) <= last),
        tuple(each for each in whole.accepted if first <= decided_on(each) <= last),
        tuple(each for each in whole.closings if first <= each.closed_on <= last),
        tuple(each for each in whole.returned if first <= each.day <= last),
        tuple(overdue_by(work, last)),
    )


def entered_on(finding: Finding) -> date:
    """The day on which it was entered."""
    assert finding.entered_at is not None
    return local(finding.entered_at).date()


def decided_on(finding: Finding) -> date:
    """The day on which it was accepted or dismissed."""
    assert finding.decided_at is not None
    return local(finding.decided_at).date()


def sentence(figures: FindingFigures) -> str:
    """What the month's report says: 登记问题12个，认定10个，已整改8个……"""
    counted = _(
        "{reported} findings reported, {accepted} accepted; {mended} mended, {not_mended} not; {overdue} overdue.",
        reported=len(figures.reported),
        accepted=len(figures.accepted),
        mended=figures.closed("findings_mended"),
        not_mended=figures.closed("findings_not_mended"),
        overdue=len(figures.overdue),
    )
    percent, stead = figures.in_time_percent, figures.closed("findings_in_stead")
    in_time = "" if percent is None else _("In time by the first day: {n}%.", n=f"{percent:.1f}")
    in_stead = _("Checked in the officer's stead: {n}.", n=stead) if stead else ""
    return whole_sentences(filter(None, (counted, in_time, in_stead)))
