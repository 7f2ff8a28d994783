"""What is said below a field begins where its editor begins, however wide the names of the form become."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QWidget

from desk.ui.widgets.controls import GAP, Field


class BelowField(QObject):
    """Keeps the left margin of ``part`` as wide as the name of ``field`` and the gap behind it."""

    def __init__(self, part: QWidget, field: Field) -> None:
        super().__init__(part)
        self._part, self._name = part, field.name
        self._name.installEventFilter(self)
        self._follow()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Other letters, or a longer name among the fields."""
        if event.type() == QEvent.Type.Resize:
            self._follow()
        return False

    def _follow(self) -> None:
        self._part.setContentsMargins(self._name.width() + GAP, 0, 0, 0)
