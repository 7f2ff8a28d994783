"""封面: whose report it is, of which days, who made it and when, and what its sheets hold, with links to them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from desk.books import centre
from desk.core.calendar import full_date_words
from desk.core.clock import local
from desk.core.words import N_, P_, _
from desk.core.work import Work
from desk.reports.figures.compared import ComparedReport
from desk.reports.kit import sheets
from desk.reports.kit.cells import Link
from desk.reports.kit.workbook import Sheet

COLUMNS = 2
WIDTHS = (24, 44)


@dataclass(frozen=True)
class Listed:
    """A line of the contents."""

    sheet: Sheet
    about: str


SUMMARY, BOOK, NOTES, DETAILS = (
    N_("Summary, printed first"),
    N_("Figures and charts of one area of work"),
    N_("Notes on the figures"),
    N_("Details, printed apart when wanted"),
)


def put(sheet: Sheet, work: Work, compared: ComparedReport, contents: Sequence[Listed], foot: str) -> None:
    """Fill the sheet; one page."""
    house, period, how = centre.get(work), compared.report.period, compared.how_compared
    row = sheets.put_title(sheet, f"{house.name}{_('Work report')}", period.label, COLUMNS)
    for label, value in (
        (_("Which days are counted"), _span(period.first, period.last)),
        (_("Period before"), _span(*period.before(work.today))),
        (_("Same period a year ago"), _span(*period.year_before(work.today))),
        *([(P_("report", "How it is compared"), how)] if how else []),
        (_("District"), house.district),
        (_("Centre code"), house.code),
        (_("People served"), house.population),
        (_("Floor area, m²"), house.area),
        (_("Made by"), work.actor.name),
        (_("Made on"), local(work.now).replace(tzinfo=None, microsecond=0)),
    ):
        sheets.put(sheet, row, 1, label, "desk head")
        look = "desk fact of time" if isinstance(value, date) else "desk fact"
        sheets.put(sheet, row, 2, "" if value is None else value, look)
        row += 1
    row = sheets.put_table(sheet, row + 1, (_("Sheet"), _("What it holds")), ())
    for at, listed in enumerate(contents, row):
        sheets.put(sheet, at, 1, Link(listed.sheet.title, listed.sheet.title))
        sheets.put(sheet, at, 2, listed.about)
    sheets.set_widths(sheet, WIDTHS)
    sheets.set_up_print(sheet, foot=foot, tall=1)


def _span(first: date, last: date) -> str:
    return f"{full_date_words(first)}—{full_date_words(last)}"
