"""What the core needs to know of figures entered by hand 自填指标 and of targets 目标."""

from __future__ import annotations

from collections.abc import Iterable

from desk.books.own_figures.permissions import PERMISSIONS
from desk.books.own_function import functions_of
from desk.core.book import Book, tables_of
from desk.core.invariants import sentences
from desk.core.work import Work
from desk.models import own_figures


def _problems(work: Work) -> Iterable[str]:
    from desk.books.own_figures.invariants import INVARIANTS, UNREADABLE, unknown

    unreadable = list(sentences(work, UNREADABLE))
    yield from unreadable
    yield from sentences(work, INVARIANTS)
    if not unreadable:
        yield from unknown(work)


OWN = functions_of("own_figures")
BOOK = Book(
    name="own_figures",
    tables=tables_of(own_figures),
    permissions=PERMISSIONS,
    problems=_problems,
    sample=OWN("sample.fill"),
)
