"""What the core needs to know of the activity calendar 活动月历."""

from __future__ import annotations

from collections.abc import Sequence

from desk.core.book import Book, tables_of
from desk.core.importing import ImportSpec
from desk.models import activities


def _importers() -> Sequence[ImportSpec]:
    from desk.books.activities import importing

    return (importing.SPEC,)


BOOK = Book(
    name="activities",
    tables=tables_of(activities),
    importers=_importers,
)
