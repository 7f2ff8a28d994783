"""指标说明: every figure that a report tells stands there with what it counts, on paper and as a table."""

from __future__ import annotations

import io

from openpyxl import load_workbook

from desk.books import figures
from desk.books.own_figures import OwnFigure, keeping
from desk.reports.figures import definitions_pdf, definitions_workbook
from desk.services.session import Desk
from tests.support.pdf_text import words_of


def test_every_figure_stands_on_the_paper_with_its_code_and_what_it_counts(desk: Desk) -> None:
    with desk.write() as work:
        keeping.add(work, OwnFigure("志愿服务时长", "小时", definition="志愿者在中心服务的时间。"))
    with desk.read() as work:
        told = "".join(words_of(definitions_pdf.pdf(work)).split())
    missing = [
        code for code, each in figures.declared().items() if code not in told or "".join(each.label.split()) not in told
    ]
    assert missing == []
    assert "志愿服务时长" in told and "志愿者在中心服务的时间。" in told and "自填指标" in told


def test_the_table_names_the_parts_of_a_share(desk: Desk) -> None:
    with desk.read() as work:
        book = load_workbook(io.BytesIO(definitions_workbook.xlsx(work)))
    rows = list(book.worksheets[0].iter_rows(min_row=3, values_only=True))
    heads = dict(zip(rows[0], range(len(rows[0])), strict=True))
    by_code = {row[heads["代码"]]: row for row in rows[1:]}
    share = by_code["satisfaction_percent"]
    assert set(by_code) >= set(figures.declared())
    assert share[heads["分母"]] and share[heads["方向"]] == "越高越好" and share[heads["台账"]] == "办件"
