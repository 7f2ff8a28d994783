"""What the core needs to know of the reports handed in 上报."""

from __future__ import annotations

from desk.books.own_function import functions_of
from desk.books.submissions.permissions import PERMISSIONS
from desk.books.submissions.settings import SETTINGS
from desk.core.book import Book, tables_of
from desk.models import submissions

OWN = functions_of("submissions")
BOOK = Book(
    name="submissions",
    tables=tables_of(submissions),
    permissions=PERMISSIONS,
    sample=OWN("sample.fill"),
    settings=SETTINGS,
    problems=OWN("invariants.problems"),
    attention_of_day=OWN("attention.due"),
    attention_modules=("desk.books.submissions.attention",),
    forget=OWN("retention.forget"),
)
