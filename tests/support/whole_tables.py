"""Books filled with whatever a person could type, for the round trip out of one book and into an empty one."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import date
from typing import Any

from hypothesis import strategies as st

from desk.books import catalogue, centre, residents, staff
from desk.books.activities import planning
from desk.books.activities import queries as activity_queries
from desk.books.activities.model import ActivityDraft
from desk.books.assets import cards
from desk.books.assets import queries as asset_queries
from desk.books.assets.queries import AssetFilter
from desk.books.bookings import booking, resources
from desk.books.bookings import queries as booking_queries
from desk.books.bookings.model import (
    Booking,
    BookingState,
    Resource,
    ResourceKind,
    SlotRule,
)
from desk.books.catalogue import ServiceItem, ServiceMode
from desk.books.centre import PRESET_VENUES, RuleValue
from desk.books.district import listing as district_listing
from desk.books.district import queries as district_queries
from desk.books.matching import needs, offerings
from desk.books.matching import queries as matching_queries
from desk.books.officers import columns as officer_columns
from desk.books.officers import importing as officer_importing
from desk.books.organisations import organisations
from desk.books.organisations import queries as organisation_queries
from desk.books.organisations.model import NewOrganisation, OrganisationKind, OrganisationRole
from desk.books.points import columns as point_columns
from desk.books.points import entering
from desk.books.residents import ResidentDetails
from desk.books.residents.queries import everyone
from desk.books.roster import assignees, shifts
from desk.books.teams import members, teams
from desk.books.teams import queries as team_queries
from desk.books.teams.model import MemberKind, NewMember, Team
from desk.books.zones import editing as zone_editing
from desk.books.zones import queries as zone_queries
from desk.books.zones import rounds as zone_rounds
from desk.books.zones.model import FootfallWay, NewZone
from desk.core.errors import Invalid, Refused
from desk.core.identity import IdKind
from desk.core.permissions import Role
from desk.core.work import Work
from desk.services.session import Desk
from tests.support.people import id_number
from tests.support.typed_records import (
    Record,
    absences,
    activities,
    assets,
    bookings,
    carried_points,
    centres,
    colleagues,
    members_of_teams,
    officers,
    partners,
    people,
    promises,
    services,
    wishes,
    zone_counts,
)


def add_colleague(work: Work, typed: tuple[str, Role, str, bool]) -> None:
    name, role, telephone, active = typed
    person = staff.add(work, name, role, telephone)
    if not active:
        staff.set_active(work, person.id, False)


def add_activity(work: Work, made: Callable[[Work], ActivityDraft]) -> None:
    plan = made(work)
    planning.add(work, plan, held=plan.day < work.today)


Strategy = tuple[st.SearchStrategy[Any], Callable[[Work, Any], object]]
STRATEGIES: dict[str, Strategy] = {
    "residents": (people(), residents.add),
    "services": (services, catalogue.add),
    "staff": (colleagues, add_colleague),
    "leave": (absences(), lambda work, made: assignees.add_absence(work, made(work))),
    "activities": (activities(), add_activity),
    "assets": (assets(), lambda work, made: cards.add(work, made(work))),
    "bookings": (bookings(), lambda work, made: booking.book(work, made(work))),
    "points": (carried_points(), lambda work, made: entering.carry_over(work, *made(work))),
    "officers": (officers(), lambda work, made: officer_importing.store(work, [made], None)),
    "zone_counts": (zone_counts(), lambda work, made: zone_rounds.store_past(work, made(work))),
    "organisations": (partners(), organisations.add),
    "needs": (wishes(), lambda work, made: needs.raise_need(work, made(work))),
    "offerings": (promises(), lambda work, made: offerings.offer(work, made(work))),
    "district_centres": (centres, district_listing.add),
    "members": (members_of_teams(), lambda work, made: members.join(work, made(work))),
}
"""By kind what can be typed, and how it is entered."""


def surround(work: Work, kind: str) -> None:
    """What the centre has set up in both books: rooms, shifts and, where it is not them who come, colleagues."""
    shifts.take_presets(work)
    for venue in PRESET_VENUES:
        centre.add_venue(work, venue)
    if kind != "staff":
        staff.add(work, "某同事", Role.CLERK)
        staff.add(work, "Li Ming", Role.LEADER)
    if kind == "bookings":
        open_for_bookings(work)
    if kind == "points":
        team = teams.add(work, Team("第一突击队"))
        for name in ("张三丰", "李小明", "买买提·江"):
            members.join(work, NewMember(team, MemberKind.PARTY, name))
    if kind == "offerings":
        for name in ("区第二医院", "Red Partners (Hui'an)"):
            organisations.add(work, NewOrganisation(name, OrganisationKind.OTHER, roles=(OrganisationRole.PARTNER,)))
    if kind in ("zone_counts", "needs", "offerings"):
        for name in ("健身休闲区", "Reading corner"):
            zone_editing.add(work, NewZone(name, footfall=FootfallWay.COUNTED))
    if kind == "members":
        for name in ("第一突击队", "第二突击队"):
            teams.add(work, Team(name))
        for n, name in enumerate(("张三丰", "张三丰", "买买提·江")):
            number = id_number(date(1980, 1, 1), n)
            residents.add(work, ResidentDetails(name, IdKind.RESIDENT, number, telephone="13800005678"))


def open_for_bookings(work: Work) -> None:
    """A counter and two rooms that can be booked for months ahead, and whoever may come."""
    centre.save_rules(work, {"booking_days_ahead": RuleValue(90, ""), "booking_room_days_ahead": RuleValue(90, "")})
    catalogue.add(work, ServiceItem("A1", "医保参保登记", "医保局", ServiceMode.ON_THE_SPOT))
    venue = next(each for each in centre.all_venues(work) if each.name == "多功能厅")
    counter = resources.add(work, Resource("综合窗口", capacity=3))
    rooms = [
        resources.add(work, Resource(name, ResourceKind.ROOM, 40, venue.id, shared=shared))
        for name, shared in (("多功能厅", False), ("阅览角", True))
    ]
    every_day = frozenset(range(8))
    for id in (counter, *rooms):
        resources.save_rules(work, id, [SlotRule(id, 8 * 60, 22 * 60, 30, every_day, places=2)])
    for n, name in enumerate(("张三丰", "张三丰", "李小明", "买买提·江")):
        number = id_number(date(1980, 1, 1), n)
        residents.add(work, ResidentDetails(name, IdKind.RESIDENT, number, telephone="13800005678"))
    residents.add(work, ResidentDetails("Li Ming", telephone="13900001111"))


def as_booked(each: Booking) -> Record:
    """A booking without what is its row's alone; one that was not decided comes back as the leader's own."""
    state = BookingState.WAITING if each.state is BookingState.WAITING else BookingState.BOOKED
    return booking.request_of(each), state


def fill(work: Work, kind: str, typed: Sequence[Any]) -> None:
    """Enter whatever the book takes of it."""
    for each in typed:
        with suppress(Invalid, Refused):
            STRATEGIES[kind][1](work, each)


def held(work: Work, kind: str) -> list[Record]:
    """What a book holds of a kind, field by field, without the numbers of its rows."""
    if kind == "residents":
        return [replace(person, id=0) for person in everyone(work)]
    if kind == "services":
        return [replace(item, id=0) for item in catalogue.all_items(work)]
    if kind == "staff":
        return sorted((replace(person, id=0) for person in staff.everyone(work)), key=repr)
    if kind == "leave":
        return sorted((replace(each, id=0) for each in assignees.absences_between(work, date.min, date.max)), key=repr)
    if kind == "activities":
        found = activity_queries.between(work, date.min, date.max)
        return sorted(((each.plan, each.state) for each in found), key=repr)
    if kind == "members":
        return [replace(each, id=0, team_id=0, resident_id=None) for each in team_queries.active_members(work)]
    if kind == "officers":
        listed = officer_columns.exported(work)
        return sorted((replace(each, id=0, version=0, ended_on=None, last=each.until) for each in listed), key=repr)
    if kind == "organisations":
        return [replace(each, id=0) for each in organisation_queries.everyone(work)]
    if kind == "needs":
        return sorted(
            (replace(each, id=0, number="", zone_id=None) for each in matching_queries.open_needs(work)), key=repr
        )
    if kind == "offerings":
        promised = matching_queries.all_offerings(work)
        return sorted((replace(each, id=0, number="", organisation_id=0, zone_id=None) for each in promised), key=repr)
    if kind == "district_centres":
        return [replace(each, id=0) for each in district_queries.centres(work)]
    if kind == "zone_counts":
        return [replace(each, zone_id=0) for each in zone_queries.all_counts(work)]
    if kind == "points":
        return [(each.holder.number, each.holder.balance, each.last_day) for each in point_columns.exported(work)]
    if kind == "bookings":
        coming = booking_queries.in_states(work, (BookingState.BOOKED, BookingState.WAITING))
        return sorted(map(as_booked, coming), key=repr)
    return [replace(card, id=0, parent_id=None) for card in asset_queries.page(work, AssetFilter())]


class _Undone(Exception):
    """Rolls back what was tried."""


@contextmanager
def undone(desk: Desk) -> Iterator[Work]:
    """Something that the book is to forget."""
    with suppress(_Undone), desk.write() as work:
        yield work
        raise _Undone
