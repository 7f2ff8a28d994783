"""What the core needs to know of needs and offerings 需求与服务."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from desk.books.matching.permissions import PERMISSIONS
from desk.books.matching.settings import SETTINGS
from desk.core.book import Book, tables_of
from desk.core.invariants import sentences
from desk.core.work import Work
from desk.models import matching


def _problems(work: Work) -> Iterable[str]:
    from desk.books.matching import invariants

    yield from sentences(work, invariants.UNREADABLE)
    yield from invariants.unreadable_lists(work)
    yield from sentences(work, invariants.INVARIANTS)


def _forget(work: Work, before: datetime) -> None:
    from desk.books.matching import retention

    retention.forget(work, before)


BOOK = Book(
    name="matching",
    tables=tables_of(matching),
    permissions=PERMISSIONS,
    settings=SETTINGS,
    problems=_problems,
    forget=_forget,
)
