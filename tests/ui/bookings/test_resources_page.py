"""号源设置: counters, rooms, their slots, and when they are closed."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from sqlalchemy import delete

from desk.books.bookings import call_queries, queries
from desk.books.bookings import resources as book
from desk.books.bookings.model import ResourceKind, SlotRule
from desk.core.clock import local
from desk.demo.tour import Hands
from desk.models.bookings import booking_calls, booking_moves, bookings, resources, slot_rules, unmet_requests
from desk.services.session import Desk
from desk.ui.bookings.resource_forms import CloseForTime, EditResource, EditRule
from desk.ui.bookings.resources_page import ResourcesPage
from desk.ui.settings.rules import RulesSection
from desk.ui.settings.tab import SettingsTab
from tests.support.booking_lists import at_counter, set_up
from tests.support.roster_tab import be_active, dialog, in_dialog
from tests.support.tabs import desk_of, reach, told
from tests.ui.conftest import say_no, say_yes


def _empty(desk: Desk) -> None:
    """As in a centre that has set up nothing yet."""
    with desk.write() as work:
        for table in (unmet_requests, booking_calls, booking_moves, bookings, slot_rules, resources):
            work.connection.execute(delete(table))
            work.written.add(table.name)


def test_a_new_centre_takes_the_usual_ones(manager: Hands) -> None:
    desk = desk_of(manager)
    _empty(desk)
    page = reach(manager, ResourcesPage)
    page.load()
    assert "采用常用设置" in page.presets.text() and page.presets.isVisible()
    assert "还没有可预约的窗口和场地" in page.list.empty.sentences
    QTest.mouseClick(page.presets, Qt.MouseButton.LeftButton)
    named = [each.name for each in page.list.model.rows]
    assert named[0] == "综合窗口" and "多功能厅" in named
    assert told(manager) == f"已设置{len(named)}项，请核对时段和容量。"
    assert page.presets.isHidden()
    assert len(page.rules.model.rows) >= 2, "the slots of the first one are beside it"
    assert "人在岗×30分钟÷" in page.reckoned.text() or "本中心未排班" in page.reckoned.text()


def test_a_counter_is_added_and_what_is_wrong_stands_beside_its_field(manager: Hands) -> None:
    desk = desk_of(manager)
    set_up(desk)
    page = reach(manager, ResourcesPage)

    def fill() -> None:
        window = dialog(EditResource)
        window.name.setText("窗口甲")
        window.capacity.setText("十")
        window.ok.click()
        assert window.fields["capacity"].problem
        window.capacity.setText("0")
        window.ok.click()
        assert window.fields["name"].problem == "已有预约对象“窗口甲”，请换一个名称。"
        assert window.fields["capacity"].problem == "名额为1至1000。"
        assert window.fields["venue_id"].isHidden(), "a counter is in no venue"
        window.name.setText("社保窗口")
        window.capacity.setText("8")
        window.ok.click()

    in_dialog(fill)
    manager.press(Qt.Key.Key_F2)
    chosen = page.list.current()
    assert chosen is not None
    assert (chosen.name, chosen.capacity, chosen.kind) == ("社保窗口", 8, ResourceKind.DESK)
    assert "还没有时段" in page.rules.empty.sentences


def test_slots_are_added_with_the_sum_in_sight_and_changed_and_removed(manager: Hands, qtbot: QtBot) -> None:
    desk = desk_of(manager)
    there = set_up(desk)
    page = reach(manager, ResourcesPage)
    page.list.choose(there.counter)
    [before] = page.rules.model.rows

    def add() -> None:
        window = dialog(EditRule)
        window.begins.setText("14:30")
        window.ends.setText("14:00")
        window.ok.click()
        assert window.fields["ends"].problem == "结束须晚于开始，如08:30—11:30。"
        assert window.begins.text() == "14:30", "what was typed stays"
        window.ends.setText("17:30")
        window.places.setText("3")
        assert window.reckoned.text() == "每段3人（固定）。"
        window.places.setText("")
        assert "×60%＝" in window.reckoned.text() or "未排班" in window.reckoned.text()
        window.ok.click()

    in_dialog(add)
    manager.press(Qt.Key.Key_F7)
    assert {(each.begins, each.ends) for each in page.rules.model.rows} == {(540, 720), (870, 1050)}

    def change() -> None:
        window = dialog(EditRule)
        assert (window.begins.text(), window.minutes.text(), window.places.text()) == ("09:00", "30", "1")
        window.minutes.setText("15")
        window.ok.click()

    be_active(manager, qtbot)
    page.rules.choose(next(each.id for each in page.rules.model.rows if each.begins == before.begins))
    page.rules.table.setFocus()
    in_dialog(change)
    manager.press(Qt.Key.Key_Return)
    with desk.read() as work:
        rules = queries.rules_of(work, [there.counter])
    assert {(each.begins, each.minutes) for each in rules} == {(540, 15), (870, 30)}
    asked: list[str] = []
    page.rules.choose(next(each.id for each in page.rules.model.rows if each.begins == 870))
    say_no(asked)
    page.remove_rule()
    assert len(page.rules.model.rows) == 2
    say_yes(asked)
    page.remove_rule()
    assert asked[0] == "移除窗口甲周一至周五14:30—17:30的时段？"
    assert [each.begins for each in page.rules.model.rows] == [540]


def test_slots_that_somebody_changed_meanwhile_are_not_written_over(manager: Hands) -> None:
    desk = desk_of(manager)
    there = set_up(desk)
    page = reach(manager, ResourcesPage)
    page.list.choose(there.counter)

    def change() -> None:
        window = dialog(EditRule)
        with desk.write() as work:
            book.save_rules(work, there.counter, [SlotRule(there.counter, 480, 600)])
        window.minutes.setText("15")
        window.ok.click()
        assert window.isVisible() and "刚被他人修改" in window._rest.text()
        window.reject()

    page.rules.table.setFocus()
    in_dialog(change)
    page.edit_chosen()
    with desk.read() as work:
        assert [(each.begins, each.minutes) for each in queries.rules_of(work, [there.counter])] == [(480, 30)]


def test_closing_tells_how_many_are_to_be_rung_up_and_opening_again_lifts_it(manager: Hands) -> None:
    desk = desk_of(manager)
    there = set_up(desk)
    booked = at_counter(desk, there, 0, 1)
    page = reach(manager, ResourcesPage)

    def close() -> None:
        window = dialog(CloseForTime)
        window.what.choose(there.counter)
        for line in (window.first_on, window.last_on):
            line.show_day(booked.day)
        window.begins.setText("12:00")
        window.ends.setText("9:00")
        window.ok.click()
        assert window.fields["ends_at"].problem == "结束早于开始，请填写更晚的结束时间。"
        assert window.fields["reason"].problem == "请填写原因，群众会问起。" or window.fields["reason"].problem
        window.begins.setText("9:00")
        window.ends.setText("12:00")
        window.reason.setText("设备检修")
        window.ok.click()

    in_dialog(close)
    manager.press(Qt.Key.Key_F4)
    assert told(manager) == "已登记停用。有1人需要电话告知，见“电话告知”。"
    [closed] = [each for each in page.closures.model.rows if each.resource_id == there.counter]
    assert closed.reason == "设备检修"
    said = {column.name: column.says(closed) for column in page.closures.model.columns}
    assert said["登记人"] == desk.actor.name and said["登记时间"] == f"{local(desk.clock.now()):%Y-%m-%d %H:%M}"
    page.closures.choose(closed.id)
    asked: list[str] = []
    say_yes(asked)
    page.lift()
    assert asked == [f"恢复{booked.day} 09:00—12:00的预约？"]
    assert closed.id not in [each.id for each in page.closures.model.rows]


def test_what_is_stopped_can_be_offered_again(manager: Hands) -> None:
    desk = desk_of(manager)
    there = set_up(desk)
    page = reach(manager, ResourcesPage)
    page.list.choose(there.hall)
    page.retire()
    assert told(manager) == "大活动室已停止预约，已约的保留。"
    with desk.read() as work:
        assert there.hall not in [each.id for each in queries.all_resources(work)]
    page.list.choose(there.hall)
    page.retire()
    assert told(manager) == "大活动室已恢复预约。"
    with desk.read() as work:
        assert there.hall in [each.id for each in queries.all_resources(work)]


def test_fewer_places_put_who_no_longer_fits_onto_the_list(manager: Hands) -> None:
    desk = desk_of(manager)
    there = set_up(desk, places=2)
    at_counter(desk, there, 0, 1)
    last = at_counter(desk, there, 1, 1)
    page = reach(manager, ResourcesPage)
    page.list.choose(there.counter)

    def fewer() -> None:
        window = dialog(EditRule)
        window.places.setText("1")
        window.ok.click()

    page.rules.table.setFocus()
    in_dialog(fewer)
    manager.press(Qt.Key.Key_Return)
    assert told(manager) == "已保存。有1人需要电话告知，见“电话告知”。"
    with desk.read() as work:
        [(call, booked)] = [each for each in call_queries.calls_to_make(work) if each[1].resource_id == there.counter]
    assert booked.id == last.id and call.at <= desk.clock.now() + timedelta(minutes=1)


def test_two_who_change_one_resource_lose_nothing(manager: Hands) -> None:
    desk = desk_of(manager)
    there = set_up(desk)
    page = reach(manager, ResourcesPage)
    page.list.choose(there.hall)

    def change() -> None:
        window = dialog(EditResource)
        with desk.write() as work:
            now = queries.find_resource(work, there.hall)
            book.edit(work, there.hall, replace(now, capacity=35))
        window.name.setText("大活动室（一楼）")
        window.ok.click()

    in_dialog(change)
    page.edit_chosen()
    with desk.read() as work:
        stored = queries.find_resource(work, there.hall)
    assert (stored.name, stored.capacity) == ("大活动室（一楼）", 35), "what only the other one changed stays"


def test_a_place_that_both_changed_is_told_with_both_values(manager: Hands) -> None:
    desk = desk_of(manager)
    there = set_up(desk)
    page = reach(manager, ResourcesPage)
    page.list.choose(there.hall)

    def change() -> None:
        window = dialog(EditResource)
        with desk.write() as work:
            book.edit(work, there.hall, replace(queries.find_resource(work, there.hall), capacity=35))
        window.capacity.setText("30")
        window.ok.click()
        assert window.isVisible() and "35" in window.fields["capacity"].problem
        assert window.capacity.text() == "30", "what was typed stays"
        window.ok.click()

    in_dialog(change)
    page.edit_chosen()
    with desk.read() as work:
        assert queries.find_resource(work, there.hall).capacity == 30


def test_the_rules_of_all_bookings_are_one_press_away(manager: Hands) -> None:
    page = reach(manager, ResourcesPage)
    page.open_rules()
    assert manager.window.work is not None
    shown = manager.window.work.current
    assert isinstance(shown, SettingsTab)
    assert isinstance(shown.parts()[0], RulesSection)
