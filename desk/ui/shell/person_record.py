"""A window over one record that names people 办件、预约、点单、督办、队员: what it says and what happened to it on the
left, what can be done now on the right; people are masked until somebody asks.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QLayout, QListWidget, QVBoxLayout, QWidget

from desk.core.words import _
from desk.services.session import Desk
from desk.ui.shell.record_window import RecordWindow, beside_actions
from desk.ui.shell.text_size import scaled
from desk.ui.widgets.controls import fit, label, row
from desk.ui.widgets.once import shortcut
from desk.ui.widgets.scrolled import scrolled
from desk.ui.widgets.veil import Veil

LEAST = 76
"""Pixels: two lines of the history."""


class PersonRecordWindow(RecordWindow):
    """The frame and the head of it: ``fill`` sets the heading, ``_draw`` writes facts and history as far as the veil
    allows, ``_look_up`` logs that somebody looked.
    """

    def __init__(self, desk: Desk, parent: QWidget, size: tuple[int, int], history: str, shows: str = "") -> None:
        """``history`` is what the list of what happened is called, ``shows`` the button that lifts the veil."""
        super().__init__(desk, parent)
        fit(self, *size)
        self.heading = label("", "title", wrap=True)
        self.facts = label("", wrap=True)
        self.facts.setTextInteractionFlags(self.facts.textInteractionFlags().TextSelectableByMouse)
        self.problem = label("", "problem", wrap=True)
        names = (shows or _("Show the person in full"), _("Mask again"))
        self.veil = Veil(self, self._show_in_full, self._draw, self.problem.setText, names, "F4")
        shortcut(self, "F4", self.veil.toggle)
        self.story = wrapped_lines(history)
        self._actions = QVBoxLayout()
        self._history = history

    def _lay_out(self, foot: QLayout, *more: QWidget) -> None:
        """``more`` is what stands below the history, the last of it with room; ``foot`` the buttons below all."""
        facts = QWidget()
        left = QVBoxLayout(facts)
        left.setContentsMargins(0, 0, 8, 0)
        left.addWidget(self.facts)
        left.addLayout(row(self.veil.button, 1))
        left.addWidget(label(self._history, "heading"))
        left.addWidget(self.story, 2)
        for part in more:
            left.addWidget(part, int(part is more[-1]))
        self._scrolled = scrolled(facts)
        outer = QVBoxLayout(self)
        outer.addWidget(self.heading)
        outer.addLayout(beside_actions(self._scrolled, self._actions, self.problem, (3, 2)), 1)
        outer.addLayout(foot)

    def while_reading(self, key: str, act: Callable[[], object]) -> None:
        """A key of the facts and the history; on a button it presses that button."""
        facts = self._scrolled.widget()
        assert facts is not None
        shortcut(facts, key, act, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        QTimer.singleShot(0, self, self._to_top)

    def _to_top(self) -> None:
        """Number and person in sight, wherever the focus is."""
        self._scrolled.verticalScrollBar().setValue(0)

    def _show_in_full(self) -> None:
        """F4: the person and what was typed about them, with a line in the log that says who looked."""
        self._look_up()
        self.problem.setText("")
        self.veil.rest(lifted=True)
        self._draw()
        self._to_top()

    def _look_up(self) -> None:
        """Read the person in full, which is logged. Raises ``DeskError``."""
        raise NotImplementedError

    def _draw(self) -> None:
        """Show what was read, the person masked unless somebody asked to see them; without the book."""
        raise NotImplementedError


def wrapped_lines(name: str) -> QListWidget:
    """A list of lines, wrapped as the window is wide."""
    made = _Lines()
    made.setAccessibleName(name)
    made.setWordWrap(True)
    made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    made.setResizeMode(QListWidget.ResizeMode.Adjust)
    return made


class _Lines(QListWidget):
    """It takes what room there is, and asks for little: on a low screen nothing else is pushed out of sight."""

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), scaled(LEAST))
