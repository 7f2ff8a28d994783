"""The centre itself: name, hours, zones and venues, and the manager's settings."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, fields
from itertools import pairwise
from typing import Any

from sqlalchemy import and_, bindparam, delete, exists, func, insert, or_, select, update

from desk.core import edit_conflicts
from desk.core.calendar import weekday_names
from desk.core.errors import Invalid, Problem, Refused
from desk.core.permissions import May
from desk.core.records import records
from desk.core.words import N_, NP_, _, listed
from desk.core.work import Work, changes
from desk.models.activities import activities
from desk.models.assets import assets
from desk.models.centre import centres, openings, settings, venues, zones


@dataclass(frozen=True)
class Centre:
    """The one centre that this installation serves."""

    name: str
    district: str
    town: str = ""
    address: str = ""
    telephone: str = ""
    pledge: str = ""


@dataclass(frozen=True)
class OpeningSpan:
    """One span of opening hours: weekday 0 (Monday) to 6, minutes since midnight."""

    weekday: int
    opens: int
    closes: int


@dataclass(frozen=True)
class Venue:
    """A bookable room in a zone. ``opens`` and ``closes`` only where its hours are not the centre's."""

    name: str
    zone: str
    capacity: int
    opens: int | None = None
    closes: int | None = None
    active: bool = True
    id: int = 0


WEEK = tuple(OpeningSpan(day, *span) for day in range(5) for span in ((8 * 60, 12 * 60), (14 * 60 + 30, 17 * 60 + 30)))
"""The usual office hours, Monday to Friday."""

PRESET_VENUES = (
    Venue("便民服务大厅", "便民服务区", 30),
    Venue("党群议事室", "党群活动区", 20),
    Venue("多功能厅", "文体活动区", 80),
    Venue("图书阅览室", "文体活动区", 24),
    Venue("儿童课堂", "儿童服务区", 25),
    Venue("日间照料室", "助老服务区", 20),
    Venue("长者食堂", "助老服务区", 40),
)
"""What most centres have; the set-up wizard offers it for editing."""

DEFAULTS: dict[str, Any] = {
    "idle_minutes": 10,
    "second_backup": "",
    "last_drill": "",
    "last_look": "",
    "retention_years": 10,
    "roster_weights": {"workday": 100, "make_up": 100, "saturday": 200, "sunday": 200, "holiday": 300, "evening": 150},
    "roster_rest_hours": 12,
    "roster_daily_hours": 11,
    "roster_grace_minutes": 10,
    "calendar_channels": ["微信公众号", "微信群", "公示栏"],
    "calendar_account": "",
    "asset_prefix": "ZC",
    "incident_report_rules": {},
    "clock_was_ahead": [],
}


def get(work: Work) -> Centre:
    """The centre as it was entered last."""
    (centre,) = records(work.connection.execute(THE_CENTRE), Centre)
    return centre


THE_CENTRE = select(*(centres.c[field.name] for field in fields(Centre)))


LABELS = {
    "name": N_("Centre name"),
    "district": N_("District"),
    "town": N_("Town"),
    "address": N_("Address"),
    "telephone": N_("Telephone"),
    "pledge": N_("Service pledge"),
}


def save(work: Work, centre: Centre, read: Centre | None = None) -> None:
    """Raises ``Invalid`` for an empty name or district, and ``EditConflict`` as every edit does."""
    work.require(May.EDIT_CENTRE)
    if read is not None:
        centre = edit_conflicts.settled(work, edit_conflicts.EditedRecord("centres:1", LABELS), read, get(work), centre)
    problems = [
        Problem(field, words)
        for field, words in (
            ("name", _("Please enter the centre's name.")),
            ("district", _("Please enter the district.")),
        )
        if not getattr(centre, field).strip()
    ]
    if problems:
        raise Invalid(*problems)
    row = work.connection.execute(select(centres)).first()
    values = {name: value.strip() for name, value in asdict(centre).items()}
    work.put(centres, {"id": 1}, values)
    before = {name: row._mapping[name] for name in values} if row else None
    work.audit("centre.save", "centres:1", before, values)


def opening_hours(work: Work) -> list[OpeningSpan]:
    """The week's spans in order."""
    query = select(openings.c.weekday, openings.c.opens, openings.c.closes)
    return records(work.connection.execute(query.order_by(openings.c.weekday, openings.c.opens)), OpeningSpan)


