"""The tab 点单派单: what residents wish for, who is sent, and what they are thanked with."""

from __future__ import annotations

from typing import ClassVar

from desk.core.words import NP_
from desk.ui.follow_ups.page import FollowUpsPage
from desk.ui.orders.page import OrdersPage
from desk.ui.shell.page import Destinations, Page
from desk.ui.shell.paged_tab import PagedTab
from desk.ui.shell.tab import PageDeclaration
from desk.ui.teams.teams_page import TeamsPage


class OrdersTab(PagedTab):
    """点单派单: orders, call-backs, points, teams, and what somebody has been told to do."""

    PAGES = (
        PageDeclaration(NP_("page", "Teams"), "desk.ui.teams.teams_page:TeamsPage"),
        PageDeclaration(NP_("page", "Follow-ups"), "desk.ui.follow_ups.page:FollowUpsPage"),
    )
    DESTINATIONS: ClassVar[Destinations] = {
        "orders.teams": lambda tab, _about: tab.open(TeamsPage),
        "orders.member": lambda tab, id: tab.show_member(id),
        "orders.follow_ups": lambda tab, view: tab.follow_ups().show_view(view),
        "orders.follow_ups_month": lambda tab, first: tab.follow_ups().show_month(first),
        "orders.follow_up": lambda tab, id: tab.show_follow_up(id),
    }

    def make_page(self, kind: type[Page]) -> Page:
        assert issubclass(kind, OrdersPage)
        return kind(self.desk)

    def show_member(self, id: int) -> None:
        """The card of a member, over the teams."""
        page = self.open(TeamsPage)
        assert isinstance(page, TeamsPage)
        page.open_member(id)

    def follow_ups(self) -> FollowUpsPage:
        """The page 督办, in sight."""
        page = self.raise_page(FollowUpsPage)
        assert isinstance(page, FollowUpsPage)
        return page

    def show_follow_up(self, id: int) -> None:
        """The card of a follow-up, over the page."""
        page = self.follow_ups()
        page.load()
        page.open_card(id)
