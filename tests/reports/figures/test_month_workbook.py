"""The workbook of a report, read back: its sheets, figures and formulas, its pages, and every cell of a month."""

from __future__ import annotations

import io
import os
import re
import warnings
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.chart import LineChart
from openpyxl.utils.datetime import from_excel
from python_calamine import CalamineWorkbook

from desk.books import figures
from desk.books.registry import books
from desk.books.submissions import reporting
from desk.core.figures_sheet import read
from desk.core.period import named_period
from desk.reports.figures import month_workbook
from desk.reports.figures.compared import of_report
from desk.services.session import Desk
from tests.support.formulas import Recalculated
from tests.support.printed_pages import pages_of, scale_of
from tests.support.workbook_text import both, lines_of

GOLDEN = Path(__file__).with_name("snapshots") / "month_workbook.txt"
"""Every cell of the demo's October; DESK_SNAPSHOTS=new writes it anew when it is meant to be another."""
SUMMARY = ("封面", "汇总表", "办件", "时段与评价", "部门")
DETAILS = ("事项", "明细")
SMALLEST = 7.8
"""Points on paper: eight, but for what is lost in rounding widths."""
VALUE = 5


@pytest.fixture(scope="module")
def content(demo: Desk) -> bytes:
    with demo.read() as work:
        return month_workbook.from_figures(work, of_report(work, reporting.counted(work, named_period("2026-10"))))


@pytest.fixture(scope="module")
def books_read(content: bytes) -> tuple[Workbook, Workbook]:
    return both(content)


def visible(book: Workbook) -> list[Any]:
    return [sheet for sheet in book if sheet.sheet_state == "visible"]


def test_every_cell_is_as_it_was(content: bytes) -> None:
    now = [re.sub(r"\d{4}-\d\d-\d\d \[yyyy-mm-dd hh:mm\]$", "MADE", line) for line in lines_of(content)]
    if os.environ.get("DESK_SNAPSHOTS") == "new":
        GOLDEN.write_text("\n".join(now) + "\n", "utf-8")
    assert now == GOLDEN.read_text("utf-8").splitlines()


def test_formulas_come_to_what_the_file_says_before_anybody_recalculates(books_read: tuple[Workbook, Workbook]) -> None:
    live, seen = books_read
    anew, many = Recalculated(live), 0
    for sheet in visible(live):
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type == "f":
                    many += 1
                    kept = seen[sheet.title][cell.coordinate].value
                    again = anew.value(sheet.title, cell.coordinate)
                    assert again == (pytest.approx(kept) if isinstance(kept, float) else kept), cell
    assert many > 300


def test_every_figure_stands_on_its_books_sheet_with_a_name(demo: Desk, books_read: tuple[Workbook, Workbook]) -> None:
    live, seen = books_read
    with demo.read() as work:
        report = reporting.counted(work, named_period("2026-10"))
    for code, figure in figures.declared().items():
        title, _sign, cell = live.defined_names[f"figure_{code.replace('.', '_')}"].attr_text.rpartition("!")
        sheet = seen[title.strip("'")]
        row = sheet[cell.replace("$", "")].row
        assert sheet.cell(row, 1).value == figure.label
        shown = figure.unit.cell(report.values[code])
        assert sheet.cell(row, VALUE).value == (
            pytest.approx(shown) if isinstance(shown, float) else shown if shown is not None else "—"
        ), code
        part = report.parts[code].numerator
        assert sheet.cell(row, 3).value == ("—" if part is None else figure.unit.cell(part)), code
    assert len([book for book in books() if book.figures]) == len(visible(live)) - 8  # one more is entered by hand


@pytest.mark.parametrize("name", ["2026-10", "2026-Q3", "2026-H2", "2026"])
def test_any_whole_period_has_its_workbook(demo: Desk, name: str) -> None:
    with demo.read() as work:
        report = reporting.counted(work, named_period(name))
        made = load_quietly(month_workbook.from_figures(work, of_report(work, report)))
        again = load_quietly(month_workbook.from_figures(work, of_report(work, report)))
    assert made["封面"]["A2"].value == report.period.label == made.properties.subject
    assert "邻里中心" in made.properties.title and made.properties.created == again.properties.created
    machine = read(made["_figures"].iter_rows(values_only=True))
    assert machine.period == name and machine.is_whole and dict(machine.values) == dict(report.values)


def load_quietly(content: bytes) -> Workbook:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return load_workbook(io.BytesIO(content))


def test_the_summary_prints_on_six_pages_in_letters_that_can_be_read(books_read: tuple[Workbook, Workbook]) -> None:
    sheets = {sheet.title: sheet for sheet in visible(books_read[0])}
    assert tuple(sheets)[: len(SUMMARY)] == SUMMARY and tuple(sheets)[-len(DETAILS) :] == DETAILS
    assert sum(pages_of(sheets[title]) for title in SUMMARY) <= 6
    assert sheets["汇总表"].page_setup.orientation == "portrait" and pages_of(sheets["汇总表"]) == 1
    letters = {title: 11 * scale_of(sheet) for title, sheet in sheets.items()}
    assert {title: points for title, points in letters.items() if points < SMALLEST} == {}
    for sheet in sheets.values():
        repeated = sheet.print_title_rows
        assert repeated or sheet.page_setup.fitToHeight in (None, 1) or pages_of(sheet) == 1, sheet.title


