"""What reads differently today in the periods that are with the district 更正."""

from __future__ import annotations

from desk.books import figures
from desk.books.submissions import queries, reporting
from desk.books.submissions.model import Correction, Submission
from desk.core.period import named_period
from desk.core.work import Work

MOST = 12
"""Periods of a kind that are counted anew, the latest first."""


def of_report(work: Work, report: Submission) -> list[Correction]:
    """What reads differently in one report, in the order of its figures; what moves by its nature corrects nothing."""
    moving = figures.moving()
    today = reporting.counted(work, report.span).values
    return [
        Correction(report.period, code, was, today.get(code))
        for code, was in report.figures.items()
        if code not in moving and today.get(code) != was
    ]


def corrections(work: Work, before: str, most: int = MOST) -> list[Correction]:
    """What a report of the period ``before`` (2026-11, 2026-Q4) has to tell of those handed in earlier, of every kind
    and the oldest first: of each kind the latest ``most``.
    """
    first = named_period(before).first
    earlier = [each for each in queries.all_reports(work) if each.span.last < first]
    kinds = {each.kind for each in earlier}
    counted = [each for kind in kinds for each in [sent for sent in earlier if sent.kind == kind][:most]]
    counted.sort(key=lambda each: (each.span.last, each.span.first))
    return [correction for report in counted for correction in of_report(work, report)]
