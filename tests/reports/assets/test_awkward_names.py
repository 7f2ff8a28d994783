"""Awkward strings that a ledger has taken in stand in its papers as text: no formula, no damaged file."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pypdfium2
from openpyxl import load_workbook
from python_calamine import CalamineWorkbook

from desk.books import imports
from desk.books.assets.statistics import GroupBy
from desk.reports.assets import asset_list_pdf, asset_list_workbook
from desk.services.session import Desk
from tests.support import awkward
from tests.support.assets import set_up


def test_whatever_a_thing_is_called_stands_in_the_list_as_text(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "台账.csv"
    with path.open("w", encoding="utf-8", errors="replace", newline="") as out:
        writer = csv.writer(out)
        writer.writerow(["资产名称", "规格型号", "购置日期", "类别", "备注"])
        writer.writerows([words, words, "2023-05-01", "办公桌", words] for words in awkward.ALL if len(words) < 60)
    with desk.write() as work:
        set_up(work)
        found = imports.prepare(work, "assets", path)
        imports.store(work, found, path)
    names = {card.name for _row, card in found.good}
    assert len(names) > 400
    with desk.read() as work:
        pdf = asset_list_pdf.pdf(work, GroupBy.CLASS, work.today)
        book = asset_list_workbook.xlsx(work, GroupBy.CLASS, work.today)
    cells = [cell for sheet in load_workbook(io.BytesIO(book)) for row in sheet.iter_rows() for cell in row]
    assert [cell.value for cell in cells if cell.data_type == "f" and cell.value in names] == []
    shown = CalamineWorkbook.from_filelike(io.BytesIO(book))  # reads _x0007_ as a spreadsheet does
    texts = {cell for name in shown.sheet_names for row in shown.get_sheet_by_name(name).to_python() for cell in row}
    assert names <= texts
    assert len(pypdfium2.PdfDocument(pdf)) > 5
