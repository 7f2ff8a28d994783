"""Hands on the tab of the walk-in registration."""

from __future__ import annotations

from PySide6.QtCore import Qt

from desk.books import residents, visits
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


def line_up(clerk: Hands, many: int) -> None:
    """The queue is emptied, and so many numbers are taken."""
    assert clerk.window.desk is not None
    with clerk.window.desk.write() as work:
        for visit in visits.queue(work):
            visits.leave(work, visit.id)
        for _n in range(many):
            visits.take_number(work)
    tab(clerk).queue.load()


def fill_in(clerk: Hands) -> None:
    """Somebody known and a frequent item, up to the key that stores."""
    clerk.press(Qt.Key.Key_F2)
    clerk.type(somebody(clerk).id_number[-6:])
    clerk.press(Qt.Key.Key_Return)
    clerk.type("ylbxcb")
    clerk.press(Qt.Key.Key_Return)
