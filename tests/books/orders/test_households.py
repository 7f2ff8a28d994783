"""Who counts as one household with whoever asks, and who has a part in an order."""

from __future__ import annotations

from dataclasses import replace

import pytest

from desk.books import residents
from desk.books.cases import Evaluation
from desk.books.orders import answering, dispatching, doing, households, placing, queries, rating
from desk.books.orders.model import NewOrder, OrderKind, RatingMeans
from desk.books.teams import members
from desk.books.teams.model import MemberKind, NewMember
from desk.core.errors import NotAllowed
from desk.services.session import Desk
from tests.support.orders import colleague, queued, set_up
from tests.support.people import person


@pytest.mark.parametrize(
    ("address", "related"),
    [("凤亭村三组1号", True), ("凤亭村 三组-1号", True), ("凤亭村三组2号", False), ("凤亭村三组", False), ("", False)],
)
def test_an_address_with_a_house_number(desk: Desk, address: str, related: bool) -> None:
    with desk.write() as work:
        ready = set_up(work)
        neighbour = residents.add(
            work, replace(person("赵六", serial=321), telephone="13900009999", address=address)
        ).id
        joined = members.join(work, NewMember(ready.team, MemberKind.VOLUNTEER, "赵六", resident_id=neighbour))
        clerk = colleague(work)
        order = queued(clerk, ready)
        if related:
            with pytest.raises(NotAllowed):
                dispatching.offer(clerk, order.id, ready.team, joined.id)
        else:
            dispatching.offer(clerk, order.id, ready.team, joined.id)


def test_a_village_alone_is_no_address_of_one_house(desk: Desk) -> None:
    with desk.write() as work:
        stranger = NewOrder(OrderKind.OTHER, "理发", place="凤亭村三组", asker="李四", telephone="13900001111")
        signs = households.of_asker(work, placing.place(work, stranger))
        assert not signs.has(None, ("",), "凤亭村三组")
        assert signs.has(None, ("059512345678、13900001111",), "")


def test_one_of_staff_who_did_it_as_a_member_does_not_ask_how_it_was(desk: Desk) -> None:
    with desk.write() as work:
        ready = set_up(work)
        helper, writer = colleague(work, "黄志强"), colleague(work)
        joined = members.join(work, NewMember(ready.team, MemberKind.PARTY, "黄志强", staff_id=helper.actor.id))
        order = queued(work, ready)
        dispatching.offer(work, order.id, ready.team, joined.id)
        answering.take(work, order.id, joined.id)
        doing.finish(writer, order.id, "已修好", {joined.id: 1})
        for involved in (helper, writer):
            with pytest.raises(NotAllowed):
                rating.rate(involved, order.id, Evaluation.SATISFIED, RatingMeans.PAPER)
            with pytest.raises(NotAllowed):
                rating.not_reached(involved, order.id)
        rating.rate(work, order.id, Evaluation.SATISFIED, RatingMeans.PAPER)
        assert queries.ratings_of(work, order.id)[0].who == work.actor.name


def test_a_name_is_a_sign_where_one_of_the_two_has_no_record(desk: Desk) -> None:
    with desk.write() as work:
        ready, clerk = set_up(work), colleague(work)
        asked = NewOrder(OrderKind.REPAIR, "修水管", asker="林一明", place="凤亭村六组9号")
        order = dispatching.review(clerk, placing.place(clerk, asked).id)
        with pytest.raises(NotAllowed):
            dispatching.offer(clerk, order.id, ready.team, ready.members[0])
        namesake = residents.add(work, replace(person("张三丰", serial=322), telephone="13900009998")).id
        joined = members.join(work, NewMember(ready.team, MemberKind.VOLUNTEER, "张三丰", resident_id=namesake))
        dispatching.offer(clerk, queued(clerk, ready).id, ready.team, joined.id)
