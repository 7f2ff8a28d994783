"""The centre itself: name, hours, zones and venues."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict, replace
from itertools import pairwise
from typing import Any

from sqlalchemy import delete, select, update

from desk.books.centre.model import HOTLINE, Centre, OpeningSpan, Venue
from desk.books.centre.queries import all_venues, get, opening_hours
from desk.books.registry import books
from desk.core import edit_conflicts
from desk.core.calendar import weekday_names
from desk.core.clock_times import clock, clock_span
from desk.core.errors import Invalid, Problem, Refused, Rule, wrong_fields
from desk.core.permissions import May
from desk.core.telephones import office_telephone_problem, tidy_telephone
from desk.core.words import N_, NP_, _
from desk.core.work import Work, changes
from desk.models.centre import centres, openings, venues, zones

LABELS = {
    "name": N_("Centre name"),
    "district": N_("District"),
    "town": N_("Town"),
    "address": NP_("centre", "Address"),
    "telephone": N_("Telephone"),
    "complaints": N_("Complaints, telephone"),
    "pledge": N_("Service pledge"),
    "code": N_("Centre code"),
    "population": N_("People served"),
    "area": N_("Floor area, m²"),
}
CODE = re.compile(r"[A-Za-z0-9-]{0,20}")
MOST_PEOPLE, LARGEST = 10_000_000, 1_000_000
"""More people served, and more square metres, than any centre has."""


def save(work: Work, centre: Centre, read: Centre | None = None) -> None:
    """Raises ``Invalid`` for an empty name or district, what is no telephone, a code with other signs than letters,
    digits and hyphens, or numbers that cannot be; and ``EditConflict``.
    """
    work.require(May.EDIT_CENTRE)
    centre = replace(
        centre,
        telephone=tidy_telephone(centre.telephone),
        complaints=tidy_telephone(centre.complaints) or HOTLINE,
        code=centre.code.strip(),
    )
    if read is not None:
        centre = edit_conflicts.settled(work, edit_conflicts.EditedRecord("centres:1", LABELS), read, get(work), centre)
    problems = [
        Problem(field, sentence)
        for field, sentence in (
            ("name", _("Please enter the centre's name.")),
            ("district", _("Please enter the district.")),
        )
        if not getattr(centre, field).strip()
    ]
    for field in ("telephone", "complaints"):
        if wrong := office_telephone_problem(getattr(centre, field)):
            problems.append(Problem(field, wrong))
    problems += wrong_fields(_district_rules(centre))
    if problems:
        raise Invalid(*problems)
    row = work.connection.execute(select(centres)).first()
    values = {name: value.strip() if isinstance(value, str) else value for name, value in asdict(centre).items()}
    work.put(centres, {"id": 1}, values)
    before = {name: row._mapping[name] for name in values} if row else None
    work.audit("centre.save", "centres:1", before, values)


def _district_rules(centre: Centre) -> list[Rule]:
    """What is wrong with what the district compares centres by."""
    people, area = centre.population, centre.area
    return [
        (
            "code",
            not CODE.fullmatch(centre.code),
            _("The code has at most 20 letters, digits and hyphens, without spaces."),
        ),
        ("population", people is not None and not 0 < people <= MOST_PEOPLE, _between(MOST_PEOPLE)),
        ("area", area is not None and not 0 < area <= LARGEST, _between(LARGEST)),
    ]


def _between(most: int) -> str:
    return _("Please enter a whole number from 1 to {most}, or leave it empty.", most=f"{most:,}")


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
            day = weekday_names()[span.weekday]
            raise Invalid(Problem("openings", _("{day}: opening hours must end after they begin.", day=day)))
    for opening, next in pairwise(week):
        if opening.weekday == next.weekday and next.opens < opening.closes:
            day = weekday_names()[opening.weekday]
            raise Invalid(Problem("openings", _("{day}: opening hours of one day must not overlap.", day=day)))
    before = {"week": [asdict(o) for o in opening_hours(work)]}
    work.connection.execute(delete(openings))
    if week:
        work.add_all(openings, [asdict(o) for o in week])
    work.audit("centre.hours", "openings:1", before, {"week": [asdict(o) for o in week]})


def spans_by_day(week: Iterable[OpeningSpan]) -> dict[int, tuple[tuple[int, int], ...]]:
    """Each weekday with its spans, also a closed one."""
    ordered = sorted(week, key=lambda o: o.opens)
    return {day: tuple((o.opens, o.closes) for o in ordered if o.weekday == day) for day in range(7)}


def week_of(days: Mapping[int, Iterable[tuple[int, int]]]) -> list[OpeningSpan]:
    """The week of spans by day, as ``EditConflict`` carries it."""
    return [OpeningSpan(day, *span) for day in sorted(days) for span in days[day]]


def _shown_day(_day: object, spans: Iterable[tuple[int, int]]) -> str:
    return " ".join(clock_span(opens, closes) for opens, closes in spans)


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
    """It is offered no longer; what was held there keeps its name. Raises ``Refused`` while a book uses it."""
    work.require(May.EDIT_CENTRE)
    for book in books():
        for reason in book.uses_venue(work, id):
            raise Refused(reason)
    work.connection.execute(update(venues).where(venues.c.id == id).values(active=False))
    work.audit("venue.retire", f"venues:{id}")


def _shown_venue(field: str, value: Any) -> str:
    is_time = field in ("opens", "closes") and value is not None
    return clock(value) if is_time else edit_conflicts.plain(value)


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
    return {
        "zone_id": _zone_of(work, venue),
        "name": venue.name.strip(),
        "capacity": venue.capacity,
        "opens": venue.opens,
        "closes": venue.closes,
    }


def _zone_of(work: Work, venue: Venue) -> int:
    """The zone of its name, made where there is none yet. Raises ``Invalid`` for one that is out of use."""
    name = venue.zone.strip()
    known = work.connection.execute(select(zones.c.id, zones.c.active).where(zones.c.name == name)).first()
    if known is None:
        return work.add(zones, {"name": name})
    if not known.active:
        raise Invalid(Problem("zone", _("“{zone}” is out of use.", zone=name)))
    zone_id: int = known.id
    return zone_id
