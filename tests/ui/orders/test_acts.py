"""What is offered to be done with an order is what its book takes: a complaint that was held true is not made again."""

from __future__ import annotations

import pytest

from desk.books.cases import Evaluation
from desk.books.orders import doing, queries, rating
from desk.books.orders.model import RatingMeans
from desk.core.errors import Refused
from desk.demo.tour import Hands
from desk.ui.orders.acts import complain, fits, judge
from tests.support.follow_ups import as_, crew
from tests.support.orders import done
from tests.support.orders_tab import made_by, order_morning
from tests.support.tabs import desk_of


def test_a_complaint_is_offered_again_only_where_it_was_not_held_true(clerk: Hands) -> None:
    there, desk = order_morning(clerk), desk_of(clerk)
    upheld, dismissed = (made_by(clerk, there, done, who=who).id for who in (0, 1))
    with desk.write() as work:
        people = crew(work)
        for id in (upheld, dismissed):
            rating.rate(as_(work, people.other_clerk), id, Evaluation.SATISFIED, RatingMeans.IN_PERSON)
            doing.complain(work, id, "收了钱")
        assert not fits(desk, queries.find(work, upheld), complain), "it waits to be judged"
        leader = as_(work, people.leader)
        doing.judge(leader, upheld, True, "属实")
        doing.judge(leader, dismissed, False, "收据是他人的")
        held_true = queries.find(work, upheld)
        assert not fits(desk, held_true, complain) and not fits(desk, held_true, judge)
        with pytest.raises(Refused):
            doing.complain(work, upheld, "又收了钱")
        assert fits(desk, queries.find(work, dismissed), complain)
        doing.complain(work, dismissed, "又收了钱")
