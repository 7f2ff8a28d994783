"""What every section of the settings is."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desk.errors import DeskError
from desk.session import Desk
from desk.ui.widgets.basic import label, panel
from desk.words import _


class Section(QWidget):
    """A panel with a heading; ``column`` takes what it holds. Ctrl+Enter calls ``save``."""

    TITLE = ""
    told = Signal(str, str)
    changed = Signal()

    def __init__(self, desk: Desk, folder: Path) -> None:
        super().__init__()
        self.desk, self.folder = desk, folder
        frame, self.column = panel(margin=16)
        self.column.addWidget(label(_(self.TITLE), "heading"))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(frame)

    def load(self) -> None:
        """Read again what is shown."""

    def save(self) -> None:
        """What Ctrl+Enter does here."""

    def attempt(self, act: Callable[[], object], done: str) -> bool:
        """Do something with the book; its success or the reason why not in the strip."""
        try:
            act()
        except DeskError as error:
            self.told.emit(error.words, "bad")
            return False
        self.told.emit(done, "good")
        self.changed.emit()
        return True
