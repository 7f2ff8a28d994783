"""What matters is in sight on a low screen, and what was told goes with the page it was told on."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from openpyxl import Workbook
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from desk.books import residents
from desk.books.cases import case_queries
from desk.books.cases.case_queries import CaseFilter
from desk.demo.tour import Hands
from desk.ui.cases.window import CaseWindow
from desk.ui.residents.page import ResidentsPage
from desk.ui.settings.clock import ClockSection
from desk.ui.settings.imports import ImportSection
from desk.ui.settings.tab import SettingsTab
from tests.support.editing import meanwhile
from tests.support.people import person
from tests.support.settings_tab import section
from tests.support.tabs import desk_of, reach, told

LOW = (910, 493)


def is_in_sight(part: QWidget) -> bool:
    """All of its height, in what scrolls around it."""
    above = part.parentWidget()
    while above is not None and not isinstance(above, QScrollArea):
        above = above.parentWidget()
    assert above is not None
    top = part.mapTo(above.viewport(), QPoint(0, 0)).y()
    return top >= 0 and top + part.height() <= above.viewport().height()


def test_a_case_opens_at_its_top_and_f4_shows_the_person(clerk: Hands) -> None:
    with desk_of(clerk).read() as work:
        line = case_queries.page(work, CaseFilter())[0]
    shown = CaseWindow(desk_of(clerk), line.id, clerk.window)
    shown.resize(870, 300)
    shown.show()
    QTest.qWait(50)
    bar = shown._scrolled.verticalScrollBar()
    assert bar.value() == 0 and shown._scrolled.focusPolicy() is Qt.FocusPolicy.NoFocus
    bar.setValue(bar.maximum())
    shown.veil.toggle()
    QTest.qWait(20)
    assert bar.value() == 0
    shown.reject()


def test_the_words_under_marks_are_in_sight_after_a_refusal(clerk: Hands) -> None:
    clerk.window.resize(*LOW)
    with desk_of(clerk).write() as work:
        one = residents.add(work, replace(person(), marks=("alone", "disabled")))
    page = reach(clerk, ResidentsPage)
    page.open(one.id)
    page.veil.lift()
    meanwhile(clerk, lambda work: residents.edit(work, one.id, replace(one, marks=("alone",)), read=one))
    page.details.marks[residents.ResidentMark.ALONE].setChecked(False)
    page.save()
    QTest.qWait(50)
    assert page.details.fields["marks"].problem and is_in_sight(page.details.fields["marks"])


def test_f4_goes_on_where_something_is_not_saved(clerk: Hands) -> None:
    with desk_of(clerk).write() as work:
        one = residents.add(work, person())
    page = reach(clerk, ResidentsPage)
    page.open(one.id)
    page.veil.lift()
    assert QApplication.focusWidget() is page.details.name
    page.details.note.setText("听力不好")
    page.veil.toggle()
    page.veil.toggle()
    assert page.details.note.text() == "听力不好" and QApplication.focusWidget() is page.details.note


def test_what_was_told_goes_with_its_page_and_bad_news_waits_there(manager: Hands) -> None:
    work = manager.window.work
    assert work is not None
    work.toasts.tell("已保存。", "good")
    QTest.qWait(20)
    manager.window.go_to(2)
    assert told(manager) == ""
    work.toasts.tell("联系电话有误。", "bad")
    QTest.qWait(20)
    manager.window.go_to(1)
    assert told(manager) == ""
    manager.window.go_to(2)
    assert told(manager) == "联系电话有误。"


def test_what_was_told_in_one_section_of_the_settings_does_not_stay_in_another(manager: Hands) -> None:
    section(manager, ClockSection)
    work = manager.window.work
    assert work is not None and isinstance(work.current, SettingsTab)
    work.toasts.tell("已登记。", "good")
    QTest.qWait(20)
    work.current.list.setCurrentRow(0)
    assert told(manager) == ""


def test_what_is_told_together_with_going_there_stays(manager: Hands) -> None:
    work = manager.window.work
    assert work is not None
    work.toasts.tell("已发布。", "good")
    manager.window.go_to(1)
    assert told(manager) != ""


@pytest.mark.parametrize("size", [LOW, (1366, 740)])
def test_the_list_of_names_leaves_its_words_in_sight(hands: Hands, size: tuple[int, int]) -> None:
    hands.window.resize(*size)
    page = hands.window.sign_in
    page.name.setFocus()
    QTest.keyClicks(page.name, "l")
    QTest.keyClick(page.name, Qt.Key.Key_Tab)
    QTest.qWait(50)
    assert "选择一人" in page.fields["name"].problem and page.name.hits
    popup, words = page.name._popup, page.fields["name"]._problem
    assert popup is not None
    top = words.mapTo(page.window(), QPoint(0, 0)).y()
    assert popup.y() >= top + words.height() or popup.geometry().bottom() <= top


def test_all_that_is_told_of_a_file_is_whole_in_a_low_window(manager: Hands, qtbot: QtBot, tmp_path: Path) -> None:
    """Sheets, a question on days, columns and problems had 400 pixels, and covered each other."""
    manager.window.resize(*LOW)
    book = Workbook()
    for month in ("1月", "2月"):
        sheet = book.create_sheet(month)
        sheet.append(["姓名", "出生日期", "血型"])
        sheet.append(["慕容甲", "2016-05-01"])
        sheet.append(["慕容乙", "50.1.5" if month == "1月" else "1月5日"])
    file = tmp_path / "入户.xlsx"
    book.save(file)
    shown = section(manager, ImportSection)
    shown.check(file)
    qtbot.waitUntil(lambda: shown.prepared is not None)
    first = shown.prepared
    shown.sheets.item(1).setCheckState(Qt.CheckState.Checked)
    qtbot.waitUntil(lambda: shown.prepared is not first)
    assert shown.doubles.isVisible() and shown.days.isVisible() and shown.take_good.isVisible()
    parts = (shown.about, shown.sheets, shown.days, shown.problems, shown.mapping)
    for above, below in pairwise(parts):
        assert above.geometry().bottom() < below.geometry().top()
    assert shown.about.height() >= shown.about.heightForWidth(shown.about.width())
    assert all(is_whole(field) for field in shown.days.fields.values())
    area = shown.problems.parentWidget().parentWidget().parentWidget()
    assert isinstance(area, QScrollArea)
    QTest.qWait(50)
    assert is_in_sight(shown.problems) and area.geometry().bottom() < shown.take_good.geometry().top()


def is_whole(part: QWidget) -> bool:
    return part.height() >= part.sizeHint().height() and part.geometry().right() <= part.parentWidget().width()
