"""What the core needs to know of the district's own forms 区级表样."""

from __future__ import annotations

from desk.books.own_function import functions_of
from desk.books.report_forms.permissions import PERMISSIONS
from desk.core.book import Book, tables_of
from desk.models import report_forms

OWN = functions_of("report_forms")
BOOK = Book(
    name="report_forms",
    tables=tables_of(report_forms),
    permissions=PERMISSIONS,
    problems=OWN("invariants.damaged"),
    sample=OWN("sample.fill"),
)
