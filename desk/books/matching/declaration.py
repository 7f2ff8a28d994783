"""What the core needs to know of needs and offerings 需求与服务."""

from __future__ import annotations

from desk.books.matching.permissions import PERMISSIONS
from desk.core.book import Book, tables_of
from desk.models import matching

BOOK = Book(
    name="matching",
    tables=tables_of(matching),
    permissions=PERMISSIONS,
)
