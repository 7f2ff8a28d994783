"""What the core needs to know of district."""

from __future__ import annotations

from desk.books.district.permissions import PERMISSIONS
from desk.core.book import Book, tables_of
from desk.models import district

BOOK = Book(name="district", tables=tables_of(district), permissions=PERMISSIONS)
