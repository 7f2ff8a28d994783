"""What the core needs to know of the asset ledger 资产台账."""

from __future__ import annotations

from collections.abc import Sequence

from desk.core.book import Book, tables_of
from desk.core.importing import ImportSpec
from desk.models import assets


def _importers() -> Sequence[ImportSpec]:
    from desk.books.assets import importing

    return (importing.SPEC,)


BOOK = Book(
    name="assets",
    tables=tables_of(assets),
    importers=_importers,
)
