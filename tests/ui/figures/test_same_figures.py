"""来访 and 办结: window, day sheet and the month's papers say the same number, and explain where two are meant."""

from __future__ import annotations

import io
from itertools import pairwise
from typing import Any

from openpyxl import load_workbook
from pytestqt.qtbot import QtBot

from desk.books import cases, visits
from desk.books.cases import CaseState, case_queries, statistics
from desk.books.cases.case_queries import CaseFilter
from desk.core.month import Month
from desk.core.work import Work
from desk.demo.tour import Hands
from desk.reports.figures import day_sheet_pdf, day_sheet_workbook, figure_rows, month_pdf, month_workbook
from desk.ui.figures import pages
from desk.ui.figures.page import BookFiguresPage
from desk.ui.figures.tab import FiguresTab
from tests.support.figures_tab import wait_for_figures
from tests.support.pdf_text import words_of
from tests.support.report_sheets import figures_on
from tests.support.tabs import place_of
from tests.support.visits_tab import tab


def finish_old_ones(work: Work) -> None:
    """Cases that were taken in before this month end today, and people wait who have no case yet."""
    first = Month.of(work.today).first
    old = [
        line
        for state in (CaseState.FORWARDED, CaseState.PAPERS, CaseState.IN_PROGRESS)
        for line in case_queries.page(work, CaseFilter(state=state))
        if line.accepted_at.date() < first
    ]
    for line in old[:3]:
        cases.move(work, line.id, CaseState.DONE, materials_received=())
    for _n in range(2):
        visits.take_number(work)


def facts_of(content: bytes) -> dict[str, Any]:
    """Names and values that stand side by side on the first sheet of a workbook."""
    rows = load_workbook(io.BytesIO(content)).worksheets[0].iter_rows(values_only=True)
    cells = [cell for row in rows for cell in row]
    found: dict[str, Any] = {}
    for name, value in pairwise(cells):
        found.setdefault(str(name), value)
    return found


def shown_by(page: BookFiguresPage) -> dict[str, str]:
    """The figures of a page: name above, value below."""
    return {tile.figure.label: tile.value for tile in page.tiles}


def test_window_day_sheet_and_month_say_the_same(manager: Hands, qtbot: QtBot) -> None:
    desk = manager.window.desk
    assert desk is not None and manager.window.work is not None
    with desk.write() as work:
        finish_old_ones(work)
        today, month = work.today, Month.of(work.today)
    with desk.read() as work:
        day, whole = statistics.of_days(work, today, today), statistics.of_days(work, *month.span)
        sheets = [facts_of(day_sheet_workbook.xlsx(work, today)), figures_on(month_workbook.xlsx(work, month), "办件")]
        papers = [words_of(day_sheet_pdf.pdf(work, today)), words_of(month_pdf.pdf(work, month))]
    assert day.visits > 2 and day.finished_before >= 1 and day.finished > 0
    side = tab(manager).side
    side.load()
    assert side.overview._values["visits"].text() == str(day.visits)
    assert side.overview._values["done"].text() == str(day.finished)
    assert side.overview._names["done"].text() == f"今日办结，其中此前收件{day.finished_before}"
    manager.window.go_to(place_of("figures"))
    reports = manager.window.work.current
    assert isinstance(reports, FiguresTab)
    reports.open(pages.CasesFiguresPage)
    for counted, span, facts, paper in zip((day, whole), ("day", "month"), sheets, papers, strict=True):
        reports.tools.kind.choose(span)
        reports.go_to(today)
        shown = shown_by(wait_for_figures(reports, qtbot))
        wanted = {"来访": counted.visits, "办件": counted.cases, "办结": counted.finished}
        on_screen, on_paper = (
            {**wanted, name: counted.finished_before} for name in ("其中此前收件", figure_rows.before_words(counted))
        )
        assert {name: shown[name] for name in on_screen} == {name: f"{n:,}" for name, n in on_screen.items()}
        in_workbook = on_paper if span == "day" else on_screen  # a report's figures keep their names, whatever month
        assert {name: facts[name] for name in in_workbook} == in_workbook
        assert all(f"{name}{n:,}" in paper for name, n in on_paper.items())
