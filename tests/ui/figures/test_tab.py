"""The figures' tab 统计: handing a month in, and exporting the rows behind it."""

from __future__ import annotations

import time
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from desk.books import figure_pages
from desk.books.figure_pages import PageFigures
from desk.core.figure_page import FiguresPage
from desk.core.month import Month
from desk.core.period import MONTHS, Period, PeriodKind
from desk.core.work import Work
from desk.demo.tour import Hands
from desk.ui.figures.tab import FiguresTab
from desk.ui.submissions.page import SubmissionsPage
from tests.support.figures_tab import wait_for_figures
from tests.support.reports import handed_in
from tests.support.tabs import place_of, reach, told


def test_a_month_shown_leads_to_the_page_where_it_is_handed_in(manager: Hands, qtbot: QtBot) -> None:
    window = manager.window
    window.go_to(place_of("figures"))
    assert window.work is not None and window.desk is not None
    page = window.work.page(place_of("figures"))
    assert isinstance(page, FiguresTab)
    page.tools.kind.choose("month")
    assert not page.tools.hand_in_button.isVisible()
    last_month = Month.of(page.tools.chooser.period.first).previous
    page.tools.chooser.line.earlier.click()
    wait_for_figures(page, qtbot)
    assert page.tools.hand_in_button.isVisible() and page.tools.state.isVisible() and page.tools.state.text()
    page.tools.hand_in()
    shown = page.page
    assert isinstance(shown, SubmissionsPage) and shown.chosen is not None
    assert shown.chosen.is_open and shown.chosen.period.name == last_month.name
    with window.desk.write() as work:
        handed_in(work, last_month.name)
    page.show_page(0)
    wait_for_figures(page, qtbot)
    assert not page.tools.hand_in_button.isVisible() and page.tools.state.text() == "已上报"
    assert "管理员于" in page.tools.why_not.text() and page.tools.preview_button.isEnabled()


def test_details_are_exported_with_a_job(
    manager: Hands, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = manager.window
    window.go_to(place_of("figures"))
    assert window.work is not None
    page = window.work.page(place_of("figures"))
    assert isinstance(page, FiguresTab)
    page.tools.kind.choose("month")
    file = tmp_path / "rows.xlsx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", staticmethod(lambda *_args, **_kw: (str(file), "")))
    page.tools.export()
    qtbot.waitUntil(file.exists, timeout=30_000)
    qtbot.waitUntil(lambda: "rows.xlsx" in told(manager))


def test_any_period_is_counted_and_what_there_is_not_yet_is_said(manager: Hands, qtbot: QtBot) -> None:
    page = reach(manager, FiguresTab)
    wait_for_figures(page, qtbot)
    today = manager.window.desk.clock.today()  # type: ignore[union-attr]
    assert page.tools.chooser.period == Period.around(PeriodKind.MONTH, today), "an early morning has figures, too"
    page.tools.kind.choose("month")
    assert (
        f"{today.year}年{today.month}月还没有结束" in page.tools.why_not.text()
        and not page.tools.hand_in_button.isVisible()
    )
    for kind in ("week", "quarter", "year", "range"):
        page.tools.kind.choose(kind)
        first, last = page.tools.dates()
        assert first <= today <= last and page.tools.chooser.period.kind == kind
        has_paper = kind in MONTHS
        assert page.tools.preview_button.isEnabled() == has_paper
        assert ("还没有结束" if has_paper else "按日、月、季度") in page.tools.why_not.text() or last == today
    page.tools.kind.choose("year")
    line = page.tools.chooser.line.line
    line.selectAll()
    QTest.keyClicks(line, f"{today.year - 1}")
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert page.tools.dates() == (date(today.year - 1, 1, 1), date(today.year - 1, 12, 31))
    page.tools.kind.choose("range")
    page.tools.chooser.last.selectAll()
    QTest.keyClicks(page.tools.chooser.last, f"{today.year - 1}-03-05")
    QTest.keyClick(page.tools.chooser.last, Qt.Key.Key_Return)
    assert page.tools.dates() == (date(today.year - 1, 1, 1), date(today.year - 1, 3, 5))
    page.tools.kind.choose("day")
    assert page.tools.preview_button.isEnabled() and not page.tools.why_not.isVisible()


def test_a_page_out_of_sight_does_not_say_for_another_that_it_counts(
    manager: Hands, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    tab = reach(manager, FiguresTab)
    left = wait_for_figures(tab, qtbot)
    count = figure_pages.of_period

    def slow_there(work: Work, page: FiguresPage, period: Period) -> PageFigures:
        if page is left.declared:
            time.sleep(0.2)
        return count(work, page, period)

    monkeypatch.setattr(figure_pages, "of_period", slow_there)
    tab.tools.kind.choose("day")
    qtbot.waitUntil(lambda: left.answer.is_counting)
    tab.tools.kind.choose("week")
    tab.show_page(5)
    wait_for_figures(tab, qtbot)
    qtbot.waitUntil(lambda: not left._slow.isActive())
    assert left.answer.is_counting and tab.tools.busy.text() == ""
