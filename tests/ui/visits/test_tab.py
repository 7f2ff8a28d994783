"""窗口登记 has pages: what is half typed on one stays while another is open, and none costs anything before it is."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desk.books.registry import books
from desk.core.permissions import May, Role
from desk.demo.tour import ALT, CTRL, Hands
from desk.ui.cases.ledger import CaseLedgerPage
from desk.ui.residents.page import ResidentsPage
from desk.ui.shell.paged_tab import PagedTab
from desk.ui.shell.tabs import TABS
from desk.ui.shell.work_page import WorkPage
from desk.ui.visits.registration import RegistrationPage
from desk.ui.visits.tab import VisitsTab
from tests.support.tabs import desk_of, reach
from tests.support.visits_tab import somebody, tab
from tests.ui.conftest import signed_in

Key = Qt.Key


def test_a_half_typed_registration_stays_while_another_page_is_open(clerk: Hands) -> None:
    form = tab(clerk).form
    person = somebody(clerk)
    clerk.press(Key.Key_F2)
    clerk.type(person.id_number[-6:])
    clerk.press(Key.Key_Return)
    clerk.type("高龄津贴")
    clerk.press(Key.Key_Return)
    item = form.item.item
    assert form.person.resident is not None and item is not None
    clerk.press(Key.Key_2, ALT)
    assert reach(clerk, CaseLedgerPage).isVisible() and QApplication.focusWidget() is reach(clerk, CaseLedgerPage).text
    clerk.press(Key.Key_3, ALT)
    assert not form.isVisible()
    clerk.press(Key.Key_1, ALT)
    assert form.isVisible() and form.person.resident.id == person.id and form.item.item == item
    clerk.press(Key.Key_Return, CTRL)
    assert form.person.resident is None, "it could be stored"


def test_a_page_is_made_when_it_is_first_opened(clerk: Hands) -> None:
    counter = reach(clerk, VisitsTab)
    assert [type(page) for page in counter._made.values()] == [RegistrationPage]
    clerk.press(Key.Key_2, ALT)
    assert [type(page) for page in counter._made.values()] == [RegistrationPage, CaseLedgerPage]


def test_a_resident_is_served_from_their_card(clerk: Hands) -> None:
    person = somebody(clerk)
    page = reach(clerk, ResidentsPage)
    page.visit_wanted.emit(person.id)
    form = tab(clerk).form
    assert form.isVisible() and form.person.resident is not None and form.person.resident.id == person.id


@pytest.mark.parametrize(("name", "first"), [("林小芳", "窗口登记"), ("陈主任", "报表"), ("管理员", "报表")])
def test_everybody_begins_where_their_day_begins(hands: Hands, name: str, first: str) -> None:
    signed_in(hands, name)
    work = hands.window.work
    assert work is not None and work.tabs.tabText(work.tabs.currentIndex()) == first
    QTest.qWait(20)
    focus = QApplication.focusWidget()
    assert focus is not None and work.current.isAncestorOf(focus)


FIGURE_PAGES = 2 + sum(book.figures is not None for book in books())
"""The overview, what is handed in, and one for each book that counts something."""
OF_ALL = {"visits": 3, "assets": 4, "incidents": 5, "figures": FIGURE_PAGES, "organisations": 3, "officers": 3}
KEPT = 2
"""Figures entered by hand and the district's forms, for those who keep them."""
OF_LEADERS = {**OF_ALL, "roster": 7, "activities": 4, "bookings": 5, "orders": 7, "figures": FIGURE_PAGES + KEPT}
PAGES = {
    Role.CLERK: {**OF_ALL, "roster": 5, "activities": 3, "bookings": 3, "orders": 6},
    Role.LEADER: OF_LEADERS,
    Role.MANAGER: {**OF_LEADERS, "figures": FIGURE_PAGES + KEPT + 1},  # the district's own PC
}


@pytest.mark.parametrize("role", list(Role))
def test_a_page_that_a_role_may_not_see_is_not_made_and_its_counts_lead_nowhere(manager: Hands, role: Role) -> None:
    desk = desk_of(manager)
    desk.actor = replace(desk.actor, role=role)
    work = WorkPage(desk)
    pages = {}
    for place, declared in enumerate(work.declared):
        made = work.page(place)
        if isinstance(made, PagedTab):
            pages[declared.name] = len(made.pages)
    assert pages == PAGES[role], "and no tab is without a page"
    assert work._leads("activities.calendar") is desk.actor.may(May.APPROVE_ACTIVITIES)
    assert all(
        work._leads(name) for declared in TABS for name in declared.load().DESTINATIONS if name not in declared.asks
    )
    work.deleteLater()
