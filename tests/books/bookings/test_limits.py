"""How many hours of rooms one party may have in a month, however it is called, and how it may be more."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from desk.books.bookings import booking, importing, limits, queries
from desk.books.bookings.model import BookingRequest, BookingState
from desk.core.errors import Invalid, NotAllowed
from desk.core.work import Work
from desk.services.session import Desk
from tests.support.bookings import WEDNESDAY, Bookable, as_clerk, room, set_up

EIGHT, EIGHTEEN = 8 * 60, 18 * 60
NEXT = WEDNESDAY + timedelta(days=1)
OTHER = "13900002222"


def ten_hours(there: Bookable, day: date = WEDNESDAY, **more: object) -> BookingRequest:
    return room(there, EIGHT, EIGHTEEN, day, **more)


def used_up(work: Work) -> Bookable:
    """Twenty hours of November are the party's already."""
    there = set_up(work)
    for day in (WEDNESDAY, NEXT):
        booking.book(work, ten_hours(there, day))
    return there


@pytest.mark.parametrize(
    "changed",
    [
        {},
        {"telephone": OTHER},
        {"party": "老年合唱团"},
        {"telephone": OTHER, "party": "太 极 队"},
        {"telephone": OTHER, "party": "（太极·队）"},
    ],
)
def test_a_party_without_a_resident_has_the_limit_by_its_name_and_by_its_telephone(
    desk: Desk, changed: dict[str, object]
) -> None:
    with desk.write() as work:
        there = used_up(work)
        with pytest.raises(Invalid) as wrong:
            booking.book(as_clerk(work), room(there, EIGHT, 9 * 60, WEDNESDAY + timedelta(days=2), **changed))
    [problem] = wrong.value.problems
    assert problem.field == "ends_at"
    assert "已约20小时" in problem.message and "共21小时" in problem.message and "最多20小时" in problem.message
    assert "带班领导" in problem.message


def test_another_party_by_another_telephone_has_hours_of_its_own_and_so_has_the_next_month(desk: Desk) -> None:
    with desk.write() as work:
        there = used_up(work)
        third = WEDNESDAY + timedelta(days=2)
        assert booking.book(work, room(there, EIGHT, 9 * 60, third, party="书法班", telephone=OTHER))
        assert booking.book(work, ten_hours(there, date(2026, 12, 1)))


def test_a_party_is_not_got_round_by_naming_a_resident_each_time(desk: Desk) -> None:
    with desk.write() as work:
        there = set_up(work)
        for who, day in enumerate((WEDNESDAY, NEXT)):
            booking.book(work, ten_hours(there, day, resident_id=there.people[who], telephone=""))
        with pytest.raises(Invalid):
            booking.book(work, ten_hours(there, WEDNESDAY + timedelta(days=2), resident_id=there.people[2]))


def test_the_leader_in_charge_may_book_beyond_it_and_the_history_says_so(desk: Desk) -> None:
    with desk.write() as work:
        there = used_up(work)
        more = room(there, EIGHT, 9 * 60, WEDNESDAY + timedelta(days=2), beyond=True)
        with pytest.raises(NotAllowed):
            booking.book(as_clerk(work), more)
        made = booking.book(work, more)
        assert made.state is BookingState.BOOKED
        assert "超出" in queries.moves_of(work, made.id)[-1].remark


def test_a_booking_that_is_moved_within_the_month_is_not_counted_twice(desk: Desk) -> None:
    with desk.write() as work:
        there = used_up(work)
        first = queries.between(work, WEDNESDAY, WEDNESDAY)[0]
        third = WEDNESDAY + timedelta(days=2)
        asked = ten_hours(there, third)
        moved = booking.move_to(as_clerk(work), first.id, there.hall, asked.begins_at, asked.ends_at)
        assert moved.day == third
        with pytest.raises(Invalid):
            longer = asked.ends_at + timedelta(hours=1)
            booking.move_to(as_clerk(work), first.id, there.hall, asked.begins_at, longer)


def test_rows_of_a_list_are_added_up_for_a_party_as_well(desk: Desk) -> None:
    with desk.write() as work:
        there = set_up(work)
        reader = importing.BookingReader(work)
        row = {
            "resource_id": "多功能厅",
            "party": "太极队",
            "resident_id": "李小明",
            "telephone": "13800001111",
            "times": "08:00-18:00",
            "people": 20,
            "purpose": "排练",
        }
        cells = {**dict.fromkeys(importing.COLUMNS, ""), **row}
        for day in (WEDNESDAY, NEXT):
            assert reader({**cells, "day": day})
        with pytest.raises(Invalid, match="最多20小时"):
            reader({**cells, "day": WEDNESDAY + timedelta(days=2), "telephone": OTHER})
        assert there


def test_parties_are_told_apart_by_letters_and_figures_alone() -> None:
    assert limits.party_key(" 太极队（２队） ") == limits.party_key("太极队2队") != limits.party_key("太极队3队")
    nameless = BookingRequest(1, *(limits.start_of(WEDNESDAY),) * 2)
    assert not limits.is_same_party(nameless, replace(nameless))
