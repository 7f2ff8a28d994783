"""What the core needs to know of organisations 单位."""

from __future__ import annotations

from desk.books.organisations.permissions import PERMISSIONS
from desk.core.book import Book, tables_of
from desk.models import organisations

BOOK = Book(
    name="organisations",
    tables=tables_of(organisations),
    permissions=PERMISSIONS,
)
