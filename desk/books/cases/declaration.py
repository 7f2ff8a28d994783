"""What the core needs to know of cases 办件."""

from __future__ import annotations

from desk.core.book import Book, tables_of
from desk.models import cases

BOOK = Book(
    name="cases",
    tables=tables_of(cases),
)
