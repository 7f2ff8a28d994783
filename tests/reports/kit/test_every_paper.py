"""What holds for every paper of the registry, whatever stands in the book: read back from the finished files."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

import pypdfium2
import pytest
from openpyxl import load_workbook
from reportlab.platypus import Flowable

from desk.books.incidents import log, queries
from desk.books.incidents.model import IncidentKind
from desk.books.sample import SampleSize
from desk.core.clock import Clock
from desk.core.work import Work
from desk.demo.papers import choices
from desk.reports import registry
from desk.reports.incidents import incident_pdf
from desk.reports.kit import fonts, imprint, paper
from desk.reports.kit.breaking import wrapped
from desk.reports.kit.declaration import Format, Paper
from desk.reports.kit.longtable import LongTable, TableColumn, TableRow
from desk.services.session import Desk
from tests.support.demo import lived
from tests.support.pdf_text import words_of
from tests.support.poured import pour

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
END = "此为末句"
LONG = ("经现场处置，水位已回落；" * 200)[: 2000 - len(END)] + END
Asked = tuple[Paper, Format, Mapping[str, Any]]


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    yield from lived(tmp_path_factory, SampleSize(residents=24, months=1, per_day=3, seed=5), Clock(lambda: NOW))


def asked(work: Work, *wanted: Format) -> list[Asked]:
    """Every paper in these formats with the choices that it offers."""
    return [
        (each, kind, values)
        for each in registry.PAPERS
        for kind in wanted
        if kind in each.makers
        for _variant, values in choices(work, each, kind)
    ]


def once(every: list[Asked]) -> list[Asked]:
    """Without the choices that lay the same text out alike, and take seconds each."""
    return list(
        {(each.identifier, kind, values.get("style")): (each, kind, values) for each, kind, values in every}.values()
    )


@pytest.fixture(scope="module")
def workbooks(demo: Desk) -> list[tuple[str, bytes]]:
    """Every workbook with its paper's identifier, made once for all who read them."""
    with demo.read() as work:
        return [
            (each.identifier, each.make(work, kind, values, demo.files))
            for each, kind, values in asked(work, Format.XLSX)
        ]


def strange_fonts(pdf: bytes) -> list[str]:
    """The typefaces that a file names and does not bring along: an embedded one carries the tag of its subset."""
    names = [name.decode() for name in re.findall(rb"/BaseFont\s*/([^\s/]+)", pdf)]
    embedded = len(re.findall(rb"/FontFile2", pdf))
    strange = [name for name in names if not re.match(r"[A-Z]{6}\+", name)]
    return strange if strange or len(names) == embedded else [f"{len(names)} named, {embedded} embedded"]


def test_every_pdf_brings_along_every_typeface_that_it_names(demo: Desk) -> None:
    with demo.read() as work:
        wrong = {
            each.identifier: strange
            for each, kind, values in once(asked(work, Format.PDF))
            if (strange := strange_fonts(each.make(work, kind, values, demo.files)))
        }
    assert wrong == {}


def numbers_that_a_spreadsheet_may_eat(workbook: bytes) -> list[str]:
    """Cells of text with a digit in it that are not formatted as text."""
    return [
        f"{sheet.title}!{cell.coordinate}"
        for sheet in load_workbook(io.BytesIO(workbook))
        if sheet.sheet_state == "visible"
        for row in sheet.iter_rows()
        for cell in row
        if cell.data_type == "s" and re.search(r"\d{3}", cell.value)  # a formula is none
        if cell.number_format != "@" and len(cell.value) <= 255
    ]


def test_ids_telephones_and_serials_are_cells_of_text_in_every_workbook(workbooks: list[tuple[str, bytes]]) -> None:
    """A cell without that format becomes a number when somebody edits it: 18 digits lose the last three."""
    eaten = ((identifier, numbers_that_a_spreadsheet_may_eat(content)) for identifier, content in workbooks)
    assert {identifier: cells[:5] for identifier, cells in eaten if cells} == {}


NUMBERED = frozenset(
    ("办件编号", "序列号", "事件编号", "证件号码", "联系电话", "资产编号", "分类代码", "规格型号", "文号")
)
"""Headings of columns of numbers that nobody counts with."""


