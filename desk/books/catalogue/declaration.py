"""What the core needs to know of the service catalogue 服务事项."""

from __future__ import annotations

from collections.abc import Sequence

from desk.books.catalogue.permissions import PERMISSIONS
from desk.core.book import Book, tables_of
from desk.core.importing import ImportSpec
from desk.models import catalogue


def _importers() -> Sequence[ImportSpec]:
    from desk.books.catalogue import importing

    return (importing.SPEC,)


BOOK = Book(
    name="catalogue",
    tables=tables_of(catalogue),
    permissions=PERMISSIONS,
    importers=_importers,
)
