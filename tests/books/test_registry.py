"""Every book declares itself once, and what it declares is complete."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

from desk.books import imports
from desk.books.own_function import OwnFunction
from desk.books.registry import books
from desk.books.submissions import whole_figures
from desk.core.book import Figures, MonthLine, from_left_to_right
from desk.core.month import Month
from desk.models import metadata
from desk.services.session import Desk
from desk.ui.shell.tabs import TABS

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


def destinations() -> set[str]:
    """Where counts and figures can lead: what the tabs declare."""
    return set().union(*(tab.load().DESTINATIONS for tab in TABS))


def test_what_needs_attention_leads_somewhere_and_has_a_key_of_its_own(desk: Desk) -> None:
    with desk.read() as work:
        due = [each for book in books() for each in book.all_attention(work)]
    assert len({each.key for each in due}) == len(due) >= 9
    assert {each.leads_to for each in due} <= destinations()


def test_a_book_that_tells_of_its_month_names_its_figures_leads_to_them(desk: Desk) -> None:
    """What a month's report needs of a book is the book's own: report, workbook and window know none by name."""
    with desk.read() as work:
        whole = whole_figures.counted(work, *Month(2026, 10).span)
    told = whole_figures.other_work(whole)
    assert len(told) >= 4 and all(each.title and each.sentence for each in told)
    assert {each.leads_to for each in told} <= destinations()
    for book in books():
        if book.figures:
            declared = [figure.code for figure in book.figures.declared()]
            assert declared == list(book.figures.plain(whole.of_book[book.name])), book.name


def test_the_bar_goes_from_who_is_here_to_what_is_burning(desk: Desk) -> None:
    """As it always went, though no book knows a number among those of the others."""
    with desk.read() as work:
        due = from_left_to_right(each for book in books() for each in book.all_attention(work))
    staff, house = ["not_there", "changes"], ["assets", "to_do", "teams_without_leader"]
    views = ("mine", "to_check", "ask_officer", "again", "extensions", "stead", "long_overdue")
    house += [f"follow_ups_{view}" for view in views]
    house += ["redemptions", "points_expiring"]
    house += ["pairings_expired", "pairings_expiring"]
    house += ["matches_silent", "offerings_ending"]
    house += ["officers_to_come", "officers_ending", "findings_to_decide", "findings_proposed"]
    house += ["zone_rounds", "zones_low", "zones_to_conclude"]
    house += ["report_month", "report_quarter", "report_year"]
    bookings = ["booking_calls", "bookings_to_confirm", "bookings_to_decide"]
    clocks = ("to_review", "to_dispatch", "silent", "overdue", "to_call", "before_leader", "complaints")
    residents = ["overdue", "soon", "owed", *bookings, *(f"orders_{name}" for name in clocks), "needs_over"]
    programme = [
        "calendar",
        *(f"meeting_{step}" for step in ("of_the_quarter", "notice", "report", "missed", "minutes")),
    ]
    assert [each.key for each in due] == [*staff, *programme, *residents, *house, "going_on", "reports"]


def test_declarations_load_no_book() -> None:
    """The window asks for all books at sign-in; each costs no more than its words until its part is looked at."""
    code = (
        "import sys, desk.core.translations, desk.books.registry as r; r.books(); "
        "names = {f'desk.books.{name}' for name in ('activities', 'roster', 'assets', 'incidents')}; "
        "words = ('.declaration', '.model', '.permissions'); "
        "print([m for m in sys.modules if m.rpartition('.')[0] in names and not m.endswith(words)])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def own_functions(declared: object) -> Iterator[OwnFunction]:
    """Those that a declaration names, also inside its figures and their line."""
    for each in fields(declared):  # type: ignore[arg-type]
        value = getattr(declared, each.name)
        if isinstance(value, OwnFunction):
            yield value
        elif isinstance(value, Figures | MonthLine):
            yield from own_functions(value)


def test_every_function_that_a_declaration_names_is_there_and_is_its_own() -> None:
    """A name that is mistyped would be missed when somebody calls it, perhaps a year from now."""
    named = [(book.name, each) for book in books() for each in own_functions(book)]
    assert len(named) > 50
    assert all(callable(each.load()) and each.book == book for book, each in named)
