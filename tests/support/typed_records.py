"""What a person could type of each kind of record, awkward texts among it: strategies for the round trip of tables."""

from __future__ import annotations

import base64
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st

from desk.books import catalogue, centre, staff
from desk.books.activities.model import ActivityDraft, ActivityKind, OrganiserKind
from desk.books.assets import classes
from desk.books.assets import queries as asset_queries
from desk.books.assets.columns import ON_A_NEW_CARD
from desk.books.assets.model import AssetCard, AssetOwner, AssetSource
from desk.books.assets.queries import AssetFilter
from desk.books.bookings import queries as booking_queries
from desk.books.bookings.model import BookingChannel, BookingRequest, ResourceKind, moment
from desk.books.catalogue import ServiceItem, ServiceMode
from desk.books.district.model import NewCentre
from desk.books.matching.model import KINDS, NeedSource, NewNeed, NewOffering
from desk.books.officers.importing import ListedOfficer
from desk.books.officers.model import NewOfficer, NewTerm, OfficerIdentity
from desk.books.orders.model import OrderKind
from desk.books.organisations import queries as organisation_queries
from desk.books.organisations.model import NewOrganisation, OrganisationKind, OrganisationRole
from desk.books.residents import ResidentDetails, ResidentMark
from desk.books.residents.queries import everyone
from desk.books.roster import assignees, shifts
from desk.books.roster.assignees import Absence, AbsenceKind
from desk.books.teams import queries as team_queries
from desk.books.teams.model import HalfDay, MemberKind, NewMember
from desk.books.zones import queries as zone_queries
from desk.books.zones import rounds as zone_rounds
from desk.books.zones.model import ZoneCount
from desk.core.identity import IdKind
from desk.core.permissions import Role
from desk.core.work import Work
from desk.scheduling.problem import DAY
from tests.support.organisations import code as credit_code
from tests.support.people import births, id_number, names

TODAY = date(2026, 11, 24)
AWKWARD = (
    *(
        "=1+1",
        '="350"',
        "#N/A",
        "#DIV/0!",
        "TRUE",
        "否",
        "无",
        "1e5",
        "007",
        "2026-01-31",
        "3/4",
        "+86",
        "-",
        "@甲",
    ),
    *(
        "'甲",
        "_x0041_",
        "甲；乙、丙",
        "甲  乙",
        " 甲 ",
        "甲\n乙",
        "甲\n\n乙\n",
        "（甲）",
        "０１２",
        "<b>&amp;</b>",
        "𬱖䶮",
        "e\u0301",
    ),
)
"""Texts of which spreadsheets, or those who read them, like to make something else."""
CHARACTERS = "甲乙丙，。；、：（）/ -*#=+@'\"\n0123456789aZ%&<_"


def texts(most: int, *more: str) -> st.SearchStrategy[str]:
    """A line or several, as it is typed or pasted."""
    return st.one_of(st.sampled_from((*AWKWARD, *more)), st.text(CHARACTERS, max_size=min(most, 30))).map(
        lambda text: text[:most]
    )


days = st.dates(date(1950, 1, 1), date(2036, 12, 31))
fen = st.integers(0, 10**12)
Record = Any


@st.composite
def people(draw: st.DrawFn) -> ResidentDetails:
    kind = draw(st.sampled_from([*IdKind][:-1]))
    born, serial = draw(births), draw(st.integers(0, 999))
    number = {
        IdKind.RESIDENT: id_number(born, serial),
        IdKind.NONE: "",
        IdKind.HK_MACAO: f"H{draw(st.integers(10**7, 10**8 - 1))}",
        IdKind.TAIWAN: str(draw(st.integers(10**7, 10**8 - 1))),
        IdKind.RESIDENCE: id_number(born, serial, "810000"),
        IdKind.PERMANENT: id_number(born, serial, "935156"),
        IdKind.PASSPORT: draw(st.text("ABC123", min_size=5, max_size=9)),
    }[kind]
    return ResidentDetails(
        draw(st.one_of(names, st.sampled_from(("Li  Ming", "买买提·江", "Anna-Lena O'Neill")))),
        kind,
        number,
        draw(st.none() | births),
        draw(st.sampled_from(("", "male", "female"))),
        draw(st.sampled_from(("", "13800005678", "0595-12345678转8", "+852 91234567", "13800005678、2345678"))),
        draw(texts(200)),
        draw(texts(200)),
        tuple(mark for mark in ResidentMark if draw(st.booleans())),
        draw(texts(200)),
    )


