"""The tab 点单派单: what residents wish for, who is sent, and what they are thanked with."""

from __future__ import annotations

from typing import ClassVar

from desk.books.orders.draft import OrderDraft
from desk.core.permissions import May
from desk.core.words import NP_
from desk.ui.follow_ups.page import FollowUpsPage
from desk.ui.orders.board import BoardStage
from desk.ui.orders.board_page import OrderBoardPage
from desk.ui.orders.calls_page import OrderCallsPage
from desk.ui.orders.ledger_page import OrderLedgerPage
from desk.ui.orders.order_card import OrderCard
from desk.ui.points.points_page import PointsPage
from desk.ui.shell.column_page import ColumnPage
from desk.ui.shell.page import Destinations, Page
from desk.ui.shell.paged_tab import PagedTab
from desk.ui.shell.tab import PageDeclaration
from desk.ui.teams.teams_page import TeamsPage


class OrdersTab(PagedTab):
    """点单派单: orders, call-backs, points, teams, and what somebody has been told to do."""

    PAGES = (
        PageDeclaration(NP_("page", "Order board"), "desk.ui.orders.board_page:OrderBoardPage"),
        PageDeclaration(NP_("page", "Call-backs"), "desk.ui.orders.calls_page:OrderCallsPage"),
        PageDeclaration(NP_("page", "Order ledger"), "desk.ui.orders.ledger_page:OrderLedgerPage"),
        PageDeclaration(NP_("page", "Red points"), "desk.ui.points.points_page:PointsPage"),
        PageDeclaration(NP_("page", "Teams"), "desk.ui.teams.teams_page:TeamsPage"),
        PageDeclaration(NP_("page", "Follow-ups"), "desk.ui.follow_ups.page:FollowUpsPage"),
        PageDeclaration(NP_("page", "Rewards and rules"), "desk.ui.points.rewards_page:RewardsPage", May.KEEP_POINTS),
    )
    DESTINATIONS: ClassVar[Destinations] = {
        "orders.order": lambda tab, id: tab.show_order(id),
        "orders.new": lambda tab, draft: tab.take_order(draft),
        "orders.placed": lambda tab, first: tab.ledger().show_month(first),
        "orders.to_review": lambda tab, _about: tab.board().show_first(BoardStage.TO_REVIEW),
        "orders.to_dispatch": lambda tab, _about: tab.board().show_first(BoardStage.TO_DISPATCH),
        "orders.silent": lambda tab, _about: tab.board().show_first(BoardStage.TO_DISPATCH),
        "orders.overdue": lambda tab, _about: tab.board().show_overdue(),
        "orders.before_leader": lambda tab, _about: tab.board().show_before_leader(),
        "orders.complaints": lambda tab, _about: tab.board().show_complaints(),
        "orders.to_call": lambda tab, _about: tab.open(OrderCallsPage),
        "orders.teams": lambda tab, id: tab.show_team(id),
        "orders.member": lambda tab, id: tab.show_member(id),
        "orders.points": lambda tab, id: tab.points().show_member(id),
        "orders.points_page": lambda tab, _about: tab.open(PointsPage),
        "orders.points_expiring": lambda tab, _about: tab.points().show_expiring(),
        "orders.redemptions": lambda tab, _about: tab.points().show_waiting(),
        "orders.follow_ups": lambda tab, view: tab.follow_ups().show_view(view),
        "orders.follow_ups_month": lambda tab, first: tab.follow_ups().show_month(first),
        "orders.follow_up": lambda tab, id: tab.show_follow_up(id),
    }

    def make_page(self, kind: type[Page]) -> Page:
        assert issubclass(kind, ColumnPage)
        page = kind(self.desk)
        page.opened.connect(self.open_order)
        return page

    def board(self) -> OrderBoardPage:
        """The page 点单看板, in sight."""
        page = self.raise_page(OrderBoardPage)
        assert isinstance(page, OrderBoardPage)
        return page

    def ledger(self) -> OrderLedgerPage:
        """The page 点单台账, in sight."""
        page = self.raise_page(OrderLedgerPage)
        assert isinstance(page, OrderLedgerPage)
        return page

    def take_order(self, draft: OrderDraft) -> None:
        """A new order over the board, with what is known already of who asks."""
        page = self.board()
        page.load()
        page.take_order(draft)

    def show_order(self, id: int) -> None:
        """The card of an order, over the board."""
        self.board().show_order(id)
        self.open_order(id)

    def open_order(self, id: int) -> None:
        """The card of an order, until it is closed."""
        OrderCard(self.desk, id, self).show_over(self.toast)
        self.done()

    def points(self) -> PointsPage:
        """红色积分, in sight."""
        page = self.open(PointsPage)
        assert isinstance(page, PointsPage)
        return page

    def show_team(self, id: int | None) -> None:
        """The teams; one of them is chosen where it is named."""
        page = self.open(TeamsPage)
        assert isinstance(page, TeamsPage)
        page.teams.choose(id)

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
