"""What the writer of workbooks promises: texts stay texts, numbers themselves, memory flat, no half file left."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from xml.sax.saxutils import escape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from python_calamine import CalamineWorkbook

from desk.reports.kit import sheets
from desk.reports.kit.cells import Formula, Link
from desk.reports.kit.list_workbook import ListWorkbook
from desk.reports.kit.print_setup import A_LITTLE, WIDEST_SHEET, WIDEST_UPRIGHT, narrowed, whole_width
from desk.reports.kit.row_heights import WithHeights, lines_of
from desk.reports.kit.workbook import Workbook
from desk.storage import private_folder
from tests.support.source import ROOT
from tests.support.typed_records import CHARACTERS

AWKWARD = (
    "=1+1",
    "+86 0595",
    "-3",
    "@陈",
    "#N/A",
    "#DIV/0!",
    "007",
    "35058219900101001X",
    "_x0041_",
    "_x0041_x0042_",
    "<r>粗</r>",
    "<r><t>x</t></r>",
    "{=SUM(A1)}",
    "https://example.invalid/",
    "internal:Sheet2!A1",
    " 前后有空格 ",
    "两行\n文字",
    "𬱖𫖯",
    "e\u0301",
    "TRUE",
    "2026-11-24",
    "1e5",
    "'引号",
    '"双引号"&<>',
)


def one_sheet(values: list[object], *, streamed: bool) -> bytes:
    book = sheets.new_workbook()
    sheet = book.create_sheet("表")
    for row, value in enumerate(values, 1):
        if streamed:
            sheet.append([value], ["desk cell"])
        else:
            sheets.put(sheet, row, 1, value)
    return sheets.content(book)


@pytest.mark.parametrize("streamed", [True, False])
def test_no_text_becomes_anything_else(*, streamed: bool) -> None:
    content = one_sheet(list(AWKWARD), streamed=streamed)
    cells = [row[0] for row in load_workbook(io.BytesIO(content))["表"].iter_rows()]
    shown = [cell.value.replace("x005F_", "") for cell in cells]  # openpyxl reads texts in their cells as they stand
    assert shown == list(AWKWARD)
    assert {cell.data_type for cell in cells} == {"s"} and not any(cell.hyperlink for cell in cells)
    risky = [cell for cell in cells if cell.value.startswith(("=", "+", "-", "@", "#N", "#D"))]
    assert len(risky) == 6 and all(cell.quotePrefix for cell in risky)
    assert all(cell.number_format == "@" for cell in cells if any(letter.isdigit() for letter in cell.value))
    theirs = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python()
    assert [row[0] for row in theirs] == list(AWKWARD)


@settings(max_examples=60, deadline=None)
@given(texts=st.lists(st.text(CHARACTERS, min_size=1, max_size=30), min_size=1, max_size=5))
def test_any_text_that_a_book_can_hold_comes_back(texts: list[str]) -> None:
    read = load_workbook(io.BytesIO(one_sheet(list(texts), streamed=True)))["表"]
    assert [row[0].value for row in read.iter_rows()] == texts


@settings(max_examples=60, deadline=None)
@given(numbers=st.lists(st.floats(allow_nan=False, allow_infinity=False) | st.integers(-(10**15), 10**15), min_size=1))
def test_a_number_comes_back_to_its_last_digit(numbers: list[float]) -> None:
    read = load_workbook(io.BytesIO(one_sheet(list(numbers), streamed=True)))["表"]
    assert [row[0].value for row in read.iter_rows()] == numbers


def test_days_moments_formulas_and_links_are_what_they_are() -> None:
    book = sheets.new_workbook()
    sheet = book.create_sheet("甲'乙")
    values = (date(2026, 11, 24), datetime(2026, 11, 24, 8, 5), Formula("A1+1", 46351), Link("乙", "甲'乙"), True, None)
    for column, value in enumerate(values, 1):
        sheets.put(sheet, 1, column, value)
    book.name("first", sheet.address(1, 1))
    content = sheets.content(book)
    read = load_workbook(io.BytesIO(content))
    cells = next(iter(read.active))
    assert [cells[0].value, cells[1].value] == [datetime(2026, 11, 24), datetime(2026, 11, 24, 8, 5)]
    assert [cells[0].number_format, cells[1].number_format] == ["yyyy-mm-dd", "yyyy-mm-dd hh:mm"]
    assert cells[2].value == "=A1+1" and load_workbook(io.BytesIO(content), data_only=True).active["C1"].value == 46351
    assert cells[3].hyperlink.location == "'甲''乙'!A1" and cells[4].value is True and cells[5].value is None
    assert read.defined_names["first"].attr_text == "'甲''乙'!$A$1"


def test_a_name_that_no_sheet_can_have_is_mended() -> None:
    book = sheets.new_workbook()
    titles = [book.create_sheet(title).title for title in ("甲/乙", "甲:乙", "长" * 40, "长" * 41, "'引'")]
    assert titles == ["甲-乙", "甲-乙 2", "长" * 31, "长" * 28 + " 2", "引"]
    assert load_workbook(io.BytesIO(sheets.content(book))).sheetnames == titles


@given(
    widths=st.lists(st.floats(3, 60), min_size=1, max_size=30),
    least=st.lists(st.floats(1, 20), min_size=30, max_size=30),
    below_heads=st.lists(st.floats(1, 60), max_size=30),
    frozen=st.integers(0, 3),
    upright=st.booleans(),
)
def test_columns_give_way_until_pages_can_be_read_and_none_below_its_least(
    widths: list[float], least: list[float], below_heads: list[float], frozen: int, upright: bool
) -> None:
    """On one page, upright beside charts where they can, or on two beside each other with the first columns on both."""
    wide, low, below = dict(enumerate(widths)), dict(enumerate(least)), dict(enumerate(below_heads))
    made = narrowed(wide, low, below, frozen, upright=upright)
    narrowest = {at: min(wide[at], low[at]) for at in wide}
    on_both = whole_width({at: wide[at] for at in range(min(max(frozen, 1), len(wide)))})
    fits_one = whole_width(narrowest) <= WIDEST_SHEET + A_LITTLE
    room = WIDEST_SHEET if fits_one else 2 * WIDEST_SHEET - on_both
    if upright and whole_width(narrowest) <= WIDEST_UPRIGHT:
        room = WIDEST_UPRIGHT
    assert whole_width(made) <= room or all(made[at] <= max(low[at], 2) for at in made)
    assert all(narrowest[at] <= made[at] <= wide[at] for at in made)
    only_heads = {at: min(wide[at], max(narrowest[at], below.get(at, 0))) for at in wide}
    if whole_width(only_heads) <= room:
        assert all(made[at] >= only_heads[at] for at in made), "words break although headings alone could"
    if whole_width(wide) <= room:
        assert made == wide, "nothing gives way without need"


def test_a_row_of_a_designed_sheet_is_as_high_as_its_text() -> None:
    """Not every program makes room for a second line by itself."""
    book = sheets.new_workbook()
    sheet = book.create_sheet("表")
    sheets.put(sheet, 1, 1, "本月新增夜间服务" * 8)
    sheets.put(sheet, 2, 1, "一行")
    sheets.put(sheet, 3, 1, "一行\n又一行")
    read = load_workbook(io.BytesIO(sheets.content(book))).active
    assert [read.row_dimensions[row].height for row in (1, 2, 3)] == [45, None, 30]


def test_a_row_of_a_long_sheet_is_as_high_as_its_text_although_its_columns_become_narrow_later() -> None:
    lines = ("一行", "城乡居民基本医疗保险缴费查询" * 2, "", "一行\n又一行\n第三行")
    book = sheets.new_workbook()
    sheet = book.create_sheet("表")
    sheets.put(sheet, 1, 1, "标题")
    for line in (*lines, "行" * 5000):
        sheet.append((line, *("350599********4024" for _column in range(8))), ("desk cell",) * 9)
    read = load_workbook(io.BytesIO(sheets.content(book))).active
    wide = read.column_dimensions["A"].width
    assert wide < 30, "eight columns of numbers leave little room"
    high = [read.row_dimensions[row].height for row in range(1, 7)]
    assert high == [None, None, lines_of(lines[1], wide) * 15, None, 45, 409]
    assert [read.cell(row, 1).value for row in range(2, 5)] == ["一行", lines[1], None]


@pytest.mark.parametrize("is_put", [True, False])
def test_a_heading_of_a_long_sheet_is_as_high_as_it_is_broken(is_put: bool) -> None:
    """It gives way first, and only when all rows are there it is known how far."""
    heads = ("累计已办结的事项数量（件）", *("编号" for _column in range(9)))
    book = sheets.new_workbook()
    sheet = book.create_sheet("表")
    if is_put:
        sheets.put_table(sheet, 1, heads, ())
        sheets.set_widths(sheet, (20,) * 10)
    else:
        sheet.append(heads, ("desk head",) * 10)
    for _row in range(3):
        sheet.append((7, *("350599********4024" for _column in range(9))), ("desk number", *("desk cell",) * 9))
    read = load_workbook(io.BytesIO(sheets.content(book))).active
    wide = read.column_dimensions["A"].width
    assert wide < 26, "the heading had to give way"
    assert read.row_dimensions[1].height == lines_of(heads[0], wide) * 15 > 15
    assert read.row_dimensions[2].height is None


def test_a_table_to_be_typed_into_has_rows_that_grow_with_what_is_typed() -> None:
    book = sheets.new_workbook()
    sheet = book.create_sheet("表")
    sheet.fitted = False
    sheets.set_widths(sheet, (10,))
    sheet.append(("很长的一行" * 9,), ("desk wrapped",))
    read = load_workbook(io.BytesIO(sheets.content(book))).active
    assert read.row_dimensions[1].height is None


@given(
    texts=st.lists(st.text('<r ow="1&>甲', max_size=9), max_size=9),
    high=st.dictionaries(st.integers(1, 9), st.sampled_from([30.0, 45.0, 409.0])),
    size=st.integers(1, 40),
)
def test_heights_reach_their_rows_however_these_are_cut_into_parts(
    texts: list[str], high: dict[int, float], size: int
) -> None:
    rows = [
        f'<row r="{at}"><c t="inlineStr"><is><t>{escape(text)}</t></is></c></row>' for at, text in enumerate(texts, 1)
    ]
    reading, parts = WithHeights(io.StringIO("".join(rows)), high), list[str]()
    while part := reading.read(size):
        parts.append(part)
    heads = [f' ht="{high[at]:g}" customHeight="1"' if at in high else "" for at in range(1, len(rows) + 1)]
    told = [row.replace('">', f'"{head}>', 1) for row, head in zip(rows, heads, strict=True)]
    assert "".join(parts) == "".join(told)


def test_every_list_but_the_first_says_what_it_is_of() -> None:
    book = ListWorkbook("区级汇总表", "2026年11月")
    for name in ("总表", "排名"):
        book.sheet(name, [("Name", 12)], [["甲"]], ["desk cell"])
    read = load_workbook(io.BytesIO(book.content("district", "2026-11", {})))
    assert [read[name]["A1"].value for name in ("总表", "排名")] == ["区级汇总表", "区级汇总表　排名"]
    assert "排名" in read["排名"].oddFooter.left.text and "排名" not in read["总表"].oddFooter.left.text


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setattr(private_folder, "place", lambda: tmp_path)
    yield tmp_path


def test_half_sheets_lie_in_the_private_folder_and_go(place: Path) -> None:
    with pytest.raises(RuntimeError), sheets.streamed() as book:
        sheet = book.create_sheet("表")
        for number in range(3000):
            sheet.append([number, "陈淑华"])
        assert [each for each in place.rglob("*") if each.is_file()]
        raise RuntimeError
    assert list(place.iterdir()) == []
    given_up: Workbook | None = sheets.new_workbook()
    assert given_up is not None and list(place.iterdir())
    sheets.content(given_up)
    assert list(place.iterdir()) == []


FLAT = """
import json, resource, sys
from desk.reports.kit import sheets
many = int(sys.argv[1])
with sheets.streamed() as book:
    sheet = book.create_sheet("x")
    for number in range(many):
        sheet.append([number, f"no. {number}", "text", None, 1.5] * 4, ["desk cell"] * 20)
    sheets.put_machine_sheet(book, "test", "", {})
    book.close()
print(json.dumps(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024))
"""


def test_memory_does_not_grow_with_the_rows() -> None:
    peaks = [
        json.loads(subprocess.run([sys.executable, "-c", FLAT, many], cwd=ROOT, capture_output=True, text=True).stdout)
        for many in ("1000", "12000")
    ]
    assert peaks[1] < peaks[0] + 8, peaks
