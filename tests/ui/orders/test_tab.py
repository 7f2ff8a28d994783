"""点单派单: the pages that a role sees, and the keys that lead to them."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from desk.demo.tour import Hands
from desk.ui.orders.tab import OrdersTab
from desk.ui.teams.teams_page import TeamsPage
from tests.support.tabs import reach


def test_the_tab_stands_behind_the_bookings_and_leads_to_the_teams(clerk: Hands) -> None:
    clerk.press(Qt.Key.Key_3, Qt.KeyboardModifier.ControlModifier)
    work = clerk.window.work
    assert work is not None and isinstance(work.current, OrdersTab)
    page = reach(clerk, TeamsPage)
    assert page.isVisible()
    focus = QApplication.focusWidget()
    assert focus is not None and page.isAncestorOf(focus)
    work.open_destination("orders.teams")
    assert work.current.page is page