services = st.builds(
    ServiceItem,
    code=st.text("AB019-", min_size=1, max_size=8),
    name=texts(60),
    department=texts(30),
    mode=st.sampled_from(ServiceMode),
    promised_days=st.sampled_from((0, 0, 3, 365)),
    materials=st.lists(texts(60), max_size=3).map(tuple),
    fee=st.integers(0, 100_000_000),
    on_behalf=st.booleans(),
    ends_on=st.none() | days,
)
colleagues = st.tuples(
    st.one_of(names, texts(30)),
    st.sampled_from(Role),
    st.sampled_from(("", "13800005678", "6543210转2")),
    st.booleans(),
)


@st.composite
def absences(draw: st.DrawFn) -> Callable[[Work], Absence]:
    kind, first = draw(st.sampled_from(AbsenceKind)), draw(st.dates(date(2026, 1, 1), date(2027, 12, 31)))
    last = first + timedelta(draw(st.sampled_from((0, 0, 1, 9, 200))))
    halves = st.sampled_from(((0, DAY), (0, 720), (720, DAY)))
    part = draw(halves | st.tuples(st.integers(0, 719), st.integers(720, DAY)))
    weekdays = draw(st.just(frozenset(range(7))) | st.frozensets(st.integers(0, 6), min_size=1))
    who, which, reason = draw(st.integers(0, 99)), draw(st.none() | st.integers(0, 99)), draw(texts(60))

    def made(work: Work) -> Absence:
        takers, kinds = assignees.all_assignees(work), shifts.all_shifts(work)
        shift = kinds[which % len(kinds)].id if which is not None and kind in assignees.WISHES else None
        return Absence(takers[who % len(takers)].id, kind, first, last, *part, weekdays, shift, reason)

    return made


@st.composite
def activities(draw: st.DrawFn) -> Callable[[Work], ActivityDraft]:
    begins = draw(st.integers(0, DAY - 2))
    ends = draw(st.integers(begins + 1, DAY))
    outside, which, who = draw(st.booleans()), draw(st.integers(0, 99)), draw(st.integers(0, 99))
    plan = ActivityDraft(
        title=draw(texts(40)),
        kind=draw(st.sampled_from(ActivityKind)),
        day=draw(st.dates(TODAY - timedelta(400), TODAY + timedelta(400))),
        begins=begins,
        ends=ends,
        place=draw(texts(40)) if outside else "",
        organiser_kind=draw(st.sampled_from(OrganiserKind)),
        organiser=draw(texts(40)),
        audience=draw(texts(40)),
        capacity=draw(st.none() | st.integers(1, 100_000)),
        sign_up=draw(st.booleans()),
        contact=draw(texts(60)),
        budget=draw(st.integers(0, 10**10)),
        materials=draw(texts(500)),
        note=draw(texts(500, "1E+15")),
    )

    def made(work: Work) -> ActivityDraft:
        venues, everybody = centre.all_venues(work), staff.everyone(work)
        venue = None if outside else venues[which % len(venues)].id
        return replace(plan, venue_id=venue, responsible_id=everybody[who % len(everybody)].id)

    return made


