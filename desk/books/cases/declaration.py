"""What the core needs to know of cases 办件."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import ColumnElement

from desk.books.cases.permissions import PERMISSIONS
from desk.core.book import Attention, Book, Concern, Figures, OwedMatter, RecordHit, Span, tables_of
from desk.core.figure import Figure, Number
from desk.core.figure_page import FiguresPage
from desk.core.invariants import sentences
from desk.core.month import Month
from desk.core.tone import Tone
from desk.core.words import NP_, _
from desk.core.work import Work
from desk.models import cases

if TYPE_CHECKING:
    from desk.books.cases.statistics import CaseFigures


def _problems(work: Work) -> Iterable[str]:
    from desk.books.cases.invariants import INVARIANTS

    return sentences(work, INVARIANTS)


def _count(work: Work, month: Month) -> CaseFigures:
    from desk.books.cases import statistics

    return statistics.of_days(work, *month.span)


def _plain(figures: CaseFigures) -> dict[str, Number]:
    from desk.books.cases import statistics

    return statistics.plain(figures)


def _declared() -> Sequence[Figure]:
    from desk.books.cases import figures

    return figures.FIGURES


def _of_spans(work: Work, spans: Sequence[Span], codes: Collection[str]) -> list[dict[str, Number]]:
    from desk.books.cases import spans as together

    return together.of_spans(work, spans, codes)


def _page() -> FiguresPage:
    from desk.books.cases import figures

    return figures.PAGE


def _attention(work: Work) -> Iterable[Attention]:
    from desk.books.cases import case_queries

    waiting = case_queries.attention(work)
    yield Attention(
        "overdue",
        Concern.RESIDENTS,
        waiting.overdue,
        _("Overdue {n}", n=waiting.overdue),
        _("late cases {n}", n=waiting.overdue),
        "cases.overdue",
        Tone.OVERDUE,
        due=waiting.oldest,
    )
    yield Attention(
        "soon",
        Concern.RESIDENTS,
        waiting.due_soon,
        _("Due soon {n}", n=waiting.due_soon),
        _("soon {n}", n=waiting.due_soon),
        "cases.due_soon",
        Tone.DUE_SOON,
    )
    yield Attention(
        "owed",
        Concern.RESIDENTS,
        waiting.callbacks,
        _("Call-backs {n}", n=waiting.callbacks),
        _("calls {n}", n=waiting.callbacks),
        "cases.callbacks",
    )


def _owed(work: Work) -> Iterable[OwedMatter]:
    from desk.books.cases import callbacks

    return callbacks.owed(work)


def _keeps_residents(since: date) -> Sequence[ColumnElement[bool]]:
    from desk.books.cases import case_queries

    return (case_queries.keeps_resident(since),)


def _find_records(work: Work, typed: str, most: int) -> Iterable[RecordHit]:
    from desk.books.cases import lookup

    return lookup.find_records(work, typed, most)


def _find_texts(work: Work, typed: str, most: int) -> Iterable[RecordHit]:
    from desk.books.cases import lookup

    return lookup.find_texts(work, typed, most)


BOOK = Book(
    name="cases",
    tables=tables_of(cases),
    permissions=PERMISSIONS,
    find_records=_find_records,
    find_texts=_find_texts,
    problems=_problems,
    figures=Figures(_count, _plain, _declared, _of_spans, NP_("page of figures", "Cases"), _page),
    attention=_attention,
    owed=_owed,
    keeps_residents=_keeps_residents,
)
