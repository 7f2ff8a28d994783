"""What the core needs to know of visits 来访."""

from __future__ import annotations

from desk.core.book import Book, tables_of
from desk.models import visits

BOOK = Book(
    name="visits",
    tables=tables_of(visits),
)
