"""What the core needs to know of orders 点单."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from sqlalchemy import ColumnElement

from desk.books.attachments import files_in
from desk.books.orders.permissions import PERMISSIONS
from desk.books.orders.settings import SETTINGS
from desk.books.own_function import functions_of
from desk.books.usual_figures import usual_figures, usual_line
from desk.core.book import Book, tables_of
from desk.core.invariants import sentences
from desk.core.words import N_, NP_
from desk.core.work import Actor, Work
from desk.models import orders


def _problems(work: Work) -> Iterable[str]:
    from desk.books.orders import invariants, way_invariants

    for each in (invariants, way_invariants):
        yield from sentences(work, each.UNREADABLE)
        yield from sentences(work, each.INVARIANTS)


def _take_seat(work: Work, _previous: Actor | None) -> None:
    from desk.books.orders import seating

    seating.look_after(work)


def _keeps_residents(since: date) -> Sequence[ColumnElement[bool]]:
    from desk.books.orders import queries

    return (queries.keeps_resident(since),)


OWN = functions_of("orders")
LINE = usual_line("orders", N_("Orders"), "orders.placed")
BOOK = Book(
    name="orders",
    tables=tables_of(orders),
    permissions=PERMISSIONS,
    settings=SETTINGS,
    problems=_problems,
    attachments=files_in(orders.photos.c.file),
    figures=usual_figures("orders", NP_("page of figures", "Orders"), LINE),
    attention=OWN("attention.due"),
    owed=OWN("attention.owed"),
    attention_modules=("desk.books.orders.attention",),
    find_records=OWN("lookup.find_records"),
    find_texts=OWN("lookup.find_texts"),
    of_resident=OWN("lookup.of_resident"),
    take_seat=_take_seat,
    sample=OWN("sample.fill"),
    keeps_residents=_keeps_residents,
    forget=OWN("retention.forget"),
    member_left=OWN("leaving.free_orders"),
)
