"""The figures of orders: each number is what its rows come to, and says what it means."""

from __future__ import annotations

import pytest

from desk.books import figures as all_figures
from desk.books.cases import Evaluation
from desk.books.orders import answering, dispatching, doing, rating, seating, statistics
from desk.books.orders.figures import FIGURES, PAGE
from desk.books.orders.model import OrderChannel, RatingMeans
from desk.core.figure import FigureKind
from desk.core.work import Work
from desk.services.session import Desk
from tests.support.orders import Ready, colleague, later, offered, queued, set_up, taken


def live(work: Work) -> Ready:
    """One rated well, one rated poorly and done again, one nobody rated, one declined, one silent, one late."""
    ready = set_up(work)
    for n, level in enumerate((Evaluation.SATISFIED, Evaluation.DISSATISFIED)):
        order = taken(work, ready, who=n)
        after = later(work, hours=2)
        doing.finish(after, order.id, "好", {ready.members[0]: 60})
        rating.rate(colleague(after), order.id, level, RatingMeans.PAPER, "说明")
        if level is Evaluation.DISSATISFIED:
            doing.finish(later(work, hours=5), order.id, "再修", {ready.members[0]: 30, ready.members[1]: 30})
            rating.rate(colleague(after), order.id, Evaluation.VERY_SATISFIED, RatingMeans.PAPER)
    unrated = taken(work, ready, who=2, channel=OrderChannel.TELEPHONE)
    doing.finish(later(work, hours=4), unrated.id, "好", {ready.members[1]: 45})
    declined = queued(work, ready)
    dispatching.offer(work, declined.id, ready.other)
    answering.decline(work, declined.id, "有事")
    offered(work, ready, who=1)
    late = taken(work, ready, who=2)
    doing.finish(later(work, days=20), late.id, "好", {ready.members[1]: 10})
    seating.look_after(later(work, days=9))
    return ready


def test_the_numbers(desk: Desk) -> None:
    with desk.write() as work:
        live(work)
        counted = statistics.plain(statistics.of_days(work, work.today, work.today.replace(month=12, day=31)))
    expected = {
        "orders": 6,
        "orders.repair": 6,
        "orders_by.telephone": 1,
        "orders_taken": 4,
        "orders_declined": 1,
        "orders_timed_out": 1,
        "orders_done": 4,
        "orders_in_time": 3,
        "orders_in_time_percent": 75.0,
        "orders_hours_to_taken": 0.0,
        "orders_hours_to_done": 3.0,
        "orders_redone": 1,
        "orders_settled": 3,
        "orders_rated": 2,
        "orders_satisfied": 2,
        "orders_rated_percent": 66.7,
        "orders_satisfied_percent": 100.0,
        "orders_minutes": 60 + 60 + 45 + 10,
    }
    assert {code: counted[code] for code in expected} == expected
    assert list(counted) == [figure.code for figure in FIGURES]
    assert set(PAGE.codes) <= set(counted)


@pytest.mark.parametrize("figure", FIGURES, ids=lambda figure: figure.code)
def test_every_figure_is_what_its_rows_come_to(desk: Desk, figure: object) -> None:
    assert any(figure is each for each in FIGURES)
    with desk.write() as work:
        live(work)
        until = work.today.replace(month=12, day=31)
        counted = statistics.plain(statistics.of_days(work, work.today, until))
        for each in FIGURES:
            if each is figure:
                rows = all_figures.rows(work, each, work.today, until)
                assert each.worth(rows) == counted[each.code]
                assert each.kind is FigureKind.SHARE or all(row.leads_to == "orders.order" for row in rows)


def test_several_spans_are_read_together(desk: Desk) -> None:
    with desk.write() as work:
        live(work)
        first, until = work.today, work.today.replace(month=12, day=31)
        spans = [(first, first), (work.today.replace(day=30), until), (first, until)]
        together = statistics.of_spans(work, spans)
        assert together == [statistics.plain(statistics.of_days(work, *span)) for span in spans]
        sentence = statistics.sentence(statistics.of_days(work, first, until))
        assert sentence == "点单6件（维修6件）：办结4件，其中按时3件。结清3件，其中已评价2件、满意2件。"
