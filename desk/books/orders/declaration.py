"""What the core needs to know of orders 点单."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from sqlalchemy import ColumnElement

from desk.books.attachments import files_in
from desk.books.orders.permissions import PERMISSIONS
from desk.books.orders.settings import SETTINGS
from desk.books.usual_figures import usual_figures, usual_line
from desk.core.book import Attention, Book, HistoryLine, OwedMatter, RecordHit, SampleLife, tables_of
from desk.core.invariants import sentences
from desk.core.words import N_, NP_
from desk.core.work import Actor, Work
from desk.models import orders


def _problems(work: Work) -> Iterable[str]:
    from desk.books.orders import invariants, way_invariants

    for each in (invariants, way_invariants):
        yield from sentences(work, each.UNREADABLE)
        yield from sentences(work, each.INVARIANTS)


def _attention(work: Work) -> Iterable[Attention]:
    from desk.books.orders import attention

    return attention.due(work)


def _owed(work: Work) -> Iterable[OwedMatter]:
    from desk.books.orders import attention

    return attention.owed(work)


def _find_records(work: Work, typed: str, most: int) -> Iterable[RecordHit]:
    from desk.books.orders import lookup

    return lookup.find_records(work, typed, most)


def _find_texts(work: Work, typed: str, most: int) -> Iterable[RecordHit]:
    from desk.books.orders import lookup

    return lookup.find_texts(work, typed, most)


def _of_resident(work: Work, resident: int) -> Iterable[HistoryLine]:
    from desk.books.orders import lookup

    return lookup.of_resident(work, resident)


def _take_seat(work: Work, _previous: Actor | None) -> None:
    from desk.books.orders import seating

    seating.look_after(work)


def _member_left(work: Work, member: int) -> None:
    from desk.books.orders import leaving

    leaving.free_orders(work, member)


def _fill(work: Work, life: SampleLife) -> None:
    from desk.books.orders import sample

    sample.fill(work, life)


def _keeps_residents(since: date) -> Sequence[ColumnElement[bool]]:
    from desk.books.orders import queries

    return (queries.keeps_resident(since),)


def _forget(work: Work, before: datetime) -> None:
    from desk.books.orders import retention

    retention.forget(work, before)


LINE = usual_line("orders", N_("Orders"), "orders.placed")
BOOK = Book(
    name="orders",
    tables=tables_of(orders),
    permissions=PERMISSIONS,
    settings=SETTINGS,
    problems=_problems,
    attachments=files_in(orders.photos.c.file),
    figures=usual_figures("orders", NP_("page of figures", "Orders"), LINE),
    attention=_attention,
    owed=_owed,
    attention_modules=("desk.books.orders.attention",),
    find_records=_find_records,
    find_texts=_find_texts,
    of_resident=_of_resident,
    take_seat=_take_seat,
    sample=_fill,
    keeps_residents=_keeps_residents,
    forget=_forget,
    member_left=_member_left,
)
