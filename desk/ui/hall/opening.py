"""Opens the public screen 叫号屏 once for this PC, on the monitor where the main window is not, and lets its calls be
heard.
"""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from desk.books.visits.hall_queries import Call
from desk.services import call_sounds
from desk.services.session import Desk
from desk.services.sound_player import SoundPlayer
from desk.ui.hall.window import HallWindow
from desk.ui.widgets.controls import fit


class HallKeeper(QObject):
    """Holds the screen of one main window, with which it closes."""

    def __init__(self, main: QWidget) -> None:
        super().__init__(main)
        self._main = main
        self.hall: HallWindow | None = None
        self._player = SoundPlayer()
        main.installEventFilter(self)

    def open(self, desk: Desk) -> HallWindow:
        """Show it, over the whole of another monitor where there is one; one that is open comes to the front."""
        if self.hall is not None and self.hall.desk is not desk:
            self.hall.close()
        if self.hall is None:
            self.hall = HallWindow(desk)
            self.hall.closed.connect(self._forget)
            self.hall.called.connect(partial(self._sound, desk))
            self._place(self.hall)
        self.hall.raise_()
        self.hall.activateWindow()
        return self.hall

    def _place(self, hall: HallWindow) -> None:
        other = next((each for each in QGuiApplication.screens() if each is not self._main.screen()), None)
        if other is None:
            fit(hall, 1366, 768)
            hall.show()
        else:
            hall.setGeometry(other.geometry())
            hall.toggle_full_screen()

    def _sound(self, desk: Desk, call: Call) -> None:
        """Chime and spoken number, as this PC is set: only where the screen is, so that it is heard once."""
        here = desk.counter_window
        self._player.play(partial(call_sounds.of_call, here.sound, call.label, call.window, here.volume))

    def _forget(self) -> None:
        self.hall = None

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Before the main window closes the data file."""
        if event.type() == QEvent.Type.Close and self.hall is not None:
            self.hall.close()
        return False


def open_hall(main: QWidget, desk: Desk) -> HallWindow:
    """The public screen of this PC; ``main`` is the main window."""
    keeper = main.findChild(HallKeeper) or HallKeeper(main)
    return keeper.open(desk)
