"""The page 上报: a month is looked through, handed in and copied; received, or taken back with a reason."""

from __future__ import annotations

import io
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from desk.books import submissions
from desk.books.submissions import ReportState
from desk.books.submissions.model import WORKBOOK
from desk.core import figures_sheet
from desk.core.month import Month
from desk.demo.tour import Hands
from desk.ui.figures.figure_rows import FigureRowsDialog
from desk.ui.figures.tab import FiguresTab
from desk.ui.shell.preview import Preview
from desk.ui.submissions.checks_dialog import ChecksDialog
from desk.ui.submissions.page import SubmissionsPage
from desk.ui.submissions.report_window import ReportWindow
from desk.ui.submissions.rows import ReportView
from desk.ui.widgets.form_dialog import TextsDialog
from desk.ui.widgets.jobs import Job
from tests.support.figures_tab import all_of
from tests.support.open_window import when_open
from tests.support.reports import handed_in
from tests.support.tabs import desk_of, reach, told
from tests.ui.conftest import say_yes


def page_of(hands: Hands) -> SubmissionsPage:
    tab = reach(hands, FiguresTab)
    page = tab.open(SubmissionsPage)
    assert isinstance(page, SubmissionsPage)
    return page


def last_month(hands: Hands) -> str:
    return Month.of(desk_of(hands).clock.today()).previous.name


def accept_checks(dialog: ChecksDialog) -> None:
    dialog.remarks.setPlainText("本月新增夜间服务。")
    dialog.try_it()


def hand_last_month_in(hands: Hands, page: SubmissionsPage, qtbot: QtBot) -> None:
    month = last_month(hands)
    page.show_period(month)
    assert page.chosen is not None and page.chosen.is_open and page.chosen.period.name == month
    when_open(page, ChecksDialog, accept_checks)
    page.act("F2")
    qtbot.waitUntil(lambda: page.chosen is not None and not page.chosen.is_open, timeout=60_000)


