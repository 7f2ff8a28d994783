"""The tab 规范提升: what is wrong and mended, who looks, and which zones few use."""

from __future__ import annotations

from typing import ClassVar

from desk.core.words import NP_
from desk.ui.officers.officers_page import OfficersPage
from desk.ui.shell.column_page import ColumnPage
from desk.ui.shell.page import Destinations, Page
from desk.ui.shell.paged_tab import PagedTab
from desk.ui.shell.tab import PageDeclaration


class OfficersTab(PagedTab):
    """规范提升: what is wrong and mended, who looks, and which zones few use."""

    PAGES = (
        PageDeclaration(NP_("page", "Findings"), "desk.ui.findings.findings_page:FindingsPage"),
        PageDeclaration(NP_("page", "Experience officers"), "desk.ui.officers.officers_page:OfficersPage"),
        PageDeclaration(NP_("page", "Zones"), "desk.ui.zones.zones_page:ZonesPage"),
    )
    DESTINATIONS: ClassVar[Destinations] = {
        "officers.officers": lambda tab, view: tab.officers().show_view(view),
        "officers.officer": lambda tab, id: tab.officers().open_officer(id),
        "officers.visit": lambda tab, id: tab.officers().open_visit(id),
    }

    def make_page(self, kind: type[Page]) -> Page:
        assert issubclass(kind, ColumnPage)
        return kind(self.desk)

    def officers(self) -> OfficersPage:
        """The page 体验官, in sight."""
        page = self.open(OfficersPage)
        assert isinstance(page, OfficersPage)
        return page
