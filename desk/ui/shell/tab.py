"""The tabs of the window and their pages before they are there: each is loaded when it is first looked at."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from importlib import import_module
from typing import TYPE_CHECKING, Any

from desk.core.permissions import May, Role

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from desk.services.session import Desk
    from desk.ui.shell.page import Page


TAB_KEYS = "1234567890-="
"""The keys with Ctrl that go to the tabs, in the order of a keyboard's row and of the tabs."""


def tab_key(place: int) -> str:
    """Ctrl+1 and so on, of a tab by its place counted from 0; empty beyond the last key of the row."""
    return f"Ctrl+{TAB_KEYS[place]}" if place < len(TAB_KEYS) else ""


def _nothing(_tab: Any) -> None:
    """For a tab that asks for nothing outside it."""


@dataclass(frozen=True)
class PageDeclaration:
    """A page of a tab, said without its code."""

    title: str
    """What it is called on its button: a msgid."""
    kind: str
    """Where its class is: "module:Class"."""
    may: May | None = None
    """What it takes to see it; None for a page that everybody has who has the tab."""
    group: str = ""
    """The msgid of the button under which it stands with others; empty for a page with a button of its own."""

    def load(self) -> type[Page]:
        """Its class, imported now if nobody has looked at it yet."""
        return _loaded(self.kind)

    def is_of(self, kind: type[Page]) -> bool:
        """Is this the declaration of that class?"""
        return self.kind == _place_of(kind)


@dataclass(frozen=True)
class TabDeclaration:
    """A tab, said without its code: the start takes as long with twenty as with one."""

    name: str
    """The names of its ``DESTINATIONS`` begin with it, as in "cases.overdue", or with one of ``keeps``."""
    title: str
    """A msgid."""
    short: str
    """The same where there is little room: a msgid in the context "narrow tab"."""
    picture: str
    """Its icon."""
    kind: str
    """Where its class is: "module:Class". It is made with the desk and with the widget in which it stands."""
    may: May | None = None
    """What it takes to see it; None for a tab that everybody has. Whoever sees it sees a page of it at least."""
    connect: Callable[[Any], None] = _nothing
    """Connects a tab that was made just now to what it asks for outside it."""
    keeps: tuple[str, ...] = ()
    """Whose destinations are in it as well: the books that are pages of it."""
    asks: Mapping[str, May] = field(default_factory=dict)
    """What it takes to open a destination of it, where not everybody may who has the tab."""
    can_hide: bool = True
    """May the manager take it out of the window 隐藏?"""
    first_for: frozenset[Role] = frozenset()
    """Who begins the day with it; where it is hidden, with the first tab."""

    @property
    def module(self) -> str:
        """What is imported when it is first looked at."""
        return self.kind.partition(":")[0]

    def load(self) -> type[Page]:
        """Its class, imported now if nobody has looked at it yet."""
        return _loaded(self.kind)

    def load_pages(self) -> None:
        """Its class and those of its pages, before anybody looks at them."""
        for page in getattr(self.load(), "PAGES", ()):
            page.load()

    def make(self, desk: Desk, place: QWidget) -> Page:
        """The tab itself, in its place."""
        tab = self.load()(desk, place)
        self.connect(tab)
        return tab

    def has(self, destination: str) -> bool:
        """Is this destination, by its name, in this tab?"""
        return destination.partition(".")[0] in (self.name, *self.keeps)

    def leads(self, destination: str, desk: Desk) -> bool:
        """Is it, and may whoever is signed in see it?"""
        asked = self.asks.get(destination)
        return self.has(destination) and (asked is None or desk.actor.may(asked))

    def is_of(self, kind: type[Page]) -> bool:
        """Is this the declaration of that class?"""
        return self.kind == _place_of(kind)


def _loaded(kind: str) -> type[Page]:
    module, _colon, name = kind.partition(":")
    made: type[Page] = getattr(import_module(module), name)
    return made


def _place_of(kind: type[Page]) -> str:
    return f"{kind.__module__}:{kind.__qualname__}"
