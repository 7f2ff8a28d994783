"""An order on its way: placed, reviewed, sent, answered, done, rated; and what is refused, in which words."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from desk.books import registry, residents
from desk.books.cases import Evaluation
from desk.books.invariants import book_problems
from desk.books.orders import answering, dispatching, doing, placing, queries, rating, settling
from desk.books.orders.model import (
    Complaint,
    DispatchAnswer,
    NewOrder,
    OrderKind,
    OrderState,
    OrderUrgency,
    RatingMeans,
)
from desk.books.teams import leaving, teams
from desk.core.clock import local
from desk.core.errors import Invalid, NotAllowed, Refused
from desk.core.permissions import Role
from desk.core.work import Work
from desk.services.session import Desk
from tests.support.orders import Ready, colleague, done, later, offered, queued, set_up, taken, wish

GOOD, POOR = Evaluation.SATISFIED, Evaluation.DISSATISFIED


def wrong(work: Work, asked: NewOrder) -> set[str]:
    """The fields that are refused."""
    with pytest.raises(Invalid) as refused:
        placing.place(work, asked)
    return {problem.field for problem in refused.value.problems}


def rate(work: Work, id: int, level: Evaluation = GOOD, reason: str = "") -> object:
    return rating.rate(colleague(work), id, level, RatingMeans.TELEPHONE, reason)


def test_an_order_has_a_number_and_what_is_known_of_the_person(desk: Desk) -> None:
    with desk.write() as work:
        ready = set_up(work)
        order = placing.place(work, wish(ready))
        assert (order.number, order.state) == ("D20261124-001", OrderState.PLACED)
        assert (order.telephone, order.place, order.village_group) == ("13800000000", "凤亭村三组1号", "三组")
        assert (order.who, order.asker) == ("张*丰", "")
        assert local(order.review_by).strftime("%d %H:%M") == "24 15:30"
        assert placing.place(work, wish(ready, 1)).number == "D20261124-002"
        stranger = placing.place(work, NewOrder(OrderKind.COMPANY, "陪去医院", asker="李四", telephone="13900000009"))
        assert stranger.who == "李*"
    with desk.read() as work:
        assert not list(book_problems(work))


def test_what_is_wrong_is_told_by_its_field(desk: Desk) -> None:
    with desk.write() as work:
        ready = set_up(work)
        assert wrong(work, NewOrder(OrderKind.REPAIR, " ")) == {"asker", "description", "telephone"}
        assert wrong(work, wish(ready, telephone="12")) == {"telephone"}
        assert wrong(work, wish(ready, people=0)) == {"people"}
        assert wrong(work, wish(ready, description="修" * 501)) == {"description"}
        assert wrong(work, wish(ready, wanted_by=work.now)) == {"wanted_by"}
        span = {"wanted_from": work.now + timedelta(hours=2), "wanted_by": work.now + timedelta(hours=1)}
        assert wrong(work, wish(ready, **span)) == {"wanted_by"}


def test_a_merged_person_has_the_order_of_the_record_that_is_left(desk: Desk) -> None:
    with desk.write() as work:
        ready = set_up(work)
        nameless = residents.add(work, residents.ResidentDetails("张三丰", telephone="13800000000")).id
        order = placing.place(work, wish(ready, resident_id=nameless))
        residents.merge(work, ready.people[0], nameless)
        assert queries.find(work, order.id).resident_id == ready.people[0]
        assert placing.place(work, wish(ready, resident_id=nameless)).resident_id == ready.people[0]


def test_the_straight_way_from_the_counter_to_the_rating(desk: Desk) -> None:
    with desk.write() as work:
        ready = set_up(work)
        order = taken(work, ready)
        assert order.member == "林一明"
        doing.begin(work, order.id)
        after = later(work, hours=2)
        order = doing.finish(after, order.id, "已修好", {ready.members[0]: 90, ready.members[1]: 30})
        assert (order.minutes, str(order.call_back_on)) == (120, "2026-11-25")
        assert [each.minutes for each in queries.people_of(work, order.id)] == [90, 30]
        order = rating.rate(colleague(after), order.id, GOOD, RatingMeans.TELEPHONE)
        assert order.state is OrderState.RATED
        assert order.settled_at == after.now
        assert [each.state.value for each in queries.moves_of(work, order.id)] == (
            "placed reviewed offered taken doing done rated".split()
        )
        assert not list(book_problems(work))


def test_reasons_are_asked_for(desk: Desk) -> None:
    with desk.write() as work:
        ready = set_up(work)
        order = queued(work, ready)
        for act in (
            lambda: dispatching.refuse(work, order.id, " "),
            lambda: dispatching.turn(work, order.id, "12345", ""),
            lambda: doing.cancel(work, order.id, ""),
        ):
            with pytest.raises(Invalid):
                act()
        with pytest.raises(Invalid) as unknown:
            dispatching.turn(work, order.id, "cases:99", "是医保业务")
        assert [problem.field for problem in unknown.value.problems] == ["became"]
        turned = dispatching.turn(work, order.id, "12345", "转热线")
        assert (turned.state, turned.became) == (OrderState.TURNED, "12345")
        with pytest.raises(Refused):
            dispatching.offer(work, order.id, ready.team)


def test_only_the_leader_refuses_an_order(desk: Desk) -> None:
    with desk.write() as work:
        order = queued(work, set_up(work))
        with pytest.raises(NotAllowed):
            dispatching.refuse(colleague(work), order.id, "不属于服务范围")
        assert dispatching.refuse(work, order.id, "不属于服务范围").state is OrderState.REFUSED


def test_declined_once_and_silent_once_it_is_the_leaders(desk: Desk) -> None:
    with desk.write() as work:
        ready = set_up(work)
        clerk = colleague(work)
        order = queued(clerk, ready)
        dispatching.offer(clerk, order.id, ready.team, ready.members[0])
        back = answering.decline(clerk, order.id, "在外地")
        assert (back.state, back.refused_times, back.team_id) == (OrderState.REVIEWED, 1, None)
        dispatching.offer(clerk, order.id, ready.other)
        assert answering.time_out(clerk) == []
        silent = later(clerk, hours=25)
        assert [each.refused_times for each in answering.time_out(silent)] == [2]
        with pytest.raises(NotAllowed) as leaders:
            dispatching.offer(silent, order.id, ready.team, ready.members[1])
        assert "2次" in leaders.value.message
        dispatching.offer(later(work, hours=25), order.id, ready.team, ready.members[1])
        answers = [each.answer for each in queries.dispatches_of(work, order.id)]
        assert answers == [DispatchAnswer.DECLINED, DispatchAnswer.TIMED_OUT, DispatchAnswer.NONE]


def test_an_urgent_order_is_answered_in_two_hours(desk: Desk) -> None:
    with desk.write() as work:
        ready = set_up(work)
        order = offered(work, ready, urgency=OrderUrgency.URGENT)
        sent = queries.find(work, order.id)
        assert sent.accept_by == work.now + timedelta(hours=2)
        assert sent.due_at == work.now + timedelta(hours=24)
        assert [each.id for each in answering.time_out(later(work, hours=3))] == [order.id]


def test_it_is_answered_once_and_by_whom_was_asked(desk: Desk) -> None:
    with desk.write() as work:
        ready = set_up(work)
        order = offered(work, ready)
        with pytest.raises(Refused):
            answering.take(work, order.id, ready.members[1])
        with pytest.raises(Refused):
            answering.take(work, order.id, ready.members[2])
        answering.take(work, order.id, ready.members[0])
        with pytest.raises(Refused):
            answering.take(work, order.id, ready.members[0])
        with pytest.raises(Refused):
            answering.decline(work, order.id, "有事")
        team = offered(work, ready, None, who=1)
        assert answering.take(work, team.id, ready.members[1]).member == "陈二妹"


def test_who_left_and_a_team_that_is_no_more_are_not_asked(desk: Desk) -> None:
    with desk.write() as work:
        ready = set_up(work)
        order = queued(work, ready)
        leaving.leave(work, ready.members[0], work.today, "迁走")
        with pytest.raises(Refused):
            dispatching.offer(work, order.id, ready.team, ready.members[0])
        with pytest.raises(Refused):
            dispatching.offer(work, order.id, ready.team, ready.members[2])
        for member in ready.members[2:]:
            leaving.leave(work, member, work.today, "迁走")
        teams.set_active(work, ready.other, False)
        with pytest.raises(Refused):
            dispatching.offer(work, order.id, ready.other)


def test_what_somebody_had_who_leaves_goes_back_to_the_queue(desk: Desk) -> None:
    with desk.write() as work:
        ready = set_up(work)
        asked, has = offered(work, ready), taken(work, ready, who=1)
        leaving.leave(work, ready.members[0], work.today, "迁走")
        for order in (queries.find(work, asked.id), queries.find(work, has.id)):
            assert (order.state, order.member_id, order.freed, order.refused_times) == (
                OrderState.REVIEWED,
                None,
                True,
                0,
            )
        assert asked.number in work.remarks[-1]
        dispatching.offer(work, asked.id, ready.other)
        assert not queries.find(work, asked.id).freed
        assert not list(book_problems(work))


def test_somebody_of_the_same_household_is_sent_by_the_leader(desk: Desk) -> None:
    with desk.write() as work:
        ready = set_up(work)
        clerk = colleague(work)
        order = queued(clerk, ready, telephone="13900000000")
        with pytest.raises(NotAllowed) as household:
            dispatching.offer(clerk, order.id, ready.team, ready.members[0])
        assert "林*明" in household.value.message
        dispatching.offer(clerk, order.id, ready.team)
        with pytest.raises(NotAllowed):
            answering.take(clerk, order.id, ready.members[0])
        answering.take(work, order.id, ready.members[0])
        doing.finish(clerk, order.id, "好", {ready.members[0]: 1})


def test_a_helper_of_the_same_household_is_agreed_to_by_the_leader(desk: Desk) -> None:
    with desk.write() as work:
        ready = set_up(work)
        order = taken(work, ready, 1, telephone="13900000000")
        both = dict.fromkeys(ready.members[:2], 1)
        with pytest.raises(NotAllowed):
            doing.finish(colleague(work), order.id, "好", both)
        assert doing.finish(work, order.id, "好", both).minutes == 2


def test_done_needs_proof_people_and_minutes_that_can_be(desk: Desk) -> None:
    with desk.write() as work:
        ready = set_up(work)
        order = taken(work, ready)

        def refused(result: str, people: dict[int, int], hours: int = 1) -> set[str]:
            with pytest.raises(Invalid) as invalid:
                doing.finish(later(work, hours=hours), order.id, result, people)
            return {problem.field for problem in invalid.value.problems}

        first = ready.members[0]
        assert refused("", {}) == {"result", "people"}
        assert refused("好", {first: 0}) == {"people"}
        assert refused("好", {first: 61}) == {"people"}
        assert refused("好", {first: 24 * 60 + 1}, hours=48) == {"people"}
        assert doing.finish(later(work, hours=1), order.id, "好", {first: 60}).state is OrderState.DONE


def test_a_rating_is_by_somebody_who_had_no_part(desk: Desk) -> None:
    with desk.write() as work:
        ready = set_up(work)
        order = done(work, ready)
        with pytest.raises(NotAllowed):
            rating.rate(work, order.id, GOOD, RatingMeans.TELEPHONE)
        with pytest.raises(Invalid):
            rate(work, order.id, POOR)
        with pytest.raises(Invalid):
            rate(work, order.id, Evaluation.NOT_ASKED)
        assert [each.id for each in queries.to_call(later(work, days=1))] == [order.id]
        assert queries.to_call(work) == []
        rating.not_reached(colleague(later(work, days=1)), order.id)
        assert queries.to_call(later(work, days=1)) == []
        rate(work, order.id)
        with pytest.raises(Refused):
            rate(work, order.id)


def test_the_telephone_of_who_did_it_is_no_rating(desk: Desk) -> None:
    with desk.write() as work:
        ready = set_up(work)
        order = done(work, ready, telephone="13900000000")
        with pytest.raises(Refused):
            rate(work, order.id)
        rating.rate(colleague(work), order.id, GOOD, RatingMeans.PAPER)


def test_a_poor_rating_has_it_done_again_once_and_the_next_goes_before_the_leader(desk: Desk) -> None:
    with desk.write() as work:
        ready = set_up(work)
        order = done(work, ready)
        rate(work, order.id, POOR, "还在漏")
        again = queries.find(work, order.id)
        assert (again.state, again.redone, again.settled_at) == (OrderState.REDO, True, None)
        assert again.due_at is not None and local(again.due_at).strftime("%m-%d %H:%M") == "12-01 23:59"
        doing.finish(later(work, hours=3), order.id, "换了水管", {ready.members[1]: 100})
        assert [each.member_id for each in queries.people_of(work, order.id)] == [ready.members[1]]
        rate(work, order.id, POOR, "又漏了")
        last = queries.find(work, order.id)
        assert (last.state, last.complaint, last.settled_at) == (OrderState.RATED, Complaint.MADE, None)
        assert [each.id for each in queries.board(work)] == [order.id]
        judged = doing.judge(work, order.id, True, "确实没修好")
        assert judged.complaint is Complaint.UPHELD
        assert judged.settled_at is not None
        assert not list(book_problems(work))


def test_not_rated_in_a_week_is_settled_and_may_be_rated_late(desk: Desk) -> None:
    with desk.write() as work:
        ready = set_up(work)
        order = done(work, ready)
        assert rating.settle_unrated(later(work, days=7)) == []
        [settled] = rating.settle_unrated(later(work, days=8))
        assert (settled.state, settled.settled_at is not None) == (OrderState.UNRATED, True)
        rating.rate(colleague(later(work, days=9)), order.id, POOR, RatingMeans.PAPER, "来晚了")
        late = queries.find(work, order.id)
        assert (late.state, late.complaint, late.settled_at) == (
            OrderState.RATED,
            Complaint.MADE,
            settled.settled_at,
        )


def test_a_complaint_is_judged_by_the_leader_and_settles_anew(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []
    with desk.write() as work:
        ready = set_up(work)
        with pytest.raises(Refused):
            doing.complain(work, taken(work, ready).id, "没来")
        order = done(work, ready, who=1)
        rate(work, order.id)
        listen(monkeypatch, asked)
        doing.complain(work, order.id, "收了钱")
        with pytest.raises(Refused):
            doing.complain(work, order.id, "收了钱")
        with pytest.raises(NotAllowed):
            doing.judge(colleague(work), order.id, True, "属实")
        leader = colleague(work, "吴领导", Role.LEADER)
        assert doing.judge(leader, order.id, True, "属实").complaint is Complaint.UPHELD
        assert asked == [order.id]
        with pytest.raises(Refused):
            doing.judge(leader, order.id, False, "不属实")


def listen(monkeypatch: pytest.MonkeyPatch, asked: list[int]) -> None:
    """Note for which orders the books are asked what follows."""
    heard = replace(registry.find_book("centre"), order_settled=lambda _work, id: asked.append(id))
    monkeypatch.setattr(settling, "books", lambda: (heard,))


def test_cancelled_until_it_is_done(desk: Desk) -> None:
    with desk.write() as work:
        ready = set_up(work)
        order = offered(work, ready)
        assert doing.cancel(work, order.id, "自己修好了").state is OrderState.CANCELLED
        [dispatch] = queries.dispatches_of(work, order.id)
        assert dispatch.answer is DispatchAnswer.WITHDRAWN
        with pytest.raises(Refused):
            doing.cancel(work, done(work, ready, who=1).id, "不要了")
        assert not list(book_problems(work))


def test_withdrawn_counts_as_nobodys_fault(desk: Desk) -> None:
    with desk.write() as work:
        ready: Ready = set_up(work)
        order = taken(work, ready)
        back = dispatching.withdraw(work, order.id, "派错了")
        assert (back.state, back.refused_times, back.member_id) == (OrderState.REVIEWED, 0, None)
