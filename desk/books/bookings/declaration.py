"""What the core needs to know of bookings 预约."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from sqlalchemy import ColumnElement

from desk.books.bookings.permissions import PERMISSIONS
from desk.books.bookings.settings import SETTINGS
from desk.books.usual_figures import usual_figures, usual_line
from desk.core.book import Attention, Book, HistoryLine, OwedMatter, RecordHit, SampleLife, Upcoming, tables_of
from desk.core.importing import ImportSpec
from desk.core.invariants import sentences
from desk.core.occupation import Occupation
from desk.core.words import N_, NP_
from desk.core.work import Work
from desk.models import bookings


def _problems(work: Work) -> Iterable[str]:
    from desk.books.bookings.invariants import INVARIANTS, UNREADABLE, overbooked

    unreadable = list(sentences(work, UNREADABLE))
    yield from unreadable
    yield from sentences(work, INVARIANTS)
    if not unreadable:
        yield from overbooked(work)


def _fill(work: Work, life: SampleLife) -> None:
    from desk.books.bookings import sample

    sample.fill(work, life)


def _attention(work: Work) -> Iterable[Attention]:
    from desk.books.bookings import attention

    return attention.due(work)


def _owed(work: Work) -> Iterable[OwedMatter]:
    from desk.books.bookings import attention

    return attention.owed(work)


def _today(work: Work) -> Iterable[Upcoming]:
    from desk.books.bookings import attention

    return attention.today(work)


def _find(work: Work, typed: str, most: int) -> Iterable[RecordHit]:
    from desk.books.bookings import lookup

    return lookup.find(work, typed, most)


def _of_resident(work: Work, resident: int) -> Iterable[HistoryLine]:
    from desk.books.bookings import lookup

    return lookup.of_resident(work, resident)


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


def _venue_freed(work: Work, venue: int, begins_at: datetime, ends_at: datetime) -> None:
    from desk.books.bookings import waiting_list

    waiting_list.move_up_at(work, venue, begins_at, ends_at)


def _roster_changed(work: Work) -> None:
    from desk.books.bookings import resources

    resources.after_roster_change(work)


def _visit_ended(work: Work, visit: int) -> None:
    from desk.books.bookings import arrivals

    arrivals.finish_visit(work, visit)


def _forget(work: Work, before: datetime) -> None:
    from desk.books.bookings import retention

    retention.forget(work, before)


LINE = usual_line("bookings", N_("Bookings"), "bookings.day")
BOOK = Book(
    name="bookings",
    tables=tables_of(bookings),
    permissions=PERMISSIONS,
    settings=SETTINGS,
    problems=_problems,
    figures=usual_figures("bookings", NP_("page of figures", "Bookings"), LINE),
    attention=_attention,
    owed=_owed,
    today=_today,
    attention_modules=("desk.books.bookings.attention",),
    find_records=_find,
    of_resident=_of_resident,
    importers=_importers,
    sample=_fill,
    keeps_residents=_keeps_residents,
    uses_venue=_uses_venue,
    occupies=_occupies,
    forget=_forget,
    visit_ended=_visit_ended,
    venue_freed=_venue_freed,
    roster_changed=_roster_changed,
)
