"""What the core needs to know of experience officers 体验官."""

from __future__ import annotations

from desk.books.officers.permissions import PERMISSIONS
from desk.core.book import Book, tables_of
from desk.models import officers

BOOK = Book(
    name="officers",
    tables=tables_of(officers),
    permissions=PERMISSIONS,
)
