"""A window over one record 办件、卡片、活动、事件: opened from a list, and read again as pages are."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal, SignalInstance
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QLayout, QVBoxLayout, QWidget

from desk.core.errors import DeskError
from desk.core.words import _
from desk.services.session import Desk
from desk.ui.shell.changes import Freshness
from desk.ui.widgets.controls import label


class RecordWindow(QDialog):
    """Shows one record while it is open, and keeps up with every change of the books in ``SHOWS``, whoever makes it."""

    toast = Signal(str, str)
    """Words for a toast over the page, and their kind: good, warning or bad."""
    SHOWS: frozenset[str] = frozenset()
    """The books, by their names, that ``fill`` reads."""
    problem: QLabel
    """Where it says what stood in the way of an act."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self.desk = desk
        self._is_of_the_book = False
        self.freshness = Freshness(desk)
        self.freshness.hub.announced.connect(self._catch_up)

    def load(self) -> None:
        """Read the record for the first time; from now on it is kept up with. A new one is in no book yet."""
        self._is_of_the_book = True
        self.freshness.read(self.fill)

    def show_over(self, toast: SignalInstance) -> None:
        """Stay open until it is closed; what is said here is told by the ``toast`` of what it was opened from."""
        self.toast.connect(toast)
        self.exec()
        self.deleteLater()

    def fill(self) -> None:
        """Show the record as the book has it. What was typed stays, and so does the focus."""
        raise NotImplementedError

    def acted(self, sentence: str = "", kind: str = "good") -> None:
        """Something was done here: say so, and whatever shows it is read before anything else happens."""
        if sentence:
            self.toast.emit(sentence, kind)
        self._read_if_stale()
        self.freshness.hub.tell()

    def doing(self, act: Callable[[], str]) -> Callable[[], None]:
        """An act for a button: what it says goes over the page, what stands in its way into the window."""

        def do() -> None:
            try:
                sentence = act()
            except DeskError as error:
                self.problem.setText(error.message)
                return
            if sentence:
                self.acted(sentence)

        return do

    def showEvent(self, event: QShowEvent) -> None:
        """One that the lock put away comes back with what others did meanwhile."""
        super().showEvent(event)
        self._catch_up()

    def _catch_up(self) -> None:
        if self.isVisible():
            self._read_if_stale()

    def _read_if_stale(self) -> None:
        if self._is_of_the_book and self.freshness.is_stale(self.SHOWS):
            self.freshness.read(self.fill)


def beside_actions(
    record: QWidget | QLayout, actions: QLayout, problem: QLabel, shares: tuple[int, int]
) -> QHBoxLayout:
    """What a record says on the left, on the right what can be done with it now; ``shares`` of the width."""
    right = QVBoxLayout()
    right.addWidget(label(_("Available actions"), "heading"))
    right.addLayout(actions)
    right.addWidget(problem)
    right.addStretch(1)
    both = QHBoxLayout()
    both.setSpacing(16)
    if isinstance(record, QLayout):
        both.addLayout(record, shares[0])
    else:
        both.addWidget(record, shares[0])
    both.addLayout(right, shares[1])
    return both
