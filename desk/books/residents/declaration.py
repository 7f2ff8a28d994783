"""What the core needs to know of residents 居民."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from desk.books.own_function import functions_of
from desk.books.residents.permissions import PERMISSIONS
from desk.core.book import Book, tables_of
from desk.core.importing import ImportSpec
from desk.core.invariants import sentences
from desk.core.setting import Setting
from desk.core.words import N_
from desk.core.work import Work
from desk.models import residents


def _importers() -> Sequence[ImportSpec]:
    from desk.books.residents import importing

    return (importing.SPEC,)


def _problems(work: Work) -> Iterable[str]:
    from desk.books.residents.invariants import INVARIANTS

    return sentences(work, INVARIANTS)


OWN = functions_of("residents")
SETTINGS = (Setting("retention_years", 10, int, N_("Keep data for")),)
BOOK = Book(
    name="residents",
    tables=tables_of(residents),
    permissions=PERMISSIONS,
    find_records=OWN("lookup.find_records"),
    settings=SETTINGS,
    problems=_problems,
    importers=_importers,
)