def save_opening_hours(work: Work, hours: Iterable[OpeningSpan], read: Iterable[OpeningSpan] | None = None) -> None:
    """Replace the week, each day as it was ``read``.

    Raises ``Invalid`` when a span ends before it begins or two overlap, and ``EditConflict`` as every edit does.
    """
    work.require(May.EDIT_CENTRE)
    week = sorted(hours, key=lambda o: (o.weekday, o.opens))
    if read is not None:
        thing = edit_conflicts.EditedRecord("openings:1", dict(enumerate(weekday_names())), _shown_day)
        days = edit_conflicts.settled(
            work, thing, spans_by_day(read), spans_by_day(opening_hours(work)), spans_by_day(week)
        )
        week = week_of(days)
    for span in week:
        if not 0 <= span.opens < span.closes <= 24 * 60:
            raise Invalid(Problem("openings", _("Opening hours must end after they begin.")))
    for one, next in pairwise(week):
        if one.weekday == next.weekday and next.opens < one.closes:
            raise Invalid(Problem("openings", _("Opening hours of one day must not overlap.")))
    before = {"week": [asdict(o) for o in opening_hours(work)]}
    work.connection.execute(delete(openings))
    if week:
        work.connection.execute(insert(openings), [asdict(o) for o in week])
    work.audit("centre.hours", "openings:1", before, {"week": [asdict(o) for o in week]})


def spans_by_day(week: Iterable[OpeningSpan]) -> dict[int, tuple[tuple[int, int], ...]]:
    """Each weekday with its spans, also a closed one."""
    ordered = sorted(week, key=lambda o: o.opens)
    return {day: tuple((o.opens, o.closes) for o in ordered if o.weekday == day) for day in range(7)}


def week_of(days: Mapping[int, Iterable[tuple[int, int]]]) -> list[OpeningSpan]:
    """The week of spans by day, as ``EditConflict`` carries it."""
    return [OpeningSpan(day, *span) for day in sorted(days) for span in days[day]]


def _shown_day(_day: object, spans: Iterable[tuple[int, int]]) -> str:
    return " ".join(f"{o // 60:02d}:{o % 60:02d}-{c // 60:02d}:{c % 60:02d}" for o, c in spans)


def all_venues(work: Work, *, retired: bool = False) -> list[Venue]:
    """Those in use; with ``retired`` also the others."""
    own = (venues.c[name] for name in ("name", "capacity", "opens", "closes", "active", "id"))
    query = select(*own, zones.c.name.label("zone")).join(zones).order_by(venues.c.id)
    return records(work.connection.execute(query if retired else query.where(venues.c.active)), Venue)


def add_venue(work: Work, venue: Venue) -> int:
    """Adds the zone as well when it is new. Raises ``Invalid``."""
    work.require(May.EDIT_CENTRE)
    values = _checked_venue(work, venue)
    id = work.add(venues, values)
    work.audit("venue.add", f"venues:{id}", after=values)
    return id


VENUE_LABELS = {
    "name": N_("Venue"),
    "zone": N_("Zone"),
    "capacity": NP_("venue", "Capacity"),
    "opens": N_("Begins"),
    "closes": N_("Ends"),
}


def edit_venue(work: Work, venue: Venue, read: Venue | None = None) -> None:
    """Raises ``Invalid``, and ``EditConflict`` as every edit does."""
    work.require(May.EDIT_CENTRE)
    now = next(each for each in all_venues(work, retired=True) if each.id == venue.id)
    thing = edit_conflicts.EditedRecord(f"venues:{venue.id}", VENUE_LABELS, _shown_venue)
    venue = edit_conflicts.settled(work, thing, read, now, venue)
    fresh = _checked_venue(work, venue)
    row = work.connection.execute(select(venues).where(venues.c.id == venue.id)).one()
    was, changed = changes(row, fresh)
    if changed:
        work.connection.execute(update(venues).where(venues.c.id == venue.id).values(fresh))
        work.audit("venue.edit", f"venues:{venue.id}", was, changed)


def retire_venue(work: Work, id: int) -> None:
    """It is offered no longer; what was held there keeps its name. Raises ``Refused`` while it is booked or holds
    things.
    """
    work.require(May.EDIT_CENTRE)
    booked = work.connection.execute(BOOKED, {"venue": id, "today": work.today}).all()
    if booked:
        named = listed(f"{row.day} {row.title}" for row in booked[:3])
        words = _(
            "This venue is still booked {n} times: {named}. Please move or cancel these first.",
            n=len(booked),
            named=named,
        )
        raise Refused(words)
    holds = work.connection.execute(HOLDS, {"venue": id}).scalar_one()
    if holds:
        raise Refused(_("{n} things of the asset ledger stand in this venue. Please move them first.", n=holds))
    work.connection.execute(update(venues).where(venues.c.id == id).values(active=False))
    work.audit("venue.retire", f"venues:{id}")