@st.composite
def assets(draw: st.DrawFn) -> Callable[[Work], AssetCard]:
    acquired = draw(st.dates(date(1950, 1, 1), TODAY))
    card = AssetCard(
        name=draw(texts(60)),
        class_code="",
        acquired_on=acquired,
        number=draw(st.just("") | st.text("ZC019-", min_size=1, max_size=8)),
        model=draw(texts(80)),
        serial=draw(texts(60)),
        unit=draw(st.sampled_from(("件", "台", "1", "m²"))),
        source=draw(st.sampled_from(AssetSource)),
        funding=draw(texts(40)),
        supplier=draw(texts(60)),
        owner_kind=draw(st.sampled_from(AssetOwner)),
        owner=draw(texts(40)),
        spot=draw(texts(40)),
        custodian=draw(names | texts(20)),
        condition=draw(st.sampled_from(ON_A_NEW_CARD)),
        life_months=draw(st.integers(0, 1200)),
        residual=draw(st.integers(0, 10_000)),
        low_mark=draw(st.none() | st.integers(0, 10**6)),
        warranty_until=draw(st.none() | days),
        inspect_every=draw(st.none() | st.integers(1, 120)),
        inspect_on=draw(st.none() | days),
        note=draw(texts(500, "1E+15")),
        quantity=draw(st.sampled_from((0, 1, 1, 1, 20, 10**6))),
        value=draw(fen),
    )
    which, whole = draw(st.integers(0, 999)), draw(st.none() | st.integers(0, 9))

    def made(work: Work) -> AssetCard:
        tree, venues, zones = classes.every(work), centre.all_venues(work), list(asset_queries.zone_ids(work).values())
        venue = ([None, None, *(each.id for each in venues)])[which % (len(venues) + 2)]
        zone = ([None, *zones])[which % (len(zones) + 1)]
        there = asset_queries.page(work, AssetFilter())
        parent = there[whole % len(there)].id if whole is not None and there else None
        code = tree[which % len(tree)].code
        return replace(card, class_code=code, venue_id=venue, zone_id=zone, parent_id=parent)

    return made


@st.composite
def bookings(draw: st.DrawFn) -> Callable[[Work], BookingRequest]:
    day, begins = TODAY + timedelta(draw(st.integers(1, 60))), 8 * 60 + 30 * draw(st.integers(0, 20))
    at_a_desk, of_a_party = draw(st.booleans()), draw(st.booleans())
    who, which, long = draw(st.integers(0, 99)), draw(st.integers(0, 1)), draw(st.integers(1, 240))
    asked = BookingRequest(
        0,
        moment(day, begins),
        moment(day, begins + 30),
        people=draw(st.integers(1, 3)),
        telephone=draw(st.sampled_from(("", "13800005678", "0595-22345678转8"))),
        guardian=draw(st.just("") | names),
        guardian_telephone=draw(st.sampled_from(("", "13800009999"))),
        channel=draw(st.sampled_from(BookingChannel)),
        waits=draw(st.booleans()),
    )
    party, contact, purpose = draw(texts(40)), draw(names), draw(texts(200))

    def made(work: Work) -> BookingRequest:
        desks, rooms = ([r for r in booking_queries.all_resources(work) if r.kind is kind] for kind in ResourceKind)
        known = [*everyone(work)]
        whom = known[who % len(known)]
        person, telephone = whom.id, asked.telephone if whom.id_number else whom.telephone
        if at_a_desk:
            item = catalogue.all_items(work)[0].id
            return replace(asked, resource_id=desks[0].id, resident_id=person, service_id=item, telephone=telephone)
        whose: dict[str, Any] = (
            {"party": party, "contact": contact} if of_a_party else {"resident_id": person, "telephone": telephone}
        )
        ends_at = moment(day, min(begins + long, DAY))
        return replace(asked, resource_id=rooms[which].id, ends_at=ends_at, purpose=purpose, **whose)

    return made


@st.composite
def members_of_teams(draw: st.DrawFn) -> Callable[[Work], NewMember]:
    which, who, known = draw(st.integers(0, 1)), draw(st.integers(0, 99)), draw(st.booleans())
    asked = NewMember(
        0,
        draw(st.sampled_from(MemberKind)),
        draw(names),
        draw(st.sampled_from(("", "13800005678", "0595-22345678转8"))),
        leads=draw(st.booleans()),
        skills=tuple(kind.value for kind in draw(st.sets(st.sampled_from(OrderKind)))),
        abilities=draw(texts(200)),
        village_group=draw(texts(40)),
        times=tuple(draw(st.sets(st.tuples(st.integers(0, 6), st.sampled_from(HalfDay))))),
        joined_on=TODAY - timedelta(draw(st.integers(0, 900))),
    )

    def made(work: Work) -> NewMember:
        team = team_queries.all_teams(work)[which].id
        people = [person for person in everyone(work) if person.id_number]
        record = people[who % len(people)].id if known else None
        return replace(asked, team_id=team, resident_id=record)

    return made


