"""Reading the centre, its opening hours and its venues."""

from __future__ import annotations

from dataclasses import fields

from sqlalchemy import select

from desk.books.centre.model import Centre, OpeningSpan, Venue
from desk.core.records import records
from desk.core.work import Work
from desk.models.centre import centres, openings, venues, zones

THE_CENTRE = select(*(centres.c[field.name] for field in fields(Centre)))


def get(work: Work) -> Centre:
    """The centre as it was entered last."""
    (centre,) = records(work.connection.execute(THE_CENTRE), Centre)
    return centre


def opening_hours(work: Work) -> list[OpeningSpan]:
    """The week's spans in order."""
    query = select(openings.c.weekday, openings.c.opens, openings.c.closes)
    return records(work.connection.execute(query.order_by(openings.c.weekday, openings.c.opens)), OpeningSpan)


def all_venues(work: Work, *, retired: bool = False) -> list[Venue]:
    """Those in use; with ``retired`` also the others."""
    own = (venues.c[name] for name in ("name", "capacity", "opens", "closes", "active", "id"))
    query = select(*own, zones.c.name.label("zone")).join(zones).order_by(venues.c.id)
    return records(work.connection.execute(query if retired else query.where(venues.c.active)), Venue)
