"""Who may write what: every writing function is declared by its book, and really refuses those who may not."""

from __future__ import annotations

import importlib
import inspect
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from desk.books import staff
from desk.books.imports import PreparedImport
from desk.books.registry import books
from desk.books.residents.updating import UPDATE as RESIDENTS_UPDATE
from desk.books.updates import PreparedUpdate, UpdateChoice
from desk.core.errors import NotAllowed
from desk.core.permissions import ALLOWED, May, Open, Permission, Role
from desk.core.work import Actor, Work
from desk.services.session import Desk
from tests.support.writers import public_writers

OF_NO_BOOK: Mapping[str, Permission] = {
    "attachments.forget": Open("the book asks first: test_each_function_asks_the_permission_that_it_stands_for"),
    "attachments.note": Open("the book asks first: test_each_function_asks_the_permission_that_it_stands_for"),
    "clock_ahead.record": May.EDIT_CENTRE,
    "imports.store": May.IMPORT,
    "sample.fill": May.EDIT_CENTRE,
    "sample.take_in_catalogue": May.EDIT_CATALOGUE,
    "services.clock_check.note": Open("that an odd clock was confirmed, by whoever just gave their password"),
    "services.continuity.note_key_generation": Open(
        "written with the key file, also when somebody changes their own password"
    ),
    "services.continuity.note_lost": Open("what the program finds missing when it opens the book, whoever signs in"),
    "services.first_steps.begin": Open("of a book that is being made: nobody else is there yet"),
    "services.key_history.note_changed": May.EDIT_STAFF,
    "services.key_history.note_key_file": Open("what the program finds odd when it opens the book, whoever signs in"),
    "services.key_history.note_used": Open("whoever holds the recovery key, when nobody can sign in any more"),
    "services.key_history.tell": Open("a manager's own sign-in takes note that they were told"),
    "services.mended_texts.tell": Open("the first sign-in after the migration takes note that it was told"),
    "services.wrong_passwords.keep": Open("wrong guesses are kept for whoever they were meant for, whoever guessed"),
    "disclosure.allow": May.UNMASKED_EXPORT,
    "services.wrong_passwords.warning": Open("somebody's own sign-in takes note that they were told of them"),
    "updates.store": May.IMPORT,
}
"""What is of all books, or of the data file itself: sign-in, keys, clock."""
TABLE: Mapping[str, Permission] = {
    **OF_NO_BOOK,
    **{f"{book.name}.{name}": asked for book in books() for name, asked in book.permissions.items()},
}
"""What every function that writes asks for: a book's are declared in the book."""
EMPTY_FILE = PreparedImport("residents", [], [])
ARGUMENTS: dict[str, Sequence[Any]] = {
    "imports.store": (EMPTY_FILE, None),
    "updates.store": (PreparedUpdate(EMPTY_FILE, (), (), 0, (), RESIDENTS_UPDATE, 0), UpdateChoice(), None),
}
"""What a function needs to know before it can ask."""
ASKED = {name: may for name, may in TABLE.items() if isinstance(may, May)}


def test_every_function_that_writes_is_declared() -> None:
    assert public_writers() == set(TABLE)


def function_of(name: str) -> Callable[..., Any]:
    module, _dot, function = name.rpartition(".")
    package = "desk" if name.startswith("services.") else "desk.books"
    found: Callable[..., Any] = getattr(importlib.import_module(f"{package}.{module}"), function)
    return found


def refuse(work: Work, name: str) -> None:
    """Nothing but the permission may be looked at first: what is handed over is not even a record."""
    function = function_of(name)
    needed = [each for each in inspect.signature(function).parameters.values() if each.default is each.empty][1:]
    dummies = ARGUMENTS.get(name, (None,) * sum(each.kind is not each.KEYWORD_ONLY for each in needed))
    named = {each.name: None for each in needed if each.kind is each.KEYWORD_ONLY}
    raw: Any = work.connection.connection.dbapi_connection
    before = raw.total_changes
    with pytest.raises(NotAllowed):
        function(work, *dummies, **named)
    assert raw.total_changes == before


@pytest.mark.parametrize("role", list(Role))
def test_a_role_that_lacks_a_permission_is_refused_by_every_function_that_asks_it(desk: Desk, role: Role) -> None:
    with desk.write() as work:
        id = staff.add(work, "某同事", role).id
    with desk.write() as work:
        for name, may in ASKED.items():
            if may not in ALLOWED[role]:
                refuse(replace(work, actor=Actor(id, "某同事", role)), name)


def test_each_function_asks_the_permission_that_it_stands_for(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """A clerk who may do everything else is refused: so also what every role of today may do is really asked."""
    with desk.write() as work:
        clerk = replace(work, actor=Actor(staff.add(work, "林小芳", Role.CLERK).id, "林小芳", Role.CLERK))
        for name, may in ASKED.items():
            monkeypatch.setitem(ALLOWED, Role.CLERK, frozenset(May) - {may})
            refuse(clerk, name)


def test_what_asks_no_permission_says_why_and_by_which_test() -> None:
    reasons = [each.why for each in TABLE.values() if isinstance(each, Open)]
    there = "".join(path.read_text("utf-8") for path in Path(__file__).parent.rglob("test_*.py"))
    assert all(len(why) > 20 for why in reasons)
    assert all(f"def {name}(" in there for why in reasons for name in re.findall(r"test_\w+", why))
