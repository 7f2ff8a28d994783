"""An order's journey: declined once, silent once, sent by the leader, done, rated poorly, done again, rated well; then
points, and what somebody gets for them. And a member who leaves in between.
"""

from __future__ import annotations

import pytest

from desk.books.cases import Evaluation
from desk.books.invariants import book_problems
from desk.books.orders import answering, dispatching, doing, placing, proposals, queries, rating
from desk.books.orders.model import (
    Complaint,
    DispatchAnswer,
    NewOrder,
    OrderChannel,
    OrderKind,
    OrderState,
    RatingMeans,
)
from desk.books.points import queries as points
from desk.books.points import redeeming, rewards, rules
from desk.books.points.model import RedemptionState, Reward
from desk.books.registry import find_book
from desk.books.teams import leaving
from desk.core.errors import Invalid, NotAllowed
from desk.core.permissions import Role
from desk.core.work import Work
from desk.services.session import Desk
from tests.conftest import Hands
from tests.support.orders import colleague, set_up, wish

BOOK = find_book("orders")
SOAP = Reward("洗洁精", 15, 500, 3)


def balance(work: Work, member: int) -> int:
    return points.find_holder(work, member).balance


def keys(work: Work) -> set[str]:
    """What the bar asks for."""
    return {each.key for each in BOOK.attention(work) if each.count}


def sign_in(work: Work) -> None:
    """What the clock has brought about is noted."""
    BOOK.take_seat(work, None)


def propose(work: Work, order_id: int) -> list[int]:
    """The members in the order in which they are proposed."""
    return [each.member_id for each in proposals.candidates(work, queries.find(work, order_id))]


def finish_and_rate(work: Work, order_id: int, minutes: dict[int, int], level: Evaluation, reason: str = "") -> None:
    """The clerk writes down that it was done, another one rings up."""
    doing.finish(colleague(work), order_id, "上门更换水管接头", minutes)
    rating.rate(colleague(work, "黄志强"), order_id, level, RatingMeans.TELEPHONE, reason)


def test_a_leaking_pipe(desk: Desk, hands: Hands) -> None:
    with desk.write() as work:
        ready = set_up(work)
        rules.take_presets(work)
        soap = rewards.add(work, SOAP)
        clerk = colleague(work)
        order = placing.place(clerk, wish(ready, channel=OrderChannel.TELEPHONE))
        assert keys(clerk) == {"orders_to_review"}
        dispatching.review(clerk, order.id)
        first, second = propose(clerk, order.id)[:2]
        dispatching.offer(clerk, order.id, ready.team, first)
    hands.forward(hours=1)
    with desk.write() as work:
        clerk = colleague(work)
        answering.answer_line(clerk, "001 不去 在外地")
        assert propose(clerk, order.id)[-1] == first
        dispatching.offer(clerk, order.id, ready.team, second)
    hands.forward(hours=25)
    with desk.write() as work:
        clerk = colleague(work)
        assert "orders_silent" in keys(clerk)
        sign_in(clerk)
        assert "orders_before_leader" in keys(work)
        with pytest.raises(NotAllowed):
            dispatching.offer(clerk, order.id, ready.other)
        leader = colleague(work, "吴领导", Role.LEADER)
        third = propose(leader, order.id)[0]
        dispatching.offer(leader, order.id, ready.other, third)
        answering.answer_line(clerk, f"{order.number} 接")
        doing.begin(clerk, order.id)
    hands.forward(hours=2)
    with desk.write() as work:
        finish_and_rate(work, order.id, {third: 90}, Evaluation.DISSATISFIED, "拧紧后还在渗水")
        again = queries.find(work, order.id)
        assert (again.state, again.settled_at, balance(work, third)) == (OrderState.REDO, None, 0)
    hands.forward(days=1)
    with desk.write() as work:
        finish_and_rate(work, order.id, {third: 60}, Evaluation.SATISFIED)
        order = queries.find(work, order.id)
        assert (order.state, order.redone, order.settled_at) == (OrderState.RATED, True, work.now)
        assert balance(work, third) == 10
        answers = [each.answer for each in queries.dispatches_of(work, order.id)]
        assert answers == [DispatchAnswer.DECLINED, DispatchAnswer.TIMED_OUT, DispatchAnswer.TAKEN]
        with pytest.raises(Invalid):
            redeeming.reserve(work, third, soap)
    _one_more_and_something_for_it(desk, hands, ready.other, third, soap, ready.people[1])
    with desk.read() as work:
        assert not list(book_problems(work))
        assert keys(work) == set()


def _one_more_and_something_for_it(desk: Desk, hands: Hands, team: int, member: int, soap: int, who: int) -> None:
    """Another hour, then fifteen points for a bottle, once; a complaint that is true leaves nobody below nothing."""
    with desk.write() as work:
        order = placing.place(colleague(work), wish_of(who))
        dispatching.review(work, order.id)
        dispatching.offer(work, order.id, team, member)
        answering.take(work, order.id, member)
    hands.forward(hours=2)
    with desk.write() as work:
        finish_and_rate(work, order.id, {member: 60}, Evaluation.VERY_SATISFIED)
        assert balance(work, member) == 20
        reserved = redeeming.reserve(work, member, soap)
        assert redeeming.hand_out(work, reserved.id).state is RedemptionState.GIVEN
        with pytest.raises(Invalid):
            redeeming.reserve(work, member, soap)
        assert balance(work, member) == 5
        doing.complain(colleague(work), order.id, "只来了一刻钟")
        assert doing.judge(work, order.id, True, "经核实属实").complaint is Complaint.UPHELD
        assert balance(work, member) == 0


def wish_of(who: int) -> NewOrder:
    return NewOrder(OrderKind.REPAIR, "楼道电灯不亮", resident_id=who)


def test_a_member_who_leaves(desk: Desk, hands: Hands) -> None:
    with desk.write() as work:
        ready = set_up(work)
        order = placing.place(work, wish(ready))
        dispatching.review(work, order.id)
        leaving_one, other = ready.members[:2]
        dispatching.offer(work, order.id, ready.team, leaving_one)
        answering.take(work, order.id, leaving_one)
        leaving.leave(work, leaving_one, work.today, "迁往外地")
        assert {"orders_before_leader", "orders_to_dispatch"} <= keys(work)
        assert leaving_one not in propose(work, order.id)
        assert queries.moves_of(work, order.id)[-1].remark == "承接的队员已退队。"
        dispatching.offer(work, order.id, ready.team, other)
        assert "orders_before_leader" not in keys(work)
    hands.forward(hours=1)
    with desk.write() as work:
        answering.take(work, order.id, other)
        finish_and_rate(work, order.id, {other: 30}, Evaluation.SATISFIED)
        assert not list(book_problems(work))
