"""What the core needs to know of orders 点单."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING

from sqlalchemy import ColumnElement

from desk.books.attachments import files_in
from desk.books.orders.permissions import PERMISSIONS
from desk.books.orders.settings import SETTINGS
from desk.core.book import (
    Attention,
    Book,
    Figures,
    HistoryLine,
    MonthLine,
    OwedMatter,
    RecordHit,
    SampleLife,
    Span,
    tables_of,
)
from desk.core.figure import Figure, Number
from desk.core.figure_page import FiguresPage
from desk.core.invariants import sentences
from desk.core.month import Month
from desk.core.words import N_, NP_
from desk.core.work import Actor, Work
from desk.models import orders

if TYPE_CHECKING:
    from desk.books.orders.statistics import OrderFigures


def _problems(work: Work) -> Iterable[str]:
    from desk.books.orders import invariants, way_invariants

    for each in (invariants, way_invariants):
        yield from sentences(work, each.UNREADABLE)
        yield from sentences(work, each.INVARIANTS)


def _count(work: Work, month: Month) -> OrderFigures:
    from desk.books.orders import statistics

    return statistics.of_days(work, month.first, month.last)


def _plain(figures: OrderFigures) -> dict[str, Number]:
    from desk.books.orders import statistics

    return statistics.plain(figures)


def _declared() -> Sequence[Figure]:
    from desk.books.orders import figures

    return figures.FIGURES


def _of_spans(work: Work, spans: Sequence[Span], _codes: Collection[str]) -> list[dict[str, Number]]:
    from desk.books.orders import statistics

    return statistics.of_spans(work, spans)


def _page() -> FiguresPage:
    from desk.books.orders import figures

    return figures.PAGE


def _sentence(figures: OrderFigures) -> str:
    from desk.books.orders import statistics

    return statistics.sentence(figures)


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


LINE = MonthLine(N_("Orders"), _sentence, "orders.placed")
BOOK = Book(
    name="orders",
    tables=tables_of(orders),
    permissions=PERMISSIONS,
    settings=SETTINGS,
    problems=_problems,
    attachments=files_in(orders.photos.c.file),
    figures=Figures(_count, _plain, _declared, _of_spans, NP_("page of figures", "Orders"), _page, LINE),
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
