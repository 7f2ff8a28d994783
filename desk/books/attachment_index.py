"""Which files beside the data file its rows refer to, whatever they belong to."""

from __future__ import annotations

from desk.books.registry import books
from desk.core.work import Work


def names(work: Work) -> set[str]:
    """The names of all files that a book refers to."""
    return {name for book in books() for name in book.attachments(work)}
