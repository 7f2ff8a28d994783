"""Needs and offerings brought together: what leads where, what is refused, and when something is delivered."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from desk.books.activities import transitions
from desk.books.activities.model import ActivityKind
from desk.books.invariants import book_problems
from desk.books.matching import deliveries, delivery_queries, matches, needs, offerings, queries
from desk.books.matching.model import MatchReason, MatchState, MatchWay, NeedState
from desk.books.orders.model import OrderKind
from desk.core.errors import DeskError, Invalid, NotAllowed, Refused
from desk.core.permissions import Role
from desk.core.words import speak
from desk.core.work import Work
from desk.services.session import Desk
from tests.conftest import Hands
from tests.support import orders
from tests.support.matching import (
    clinic,
    held,
    matched,
    new_need,
    new_offering,
    now,
    pair,
    set_up,
)


def said(error: pytest.ExceptionInfo[DeskError]) -> str:
    return error.value.message


def test_a_need_goes_from_the_counter_to_an_activity_held_and_is_met(desk: Desk) -> None:
    with desk.write() as work:
        partners = set_up(work)
        clerk = orders.colleague(work)
        need = needs.raise_need(clerk, new_need())
        assert need.number == "XQ20261124-001" and need.list_until == work.today + timedelta(days=90)
        offering = offerings.offer(work, new_offering(partners, work.today))
        assert (offering.number, offering.remaining) == ("FW2026-001", 4)
        match = matches.match(work, need.id, offering.id, MatchWay.LIST)
        assert MatchReason.AUDIENCE in match.reasons and match.score > 80
        assert queries.find_offering(work, offering.id).remaining == 3, "the match holds one of the four times"
        claimed = matches.claim(clerk, match.id, match.version)
        activity = clinic(work, partners)
        under_way = deliveries.link_activity(clerk, match.id, claimed.version, activity)
        assert under_way.state is MatchState.UNDER_WAY
        with pytest.raises(Refused) as refused:
            matches.accept(work, match.id, under_way.version)
        assert "尚无可计入的落实记录" in said(refused)
        held(work, activity, 26)
        accepted = matches.accept(work, match.id, under_way.version)
        assert (accepted.state, accepted.delivered, accepted.people, accepted.wanted) == (
            MatchState.ACCEPTED,
            1,
            26,
            30,
        )
        assert queries.find_need(work, need.id).state is NeedState.MET
        assert queries.find_offering(work, offering.id).remaining == 3, "delivered, no longer held"
        back = matches.take_back(work, match.id, accepted.version)
        assert back.state is MatchState.UNDER_WAY
        assert queries.find_need(work, need.id).state is NeedState.MATCHED
    with desk.read() as work:
        assert book_problems(work) == []


def test_a_match_that_fails_puts_its_need_back_on_the_list(desk: Desk) -> None:
    with desk.write() as work:
        match = matched(work, set_up(work))
        with pytest.raises(Invalid) as wrong:
            matches.fail(work, match.id, match.version, " ")
        assert wrong.value.problems[0].field == "reason"
        failed = matches.fail(work, match.id, match.version, "院方人手不足")
        need = queries.find_need(work, match.need_id)
        assert (failed.state, need.state) == (MatchState.FAILED, NeedState.NEW)
        again = matches.match(work, need.id, match.offering_id, MatchWay.BY_HAND)
        assert [each.state for each in queries.matches_of_need(work, need.id)] == [again.state, MatchState.FAILED]
        with pytest.raises(Refused) as refused:
            matches.match(work, need.id, match.offering_id, MatchWay.BY_HAND)
        assert "已匹配" in said(refused)
    with desk.read() as work:
        assert book_problems(work) == []


def test_what_does_not_fit_or_is_used_up_is_not_matched(desk: Desk) -> None:
    with desk.write() as work:
        partners = set_up(work)
        need, offering = pair(work, partners)
        other = offerings.offer(work, new_offering(partners, work.today, title="维修", kind=OrderKind.REPAIR))
        once = offerings.offer(work, new_offering(partners, work.today, promised=1))
        with pytest.raises(Refused, match="不能对接"):
            matches.match(work, need.id, other.id, MatchWay.BY_HAND)
        matches.match(work, needs.raise_need(work, new_need()).id, once.id, MatchWay.BY_HAND)
        with pytest.raises(Refused, match="FW2026-003"):
            matches.match(work, need.id, once.id, MatchWay.BY_HAND)
        stopped = offerings.stop(work, offering.id, offering.version)
        with pytest.raises(Refused, match="FW2026-001"):
            matches.match(work, need.id, stopped.id, MatchWay.BY_HAND)


def test_who_saw_it_before_somebody_changed_it_is_told_by_whom(desk: Desk) -> None:
    with desk.write() as work:
        match = matched(work, set_up(work))
        clerk = orders.colleague(work)
        matches.claim(clerk, match.id, match.version)
        with pytest.raises(Refused, match="林小芳"):
            matches.fail(work, match.id, match.version, "不来了")


def test_a_clerk_raises_and_takes_down_and_a_leader_decides(desk: Desk) -> None:
    with desk.write() as work:
        need, offering = pair(work, set_up(work))
        clerk = orders.colleague(work)
        with pytest.raises(NotAllowed):
            matches.match(clerk, need.id, offering.id, MatchWay.BY_HAND)
        with pytest.raises(NotAllowed):
            needs.give_up(clerk, need.id, need.version, "没有单位")
        gone = needs.withdraw(clerk, need.id, need.version, "居民已自行解决")
        assert gone.state is NeedState.WITHDRAWN and gone.settled_at
        back = needs.reopen(clerk, gone.id, gone.version)
        assert (back.state, back.settled_at) == (NeedState.NEW, None)
        leader = orders.colleague(work, "陈主任", Role.LEADER)
        unmet = needs.give_up(leader, back.id, back.version, "没有单位")
        assert unmet.state is NeedState.UNMET


def test_a_need_at_its_end_is_prolonged_or_given_up(desk: Desk, hands: Hands) -> None:
    with desk.write() as work:
        need = needs.raise_need(work, new_need())
    hands.forward(days=91)
    with desk.write() as work:
        need = queries.find_need(work, need.id)
        assert need.is_over(work.today)
        with pytest.raises(Invalid) as wrong:
            needs.prolong(work, need.id, need.version, work.today)
        assert wrong.value.problems[0].field == "list_until"
        speak("en")
        try:
            longer = needs.prolong(work, need.id, need.version, work.today + timedelta(days=30))
        finally:
            speak("zh_CN")
        assert not longer.is_over(work.today)
        assert "在列至" in queries.moves_of_need(work, need.id)[-1].remark, "the data file speaks Chinese to everybody"
        assert [move.state for move in queries.moves_of_need(work, need.id)] == [NeedState.NEW, NeedState.NEW]


def test_an_activity_is_linked_once_and_only_where_it_fits(desk: Desk) -> None:
    with desk.write() as work:
        partners = set_up(work)
        match = matched(work, partners)
        talk = clinic(work, partners, title="讲座", kind=ActivityKind.POLICY)
        with pytest.raises(Refused, match="讲座"):
            deliveries.link_activity(work, match.id, match.version, talk)
        gone = clinic(work, partners, slot=2)
        transitions.cancel(work, gone, "停电")
        with pytest.raises(Refused, match="已取消"):
            deliveries.link_activity(work, match.id, match.version, gone)
        good = clinic(work, partners, slot=4)
        assert good in {each.id for each in deliveries.choices(work, match)}
        linked = deliveries.link_activity(work, match.id, match.version, good)
        assert linked.state is MatchState.UNDER_WAY, "an activity says that the partner said yes"
        with pytest.raises(Refused, match="实施中"):
            matches.claim(work, linked.id, linked.version)
        assert good not in {each.id for each in deliveries.choices(work, linked)}
        with pytest.raises(Refused, match="已关联"):
            deliveries.link_activity(work, match.id, linked.version, good)
        [delivery] = delivery_queries.of_match(work, match.id)
        deliveries.unlink(work, delivery.id)
        assert now(work, match).state is MatchState.CLAIMED
    with desk.read() as work:
        assert book_problems(work) == []


def test_an_order_that_is_done_is_a_delivery_to_whoever_asked(desk: Desk, hands: Hands) -> None:
    with desk.write() as work:
        partners = set_up(work)
        ready = orders.set_up(work)
        order = orders.taken(work, ready)
        need = needs.raise_need(work, new_need(kind=OrderKind.REPAIR))
        offering = offerings.offer(work, new_offering(partners, work.today, kind=OrderKind.REPAIR, title="上门维修"))
        match = matches.match(work, need.id, offering.id, MatchWay.BY_HAND)
        with pytest.raises(Refused, match="没有此编号"):
            deliveries.link_order(work, match.id, match.version, "DD1")
        match = deliveries.link_order(work, match.id, match.version, order.number.lower())
        assert (match.state, match.delivered) == (MatchState.UNDER_WAY, 0)
    hands.forward(minutes=30)
    with desk.write() as work:
        orders.doing.finish(work, order.id, "已修好", {ready.members[0]: 20})
        assert (now(work, match).delivered, now(work, match).people) == (1, 1)


def test_promises_are_not_cut_below_what_was_agreed(desk: Desk) -> None:
    with desk.write() as work:
        match = matched(work, set_up(work))
        offering = queries.find_offering(work, match.offering_id)
        with pytest.raises(Invalid) as wrong:
            offerings.edit(
                work, offering.id, replace(offering, promised=0 + 1, kind=ActivityKind.LAW, people_each=0), offering
            )
        assert {problem.field for problem in wrong.value.problems} == {"people_each"}
        with pytest.raises(Invalid) as wrong:
            offerings.edit(work, offering.id, replace(offering, kind=ActivityKind.LAW), offering)
        assert {problem.field for problem in wrong.value.problems} == {"kind"}
        assert offerings.edit(work, offering.id, replace(offering, promised=1), offering).remaining == 0


def wrong_fields(work: Work, **more: object) -> set[str]:
    with pytest.raises(Invalid) as wrong:
        needs.raise_need(work, new_need(**more))
    return {problem.field for problem in wrong.value.problems}


def test_a_need_says_what_is_wrong_beside_each_field(desk: Desk) -> None:
    with desk.write() as work:
        yesterday, soon = work.today - timedelta(days=1), work.today + timedelta(days=5)
        assert wrong_fields(work, description="  ", people=0) == {"description", "people"}
        assert wrong_fields(work, wanted_by=yesterday) == {"wanted_by"}
        assert wrong_fields(work, wanted_by=soon, list_until=work.today) == {"list_until"}
        assert wrong_fields(work, zone_id=99) == {"zone_id"}
        assert needs.raise_need(work, new_need(wanted_by=work.today + timedelta(days=200))).list_until == (
            work.today + timedelta(days=200)
        ), "it stays on the list as long as it is wanted"
