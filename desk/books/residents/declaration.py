"""What the core needs to know of residents 居民."""

from __future__ import annotations

from collections.abc import Sequence

from desk.core.book import Book, tables_of
from desk.core.importing import ImportSpec
from desk.models import residents


def _importers() -> Sequence[ImportSpec]:
    from desk.books.residents import importing

    return (importing.SPEC,)


BOOK = Book(
    name="residents",
    tables=tables_of(residents),
    importers=_importers,
)
