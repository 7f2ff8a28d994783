"""What the book tells the rest of the desk: figures and rows, what is due, what is found, forgotten and checked."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import text

from desk.books.invariants import book_problems
from desk.books.matching import deliveries, delivery_queries, matches, needs, offerings, queries
from desk.books.matching.model import Delivery
from desk.books.registry import find_book
from desk.core.permissions import Role
from desk.core.work import Work
from desk.services.session import Desk
from tests.conftest import Hands
from tests.support import orders
from tests.support.matching import Partners, clinic, held, matched, new_need, new_offering, set_up

BOOK = find_book("matching")


def met(work: Work, partners: Partners, people: int = 26) -> int:
    """A need that was met, by an activity of today; its id."""
    match = matched(work, partners)
    activity = clinic(work, partners, slot=match.id)
    match = deliveries.link_activity(work, match.id, match.version, activity)
    held(work, activity, people)
    return matches.accept(work, match.id, match.version).need_id


def test_the_figures_are_the_sums_of_the_rows_behind_them(desk: Desk) -> None:
    with desk.write() as work:
        partners = set_up(work)
        met(work, partners)
        other = matched(work, partners)
        shared = next(each.activity_id for each in _linked(work) if each.activity_id)
        deliveries.link_activity(work, other.id, other.version, shared)
        gone = needs.raise_need(work, new_need())
        needs.give_up(work, gone.id, gone.version, "没有单位")
        assert BOOK.figures is not None
        [counted] = BOOK.figures.of_spans(work, [(work.today, work.today)], ())
        assert counted == {
            "needs_raised": 3,
            "needs_met": 1,
            "needs_unmet": 1,
            "needs_withdrawn": 0,
            "needs_met_percent": 50.0,
            "matches_made": 2,
            "offerings_promised": 8,
            "offerings_delivered": 2,
            "offerings_people": 26,
        }, "an activity that brings two offerings is two deliveries and its people once"
        for figure in BOOK.figures.declared():
            if figure.rows:
                assert figure.worth(figure.rows(work, work.today, work.today)) == counted[figure.code], figure.code


def _linked(work: Work) -> list[Delivery]:
    return [
        each for offering in queries.all_offerings(work) for each in delivery_queries.of_offering(work, offering.id)
    ]


def test_the_leader_is_told_what_nobody_met_delivered_or_will_keep(desk: Desk, hands: Hands) -> None:
    with desk.write() as work:
        partners = set_up(work)
        needs.raise_need(work, new_need())
        match = matched(work, partners)
        matches.claim(work, match.id, match.version)
        offerings.offer(work, new_offering(partners, work.today, last=work.today + timedelta(days=60)))
    expectations: tuple[tuple[int, dict[str, int]], ...] = (
        (0, {}),
        (31, {"matches_silent": 1, "offerings_ending": 1}),
        (62, {"needs_over": 1, "matches_silent": 1}),
    )
    for days, expected in expectations:
        hands.forward(days=days)
        with desk.read() as work:
            counts = {each.key: each.count for each in BOOK.attention(work) if each.count}
        assert counts == expected, days
    with desk.write() as work:
        assert list(BOOK.attention(orders.colleague(work))) == [], "a clerk cannot decide on it"
        assert list(BOOK.attention(orders.colleague(work, "刘主任", Role.LEADER)))


def test_it_is_found_by_number_title_and_words_without_telephones(desk: Desk) -> None:
    with desk.write() as work:
        partners = set_up(work)
        need = needs.raise_need(work, new_need(description="量血压，联系13800001111"))
        offering = offerings.offer(work, new_offering(partners, work.today))
        hits = {
            typed: [hit.about for hit in BOOK.find_records(work, typed, 5)]
            for typed in ("xq2026", "测血压", "第二医院")
        }
        assert hits == {"xq2026": [need.id], "测血压": [offering.id], "第二医院": [offering.id]}
        [hit] = BOOK.find_texts(work, "量血压", 5)
        assert hit.about == need.id and "13800001111" not in hit.text


def test_words_are_emptied_after_the_years_and_numbers_stay(desk: Desk, hands: Hands) -> None:
    with desk.write() as work:
        partners = set_up(work)
        old = met(work, partners)
        offered = offerings.offer(work, new_offering(partners, work.today, last=work.today, remark="找王医生安排")).id
    hands.forward(days=365 * 6)
    with desk.write() as work:
        still = needs.raise_need(work, new_need())
        BOOK.forget(work, work.now - timedelta(days=365 * 5))
        gone = queries.find_need(work, old)
        assert (gone.description, gone.people) == ("", 30)
        assert queries.find_need(work, still.id).description
        assert queries.find_offering(work, offered).remark == ""
    with desk.read() as work:
        assert book_problems(work) == []


CHANGED = (
    "UPDATE needs SET state = 'matched' WHERE state = 'met'",
    "UPDATE needs SET settled_at = NULL",
    "UPDATE needs SET kind = 'activity.nothing'",
    "UPDATE matches SET state = 'claimed'",
    "UPDATE matches SET settled_at = NULL",
    "UPDATE matches SET reasons = '[\"because\"]'",
    "UPDATE matches SET way = 'somehow'",
    "UPDATE offerings SET times = '[[9, \"am\"]]'",
    "UPDATE offerings SET kind = 'activity.law'",
    "UPDATE offerings SET state = 'gone'",
    "DELETE FROM deliveries",
    "DELETE FROM need_moves WHERE state = 'matched'",
    "DELETE FROM match_moves WHERE state = 'claimed'",
    "UPDATE match_moves SET state = 'lost' WHERE state = 'claimed'",
)


def test_the_check_names_what_was_changed_by_hand(desk: Desk) -> None:
    with desk.write() as work:
        met(work, set_up(work))
    with desk.write() as work:
        assert book_problems(work) == []
        for statement in CHANGED:
            trial = work.connection.begin_nested()
            assert work.connection.execute(text(statement)).rowcount, statement
            assert [each for each in BOOK.problems(work) if "XQ" in each or "FW" in each], statement
            trial.rollback()
