"""Hands on the tab of the walk-in registration."""

from __future__ import annotations

from desk.books import residents
from desk.books.cases import case_queries
from desk.books.cases.case_queries import CaseFilter, CaseRow
from desk.books.residents import Resident
from desk.demo.tour import Hands
from desk.ui.visits.registration import RegistrationPage
from desk.ui.visits.tab import VisitsTab


def tab(hands: Hands) -> RegistrationPage:
    """The page of the registration, whatever is in sight."""
    assert hands.window.work is not None
    counter = hands.window.work.page(0)
    assert isinstance(counter, VisitsTab)
    page = counter.made(RegistrationPage)
    assert isinstance(page, RegistrationPage)
    return page


def newest(hands: Hands, many: int = 1) -> list[CaseRow]:
    assert hands.window.desk is not None
    with hands.window.desk.read() as work:
        return case_queries.page(work, CaseFilter(), limit=many)


def somebody(hands: Hands) -> Resident:
    assert hands.window.desk is not None
    with hands.window.desk.read() as work:
        return next(p for n in range(1, 200) if (p := residents.find(work, n)).id_number and len(p.name) == 3)
