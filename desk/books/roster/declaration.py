"""What the core needs to know of the duty roster 坐班轮值."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from desk.core.book import Book, tables_of
from desk.core.importing import ImportSpec
from desk.core.invariants import sentences
from desk.core.work import Work
from desk.models import roster


def _importers() -> Sequence[ImportSpec]:
    from desk.books.roster import importing

    return (importing.SPEC,)


def _problems(work: Work) -> Iterable[str]:
    from desk.books.roster.invariants import INVARIANTS

    return sentences(work, INVARIANTS)


BOOK = Book(
    name="roster",
    tables=tables_of(roster),
    problems=_problems,
    importers=_importers,
)
