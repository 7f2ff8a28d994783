"""What the core needs to know of visits 来访."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from sqlalchemy import ColumnElement

from desk.books.visits.permissions import PERMISSIONS
from desk.core.book import Book, tables_of
from desk.core.invariants import sentences
from desk.core.work import Work
from desk.models import visits


def _problems(work: Work) -> Iterable[str]:
    from desk.books.visits.invariants import INVARIANTS

    return sentences(work, INVARIANTS)


def _keeps_residents(since: date) -> Sequence[ColumnElement[bool]]:
    from desk.books.visits import queries

    return (queries.keeps_resident(since),)


BOOK = Book(
    name="visits",
    tables=tables_of(visits),
    permissions=PERMISSIONS,
    problems=_problems,
    keeps_residents=_keeps_residents,
)
