"""The tab 规范提升: what is wrong and mended, who looks, and which zones few use."""

from __future__ import annotations

from typing import ClassVar

from desk.books.findings.model import FindingView
from desk.core.words import NP_
from desk.ui.findings.findings_page import FindingsPage
from desk.ui.officers.officers_page import OfficersPage
from desk.ui.shell.column_page import ColumnPage
from desk.ui.shell.page import Destinations, Page
from desk.ui.shell.paged_tab import PagedTab
from desk.ui.shell.tab import PageDeclaration
from desk.ui.zones.zones_page import ZonesPage


class OfficersTab(PagedTab):
    """规范提升: what is wrong and mended, who looks, and which zones few use."""

    PAGES = (
        PageDeclaration(NP_("page", "Findings"), "desk.ui.findings.findings_page:FindingsPage"),
        PageDeclaration(NP_("page", "Experience officers"), "desk.ui.officers.officers_page:OfficersPage"),
        PageDeclaration(NP_("page", "Zones"), "desk.ui.zones.zones_page:ZonesPage"),
    )
    DESTINATIONS: ClassVar[Destinations] = {
        "officers.officers": lambda tab, view: tab.officers().show_view(view),
        "officers.officer": lambda tab, id: tab.show_officer(id),
        "officers.visit": lambda tab, id: tab.show_visit(id),
        "zones.zone": lambda tab, id: tab.zones().show_zone(id),
        "zones.low": lambda tab, _about: tab.zones().show_low(),
        "zones.round": lambda tab, _about: tab.zones().show_round(),
        "findings.finding": lambda tab, id: tab.show_finding(id),
        "findings.to_decide": lambda tab, _about: tab.findings().show_view(FindingView.TO_DECIDE),
        "findings.proposed": lambda tab, _about: tab.findings().show_view(FindingView.PROPOSED),
        "findings.month": lambda tab, first: tab.findings().show_month(first),
    }

    def make_page(self, kind: type[Page]) -> Page:
        assert issubclass(kind, ColumnPage)
        return kind(self.desk)

    def officers(self) -> OfficersPage:
        """The page 体验官, in sight and not read yet."""
        page = self.raise_page(OfficersPage)
        assert isinstance(page, OfficersPage)
        return page

    def show_officer(self, id: int) -> None:
        """The card of an officer, over the page."""
        page = self.officers()
        page.load()
        page.open_officer(id)

    def show_visit(self, id: int) -> None:
        """The sheet of a visit, over the page."""
        page = self.officers()
        page.load()
        page.open_visit(id)

    def zones(self) -> ZonesPage:
        """The page 功能区, in sight and not read yet."""
        page = self.raise_page(ZonesPage)
        assert isinstance(page, ZonesPage)
        return page

    def findings(self) -> FindingsPage:
        """The page 问题整改, in sight."""
        page = self.raise_page(FindingsPage)
        assert isinstance(page, FindingsPage)
        return page

    def show_finding(self, id: int) -> None:
        """The card of a finding, over the page."""
        page = self.findings()
        page.load()
        page.open_card(id)
