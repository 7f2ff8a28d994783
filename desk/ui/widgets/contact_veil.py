"""Whom to ring up: name and telephone of the chosen row, in full from the press of a key until another is chosen."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol, TypeVar

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

from desk.core.words import _
from desk.ui.widgets.controls import label
from desk.ui.widgets.lists import ListView
from desk.ui.widgets.veil import Veil


class Calling(Protocol):
    """A row of a list of people to ring up."""

    @property
    def id(self) -> int:
        """Of the row."""


Row = TypeVar("Row", bound=Calling)


class ContactVeil(QObject):
    """``look_up`` gives the words for a row, and is logged by the book that it asks; what the book refuses goes to
    ``note``. ``text`` and ``button`` are put where the page has room for them.
    """

    def __init__(
        self, owner: QWidget, rows: ListView[Row], look_up: Callable[[Row], str], note: Callable[[str], object]
    ) -> None:
        super().__init__(owner)
        self._rows: ListView[Any] = rows
        self._look_up: Callable[[Any], str] = look_up
        self._shown = 0
        self.text = label("", "title")
        names = (_("Show the telephone"), _("Mask again"))
        self.veil = Veil(owner, self._show, self._mask, note, names, "F4")
        self.button, self.toggle = self.veil.button, self.veil.toggle
        rows.table.selectionModel().currentChanged.connect(lambda _now, _before: self._look_soon())
        rows.table.model().modelReset.connect(self._look_soon)

    def _show(self) -> bool:
        chosen = self._rows.current()
        if chosen is None:
            return False
        self.text.setText(self._look_up(chosen))
        self._shown = chosen.id
        return True

    def _mask(self) -> None:
        self.text.setText("")

    def _look_soon(self) -> None:
        """Once the list has settled: read again it has lost its row for a moment, though somebody is on the phone."""
        QTimer.singleShot(0, self, self._mask_other)

    def _mask_other(self) -> None:
        chosen = self._rows.current()
        if chosen is None or chosen.id != self._shown:
            self.veil.drop()
