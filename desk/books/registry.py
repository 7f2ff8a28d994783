"""The books of the centre 登记簿, in the order in which the month's figures tell them.

A new book is its package, with a ``BOOK`` in its ``declaration`` module, and its name here. Declarations are loaded
when somebody asks for them, so that a book may use what loops over all of them.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from importlib import import_module

from desk.core.book import Book, keeps_nobody
from desk.core.setting import Setting

BOOKS = (
    "cases",
    "visits",
    "residents",
    "catalogue",
    "staff",
    "centre",
    "activities",
    "roster",
    "assets",
    "incidents",
    "bookings",
    "teams",
    "orders",
    "follow_ups",
    "postings",
    "points",
    "organisations",
    "matching",
    "meetings",
    "officers",
    "findings",
    "zones",
    "own_figures",
    "report_forms",
    "submissions",
    "district",
)


@cache
def books() -> tuple[Book, ...]:
    """What each book declares of itself."""
    return tuple(find_book(name) for name in BOOKS)


def find_book(name: str) -> Book:
    """What the book of a name, one of ``BOOKS``, declares of itself."""
    book = import_module(f"desk.books.{name}.declaration").BOOK
    assert isinstance(book, Book)
    return book


@cache
def _owners() -> dict[str, str]:
    """Which book each table is of, both by their names."""
    return {table.name: book.name for book in books() for table in book.tables}


def owner_of(table: str) -> str:
    """The name of the book that a table is of; empty for what is of no book, such as who looked at what."""
    return _owners().get(table, "")


@cache
def _unseen() -> frozenset[str]:
    return frozenset(table.name for book in books() for table in book.unseen)


def nouns_of(tables: Iterable[str]) -> frozenset[str]:
    """The names of the books that these tables are of: what an action that wrote to them changed.

    Who did and who looked at what (``audit``, ``lookups``) is of no book, and changes nothing that the window shows."""
    owners = _owners()
    return frozenset(owners[table] for table in tables if table in owners and table not in _unseen())


@cache
def underlying() -> frozenset[str]:
    """The names of the books that what needs attention in any other may depend on."""
    return frozenset(book.name for book in books() if book.underlying)


@cache
def keepers_of_residents() -> frozenset[str]:
    """The names of the books that say who is not to be anonymised yet."""
    return frozenset(book.name for book in books() if book.keeps_residents is not keeps_nobody)


@cache
def settings() -> dict[str, Setting]:
    """What can be set, of all books, by its name."""
    return {each.name: each for book in books() for each in book.settings}
