"""The destinations of the window that are one record: where they are kept, and the windows that show them."""

from __future__ import annotations

from desk.models.activities import activities
from desk.models.assets import assets
from desk.models.bookings import bookings
from desk.models.cases import cases
from desk.models.centre import zones
from desk.models.findings import findings
from desk.models.follow_ups import follow_ups
from desk.models.incidents import incidents
from desk.models.matching import matches, needs, offerings
from desk.models.meetings import meetings
from desk.models.officers import officer_visits, officers
from desk.models.orders import orders
from desk.models.organisations import organisations
from desk.models.teams import team_members
from desk.ui.activities.window import ActivityWindow
from desk.ui.assets.window import CardWindow
from desk.ui.bookings.booking_card import BookingCard
from desk.ui.cases.window import CaseWindow
from desk.ui.findings.card import FindingCard
from desk.ui.follow_ups.card import FollowUpCard
from desk.ui.incidents.window import IncidentWindow
from desk.ui.matching.match_card import MatchCard
from desk.ui.matching.need_card import NeedCard
from desk.ui.matching.offering_card import OfferingCard
from desk.ui.meetings.meeting_card import MeetingCard
from desk.ui.officers.officer_card import OfficerCard
from desk.ui.officers.visit_card import VisitCard
from desk.ui.orders.order_card import OrderCard
from desk.ui.organisations.organisation_card import OrganisationCard
from desk.ui.teams.member_card import MemberCard
from desk.ui.zones.zone_card import ZoneCard

RECORDS = {
    "cases.case": (cases, CaseWindow),
    "activities.activity": (activities, ActivityWindow),
    "assets.card": (assets, CardWindow),
    "bookings.booking": (bookings, BookingCard),
    "orders.follow_up": (follow_ups, FollowUpCard),
    "incidents.incident": (incidents, IncidentWindow),
    "orders.order": (orders, OrderCard),
    "orders.member": (team_members, MemberCard),
    "zones.zone": (zones, ZoneCard),
    "organisations.organisation": (organisations, OrganisationCard),
    "matching.need": (needs, NeedCard),
    "matching.offering": (offerings, OfferingCard),
    "matching.match": (matches, MatchCard),
    "meetings.meeting": (meetings, MeetingCard),
    "officers.officer": (officers, OfficerCard),
    "officers.visit": (officer_visits, VisitCard),
    "findings.finding": (findings, FindingCard),
}

ON_A_PAGE = frozenset(("residents.person", "roster.handover"))
"""Destinations that are one record too, and show it on a page of its tab."""
ASKING = frozenset(("cases.register", "orders.new", "meetings.call", "zones.round"))
"""Destinations that begin something new, with what is known of it."""
