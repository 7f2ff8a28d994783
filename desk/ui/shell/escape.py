"""Esc closes what lies over the page before it means anything to the page: an open list, a toast, the drawer, a field.

A page may have Esc for itself, as a shortcut, and two shortcuts of one key are none. So while something lies over the
page, the widget with the focus is watched: it takes the key as its own, and does not hear it.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from desk.ui.widgets.finder import Finder


class EscapeKey(QObject):
    """``closes`` close one thing each, in their order, and say whether there was any."""

    def __init__(self, page: QWidget, *closes: Callable[[], bool], lies_over: Callable[[], bool]) -> None:
        super().__init__(page)
        self._page = page
        self._closes = closes
        self._lies_over = lies_over
        self._watched: QWidget | None = None
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._follow)
        self._follow(None, application.focusWidget())

    def _follow(self, _before: QWidget | None, now: QWidget | None) -> None:
        if not isValid(self._page):
            return  # it loses the focus while it is taken down
        if self._watched is not None and isValid(self._watched):
            self._watched.removeEventFilter(self)
        self._watched = self._page.window() if now is None else now if self._page.isAncestorOf(now) else None
        if self._watched is not None:
            self._watched.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QKeyEvent) or event.key() != Qt.Key.Key_Escape or not self._lies_over():
            return False
        if isinstance(watched, Finder) and watched.hits:
            return False
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        return event.type() == QEvent.Type.KeyPress and any(close() for close in self._closes)
