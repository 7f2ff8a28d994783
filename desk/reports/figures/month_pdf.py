"""The report to the district 窗口服务月报、季报、半年报、年报 as PDF: a title page, two pages to read, an appendix."""

from __future__ import annotations

from reportlab.platypus import PageBreak

from desk.books import centre
from desk.books.submissions import reporting
from desk.core.month import Month
from desk.core.period import Period, PeriodKind
from desk.core.words import named, on_record
from desk.core.work import Work
from desk.reports.figures.compared import ComparedReport, of_report
from desk.reports.figures.month_appendix import appendix
from desk.reports.figures.month_body import body
from desk.reports.figures.month_cover import cover, title_of
from desk.reports.figures.month_layout import MARGINS
from desk.reports.kit import imprint, paper


@on_record()
def pdf(work: Work, month: Month) -> bytes:
    """The month counted and on its pages."""
    return from_figures(work, of_report(work, reporting.counted(work, Period.around(PeriodKind.MONTH, month.first))))


@on_record()
def from_figures(work: Work, compared: ComparedReport) -> bytes:
    """Of figures that were counted already, of a month, quarter, half year or year."""
    report, house, title = compared.report, centre.get(work), title_of(compared.report.period)
    story = [*cover(work, report), PageBreak(), *body(work, compared), *appendix(work, compared)]
    name = f"{house.name} {title} {report.period.label}"
    return paper.build(story, imprint.of(work), name=name, margins=MARGINS, subject=named(title, report.period.label))
