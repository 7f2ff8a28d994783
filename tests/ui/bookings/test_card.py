"""The card of a booking: masked until somebody asks, its history, and what its state allows."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QApplication, QPushButton

from desk.books.bookings import booking, call_queries, calls, series
from desk.books.bookings.model import BookingState, CallReason
from desk.books.bookings.moves import add_call
from desk.demo.tour import Hands
from desk.ui.bookings.booking_card import BookingCard
from desk.ui.widgets.form_dialog import TextsDialog
from tests.support.bookings_tab import (
    NINE,
    Morning,
    board,
    booked,
    found,
    hall_booked,
    later,
    morning,
    tab_of,
)
from tests.support.roster_tab import dialog, in_dialog
from tests.support.tabs import desk_of


@pytest.fixture
def there(clerk: Hands) -> Morning:
    return morning(clerk)


def on_card(hands: Hands, id: int, act: Callable[[BookingCard], object]) -> None:
    """Open the card of a booking by its destination, then this."""

    def careful() -> None:
        card = dialog(BookingCard)
        QApplication.setActiveWindow(card)
        act(card)
        if card.isVisible():
            card.reject()

    in_dialog(careful)
    tab_of(hands).show_booking(id)


def offered(card: BookingCard) -> list[str]:
    places = [card._actions.itemAt(n).widget() for n in range(card._actions.count())]
    return [each.text() for each in places if isinstance(each, QPushButton)]


def press(card: BookingCard, caption: str) -> None:
    places = [card._actions.itemAt(n).widget() for n in range(card._actions.count())]
    next(each for each in places if isinstance(each, QPushButton) and each.text() == caption).click()


def lookups(hands: Hands, person: int) -> int:
    with desk_of(hands).read() as work:
        return int(work.rows("SELECT count(*) FROM lookups WHERE resident_id = ?", person)[0][0])


def test_everything_is_masked_until_somebody_looks_which_is_logged(clerk: Hands, there: Morning) -> None:
    made = booked(clerk, there, 0, purpose="欧阳明珠带女儿来")
    before = lookups(clerk, there.people[0])

    def look(card: BookingCard) -> None:
        text = card.facts.text()
        assert "欧**珠" in text and "欧阳明珠" not in text and "13811100000" not in text
        assert made.number in text and "09:00—09:30" in text and "预约渠道：窗口" in text
        card.veil.toggle()
        assert "欧阳明珠带女儿来" in card.facts.text() and "13811100000" in card.facts.text()
        card.veil.toggle()
        assert "欧阳明珠" not in card.facts.text()

    on_card(clerk, made.id, look)
    assert lookups(clerk, there.people[0]) == before + 1


def test_a_look_at_who_speaks_for_a_party_is_logged_as_well(clerk: Hands, there: Morning) -> None:
    made = hall_booked(clerk, there, NINE, 600)

    def look(card: BookingCard) -> None:
        assert made.telephone not in card.facts.text()
        card.veil.toggle()
        assert made.telephone in card.facts.text() and made.contact in card.facts.text()

    on_card(clerk, made.id, look)
    with desk_of(clerk).read() as work:
        [(purpose,)] = work.rows("SELECT purpose FROM lookups WHERE resident_id IS NULL")
    assert made.number in purpose


def test_what_came_of_a_call_stands_on_the_card_with_who_rang(clerk: Hands, there: Morning) -> None:
    made = booked(clerk, there, 0)
    with desk_of(clerk).write() as work:
        add_call(work, made.id, CallReason.CLOSED, "停电检修")
        call = next(call for call, of in call_queries.calls_to_make(work) if of.id == made.id)
        calls.answered(work, call.id, calls.CallAnswer.TOLD, "欧阳明珠的女儿接听")

    def look(card: BookingCard) -> None:
        line = card.story.item(card.story.count() - 1).text()
        assert "已电话告知" in line and "林小芳" in line and "停电检修" in line and "女儿接听" in line
        assert "欧阳明珠" not in line

    on_card(clerk, made.id, look)


def test_the_history_tells_who_did_what_and_the_buttons_fit_the_state(clerk: Hands, there: Morning) -> None:
    made = booked(clerk, there, 0)

    def come(card: BookingCard) -> None:
        assert offered(card) == ["已到", "改期", "取消预约"]
        press(card, "已到")
        assert offered(card) == ["结束", "撤销"]
        lines = [card.story.item(n).text() for n in range(card.story.count())]
        assert "已预约　林小芳" in lines[0] and "已到　林小芳" in lines[1]

    on_card(clerk, made.id, come)
    assert found(clerk, made.id).state is BookingState.ARRIVED


def test_a_clerk_is_not_offered_to_decide_and_the_leader_is(clerk: Hands, there: Morning) -> None:
    wish = booking.request_of(hall_booked(clerk, there, NINE, 600))
    with desk_of(clerk).write() as work:
        asked = booking.book(work, wish.on(later(there, 1)))
    assert asked.state is BookingState.HELD
    on_card(clerk, asked.id, lambda card: _same(offered(card), ["改期", "取消预约"]))


def _same(seen: list[str], wanted: list[str]) -> None:
    assert seen == wanted


def test_a_refusal_needs_its_reason(manager: Hands) -> None:
    there = morning(manager)
    made = hall_booked(manager, there, NINE, 600)
    with desk_of(manager).write() as work:
        work.connection.exec_driver_sql("UPDATE bookings SET state = 'held' WHERE id = ?", (made.id,))

    def say_why() -> None:
        asked = dialog(TextsDialog)
        asked.try_it()
        assert asked.isVisible() and asked.fields["remark"].problem
        asked.lines["remark"].setText("已另有安排")
        asked.try_it()

    def refuse(card: BookingCard) -> None:
        assert offered(card)[:2] == ["同意", "不同意…"]
        in_dialog(say_why)
        press(card, "不同意…")

    on_card(manager, made.id, refuse)
    assert found(manager, made.id).state is BookingState.REFUSED


def test_moving_leads_to_the_board(clerk: Hands, there: Morning) -> None:
    made = booked(clerk, there, 0)
    page = board(clerk, there)
    on_card(clerk, made.id, lambda card: press(card, "改期"))
    assert page.moving is not None and page.moving.id == made.id and page.notice.isVisible()


def test_who_moved_up_from_the_waiting_list_is_confirmed_on_the_card(clerk: Hands, there: Morning) -> None:
    first = booked(clerk, there, 0)
    booked(clerk, there, 1)
    waits = booked(clerk, there, 2, waits=True)
    with desk_of(clerk).write() as work:
        booking.cancel(work, first.id)
    assert found(clerk, waits.id).held_until is not None

    def confirm(card: BookingCard) -> None:
        assert "尚未确认" in card.facts.text()
        assert any("待电话告知　候补递补" in card.story.item(n).text() for n in range(card.story.count()))
        press(card, "本人已确认")
        assert "尚未确认" not in card.facts.text()

    on_card(clerk, waits.id, confirm)
    assert found(clerk, waits.id).held_until is None


def test_bookings_that_were_made_together_stand_on_each_card(manager: Hands) -> None:
    there = morning(manager)
    asked = booking.request_of(hall_booked(manager, there, NINE, 600))
    with desk_of(manager).write() as work:
        made = series.take_free(work, asked, [later(there, 7), later(there, 14)])

    def look(card: BookingCard) -> None:
        lines = [card.together.item(n).text() for n in range(card.together.count())]
        assert [line.split("　")[0] for line in lines] == [each.number for each in made]

    on_card(manager, made[0].id, look)
