"""The tab 点单派单: what residents wish for, who is sent, and what they are thanked with."""

from __future__ import annotations

from typing import ClassVar

from desk.core.words import NP_
from desk.ui.orders.page import OrdersPage
from desk.ui.shell.page import Destinations, Page
from desk.ui.shell.paged_tab import PagedTab
from desk.ui.shell.tab import PageDeclaration
from desk.ui.teams.teams_page import TeamsPage


class OrdersTab(PagedTab):
    """点单派单: orders, call-backs, points, teams, and what somebody has been told to do."""

    PAGES = (PageDeclaration(NP_("page", "Teams"), "desk.ui.teams.teams_page:TeamsPage"),)
    DESTINATIONS: ClassVar[Destinations] = {
        "orders.teams": lambda tab, _about: tab.open(TeamsPage),
        "orders.member": lambda tab, id: tab.show_member(id),
    }

    def make_page(self, kind: type[Page]) -> Page:
        assert issubclass(kind, OrdersPage)
        return kind(self.desk)

    def show_member(self, id: int) -> None:
        """The card of a member, over the teams."""
        page = self.open(TeamsPage)
        assert isinstance(page, TeamsPage)
        page.open_member(id)
