"""Forms that are workbooks: numbers come into coded cells, and nothing else of the file changes."""

from __future__ import annotations

import io
import re
from datetime import datetime

import pytest
from openpyxl import load_workbook
from python_calamine import CalamineWorkbook

from desk.books.report_forms.template import Template
from tests.support import report_forms
from tests.support.report_forms import ANSWERS, differing, parts_of, with_parts

CODED = {
    "xl/workbook.xml",
    "xl/worksheets/sheet1.xml",
    "xl/worksheets/sheet2.xml",
    "xl/sharedStrings.xml",
    "xl/drawings/drawing1.xml",
    "xl/charts/chart1.xml",
}
"""Parts of the workbook with codes in them, or with formulas that read what comes there."""


@pytest.fixture(scope="module")
def form() -> bytes:
    return report_forms.workbook()


@pytest.fixture(scope="module")
def filled(form: bytes) -> bytes:
    return Template(form).filled(ANSWERS)


def test_whole_cells_become_numbers_in_the_format_that_they_have(form: bytes, filled: bytes) -> None:
    before, sheet = load_workbook(io.BytesIO(form))["汇总"], load_workbook(io.BytesIO(filled))["汇总"]
    values = {name: sheet[name].value for name in ("B2", "C2", "B3", "C3", "B4", "A8")}
    assert values == {"B2": 1234, "C2": None, "B3": 0.985, "C3": 98.5, "B4": 12.3, "A8": 1234}
    assert sheet["B7"].value == datetime(2026, 11, 24) and sheet["C7"].value == "2026年11月24日"
    for row in before.iter_rows():
        for cell in row:
            assert sheet[cell.coordinate].style_id == cell.style_id


def test_codes_within_a_text_become_words_of_it(filled: bytes) -> None:
    book = load_workbook(io.BytesIO(filled), rich_text=True)
    sheet = book["汇总"]
    assert sheet["A1"].value == "2026年10月报表"
    assert sheet["A5"].value == "共接待1,234人次，满意率98.5%"
    assert str(sheet["A6"].value) == "本月1,234 人次，春晓<南>邻里中心 & 党群"
    assert sheet.oddHeader.center.text == "春晓<南>邻里中心 && 党群"
    assert book["附表"]["A2"].value == 1234 and book["附表"]["A3"].value == "没有占位符"
    parts = parts_of(filled)
    assert "填报单位：春晓&lt;南&gt;邻里中心 &amp; 党群" in parts["xl/drawings/drawing1.xml"].decode()
    assert "2026年10月来访" in parts["xl/charts/chart1.xml"].decode()
    assert "{{" in parts["xl/comments1.xml"].decode(), "a comment says how to fill in, and stays"


def test_calamine_reads_the_same_numbers(filled: bytes) -> None:
    rows = CalamineWorkbook.from_filelike(io.BytesIO(filled)).get_sheet_by_name("汇总").to_python()
    assert rows[1][1] == 1234 and rows[1][2] == "" and rows[2][1] == 0.985


def test_nothing_else_of_the_file_changes(form: bytes, filled: bytes) -> None:
    assert set(differing(form, filled)) == CODED
    before, after = parts_of(form), parts_of(filled)
    cell = re.compile(rb"<c [^>]*>.*?</c>")
    coded = ("B2", "C2", "B3", "C3", "B4", "B7", "A8", "D2", "D3")
    sheet = "xl/worksheets/sheet1.xml"
    assert cell.sub(b"", before[sheet]) == cell.sub(b"", after[sheet]).replace(
        "春晓&lt;南&gt;邻里中心 &amp;&amp; 党群".encode(), b"{{centre}}"
    )
    kept = [
        (was, now)
        for was, now in zip(cell.findall(before[sheet]), cell.findall(after[sheet]), strict=True)
        if not any(f'r="{name}"'.encode() in was for name in coded)
    ]
    assert len(kept) == 5 and all(was == now for was, now in kept)
    text = re.compile(rb">[^<]*</t>")
    strings = "xl/sharedStrings.xml"
    assert text.sub(b"", before[strings]).replace(b' xml:space="preserve"', b"") == text.sub(
        b"", after[strings]
    ).replace(b' xml:space="preserve"', b"")


