"""Planning activities and taking them through their states."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

import pytest

from desk.books import audit_queries, centre
from desk.books.activities import planning, publishing, queries, repetition, results, transitions
from desk.books.activities.model import ActivityChange, ActivityKind, ActivityState, OrganiserKind
from desk.books.activities.results import ActivityResult
from desk.books.centre import Venue
from desk.books.invariants import book_problems
from desk.books.roster import months, planner, shifts
from desk.books.roster.shifts import ShiftCard
from desk.core.clock import local
from desk.core.edit_conflicts import EditConflict
from desk.core.errors import Invalid, NotAllowed, Refused
from desk.core.month import Month
from desk.core.permissions import Role
from desk.core.recurrence import Every, Rule
from desk.core.work import Work
from desk.services.session import Desk
from tests.conftest import Hands
from tests.support.activities import DECEMBER, HALL, ROOM, add, as_, plan, set_up

NEXT = Month(2026, 12)


@pytest.fixture
def work(desk: Desk) -> Iterator[Work]:
    with desk.write() as work:
        yield work


def fields(error: pytest.ExceptionInfo[Invalid]) -> set[str]:
    return {problem.field for problem in error.value.problems}


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"ends": 500}, "ends"),
        ({"begins": 22 * 60, "ends": 60}, "ends"),
        ({"begins": 22 * 60, "ends": 25 * 60}, "ends"),
        ({"day": date(2026, 11, 23)}, "day"),
        ({"day": date(2031, 1, 1)}, "day"),
        ({"capacity": 0}, "capacity"),
        ({"title": "长" * 500}, "title"),
        ({"title": "  "}, "title"),
        ({"organiser_kind": OrganiserKind.PARTNER}, "organiser"),
        ({"budget": -1}, "budget"),
    ],
)
def test_what_cannot_be_is_told_by_its_field(work: Work, wrong: dict[str, object], field: str) -> None:
    ids = set_up(work)
    with pytest.raises(Invalid) as error:
        add(work, ids[HALL], **wrong)
    assert fields(error) == {field}
    assert not work.rows("SELECT 1 FROM activities")


def test_a_night_is_told_to_be_two_activities(work: Work) -> None:
    ids = set_up(work)
    with pytest.raises(Invalid, match="两天"):
        add(work, ids[HALL], begins=1320, ends=60)


def test_a_place_is_needed(work: Work) -> None:
    with pytest.raises(Invalid) as error:
        planning.add(work, replace(plan(None), place=""))
    assert fields(error) == {"venue_id"}


def test_a_venue_is_booked_once_and_the_other_is_named(work: Work) -> None:
    ids = set_up(work)
    add(work, ids[HALL], title="书法公益课", responsible_id=ids["林小芳"])
    with pytest.raises(Invalid, match=r"书法公益课.*林小芳"):
        add(work, ids[HALL], begins=600, ends=700)
    add(work, ids[HALL], begins=630, ends=700)
    add(work, ids[ROOM], begins=600, ends=700)
    add(work, None, begins=600, ends=700)


def test_a_cancelled_activity_gives_its_venue_back(work: Work) -> None:
    ids = set_up(work)
    first = add(work, ids[HALL])
    transitions.approve(work, [first])
    transitions.cancel(work, first, "讲师有事")
    second = add(work, ids[HALL])
    assert [(one.id, one.state) for one in queries.of_month(work, NEXT)] == [
        (first, ActivityState.CANCELLED),
        (second, ActivityState.DRAFT),
    ]


def test_concerns_are_told_and_do_not_stop(work: Work) -> None:
    ids = set_up(work)
    add(work, ids[HALL], responsible_id=ids["林小芳"])
    second = plan(ids[ROOM], responsible_id=ids["林小芳"], capacity=30, ends=900)
    told = {concern.field: concern.message for concern in planning.concerns(work, second)}
    assert "健身操" in told["responsible_id"]
    assert "24" in told["capacity"]
    assert "08:00—12:00、14:30—17:30" in told["begins"]
    planning.add(work, second)
    assert planning.concerns(work, plan(None, begins=1140, ends=1200)) == []


def test_extended_hours_on_duty_cover_an_evening(work: Work) -> None:
    ids = set_up(work)
    evening = plan(ids[HALL], begins=18 * 60, ends=20 * 60)
    assert "延时" in planning.concerns(work, evening)[0].message
    shifts.add(work, ShiftCard("晚间延时", 18 * 60, 20 * 60 + 30, frozenset({1}), extended=True))
    planner.plan_month(work, Month(2026, 12), 10, 1)
    months.publish(work, Month(2026, 12), despite=True)
    assert planning.concerns(work, evening) == []


def test_a_venue_may_have_hours_of_its_own(work: Work) -> None:
    set_up(work)
    late = centre.add_venue(work, Venue("健身房", "文体活动区", 30, 6 * 60, 22 * 60))
    assert planning.concerns(work, plan(late, begins=19 * 60, ends=21 * 60)) == []


def test_the_house_is_closed_on_a_public_holiday(work: Work) -> None:
    ids = set_up(work)
    [concern] = planning.concerns(work, plan(ids[HALL], date(2027, 1, 1)))
    assert "不开放" in concern.message


def test_a_venue_with_bookings_is_not_retired(work: Work) -> None:
    ids = set_up(work)
    id = add(work, ids[HALL])
    with pytest.raises(Refused, match="健身操"):
        centre.retire_venue(work, ids[HALL])
    planning.remove(work, id)
    centre.retire_venue(work, ids[HALL])
    assert HALL not in [venue.name for venue in centre.all_venues(work)]
    with pytest.raises(Invalid, match="停用"):
        add(work, ids[HALL])


def test_two_managers_editing_lose_nothing(work: Work) -> None:
    ids = set_up(work)
    base = queries.find(work, add(work, ids[HALL]))
    planning.edit(work, base.id, replace(base.plan, title="八段锦"), base)
    both = planning.edit(work, base.id, replace(base.plan, audience="中老年居民"), base)
    assert (both.title, both.audience) == ("八段锦", "中老年居民")
    with pytest.raises(EditConflict, match=r"管理员.*活动名称") as stale:
        planning.edit(work, base.id, replace(base.plan, title="太极拳"), base)
    saved = planning.edit(work, base.id, replace(base.plan, title="太极拳"), stale.value.fresh)
    assert saved.title == "太极拳"


def test_a_clerk_drafts_and_a_leader_approves(work: Work) -> None:
    ids = set_up(work)
    clerk, leader = as_(work, ids["林小芳"]), as_(work, ids["陈主任"], Role.LEADER)
    id = add(clerk, ids[HALL])
    with pytest.raises(NotAllowed):
        transitions.approve(clerk, [id])
    transitions.approve(leader, [id])
    one = queries.find(work, id)
    with pytest.raises(NotAllowed):
        planning.edit(clerk, id, replace(one.plan, title="八段锦"), one)
    assert [step.who for step in queries.history(work, id)] == ["林小芳", "陈主任"]


def test_a_draft_is_removed_an_approved_one_is_not(work: Work) -> None:
    ids = set_up(work)
    id = add(work, ids[HALL])
    planning.remove(work, id)
    with pytest.raises(Refused):
        queries.find(work, id)
    other = add(work, ids[HALL])
    transitions.approve(work, [other])
    with pytest.raises(Refused, match="取消"):
        planning.remove(work, other)


def test_the_month_goes_out_and_late_stays_late(work: Work, hands: Hands) -> None:
    ids = set_up(work)
    id = add(work, ids[HALL])
    with pytest.raises(Refused, match="审定"):
        publishing.record(work, NEXT, "微信群", date(2026, 11, 24))
    transitions.approve(work, [id])
    assert publishing.record(work, NEXT, "微信群", date(2026, 11, 24), "群“凤亭一组”") == 1
    assert queries.find(work, id).state is ActivityState.PUBLISHED
    later = replace(work, now=work.now + timedelta(days=4))
    publishing.record(later, NEXT, "公示栏", date(2026, 11, 28))
    assert [(p.channel, p.late) for p in publishing.published(later, NEXT)] == [("微信群", 0), ("公示栏", 3)]
    for channel, day, field in (("微信群", date(2026, 11, 24), "channel"), ("大屏", date(2026, 12, 24), "day")):
        with pytest.raises(Invalid) as error:
            publishing.record(later, NEXT, channel, day)
        assert fields(error) == {field}


@pytest.mark.parametrize(
    ("day", "words"), [(19, None), (20, "还有5天"), (24, "还有1天"), (25, "今天"), (28, "已逾期3天")]
)
def test_from_the_20th_the_bar_warns(work: Work, day: int, words: str | None) -> None:
    set_up(work)
    due = publishing.due(replace(work, now=work.now.replace(day=day)))
    assert (due is None) if words is None else (due is not None and words in due.text and due.month == NEXT)


def test_a_new_book_is_not_late_with_a_calendar_that_was_due_before_it_was_made(work: Work, hands: Hands) -> None:
    ids = set_up(work)
    began = local(audit_queries.first_moment(work)).date()
    assert publishing.could_be_in_time(work, NEXT) and began <= publishing.due_day(NEXT)
    before = Month.of(began)
    transitions.approve(work, [add(work, ids[HALL])])
    assert not publishing.could_be_in_time(work, before) and publishing.due_day(before) < began
    publishing.record(work, NEXT, "微信群", work.today)
    assert publishing.could_be_in_time(work, before), "who published before keeps the dates"


def test_the_bar_names_missing_channels_and_then_rests(work: Work) -> None:
    ids = set_up(work)
    transitions.approve(work, [add(work, ids[HALL])])
    for channel in ("微信公众号", "微信群"):
        publishing.record(work, NEXT, channel, work.today)
    due = publishing.due(work)
    assert due is not None and due.out and due.missing == ("公示栏",)
    publishing.record(work, NEXT, "公示栏", work.today)
    assert publishing.due(work) is None


def published(work: Work, **more: object) -> int:
    ids = set_up(work)
    id = add(work, ids[HALL], **more)
    transitions.approve(work, [id])
    publishing.record(work, NEXT, "微信群", work.today)
    return id


def test_changes_after_publishing_are_marked_and_announced_once(work: Work) -> None:
    id = published(work)
    before = queries.find(work, id)
    planning.edit(work, id, replace(before.plan, note="只给自己看"), before)
    assert not queries.find(work, id).is_changed
    one = planning.move_to(work, id, date(2026, 12, 2))
    assert one.mark is ActivityChange.CHANGED and one.sequence > before.sequence and one.uid == before.uid
    [news] = publishing.to_announce(work, NEXT)
    assert "12-01 09:00" in news.sentence and "12-02 09:00" in news.sentence
    assert publishing.announced(work, NEXT) == 1
    assert publishing.to_announce(work, NEXT) == []
    assert queries.find(work, id).is_changed


def test_what_is_approved_after_publishing_is_added(work: Work) -> None:
    published(work)
    ((hall,),) = work.rows("SELECT id FROM venues WHERE name = ?", HALL)
    [one] = transitions.approve(work, [add(work, hall, day=date(2026, 12, 9))])
    assert (one.state, one.mark) == (ActivityState.PUBLISHED, ActivityChange.ADDED)
    assert "新增" in [step.what for step in queries.history(work, one.id)]


def test_postponed_keeps_both_dates_and_frees_the_first(work: Work) -> None:
    id = published(work)
    for reason, day, field in (("", date(2026, 12, 8), "reason"), ("台风", date(2026, 12, 1), "day")):
        with pytest.raises(Invalid) as error:
            transitions.postpone(work, id, day, 540, reason)
        assert fields(error) == {field}
    one = transitions.postpone(work, id, date(2026, 12, 8), 870, "台风")
    assert (one.was_day, one.was_begins, one.day, one.begins, one.ends) == (DECEMBER, 540, date(2026, 12, 8), 870, 960)
    again = transitions.postpone(work, id, date(2027, 1, 5), 870, "又有台风")
    assert again.was_day == DECEMBER
    add(work, one.venue_id, title="别的活动")
    assert book_problems(work) == []


def test_held_needs_its_day_and_a_summary(work: Work) -> None:
    id = published(work)
    with pytest.raises(Refused, match="尚未到"):
        transitions.hold(work, id)
    later = replace(work, now=work.now + timedelta(days=8))
    assert results.lacking(later, NEXT.first, NEXT.last) == [id]
    for wrong, field in (
        (ActivityResult(10, " "), "summary"),
        (ActivityResult(-1, "好"), "people"),
        (ActivityResult(2, "好", 0, (3, 0, 0, 0, 0)), "satisfaction"),
    ):
        with pytest.raises(Invalid) as error:
            results.save(later, id, wrong)
        assert fields(error) == {field}
    results.save(later, id, ActivityResult(35, "居民跟学一小时，反响很好。", 12_050, (20, 5, 0, 1, 0)))
    assert queries.find(later, id).state is ActivityState.HELD
    assert results.lacking(later, NEXT.first, NEXT.last) == []
    found = results.of(later, id)
    assert found is not None and found.satisfied == pytest.approx(25 / 26)
    with pytest.raises(Refused):
        planning.edit(later, id, replace(queries.find(later, id).plan, title="改"), queries.find(later, id))


def test_a_past_one_is_entered_afterwards_by_a_leader(work: Work) -> None:
    ids = set_up(work)
    past = plan(ids[HALL], date(2026, 11, 3))
    with pytest.raises(NotAllowed):
        planning.add(as_(work, ids["林小芳"]), past, held=True)
    assert queries.find(work, planning.add(work, past, held=True)).state is ActivityState.HELD
    with pytest.raises(Invalid):
        planning.add(work, plan(ids[HALL]), held=True)


def test_repeating_tells_what_could_not_be_placed(work: Work) -> None:
    ids = set_up(work)
    add(work, ids[HALL], title="书法公益课", day=date(2026, 12, 8))
    rule = Rule(Every.WEEK, date(2026, 12, 31), frozenset({1}), skipped=frozenset({date(2026, 12, 22)}))
    placed = repetition.repeat(work, plan(ids[HALL]), rule)
    made = [queries.find(work, id) for id in placed.ids]
    assert [one.day.day for one in made] == [1, 15, 29]
    assert [(lost.day.day, "书法公益课" in lost.reason) for lost in placed.unplaced] == [(8, True)]
    assert repetition.rule_of(work, made[0].series_id or 0) == rule
    assert repetition.remove_rest(work, made[0].series_id or 0, date(2026, 12, 15)) == 2


def test_a_repetition_needs_an_end(work: Work) -> None:
    ids = set_up(work)
    for until in (None, date(2026, 11, 30), date(2029, 1, 1)):
        with pytest.raises(Invalid) as error:
            repetition.repeat(work, plan(ids[HALL]), Rule(Every.WEEK, until, frozenset({1})))
        assert fields(error) == {"until"}
    assert not work.rows("SELECT 1 FROM activities")


def test_last_months_activities_keep_their_weekday(work: Work) -> None:
    ids = set_up(work)
    add(work, ids[HALL], day=date(2026, 12, 8))
    add(work, ids[HALL], day=date(2026, 12, 29), title="只有第五个周二")
    placed = repetition.copy_month(work, NEXT, Month(2027, 1))
    assert [queries.find(work, id).day for id in placed.ids] == [date(2027, 1, 12)]
    assert [lost.title for lost in placed.unplaced] == ["只有第五个周二"]
    assert repetition.copy_month(work, NEXT, Month(2027, 1)).ids == ()
    with pytest.raises(Refused):
        repetition.copy_month(work, Month(2025, 1), Month(2027, 1))


def test_kinds_read_in_black_and_white() -> None:
    assert len({kind.letter for kind in ActivityKind}) == len(ActivityKind) == 10


def test_an_announced_one_leaves_its_month_only_by_postponing(work: Work) -> None:
    id = published(work)
    with pytest.raises(Invalid, match="延期"):
        planning.move_to(work, id, date(2027, 1, 5))
    assert transitions.postpone(work, id, date(2027, 1, 5), 540, "台风").was_day == DECEMBER


def test_search_finds_by_title_initials_place_and_organiser(work: Work) -> None:
    ids = set_up(work)
    id = add(work, ids[HALL], title="风车彩绘DIY", organiser_kind=OrganiserKind.PARTNER, organiser="镇卫生院")
    add(work, ids[ROOM], title="书法公益课", day=date(2026, 12, 3))
    for query in ("风车", "fcch", "多功能", "卫生院"):
        assert [one.id for one in queries.search(work, query)] == [id]
    assert queries.search(work, "没有") == [] and queries.search(work, " ") == []
