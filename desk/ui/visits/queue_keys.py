"""The keys below the queue: what is done all day, grey while there is nobody for it."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QPushButton, QWidget

from desk.books.visits import VisitState
from desk.ui.shell.text_size import scaled

LOW, IN_THE_MENU_TOO = 460, 2
"""Pixels of the panel's height below which the last so many keys are no buttons."""


class QueueKeys(QWidget):
    """Two in a row. Each with the states of which somebody has to be there for it; empty where it needs nobody."""

    def __init__(self, keys: Sequence[tuple[QPushButton, Collection[VisitState]]]) -> None:
        super().__init__()
        self._keys = keys
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(6)
        for place, (made, _states) in enumerate(keys):
            made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            made.setStyleSheet("padding: 4px 1px;")
            grid.addWidget(made, place // 2, place % 2)

    def show_enabled(self, here: Collection[VisitState]) -> None:
        """Nobody to call, to put on hold or to call back: the key says so."""
        for made, states in self._keys:
            made.setEnabled(not states or not set(states).isdisjoint(here))

    def fit(self, height: int) -> None:
        """On a low screen the list needs the room of the last keys, which are in its menu as well."""
        for made, _states in self._keys[-IN_THE_MENU_TOO:]:
            made.setVisible(height >= scaled(LOW))
