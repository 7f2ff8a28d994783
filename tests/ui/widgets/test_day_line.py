"""The field of a day and the control of a month, as a hand uses them."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desk.core.errors import Invalid
from desk.core.month import Month
from desk.demo.tour import Hands
from desk.services.session import Desk
from desk.ui.roster.tab import RosterTab
from desk.ui.widgets.controls import Field, row
from desk.ui.widgets.day_line import DayLine
from desk.ui.widgets.form_dialog import FormDialog
from desk.ui.widgets.month_control import MonthControl


@pytest.fixture
def desk(clerk: Hands) -> Desk:
    assert clerk.window.desk is not None
    return clerk.window.desk


@pytest.fixture
def line(desk: Desk, qtbot: QtBot) -> DayLine:
    made = DayLine(desk, date(2026, 11, 20))
    qtbot.addWidget(made)
    made.show()
    return made


def leave(line: DayLine) -> None:
    QTest.keyClick(line, Qt.Key.Key_Return)


def test_what_is_typed_short_is_written_out_when_the_line_is_left(line: DayLine, desk: Desk) -> None:
    seen: list[date | None] = []
    line.day_changed.connect(seen.append)
    year = desk.clock.today().year
    line.selectAll()
    QTest.keyClicks(line, f"{year}-2-3")
    leave(line)
    leave(line)
    assert line.text() == f"{year}-02-03" and line.day == date(year, 2, 3)
    assert seen == [date(year, 2, 3)], "told once"


def test_keys_take_the_day_and_the_month_before_and_after(line: DayLine) -> None:
    QTest.keyClick(line, Qt.Key.Key_Down)
    assert line.day == date(2026, 11, 21)
    QTest.keyClick(line, Qt.Key.Key_Up)
    QTest.keyClick(line, Qt.Key.Key_Up)
    assert line.day == date(2026, 11, 19)
    QTest.keyClick(line, Qt.Key.Key_PageDown)
    assert line.day == date(2026, 12, 19)
    QTest.keyClick(line, Qt.Key.Key_PageUp)
    QTest.keyClick(line, Qt.Key.Key_PageUp)
    assert line.day == date(2026, 10, 19)


def test_what_is_no_day_stays_and_is_said_in_words(line: DayLine) -> None:
    refused: list[str] = []
    line.refused.connect(refused.append)
    line.selectAll()
    QTest.keyClicks(line, "2-30")
    leave(line)
    assert line.text() == "2-30" and line.property("wrong") == "true" and "2-30" in refused[0]
    with pytest.raises(Invalid) as refusal:
        line.day_in("due_on")
    assert [problem.field for problem in refusal.value.problems] == ["due_on"]
    QTest.keyClick(line, Qt.Key.Key_Escape)
    assert line.text() == "2026-11-20" and line.property("wrong") == "false"


def test_in_a_form_the_words_stand_below_the_field_when_it_is_left(desk: Desk, qtbot: QtBot, clerk: Hands) -> None:
    form = FormDialog(clerk.window, "")
    qtbot.addWidget(form)
    first, last = DayLine(desk), DayLine(desk)
    fields = [Field("起", first), Field("止", last)]
    for name, field in zip(("first", "last"), fields, strict=True):
        form.add(name, field)
    form.finish("好")
    form.show()
    form.activateWindow()
    first.setFocus()
    qtbot.waitUntil(first.hasFocus)
    QTest.keyClicks(first, "abc")
    last.setFocus()
    qtbot.waitUntil(lambda: "abc" in fields[0].problem)
    assert not fields[1].problem


def test_a_day_that_is_stored_already_is_kept_as_it_is(desk: Desk, qtbot: QtBot) -> None:
    stored = DayLine(desk, date(2099, 1, 1))
    qtbot.addWidget(stored)
    assert stored.day_in("due_on") == date(2099, 1, 1)


def test_the_calendar_opens_on_the_day_and_enter_takes_another(line: DayLine, qtbot: QtBot) -> None:
    QTest.keyClick(line, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    calendar = line.calendar
    assert calendar is not None and calendar.isVisible() and calendar.month.month == Month(2026, 11)
    grid = calendar.grid
    assert "2026年11月20日" in grid.accessibleDescription()
    QTest.keyClick(grid, Qt.Key.Key_Down)
    QTest.keyClick(grid, Qt.Key.Key_PageDown)
    assert calendar.month.month == Month(2026, 12)
    QTest.keyClick(grid, Qt.Key.Key_Return)
    assert line.day == date(2026, 12, 27) and not line.calendar


def test_the_calendar_says_what_is_off_and_what_is_worked_and_a_click_takes(line: DayLine, qtbot: QtBot) -> None:
    line.show_day(date(2026, 2, 14))
    line.open_calendar()
    assert line.calendar is not None
    grid = line.calendar.grid
    assert grid.accessibleDescription().endswith("班")
    grid.go_to(date(2026, 2, 17))
    assert "春节" in grid.accessibleDescription() and grid.accessibleDescription().endswith("休")
    QTest.mouseClick(grid, Qt.MouseButton.LeftButton, pos=grid.area(date(2026, 3, 1)).center())
    assert line.day == date(2026, 3, 1)


def test_escape_closes_the_calendar_and_changes_nothing(line: DayLine) -> None:
    line.open_calendar()
    assert line.calendar is not None
    QTest.keyClick(line.calendar.grid, Qt.Key.Key_Right)
    QTest.keyClick(line.calendar.grid, Qt.Key.Key_Escape)
    assert line.calendar is None and line.day == date(2026, 11, 20)


def test_a_month_is_typed_stepped_and_refused_in_words(desk: Desk, qtbot: QtBot) -> None:
    control = MonthControl(desk.clock.today, Month(2025, 6))
    qtbot.addWidget(control)
    turned: list[Month] = []
    refused: list[str] = []
    control.changed.connect(turned.append)
    control.refused.connect(refused.append)
    control.line.selectAll()
    QTest.keyClicks(control.line, "10")
    QTest.keyClick(control.line, Qt.Key.Key_Return)
    assert control.line.text() == "2025年10月", "of the year in sight"
    control.earlier.click()
    control.later.click()
    QTest.keyClick(control.line, Qt.Key.Key_PageDown)
    assert turned == [Month(2025, 10), Month(2025, 9), Month(2025, 10), Month(2025, 11)]
    control.line.selectAll()
    QTest.keyClicks(control.line, "13")
    QTest.keyClick(control.line, Qt.Key.Key_Return)
    assert "13" in refused[0] and control.month == Month(2025, 11)


def test_the_roster_turns_to_the_month_that_is_typed(manager: Hands) -> None:
    work = manager.window.work
    assert work is not None
    place = next(place for place in range(4) if isinstance(work.page(place), RosterTab))
    manager.window.go_to(place)
    tab = work.current
    assert isinstance(tab, RosterTab)
    control = tab.month_line
    control.line.selectAll()
    QTest.keyClicks(control.line, "2025-3")
    QTest.keyClick(control.line, Qt.Key.Key_Return)
    assert tab.board.month == Month(2025, 3) and control.line.text() == "2025年3月"


def test_the_field_is_as_wide_as_its_content(desk: Desk, qtbot: QtBot) -> None:
    field = Field("日期", DayLine(desk, date(2026, 11, 20)))
    holder = row(field)
    assert holder.count() == 1 and field.editor.maximumWidth() == 160
