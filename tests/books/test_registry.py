"""Every book declares itself once, and what it declares is complete."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from desk.books import imports
from desk.books.registry import books
from desk.models import metadata

PACKAGES = Path(imports.__file__).parent
OF_NO_BOOK = {"audit", "lookups", "identities"}
"""Who did and who looked at what, in every book, and the data file itself."""


def test_every_package_of_books_stands_in_the_registry() -> None:
    packages = {path.parent.name for path in PACKAGES.glob("*/__init__.py")}
    assert packages == {book.name for book in books()} and len(packages) == len(books())


def test_every_table_is_of_exactly_one_book() -> None:
    owners = Counter(table.name for book in books() for table in book.tables)
    assert owners == Counter(set(metadata.tables) - OF_NO_BOOK)


def test_every_kind_of_table_that_can_be_taken_in_is_declared_whole() -> None:
    kinds = [spec.kind for spec in imports.specs()]
    assert len(set(kinds)) == len(kinds) >= 6
    for spec in imports.specs():
        assert set(spec.required) <= set(spec.headers)
        headers = [header for names in spec.headers.values() for header in names]
        assert len(set(headers)) == len(headers)
