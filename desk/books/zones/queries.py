"""Reading zones 功能区, what was counted there and how they were adjusted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import Select, func, select

from desk.books.zones.model import (
    GOING_ON,
    Adjustment,
    AdjustmentKind,
    AdjustmentMove,
    AdjustmentState,
    FootfallWay,
    ZoneCount,
    ZoneDetails,
)
from desk.core.clock import local, start_of
from desk.core.errors import Refused
from desk.core.records import or_none, records
from desk.core.words import _
from desk.core.work import Work
from desk.models.centre import venues, zones
from desk.models.follow_ups import follow_ups
from desk.models.staff import staff
from desk.models.zones import zone_adjustment_moves, zone_adjustments, zone_counts

FIELDS = ("id", "name", "purpose", "area", "seats", "opens", "closes", "footfall", "active")
_OTHER = zones.alias("other")
_KEPT = (
    *("id", "number", "zone_id", "kind", "reason", "description", "other_zone_id", "decided_on", "effective_on"),
    *("purpose", "opens", "closes", "was_opens", "was_closes", "state", "follow_up_id", "version", "made_at"),
)
_ADJUSTMENTS = (
    select(
        *(zone_adjustments.c[name] for name in _KEPT),
        zones.c.name.label("zone"),
        func.coalesce(_OTHER.c.name, "").label("other_zone"),
    )
    .join(zones, zones.c.id == zone_adjustments.c.zone_id)
    .outerjoin(_OTHER, _OTHER.c.id == zone_adjustments.c.other_zone_id)
)


@dataclass(frozen=True)
class ZoneName:
    """A zone as others name it."""

    id: int
    name: str


def names(work: Work) -> list[ZoneName]:
    """Those in use, in the order in which they were entered. For choosing one in a form."""
    query = select(zones.c.id, zones.c.name).where(zones.c.active).order_by(zones.c.id)
    return [ZoneName(row.id, row.name) for row in work.connection.execute(query)]


def details(work: Work) -> list[ZoneDetails]:
    """All of them, also those out of use, in the order in which they were entered."""
    query = select(*(zones.c[name] for name in FIELDS)).order_by(zones.c.id)
    return records(work.connection.execute(query), ZoneDetails, footfall=FootfallWay, active=bool)


def find(work: Work, id: int) -> ZoneDetails:
    """One of them. Raises ``Refused`` where there is none of this id."""
    query = select(*(zones.c[name] for name in FIELDS)).where(zones.c.id == id)
    shown = records(work.connection.execute(query), ZoneDetails, footfall=FootfallWay, active=bool)
    if not shown:
        raise Refused(_("This zone is not there any more."))
    return shown[0]


def venues_of(work: Work, zone_id: int) -> list[ZoneName]:
    """The rooms in a zone that are in use."""
    query = select(venues.c.id, venues.c.name).where(venues.c.zone_id == zone_id, venues.c.active)
    return [ZoneName(row.id, row.name) for row in work.connection.execute(query.order_by(venues.c.id))]


def zones_with_venues(work: Work) -> set[int]:
    """Where there is or was a room, so that the books can know of people."""
    return set(work.connection.scalars(select(venues.c.zone_id).distinct()))


def zone_of_venue(work: Work, name: str) -> int | None:
    """In which zone a room is."""
    zone_id: int | None = work.connection.scalar(select(venues.c.zone_id).where(venues.c.name == name))
    return zone_id


def counts_of_day(work: Work, day: date) -> list[ZoneCount]:
    """What was counted on a day, hour by hour."""
    return counts_between(work, day, day)


def counts_between(work: Work, first: date, last: date) -> list[ZoneCount]:
    """What was counted on these days."""
    return _counts(work, _COUNTS.where(zone_counts.c.day.between(first, last)))


_COUNTS = select(
    zone_counts.c.zone_id, zone_counts.c.day, zone_counts.c.hour, zone_counts.c.people, zones.c.name.label("zone")
).join(zones, zones.c.id == zone_counts.c.zone_id)


def _counts(work: Work, query: Select[tuple[object, ...]]) -> list[ZoneCount]:
    ordered = query.order_by(zone_counts.c.day, zone_counts.c.hour, zone_counts.c.zone_id)
    return records(work.connection.execute(ordered), ZoneCount)


def all_counts(work: Work) -> list[ZoneCount]:
    """Everything that was counted."""
    return _counts(work, _COUNTS)


def count_of(work: Work, zone_id: int, day: date, hour: int) -> tuple[int, int] | None:
    """The row's id and the people of one hour; None where nobody counted."""
    query = select(zone_counts.c.id, zone_counts.c.people).where(
        zone_counts.c.zone_id == zone_id, zone_counts.c.day == day, zone_counts.c.hour == hour
    )
    row = work.connection.execute(query).first()
    return (row.id, row.people) if row else None