@st.composite
def officers(draw: st.DrawFn) -> ListedOfficer:
    """Somebody who is nominated, or appointed for a term that began or begins some time."""
    telephone = draw(st.sampled_from(("", "13800005678", "0595-22345678转8")))
    new = NewOfficer(draw(names), draw(st.sampled_from(OfficerIdentity)), draw(texts(60)), telephone, draw(texts(200)))
    first, days = TODAY + timedelta(draw(st.integers(-900, 300))), draw(st.integers(0, 900))
    term = NewTerm(draw(st.just("") | texts(40)), first, first + timedelta(days))
    return ListedOfficer(new, term if draw(st.booleans()) else None)


@st.composite
def zone_counts(draw: st.DrawFn) -> Callable[[Work], ZoneCount]:
    """Some people in one of the counted zones, on a day that is over."""
    which, days, hour = draw(st.integers(0, 1)), draw(st.integers(1, 900)), draw(st.integers(0, 23))
    people = draw(st.integers(0, 5000))
    return lambda work: ZoneCount(zone_rounds.counted_zones(work)[which].id, TODAY - timedelta(days), hour, people)


halves = st.sets(st.tuples(st.integers(0, 6), st.sampled_from(HalfDay))).map(tuple)


@st.composite
def wishes(draw: st.DrawFn) -> Callable[[Work], NewNeed]:
    """A need that is on the list, for a zone or for any."""
    wanted_in, zone = draw(st.none() | st.integers(0, 200)), draw(st.none() | st.integers(0, 1))
    asked = NewNeed(
        draw(texts(300)),
        draw(st.sampled_from([*KINDS.values()])),
        draw(texts(60)),
        people=draw(st.integers(1, 5000)),
        wanted_by=None if wanted_in is None else TODAY + timedelta(wanted_in),
        source=draw(st.sampled_from(NeedSource)),
    )
    return lambda work: replace(asked, zone_id=None if zone is None else zone_queries.names(work)[zone].id)


@st.composite
def partners(draw: st.DrawFn) -> NewOrganisation:
    """Whoever works with the centre, in one role or several."""
    code = credit_code(draw(st.integers(0, 9999)))
    return NewOrganisation(
        draw(texts(60)),
        draw(st.sampled_from(OrganisationKind)),
        draw(st.sampled_from(("", code))),
        draw(texts(100)),
        draw(st.just("") | names),
        draw(st.sampled_from(("", "13800005678", "0595-22345678转8"))),
        draw(texts(100)),
        draw(texts(500)),
        roles=tuple(draw(st.sets(st.sampled_from(OrganisationRole), min_size=1))),
    )


@st.composite
def promises(draw: st.DrawFn) -> Callable[[Work], NewOffering]:
    """What one of two organisations brings down, in a term that may be over."""
    which, zone = draw(st.integers(0, 1)), draw(st.none() | st.integers(0, 1))
    first = TODAY + timedelta(draw(st.integers(-900, 300)))
    asked = NewOffering(
        0,
        draw(texts(40)),
        draw(st.sampled_from([*KINDS.values()])),
        draw(st.integers(1, 5000)),
        draw(st.integers(1, 500)),
        first,
        first + timedelta(draw(st.integers(0, 900))),
        draw(texts(60)),
        draw(halves),
        draw(texts(60)),
        remark=draw(texts(300)),
    )

    def made(work: Work) -> NewOffering:
        zone_id = None if zone is None else zone_queries.names(work)[zone].id
        return replace(asked, organisation_id=organisation_queries.names(work)[which].id, zone_id=zone_id)

    return made


centres = st.builds(
    NewCentre,
    code=st.text("019aZ-./_", min_size=1, max_size=12),
    name=texts(60),
    likeness=texts(60),
    population=st.none() | st.integers(1, 10_000_000),
    public_key=st.just("") | st.binary(min_size=32, max_size=32).map(lambda key: base64.b64encode(key).decode()),
    active=st.booleans(),
)
"""Centres of a district, with the key that each signs with or without one."""


@st.composite
def carried_points(draw: st.DrawFn) -> Callable[[Work], tuple[int, int, date, str]]:
    """Whose, how many, the first day on which they count no more, and the remark, which stays behind."""
    which, many, days = draw(st.integers(0, 2)), draw(st.integers(1, 5000)), draw(st.integers(1, 800))
    return lambda work: (team_queries.active_members(work)[which].id, many, TODAY + timedelta(days), "")
