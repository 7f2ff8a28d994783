"""What keeps the results of jobs back while the window is locked: nothing comes up over the sign-in page."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QDialog, QWidget
from shiboken6 import isValid


class Curtain(QObject):
    """In front of a part of the window and whatever is inside it, also of its dialogs."""

    def __init__(self, part: QWidget) -> None:
        super().__init__(part)
        self.is_drawn = False
        self._is_for_good = False
        self._held: list[Callable[[], object]] = []

    def draw(self) -> None:
        """Nobody signed in looks: what is told now waits."""
        self.is_drawn = True

    def open(self) -> None:
        """Who sat there is back and is told what waited."""
        self.is_drawn = False
        held, self._held = self._held, []
        for act in held:
            QTimer.singleShot(0, self, act)

    def draw_for_good(self) -> None:
        """Somebody else signed in: what was asked for is never told."""
        self.is_drawn = self._is_for_good = True
        self._held.clear()

    def hold(self, act: Callable[[], object]) -> None:
        """Do it when the curtain opens."""
        if not self._is_for_good:
            self._held.append(act)


def before(part: QWidget) -> Curtain | None:
    """The curtain that can be drawn before a part of the window, or before the dialogs of the page in use; None for
    what belongs to the sign-in page or to the window as such.
    """
    at: QWidget | None = part
    while at is not None:
        curtain = at.findChild(Curtain, options=Qt.FindChildOption.FindDirectChildrenOnly)
        if curtain is not None:
            return curtain
        top, at = at, at.parentWidget()
    in_use = (each for each in top.findChildren(Curtain) if not each.is_drawn)
    return next(in_use, None) if isinstance(part.window(), QDialog) else None


def tell(curtain: Curtain | None, part: QWidget, act: Callable[[], object]) -> None:
    """Do something that may come up in front of whoever sits there: now, or once they are back. Nothing is done for a
    part that is gone.
    """
    if curtain is not None and isValid(curtain) and curtain.is_drawn:
        curtain.hold(partial(tell, curtain, part, act))
    elif isValid(part):
        act()
