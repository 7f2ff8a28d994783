"""The report of a month, quarter, half year or year 报表 as a workbook: a cover, all work on one page, a sheet for each
book with every figure, the details, and a hidden sheet for programs.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from desk.books import centre, figures
from desk.books.submissions import queries, reporting
from desk.books.submissions.sheet import sheet_of
from desk.core.clock import local
from desk.core.month import Month
from desk.core.period import Period, PeriodKind, named_period
from desk.core.words import N_, P_, _, on_record
from desk.core.work import Work
from desk.reports.figures import book_sheet, case_sheets, cover_sheet, figure_table, summary_sheet
from desk.reports.figures.compared import ComparedBook, ComparedReport, of_report
from desk.reports.figures.cover_sheet import Listed
from desk.reports.figures.day_sheet_workbook import put_details
from desk.reports.figures.summary_sheet import PlacedBook
from desk.reports.kit import machine_sheet, sheets
from desk.reports.kit.workbook import Sheet, Workbook

FIRST = "cases"
"""The book whose sheets belong to the summary: the walk-ins."""
NAME = "figure_{code}"
"""The defined name of a figure's value."""
NOT_IN_NAMES = re.compile(r"\W")
CORRECTED = (N_("Which days are counted"), N_("Figure"))


@on_record()
def xlsx(work: Work, month: Month) -> bytes:
    """The month counted and on its sheets."""
    return from_figures(work, of_report(work, reporting.counted(work, Period.around(PeriodKind.MONTH, month.first))))


@on_record()
def from_figures(work: Work, compared: ComparedReport) -> bytes:
    """The workbook of figures counted in this transaction; what was written of them is read in it as well."""
    report, made = compared.report, _Report(work, compared)
    cover, summary = made.sheet(_("Cover")), made.sheet(_("Summary sheet"), cover_sheet.SUMMARY)
    placed = [made.put_book(each) for each in sorted(compared.books, key=lambda each: each.name != FIRST)]
    summary_sheet.put(summary, placed, made.below, made.foot)
    made.put_remarks()
    made.put_corrections()
    made.put_details()
    cover_sheet.put(cover, work, compared, made.contents, made.foot)
    machine_sheet.put(made.book, sheet_of(work, report))
    return sheets.content(made.book)


class _Report:
    """The workbook while its sheets are being filled."""

    def __init__(self, work: Work, compared: ComparedReport) -> None:
        house, report = centre.get(work), compared.report
        self._work, self._report, self._compared = work, report, compared
        self.below = f"{house.district}　{house.name}　{report.period.label}"
        self.foot = f"{house.name} {report.period.label}"
        self.book: Workbook = sheets.new_workbook()
        self.contents: list[Listed] = []
        title = f"{house.name}{_('Work report')}"
        self.book.describe(title, report.period.label, house.name, local(work.now).replace(tzinfo=None))

    def sheet(self, title: str, about: str = "") -> Sheet:
        """A new sheet, listed on the cover where it says what it is ``about`` (a msgid)."""
        sheet = self.book.create_sheet(title)
        if about:
            self.contents.append(Listed(sheet, _(about)))
        return sheet

    def put_book(self, compared: ComparedBook) -> PlacedBook:
        """The sheet of a book, with a name for each of its figures; of the walk-ins also the two that go with it."""
        first = compared.name == FIRST
        sheet = self.sheet(compared.title, cover_sheet.SUMMARY if first else cover_sheet.BOOK)
        row, rows = book_sheet.put(self.book, sheet, compared, self.below, self.foot)
        of_book = self._report.whole.of_book
        if compared.name in of_book:
            book_sheet.put_own_tables(sheet, row + 1, self._work, compared.name, of_book[compared.name])
        placed = PlacedBook(compared, sheet, rows)
        for figure in compared.figures:
            name = NAME.format(code=NOT_IN_NAMES.sub("_", figure.code))
            self.book.name(name, placed.address(figure.code, figure_table.NOW))
        if first:
            counted = of_book[FIRST]
            hours = self.sheet(_("Hours and evaluation"), cover_sheet.SUMMARY)
            case_sheets.put_hours(self.book, hours, counted, self.below, self.foot)
            people = self.sheet(_("Departments"), cover_sheet.SUMMARY)
            case_sheets.put_departments(self.book, people, counted, self.below, self.foot)
        return placed

    def put_remarks(self) -> None:
        """情况说明 and 核对: what was written of the period, and what is odd in it with its answers."""
        text = queries.remarks_of(self._work, self._report.period)
        findings = self._compared.oddities
        if not (text or findings):
            return
        sheet = self.sheet(_("Remarks and checks"), cover_sheet.NOTES)
        row = sheets.put_title(sheet, _("Remarks and checks"), self.below, 3)
        if text:
            row = _put_rows(sheet, row, (P_("report", "Remarks"),), [(line,) for line in text.split("\n")]) + 1
        if findings:
            heads = (_("What is odd"), _("Explanation"), _("Explained by"))
            _put_rows(sheet, row, heads, [(each.text, each.said, each.answered_by) for each in findings])
        sheets.set_widths(sheet, (46, 36, 10))
        sheets.set_up_print(sheet, landscape=False, foot=self.foot)

    def put_corrections(self) -> None:
        """更正: what reads differently today in what was handed in before."""
        corrections = self._compared.corrections
        if not corrections:
            return
        sheet = self.sheet(_("Corrections"), cover_sheet.NOTES)
        heads = (*map(_, CORRECTED), P_("correction", "Was"), P_("correction", "Is now"))
        rows = [
            (
                named_period(each.period).label,
                each.title,
                *(figures.cell(each.figure, value) for value in (each.was, each.now)),
            )
            for each in corrections
        ]
        end = sheets.put_table(sheet, 1, heads, rows)
        sheet.freeze_panes = "A2"
        sheets.set_filter(sheet, 1, len(heads), end - 1)
        sheets.set_up_print(sheet, repeat=1, foot=self.foot)

    def put_details(self) -> None:
        """事项 and 明细: every item, and every case."""
        period, counted = self._report.period, self._report.whole.of_book[FIRST]
        items = self.sheet(_("Items"), cover_sheet.DETAILS)
        case_sheets.put_items(items, counted, self.foot)
        put_details(self.book, self._work, period.first, period.last, self.foot)
        self.contents.append(Listed(self.book.sheets[-1], _(cover_sheet.DETAILS)))


def _put_rows(sheet: Sheet, top: int, heads: Sequence[str], rows: Sequence[Sequence[str]]) -> int:
    return sheets.put_table(sheet, top, heads, rows, ("desk wrapped",) * len(heads))
