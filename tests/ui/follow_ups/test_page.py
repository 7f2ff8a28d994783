"""督办: a leader tells somebody to do something, they do it, the leader checks; and what other books owe beside it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt

from desk.books import staff
from desk.books.follow_ups import checking, doing, queries
from desk.books.follow_ups.model import (
    Closing,
    FollowUp,
    FollowUpOutcome,
    FollowUpState,
    FollowUpView,
)
from desk.books.roster import handover
from desk.core.errors import Refused
from desk.core.month import Month
from desk.core.work import Actor, Work
from desk.demo.tour import Hands
from desk.services.session import Desk
from desk.ui.follow_ups.forms import AskExtension, CheckAnswer, CheckItem, DecideExtension, ExtensionAnswer, ReportDone
from desk.ui.follow_ups.new_form import OUTSIDE, NewFollowUpForm
from desk.ui.follow_ups.page import FollowUpsPage
from desk.ui.roster.tab import RosterTab
from tests.support.follow_ups import as_, told_to
from tests.support.roster_tab import dialog, in_dialog
from tests.support.tabs import desk_of, due, go_to_due, reach, told, work_of
from tests.ui.conftest import after_a_double_click, signed_in


def person(work: Work, name: str) -> staff.Person:
    return next(each for each in staff.everyone(work) if each.name == name)


def state_of(desk: Desk, item: FollowUp) -> FollowUpState:
    with desk.read() as work:
        return queries.find(work, item.id).state


def chosen(page: FollowUpsPage, item: FollowUp) -> None:
    assert page.list.choose(("follow_ups", item.id))
    page.list.table.setFocus()


def test_a_leader_tells_a_clerk_to_do_something(hands: Hands) -> None:
    leader = signed_in(hands, "陈主任")
    page = reach(leader, FollowUpsPage)

    def fill_in() -> None:
        form = dialog(NewFollowUpForm)
        form.ok.click()
        assert form.fields["description"].problem == "请填写督办内容。"
        assert form.fields["owner"].problem == "请选择或填写责任人。"
        form.description.setPlainText("井盖松动，加固")
        owners = {form.owner.itemText(n): n for n in range(form.owner.count())}
        form.owner.setCurrentIndex(owners["陈主任"])
        form.ok.click()
        assert form.fields["checker"].problem == "责任人不能自行验收，请另选验收人。"
        assert form.description.toPlainText() == "井盖松动，加固", "what was typed is kept"
        form.owner.setCurrentIndex(owners["林小芳"])
        form.ok.click()

    in_dialog(fill_in)
    leader.press(Qt.Key.Key_F2)
    row = page.list.current()
    assert row is not None and row.item is not None
    assert (row.owner, row.checker, row.item.state) == ("林小芳", "陈主任", FollowUpState.OPEN)
    assert told(leader).startswith(f"{row.number}已交办：林小芳，期限")


def test_somebody_outside_has_a_name(hands: Hands) -> None:
    leader = signed_in(hands, "陈主任")
    page = reach(leader, FollowUpsPage)

    def fill_in() -> None:
        form = dialog(NewFollowUpForm)
        assert form.fields["owner_name"].isHidden()
        form.description.setPlainText("路灯不亮")
        form.owner.choose(OUTSIDE)
        assert not form.fields["owner_name"].isHidden()
        form.ok.click()
        assert form.fields["owner_name"].problem == "请选择或填写责任人。"
        form.owner_name.setText("供电所")
        form.urgent.setChecked(True)
        form.ok.click()

    in_dialog(fill_in)
    page.open_new()
    row = page.list.current()
    assert row is not None and (row.owner, row.text) == ("供电所", "【急】路灯不亮")


def test_from_taken_on_to_closed_by_keys(hands: Hands) -> None:
    clerk = signed_in(hands, "林小芳")
    desk = desk_of(clerk)
    item = told_to(desk, "林小芳", "陈主任")
    page = reach(clerk, FollowUpsPage)
    chosen(page, item)
    clerk.press(Qt.Key.Key_N)
    assert state_of(desk, item) is FollowUpState.DOING

    def report() -> None:
        form = dialog(ReportDone)
        form.ok.click()
        assert form.fields["result"].problem == "请填写办理结果，或添加佐证照片。"
        form.report.setPlainText("已加固")
        form.ok.click()

    after_a_double_click()
    chosen(page, item)
    in_dialog(report)
    clerk.press(Qt.Key.Key_N)
    assert state_of(desk, item) is FollowUpState.DONE
    assert told(clerk) == f"{item.number}已报办结，待陈主任验收。"
    chosen(page, item)
    with pytest.raises(Refused, match="参与办理的人不能验收"):
        page.check()
    assert state_of(desk, item) is FollowUpState.DONE


def test_the_checker_returns_it_and_closes_it(hands: Hands) -> None:
    leader = signed_in(hands, "陈主任")
    desk = desk_of(leader)
    item = told_to(desk, "林小芳", "陈主任", done=True)
    page = reach(leader, FollowUpsPage)
    page.show_view(FollowUpView.TO_CHECK)
    assert ("follow_ups", item.id) in [row.id for row in page.list.model.rows]

    def send_back() -> None:
        form = dialog(CheckItem)
        assert form.fields["look_again_on"].isHidden() and form.fields["same_as"].isHidden()
        form.answer.choose(CheckAnswer.UNFIXED)
        form.ok.click()
        assert form.fields["look_again_on"].problem == "请填写日期。"
        form.answer.choose(CheckAnswer.RETURNED)
        form.ok.click()
        assert form.fields["remark"].problem == "请填写原因。"
        form.remark.setPlainText("看不清")
        form.ok.click()

    in_dialog(send_back)
    chosen(page, item)
    leader.press(Qt.Key.Key_C)
    with desk.read() as work:
        assert queries.find(work, item.id).returned == 1
    assert told(leader) == f"{item.number}现为“待办”。"


def test_of_two_windows_the_second_keeps_what_was_typed(hands: Hands) -> None:
    leader = signed_in(hands, "陈主任")
    desk = desk_of(leader)
    item = told_to(desk, "林小芳", "陈主任", done=True)
    page = reach(leader, FollowUpsPage)
    chosen(page, item)

    def too_late() -> None:
        form = dialog(CheckItem)
        form.answer.choose(CheckAnswer.FIXED)
        form.remark.setPlainText("现场属实")
        with desk.write() as work:
            checking.send_back(work, item.id, item.version, "看不清")
        form.ok.click()
        assert form.isVisible() and "现为“待办”" in form._rest.text()
        assert form.remark.toPlainText() == "现场属实"
        form.reject()

    in_dialog(too_late)
    page.check()
    assert state_of(desk, item) is FollowUpState.OPEN


def test_a_later_day_is_asked_for_and_decided_on_with_one_key(hands: Hands) -> None:
    leader = signed_in(hands, "陈主任")
    desk = desk_of(leader)
    item = told_to(desk, "刘副主任", "陈主任", outside=True)
    page = reach(leader, FollowUpsPage)
    chosen(page, item)
    with pytest.raises(Refused, match="须由他人填报"):
        page.extend()
    with desk.write() as work:
        clerk = person(work, "林小芳")
        mine = as_(work, Actor(clerk.id, clerk.name, clerk.role))
        doing.ask_extension(mine, item.id, item.version, item.due_on + timedelta(days=7), "缺件")
    leader.window.work.bar.refresh()  # type: ignore[union-attr]
    page.show_view(FollowUpView.EXTENSIONS)

    def decide() -> None:
        form = dialog(DecideExtension)
        form.ok.click()
        assert form.fields["granted"].problem == "请选择同意或不同意。"
        form.answer.choose(ExtensionAnswer.YES)
        form.ok.click()

    in_dialog(decide)
    chosen(page, item)
    leader.press(Qt.Key.Key_X)
    with desk.read() as work:
        assert queries.find(work, item.id).due_on == item.due_on + timedelta(days=7)


def test_who_does_it_asks_for_a_later_day(hands: Hands) -> None:
    clerk = signed_in(hands, "林小芳")
    desk = desk_of(clerk)
    item = told_to(desk, "林小芳", "陈主任")
    page = reach(clerk, FollowUpsPage)
    chosen(page, item)

    def ask() -> None:
        form = dialog(AskExtension)
        form.wanted_on.show_day(item.due_on + timedelta(days=3))
        form.reason.setPlainText("缺件")
        form.ok.click()

    in_dialog(ask)
    clerk.press(Qt.Key.Key_X)
    row = page.list.current()
    assert row is not None and "已申请延期" in row.state


def test_what_other_books_owe_stands_there_and_leads_to_its_own_page(hands: Hands) -> None:
    clerk = signed_in(hands, "林小芳")
    desk = desk_of(clerk)
    with desk.write() as work:
        handover.raise_point(work, "钥匙在13800001111处")
    page = reach(clerk, FollowUpsPage)
    kinds = {row.kind for row in page.list.model.rows}
    assert {"交办", "办件回访", "整改措施", "交接遗留事项"} <= kinds
    page.kind.choose("交接遗留事项")
    page.narrow()
    assert {row.kind for row in page.list.model.rows} == {"交接遗留事项"}
    seen = " ".join(row.text for row in page.list.model.rows)
    assert "138****1111" in seen and "13800001111" not in seen
    page.list.table.selectRow(0)
    assert not page._is_item()
    page.list.table.setFocus()
    clerk.press(Qt.Key.Key_Return)
    assert isinstance(work_of(clerk).current, RosterTab)


def test_lines_are_narrowed_by_words_owner_and_day(hands: Hands) -> None:
    clerk = signed_in(hands, "林小芳")
    desk = desk_of(clerk)
    item = told_to(desk, "林小芳", "陈主任", text="很特别的一件事")
    page = reach(clerk, FollowUpsPage)
    page.text.setText("很特别")
    page.narrow()
    assert [row.id for row in page.list.model.rows] == [("follow_ups", item.id)]
    page.text.clear()
    page.owner.choose("林小芳")
    page.narrow()
    assert {row.owner for row in page.list.model.rows} == {"林小芳"}
    page.show_view(FollowUpView.MINE)
    assert {row.owner for row in page.list.model.rows} == {"林小芳"}
    page.show_view(FollowUpView.OVERDUE)
    assert all(row.due_on is not None and row.due_on < desk.clock.today() for row in page.list.model.rows)


def test_a_clerk_opens_none_and_has_no_leaders_views(clerk: Hands) -> None:
    page = reach(clerk, FollowUpsPage)
    assert not [each for each in page.commands if each.key == "F2"]
    views = {page.view.itemText(n) for n in range(page.view.count())}
    assert "待批延期" not in views and "我负责的" in views


def test_counts_lead_from_the_drawer_to_their_lines(hands: Hands) -> None:
    leader = signed_in(hands, "陈主任")
    counted = due(leader)
    assert counted["follow_ups_extensions"].count and counted["follow_ups_long_overdue"].count
    go_to_due(leader, "follow_ups_long_overdue")
    page = reach(leader, FollowUpsPage)
    assert page.view.value is FollowUpView.LONG_OVERDUE
    assert len(page.list.model.rows) == counted["follow_ups_long_overdue"].count


def test_the_months_line_shows_what_was_closed_in_it(hands: Hands) -> None:
    leader = signed_in(hands, "陈主任")
    desk = desk_of(leader)
    item = told_to(desk, "林小芳", "陈主任", done=True)
    with desk.write() as work:
        checking.close(work, item.id, item.version, Closing(FollowUpOutcome.FIXED))
    page = reach(leader, FollowUpsPage)
    page.show_month(Month.of(desk.clock.today()).first)
    assert not page.span.isHidden()
    assert ("follow_ups", item.id) in [row.id for row in page.list.model.rows]
