"""What the core needs to know of the district's merge 区级汇总."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from desk.books.district.permissions import PERMISSIONS
from desk.books.district.settings import SETTINGS
from desk.books.own_function import functions_of
from desk.core.book import Book, tables_of
from desk.core.importing import ImportSpec
from desk.core.invariants import sentences
from desk.core.work import Work
from desk.models import district


def _problems(work: Work) -> Iterable[str]:
    from desk.books.district import invariants

    unreadable = sentences(work, invariants.UNREADABLE)
    yield from unreadable
    if not unreadable:
        yield from invariants.odd_returns(work)


def _importers() -> Sequence[ImportSpec]:
    from desk.books.district import importing

    return (importing.SPEC,)


OWN = functions_of("district")
BOOK = Book(
    name="district",
    tables=tables_of(district),
    permissions=PERMISSIONS,
    settings=SETTINGS,
    problems=_problems,
    importers=_importers,
    sample=OWN("sample.fill"),
)
