"""Windows that keep what was typed in them: closing asks, and one that the lock closed waits until it is opened
again.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QDialog

from desk.core.words import _
from desk.ui.shell.record_window import RecordWindow
from desk.ui.widgets.form_dialog import sure


class WaitingWindow(RecordWindow):
    """A window in which something can be typed; ``id`` is 0 for a new record."""

    id = 0
    _left = False

    @property
    def is_dirty(self) -> bool:
        """Is anything typed here that the book does not have?"""
        raise NotImplementedError

    def reject(self) -> None:
        """By Esc or the window's cross: asks first where something unsaved is typed. The lock does not come by here."""
        if self.is_dirty and not sure(self, _("What you typed is not saved. Close anyway?"), _("Close without saving")):
            return
        self._left = True
        super().reject()

    @property
    def is_put_away(self) -> bool:
        """Was it closed by the lock, with something typed in it? Then it is shown again as it was."""
        return self.result() == QDialog.DialogCode.Rejected and not self._left and self.is_dirty

    def show_again(self) -> int:
        """Until it is closed or the lock puts it away; gives Qt's result code."""
        self._left = False
        return self.exec()


class PutAway:
    """The windows of a tab that the lock closed, by what they are about."""

    def __init__(self) -> None:
        self._windows: dict[int, WaitingWindow] = {}

    def show(self, id: int, make: Callable[[], WaitingWindow]) -> bool:
        """Show the window that waits for this id, or a new one, until it is closed. True when it waits again."""
        window = self._windows.pop(id) if id in self._windows else make()
        window.show_again()
        if window.is_put_away:
            self._windows[id] = window
            return True
        window.deleteLater()
        return False
