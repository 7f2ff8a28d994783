"""Who is behind an order is shown on demand, and every look is logged; what a typed line would do is told first."""

from __future__ import annotations

from desk.books.cases import Evaluation
from desk.books.orders import answering, contacts, placing, queries, rating
from desk.books.orders.contacts import OrderContact
from desk.books.orders.model import NewOrder, OrderKind, OrderState, RatingMeans
from desk.services.session import Desk
from tests.support.orders import colleague, done, later, offered, queued, set_up, wish


def test_a_look_names_the_person_and_leaves_a_line(desk: Desk) -> None:
    with desk.write() as work:
        ready = set_up(work)
        known = placing.place(work, wish(ready, told_by="李四娘"))
        unknown = placing.place(work, NewOrder(OrderKind.OTHER, "想理发", asker="王阿婆", telephone="13900001111"))
        assert contacts.look_up(work, known.id, "回访") == OrderContact("张三丰", "13800000000", "李四娘")
        assert contacts.look_up(work, unknown.id, "回访") == OrderContact("王阿婆", "13900001111")
        lines = work.rows("SELECT resident_id, purpose FROM lookups ORDER BY id DESC LIMIT 2")
    assert [tuple(line) for line in lines] == [(None, "回访"), (ready.people[0], "回访")]


def test_a_line_is_understood_without_being_done(desk: Desk) -> None:
    with desk.write() as work:
        ready = set_up(work)
        order = offered(work, ready, None)
        taking = answering.understand(work, f"{order.number} 林一明 接")
        declining = answering.understand(work, f"{order.number[-3:]}不接，没空")
        assert queries.find(work, order.id).state is OrderState.OFFERED
    assert taking.is_taken and taking.member is not None and taking.member.name == "林一明"
    assert (declining.member, declining.reason, declining.team) == (None, "没空", "先锋队")


def test_the_last_rating_counts_and_a_case_is_known_by_its_number(desk: Desk) -> None:
    with desk.write() as work:
        ready = set_up(work)
        rated, waiting = done(work, ready), queued(work, ready, 1)
        rating.rate(later(colleague(work), days=1), rated.id, Evaluation.SATISFIED, RatingMeans.PAPER)
        assert queries.last_ratings(work, [rated.id, waiting.id]) == {rated.id: Evaluation.SATISFIED}
        assert queries.case_with_number(work, "19990101-0001") is None
