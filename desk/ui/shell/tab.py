"""The tabs of the window before they are there: each is loaded when it is first looked at."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Any

from desk.core.permissions import May

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from desk.services.session import Desk
    from desk.ui.shell.page import Page


def _nothing(_tab: Any) -> None:
    """For a tab that asks for nothing outside it."""


@dataclass(frozen=True)
class TabDeclaration:
    """A tab, said without its code: the start takes as long with twenty as with one."""

    name: str
    """The names of its ``DESTINATIONS`` begin with it, as in "cases.overdue"."""
    title: str
    """A msgid."""
    short: str
    """The same where there is little room: a msgid in the context "narrow tab"."""
    picture: str
    """Its icon."""
    kind: str
    """Where its class is: "module:Class". It is made with the desk and with the widget in which it stands."""
    may: May | None = None
    """What it takes to see it; None for a tab that everybody has."""
    connect: Callable[[Any], None] = _nothing
    """Connects a tab that was made just now to what it asks for outside it."""

    @property
    def module(self) -> str:
        """What is imported when it is first looked at."""
        return self.kind.partition(":")[0]

    def load(self) -> type[Page]:
        """Its class, imported now if nobody has looked at it yet."""
        made: type[Page] = getattr(import_module(self.module), self.kind.partition(":")[2])
        return made

    def make(self, desk: Desk, place: QWidget) -> Page:
        """The tab itself, in its place."""
        tab = self.load()(desk, place)
        self.connect(tab)
        return tab

    def has(self, destination: str) -> bool:
        """Is this destination, by its name, in this tab?"""
        return destination.partition(".")[0] == self.name

    def is_of(self, kind: type[Page]) -> bool:
        """Is this the declaration of that class?"""
        return self.kind == f"{kind.__module__}:{kind.__qualname__}"
