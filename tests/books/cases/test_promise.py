"""The promised day: none while papers are missing, counted from when they are complete, everywhere that it is told."""

from __future__ import annotations

from datetime import date

import pytest

from desk.books import cases, catalogue, sample, visits
from desk.books.cases import CaseState, NewCase, case_export, case_queries, statistics
from desk.books.cases.case_queries import CaseFilter, CaseOrder, Urgency
from desk.books.roster import handover
from desk.books.visits import Registration
from desk.services import data_check
from desk.services.session import Desk
from tests.conftest import Hands
from tests.support.people import person


@pytest.fixture
def item(desk: Desk) -> catalogue.ServiceItem:
    with desk.write() as work:
        return next(each for each in sample.take_in_catalogue(work) if each.promised_days == 10 and each.materials)


@pytest.fixture
def waiting(desk: Desk, item: catalogue.ServiceItem) -> int:
    """A case of 2026-11-24 that waits for a paper, though a day was filled in."""
    new = NewCase(item.id, CaseState.PAPERS, missing=item.materials[:1], due_on=date(2026, 11, 25))
    with desk.write() as work:
        return visits.register(work, Registration(person(), (new,))).cases[0].id


def test_what_waits_for_papers_is_never_due_however_long_it_waits(desk: Desk, waiting: int, hands: Hands) -> None:
    hands.forward(days=60)
    with desk.read() as work:
        found = case_queries.attention(work)
        assert (found.overdue, found.due_soon, found.oldest) == (0, 0, None)
        (row,) = case_queries.page(work, CaseFilter(urgency=Urgency.NOT_BEGUN))
        assert (row.id, row.due_on, row.urgency.label) == (waiting, None, "未起算")
        for other in set(Urgency) - {Urgency.NOT_BEGUN}:
            assert case_queries.count(work, CaseFilter(urgency=other)) == 0, other
        assert cases.find(work, waiting).due_on is None
        assert statistics.of_days(work, date(2026, 11, 1), work.today).overdue == 0
        (told,) = case_export.rows(work, date(2026, 11, 24), date(2026, 11, 24))
        assert dict(zip(case_export.headings(), told, strict=True))["承诺办结日期"] is None
    assert data_check.problems(desk) == []


def test_the_days_count_from_when_the_papers_are_complete(
    desk: Desk, item: catalogue.ServiceItem, waiting: int, hands: Hands
) -> None:
    hands.forward(days=20)
    with desk.write() as work:
        case = cases.move(work, waiting, CaseState.IN_PROGRESS, materials_received=item.materials)
        assert case.due_on == cases.due_date(work, item) == date(2026, 12, 28)
        assert case_queries.taken_in_at(work, waiting) == work.now
        assert case_queries.attention(work).overdue == 0
    hands.forward(days=30)
    with desk.write() as work:
        assert case_queries.attention(work).overdue == 1
        assert cases.move(work, waiting, CaseState.PAPERS, missing=item.materials[:1]).due_on is None
        assert case_queries.attention(work).overdue == 0
        chosen = cases.move(work, waiting, CaseState.IN_PROGRESS, due_on=date(2027, 3, 31))
        assert chosen.due_on == date(2027, 3, 31)
    assert data_check.problems(desk) == []


def test_papers_that_came_late_do_not_make_the_centre_late(desk: Desk, waiting: int, hands: Hands) -> None:
    hands.forward(days=62)
    with desk.write() as work:
        cases.move(work, waiting, CaseState.DONE)
        counted = statistics.of_days(work, work.today, work.today)
        assert (counted.finished, counted.in_time_percent) == (1, 100)
        assert case_queries.page(work, CaseFilter())[0].urgency is Urgency.ON_TIME


def test_by_its_day_it_stands_behind_what_is_promised(desk: Desk, item: catalogue.ServiceItem, waiting: int) -> None:
    with desk.write() as work:
        new = NewCase(item.id, CaseState.IN_PROGRESS)
        promised = visits.register(work, Registration(person("李四", serial=7, telephone="13900009999"), (new,))).cases[
            0
        ]
        rows = case_queries.page(work, CaseFilter(), CaseOrder("due", descending=False))
        assert [row.id for row in rows] == [promised.id, waiting]
        assert handover.offer(work).waiting == [promised.number, cases.find(work, waiting).number]
