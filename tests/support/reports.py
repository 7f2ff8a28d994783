"""Reports handed in as tests want them."""

from __future__ import annotations

from datetime import date

from desk.books import submissions
from desk.books.submissions import NewFile, Submission
from desk.core.period import Period, named_period
from desk.core.work import Work

AS_IT_WENT_OUT = b"as it went out"


def one_file(*_counted: object) -> list[NewFile]:
    """In place of the workbook and the paper, where a test is not about them."""
    return [NewFile("xlsx", "report.xlsx", AS_IT_WENT_OUT)]


def handed_in(work: Work, period: Period | str) -> Submission:
    """A period handed in with that file."""
    named = named_period(period) if isinstance(period, str) else period
    return submissions.hand_in(work, submissions.draft(work, named, one_file))


def month_of(day: date) -> Period:
    """Its month."""
    return named_period(f"{day:%Y-%m}")
