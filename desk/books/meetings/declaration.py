"""What the core needs to know of joint meetings 联席会议."""

from __future__ import annotations

from desk.books.meetings.permissions import PERMISSIONS
from desk.core.book import Book, tables_of
from desk.models import meetings

BOOK = Book(
    name="meetings",
    tables=tables_of(meetings),
    permissions=PERMISSIONS,
)
