"""What the core needs to know of cases 办件."""

from __future__ import annotations

from collections.abc import Iterable

from desk.core.book import Book, tables_of
from desk.core.invariants import sentences
from desk.core.work import Work
from desk.models import cases


def _problems(work: Work) -> Iterable[str]:
    from desk.books.cases.invariants import INVARIANTS

    return sentences(work, INVARIANTS)


BOOK = Book(
    name="cases",
    tables=tables_of(cases),
    problems=_problems,
)