def test_the_same_form_is_the_same_file_each_time(form: bytes, filled: bytes) -> None:
    assert Template(form).filled(ANSWERS) == filled


def test_formulas_are_worked_out_anew_by_whoever_opens_the_file(filled: bytes) -> None:
    book = load_workbook(io.BytesIO(filled))
    assert book.calculation.fullCalcOnLoad
    assert book["汇总"]["D2"].value == "=B2*2" and book["附表"]["A1"].value == "=SUM(汇总!B2:C2)"
    stored = load_workbook(io.BytesIO(filled), data_only=True)
    assert [stored["汇总"][name].value for name in ("D2", "D3")] == [None, None] and stored["附表"]["A1"].value is None


def test_a_workbook_without_a_code_in_a_cell_keeps_what_its_formulas_came_to() -> None:
    form = parts_of(report_forms.workbook())
    strings = form["xl/sharedStrings.xml"].replace(b"{{", b"((").replace("｛｛".encode(), b"((")
    plain = with_parts(report_forms.workbook(), {"xl/sharedStrings.xml": strings})
    filled = Template(plain).filled(ANSWERS)
    assert "xl/workbook.xml" not in differing(plain, filled)
    assert load_workbook(io.BytesIO(filled), data_only=True)["汇总"]["D2"].value == "#VALUE!"


def test_a_workbook_without_settings_for_calculation_gets_them_in_their_place(form: bytes) -> None:
    book = re.sub(rb"<calcPr[^>]*/>", b"", parts_of(form)["xl/workbook.xml"])
    filled = Template(with_parts(form, {"xl/workbook.xml": book})).filled(ANSWERS)
    assert b'</sheets><calcPr fullCalcOnLoad="1"/>' in parts_of(filled)["xl/workbook.xml"]


def test_texts_kept_in_their_cells_and_prefixed_tags_are_filled_too() -> None:
    """WPS and the programs of districts write both."""
    sheet = (
        '<?xml version="1.0" encoding="UTF-8"?><x:worksheet xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/'
        '2006/main"><x:sheetData><x:row><x:c t=\'inlineStr\' s="1"><x:is><x:t>{{visits}}</x:t></x:is></x:c>'
        '<x:c t="inlineStr"><x:is><x:r><x:t>共{{vis</x:t></x:r><x:r><x:t>its}} 次</x:t></x:r></x:is></x:c>'
        "<x:c><x:f>A1*2</x:f><x:v>0</x:v></x:c></x:row></x:sheetData></x:worksheet>"
    )
    form = with_parts(report_forms.cells("x"), {"xl/worksheets/sheet1.xml": sheet.encode()})
    assert [place.where for place in Template(form).places()] == ["汇总!A1", "汇总!B1"]
    written = parts_of(Template(form).filled(ANSWERS))["xl/worksheets/sheet1.xml"].decode()
    assert '<x:c s="1"><x:v>1234</x:v></x:c>' in written
    assert '<x:t>共1,234</x:t></x:r><x:r><x:t xml:space="preserve"> 次</x:t>' in written
    assert "<x:c><x:f>A1*2</x:f></x:c>" in written


def test_places_are_told_sheet_by_sheet(form: bytes) -> None:
    places = [(place.where, place.typed.strip()) for place in Template(form).places()]
    assert places[:4] == [
        ("汇总!A1", "period"),
        ("汇总!B2", "visits"),
        ("汇总!C2", "Visits＠before"),
        ("汇总!B3", "satisfaction_percent"),
    ]
    assert ("附表!A2", "visits") in places and ("图形，“填报单位：{{centre}}”", "centre") in places
    assert ("汇总，页眉或页脚", "centre") in places
