"""The page 自填指标: a grid of figures by months, typed, pasted and closed; and targets."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from desk.books import own_figures
from desk.books.own_figures import entering, keeping, queries
from desk.books.own_figures.entering import Entered
from desk.books.own_figures.model import OwnFigure
from desk.core.clock import Clock, start_of
from desk.core.month import Month
from desk.core.period import named_period
from desk.models.submissions import reports
from desk.services.session import Desk
from desk.ui.own_figures import sheet
from desk.ui.own_figures.forms import EditOwnFigure, EditTarget
from desk.ui.own_figures.page import OwnFiguresPage
from desk.ui.shell.tokens import CELL_PADDING
from desk.ui.widgets.finder import Hit
from desk.ui.widgets.inks import Inks
from tests.support.points_page import answered, in_sight, press
from tests.ui.conftest import say_yes

NOVEMBER = 10
"""The column of the present month, counted from January."""


@pytest.fixture
def told() -> list[str]:
    return []


@pytest.fixture
def page(desk: Desk, told: list[str], dressed: QApplication, qtbot: QtBot) -> Iterator[OwnFiguresPage]:
    with desk.write() as work:
        for figure in (
            OwnFigure("媒体报道", "篇"),
            OwnFigure("入户走访率", "户", shared=True),
            OwnFigure("宣讲时长", "小时"),
        ):
            keeping.add(work, figure)
    made = OwnFiguresPage(desk)
    qtbot.addWidget(made)
    in_sight(made, told)
    qtbot.waitUntil(made.isActiveWindow)
    made.take_focus()
    yield made


def stored(desk: Desk, month: str) -> list[str]:
    with desk.read() as work:
        return [value.entry.typed for value in queries.month_values(work, Month.read(month), Month.read(month))]


def typed(page: OwnFiguresPage, text: str) -> None:
    """Digits begin to type, Enter ends and goes down."""
    QTest.keyClicks(page.grid, text[0])
    editor = QApplication.focusWidget()
    assert isinstance(editor, QLineEdit)
    QTest.keyClicks(editor, text[1:])
    QTest.keyClick(editor, Qt.Key.Key_Return)
    QApplication.processEvents()


def test_a_month_is_entered_downwards_by_enter(page: OwnFiguresPage, desk: Desk) -> None:
    assert page.grid.currentIndex().column() == NOVEMBER
    for text in ("12", "18/25", "40.5"):
        typed(page, text)
    assert stored(desk, "2026-11") == ["12", "18/25", "40.5"]
    page.grid.setCurrentIndex(page.grid.grid.index(1, NOVEMBER))
    assert page.about.text() == "入户走访率，2026年11月：72.0%，管理员于2026-11-24 09:00填写。"
    assert page.grid.grid.index(1, 12).data() == "72.0%"


def test_what_cannot_be_read_stays_typed_and_is_told(page: OwnFiguresPage, desk: Desk, told: list[str]) -> None:
    for text in ("1x", "18/25"):
        typed(page, text)
    assert stored(desk, "2026-11") == ["18/25"]
    assert told[0] == "有1格填写有误，尚未保存，已用红框标出。"
    page.grid.setCurrentIndex(page.grid.grid.index(0, NOVEMBER))
    assert page.about.text() == "“1x”不是数字，请核对。" and page.grid.currentIndex().data() == "1x"
    assert page.is_half_typed
    page.load()
    assert page.grid.currentIndex().data() == "1x"
    typed(page, "14")
    assert stored(desk, "2026-11") == ["14", "18/25"] and not page.is_half_typed


def test_a_column_of_a_spreadsheet_is_pasted_at_once(page: OwnFiguresPage, desk: Desk, told: list[str]) -> None:
    page.grid.setCurrentIndex(page.grid.grid.index(0, NOVEMBER - 1))
    page.grid.paste("1,200\t13\r\n9/10\t8/10\r\n30\t31\r\n")
    assert (stored(desk, "2026-10"), stored(desk, "2026-11")) == (["1200", "9/10", "30"], ["13", "8/10", "31"])
    assert told == ["已保存6个数据。"]
    page.grid.paste("1\t2\t3")
    assert told[-1] == "2026年12月尚未开始，请到时再填。"
    page.grid.paste("1\n2\n3\n4")
    assert told[-1] == "从此格起放不下4行1列，请先选好起始格。"
    assert stored(desk, "2026-10") == ["1200", "9/10", "30"]
    page.grid.selectColumn(NOVEMBER)
    assert page.grid.copied() == "13\n8/10\n31"
    press(Qt.Key.Key_Delete)
    assert stored(desk, "2026-11") == []


def test_a_month_that_was_handed_in_is_closed_and_says_why(page: OwnFiguresPage, desk: Desk, told: list[str]) -> None:
    with desk.write() as work:
        out = {"kind": "month", "period": "2026-10", "handed_in_at": work.now, "staff_id": work.actor.id, "figures": {}}
        work.add(reports, out)
    page.load()
    assert page.grid.grid.headerData(9, Qt.Orientation.Horizontal) == "10月\n已上报"
    page.grid.setCurrentIndex(page.grid.grid.index(0, 9))
    words = "2026年10月已上报，2026年10月的数据不再修改。如需修改，请先撤回上报。"
    assert page.about.text() == words
    press(Qt.Key.Key_5)
    assert told == [words] and stored(desk, "2026-10") == []


def test_a_figure_is_set_up_and_stopped(page: OwnFiguresPage, desk: Desk) -> None:
    def add(form: EditOwnFigure) -> None:
        form.title.setText("媒体报道")
        form.unit.setText("次")
        form.ok.click()
        assert form.fields["title"].problem == "已有指标“媒体报道”，请换一个名称。"
        form.title.setText("来信表扬")
        form.ok.click()

    with answered(EditOwnFigure, add):
        press(Qt.Key.Key_F2)
    chosen = page.grid.chosen_figure
    assert chosen is not None and (chosen.title, chosen.code) == ("来信表扬", "own.4")

    def stop(form: EditOwnFigure) -> None:
        form.active.setChecked(False)
        form.ok.click()

    with answered(EditOwnFigure, stop):
        press(Qt.Key.Key_F4)
    with desk.read() as work:
        assert "own.4" not in own_figures.values(work, named_period("2026-11"))
    assert page.grid.grid.headerData(3, Qt.Orientation.Vertical) == "来信表扬（已停用）"


def test_a_target_is_chosen_from_the_list_and_explained(page: OwnFiguresPage, desk: Desk, told: list[str]) -> None:
    def aim(form: EditTarget) -> None:
        assert [hit.text for hit in form._hits("媒体")] == ["媒体报道"]
        form.figure.take(Hit("媒体报道", "own.1"))
        form.value.setText("4")
        assert form.meaning.text() == "4篇  按月；每季12篇，半年24篇，全年48篇。"
        form.ok.click()

    with answered(EditTarget, aim):
        press(Qt.Key.Key_F7)
    chosen = page.targets.current()
    assert chosen is not None and chosen.id == "own.1"

    def change(form: EditTarget) -> None:
        assert form.value.text() == "4"
        form.value.setText("五")
        form.ok.click()
        assert form.fields["value"].problem == "“五”不是数字，请核对。"
        form.value.setText("5")
        form.ok.click()

    page.targets.enter()
    with answered(EditTarget, change):
        press(Qt.Key.Key_Return)
    with desk.read() as work:
        assert own_figures.targets(work) == {"own.1": 5}
    asked: list[str] = []
    say_yes(asked)
    page.drop_target()
    assert asked == ["取消“媒体报道”的目标？"] and told[-1] == "“媒体报道”的目标已取消。"
    with desk.read() as work:
        assert own_figures.targets(work) == {}


def test_no_total_of_the_year_is_cut(page: OwnFiguresPage, desk: Desk) -> None:
    """A cut 26,859… reads as another number; the window is as narrow as it gets."""
    page.resize(784, 400)
    page.grid.setCurrentIndex(page.grid.grid.index(2, NOVEMBER))
    typed(page, "123456789.5")
    total = page.grid.grid.index(2, 12)
    assert total.data() == "123,456,789.5小时"
    letters = Inks.in_use().strong
    assert letters.metrics.horizontalAdvance(total.data()) <= page.grid.columnWidth(12) - CELL_PADDING


def test_on_the_first_days_one_begins_with_what_the_last_month_lacks(desk: Desk) -> None:
    """Until the 5th the month before is told: its first empty cell waits for the digits, after that the present one."""
    on = lambda day: replace(desk, clock=Clock(lambda: start_of(day) + timedelta(hours=9)))  # noqa: E731
    with desk.write() as work:
        first, second = (keeping.add(work, OwnFigure(name, "篇")) for name in ("媒体报道", "信息采用"))
        entering.enter(work, [Entered(first, Month(2026, 10), entering.read_entry(OwnFigure("", ""), "3"))])
    with on(date(2026, 11, 5)).read() as work:
        assert sheet.read(work, 2026).place_to_begin == (1, NOVEMBER - 1)
        assert sheet.read(work, 2025).place_to_begin == (0, 0)
    with on(date(2026, 11, 6)).read() as work:
        assert sheet.read(work, 2026).place_to_begin == (0, NOVEMBER)
    with desk.write() as work:
        entering.enter(work, [Entered(second, Month(2026, 10), entering.read_entry(OwnFigure("", ""), "0"))])
    with on(date(2026, 11, 5)).read() as work:
        assert sheet.read(work, 2026).place_to_begin == (0, NOVEMBER), "nothing is missing"