others = venues.alias("others")
ONLY_IN_ITS_ZONE = ~exists().where(others.c.zone_id == venues.c.zone_id, others.c.active, others.c.id != venues.c.id)
ITS_ZONE = select(venues.c.zone_id).where(venues.c.id == bindparam("venue"), ONLY_IN_ITS_ZONE).scalar_subquery()
HOLDS = select(func.count()).where(
    assets.c.condition != "disposed",
    or_(assets.c.venue_id == bindparam("venue"), and_(assets.c.venue_id.is_(None), assets.c.zone_id == ITS_ZONE)),
)
"""Things in the venue, and those that are only in its zone when it is the zone's last venue in use."""
BOOKED = (
    select(activities.c.day, activities.c.title)
    .where(
        activities.c.venue_id == bindparam("venue"),
        activities.c.day >= bindparam("today"),
        activities.c.state.not_in(("cancelled", "held")),
    )
    .order_by(activities.c.day)
)


def _shown_venue(field: str, value: Any) -> str:
    clock = field in ("opens", "closes") and value is not None
    return f"{value // 60:02d}:{value % 60:02d}" if clock else edit_conflicts.plain(value)


def _checked_venue(work: Work, venue: Venue) -> dict[str, Any]:
    if not venue.name.strip() or not venue.zone.strip():
        raise Invalid(Problem("name", _("Please enter the venue and its zone.")))
    if venue.capacity < 1:
        raise Invalid(Problem("capacity", _("The capacity is 1 or more.")))
    taken = select(venues.c.id).where(venues.c.name == venue.name.strip(), venues.c.id != venue.id)
    if work.connection.execute(taken).first():
        raise Invalid(Problem("name", _("There is already a venue named {name}.", name=venue.name)))
    hours = (venue.opens, venue.closes)
    if hours != (None, None) and (None in hours or not 0 <= (venue.opens or 0) < (venue.closes or 0) <= 24 * 60):
        raise Invalid(Problem("hours", _("A venue's hours end after they begin, like 08:00—21:00.")))
    zone = work.connection.execute(select(zones.c.id).where(zones.c.name == venue.zone.strip())).scalar()
    if zone is None:
        zone = work.add(zones, {"name": venue.zone.strip()})
    return {
        "zone_id": zone,
        "name": venue.name.strip(),
        "capacity": venue.capacity,
        "opens": venue.opens,
        "closes": venue.closes,
    }


def setting(work: Work, name: str) -> Any:
    """A manager's setting, or the default it has until set."""
    value = work.connection.execute(SETTING, {"name": name}).scalar()
    return DEFAULTS[name] if value is None else value


SETTING = select(settings.c.value).where(settings.c.name == bindparam("name"))


SETTING_LABELS = {
    "idle_minutes": N_("Lock after"),
    "second_backup": N_("Second backup"),
    "retention_years": N_("Keep data for"),
    "roster_rest_hours": N_("Rest, hours"),
    "roster_daily_hours": N_("A day, hours"),
    "roster_grace_minutes": N_("Grace, minutes"),
    "calendar_channels": N_("Channels promised"),
    "calendar_account": N_("Link for the code on paper"),
    "asset_prefix": N_("New numbers"),
}


def settings_now(work: Work, names: Iterable[str]) -> dict[str, Any]:
    """Several settings at once, as a form reads them."""
    return {name: setting(work, name) for name in names}


def save_settings(work: Work, wanted: Mapping[str, Any], read: Mapping[str, Any] | None = None) -> None:
    """Several settings that stand in one form, as they were ``read``. Raises ``EditConflict`` as every edit does."""
    work.require(May.EDIT_CENTRE)
    changed = next((name for name in wanted if read is not None and read[name] != setting(work, name)), "")
    thing = edit_conflicts.EditedRecord(f"settings:{changed}", SETTING_LABELS)
    for name, value in edit_conflicts.settled(work, thing, read, settings_now(work, wanted), wanted).items():
        save_setting(work, name, value)


def save_setting(work: Work, name: str, value: Any) -> None:
    work.require(May.EDIT_CENTRE)
    before = setting(work, name)
    work.put(settings, {"name": name}, {"value": value})
    work.audit("setting.save", f"settings:{name}", {"value": before}, {"value": value})
