"""The demo centre's orders: every state is there, and nothing in them is wrong."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import pytest

from desk.books.invariants import book_problems
from desk.books.orders import queries
from desk.books.orders.model import OPEN, Complaint, OrderState
from desk.books.points import card
from desk.books.points import queries as points
from desk.core.clock import Clock
from desk.services.session import Desk
from tests.support.demo import ELEVEN, THREE_MONTHS, lived


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """A centre that has lived three months up to a fixed morning."""
    yield from lived(tmp_path_factory, THREE_MONTHS, Clock(lambda: ELEVEN))


def test_the_demo_has_orders_in_every_state(demo: Desk) -> None:
    with demo.read() as work:
        orders = queries.between(work, work.today.replace(year=2025), work.today)
        states = Counter(order.state for order in orders)
        assert 38 <= len(orders) <= 50
        assert set(states) == set(OrderState)
        assert sum(states[state] for state in OPEN) < len(orders) / 3
        assert any(order.complaint is Complaint.UPHELD for order in orders)
        assert any(order.refused_times == 2 for order in orders)
        assert queries.to_call(work)
        assert not list(book_problems(work))


def test_the_lines_of_a_point_card_follow_one_another_in_time(demo: Desk) -> None:
    with demo.read() as work:
        for holder in points.holders(work):
            days = [line.day for line in card.card_of(work, holder.id).lines]
            assert days == sorted(days, reverse=True), holder.number
