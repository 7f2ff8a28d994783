"""What somebody does in a window that is about to stand over the others."""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic
from typing import TypeVar

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QDialog, QWidget

Over = TypeVar("Over", bound=QWidget)
PATIENCE_SECONDS = 20
"""So long a window may take until it stands open."""


def close_all_that_waits() -> None:
    """Every window that waits for an answer, the uppermost first."""
    while isinstance(over := QApplication.activeModalWidget(), QDialog):
        over.reject()
        if over is QApplication.activeModalWidget():
            return


def when_open(part: QWidget, kind: type[Over], act: Callable[[Over], object]) -> QTimer:
    """What somebody does once a window of this kind is over the others; the timer that looks for it.

    It looks no longer than ``part`` lives: one that went on into the next test would answer what that opens. Whatever
    stands open when ``act`` fails is closed: a window that nobody closes would hold up the test for ever.
    """
    looking, until = QTimer(part), monotonic() + PATIENCE_SECONDS

    def look() -> None:
        over = QApplication.activeModalWidget()
        try:
            if isinstance(over, kind) and over.isVisible():
                looking.stop()
                act(over)
            assert not looking.isActive() or monotonic() < until, f"{kind.__name__} did not open, but {over}"
        except BaseException:
            looking.stop()
            close_all_that_waits()
            raise

    looking.timeout.connect(look)
    looking.start(20)
    return looking
