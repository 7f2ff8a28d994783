"""Every book declares itself once, and what it declares is complete."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from pathlib import Path

from desk.books import imports
from desk.books.registry import books
from desk.models import metadata
from desk.services.session import Desk
from desk.ui.shell.tabs import make_tabs

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


def test_what_needs_attention_leads_somewhere_and_has_a_place_of_its_own(desk: Desk) -> None:
    with desk.read() as work:
        due = [each for book in books() for each in book.attention(work)]
    assert len({each.key for each in due}) == len({each.place for each in due}) == len(due) >= 9
    assert {each.leads_to for each in due} <= set().union(
        *(maker.kind.DESTINATIONS for maker in make_tabs(desk, desk.folder))
    )


def test_declarations_load_no_book() -> None:
    """The window asks for all books at sign-in; each costs nothing until its part is looked at."""
    code = (
        "import sys, desk.core.translations, desk.books.registry as r; r.books(); "
        "names = {f'desk.books.{name}' for name in ('activities', 'roster', 'assets', 'incidents')}; "
        "print([m for m in sys.modules if m.rpartition('.')[0] in names and not m.endswith('.declaration')])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
