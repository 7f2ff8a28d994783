"""What the core needs to know of report_forms."""

from __future__ import annotations

from desk.books.report_forms.permissions import PERMISSIONS
from desk.core.book import Book, tables_of
from desk.models import report_forms

BOOK = Book(name="report_forms", tables=tables_of(report_forms), permissions=PERMISSIONS)