def _read(work: Work, query: Select[tuple[object, ...]]) -> list[Adjustment]:
    rows = work.connection.execute(query)
    return records(rows, Adjustment, kind=AdjustmentKind, state=AdjustmentState)


def adjustments(work: Work) -> list[Adjustment]:
    """All of them, the newest first."""
    return _read(work, _ADJUSTMENTS.order_by(zone_adjustments.c.decided_on.desc(), zone_adjustments.c.id.desc()))


def find_adjustment(work: Work, id: int) -> Adjustment:
    """One of them. Raises ``Refused`` where there is none of this id."""
    shown = _read(work, _ADJUSTMENTS.where(zone_adjustments.c.id == id))
    if not shown:
        raise Refused(_("This adjustment is not there any more."))
    return shown[0]


def going_on(work: Work, zone_id: int) -> Adjustment | None:
    """The adjustment of a zone that is decided or in effect and whose outcome is not known yet."""
    states = [state.value for state in GOING_ON]
    mine = (zone_adjustments.c.zone_id == zone_id, zone_adjustments.c.state.in_(states))
    return next(iter(_read(work, _ADJUSTMENTS.where(*mine).order_by(zone_adjustments.c.id.desc()))), None)


def moves_of(work: Work, adjustment_id: int) -> list[AdjustmentMove]:
    """Its history, the oldest first."""
    query = (
        select(
            zone_adjustment_moves.c.at,
            staff.c.name.label("who"),
            zone_adjustment_moves.c.was,
            zone_adjustment_moves.c.state,
            zone_adjustment_moves.c.remark,
        )
        .join(staff, staff.c.id == zone_adjustment_moves.c.staff_id)
        .where(zone_adjustment_moves.c.adjustment_id == adjustment_id)
        .order_by(zone_adjustment_moves.c.id)
    )
    rows = work.connection.execute(query)
    return records(rows, AdjustmentMove, was=or_none(AdjustmentState), state=AdjustmentState)


def came_to(work: Work, states: Sequence[AdjustmentState], first: date, last: date) -> list[tuple[int, date]]:
    """The adjustments that came to one of these states on these days, and on which."""
    query = (
        select(zone_adjustment_moves.c.adjustment_id, zone_adjustment_moves.c.at)
        .where(
            zone_adjustment_moves.c.state.in_([state.value for state in states]),
            zone_adjustment_moves.c.at >= start_of(first),
            zone_adjustment_moves.c.at < start_of(last + timedelta(days=1)),
        )
        .order_by(zone_adjustment_moves.c.id)
    )
    return [(row.adjustment_id, local(row.at).date()) for row in work.connection.execute(query)]


def adjustments_numbered(work: Work, typed: str, most: int) -> list[Adjustment]:
    """Those whose number begins with what was typed."""
    text = typed.strip().upper()
    query = _ADJUSTMENTS.where(zone_adjustments.c.number.startswith(text, autoescape=True))
    return _read(work, query.order_by(zone_adjustments.c.number.desc()).limit(most))


def follow_up_subjects(work: Work) -> list[tuple[str, str, str]]:
    """Of each adjustment its number, what its follow-up is about, and what that should be; empty without one."""
    query = select(zone_adjustments.c.number, zone_adjustments.c.id, follow_ups.c.subject).outerjoin(
        follow_ups, follow_ups.c.id == zone_adjustments.c.follow_up_id
    )
    rows = work.connection.execute(query)
    return [(row.number, row.subject or "", f"zone_adjustments:{row.id}") for row in rows]


def counts_with_moments(work: Work) -> Iterator[tuple[str, date, int, datetime]]:
    """Of each count its zone's name, its day and hour, and when it was entered."""
    query = select(zones.c.name, zone_counts.c.day, zone_counts.c.hour, zone_counts.c.at).join(
        zones, zones.c.id == zone_counts.c.zone_id
    )
    for row in work.connection.execute(query):
        yield row.name, row.day, row.hour, row.at
