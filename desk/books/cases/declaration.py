"""What the core needs to know of cases 办件."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import ColumnElement

from desk.books.cases.permissions import PERMISSIONS
from desk.books.own_function import functions_of
from desk.core.book import Attention, Book, Concern, Figures, tables_of
from desk.core.figure import Figure
from desk.core.figure_page import FiguresPage
from desk.core.invariants import sentences
from desk.core.tone import Tone
from desk.core.words import NP_, _
from desk.core.work import Work
from desk.models import cases

if TYPE_CHECKING:
    from desk.books.cases.statistics import CaseFigures


def _problems(work: Work) -> Iterable[str]:
    from desk.books.cases.invariants import INVARIANTS

    return sentences(work, INVARIANTS)


def _count(work: Work, first: date, last: date) -> CaseFigures:
    from desk.books.cases import statistics

    return statistics.of_days(work, first, last)


def _declared() -> Sequence[Figure]:
    from desk.books.cases import figures

    return figures.FIGURES


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


def _keeps_residents(since: date) -> Sequence[ColumnElement[bool]]:
    from desk.books.cases import case_queries

    return (case_queries.keeps_resident(since),)


OWN = functions_of("cases")
BOOK = Book(
    name="cases",
    tables=tables_of(cases),
    permissions=PERMISSIONS,
    find_records=OWN("lookup.find_records"),
    find_texts=OWN("lookup.find_texts"),
    problems=_problems,
    figures=Figures(
        _count, OWN("statistics.plain"), _declared, OWN("spans.of_spans"), NP_("page of figures", "Cases"), _page
    ),
    attention=_attention,
    owed=OWN("callbacks.owed"),
    keeps_residents=_keeps_residents,
)
