"""Points are earned once by everybody who did an order, by the rule of its day; a true complaint takes them back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from desk.books.orders.model import Complaint, OrderKind
from desk.books.points import card, earning, entering, order_queries, queries, reckoning, redeeming, rules
from desk.books.points.model import PointRule, PostingKind, RuleBasis
from desk.core.errors import Invalid, Refused
from desk.core.work import Work
from desk.models.teams import team_members
from desk.services.session import Desk
from tests.conftest import Hands
from tests.support.points import done_order, give, judge, point_problems, set_up, settle_later


def balance(work: Work, member: int) -> int:
    return queries.find_holder(work, member).balance


@pytest.mark.parametrize(
    ("kind", "minutes", "points"),
    [
        (OrderKind.REPAIR, 60, 10),
        (OrderKind.REPAIR, 89, 10),
        (OrderKind.REPAIR, 90, 15),
        (OrderKind.REPAIR, 29, 0),
        (OrderKind.COMPANY, 60, 12),
        (OrderKind.HARDSHIP, 30, 6),
        (OrderKind.URGENT_HELP, 60, 15),
        (OrderKind.URGENT_HELP, 30, 7),
        (OrderKind.REPAIR, 300, 40),
    ],
)
def test_the_usual_rules_give_by_half_hours_and_stop_at_the_cap(
    desk: Desk, kind: OrderKind, minutes: int, points: int
) -> None:
    with desk.write() as work:
        there = set_up(work)
        earning.settle(work, done_order(work, {there.members[0]: minutes}, kind))
        assert balance(work, there.members[0]) == points
        assert not point_problems(work)


def test_everybody_who_did_it_gets_points_once(desk: Desk) -> None:
    with desk.write() as work:
        there = set_up(work)
        order = done_order(work, {there.members[0]: 60, there.members[1]: 120}, settled=False)
        earning.settle(work, order)
        assert balance(work, there.members[0]) == 0, "not settled yet"
        settle_later(work, order)
        for _again in range(3):
            earning.settle(work, order)
        assert [balance(work, each) for each in there.members] == [10, 20, 0, 0]


def test_the_cap_of_a_day_counts_what_other_rules_gave_and_not_what_was_taken_back(desk: Desk) -> None:
    with desk.write() as work:
        there = set_up(work)
        first = done_order(work, {there.members[0]: 180})
        earning.settle(work, first)
        earning.settle(work, done_order(work, {there.members[0]: 60}, OrderKind.COMPANY))
        assert balance(work, there.members[0]) == 40
        [line, _before] = card.card_of(work, there.members[0]).lines
        assert line.amount == 10 and "已达上限" in line.details
        judge(work, first, Complaint.UPHELD)
        earning.settle(work, first)
        earning.settle(work, done_order(work, {there.members[0]: 60}))
        assert balance(work, there.members[0]) == 20
        assert not point_problems(work)


def test_a_month_has_its_cap_too_and_a_rule_of_the_kind_goes_first(desk: Desk, hands: Hands) -> None:
    with desk.write() as work:
        there = set_up(work)
        rules.add(
            work, PointRule("维修按次", RuleBasis.ORDER, 3, work.today, kinds=(OrderKind.REPAIR.value,), cap_month=5)
        )
        for _n in range(3):
            earning.settle(work, done_order(work, {there.members[0]: 240}))
        assert balance(work, there.members[0]) == 5
    hands.forward(days=20)
    with desk.write() as work:
        earning.settle(work, done_order(work, {there.members[0]: 240}))
        assert balance(work, there.members[0]) == 8


def test_before_a_complaint_is_judged_nothing_is_given_and_when_it_is_upheld_nothing_at_all(desk: Desk) -> None:
    with desk.write() as work:
        there = set_up(work)
        member = there.members[0]
        waiting = done_order(work, {member: 60}, complaint=Complaint.MADE)
        earning.settle(work, waiting)
        assert balance(work, member) == 0
        judge(work, waiting, Complaint.DISMISSED)
        earning.settle(work, waiting)
        assert balance(work, member) == 10
        earning.settle(work, done_order(work, {member: 60}, complaint=Complaint.UPHELD))
        assert balance(work, member) == 10


def test_a_complaint_upheld_later_takes_the_points_back_and_what_is_spent_the_centre_makes_up(desk: Desk) -> None:
    with desk.write() as work:
        there = set_up(work)
        member = there.members[0]
        order = done_order(work, {member: 120})
        earning.settle(work, order)
        redeeming.reserve(work, member, there.soap)
        judge(work, order, Complaint.UPHELD)
        for _again in range(2):
            earning.settle(work, order)
        shown = card.card_of(work, member)
        assert shown.holder.balance == 0 and shown.coming == ()
        kinds = [PostingKind.REVERSED, PostingKind.COVERED, PostingKind.REDEEMED, PostingKind.EARNED]
        assert [line.kind for line in shown.lines] == kinds
        assert [line.balance for line in shown.lines] == [0, 20, 5, 20]
        assert not point_problems(work)


def test_minutes_are_kept_apart_from_points(desk: Desk) -> None:
    with desk.write() as work:
        there = set_up(work, with_rules=False)
        member = there.members[0]
        earning.settle(work, done_order(work, {member: 50}))
        upheld = done_order(work, {member: 70}, complaint=Complaint.UPHELD)
        earning.settle(work, upheld)
        assert balance(work, member) == 0, "no rule, no points"
        served = order_queries.service_time(work, member, work.today, work.today)
        assert (served.orders, served.minutes) == (1, 50)


def test_by_hand_needs_a_rule_or_a_reason_and_nobody_gives_to_themselves(desk: Desk) -> None:
    with desk.write() as work:
        there = set_up(work)
        member, own, gone = there.members[:3]
        report = next(each for each in queries.all_rules(work) if each.basis is RuleBasis.FIXED)
        entering.enter(work, member, rule_id=report.id)
        entering.enter(work, member, points=5, reason="清洁家园", paper="镇〔2026〕3号")
        assert balance(work, member) == 7
        work.change(team_members, own, {"staff_id": work.actor.id})
        work.change(team_members, gone, {"left_on": work.today})
        hour = queries.all_rules(work)[0].id
        for who, wrong in (
            (member, {"points": 5}),
            (member, {"points": 0, "reason": "无"}),
            (member, {"points": 1001, "reason": "多"}),
            (member, {"rule_id": hour}),
            (own, {"points": 5, "reason": "自己"}),
            (gone, {"points": 5, "reason": "退队"}),
        ):
            with pytest.raises(Invalid):
                entering.enter(work, who, **wrong)  # type: ignore[arg-type]


def test_what_was_given_by_mistake_is_taken_back_unless_it_is_spent(desk: Desk) -> None:
    with desk.write() as work:
        there = set_up(work)
        member = there.members[0]
        mistake = give(work, member, 20)
        with pytest.raises(Invalid):
            entering.take_back(work, mistake, " ")
        entering.take_back(work, mistake, "录错人")
        assert balance(work, member) == 0
        with pytest.raises(Refused):
            entering.take_back(work, mistake, "再撤")
        spent = give(work, member, 20)
        redeeming.reserve(work, member, there.soap)
        with pytest.raises(Refused, match="15分"):
            entering.take_back(work, spent, "录错人")


def test_a_rule_that_was_used_is_ended_and_replaced(desk: Desk, hands: Hands) -> None:
    with desk.write() as work:
        there = set_up(work)
        used = queries.all_rules(work)[0]
        unused = queries.all_rules(work)[2]
        earning.settle(work, done_order(work, {there.members[0]: 60}))
        assert rules.edit(work, unused.id, replace(unused, points=20), unused) == unused.id
        with pytest.raises(Refused):
            rules.remove(work, used.id)
        rules.remove(work, unused.id)
    hands.forward(days=1)
    with desk.write() as work:
        fresh = rules.edit(work, used.id, replace(used, points=11), used)
        assert fresh != used.id
        was, now = queries.find_rule(work, used.id), queries.find_rule(work, fresh)
        assert (was.points, was.last_on) == (10, work.today - timedelta(days=1))
        assert (now.points, now.first_on, now.last_on) == (11, work.today, None)
        earning.settle(work, done_order(work, {there.members[1]: 60}))
        assert balance(work, there.members[1]) == 11
        assert rules.edit(work, fresh, replace(now, last_on=work.today), now) == fresh, "its end is no other rule"
        for wrong in (replace(now, name=""), replace(now, points=0), replace(now, last_on=date(2020, 1, 1))):
            with pytest.raises(Invalid):
                rules.add(work, replace(wrong, id=0))


@pytest.mark.parametrize(
    ("day", "months", "expiry"),
    [
        (date(2026, 11, 24), 3, date(2027, 4, 1)),
        (date(2026, 1, 1), 0, date(2027, 1, 1)),
        (date(2026, 12, 31), 14, date(2028, 3, 1)),
    ],
)
def test_points_count_until_so_many_months_after_the_year(day: date, months: int, expiry: date) -> None:
    assert reckoning.expiry_of(day, months) == expiry
