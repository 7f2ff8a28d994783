"""The district's papers 上报报表 of any whole period, as they would be handed in now."""

from __future__ import annotations

from desk.books.submissions import reporting
from desk.core.period import Period
from desk.core.words import on_record
from desk.core.work import Work
from desk.reports.figures import compared, month_pdf, month_workbook


@on_record()
def xlsx(work: Work, period: Period) -> bytes:
    """The workbook."""
    return month_workbook.from_figures(work, compared.of_report(work, reporting.counted(work, period)))


@on_record()
def pdf(work: Work, period: Period) -> bytes:
    """The paper."""
    return month_pdf.from_figures(work, compared.of_report(work, reporting.counted(work, period)))
