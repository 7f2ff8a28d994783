"""What the core needs to know of the staff 工作人员."""

from __future__ import annotations

from collections.abc import Sequence

from desk.books.staff.permissions import PERMISSIONS
from desk.core.book import Book, tables_of
from desk.core.importing import ImportSpec
from desk.models import staff


def _importers() -> Sequence[ImportSpec]:
    from desk.books.staff import importing

    return (importing.SPEC,)


BOOK = Book(
    name="staff",
    tables=tables_of(staff),
    unseen=(staff.drafts,),
    underlying=True,
    permissions=PERMISSIONS,
    importers=_importers,
)
