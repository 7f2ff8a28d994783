"""Rules of the calendar under any order of actions, and the sign-up list."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desk.books import residents
from desk.books.activities import planning, queries, signups, transitions
from desk.books.activities.model import SignUpState
from desk.books.invariants import book_problems
from desk.core.errors import DeskError, Invalid, Refused
from desk.core.work import Work
from desk.services.session import Desk
from tests.support.activities import DECEMBER, HALL, ROOM, add, plan, set_up
from tests.support.extent import LONG
from tests.support.people import person

steps = st.lists(
    st.tuples(
        st.sampled_from(["add", "move", "cancel", "postpone", "approve"]),
        st.integers(0, 5),
        st.integers(0, 2),
        st.integers(16, 40),
        st.integers(1, 8),
    ),
    max_size=25,
)


class Undone(Exception):
    """Throws a transaction away."""


@settings(max_examples=40 if LONG else 15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps)
def test_no_two_bookings_of_a_venue_overlap_whatever_happens(
    desk: Desk, taken: list[tuple[str, int, int, int, int]]
) -> None:
    with pytest.raises(Undone), desk.write() as work:
        ids = set_up(work)
        made: list[int] = []
        for what, which, day, begins, long in taken:
            on, at = DECEMBER + timedelta(days=day), begins * 30
            try:
                if what == "add":
                    made.append(add(work, ids[HALL], day=on, begins=at, ends=at + long * 30))
                elif made:
                    _act(work, what, made[which % len(made)], on, at)
            except DeskError:
                continue
        there = [
            one for one in queries.between(work, DECEMBER, DECEMBER + timedelta(days=9)) if one.state != "cancelled"
        ]
        for one in there:
            clashing = [
                two
                for two in there
                if two.id != one.id and two.day == one.day and two.begins < one.ends and one.begins < two.ends
            ]
            assert not clashing
        assert book_problems(work) == []
        raise Undone


def _act(work: Work, what: str, id: int, day: date, begins: int) -> None:
    if what == "move":
        planning.move_to(work, id, day, begins)
    elif what == "cancel":
        transitions.cancel(work, id, "天气")
    elif what == "postpone":
        transitions.postpone(work, id, day, begins, "天气")
    else:
        transitions.approve(work, [id])


@settings(max_examples=40 if LONG else 15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.booleans(), st.integers(0, 9)), max_size=30), st.integers(1, 4))
def test_the_waiting_list_moves_up_in_its_order(desk: Desk, taken: list[tuple[bool, int]], capacity: int) -> None:
    with pytest.raises(Undone), desk.write() as work:
        activity, people = _with_people(work, 10, capacity)
        came: list[int] = []
        for joins, which in taken:
            mine = next((o for o in signups.all_of(work, activity) if o.resident_id == people[which]), None)
            if joins and mine is None:
                signups.sign_up(work, activity, people[which])
                came.append(people[which])
            elif not joins and mine is not None:
                signups.withdraw(work, activity, mine.id)
                came.remove(people[which])
        there = signups.all_of(work, activity)
        assert [one.resident_id for one in there] == came
        assert [one.standing for one in there] == [
            SignUpState.CONFIRMED if n < capacity else SignUpState.WAITING for n in range(len(came))
        ]
        raise Undone


def _with_people(work: Work, many: int, capacity: int | None) -> tuple[int, list[int]]:
    ids = set_up(work)
    people = [residents.add(work, person("甲乙丙丁戊己庚辛壬癸"[n] * 2, serial=100 + n)).id for n in range(many)]
    return add(work, ids[ROOM], sign_up=True, capacity=capacity), people


@pytest.fixture
def work(desk: Desk) -> Iterator[Work]:
    with desk.write() as work:
        yield work


def test_more_places_let_people_move_up(work: Work) -> None:
    activity, people = _with_people(work, 3, 1)
    for one in people:
        signups.sign_up(work, activity, one)
    base = queries.find(work, activity)
    planning.edit(work, activity, replace(base.plan, capacity=2), base)
    assert signups.counts(work, activity).waiting == 1
    assert signups.all_of(work, activity)[1].standing is SignUpState.CONFIRMED


def test_a_child_needs_a_guardian(work: Work) -> None:
    activity, _people = _with_people(work, 0, None)
    child = residents.add(work, person("小小", date(2016, 5, 1), 400)).id
    with pytest.raises(Invalid) as error:
        signups.sign_up(work, activity, child)
    assert {problem.field for problem in error.value.problems} == {"guardian", "guardian_telephone"}
    assert signups.sign_up(work, activity, child, "张三丰", "13800005678").guardian == "张三丰"


def test_nobody_signs_up_twice_or_where_no_sign_up_is_needed(work: Work) -> None:
    activity, people = _with_people(work, 1, None)
    signups.sign_up(work, activity, people[0])
    with pytest.raises(Refused, match="已在名单上"):
        signups.sign_up(work, activity, people[0])
    open_to_all = planning.add(work, plan(None, title="义诊"))
    with pytest.raises(Refused, match="无需报名"):
        signups.sign_up(work, open_to_all, people[0])


def test_attendance_no_shows_and_walk_ups(work: Work) -> None:
    activity, people = _with_people(work, 4, 2)
    mine = [signups.sign_up(work, activity, one) for one in people[:3]]
    with pytest.raises(Refused, match="当天"):
        signups.attend(work, activity, mine[0].id, True)
    on_the_day = replace(work, now=work.now + timedelta(days=7))
    signups.attend(on_the_day, activity, mine[0].id, True)
    signups.sign_up(on_the_day, activity, people[3], walk_up=True)
    counted = signups.counts(on_the_day, activity)
    assert (counted.confirmed, counted.waiting, counted.attended, counted.walk_ups, counted.no_shows) == (3, 1, 2, 1, 1)
    assert [one.resident_id for one in signups.typed(signups.all_of(on_the_day, activity), "xx")] == []
    assert signups.typed(signups.all_of(on_the_day, activity), "jj")[0].resident_id == people[0]


def test_anonymised_people_leave_no_guardian_and_merged_ones_are_listed_once(work: Work) -> None:
    activity, people = _with_people(work, 2, None)
    for one in people:
        signups.sign_up(work, activity, one, "张三丰", "13800005678")
    work.connection.exec_driver_sql("UPDATE residents SET id_number = '' WHERE id = ?", (people[1],))
    residents.merge(work, people[0], people[1])
    [left] = signups.all_of(work, activity)
    assert left.resident_id == people[0]
    residents.anonymise(work, [people[0]], 10)
    assert signups.all_of(work, activity)[0].guardian == ""


def test_a_draft_is_removed_once_everybody_has_withdrawn(work: Work) -> None:
    activity, people = _with_people(work, 1, 5)
    mine = signups.sign_up(work, activity, people[0])
    with pytest.raises(Refused, match="取消报名"):
        planning.remove(work, activity)
    signups.withdraw(work, activity, mine.id)
    planning.remove(work, activity)
    assert queries.between(work, DECEMBER, DECEMBER) == [] and book_problems(work) == []
