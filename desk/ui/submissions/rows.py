"""The lines of the page 上报: periods that are over and not handed in, and the reports that went out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from desk.books import submissions
from desk.books.submissions import ReportState, Submission, attention, title_of
from desk.core.clock import local
from desk.core.period import MONTHS, Period, PeriodKind
from desk.core.tone import Tone
from desk.core.words import NP_, P_, Worded, _
from desk.core.work import Work
from desk.ui.widgets.columns import Column

SHOWN: Mapping[PeriodKind, int] = {
    PeriodKind.MONTH: 12,
    PeriodKind.QUARTER: 4,
    PeriodKind.HALF_YEAR: 2,
    PeriodKind.YEAR: 1,
}
"""How many periods of each kind that are not handed in are listed, the latest."""
SOON = attention.SOON


class ReportView(Worded):
    """Which reports are shown."""

    ALL = "all", NP_("view of reports", "All reports")
    MONTH = "month", NP_("view of reports", "Months")
    QUARTER = "quarter", NP_("view of reports", "Quarters")
    HALF_YEAR = "half_year", NP_("view of reports", "Half years")
    YEAR = "year", NP_("view of reports", "Years")


@dataclass(frozen=True)
class ReportRow:
    """A period, its report where it was handed in, and by when it is or was to be."""

    period: Period
    until: date
    today: date
    report: Submission | None = None
    changed: int | None = None
    """How many figures read differently today; None until they are counted."""

    @property
    def id(self) -> str:
        """By which the row is found again."""
        return f"{self.period.name}:{self.report.id if self.report else ''}"

    @property
    def is_open(self) -> bool:
        """Is it still to be handed in?"""
        return self.report is None

    @property
    def is_asked(self) -> bool:
        """Is it called to mind?"""
        return attention.is_asked(self.period, self.today)

    @property
    def left(self) -> int:
        """Days until it is to be handed in; below 0 once that is over."""
        return (self.until - self.today).days

    @property
    def state(self) -> str:
        """In words."""
        if self.report is not None:
            return self.report.state.label
        if self.left < 0 and self.is_asked:
            return P_("report", "{n} days late", n=-self.left)
        return P_("report", "not handed in")

    @property
    def tone(self) -> Tone | None:
        """What that means; a quarter that nobody asks for any more means nothing."""
        if self.report is not None:
            return self.report.state.tone
        if not self.is_asked:
            return None
        if self.left < 0:
            return Tone.OVERDUE
        return Tone.DUE_SOON if self.left <= SOON else Tone.WAITING

    def stands_in(self, view: ReportView) -> bool:
        """Is it shown in this view?"""
        return view is ReportView.ALL or self.period.kind.value == view.value


def rows(work: Work) -> list[ReportRow]:
    """The latest periods first; of one that was taken back the report that stands, or the open period, comes first."""
    today, everything = work.today, submissions.all_reports(work, withdrawn=True)
    standing = {each.period for each in everything if each.state is not ReportState.WITHDRAWN}
    open_ones = [period for period in _over(work) if period.name not in standing]
    listed = [ReportRow(period, attention.deadline(work, period), today) for period in open_ones]
    listed += [ReportRow(each.span, attention.deadline(work, each.span), today, each) for each in everything]
    order = list(MONTHS)
    return sorted(listed, key=lambda row: (-row.period.last.toordinal(), order.index(row.period.kind)))


def row_of(work: Work, period: Period) -> ReportRow | None:
    """How a period stands; None of one that is not over, and of days that are handed in with none."""
    if period.kind not in MONTHS or submissions.is_running(work, period):
        return None
    return ReportRow(period, attention.deadline(work, period), work.today, submissions.find(work, period.name))


def _over(work: Work) -> list[Period]:
    """Those that are over, since the centre was set up."""
    began = attention.began(work)
    periods = []
    for kind, most in SHOWN.items():
        here = Period.around(kind, work.today)
        periods += [period for n in range(1, most + 1) if (period := here.plus(-n)).last >= began]
    return periods


def corrections(work: Work, most: int = 12) -> dict[int, int]:
    """How many figures read differently today in each of the latest reports that stand, by its number."""
    return {each.id: len(submissions.of_report(work, each)) for each in submissions.all_reports(work)[:most]}


def columns() -> list[Column[ReportRow]]:
    """What it is about, where it is, by when, who, what changed."""
    return [
        Column(P_("report", "Report"), 170, lambda row: title_of(row.period), sorts_by=_since, flex=2),
        Column(_("State"), 110, lambda row: row.state, lambda row: row.tone),
        Column(
            P_("report", "Due on"),
            104,
            lambda row: f"{row.until:%Y-%m-%d}",
            sorts_by=lambda row: row.until,
            muted=lambda row: not row.is_open,
            rank=2,
        ),
        Column(
            P_("report", "Handed in at"),
            136,
            lambda row: f"{local(row.report.at):%Y-%m-%d %H:%M}" if row.report else "",
            sorts_by=lambda row: row.report.at if row.report else None,
            rank=1,
        ),
        Column(P_("report", "By"), 80, lambda row: row.report.who if row.report else "", flex=1, rank=3),
        Column(
            P_("report", "Corrections"),
            80,
            lambda row: str(row.changed or "") if row.changed is not None else "",
            number=True,
            sorts_by=lambda row: row.changed,
        ),
    ]


def _since(row: ReportRow) -> date:
    return row.period.last
