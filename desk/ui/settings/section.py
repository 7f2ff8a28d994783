"""What every section of the settings is."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QVBoxLayout

from desk.core.words import N_, _
from desk.services.session import Desk
from desk.ui.shell.commands import Command, Commands
from desk.ui.shell.page import Page
from desk.ui.widgets.controls import label, panel


class Section(Page):
    """A panel with a heading; ``column`` takes what it holds. Ctrl+Enter calls ``save``."""

    def __init__(self, desk: Desk, folder: Path) -> None:
        super().__init__(desk)
        self.folder = folder
        frame, self.column = panel(margin=16)
        self.column.addWidget(label(_(self.TITLE), "heading"))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(frame)

    def make_commands(self) -> Commands:
        saves = type(self).save is not Section.save
        return (Command("Ctrl+Enter", N_("Save"), self.save, role="primary", stores_form=True),) if saves else ()

    def save(self) -> None:
        """What Ctrl+Enter does here."""
