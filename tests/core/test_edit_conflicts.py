"""Two people edit one thing at one time: the same way for every edit that there is."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.books import catalogue, centre, residents, staff
from desk.books.activities import planning, results, transitions
from desk.books.activities import queries as calendar
from desk.books.activities.model import ActivityDraft as Activity
from desk.books.activities.model import ActivityKind
from desk.books.activities.results import ActivityResult
from desk.books.assets import cards, classes
from desk.books.assets import queries as ledger
from desk.books.catalogue import ServiceItem, ServiceMode
from desk.books.centre import Centre, Venue, days_off
from desk.books.incidents import contacts, plans, reporting
from desk.books.incidents.contacts import Contact, ContactCircle
from desk.books.incidents.model import IncidentKind, IncidentLevel
from desk.books.roster import assignees, attendance, shifts
from desk.books.roster.queries import find_duty
from desk.core import edit_conflicts
from desk.core.calendar import DayMark
from desk.core.edit_conflicts import GONE, EditConflict
from desk.core.permissions import Role
from desk.core.work import Work
from desk.models.roster import duties
from desk.scheduling.problem import LoadKind, Pair
from desk.services import accounts
from desk.services.session import Desk
from desk.storage.store import Store
from tests.conftest import MORNING, PASSWORD
from tests.support import assets as things
from tests.support.people import person


@dataclass(frozen=True)
class Edit:
    """``make`` gives an id, ``read`` what a form reads, ``store`` what saving does, ``change`` two fields as they may
    be typed: each with two values.
    """

    make: Callable[[Work], Any]
    read: Callable[[Work, Any], Any]
    store: Callable[[Work, Any, Any, Any], object]
    change: tuple[tuple[Any, Any, Any], tuple[Any, Any, Any]]
    words: str


def _duty(work: Work) -> int:
    shift = shifts.add(work, shifts.PRESETS[0])
    begins = MORNING - timedelta(hours=1)
    values = {
        "day": work.today,
        "shift_id": shift,
        "staff_id": 1,
        "planned_id": 1,
        "begins_at": begins,
        "ends_at": begins + timedelta(hours=9),
        "points": 100,
        "kind": "workday",
        "pinned": False,
        "cancelled": False,
        "note": "",
    }
    return work.add(duties, values)


def _activity(work: Work) -> int:
    venue = centre.add_venue(work, Venue("多功能厅", "文体活动区", 80))
    return planning.add(work, Activity("太极拳", ActivityKind.CULTURE, work.today, 540, 600, venue))


def _held(work: Work) -> int:
    id = _activity(work)
    transitions.approve(work, [id])
    results.save(work, id, ActivityResult(30, "很好"))
    return id


def _card(work: Work) -> int:
    things.set_up(work)
    return things.add(work)


def _two(work: Work) -> list[int]:
    return [staff.add(work, name, Role.CLERK).id for name in ("林小芳", "黄志强", "吴大明")]


def _class(work: Work, code: str) -> classes.AssetClass:
    return next(one for one in classes.every(work) if one.code == code)


def _at(hour: int, minute: int = 0) -> datetime:
    return MORNING.replace(hour=0) + timedelta(hours=hour, minutes=minute)


EDITS: dict[str, Edit] = {
    "resident": Edit(
        lambda work: residents.add(work, person()).id,
        residents.find,
        lambda work, id, wanted, read: residents.edit(work, id, wanted, read=read),
        (("telephone", "13800000001", "13800000002"), ("address", "一号楼", "二号楼")),
        "联系电话",
    ),
    "service": Edit(
        lambda work: catalogue.add(work, ServiceItem("A1", "医保登记", "医保局", ServiceMode.ON_THE_SPOT)).id,
        catalogue.find,
        lambda work, id, wanted, read: catalogue.edit(work, id, wanted, read=read),
        (("fee", 1000, 2000), ("department", "民政局", "人社局")),
        "收费",
    ),
    "centre": Edit(
        lambda _work: 0,
        lambda work, _id: centre.get(work),
        lambda work, _id, wanted, read: centre.save(work, wanted, read=read),
        (("name", "甲中心", "乙中心"), ("town", "甲镇", "乙镇")),
        "中心名称",
    ),
    "opening hours": Edit(
        lambda _work: 0,
        lambda work, _id: centre.spans_by_day(centre.opening_hours(work)),
        lambda work, _id, wanted, read: centre.save_opening_hours(work, centre.week_of(wanted), centre.week_of(read)),
        ((5, ((540, 720),), ((600, 720),)), (0, ((480, 720),), ())),
        "周六",
    ),
    "venue": Edit(
        lambda work: centre.add_venue(work, Venue("多功能厅", "文体活动区", 80)),
        lambda work, id: next(venue for venue in centre.all_venues(work) if venue.id == id),
        lambda work, _id, wanted, read: centre.edit_venue(work, wanted, read=read),
        (("capacity", 60, 70), ("name", "大厅", "小厅")),
        "容纳人数",
    ),
    "settings": Edit(
        lambda _work: 0,
        lambda work, _id: centre.settings_now(work, ("idle_minutes", "second_backup")),
        lambda work, _id, wanted, read: centre.save_settings(work, wanted, read=read),
        (("idle_minutes", 5, 20), ("second_backup", "/甲", "/乙")),
        "无操作",
    ),
    "asset class": Edit(
        lambda _work: "A02",
        _class,
        lambda work, _code, wanted, read: classes.put(work, wanted, read=read),
        (("name", "甲类", "乙类"), ("life_months", 60, 120)),
        "名称",
    ),
    "asset card": Edit(
        _card,
        ledger.find,
        lambda work, id, wanted, read: cards.correct(work, id, wanted, "写错", read=read),
        (("name", "打印机", "复印机"), ("model", "M1", "M2")),
        "资产名称",
    ),
    "contact": Edit(
        lambda work: contacts.put(work, Contact(ContactCircle.HOSPITAL, "镇卫生院", "059587000120")),
        contacts.find,
        lambda work, _id, wanted, read: contacts.put(work, wanted, read=read),
        (("telephone", "059587000121", "059587000122"), ("person", "张医生", "李医生")),
        "电话",
    ),
    "emergency plan": Edit(
        lambda _work: IncidentKind.FIRE,
        lambda work, kind: plans.current(work, kind),
        lambda work, _kind, wanted, read: plans.put(work, wanted, read=read),
        (("title", "甲预案", "乙预案"), ("drill_months", 3, 9)),
        "预案",
    ),
    "reporting rule": Edit(
        lambda _work: IncidentLevel.FOUR,
        lambda work, level: reporting.rules(work)[level],
        lambda work, _level, wanted, read: reporting.save_rule(work, wanted, read=read),
        (("phone_minutes", 10, 20), ("recipient", "甲办", "乙办")),
        "电话",
    ),
    "shift": Edit(
        lambda work: shifts.add(work, shifts.PRESETS[0]),
        lambda work, id: next(card for card in shifts.all_shifts(work) if card.id == id),
        lambda work, id, wanted, read: shifts.edit(work, id, wanted, read=read),
        (("begins", 500, 510), ("needs", 3, 4)),
        "开始",
    ),
    "weights": Edit(
        lambda _work: 0,
        lambda work, _id: shifts.weights(work),
        lambda work, _id, wanted, read: shifts.save_weights(work, wanted, read=read),
        ((LoadKind.SUNDAY, 250, 300), (LoadKind.EVENING, 110, 120)),
        "周日",
    ),
    "who takes turns": Edit(
        lambda work: _two(work)[0],
        lambda work, id: next(one for one in assignees.all_assignees(work) if one.id == id),
        lambda work, _id, wanted, read: assignees.save(work, wanted, read=read),
        (("share", 50, 60), ("skills", frozenset({"医保"}), frozenset({"社保"}))),
        "占比",
    ),
    "pairs": Edit(
        _two,
        lambda work, _ids: {(p.person, p.other): p.together for p in assignees.all_pairs(work)},
        lambda work, _ids, wanted, read: assignees.save_pairs(
            work, assignees.pairs_of(wanted), assignees.pairs_of(read)
        ),
        (((2, 3), True, False), ((2, 4), True, False)),
        "陈经理、林小芳",
    ),
    "holidays": Edit(
        lambda _work: 2027,
        days_off.of_year,
        lambda work, year, wanted, read: days_off.enter(work, year, wanted.items(), read=read),
        (
            (date(2027, 2, 14), DayMark(True, ""), DayMark(False, "春节")),
            (date(2027, 2, 6), DayMark(False, "春节"), DayMark(True, "")),
        ),
        "2027-02-14",
    ),
    "activity": Edit(
        _activity,
        lambda work, id: calendar.find(work, id).plan,
        lambda work, id, wanted, read: planning.edit(work, id, wanted, replace(calendar.find(work, id), **vars(read))),
        (("title", "八段锦", "广场舞"), ("audience", "老人", "儿童")),
        "活动名称",
    ),
    "result of an activity": Edit(
        _held,
        lambda work, id: results.of(work, id),
        lambda work, id, wanted, read: results.save(work, id, wanted, read=read),
        (("people", 31, 32), ("summary", "不错", "热闹")),
        "参加人数",
    ),
    "times of a duty": Edit(
        _duty,
        find_duty,
        lambda work, id, wanted, read: attendance.put_right(work, id, wanted.came_at, wanted.left_at, "忘记签到", read),
        (("came_at", _at(0, 5), _at(0, 10)), ("left_at", _at(8), _at(7))),
        "签到",
    ),
}


def changed(record: Any, name: Any, value: Any) -> Any:
    return {**record, name: value} if isinstance(record, dict) else replace(record, **{name: value})


def value(record: Any, name: Any) -> Any:
    return record.get(name, GONE) if isinstance(record, dict) else getattr(record, name)


class Seats:
    """The manager's desk and another clerk's on the same book, both with the same form open."""

    def __init__(self, mine: Desk, theirs: Desk, edit: Edit) -> None:
        self.mine, self.theirs, self.edit = mine, theirs, edit
        with mine.write() as work:
            self.id = edit.make(work)
        with mine.read() as work:
            self.read = edit.read(work, self.id)
        if edit.words == "签到":
            self.prepare_duty()

    def prepare_duty(self) -> None:
        """Somebody who left has come."""
        with self.mine.write() as work:
            attendance.put_right(work, self.id, _at(0, 1), None, "补签")
        with self.mine.read() as work:
            self.read = self.edit.read(work, self.id)

    def save(self, desk: Desk, wanted: Any, read: Any = None) -> None:
        with desk.write() as work:
            self.edit.store(work, self.id, wanted, self.read if read is None else read)

    def now(self) -> Any:
        with self.mine.read() as work:
            return self.edit.read(work, self.id)


@pytest.fixture
def other(desk: Desk) -> Iterator[Desk]:
    """A second program on the same book, the other manager signed in."""
    made = accounts.add_person(desk, "陈经理", Role.MANAGER, PASSWORD)
    two = replace(desk, store=Store(desk.store.path, desk.store.key))
    two.hand_to(made.name, PASSWORD)
    with desk.write() as work:
        staff.set_active(work, made.id, True)
    yield two
    two.close()


@pytest.fixture(params=EDITS)
def seats(request: pytest.FixtureRequest, desk: Desk, other: Desk) -> Seats:
    return Seats(desk, other, EDITS[request.param])


def test_what_only_the_other_changed_stays(seats: Seats) -> None:
    (one, theirs, _more), (two, mine, _rest) = seats.edit.change
    seats.save(seats.theirs, changed(seats.read, one, theirs))
    seats.save(seats.mine, changed(seats.read, two, mine))
    assert (value(seats.now(), one), value(seats.now(), two)) == (theirs, mine)


def test_what_both_changed_is_told_once_and_nothing_typed_is_lost(seats: Seats) -> None:
    (one, theirs, mine), (two, also_mine, _more) = seats.edit.change
    seats.save(seats.theirs, changed(seats.read, one, theirs))
    typed = changed(changed(seats.read, one, mine), two, also_mine)
    with pytest.raises(EditConflict) as stale:
        seats.save(seats.mine, typed)
    assert value(seats.now(), one) == theirs
    words = stale.value.message
    assert "陈经理" in words and seats.edit.words in words and "再次保存" in words
    shown = stale.value.merged
    assert (value(shown, one), value(shown, two)) == (mine, also_mine)
    fresh = stale.value.fresh
    fresh = getattr(fresh, "plan", fresh)
    seats.save(seats.mine, shown, fresh)
    assert (value(seats.now(), one), value(seats.now(), two)) == (mine, also_mine)


def test_both_may_change_the_same_field_to_the_same(seats: Seats) -> None:
    (one, theirs, _more), _two = seats.edit.change
    seats.save(seats.theirs, changed(seats.read, one, theirs))
    seats.save(seats.mine, changed(seats.read, one, theirs))
    assert value(seats.now(), one) == theirs


def test_the_order_of_turns_is_not_turned_back(desk: Desk, other: Desk) -> None:
    with desk.write() as work:
        _two(work)
        read = [taker.id for taker in assignees.all_assignees(work)]
    with other.write() as work:
        assignees.set_order(work, read[::-1], read=read)
    with pytest.raises(EditConflict, match="顺序"), desk.write() as work:
        assignees.set_order(work, [*read[1:], read[0]], read=read)
    with desk.write() as work:
        assignees.set_order(work, read, read=read)
        assert [taker.id for taker in assignees.all_assignees(work)] == read[::-1], "nobody here moved anybody"


def test_a_role_is_given_upon_the_role_that_was_seen(desk: Desk, other: Desk) -> None:
    clerk = accounts.add_person(desk, "林小芳", Role.CLERK, PASSWORD)
    accounts.change_role(other, clerk.id, Role.LEADER, read=Role.CLERK)
    with pytest.raises(EditConflict, match=r"陈经理.*角色"):
        accounts.change_role(desk, clerk.id, Role.MANAGER, read=Role.CLERK)
    accounts.change_role(desk, clerk.id, Role.CLERK, read=Role.CLERK)
    with desk.read() as work:
        assert staff.find(work, clerk.id).role is Role.LEADER, "nobody here changed it"
    accounts.change_role(desk, clerk.id, Role.MANAGER, read=Role.LEADER)


def test_what_only_the_other_changed_is_told_once_it_is_stored_and_what_both_changed_by_field(seats: Seats) -> None:
    (one, theirs, mine), (two, _other, more) = seats.edit.change
    told: list[str] = []
    seats.mine.remarked = told.append
    seats.save(seats.theirs, changed(seats.read, one, theirs))
    with pytest.raises(EditConflict) as stale:
        seats.save(seats.mine, changed(seats.read, one, mine))
    assert [problem.field for problem in stale.value.problems] == [str(one)] and told == []
    seats.save(seats.mine, changed(seats.read, two, more))
    assert len(told) == 1 and "一并保留" in told[0] and seats.edit.words in stale.value.message


def test_numbers_of_people_are_told_masked(desk: Desk, other: Desk) -> None:
    seats = Seats(desk, other, EDITS["resident"])
    seats.save(other, changed(seats.read, "telephone", "13800000001"))
    with pytest.raises(EditConflict) as stale:
        seats.save(desk, changed(seats.read, "telephone", "13800000002"))
    assert "138****0001" in stale.value.message and "13800000001" not in stale.value.message


def test_numbers_that_read_the_same_when_masked_are_said_to_differ(desk: Desk, other: Desk) -> None:
    seats = Seats(desk, other, EDITS["resident"])
    seats.save(other, changed(seats.read, "telephone", "13711111234"))
    with pytest.raises(EditConflict, match="隐藏的部分不同") as stale:
        seats.save(desk, changed(seats.read, "telephone", "13722221234"))
    assert "137****1234" in stale.value.message


records = st.dictionaries(st.sampled_from("abc"), st.integers(0, 2))


@given(records, records, records)
def test_merging_keeps_every_change(read: dict[str, int], theirs: dict[str, int], mine: dict[str, int]) -> None:
    values, both = edit_conflicts.merged(read, theirs, mine)
    for name in {*read, *theirs, *mine}:
        was, is_, will = (each.get(name, GONE) for each in (read, theirs, mine))
        got = values.get(name, GONE)
        assert got == (will if will != was else is_)
        assert (name in both) == (is_ != was and will != was and is_ != will)


def test_a_new_centre_needs_nothing_read(desk: Desk) -> None:
    with desk.write() as work:
        centre.save(work, Centre("另一中心", "示例区"))
        assignees.save_pairs(work, [Pair(1, 2, False)] if len(staff.everyone(work)) > 1 else [])
        assert centre.get(work).name == "另一中心"


def test_of_a_set_the_members_are_merged_and_nothing_is_asked() -> None:
    read, theirs, mine = ({"days": frozenset(days)} for days in ((0, 1, 2), (1, 2, 5), (0, 1, 2, 6)))
    assert edit_conflicts.merged(read, theirs, mine) == ({"days": frozenset({1, 2, 5, 6})}, [])
    read, theirs, mine = ({"days": frozenset(days)} for days in ((0, 1), (0,), (1,)))
    assert edit_conflicts.merged(read, theirs, mine)[1] == ["days"], "together they would take out all of them"
