"""点单派单: the pages that a role sees, and the keys that lead to them."""

from __future__ import annotations

from PySide6.QtCore import Qt

from desk.books.points import queries
from desk.demo.tour import Hands
from desk.ui.orders.tab import OrdersTab
from desk.ui.points.points_page import PointsPage
from desk.ui.teams.teams_page import TeamsPage
from tests.support.tabs import desk_of, reach


def test_the_tab_stands_behind_the_bookings_and_leads_to_the_teams(clerk: Hands) -> None:
    clerk.press(Qt.Key.Key_3, Qt.KeyboardModifier.ControlModifier)
    work = clerk.window.work
    assert work is not None and isinstance(work.current, OrdersTab)
    page = reach(clerk, TeamsPage)
    clerk.press(Qt.Key.Key_F3)
    assert page.isVisible() and page.text.hasFocus()
    work.open_destination("orders.teams")
    assert work.current.page is page


def test_a_point_card_that_is_scanned_anywhere_opens_the_points_of_its_member(clerk: Hands) -> None:
    work = clerk.window.work
    assert work is not None
    with desk_of(clerk).read() as reading:
        holder = queries.holders(reading)[0]
    assert work.is_label(holder.number) and not work.is_label("张三丰")
    work.scanned(holder.number)
    page = reach(clerk, PointsPage)
    assert page.isVisible() and page.card is not None and page.card.holder == holder
