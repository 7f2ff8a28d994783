"""What nobody gets round: a complaint that was held true, and that whoever had a part does not ask how it was."""

from __future__ import annotations

import pytest

from desk.books.cases import Evaluation
from desk.books.orders import answering, dispatching, doing, placing, queries, rating
from desk.books.orders.model import Complaint, NewOrder, OrderKind, OrderState, RatingMeans
from desk.books.points import order_queries, rules
from desk.books.points import queries as points
from desk.books.teams import leaving
from desk.core.errors import NotAllowed, Refused
from desk.services.session import Desk
from tests.conftest import Hands
from tests.support.orders import colleague, done, set_up, taken

GOOD, POOR = Evaluation.SATISFIED, Evaluation.DISSATISFIED
IN_PERSON = RatingMeans.IN_PERSON


def test_a_second_complaint_does_not_give_the_points_after_all(desk: Desk, hands: Hands) -> None:
    with desk.write() as work:
        ready = set_up(work)
        rules.take_presets(work)
        order = taken(work, ready)
    hands.forward(hours=3)
    with desk.write() as work:
        member = ready.members[0]
        doing.finish(work, order.id, "已修好", {member: 120})
        doing.complain(work, order.id, "没来")
        doing.judge(work, order.id, True, "属实")
        rating.rate(colleague(work), order.id, GOOD, IN_PERSON)
        with pytest.raises(Refused):
            doing.complain(work, order.id, "再投诉一次")
        assert points.find_holder(work, member).balance == 0
        assert order_queries.service_time(work, member, work.today, work.today).minutes == 0


def test_two_poor_ratings_leave_a_complaint_that_was_held_true_as_it_was(desk: Desk) -> None:
    with desk.write() as work:
        ready = set_up(work)
        order = done(work, ready)
        doing.complain(work, order.id, "没来")
        doing.judge(work, order.id, True, "属实")
        rating.rate(colleague(work), order.id, POOR, IN_PERSON, "没修好")
        doing.finish(work, order.id, "重修", {ready.members[1]: 1})
        rated = rating.rate(colleague(work, "黄小燕"), order.id, POOR, IN_PERSON, "还是漏")
        assert (rated.state, rated.complaint) == (OrderState.RATED, Complaint.UPHELD)
        assert rated.settled_at == work.now


def test_who_noted_the_first_doing_does_not_ask_after_the_second(desk: Desk) -> None:
    with desk.write() as work:
        ready = set_up(work)
        clerk, other = colleague(work), colleague(work, "黄小燕")
        order = taken(work, ready)
        doing.finish(clerk, order.id, "已修好", {ready.members[0]: 1})
        rating.not_reached(other, order.id)
        rating.rate(work, order.id, POOR, IN_PERSON, "没修好")
        doing.finish(work, order.id, "重修", {ready.members[1]: 1})
        with pytest.raises(NotAllowed):
            rating.rate(clerk, order.id, GOOD, IN_PERSON)
        assert rating.rate(other, order.id, GOOD, IN_PERSON).state is OrderState.RATED


def test_the_telephone_of_who_did_it_is_theirs_also_once_they_have_left(desk: Desk) -> None:
    with desk.write() as work:
        ready = set_up(work)
        asked = NewOrder(OrderKind.REPAIR, "修水管", asker="甲某", telephone="13900000000")
        order = dispatching.review(work, placing.place(work, asked).id)
        dispatching.offer(work, order.id, ready.team, ready.members[0])
        answering.take(work, order.id, ready.members[0])
        doing.finish(work, order.id, "已修好", {ready.members[0]: 1})
        leaving.leave(work, ready.members[0], work.today, "搬走")
        with pytest.raises(Refused):
            rating.rate(colleague(work), order.id, GOOD, RatingMeans.TELEPHONE)
        assert queries.find(work, order.id).state is OrderState.DONE
