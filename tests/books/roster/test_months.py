"""A month of duties in a real book: shifts, people and leave, planned and published."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from desk.books import imports
from desk.books.centre import days_off
from desk.books.roster import assignees, attendance, changes, months, planner, queries, shifts
from desk.books.roster.assignees import Absence, AbsenceKind
from desk.books.roster.shifts import ShiftCard
from desk.books.roster.year import year_of_loads
from desk.core.calendar import DayMark, WorkCalendar
from desk.core.errors import Invalid, NotAllowed, Refused
from desk.core.month import Month
from desk.scheduling.fairness import standings
from desk.scheduling.problem import DAY, LoadKind
from desk.scheduling.rules import RosterRule
from desk.services.session import Desk
from tests.conftest import Hands
from tests.support.roster import CLERKS, JANUARY, as_, duty_on, published, set_up
from tests.support.roster_problems import patient
from tests.support.signatures import signed


@pytest.mark.parametrize(
    ("card", "field"),
    [
        (ShiftCard("", 480, 720), "name"),
        (ShiftCard("上午班", 480, 720), "name"),
        (ShiftCard("太长", 480, 480 + DAY + 1), "times"),
        (ShiftCard("倒着", 720, 480), "times"),
        (ShiftCard("无日", 480, 720, frozenset()), "days"),
        (ShiftCard("无人", 480, 720, needs=0), "needs"),
        (ShiftCard("分量", 480, 720, percent=0), "percent"),
    ],
)
def test_a_shift_that_cannot_be_is_refused_beside_its_field(desk: Desk, card: ShiftCard, field: str) -> None:
    with desk.write() as work:
        shifts.add(work, ShiftCard("上午班", 480, 720))
        with pytest.raises(Invalid) as wrong:
            shifts.add(work, card)
    assert [problem.field for problem in wrong.value.problems] == [field]


def test_shifts_run_by_the_official_calendar() -> None:
    calendar = WorkCalendar({date(2026, 10, 10): DayMark(True, ""), date(2026, 10, 1): DayMark(False, "国庆节")})
    weekday, weekend = ShiftCard("白班", 480, 1050), ShiftCard("周末班", 540, 1020, frozenset({5, 6, shifts.HOLIDAYS}))
    assert weekday.runs_on(date(2026, 10, 10), calendar) and not weekend.runs_on(date(2026, 10, 10), calendar)
    assert weekend.runs_on(date(2026, 10, 1), calendar) and not weekday.runs_on(date(2026, 10, 1), calendar)
    assert not replace(weekday, ended_on=date(2026, 10, 9)).runs_on(date(2026, 10, 12), calendar)


def test_a_duty_weighs_by_the_day_the_evening_and_the_shifts_percent() -> None:
    calendar = WorkCalendar({date(2026, 10, 1): DayMark(False, "国庆节"), date(2026, 10, 10): DayMark(True, "")})
    weigh = {
        LoadKind.WORKDAY: 100,
        LoadKind.MAKE_UP: 120,
        LoadKind.SATURDAY: 200,
        LoadKind.SUNDAY: 210,
        LoadKind.HOLIDAY: 300,
        LoadKind.EVENING: 150,
    }
    every = frozenset(range(8))
    cards = [
        ShiftCard("白班", 480, 1050, every, id=1),
        ShiftCard("晚间", 1080, 1260, every, id=2),
        ShiftCard("午间", 720, 870, every, percent=50, id=3),
    ]
    wanted = {
        date(2026, 10, 1): (300, 300, 150),
        date(2026, 10, 10): (120, 150, 60),
        date(2026, 10, 12): (100, 150, 50),
        date(2026, 10, 17): (200, 200, 100),
        date(2026, 10, 18): (210, 210, 105),
    }
    for day, points in wanted.items():
        assert tuple(slot.points for slot in shifts.slots(cards, [day], calendar, weigh)) == points


def test_february_29_and_a_night_over_the_months_end_are_planned(desk: Desk) -> None:
    with desk.write() as work:
        set_up(work)
        shifts.add(work, ShiftCard("夜班", 22 * 60, 30 * 60, frozenset(range(7))))
        _ask, plan = planner.plan_month(work, Month(2028, 2), 10, 1)
        last = duty_on(work, date(2028, 2, 29), "夜班")
        (begins, ends) = (attendance.time_of(last.begins_at), attendance.time_of(last.ends_at))
    assert (begins, ends) == ("22:00", "06:00")
    assert max(turn.day for turn in plan.assignments) == date(2028, 2, 29)


def test_nobody_who_has_a_night_shift_at_the_end_of_a_month_begins_the_next_one_early(desk: Desk) -> None:
    with desk.write() as work:
        set_up(work)
        shifts.add(work, ShiftCard("夜班", 22 * 60, 30 * 60, frozenset(range(7))))
        planner.plan_month(work, Month(2027, 1), 10, 1)
        planner.plan_month(work, Month(2027, 2), 10, 1)
        night = duty_on(work, date(2027, 1, 31), "夜班").staff_id
        assert duty_on(work, date(2027, 2, 1), "上午班").staff_id != night
        assert months.problems(work, Month(2027, 2)) == []


def test_a_published_month_is_not_planned_or_published_again(desk: Desk) -> None:
    published(desk)
    for act in (
        lambda work: months.publish(work, JANUARY),
        lambda work: planner.plan_month(work, JANUARY, 5, 1),
        lambda work: planner.plan_by_turns(work, JANUARY),
    ):
        with pytest.raises(Refused, match="2027年1月"), desk.write() as work:
            act(work)


def test_a_past_month_is_refused_before_any_search(desk: Desk) -> None:
    with desk.write() as work:
        set_up(work)
        with pytest.raises(Refused, match="已过"):
            months.plannable(work, Month(2026, 10))
        with pytest.raises(Refused, match="已过"):
            planner.plan_by_turns(work, Month(2026, 10))


def test_a_month_without_plan_shifts_or_people_is_told(desk: Desk) -> None:
    with desk.write() as work:
        with pytest.raises(Refused, match="还没有排班"):
            months.publish(work, JANUARY)
        with pytest.raises(Refused, match="请先设置班次"):
            planner.plan_month(work, JANUARY, 5, 1)
        shifts.add(work, ShiftCard("上午班", 480, 720))
        with pytest.raises(planner.NoPlan, match="无人可排"):
            planner.plan_month(work, JANUARY, 5, 1)


def test_a_plan_with_broken_rules_is_published_only_when_that_is_wanted(desk: Desk) -> None:
    with desk.write() as work:
        set_up(work)
        _ask, plan = planner.plan_month(work, JANUARY, 10, 1)
        gone = sorted(plan.assignments)[0]
        months.edit_draft(work, JANUARY, gone, None, None)
        with pytest.raises(Refused, match="需要1人，现排0人"):
            months.publish(work, JANUARY)
        months.publish(work, JANUARY, despite=True)
        assert queries.roster_of(work, JANUARY).published


def test_planning_again_keeps_pins_and_what_is_past(desk: Desk, hands: Hands) -> None:
    with desk.write() as work:
        set_up(work)
        planner.plan_month(work, Month(2026, 12), 10, 1)
        pinned = queries.duties_between(work, date(2026, 12, 20), date(2026, 12, 20))[0].assignment
        months.pin(work, pinned, True)
        before = {d.assignment for d in queries.duties_between(work, date(2026, 12, 1), date(2026, 12, 9))}
    hands.forward(days=16)
    with desk.write() as work:
        assert work.today == date(2026, 12, 10)
        assignees.add_absence(work, Absence(pinned.person, AbsenceKind.LEAVE, date(2026, 12, 24), date(2026, 12, 31)))
        _ask, plan = planner.plan_month(work, Month(2026, 12), 10, 2)
        assert before <= plan.assignments and pinned in plan.assignments
        assert months.problems(work, Month(2026, 12)) == []


def test_a_part_is_planned_again_with_the_rest_held(desk: Desk) -> None:
    with desk.write() as work:
        ids = set_up(work)
        _ask, plan = planner.plan_month(work, JANUARY, 10, 1)
        assignees.add_absence(work, Absence(ids["甲一"], AbsenceKind.LEAVE, date(2027, 1, 11), date(2027, 1, 17)))
        ask = months.problem_for(work, JANUARY, part=(date(2027, 1, 11), date(2027, 1, 17)))
        again = planner.plan(ask, patient(ask, 10))
    outside = {t for t in plan.assignments if not date(2027, 1, 11) <= t.day <= date(2027, 1, 17)}
    assert outside <= again.assignments
    assert not any(
        t.person == ids["甲一"] and date(2027, 1, 11) <= t.day <= date(2027, 1, 17) for t in again.assignments
    )


def test_a_rule_broken_with_open_eyes_before_does_not_make_the_rest_impossible(desk: Desk) -> None:
    """Somebody was pinned onto a day of leave; the rest of the month is still planned, and that pin stays."""
    with desk.write() as work:
        ids = set_up(work)
        _ask, plan = planner.plan_month(work, JANUARY, 10, 1)
        turn = next(t for t in sorted(plan.assignments) if t.person == ids["甲一"])
        months.pin(work, turn, True)
        assignees.add_absence(work, Absence(ids["甲一"], AbsenceKind.LEAVE, turn.day, turn.day))
        _ask, again = planner.plan_month(work, JANUARY, 10, 1)
        assert turn in again.assignments
        assert [breach.rule for breach in months.problems(work, JANUARY)] == [RosterRule.AWAY]


def test_what_was_done_is_carried_into_the_next_month_and_evened_out(desk: Desk, hands: Hands) -> None:
    ids = published(desk)
    hands.forward(days=40)
    with desk.write() as work:
        for day in range(5, 12):
            duty = duty_on(work, date(2027, 1, day), "上午班")
            if duty.staff_id != ids["乙二"]:
                change = changes.ask_substitution(work, duty.id, ids["乙二"], "测试顶班")
                changes.agree(work, change, signed(work, ids["乙二"]))
                changes.approve(work, change, despite=True)
    hands.forward(days=40)
    with desk.write() as work:
        carried = months.whole_problem(work, Month(2027, 2)).carried
        assert carried[ids["乙二"]].points > 300
        assert abs(sum(load.points for load in carried.values())) <= 10
        ask, plan = planner.plan_month(work, Month(2027, 2), 10, 1)
        own = standings(ask, plan.assignments)
        assert max(abs(s.over) for id, s in own.items() if id != ids["主任"]) < 300
        assert own[ids["乙二"]].load.points < own[ids["甲一"]].load.points


def test_leave_is_checked_and_a_clerk_enters_only_own_wishes(desk: Desk) -> None:
    with desk.write() as work:
        ids = set_up(work)
        first, last = date(2027, 1, 4), date(2027, 1, 8)
        assignees.add_absence(work, Absence(ids["甲一"], AbsenceKind.LEAVE, first, last, reason="年休假"))
        bad = (
            (Absence(ids["甲一"], AbsenceKind.LEAVE, last, last + timedelta(days=1)), "first"),
            (Absence(ids["乙二"], AbsenceKind.LEAVE, last, first), "last"),
            (Absence(ids["乙二"], AbsenceKind.LEAVE, first, last, 720, 720), "hours"),
            (Absence(ids["乙二"], AbsenceKind.LEAVE, first, first + timedelta(days=800)), "last"),
            (Absence(ids["乙二"], AbsenceKind.UNAVAILABLE, first, last, weekdays=frozenset()), "weekdays"),
        )
        for absence, field in bad:
            with pytest.raises(Invalid) as wrong:
                assignees.add_absence(work, absence)
            assert wrong.value.problems[0].field == field
        own = as_(work, ids["乙二"])
        assignees.add_absence(own, Absence(ids["乙二"], AbsenceKind.WISH_OFF, first, last))
        for absence in (
            Absence(ids["丙三"], AbsenceKind.WISH_OFF, first, last),
            Absence(ids["乙二"], AbsenceKind.LEAVE, first, last),
        ):
            with pytest.raises(NotAllowed):
                assignees.add_absence(own, absence)


def test_half_a_day_of_leave_frees_only_that_half(desk: Desk) -> None:
    with desk.write() as work:
        ids = set_up(work)
        assignees.add_absence(work, Absence(ids["甲一"], AbsenceKind.LEAVE, date(2027, 1, 4), date(2027, 1, 4), 0, 720))
        ask = months.problem_for(work, JANUARY)
    morning, afternoon = (
        next(s for s in ask.slots if s.day == date(2027, 1, 4) and s.shift.name == name)
        for name in ("上午班", "下午班")
    )
    assert ask.away(ids["甲一"], morning) and not ask.away(ids["甲一"], afternoon)


def test_leave_is_imported_and_every_bad_row_told(desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "请假.csv"
    file.write_text(
        "2027年1月请假表,,,,\n姓名,假别,开始日期,结束日期,时段\n甲一,年休假,2027.1.4,2027年1月6日,\n乙二,病假,2027-01-05,,上午\n"
        "无此人,事假,2027-01-05,,\n丙三,事假,不知道,,\n丁四,事假,2027-01-09,2027-01-08,\n戊五,事假,2027-01-09,,晚上\n",
        "utf-8",
    )
    with desk.write() as work:
        ids = set_up(work)
        prepared = imports.prepare(work, "leave", file)
        assert [bad.row for bad in prepared.rejected] == [5, 6, 7, 8]
        assert imports.store(work, prepared, file) == 2
        first, second = assignees.absences_between(work, date(2027, 1, 1), date(2027, 1, 31))
        assert (first.staff_id, first.last, first.reason) == (ids["甲一"], date(2027, 1, 6), "年休假")
        assert (second.begins, second.ends) == (0, 720)


def test_rotation_goes_on_where_the_month_before_ended(desk: Desk) -> None:
    with desk.write() as work:
        ids = set_up(work)
        planner.plan_by_turns(work, JANUARY)
        planner.plan_by_turns(work, Month(2027, 2))
        order = [ids[name] for name in CLERKS]
        last = duty_on(work, date(2027, 1, 31), "下午班").staff_id
        first = duty_on(work, date(2027, 2, 1), "上午班").staff_id
        assert first == order[(order.index(last) + 1) % len(order)]


def test_a_year_of_loads_tells_every_month_against_the_fair_share(desk: Desk) -> None:
    ids = published(desk)
    with desk.read() as work:
        lines = {line.staff_id: line for line in year_of_loads(work, 2027)}
    line = lines[ids["甲一"]]
    assert line.loads[0] is not None and line.fair[0] is not None and line.loads[1] is None
    assert line.over == line.loads[0] - line.fair[0]


def test_a_make_up_day_entered_by_the_manager_moves_the_duties(desk: Desk) -> None:
    with desk.write() as work:
        set_up(work)
        shifts.add(work, ShiftCard("白班", 480, 600))
        days_off.enter(work, 2027, [(date(2027, 1, 9), DayMark(True, "")), (date(2027, 1, 11), DayMark(False, "调休"))])
        ask = months.problem_for(work, JANUARY)
    names = {(slot.day, slot.shift.name) for slot in ask.slots}
    assert (date(2027, 1, 9), "白班") in names and (date(2027, 1, 11), "白班") not in names


def test_the_order_and_limits_of_a_person_are_kept(desk: Desk) -> None:
    with desk.write() as work:
        ids = set_up(work)
        everyone = assignees.all_assignees(work)
        assignees.set_order(work, [taker.id for taker in reversed(everyone)])
        assert assignees.all_assignees(work)[0].id == everyone[-1].id
        mine = next(taker for taker in assignees.all_assignees(work) if taker.id == ids["甲一"])
        assignees.save(work, replace(mine, share=50, skills=frozenset({"医保"}), last=date(2027, 1, 15)))
        ask = months.problem_for(work, JANUARY)
        person = ask.by_id[ids["甲一"]]
        assert (person.share, person.skills, person.works_on(date(2027, 1, 16))) == (50, frozenset({"医保"}), False)
        with pytest.raises(Invalid):
            assignees.save(work, replace(mine, first=date(2027, 2, 1), last=date(2027, 1, 1)))
        with pytest.raises(Invalid):
            assignees.save(work, replace(mine, share=0))


def test_a_duty_cannot_be_given_twice_to_the_same_person(desk: Desk) -> None:
    with desk.write() as work:
        set_up(work)
        ask, plan = planner.plan_month(work, JANUARY, 10, 1)
        turn = min(plan.assignments)
        with pytest.raises(Refused, match="已在该班次"):
            months.edit_draft(work, JANUARY, None, turn, ask.by_key[turn[:2]])
