"""What the core needs to know of visits 来访."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date

from sqlalchemy import ColumnElement

from desk.books.own_function import functions_of
from desk.books.visits.hall_settings import HALL_SETTINGS
from desk.books.visits.permissions import PERMISSIONS
from desk.core.book import Book, Figures, Span, tables_of
from desk.core.figure import Figure, Number
from desk.core.figure_page import FiguresPage
from desk.core.invariants import sentences
from desk.core.setting import rule_setting
from desk.core.words import N_, NP_
from desk.core.work import Work
from desk.models import visits


def _problems(work: Work) -> Iterable[str]:
    from desk.books.visits.invariants import INVARIANTS

    return sentences(work, INVARIANTS)


def _keeps_residents(since: date) -> Sequence[ColumnElement[bool]]:
    from desk.books.visits import queries

    return (queries.keeps_resident(since),)


def _plain(counted: Mapping[str, Number]) -> dict[str, Number]:
    return dict(counted)


def _declared() -> Sequence[Figure]:
    from desk.books.visits import figures

    return figures.FIGURES


def _of_spans(work: Work, spans: Sequence[Span], codes: Collection[str]) -> list[dict[str, Number]]:
    from desk.books.visits import statistics

    return statistics.of_spans(work, spans, codes)


def _page() -> FiguresPage:
    from desk.books.visits import figures

    return figures.PAGE


GROUP, MINUTES = NP_("rules", "Queue"), N_("minutes")
OWN = functions_of("visits")
SETTINGS = (
    rule_setting("queue_late_minutes", GROUP, N_("Late for a booking at most"), 10, MINUTES, 0, 120),
    rule_setting("queue_calls_in_a_row", GROUP, N_("Calls before a walk-in"), 2, NP_("unit of calls", "calls"), 1, 20),
    rule_setting("queue_longest_wait", GROUP, N_("Nobody waits longer than"), 40, MINUTES, 5, 240),
    rule_setting("queue_serving_minutes", GROUP, N_("Serving time, until known"), 10, MINUTES, 1, 120),
    rule_setting("queue_promised_wait", GROUP, N_("Waiting promised at most"), 10, MINUTES, 1, 240),
    rule_setting("queue_promised_serving", GROUP, N_("Serving promised at most"), 15, MINUTES, 1, 240),
)
"""By how late somebody with a booking keeps the booked time; how many of priority or with bookings are called in a row
while others wait; after how long a wait somebody goes first; what one visit takes while too few were counted; within
how many minutes waiting 等候承诺 and serving 办理承诺 should be over, by which only figures are told."""
BOOK = Book(
    name="visits",
    tables=tables_of(visits),
    permissions=PERMISSIONS,
    settings=(*SETTINGS, *HALL_SETTINGS),
    problems=_problems,
    figures=Figures(OWN("statistics.of_days"), _plain, _declared, _of_spans, NP_("page of figures", "Visits"), _page),
    keeps_residents=_keeps_residents,
)
