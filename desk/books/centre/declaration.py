"""What the core needs to know of the centre 中心."""

from __future__ import annotations

from desk.core.book import Book, tables_of
from desk.models import centre

BOOK = Book(
    name="centre",
    tables=tables_of(centre),
)
