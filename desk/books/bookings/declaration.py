"""What the core needs to know of bookings 预约."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from sqlalchemy import ColumnElement

from desk.books.bookings.permissions import PERMISSIONS
from desk.books.bookings.settings import SETTINGS
from desk.core.book import Attention, Book, RecordHit, Upcoming, tables_of
from desk.core.importing import ImportSpec
from desk.core.invariants import sentences
from desk.core.occupation import Occupation
from desk.core.work import Work
from desk.models import bookings


def _problems(work: Work) -> Iterable[str]:
    from desk.books.bookings.invariants import INVARIANTS, overbooked

    yield from sentences(work, INVARIANTS)
    yield from overbooked(work)


def _attention(work: Work) -> Iterable[Attention]:
    from desk.books.bookings import attention

    return attention.due(work)


def _today(work: Work) -> Iterable[Upcoming]:
    from desk.books.bookings import attention

    return attention.today(work)


def _find(work: Work, typed: str, most: int) -> Iterable[RecordHit]:
    from desk.books.bookings import lookup

    return lookup.find(work, typed, most)


def _importers() -> Sequence[ImportSpec]:
    from desk.books.bookings import importing

    return (importing.SPEC,)


def _occupies(work: Work, venue: int, begins_at: datetime, ends_at: datetime) -> Iterable[Occupation]:
    from desk.books.bookings import availability

    return availability.at_venue(work, venue, begins_at, ends_at)


def _uses_venue(work: Work, venue: int) -> Iterable[str]:
    from desk.books.bookings import queries

    return queries.reasons_for_venue(work, venue)


def _keeps_residents(since: date) -> Sequence[ColumnElement[bool]]:
    from desk.books.bookings import queries

    return (queries.keeps_resident(since),)


def _forget(work: Work, before: datetime) -> None:
    from desk.books.bookings import retention

    retention.forget(work, before)


BOOK = Book(
    name="bookings",
    tables=tables_of(bookings),
    permissions=PERMISSIONS,
    settings=SETTINGS,
    problems=_problems,
    attention=_attention,
    today=_today,
    attention_modules=("desk.books.bookings.attention",),
    find_records=_find,
    importers=_importers,
    keeps_residents=_keeps_residents,
    uses_venue=_uses_venue,
    occupies=_occupies,
    forget=_forget,
)
