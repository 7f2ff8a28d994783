"""What the core needs to know of zones 功能区."""

from __future__ import annotations

from desk.books.zones.permissions import PERMISSIONS
from desk.core.book import Book, tables_of
from desk.models import zones

BOOK = Book(
    name="zones",
    tables=tables_of(zones),
    permissions=PERMISSIONS,
)
