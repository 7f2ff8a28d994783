"""What the core needs to know of the duty roster 坐班轮值."""

from __future__ import annotations

from collections.abc import Sequence

from desk.core.book import Book, tables_of
from desk.core.importing import ImportSpec
from desk.models import roster


def _importers() -> Sequence[ImportSpec]:
    from desk.books.roster import importing

    return (importing.SPEC,)


BOOK = Book(
    name="roster",
    tables=tables_of(roster),
    importers=_importers,
)
