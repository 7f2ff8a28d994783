"""What the core needs to know of own_figures."""

from __future__ import annotations

from desk.books.own_figures.permissions import PERMISSIONS
from desk.core.book import Book, tables_of
from desk.models import own_figures

BOOK = Book(name="own_figures", tables=tables_of(own_figures), permissions=PERMISSIONS)
