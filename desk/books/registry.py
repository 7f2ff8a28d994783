"""The books of the centre 登记簿, in the order in which the month's figures tell them.

A new book is its package, with a ``BOOK`` in its ``declaration`` module, and its name here. Declarations are loaded
when somebody asks for them, so that a book may use what loops over all of them.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module

from desk.core.book import Book

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
    "submissions",
)


@cache
def books() -> tuple[Book, ...]:
    """What each book declares of itself."""
    return tuple(_declared(name) for name in BOOKS)


def _declared(name: str) -> Book:
    book = import_module(f"desk.books.{name}.declaration").BOOK
    assert isinstance(book, Book)
    return book
