"""What the core needs to know of visits 来访."""

from __future__ import annotations

from collections.abc import Iterable

from desk.core.book import Book, tables_of
from desk.core.invariants import sentences
from desk.core.work import Work
from desk.models import visits


def _problems(work: Work) -> Iterable[str]:
    from desk.books.visits.invariants import INVARIANTS

    return sentences(work, INVARIANTS)


BOOK = Book(
    name="visits",
    tables=tables_of(visits),
    problems=_problems,
)
