"""What every tab is to the window."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desk.services.session import Desk
from desk.ui.shell.commands import KeyActions


class Tab(KeyActions, QWidget):
    """One tab. ``KEYS`` are its keys with their words, shown by F1 and handed to ``act`` by the window."""

    TITLE = ""
    KEYS: tuple[tuple[str, str], ...] = ()
    told = Signal(str, str)
    """Words for the strip under the bar, and their kind: good, warning or bad."""
    changed = Signal()
    """Something in the book changed that other parts of the window show."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk

    def refresh(self) -> None:
        """Read again what is shown."""

    def leave(self) -> None:
        """Called before lock, hand-over and close."""


@dataclass(frozen=True)
class TabMaker:
    """A tab that is not there yet: its kind, for the title, and how it is made."""

    kind: type[Tab]
    make: Callable[[], Tab]
