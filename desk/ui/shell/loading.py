"""What is loaded beside the window, while name and password are typed and while the first tab is looked at."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from importlib import import_module
from threading import Thread

from PySide6.QtCore import QObject, Signal

from desk.core import garbage
from desk.ui.shell import qt_classes

NEEDED_NEXT = (
    "_strptime",
    "argon2.low_level",
    "cryptography.hazmat.primitives.ciphers.aead",
    "cryptography.hazmat.primitives.hashes",
    "cryptography.hazmat.primitives.kdf.hkdf",
    "getpass",
    "holidays",
    "pwd",
    "pypinyin",
    "desk.books.visits.statistics",
    "desk.services.key_change",
    "desk.services.sign_in",
    "desk.ui.figures.pages",
    "desk.ui.shell.first_steps",
    "desk.ui.shell.work_page",
)
"""What opening the book and the first screen import beside the first tab and what the books declare; a test says what
is missing here."""


class Announcer(QObject):
    """Tells in the window's thread what is ready in another one. It outlives every window: a part of one might be
    taken down at the very moment at which the other thread speaks to it, which ends the program.
    """

    loaded = Signal()


@cache
def announcer() -> Announcer:
    """The only one; asked for first in the window's thread."""
    return Announcer()


def beside_the_window(part: QObject, load: Callable[[], object]) -> None:
    """Load in a thread of its own, once no import in it can make a class of Qt any more."""
    qt_classes.make_in_slices(part, Thread(target=load, daemon=True).start)


def load_ahead(loaded: Callable[[], object] = lambda: None) -> None:
    """While name and password are typed, load what opening the book and the first screen need next. ``loaded`` is told
    when the almanac is there.

    Each part once, however many windows are opened: it stays loaded."""
    _load_modules()
    loaded()
    _compile_statements()


@cache
def _load_modules() -> None:
    from filelock import ReadWriteLock  # noqa: F401 -- comes only when it is asked for by name

    from desk.books import registry
    from desk.core.almanac import lunar_words
    from desk.core.calendar import WorkCalendar
    from desk.core.clock import Clock
    from desk.ui.shell.tabs import TABS

    of_books = (name for book in registry.books() for name in book.attention_modules)
    of_tabs = (declared.module for declared in TABS if declared.first_for)
    for name in (*NEEDED_NEXT, *of_books, *of_tabs):
        import_module(name)
    today = Clock().today()
    WorkCalendar().kind(today)
    lunar_words(today)


@cache
def _compile_statements() -> None:
    """With all that was loaded kept for good: a second time, what is left of a window that was closed would be."""
    from desk.services.ahead import compile_ahead

    compile_ahead()
    garbage.keep_for_good()


@cache
def load_tabs() -> None:
    """While the first tab is looked at, load the others and all pages, so that turning to one does not wait for it.

    Once, however often somebody signs in: what is kept for good a second time would be what is left of a window that
    was closed.
    """
    from desk.ui.shell.tabs import TABS

    for declared in TABS:
        declared.load_pages()
    garbage.keep_for_good()
