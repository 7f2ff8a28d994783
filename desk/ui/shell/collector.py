"""Rings of forgotten objects are freed in the window's thread, and nowhere else.

Python looks for them in whatever thread happens to make an object when a look is due: a job that imports a file or the
thread that loads the next tab. Where a dialog that was closed is among them, its Qt half was then taken down outside
the window's thread, which Qt does not allow: the program ended without a word, seldom and never at the same place.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

from desk.core import garbage

EVERY_MS = 1000


class Collector(QObject):
    """Looks once a second, whenever the window's thread has nothing else to do."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._timer = QTimer(self)
        self._timer.timeout.connect(garbage.collect_what_is_due)
        self._timer.start(EVERY_MS)


def keep_to_this_thread(app: QObject) -> None:
    """From now on no other thread looks for garbage; called once the application stands, in the window's thread."""
    gc.disable()
    if app.findChild(Collector) is None:
        Collector(app)
