"""What the book tells the rest of the desk: what is due, what is owed, what is found, and what is forgotten."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import update

from desk.books import residents
from desk.books.cases import Evaluation
from desk.books.invariants import book_problems
from desk.books.orders import answering, dispatching, doing, photos, placing, queries, rating
from desk.books.orders.model import NewOrder, OrderKind, OrderState, OrderUrgency, RatingMeans
from desk.books.registry import find_book
from desk.core.work import Work
from desk.models.orders import order_people, orders
from desk.services.session import Desk
from tests.conftest import Hands
from tests.support.orders import colleague, done, later, offered, queued, set_up, taken, wish

BOOK = find_book("orders")


def counts(work: Work) -> dict[str, int]:
    """What the bar tells of orders, without what is nothing."""
    return {each.key.removeprefix("orders_"): each.count for each in BOOK.attention(work) if each.count}


def test_the_bar_tells_every_clock_and_the_leader_what_is_theirs(desk: Desk) -> None:
    with desk.write() as work:
        ready = set_up(work)
        placing.place(work, wish(ready))
        offered(work, ready, urgency=OrderUrgency.URGENT)
        done(work, ready, who=1)
        twice = queued(work, ready, who=2)
        for _n in range(2):
            dispatching.offer(work, twice.id, ready.other)
            answering.decline(work, twice.id, "有事")
        complained = done(work, ready, who=2)
        doing.complain(work, complained.id, "没修好")
        assert counts(work) == {"to_review": 1, "to_dispatch": 1, "before_leader": 1, "complaints": 1}
        assert counts(colleague(work)) == {"to_review": 1, "to_dispatch": 1}
        assert counts(later(work, hours=3))["silent"] == 1
        tomorrow = counts(later(work, days=1, hours=1))
        assert (tomorrow["to_call"], tomorrow["overdue"]) == (2, 1)


def test_call_backs_are_owed_and_nobody_is_named_in_full(desk: Desk) -> None:
    with desk.write() as work:
        ready = set_up(work)
        order = done(work, ready)
        assert list(BOOK.owed(work)) == []
        [matter] = BOOK.owed(later(work, days=1))
        assert (matter.about, matter.due_on) == (order.id, order.call_back_on)
        assert order.number in matter.text
        assert "张三丰" not in matter.text


def test_an_order_is_met_by_its_number_and_by_what_was_said(desk: Desk) -> None:
    with desk.write() as work:
        ready = set_up(work)
        order = placing.place(work, wish(ready, description="张三丰家水管漏水，电话13812345678"))
        [hit] = BOOK.find_records(work, "d2026", 9)
        assert hit.about == order.id
        assert list(BOOK.find_records(work, "d", 9)) == []
        [hit] = BOOK.find_texts(work, "漏水", 9)
        assert hit.about == order.id
        assert "张三丰" not in hit.text + hit.details
        assert "13812345678" not in hit.text


def test_an_order_is_on_the_card_of_who_asks(desk: Desk) -> None:
    with desk.write() as work:
        ready = set_up(work)
        first, second = queued(work, ready), placing.place(later(work, hours=1), wish(ready))
        told = list(BOOK.of_resident(work, ready.people[0]))
        assert [each.about for each in told] == [second.id, first.id]
        assert not any("张三丰" in each.text or "水管" in each.text for each in told)
        assert list(BOOK.of_resident(work, ready.people[1])) == []


def test_signing_in_notes_silence_and_settles_what_nobody_rated(desk: Desk, hands: Hands) -> None:
    with desk.write() as work:
        ready = set_up(work)
        silent, unrated = offered(work, ready, who=1), done(work, ready)
    hands.forward(days=9)
    with desk.write() as work:
        BOOK.take_seat(work, None)
        assert queries.find(work, silent.id).refused_times == 1
        assert queries.find(work, unrated.id).state is OrderState.UNRATED


def test_what_names_people_is_emptied_after_the_years_for_which_it_is_kept(desk: Desk, hands: Hands) -> None:
    with desk.write() as work:
        ready = set_up(work)
        stranger = placing.place(work, NewOrder(OrderKind.OTHER, "找李四", asker="李四", telephone="13900001111"))
        doing.cancel(work, stranger.id, "李四来电取消")
        rated = done(work, ready)
        rating.rate(colleague(work), rated.id, Evaluation.SATISFIED, RatingMeans.PAPER, "很好")
        still_open = queued(work, ready, who=1)
    hands.forward(days=365 * 6)
    with desk.write() as work:
        BOOK.forget(work, work.now - timedelta(days=365 * 5))
        for id in (stranger.id, rated.id):
            gone = queries.find(work, id)
            assert {gone.asker, gone.telephone, gone.description, gone.place, gone.result} == {""}
            assert {move.remark for move in queries.moves_of(work, id)} == {""}
            assert {each.reason for each in queries.ratings_of(work, id)} <= {""}
        assert queries.find(work, rated.id).minutes == 1
        assert queries.find(work, still_open.id).description == "家里水管漏水"
        assert not list(book_problems(work))


def test_whoever_has_an_order_open_is_kept(desk: Desk, hands: Hands) -> None:
    with desk.write() as work:
        ready = set_up(work)
        queued(work, ready)
    hands.forward(days=366 * 7)
    with desk.read() as work:
        known = residents.anonymisable(work, 5)
        assert ready.people[0] not in known
        assert ready.people[1] in known


def test_photos_are_proof_enough_and_stay_once_it_is_done(desk: Desk) -> None:
    with desk.write() as work:
        ready = set_up(work)
        order = taken(work, ready)
        photos.add(work, order.id, "abc", "水管.jpg", 10, 10)
        assert list(BOOK.attachments(work)) == ["abc"]
        doing.finish(work, order.id, "", {ready.members[0]: 1})
        [photo] = photos.of(work, order.id)
        assert photo.name == "水管.jpg"


def test_the_check_of_the_data_file_sees_what_is_wrong(desk: Desk) -> None:
    with desk.write() as work:
        ready = set_up(work)
        ids = [done(work, ready, who=n).id for n in range(3)]
        assert not list(BOOK.problems(work))
        work.connection.execute(update(order_people).where(order_people.c.order_id == ids[0]).values(minutes=9))
        work.connection.execute(update(orders).where(orders.c.id == ids[1]).values(state=OrderState.TAKEN.value))
        work.connection.execute(update(orders).where(orders.c.id == ids[2]).values(state="elsewhere"))
        problems = " ".join(BOOK.problems(work))
        assert (
            all(queries.by_number(work, f"D20261124-00{n}") is not None for n in (1, 2)) and "D20261124-003" in problems
        )
        assert "D20261124-001" in problems
        assert "D20261124-002" in problems
