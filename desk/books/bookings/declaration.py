"""What the core needs to know of bookings 预约."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from sqlalchemy import ColumnElement

from desk.books.bookings.permissions import PERMISSIONS
from desk.books.bookings.settings import SETTINGS
from desk.books.own_function import functions_of
from desk.books.usual_figures import usual_figures, usual_line
from desk.core.book import Book, tables_of
from desk.core.importing import ImportSpec
from desk.core.invariants import sentences
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


def _importers() -> Sequence[ImportSpec]:
    from desk.books.bookings import importing

    return (importing.SPEC,)


def _keeps_residents(since: date) -> Sequence[ColumnElement[bool]]:
    from desk.books.bookings import queries

    return (queries.keeps_resident(since),)


OWN = functions_of("bookings")
LINE = usual_line("bookings", N_("Bookings"), "bookings.day")
BOOK = Book(
    name="bookings",
    tables=tables_of(bookings),
    permissions=PERMISSIONS,
    settings=SETTINGS,
    problems=_problems,
    figures=usual_figures("bookings", NP_("page of figures", "Bookings"), LINE),
    attention=OWN("attention.due"),
    owed=OWN("attention.owed"),
    today=OWN("attention.today"),
    attention_modules=("desk.books.bookings.attention",),
    find_records=OWN("lookup.find"),
    of_resident=OWN("lookup.of_resident"),
    importers=_importers,
    sample=OWN("sample.fill"),
    keeps_residents=_keeps_residents,
    uses_venue=OWN("queries.reasons_for_venue"),
    occupies=OWN("availability.at_venue"),
    forget=OWN("retention.forget"),
    visit_ended=OWN("arrivals.finish_visit"),
    venue_freed=OWN("waiting_list.move_up_at"),
    roster_changed=OWN("resources.after_roster_change"),
)
