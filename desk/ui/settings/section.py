"""What every section of the settings is."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from desk.core.words import N_, _
from desk.services.session import Desk
from desk.ui.shell.commands import Command, Commands
from desk.ui.shell.page import Page
from desk.ui.widgets.controls import Field, label, panel, row, set_role
from desk.ui.widgets.form_sections import Mistakes
from desk.ui.widgets.scrolled import scrolled


class Section(Page):
    """A panel with a heading; ``column`` takes what it holds. Ctrl+Enter calls ``save``."""

    def __init__(self, desk: Desk, folder: Path) -> None:
        super().__init__(desk)
        self.folder = folder
        frame, self.column = panel(margin=16)
        self.column.addWidget(label(_(self.TITLE), "title"))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(frame)

    def show_form(self, form: QWidget) -> None:
        """The fields, which scroll where the window is low; the foot stays in sight."""
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 8, 0)
        column.addWidget(form)
        column.addStretch(1)
        self.column.addWidget(scrolled(inside), 100)

    def finish(self, fields: Iterable[Field] = (), caption: str = "") -> None:
        """The foot of a form: how many fields are wrong, and the button that saves; ``caption`` is a msgid."""
        rule = QFrame()
        rule.setFixedHeight(1)
        set_role(rule, "role", "rule")
        self.column.addWidget(rule)
        self.column.addLayout(row(Mistakes(fields), 1, self.button(self.save, caption)))

    def make_commands(self) -> Commands:
        return (
            (Command("Ctrl+Enter", N_("Save"), self.save, role="primary", stores_form=True),) if self._saves() else ()
        )

    @classmethod
    def _saves(cls) -> bool:
        return cls.save is not Section.save

    def save(self) -> None:
        """What Ctrl+Enter does here."""
