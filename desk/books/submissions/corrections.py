"""What reads differently today in the periods that are with the district 更正."""

from __future__ import annotations

from desk.books import figures, own_figures
from desk.books.submissions import queries, reporting
from desk.books.submissions.model import Correction, Submission
from desk.books.submissions.reporting import ReportFigures
from desk.core.period import Period, PeriodKind, named_period
from desk.core.work import Work

MOST = 12
"""Periods of a kind that are counted anew, the latest first."""


def of_report(work: Work, report: Submission, counted: ReportFigures | None = None) -> list[Correction]:
    """What reads differently in one report, in the order of its figures; what moves by its nature corrects nothing.
    ``counted`` is its period as it is today, where that was counted already.
    """
    moving = figures.moving()
    today = (counted or reporting.counted(work, report.span)).values
    changed = [(code, was) for code, was in report.figures.items() if code not in moving and today.get(code) != was]
    own = {each.code: each.title for each in own_figures.all_figures(work)} if changed else {}
    return [
        Correction(
            report.period,
            code,
            own.get(code) or figures.name_of(code),
            was,
            today.get(code),
            (report.versions.get(code), figures.version_of(code)),
        )
        for code, was in changed
    ]


def corrections(work: Work, before: str, most: int = MOST) -> list[Correction]:
    """What a report of the period ``before`` (2026-11, 2026-Q4) has to tell of those handed in: of earlier days, of
    every kind the latest ``most``, and of the months of its own days. The oldest first.
    """
    period = named_period(before)
    earlier = [each for each in queries.all_reports(work) if _is_told_of(each.span, period)]
    kinds = {each.kind for each in earlier}
    counted = [each for kind in kinds for each in [sent for sent in earlier if sent.kind == kind][:most]]
    counted.sort(key=lambda each: (each.span.last, each.span.first))
    return [correction for report in counted for correction in of_report(work, report)]


def _is_told_of(span: Period, period: Period) -> bool:
    """A quarter's own months have numbers that were added up by others; a year tells of its months, not once more of
    the quarters that they make.
    """
    month = PeriodKind.MONTH
    is_within = period.first <= span.first and span.last <= period.last
    return span.last < period.first or (is_within and span.kind is month and period.kind is not month)
