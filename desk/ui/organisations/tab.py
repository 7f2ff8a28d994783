"""The tab 共建联动: partners, what residents need and partners offer, and joint meetings."""

from __future__ import annotations

from typing import ClassVar

from desk.core.words import NP_
from desk.ui.matching.matching_page import MatchingPage
from desk.ui.matching.rows import MatchingFilter, MatchingView
from desk.ui.meetings.meetings_page import MeetingsPage
from desk.ui.organisations.partners_page import PartnersPage
from desk.ui.shell.column_page import ColumnPage
from desk.ui.shell.page import Destinations, Page
from desk.ui.shell.paged_tab import PagedTab
from desk.ui.shell.tab import PageDeclaration


class OrganisationsTab(PagedTab):
    """共建联动: partners, what residents need and partners offer, and joint meetings."""

    PAGES = (
        PageDeclaration(NP_("page", "Red partners"), "desk.ui.organisations.partners_page:PartnersPage"),
        PageDeclaration(NP_("page", "Needs and offerings"), "desk.ui.matching.matching_page:MatchingPage"),
        PageDeclaration(NP_("page", "Joint meetings"), "desk.ui.meetings.meetings_page:MeetingsPage"),
    )
    DESTINATIONS: ClassVar[Destinations] = {
        "matching.need": lambda tab, id: tab.needs_and_offerings().open_need(id),
        "matching.offering": lambda tab, id: tab.needs_and_offerings().open_offering(id),
        "matching.match": lambda tab, id: tab.needs_and_offerings().open_match(id),
        "matching.needs": lambda tab, _about: tab.show_matching(MatchingView.NEEDS, MatchingFilter.OPEN),
        "matching.over": lambda tab, _about: tab.show_matching(MatchingView.NEEDS, MatchingFilter.OVER),
        "matching.ending": lambda tab, _about: tab.show_matching(MatchingView.OFFERINGS, MatchingFilter.ENDING),
        "matching.silent": lambda tab, _about: tab.show_matching(MatchingView.MATCHES, MatchingFilter.SILENT),
        "matching.settled": lambda tab, _first: tab.show_matching(MatchingView.NEEDS, MatchingFilter.SETTLED),
        "organisations.organisation": lambda tab, id: tab.show_organisation(id),
        "organisations.partners": lambda tab, standing: tab.partners().show_standing(standing),
        "meetings.meeting": lambda tab, id: tab.show_meeting(id),
        "meetings.call": lambda tab, _about: tab.meetings().call_next(),
    }

    def make_page(self, kind: type[Page]) -> Page:
        assert issubclass(kind, ColumnPage)
        return kind(self.desk)

    def needs_and_offerings(self) -> MatchingPage:
        """The page 需求与服务, in sight."""
        page = self.open(MatchingPage)
        assert isinstance(page, MatchingPage)
        return page

    def show_matching(self, view: MatchingView, scope: MatchingFilter) -> None:
        """A view of the page 需求与服务 and a filter of it."""
        page = self.raise_page(MatchingPage)
        assert isinstance(page, MatchingPage)
        page.show_view(view, scope)

    def partners(self) -> PartnersPage:
        """The page 红色合伙人, in sight."""
        page = self.raise_page(PartnersPage)
        assert isinstance(page, PartnersPage)
        return page

    def show_organisation(self, id: int) -> None:
        """The card of an organisation, over the page."""
        page = self.partners()
        page.load()
        page.open_card(id)

    def meetings(self) -> MeetingsPage:
        """The page 联席会议, in sight."""
        page = self.open(MeetingsPage)
        assert isinstance(page, MeetingsPage)
        return page

    def show_meeting(self, id: int | None) -> None:
        """The card of a meeting, over the page."""
        page = self.meetings()
        if id is not None:
            page.open_card(id)
