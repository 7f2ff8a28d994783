"""What the core needs to know of findings 问题整改."""

from __future__ import annotations

from desk.books.findings.permissions import PERMISSIONS
from desk.core.book import Book, tables_of
from desk.models import findings

BOOK = Book(
    name="findings",
    tables=tables_of(findings),
    permissions=PERMISSIONS,
)