def test_the_contents_lead_to_every_sheet(books_read: tuple[Workbook, Workbook]) -> None:
    live, _seen = books_read
    cover = live["封面"]
    targets = {cell.value: cell.hyperlink.location for row in cover.iter_rows() for cell in row if cell.hyperlink}
    assert targets == {sheet.title: f"'{sheet.title}'!A1" for sheet in visible(live)[1:]}


def test_another_library_reads_the_same(content: bytes, books_read: tuple[Workbook, Workbook]) -> None:
    other = CalamineWorkbook.from_filelike(io.BytesIO(content))
    for sheet in visible(books_read[1]):
        ours = [[_plain(value) for value in row] for row in sheet.iter_rows(values_only=True)]
        theirs = other.get_sheet_by_name(sheet.title).to_python(skip_empty_area=False)
        assert [[_plain(value) for value in row] for row in theirs] == ours, sheet.title


def _plain(value: Any) -> Any:
    if value in (None, ""):
        return None
    if hasattr(value, "year"):
        return f"{value:%Y-%m-%d}"
    return pytest.approx(value) if isinstance(value, int | float) else value


def labels_of(chart: Any) -> list[str]:
    """What stands along an axis of months, by the format that the axis has for its numbers."""
    serials = [int(point.v) for point in chart.series[0].cat.numRef.numCache.pt]
    *conditions, otherwise = chart.x_axis.numFmt.formatCode.split(";")
    with_year = {int(number) for each in conditions for number in re.findall(r"^\[=(\d+)\]yyyy\"年\"m\"月\"$", each)}
    assert otherwise == 'm"月"' and len(with_year) == len(conditions)
    days = [(serial, from_excel(serial)) for serial in serials]
    return [f"{day.year}年{day.month}月" if serial in with_year else f"{day.month}月" for serial, day in days]


def test_the_months_of_a_chart_are_short_and_the_cells_are_days(books_read: tuple[Workbook, Workbook]) -> None:
    """Twelve times 2026年10月 has no room along an axis."""
    live, seen = books_read
    charts = [(sheet, chart) for sheet in visible(live)[5:] for chart in sheet._charts if chart.series[0].cat.numRef]
    assert len(charts) > 20
    for sheet, chart in charts:
        expected = ["2025年11月", "12月", "2026年1月", *(f"{n}月" for n in range(2, 11))]
        assert labels_of(chart) == expected, sheet.title
        cells = seen[sheet.title][chart.series[0].cat.numRef.f.rpartition("!")[2].replace("$", "")]
        assert [(cell.value.year, cell.value.month) for (cell,) in cells] == [
            (2025, 11), (2025, 12), *((2026, n) for n in range(1, 11)),
        ]  # fmt: skip
        assert {cell.number_format for (cell,) in cells} == {'yyyy"年"m"月"'}


def test_shares_are_lines_of_their_own_scale(books_read: tuple[Workbook, Workbook]) -> None:
    """Bars of 98 and 99 of a hundred are all the same; a month without a value is no nought."""
    live, _seen = books_read
    [shares] = [chart for chart in live["办件"]._charts if isinstance(chart, LineChart)]
    assert shares.y_axis.scaling.max == 100 and shares.y_axis.scaling.min is None
    points = [point.idx for point in shares.series[0].val.numRef.numCache.pt]
    assert points == [10, 11], "two months are kept; before that no centre was there"


def test_bars_that_lie_begin_at_the_left_with_the_first_name_on_top(books_read: tuple[Workbook, Workbook]) -> None:
    live, _seen = books_read
    lying = [chart for sheet in live for chart in sheet._charts if getattr(chart, "barDir", "") == "bar"]
    assert lying
    for chart in lying:
        assert chart.x_axis.scaling.orientation == "maxMin" and chart.y_axis.scaling.orientation == "minMax"
        assert chart.y_axis.crosses == "max" and chart.y_axis.scaling.min == 0


def test_heat_bars_and_charts_are_the_spreadsheets_own(books_read: tuple[Workbook, Workbook]) -> None:
    live, _seen = books_read
    kinds = {rule.type for sheet in live for rules in sheet.conditional_formatting._cf_rules.values() for rule in rules}
    assert kinds == {"colorScale", "dataBar"}
    for sheet in visible(live)[2:5]:
        assert sheet._charts, sheet.title
        for chart in sheet._charts:
            for series in chart.series:
                kept = series.val.numRef.numCache
                assert kept is not None and kept.pt, sheet.title
                assert len(kept.pt) == kept.ptCount or isinstance(chart, LineChart), "a line has gaps"
