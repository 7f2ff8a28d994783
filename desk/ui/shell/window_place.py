"""Where the window stands on each screen, remembered on this PC; it comes back on a screen that is there."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, QObject, QRect
from PySide6.QtGui import QGuiApplication, QScreen
from PySide6.QtWidgets import QWidget

from desk.core.errors import EnvironmentFailure
from desk.storage.small_files import keep_object, read_object

PLACES = "window-place.json"


class _Keeper(QObject):
    """Remembers the place when the window closes."""

    def __init__(self, window: QWidget, folder: Path) -> None:
        super().__init__(window)
        self._window, self._folder = window, folder
        window.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """It only looks."""
        if event.type() == QEvent.Type.Close:
            keep(self._window, self._folder)
        return False


def show(window: QWidget, folder: Path) -> None:
    """As it stood when it was closed, on the screen where that was, or else on the first; never larger than what is
    free there. The first time it is as large as it was made.
    """
    _Keeper(window, folder)
    kept = _read(folder)
    screens = {screen.name(): screen for screen in QGuiApplication.screens()}
    name = str(kept.get("last", ""))
    screen = screens.get(name) or QGuiApplication.primaryScreen()
    place = kept["screens"].get(screen.name())
    if isinstance(place, list) and len(place) == 5 and all(isinstance(each, int) for each in place):
        window.setGeometry(fitted(QRect(*place[:4]), screen.availableGeometry()))
        if place[4]:
            window.showMaximized()
            return
    window.show()


def keep(window: QWidget, folder: Path) -> None:
    """When it is closed. A disk that takes nothing more is no reason not to close."""
    screen: QScreen = window.screen()
    rect = window.normalGeometry() if window.isMaximized() else window.geometry()
    kept = _read(folder)
    kept["last"] = screen.name()
    kept["screens"][screen.name()] = [
        rect.x(),
        rect.y(),
        rect.width(),
        rect.height(),
        int(window.isMaximized()),
    ]
    with suppress(EnvironmentFailure, OSError):
        keep_object(folder / PLACES, kept)


def fitted(wanted: QRect, free: QRect) -> QRect:
    """The same size as far as there is room, moved as little as brings all of it into sight."""
    width, height = min(wanted.width(), free.width()), min(wanted.height(), free.height())
    left = max(free.left(), min(wanted.left(), free.right() + 1 - width))
    top = max(free.top(), min(wanted.top(), free.bottom() + 1 - height))
    return QRect(left, top, width, height)


def _read(folder: Path) -> dict[str, Any]:
    """With the places on the ``screens`` by their names."""
    kept = {"screens": {}, **read_object(folder / PLACES)}
    return kept if isinstance(kept["screens"], dict) else {"screens": {}}