def columns_that_are_no_text(workbook: bytes) -> Iterator[str]:
    """Cells below such a heading, empty ones too, that a spreadsheet would make a number of what is typed into."""
    for sheet in load_workbook(io.BytesIO(workbook)):
        heads = [cell for row in sheet.iter_rows() for cell in row if cell.value in NUMBERED]
        for head in heads:
            below = (row[0] for row in sheet.iter_rows(head.row + 1, None, head.column, head.column))
            written = (cell for cell in below if cell.has_style and re.search(r"^$|\d", str(cell.value or "")))
            yield from (f"{sheet.title}!{cell.coordinate}" for cell in written if cell.number_format != "@")


def test_a_column_of_numbers_is_text_down_to_its_empty_cells(workbooks: list[tuple[str, bytes]]) -> None:
    seen = set()
    for identifier, content in workbooks:
        assert list(columns_that_are_no_text(content))[:5] == [], identifier
        heads = {cell.value for sheet in load_workbook(io.BytesIO(content)) for row in sheet for cell in row}
        seen |= heads & NUMBERED
    assert {"证件号码", "联系电话", "资产编号", "规格型号"} <= seen


def test_long_text_in_every_field_flows_over_the_pages_of_every_paper(demo: Desk) -> None:
    """An entry of 2,000 characters once broke the paper of its incident for ever."""
    with demo.write() as work:
        every = once(asked(work, Format.PDF, Format.XLSX))
        filled = pour(work.connection, LONG)
        made = {
            (each.identifier, kind, values.get("style")): each.make(work, kind, values, demo.files)
            for each, kind, values in every
        }
        entries = len(queries.entries(work, 1))
        work.connection.rollback()
    assert len(filled) > 80 and {"incident_entries.text", "residents.name", "assets.serial"} <= filled
    assert words_of(made["incident", Format.PDF, None]).count(END) > entries
    pdfs = {name: content for (name, kind, _style), content in made.items() if kind is Format.PDF}
    assert {name for name, content in pdfs.items() if strange_fonts(content)} == set()
    assert {name for name, content in pdfs.items() if outside(content)} == set()


def outside(pdf: bytes) -> list[int]:
    """Of the first pages and the last those on which a letter stands beyond the edge of the paper."""
    document = pypdfium2.PdfDocument(pdf)
    found = []
    for number in sorted({*range(min(len(document), 8)), len(document) - 1}):
        page = document[number]
        text, (width, height) = page.get_textpage(), page.get_size()
        boxes = (text.get_rect(n) for n in range(text.count_rects()))
        if any(left < -1 or bottom < -1 or right > width + 1 or top > height + 1 for left, bottom, right, top in boxes):
            found.append(number + 1)
    document.close()
    return found


def test_an_entry_of_2000_characters_stands_whole_in_the_incidents_paper(desk: Desk) -> None:
    text = "".join(f"{n:04d}，" for n in range(400))
    with desk.write() as work:
        id = log.open_incident(work, IncidentKind.FIRE, "老人食堂")
        log.add(work, id, text)
        content = incident_pdf.pdf(work, id, desk.files)
    shown = words_of(content)
    assert len(text) == 2000 and all(f"{n:04d}，" in shown for n in range(400))


def rendered(desk: Desk, flowable: Flowable) -> bytes:
    with desk.read() as work:
        return paper.build([flowable], imprint.of(work), name="x", margins=paper.FORM_MARGINS)


@pytest.mark.parametrize("length", [1, 12, 13, 14, 60, 61, 62, 63, 64, 65, 130, 900])
def test_a_row_of_any_length_keeps_every_line(desk: Desk, length: int) -> None:
    """Around the length of a page, where a row just fits or just does not."""
    lines = [f"L{n}。" for n in range(length)]
    fonts.register()
    table = LongTable([TableColumn("甲", 60), TableColumn("乙", 30)], [TableRow([" ".join(lines), "一"])], 9)
    shown = words_of(rendered(desk, table))
    assert [line for line in lines if line not in shown] == []
    grid = paper.facts([("甲", "\n".join(lines)), ("乙", "短"), ("丙", "短")], 400)
    shown = words_of(rendered(desk, grid))
    assert [line for line in lines if line not in shown] == []


def test_a_run_of_full_stops_does_not_leave_its_column() -> None:
    fonts.register()
    assert max(map(len, wrapped("。" * 100, fonts.BODY, 10, 100))) <= 11
