"""场地审批 and 电话告知: what the leader decides, whom somebody rings up, and who waits."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from desk.books.bookings import booking, call_queries, calls, queries, resources
from desk.books.bookings.calls import CallAnswer
from desk.books.bookings.model import Booking, BookingState, CallReason, Closure, moment
from desk.books.bookings.moves import add_call
from desk.demo.tour import Hands
from desk.models.audit import lookups
from desk.models.bookings import booking_calls, bookings
from desk.services.session import Desk
from desk.ui.bookings.board_page import DayBoardPage
from desk.ui.bookings.calls_page import CallsPage, NoteCall
from desk.ui.bookings.requests_page import DecideRequest, Decision, RequestsPage
from desk.ui.bookings.resources_page import ResourcesPage
from desk.ui.bookings.tab import BookingsTab
from desk.ui.bookings.to_confirm_page import ToConfirmPage
from desk.ui.widgets.form_dialog import TextsDialog
from tests.support.booking_lists import NINE, Booked, at_counter, in_hall, set_up
from tests.support.roster_tab import dialog, in_dialog
from tests.support.shown_text import held_by
from tests.support.tabs import desk_of, due, go_to_due, reach, told
from tests.ui.conftest import signed_in


def _state(desk: Desk, booked: Booking) -> BookingState:
    with desk.read() as work:
        return queries.find(work, booked.id).state


def _promoted(desk: Desk, there: Booked) -> tuple[Booking, Booking]:
    """Who moved up and is to be rung up, and who waits next, for tomorrow at nine."""
    first, second, third = (at_counter(desk, there, who, 1, waits=True) for who in range(3))
    with desk.write() as work:
        booking.cancel(work, first.id)
    return second, third


def test_a_request_is_agreed_to_with_the_rest_of_the_day_in_sight(manager: Hands) -> None:
    desk = desk_of(manager)
    there = set_up(desk)
    asked, other = in_hall(desk, there), in_hall(desk, there, begins=14 * 60, ends=15 * 60)
    assert asked.state is BookingState.HELD
    page = reach(manager, RequestsPage)
    assert [row.reason for row in page.list.model.rows if row.id == asked.id] == ["场地预约由带班领导审批。"]
    assert "Enter 审批" in page.list.foot.keys.text()
    page.list.choose(asked.id)
    page.list.table.setFocus()

    def agree() -> None:
        window = dialog(DecideRequest)
        assert f"14:00—15:00 {other.number} 太极队" in window.day.text()
        assert asked.number not in window.day.text(), "the request itself is nothing beside it"
        assert window.clash.isHidden()
        window.ok.click()
        assert window.isVisible() and window.fields["decision"].problem == "请选择同意或不同意。"
        window.decision.choose(Decision.YES)
        window.ok.click()

    in_dialog(agree)
    manager.press(Qt.Key.Key_Return)
    assert _state(desk, asked) is BookingState.BOOKED
    assert told(manager) == f"{asked.number}已同意，请电话告知太极队。"
    with desk.read() as work:
        assert asked.id in [one.id for _call, one in call_queries.calls_to_make(work)]


def test_whoever_is_named_in_what_was_typed_is_masked_on_every_list(manager: Hands) -> None:
    desk = desk_of(manager)
    there = set_up(desk)
    in_hall(desk, there, purpose="李小明带队，13800001111")
    over = in_hall(desk, there, in_days=-1, purpose="李小明带队，13800001111")
    with desk.write() as work:
        booking.decide(replace(work, now=over.begins_at - timedelta(hours=1)), over.id, True, "李小明来电")
        [(call, _booking)] = [each for each in call_queries.calls_to_make(work) if each[1].id == over.id]
        calls.answered(work, call.id, CallAnswer.TOLD, "李小明接听")
        add_call(work, over.id, CallReason.CLOSED, "停电，李小明要改期")
    for kind in (RequestsPage, ToConfirmPage, CallsPage):
        page = reach(manager, kind)
        seen = "\n".join(held_by(page))
        assert "带队" in seen or "要改期" in seen, kind
        assert "李小明" not in seen and "13800001111" not in seen, kind


def test_a_no_needs_its_reason_and_keeps_what_was_typed(manager: Hands) -> None:
    desk = desk_of(manager)
    asked = in_hall(desk, set_up(desk))
    page = reach(manager, RequestsPage)
    page.list.choose(asked.id)

    def refuse() -> None:
        window = dialog(DecideRequest)
        window.decision.choose(Decision.NO)
        window.ok.click()
        assert window.fields["remark"].problem == "请填写原因，以便向本人说明。"
        assert window.decision.value is Decision.NO
        window.remark.setPlainText("当天全镇停电")
        window.ok.click()

    in_dialog(refuse)
    page.decide()
    assert _state(desk, asked) is BookingState.REFUSED
    with desk.read() as work:
        assert queries.moves_of(work, asked.id)[-1].remark == "当天全镇停电"


def test_what_became_taken_since_is_pointed_out(manager: Hands) -> None:
    desk = desk_of(manager)
    there = set_up(desk)
    asked = in_hall(desk, there)
    with desk.write() as work:
        resources.close(work, Closure(asked.begins_at, asked.ends_at, "地面维修", there.hall))
    page = reach(manager, RequestsPage)
    page.list.choose(asked.id)

    def look() -> None:
        window = dialog(DecideRequest)
        assert window.clash.text() == "该时段不空闲：停用：地面维修"
        window.reject()

    in_dialog(look)
    page.decide()
    assert _state(desk, asked) is BookingState.HELD, "going back decides nothing"


def test_a_clerk_has_neither_the_requests_nor_what_can_be_booked(clerk: Hands) -> None:
    tab = reach(clerk, BookingsTab)
    assert not [page for page in tab.pages if page.is_of(RequestsPage) or page.is_of(ResourcesPage)]
    assert [page for page in tab.pages if page.is_of(CallsPage)]
    assert "bookings_to_decide" not in due(clerk)


def test_requests_lead_from_the_drawer_to_the_page(manager: Hands) -> None:
    desk = desk_of(manager)
    in_hall(desk, set_up(desk))
    assert manager.window.work is not None
    manager.window.work.bar.refresh()
    go_to_due(manager, "bookings_to_decide")
    assert isinstance(manager.window.work.current.parts()[0], RequestsPage)


def test_the_telephone_is_shown_on_request_logged_and_masked_again(clerk: Hands) -> None:
    desk = desk_of(clerk)
    there = set_up(desk)
    second, _third = _promoted(desk, there)
    page = reach(clerk, CallsPage)
    row = next(each for each in page.list.model.rows if each.booking.id == second.id)
    page.list.choose(row.id)
    page.list.table.setFocus()
    assert not any("13900000001" in text or "许丽华" in text for text in held_by(page))
    clerk.press(Qt.Key.Key_F4)
    assert page.contact.text.text() == "许丽华 13900000001"
    with desk.read() as work:
        newest = work.connection.execute(select(lookups).order_by(lookups.c.id.desc())).first()
    assert newest is not None
    assert (newest.resident_id, newest.purpose) == (there.people[1], f"电话告知预约{second.number}")
    clerk.press(Qt.Key.Key_F4)
    assert page.contact.text.text() == ""
    clerk.press(Qt.Key.Key_F4)
    clerk.window.lock()
    assert page.contact.text.text() == "", "nobody reads it from the locked window"


def test_who_moved_up_takes_the_place(clerk: Hands) -> None:
    desk = desk_of(clerk)
    second, third = _promoted(desk, set_up(desk))
    page = reach(clerk, CallsPage)
    assert [(row.booking.id, row.place) for row in page.waiting.model.rows if row.booking.id == third.id] == [
        (third.id, 1)
    ]
    page.list.choose(next(each.id for each in page.list.model.rows if each.booking.id == second.id))
    page.list.table.setFocus()

    def confirm() -> None:
        window = dialog(NoteCall)
        window.ok.click()
        assert window.fields["answer"].problem == "请选择告知结果，没有接通的选“无人接听”。"
        QTest.keyClick(window.focusWidget(), Qt.Key.Key_Space)
        assert window.answer.value is CallAnswer.CONFIRMED
        window.remark.setPlainText("本人接听")
        window.ok.click()

    in_dialog(confirm)
    clerk.press(Qt.Key.Key_Return)
    assert told(clerk) == f"{second.number}已确认名额。"
    with desk.read() as work:
        assert queries.find(work, second.id).held_until is None
        [outcome] = work.connection.scalars(
            select(booking_calls.c.outcome).where(booking_calls.c.booking_id == second.id)
        )
    assert outcome == "确认：本人接听"
    assert second.id not in [each.booking.id for each in page.list.model.rows]


def test_who_gives_it_up_is_followed_by_the_next_on_both_lists(clerk: Hands) -> None:
    desk = desk_of(clerk)
    second, third = _promoted(desk, set_up(desk))
    page = reach(clerk, CallsPage)
    page.list.choose(next(each.id for each in page.list.model.rows if each.booking.id == second.id))

    def give_up() -> None:
        window = dialog(NoteCall)
        window.answer.choose(CallAnswer.GIVEN_UP)
        window.ok.click()

    in_dialog(give_up)
    page.note()
    assert _state(desk, second) is BookingState.CANCELLED
    assert third.id in [each.booking.id for each in page.list.model.rows], "the next one is to be rung up"
    assert third.id not in [each.booking.id for each in page.waiting.model.rows]


def test_places_nobody_confirmed_are_released_by_the_button(clerk: Hands) -> None:
    desk = desk_of(clerk)
    second, third = _promoted(desk, set_up(desk))
    page = reach(clerk, CallsPage)
    page.release()
    assert told(clerk) == "没有超过保留时间的名额。"
    with desk.write() as work:
        work.change(bookings, second.id, {"held_until": work.now - timedelta(hours=1)})
    page.load()
    assert "有1个名额超过保留时间未确认" in page.list.foot.sum.text()
    page.release()
    assert told(clerk) == "已释放1个名额，由下一位候补递补。"
    assert (_state(desk, second), _state(desk, third)) == (BookingState.LAPSED, BookingState.BOOKED)


def test_whoever_has_no_place_by_the_roster_comes_onto_the_list(clerk: Hands) -> None:
    desk = desk_of(clerk)
    there = set_up(desk)
    booked = at_counter(desk, there, 0, 1)
    page = reach(clerk, CallsPage)
    page.check_roster()
    assert told(clerk) == "各预约与值班表相符。"
    with desk.write() as work:
        work.change(bookings, booked.id, {"people": 3})
    page.check_roster()
    assert told(clerk) == "有1个预约按现有排班没有名额，已列入名单。"
    assert booked.id in [each.booking.id for each in page.list.model.rows]


def test_somebody_stops_waiting_from_the_menu_of_the_list(clerk: Hands) -> None:
    desk = desk_of(clerk)
    _second, third = _promoted(desk, set_up(desk))
    page = reach(clerk, CallsPage)
    page.waiting.choose(third.id)
    menu = page.menu_of(page.waiting.table)
    assert menu is not None and "退出候补…" in [action.text() for action in menu.actions()]

    def reason() -> None:
        window = dialog(TextsDialog)
        window.lines["reason"].setText("已到别处办理")
        window.ok.click()

    in_dialog(reason)
    page.stop_waiting()
    assert _state(desk, third) is BookingState.CANCELLED
    assert told(clerk) == f"{third.number}已退出候补。"


def test_a_party_that_was_passed_over_reads_why(manager: Hands) -> None:
    desk = desk_of(manager)
    there = set_up(desk, places=3)
    at_counter(desk, there, 0, 1, people=2)
    large = at_counter(desk, there, 1, 1, people=3, waits=True)
    with desk.write() as work:
        resources.reconsider(work, there.counter)
    page = reach(manager, CallsPage)
    [why] = [row.passed_over for row in page.waiting.model.rows if row.booking.id == large.id]
    assert why == "未递补：需3个名额，只余1个。"


def test_closing_puts_who_is_booked_onto_the_list_with_the_reason(hands: Hands) -> None:
    signed_in(hands, "管理员")
    desk = desk_of(hands)
    there = set_up(desk)
    booked = at_counter(desk, there, 0, 1)
    with desk.write() as work:
        day = work.today + timedelta(days=1)
        resources.close(work, Closure(moment(day, NINE), moment(day, 12 * 60), "设备检修"))
    page = reach(hands, CallsPage)
    [row] = [each for each in page.list.model.rows if each.booking.id == booked.id]
    assert (row.call.reason.label, row.call.details) == ("届时停用", "设备检修")


def test_who_wants_another_time_is_moved_on_the_board(manager: Hands) -> None:
    desk = desk_of(manager)
    there = set_up(desk)
    booked = at_counter(desk, there, 0, 1)
    with desk.write() as work:
        resources.close(work, Closure(booked.begins_at, booked.ends_at, "设备检修", there.counter))
    page = reach(manager, CallsPage)
    page.list.choose(next(each.id for each in page.list.model.rows if each.booking.id == booked.id))

    def other_time() -> None:
        window = dialog(NoteCall)
        window.answer.choose(CallAnswer.OTHER_TIME)
        window.ok.click()

    in_dialog(other_time)
    page.note()
    tab = reach(manager, BookingsTab)
    assert isinstance(tab.page, DayBoardPage)
    assert tab.page.moving is not None and tab.page.moving.id == booked.id
    assert _state(desk, booked) is BookingState.BOOKED, "it stands until another time is chosen"


def test_a_telephone_stays_in_sight_while_others_change_the_list_and_goes_with_its_row(
    clerk: Hands, qtbot: QtBot
) -> None:
    desk = desk_of(clerk)
    there = set_up(desk)
    second, _third = _promoted(desk, there)
    page = reach(clerk, CallsPage)
    page.list.choose(next(each.id for each in page.list.model.rows if each.booking.id == second.id))
    page.list.table.setFocus()
    clerk.press(Qt.Key.Key_F4)
    other = at_counter(desk, there, 4, 2)
    with desk.write() as work:
        booking.cancel(work, other.id, "停电", by_us=True)
    page.done()
    qtbot.waitUntil(lambda: other.id in [each.booking.id for each in page.list.model.rows])
    clerk.press(Qt.Key.Key_F3)
    assert page.contact.text.text() == "许丽华 13900000001", "somebody is on the phone"
    page.list.choose(next(each.id for each in page.list.model.rows if each.booking.id == other.id))
    qtbot.waitUntil(lambda: page.contact.text.text() == "")
    assert not any("许丽华" in text for text in held_by(page))


def test_what_is_typed_of_people_is_masked_in_every_list(manager: Hands) -> None:
    """Purpose and notes of a call hold names and telephones as often as the fields for them do."""
    desk = desk_of(manager)
    there = set_up(desk)
    asked = in_hall(desk, there)
    with desk.write() as work:
        work.change(bookings, asked.id, {"purpose": "找李小明13800001111拿钥匙", "contact": "李小明"})
        call = {"booking_id": asked.id, "reason": "closed", "details": "打13800001111找李小明", "at": work.now}
        work.add(booking_calls, call)
    page = reach(manager, RequestsPage)
    page.list.choose(asked.id)
    seen = [*held_by(page)]

    def look() -> None:
        window = dialog(DecideRequest)
        seen.extend(held_by(window))
        window.reject()

    in_dialog(look)
    manager.press(Qt.Key.Key_Return)
    calls_page = reach(manager, CallsPage)
    seen.extend(held_by(calls_page))
    assert any("拿钥匙" in text for text in seen) and any("找李*明" in text for text in seen)
    assert [text for text in seen if "李小明" in text or "13800001111" in text] == []
