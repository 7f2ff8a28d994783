"""What every workbook of the registry keeps to: columns as wide as their words, one A4 page wide, headings kept."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any
from unicodedata import east_asian_width

import pytest
from openpyxl import Workbook, load_workbook

from desk.demo.papers import choices
from desk.reports import registry
from desk.reports.kit.colours import SERIES
from desk.reports.kit.declaration import Format
from desk.services.session import Desk
from tests.support.sheet_columns import column

LONG_LIST = 20
"""Rows from which on headings stay and can be filtered."""
WRAPPED_AT = 40
"""Characters of a column from which on a text may go on in the next line of its cell."""
TITLES = frozenset(("FFA61B1B", "FF646A73"))
"""Colours of titles and the notes below them, which run over the columns beside theirs."""
FULL, FULL_UPRIGHT = 165, 130
"""Characters of a sheet that was too wide to be read on one page, and whose words gave way; upright with charts."""
TWO_PAGES = 200
PART = 12
"""Points: the heading of a part of a sheet, which runs on."""
OTHER_COLOURS = frozenset(("A61B1B", "C46A5E"))


@pytest.fixture(scope="module")
def workbooks(demo: Desk) -> dict[str, Workbook]:
    """Every workbook as it is opened again, with each choice that it offers."""
    made: dict[str, Workbook] = {}
    with demo.read() as work:
        for each in registry.PAPERS:
            if Format.XLSX in each.makers:
                for variant, values in choices(work, each, Format.XLSX):
                    content = each.make(work, Format.XLSX, values, demo.files)
                    made[f"{each.identifier}{variant}"] = load_workbook(io.BytesIO(content))
    return made


def sheets_of(workbooks: dict[str, Workbook]) -> Iterator[tuple[str, Any]]:
    for name, book in workbooks.items():
        yield from ((f"{name}!{sheet.title}", sheet) for sheet in book if sheet.sheet_state == "visible")


def width_of(cell: Any) -> int:
    """Characters that a cell takes; a Chinese one counts double."""
    if cell.is_date:
        return 16 if "hh" in cell.number_format else 10
    if isinstance(cell.value, float):
        text = f"{cell.value:,.2f}" if "#,##0" in cell.number_format else f"{cell.value:.1f}"
        return len(text) + 5 * ("分钟" in cell.number_format)
    lines = str(cell.value).split("\n")
    return max(sum(2 if east_asian_width(letter) in "WFA" else 1 for letter in line) for line in lines)


def _is_red_or_grey(cell: Any) -> bool:
    return cell.font.color is not None and cell.font.color.rgb in TITLES


def too_narrow(sheet: Any) -> Iterator[str]:
    """Cells that do not fit into their column; titles stand over several, long texts go on in the next line, and so do
    words where the sheet is as wide as can be read on one page.
    """
    most = FULL_UPRIGHT if sheet._charts and sheet.page_setup.orientation == "portrait" else FULL
    full = sum(column(sheet, at).width for at in range(1, sheet.max_column + 1)) > most
    titles = {cell for merged in sheet.merged_cells.ranges for row in merged.rows for cell in row}
    for row in sheet.iter_rows():
        for cell in row:
            is_title = (cell.row, cell.column) in titles or cell.font.sz == PART or _is_red_or_grey(cell)
            wide = column(sheet, cell.column).width
            wraps = cell.alignment.wrap_text and (wide > WRAPPED_AT or full)
            if cell.value is None or cell.data_type == "f" or is_title or wraps:
                continue
            if width_of(cell) + 0.7 > wide:
                yield f"{cell.coordinate} {cell.value} needs {width_of(cell)}, has {wide}"


def test_columns_are_as_wide_as_what_stands_in_them(workbooks: dict[str, Workbook]) -> None:
    wrong = {name: found[:3] for name, sheet in sheets_of(workbooks) if (found := list(too_narrow(sheet)))}
    assert wrong == {}


def test_a_number_does_not_touch_the_label_after_it(workbooks: dict[str, Workbook]) -> None:
    wrong = {
        f"{name} {cell.coordinate}"
        for name, sheet in sheets_of(workbooks)
        for row in sheet.iter_rows()
        for cell in row
        if isinstance(cell.value, int | float) and not cell.is_date
        if cell.alignment.horizontal != "center" and not cell.alignment.indent
    }
    assert sorted(wrong)[:5] == []


def test_every_sheet_prints_on_a4_one_page_wide_and_says_what_it_is(workbooks: dict[str, Workbook]) -> None:
    for name, sheet in sheets_of(workbooks):
        setup = sheet.page_setup
        assert int(setup.paperSize) == 9 and sheet.sheet_properties.pageSetUpPr.fitToPage, name
        wide = sum(column(sheet, at).width for at in range(1, sheet.max_column + 1))
        beside = wide > TWO_PAGES and sheet.print_title_cols  # its first columns stand on both
        assert setup.fitToWidth in ((2,) if beside else (1, None)), name  # a file that says nothing means one page
        assert setup.orientation in ("portrait", "landscape"), name
        assert sheet.oddFooter.left.text and "&P" in sheet.oddFooter.right.text, name


def test_long_lists_keep_their_headings_and_can_be_filtered(workbooks: dict[str, Workbook]) -> None:
    for name, sheet in sheets_of(workbooks):
        if sheet.max_row > LONG_LIST and not sheet._charts and len(sheet.merged_cells.ranges) < 3:
            if name == "day!窗口服务日报" or name.endswith("!封面"):
                continue  # several small tables below each other
            assert sheet.freeze_panes and sheet.print_title_rows, name
            assert sheet.auto_filter.ref or name.startswith("roster!"), name


def test_charts_have_the_colours_of_the_house(workbooks: dict[str, Workbook]) -> None:
    seen = set()
    for _name, sheet in sheets_of(workbooks):
        for chart in sheet._charts:
            drawn = "".join(str(each.graphicalProperties) + str(each.dPt) for each in chart.series)
            seen |= set(re.findall("'([0-9A-F]{6})'", drawn))
    assert seen and seen <= set(SERIES) and not seen & OTHER_COLOURS


def test_titles_write_their_days_as_chinese_does(workbooks: dict[str, Workbook]) -> None:
    for name, sheet in sheets_of(workbooks):
        titles = [str(cell.value) for row in sheet.iter_rows(1, 2) for cell in row if isinstance(cell.value, str)]
        assert not [each for each in [*titles, sheet.oddFooter.left.text] if re.search(r"\d{4}-\d{2}-\d{2}", each)], (
            name
        )
