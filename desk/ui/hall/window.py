"""The public screen 叫号屏: a window of its own for the monitor in the hall, without anybody's name.

It stays while the main window is locked, and closes with the program or with the data file.
"""

from __future__ import annotations

from datetime import UTC, datetime

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QColor, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from desk.books import visits
from desk.books.visits import Pace
from desk.core.errors import DeskError
from desk.core.words import _
from desk.services import hall
from desk.services.hall import HallView
from desk.services.session import Desk
from desk.ui.hall.board import Board
from desk.ui.shell import theme
from desk.ui.shell.changes import Freshness

READ_MS, TURN_MS = 3_000, 8_000
"""How often it reads what other programs write, and turns a page of what does not fit."""
NOUNS = frozenset({"visits", "activities", "centre"})
SHAPE = 9 / 16
NEVER = datetime.min.replace(tzinfo=UTC)


class HallWindow(QWidget):
    """``called`` is told of each call that is made while the screen is open."""

    called = Signal(object)
    closed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__(None, Qt.WindowType.Window)
        self.desk = desk
        self.setWindowTitle(_("Public screen (F11: full screen, Esc: close)"))
        self.setAttribute(Qt.WidgetAttribute.WA_QuitOnClose, False)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.board = Board(self)
        self._pace: Pace | None = None
        """How long visits take, read once a day; the setting each time."""
        self._told: dict[int, datetime] | None = None
        """When each number was called that is known already; None before the first reading."""
        self._freshness = Freshness(desk)
        self._freshness.hub.announced.connect(self._catch_up)
        self._reading, self._turning = QTimer(self), QTimer(self)
        self._reading.timeout.connect(self.load)
        self._turning.timeout.connect(self.board.turn)
        self._reading.start(READ_MS)
        self._turning.start(TURN_MS)
        self.load()

    def load(self) -> None:
        """Read it again; what cannot be read now stays as it was, and the clock goes on. With the data file it
        closes.
        """
        if self.desk.is_closed:
            self.close()
            return
        try:
            self._freshness.read(self._fill)
        except DeskError:
            self.board.show_time(self.desk.clock.now())

    def _fill(self) -> None:
        with self.desk.read(from_lock_screen=True) as work:
            self._pace = visits.pace(work, self._pace)
            view, now = hall.view(work, self._pace), work.now
        self.board.show_view(view, now)
        self._tell_calls(view)

    def _tell_calls(self, view: HallView) -> None:
        """The calls since the last reading, in the order in which they were made."""
        known, self._told = self._told, {call.visit_id: call.called_at for call in view.calls}
        if known is not None:
            newest = max(known.values(), default=NEVER)
            for call in reversed(view.calls):
                if call.called_at > newest or known.get(call.visit_id, call.called_at) != call.called_at:
                    self.called.emit(call)

    def _catch_up(self) -> None:
        if self._freshness.is_stale(NOUNS):
            self.load()

    def toggle_full_screen(self) -> None:
        """F11 全屏: over the whole monitor, and back."""
        self.showNormal() if self.isFullScreen() else self.showFullScreen()
        self.setCursor(Qt.CursorShape.BlankCursor if self.isFullScreen() else Qt.CursorShape.ArrowCursor)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_F11:
            self.toggle_full_screen()
        elif event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Letters are as large as the picture of 16:9 that fits into the window."""
        super().resizeEvent(event)
        self.board.setGeometry(self.rect())
        self.board.fit(min(self.height(), self.width() * SHAPE))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(theme.colours().ground))
        painter.end()

    def closeEvent(self, event: QCloseEvent) -> None:
        self._reading.stop()
        self._turning.stop()
        self.closed.emit()
        super().closeEvent(event)
