"""What the core needs to know of the double-entry book 复式记账."""

from __future__ import annotations

from collections.abc import Iterable

from desk.books.own_function import functions_of
from desk.books.postings.permissions import PERMISSIONS
from desk.core.book import Book, tables_of
from desk.core.invariants import sentences
from desk.core.work import Work
from desk.models import postings


def _problems(work: Work) -> Iterable[str]:
    from desk.books.postings.invariants import INVARIANTS, UNREADABLE, folded_wrongly

    unreadable = list(sentences(work, UNREADABLE))
    yield from unreadable
    yield from sentences(work, INVARIANTS)
    if not unreadable:
        yield from folded_wrongly(work)


OWN = functions_of("postings")
BOOK = Book(
    name="postings",
    tables=tables_of(postings),
    underlying=True,
    permissions=PERMISSIONS,
    problems=_problems,
    forget=OWN("retention.forget"),
)
