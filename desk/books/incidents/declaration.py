"""What the core needs to know of the emergency log 应急日志."""

from __future__ import annotations

from desk.core.book import Book, tables_of
from desk.models import incidents

BOOK = Book(
    name="incidents",
    tables=tables_of(incidents),
)
