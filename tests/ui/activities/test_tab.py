"""The activity calendar, as a clerk and a leader use it: real window, keys, real book."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit
from pytestqt.qtbot import QtBot

from desk.books import centre
from desk.books.activities import publishing, queries, transitions
from desk.books.activities.model import ActivityState
from desk.books.centre import Venue
from desk.core.month import Month
from desk.demo.tour import Hands
from desk.ui.activities import activity_list
from desk.ui.activities.activity_list import ActivityListPage
from desk.ui.activities.grid import carrying, chip_rect
from desk.ui.activities.month import CalendarMonthPage
from desk.ui.activities.publication import PublishingPage, RecordPublication
from desk.ui.activities.week import WeekPage, whole_lines
from desk.ui.activities.window import ActivityWindow
from desk.ui.settings.centre_sections import VenueSection
from desk.ui.settings.tab import SettingsTab
from desk.ui.widgets.day_span import SpanChoice
from desk.ui.widgets.form_dialog import RecordDialog, TextsDialog
from tests.support.calendar_tab import add, found, free_day, page, tab_of
from tests.support.roster_tab import dialog, in_dialog
from tests.support.tab_walk import unseen_focus
from tests.support.tabs import desk_of, place_of, told
from tests.ui.conftest import say_yes


def test_a_new_activity_from_an_idea_with_the_keyboard(clerk: Hands) -> None:
    tab = tab_of(clerk)
    tab.go_to(Month.of(free_day(clerk)))
    grid = page(clerk, CalendarMonthPage).grid
    grid.setFocus()
    for _day in range(9):
        QTest.keyClick(grid, Qt.Key.Key_Right)

    def fill() -> None:
        window = dialog(ActivityWindow)
        QApplication.setActiveWindow(window)
        QTest.keyClicks(window.form.title, "fcch")
        QTest.keyClick(window.form.title, Qt.Key.Key_Return)
        assert window.form.title.text() == "风车彩绘DIY"
        assert window.form.ends.text() == "10:30" and window.form.sign_up.isChecked()
        QTest.keyClick(window.form.title, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        assert not window.isVisible(), window.form.concerns.text()

    in_dialog(fill)
    QTest.keyClick(grid, Qt.Key.Key_F2)
    there = tab.board.on(free_day(clerk))
    assert [(one.title, one.state, one.responsible) for one in there] == [
        ("风车彩绘DIY", ActivityState.DRAFT, "林小芳")
    ]
    assert "已保存" in told(clerk)


def test_a_double_click_on_a_day_begins_a_new_one_and_on_an_activity_opens_it(manager: Hands) -> None:
    id = add(manager)
    tab = tab_of(manager)
    tab.go_to(Month.of(free_day(manager)))
    grid = page(manager, CalendarMonthPage).grid
    area = grid.visualRect(grid.month.index_of(free_day(manager)))
    seen: list[str] = []
    for point in (chip_rect(area, 0).center(), area.bottomRight() - QPoint(8, 8)):
        in_dialog(lambda: (seen.append(dialog(ActivityWindow).head.text()), dialog(ActivityWindow).done(0)))
        QTest.mouseDClick(grid.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, point)
    assert seen == ["医 健身操", "新增活动"] and id


def test_drag_and_cut_and_paste_move_an_activity(manager: Hands) -> None:
    id = add(manager)
    tab = tab_of(manager)
    tab.go_to(Month.of(free_day(manager)))
    month = page(manager, CalendarMonthPage)
    grid, target = month.grid, free_day(manager) + timedelta(days=2)
    area = grid.visualRect(grid.month.index_of(free_day(manager)))
    shown = grid.activity_at(chip_rect(area, 0).center())
    assert shown is not None and shown.id == id
    at = grid.visualRect(grid.month.index_of(target)).center()
    content = carrying(id)
    drop = QDropEvent(
        QPointF(at),
        Qt.DropAction.MoveAction,
        content,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
        QEvent.Type.Drop,
    )
    grid.dropEvent(drop)
    assert found(manager, id).day == target
    assert "已改到" in told(manager)
    month.choose(target)
    month.take()
    month.choose(target + timedelta(days=1))
    month.put()
    assert found(manager, id).day == target + timedelta(days=1)


def test_a_move_onto_a_booking_is_refused_and_changes_nothing(manager: Hands) -> None:
    first, second = add(manager), add(manager, "八段锦", day=free_day(manager) + timedelta(days=1))
    tab = tab_of(manager)
    tab.go_to(Month.of(free_day(manager)))
    assert not page(manager, CalendarMonthPage).move_to(second, found(manager, first).day)
    assert "健身操" in told(manager)
    assert found(manager, second).day == free_day(manager) + timedelta(days=1)


def test_the_month_goes_out_from_its_page(
    manager: Hands, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    add(manager)
    month = Month.of(free_day(manager))
    tab = tab_of(manager)
    tab.go_to(month)
    out = page(manager, PublishingPage)
    assert "尚未审定" in out.open_points.item(0).text()
    out.approve_all()
    assert not out.approve_button.isVisible()
    Image.effect_noise((900, 600), 50).save(tmp_path / "公示栏.png")
    in_dialog(
        lambda: (dialog(RecordPublication).take_photo(tmp_path / "公示栏.png"), dialog(RecordPublication).try_it())
    )
    out.record()
    with desk_of(manager).read() as work:
        [gone] = publishing.published(work, month)
        assert gone.channel == "微信公众号" and manager.window.desk and manager.window.desk.files.get(gone.photo)
    assert "√ 微信公众号" in out.channels.item(0).text()
    out.copy_text()
    assert "健身操" in QApplication.clipboard().text()
    for ending, save in (("ics", out.save_ics), ("xlsx", out.save_xlsx)):
        target = tmp_path / f"月历.{ending}"
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a, target=target, **_k: (str(target), ""))
        save()
        qtbot.waitUntil(lambda target=target: target.exists() and "月历" in told(manager))
        assert target.stat().st_size > 300


def test_changes_are_announced_from_the_page(manager: Hands) -> None:
    id = add(manager)
    month = Month.of(free_day(manager))
    with desk_of(manager).write() as work:
        transitions.approve(work, [id])
        publishing.record(work, month, "微信群", work.today)
        transitions.cancel(work, id, "台风")
    tab_of(manager).go_to(month)
    out = page(manager, PublishingPage)
    assert "台风" in out.news.item(0).text()
    out.announce()
    assert "【变更】" in QApplication.clipboard().text() and "台风" in QApplication.clipboard().text()
    assert not out.announce_button.isEnabled()


def test_week_and_list_open_what_they_show(clerk: Hands) -> None:
    id = add(clerk, "只此一场")
    tab = tab_of(clerk)
    tab.go_to(Month.of(free_day(clerk)))
    tab.board.day = free_day(clerk)
    week = page(clerk, WeekPage)
    assert [one.id for one, _area in week.view.blocks()] == [id]
    opened: list[int] = []
    week.opened.disconnect()
    week.opened.connect(opened.append)
    QTest.keyClick(week.view, Qt.Key.Key_Return)
    assert opened == [id]
    listing = page(clerk, ActivityListPage)
    listing.search.setText("zcyc")
    assert [one.id for one in listing.list.model.rows] == [id]


def test_the_week_shows_where_one_is_on_a_cancelled_activity_and_where_there_is_none(manager: Hands) -> None:
    """The frame of a cancelled one was as pale as the rest of it, an empty week had none."""
    id = add(manager, "只此一场")
    tab, week = tab_of(manager), page(manager, WeekPage)
    with desk_of(manager).write() as work:
        transitions.approve(work, [id])
        transitions.cancel(work, id, "台风")
    for month, there in ((Month.of(free_day(manager)), [id]), (Month(2031, 1), [])):
        tab.go_to(month)
        tab.board.day = free_day(manager) if there else month.first
        week.load()
        assert [one.id for one in week.view.there] == there and not unseen_focus(week.view)


def test_the_list_has_days_to_choose_from_and_filters_that_are_saved(clerk: Hands) -> None:
    today = desk_of(clerk).clock.today()
    id = add(clerk, "今日健身", day=today)
    tab, listing = tab_of(clerk), page(clerk, ActivityListPage)
    month = [one.day for one in listing.list.model.rows]
    assert month and {Month.of(day) for day in month} == {Month.of(today)}, "the month in sight, as ever"
    listing.span.choose(SpanChoice.TODAY)
    days = {one.day for one in listing.list.model.rows}
    assert days == {today} and id in {one.id for one in listing.list.model.rows}
    listing.span.choose(SpanChoice.THIS_WEEK)
    monday = today - timedelta(days=today.weekday())
    assert {one.day for one in listing.list.model.rows} <= {monday + timedelta(days=at) for at in range(7)}
    listing.search.setText("jrjs")
    assert [one.id for one in listing.list.model.rows] == [id], "words and days together"
    listing.search.clear()

    def name_it() -> None:
        asked = dialog(TextsDialog)
        asked.lines["name"].setText("本周")
        asked.try_it()

    in_dialog(name_it)
    listing.saved.save()
    tab.step(1)
    assert listing.span.value is SpanChoice.SHOWN, "another month in sight is listed whole"
    listing.saved.menu().actions()[0].trigger()
    assert listing.span.value is SpanChoice.THIS_WEEK and id in {one.id for one in listing.list.model.rows}


def test_a_search_within_days_or_a_state_is_not_cut_to_the_newest_hits(
    clerk: Hands, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(activity_list, "MOST", 1)
    today = desk_of(clerk).clock.today()
    ids = {add(clerk, f"今日健身{n}", day=today) for n in range(2)}
    add(clerk, "今日健身明日", day=today + timedelta(days=1))
    listing = page(clerk, ActivityListPage)
    listing.search.setText("今日健身")
    assert len(listing.list.model.rows) == 1, "of all years the newest"
    listing.span.choose(SpanChoice.TODAY)
    assert {one.id for one in listing.list.model.rows} == ids
    listing.span.choose(SpanChoice.SHOWN)
    listing.state.choose(ActivityState.DRAFT)
    assert len(listing.list.model.rows) == 3


def test_a_block_of_the_week_shows_whole_lines_only(clerk: Hands) -> None:
    """Of two activities at one time the words were cut through the middle of a line."""
    metrics = page(clerk, WeekPage).fontMetrics()
    text = "老 长者集体生日会与八段锦晨练\n09:00—10:30 多功能厅"
    lines = whole_lines(text, metrics, 90, 3)
    assert len(lines) == 3 and lines[-1].endswith("…")
    assert all(metrics.horizontalAdvance(line) <= 90 for line in lines)
    assert "".join(whole_lines(text, metrics, 90, 20)).replace(" ", "") == text.replace("\n", "").replace(" ", "")


def test_last_months_activities_are_copied(manager: Hands) -> None:
    tab = tab_of(manager)
    target = Month.of(desk_of(manager).clock.today()).plus(2)
    tab.go_to(target)
    say_yes([])
    tab.copy_month(-1)
    with desk_of(manager).read() as work:
        source = [one for one in queries.of_month(work, target.plus(-1)) if one.state is not ActivityState.CANCELLED]
        assert 0 < len(queries.of_month(work, target)) <= len(source)
    assert "草稿" in told(manager)


def test_the_bar_leads_to_the_month_that_is_due(manager: Hands) -> None:
    assert manager.window.work is not None
    work_page = manager.window.work
    work_page.open_destination("activities.calendar", Month(2027, 1))
    tab = tab_of(manager)
    assert isinstance(tab.page, PublishingPage) and tab.board.month == Month(2027, 1)


def test_a_venue_gets_hours_of_its_own_and_is_not_retired_while_booked(manager: Hands) -> None:
    add(manager)
    manager.window.go_to(place_of("settings"))
    assert manager.window.work is not None
    settings = manager.window.work.page(place_of("settings"))
    assert isinstance(settings, SettingsTab)
    settings.list.setCurrentRow(next(n for n in range(settings.list.count()) if "场地" in settings.list.item(n).text()))
    section = settings.findChild(VenueSection)
    assert isinstance(section, VenueSection)
    section.form.list.setCurrentRow(2)

    def fill() -> None:
        asked = dialog(RecordDialog)
        hours = asked.editors["hours"]
        assert isinstance(hours, QLineEdit)
        hours.setText("8-21")
        asked.try_it()
        assert "08:00-21:00" in asked.fields["hours"].problem
        hours.setText("08:00-21:00")
        asked.try_it()

    in_dialog(fill)
    section.form.edit()
    assert "08:00-21:00" in section.form.list.item(2).text()
    with desk_of(manager).write() as work:
        centre.add_venue(work, Venue("备用室", "文体活动区", 10))
    section.load()
    for row, left in ((2, 8), (7, 7)):
        section.form.list.setCurrentRow(row)
        say_yes([])
        section.form.retire()
        assert section.form.list.count() == left
        assert ("场预订" if row == 2 else "已停用") in told(manager)


def test_a_month_beyond_the_lunar_table_opens_without_lunar_dates(clerk: Hands) -> None:
    tab_of(clerk).go_to(Month(2150, 10))
    month = page(clerk, CalendarMonthPage)
    month.choose(date(2150, 10, 1))
    assert month.lunar.text() == "国庆节"
    month.choose(date(2150, 10, 2))
    assert month.lunar.text() == ""
