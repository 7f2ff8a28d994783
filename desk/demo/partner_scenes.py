"""What the manager looks at in 共建联动 and 规范提升."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog

from desk.demo.scenes import to_tab
from desk.demo.tour import Hands


def partners(hands: Hands) -> None:
    """Every page of the tab, the card of a partner, and a meeting that goes on."""
    from desk.books.meetings import queries as meetings
    from desk.books.meetings.model import MeetingState
    from desk.books.organisations import queries as organisations
    from desk.books.organisations.model import OrganisationRole
    from desk.ui.meetings.holding_window import HoldingWindow
    from desk.ui.organisations.organisation_card import OrganisationCard
    from desk.ui.organisations.tab import OrganisationsTab

    tab = to_tab(hands, OrganisationsTab)
    for place in range(len(tab.pages)):
        tab.show_page(place)
        hands.picture(f"partners-page-{place + 1}")
    with tab.desk.read() as work:
        partner = organisations.names(work, OrganisationRole.PARTNER)[-1]
        of_year = meetings.of_year(work, work.today.year)
    going_on = [each for each in of_year if each.state is MeetingState.HELD]
    windows: list[tuple[str, QDialog]] = [("partner-card", OrganisationCard(tab.desk, partner.id, hands.window))]
    windows += [("meeting", HoldingWindow(tab.desk, hands.window, each.id)) for each in going_on]
    for name, window in windows:
        window.show()
        hands.picture(name, window)
        window.done(0)


def findings_and_zones(hands: Hands) -> None:
    """Every page of the tab, the card of a finding that is being mended, and that of a zone."""
    from desk.books.findings import queries as findings
    from desk.books.findings.model import FindingView
    from desk.books.zones import queries as zones
    from desk.ui.findings.card import FindingCard
    from desk.ui.officers.tab import OfficersTab
    from desk.ui.zones.zone_card import ZoneCard

    tab = to_tab(hands, OfficersTab)
    for place in range(len(tab.pages)):
        tab.show_page(place)
        hands.picture(f"findings-page-{place + 1}")
    with tab.desk.read() as work:
        mended = [each.finding for each in findings.of_view(work, FindingView.TO_CHECK)]
        adjusted = zones.adjustments(work)
    windows: list[tuple[str, QDialog]] = []
    windows += [("finding-card", FindingCard(tab.desk, each.id, hands.window)) for each in mended[:1]]
    windows += [("zone-card", ZoneCard(tab.desk, each.zone_id, hands.window)) for each in adjusted[:1]]
    for name, window in windows:
        window.show()
        hands.picture(name, window)
        window.done(0)
