"""What the book tells the rest of the desk: what is due, what is on today, what is found, and what is forgotten."""

from __future__ import annotations

from datetime import timedelta

from desk.books import residents
from desk.books.bookings import booking, call_queries, calls, queries, resources
from desk.books.bookings.model import CallReason, Closure
from desk.books.bookings.moves import add_call
from desk.books.registry import find_book
from desk.services.session import Desk
from tests.conftest import Hands
from tests.support.bookings import NINE, TUESDAY, as_clerk, at, room, set_up, wish

BOOK = find_book("bookings")


def test_the_bar_tells_whom_to_ring_up_what_to_confirm_and_the_leader_what_to_decide(desk: Desk, hands: Hands) -> None:
    with desk.write() as work:
        there = set_up(work)
        clerk = as_clerk(work)
        booking.book(work, wish(there, day=TUESDAY, begins=NINE + 30))
        booking.book(clerk, room(there, NINE, 600))
        booking.book(work, wish(there, 1))
        resources.close(work, Closure(at(8 * 60), at(9 * 60 + 30), "停电", there.counter))
        due = {each.key: each.count for each in BOOK.attention(work)}
        assert due == {"booking_calls": 1, "bookings_to_confirm": 0, "bookings_to_decide": 1}
        assert "bookings_to_decide" not in {each.key for each in BOOK.attention(clerk)}
    hands.forward(hours=2)
    with desk.read() as work:
        assert {each.key: each.count for each in BOOK.attention(work)}["bookings_to_confirm"] == 1


def test_today_lists_each_time_once_and_names_nobody(desk: Desk) -> None:
    with desk.write() as work:
        there = set_up(work)
        for who in range(2):
            booking.book(work, wish(there, who, day=TUESDAY, begins=NINE + 30))
        [upcoming] = BOOK.today(work)
        assert (upcoming.begins, upcoming.about) == (NINE + 30, TUESDAY)
        assert "2" in upcoming.text
        assert "张" not in upcoming.text


def test_a_booking_is_found_by_its_number_and_its_party_masked(desk: Desk) -> None:
    with desk.write() as work:
        there = set_up(work)
        mine, hall = booking.book(work, wish(there)), booking.book(work, room(there, NINE, 600))
        assert [hit.about for hit in BOOK.find_records(work, "y20261124", 9)] == [mine.id, hall.id]
        [hit] = BOOK.find_records(work, "太极", 9)
        assert hit.about == hall.id
        [hit] = BOOK.find_records(work, mine.number, 9)
        assert "张三丰" not in hit.text + hit.details
        assert list(BOOK.find_records(work, "y", 9)) == []


def test_what_names_people_is_emptied_after_the_years_for_which_it_is_kept(desk: Desk, hands: Hands) -> None:
    with desk.write() as work:
        there = set_up(work)
        old, hall = booking.book(work, wish(there, purpose="补材料")), booking.book(work, room(there, NINE, 600))
        booking.cancel(work, hall.id, "李小明来电取消")
        add_call(work, old.id, CallReason.CLOSED, "停电")
        [(call, _booking)] = call_queries.calls_to_make(work)
        calls.answered(work, call.id, calls.CallAnswer.TOLD, "李小明接听")
    hands.forward(days=365 * 6)
    with desk.write() as work:
        recent = booking.book(work, room(there, NINE, 600, day=work.today + timedelta(days=1)))
        residents.anonymise(work, [there.people[0]], 5)
        for id in (old.id, hall.id):
            gone = queries.find(work, id)
            assert (gone.contact, gone.telephone, gone.purpose, gone.guardian) == ("", "", "", "")
            assert {move.remark for move in queries.moves_of(work, id)} == {""}
            assert {(each.details, each.outcome) for each in call_queries.calls_about(work, id)} <= {("", "")}
        assert queries.find(work, recent.id).contact == "李小明"


def test_a_person_with_something_booked_is_kept(desk: Desk, hands: Hands) -> None:
    with desk.write() as work:
        there = set_up(work)
    hands.forward(days=365 * 6)
    with desk.write() as work:
        booking.book(work, wish(there, day=work.today + timedelta(days=1)))
        old = residents.anonymisable(work, 5)
        assert there.people[0] not in old
        assert there.people[1] in old