def test_a_month_is_looked_through_handed_in_and_copied(
    manager: Hands, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its row says so at once; what lies on the stick is what is frozen, and the sheet in it is this centre's."""
    page = page_of(manager)
    hand_last_month_in(manager, page, qtbot)
    assert page.chosen is not None and page.chosen.report is not None
    assert page.chosen.state == "已上报" and page.chosen.report.who == "管理员"
    qtbot.waitUntil(lambda: "F4" in told(manager), timeout=20_000)
    stick = tmp_path / "stick"
    stick.mkdir()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", staticmethod(lambda *_args, **_kw: str(stick)))
    page.act("F4")
    qtbot.waitUntil(lambda: "核对一致" in told(manager), timeout=20_000)
    with desk_of(manager).read() as work:
        files = submissions.files_of(work, page.chosen.report.id)
        frozen = {each.file_name: submissions.file_of(work, page.chosen.report.id, each.name) for each in files}
        workbook = submissions.file_of(work, page.chosen.report.id, WORKBOOK)
    assert {each.name: each.read_bytes() for each in stick.iterdir()} == frozen
    assert len(frozen) == 3, "workbook, paper and the district's form"
    sheet = figures_sheet.read(openpyxl.load_workbook(io.BytesIO(workbook))["_figures"].iter_rows(values_only=True))
    assert sheet.is_whole and sheet.period == last_month(manager)


def test_the_district_has_it_and_it_stays(manager: Hands, qtbot: QtBot) -> None:
    page = page_of(manager)
    with desk_of(manager).write() as work:
        handed_in(work, last_month(manager))
    page.show_period(last_month(manager))
    asked: list[str] = []
    say_yes(asked)
    page.act("F6")
    assert "不能撤回" in asked[0] and page.chosen is not None and page.chosen.state == "区级已收"
    page.act("F7")  # grey: nothing is asked
    assert QApplication.activeModalWidget() is None and page.chosen.state == "区级已收"


def test_a_report_is_taken_back_with_a_reason_and_its_month_is_open_again(manager: Hands, qtbot: QtBot) -> None:
    page = page_of(manager)
    with desk_of(manager).write() as work:
        report = handed_in(work, last_month(manager))
    page.show_period(last_month(manager))
    wrong: list[str] = []

    def give_a_reason(dialog: TextsDialog) -> None:
        dialog.try_it()
        wrong.append(dialog.fields["reason"].problem)
        dialog.lines["reason"].setText("漏登两件")
        dialog.try_it()

    when_open(page, TextsDialog, give_a_reason)
    page.act("F7")
    assert wrong == ["请填写撤回原因。"]
    found = [each for each in page.list.model.rows if each.period.name == last_month(manager)]
    assert [each.state for each in found if each.report] == ["已撤回"] and any(each.is_open for each in found)
    with desk_of(manager).read() as work:
        assert submissions.get(work, report.id).state is ReportState.WITHDRAWN


def test_a_report_opened_shows_what_went_out_and_what_changed(
    manager: Hands, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The figures beside today's, the workbook saved byte for byte, the paper on screen."""
    page = page_of(manager)
    hand_last_month_in(manager, page, qtbot)
    assert page.chosen is not None and page.chosen.report is not None
    id = page.chosen.report.id
    with desk_of(manager).write() as work:
        case = work.rows(
            "SELECT id FROM cases WHERE day LIKE ? AND state = 'done' AND evaluation = 'satisfied'",
            f"{last_month(manager)}%",
        )[0][0]
        work.connection.exec_driver_sql("UPDATE cases SET evaluation = 'dissatisfied' WHERE id = ?", (case,))
    window = ReportWindow(desk_of(manager), id, page)
    window.show()
    qtbot.waitUntil(lambda: any(row.correction for row in window.figures.model.rows), timeout=30_000)
    changed = {row.id: (row.was, row.now) for row in window.figures.model.rows if row.correction}
    was, now = changed["evaluation.satisfied"]
    assert int(was) == int(now or 0) + 1
    first = window.figures.model.rows[0]
    assert first.correction and window.figures.current() == first, "what reads differently stands first, and is chosen"
    window.figures.choose("evaluation.satisfied")
    rows: list[int] = []

    def count(dialog: FigureRowsDialog) -> None:
        rows.append(len(all_of(dialog)))
        dialog.reject()

    when_open(window, FigureRowsDialog, count)
    chosen = window.figures.current()
    assert chosen is not None
    window.show_rows(chosen)
    qtbot.waitUntil(lambda: bool(rows), timeout=20_000)
    assert rows == [int(now or 0)], "as many as it reads now"
    file = tmp_path / "again.xlsx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", staticmethod(lambda *_args, **_kw: (str(file), "")))
    window.files.setCurrentRow(0)
    window.open_file()
    qtbot.waitUntil(file.exists)
    with desk_of(manager).read() as work:
        kept = submissions.file_of(work, id)
    qtbot.waitUntil(lambda: file.read_bytes() == kept)
    shown: list[str] = []
    when_open(window, Preview, lambda dialog: (shown.append(dialog.windowTitle()), dialog.close()))
    window.files.setCurrentRow(1)
    window.open_file()
    assert "月报" in shown[0]
    window.close()
    page.load()
    qtbot.waitUntil(lambda: bool(page.chosen and page.chosen.changed), timeout=30_000)


def test_a_report_closed_before_its_figures_are_counted_takes_nothing_with_it(manager: Hands, qtbot: QtBot) -> None:
    """The window is gone, the counting ends by itself and tells nobody."""
    page = page_of(manager)
    with desk_of(manager).write() as work:
        report = handed_in(work, last_month(manager))
    page.show_period(last_month(manager))
    when_open(page, ReportWindow, lambda dialog: dialog.close())
    page.open_chosen()
    QTest.qWait(0)
    qtbot.waitUntil(lambda: not page.findChildren(Job), timeout=30_000)
    assert page.chosen is not None and page.chosen.report == report


def test_a_clerk_looks_and_does_nothing(clerk: Hands, qtbot: QtBot) -> None:
    page = page_of(clerk)
    assert page.list.model.rows and all(not made.isVisible() for made in page.buttons)
    page.view.choose(ReportView.QUARTER)
    assert all(row.period.kind.value == "quarter" for row in page.list.model.rows)
    page.view.choose(ReportView.ALL)
    page.list.enter()
    page.open_chosen()
    assert QApplication.activeModalWidget() is None


def test_what_stands_over_the_figures_is_not_over_this_page(manager: Hands, qtbot: QtBot) -> None:
    tab = reach(manager, FiguresTab)
    tab.open(SubmissionsPage)
    assert not tab.tools.isVisible() and not tab.tools.export_button.isVisible()
    tab.show_page(0)
    assert tab.tools.isVisible() and tab.tools.export_button.isVisible()
