"""A dialog that the lock hides with what was typed in it, and that goes on waiting for its answer behind it.

Whoever called ``exec`` notices nothing: it returns when the dialog is answered, after the same person is back; when
somebody else sits down, or the window closes, it returns as if Esc had been pressed.
"""

from __future__ import annotations

from PySide6.QtCore import QEventLoop
from PySide6.QtWidgets import QAbstractButton, QAbstractSpinBox, QComboBox, QDialog, QLineEdit, QPlainTextEdit, QWidget


class KeptDialog(QDialog):
    """Base of the dialogs that something can be typed or ticked in."""

    def __init__(self, parent: QWidget | None) -> None:
        super().__init__(parent)
        self._begun_with: tuple[object, ...] = ()
        self._behind: QEventLoop | None = None
        self._waits = self._comes_back = False
        self.is_going_on = False
        """Has ``exec`` not returned yet? Until then the part of the window that it belongs to has to stay."""

    def exec(self) -> int:
        """As Qt's, but it does not return while the lock has put the dialog aside."""
        self._begun_with = _typed_in(self)
        self.is_going_on = True
        try:
            code = super().exec()
            while self._behind is not None:
                if self._waits:
                    self._behind.exec()
                self._behind = None
                if self._comes_back:
                    code = super().exec()
            return code
        finally:
            self.is_going_on = False

    def put_aside(self) -> bool:
        """By the lock: out of sight, to come again; passwords are not kept. False, and nothing is done, when nothing
        is typed in it or it is not open.
        """
        if not self.is_going_on or not self.isVisible() or _typed_in(self) == self._begun_with:
            return False
        for line in self.findChildren(QLineEdit):
            if line.echoMode() is not QLineEdit.EchoMode.Normal:
                line.clear()
        self._behind, self._waits = QEventLoop(self), True
        self.done(QDialog.DialogCode.Rejected)
        return True

    def wake(self, *, back: bool) -> None:
        """Behind the lock the same person is ``back``, or will not be."""
        if self._waits and self._behind is not None:
            self._waits, self._comes_back = False, back
            self._behind.quit()


def _typed_in(dialog: QDialog) -> tuple[object, ...]:
    """All that stands in a dialog's fields and boxes, but for passwords."""
    texts = [line.text() for line in dialog.findChildren(QLineEdit) if line.echoMode() is QLineEdit.EchoMode.Normal]
    return (
        *texts,
        *(each.toPlainText() for each in dialog.findChildren(QPlainTextEdit)),
        *(each.isChecked() for each in dialog.findChildren(QAbstractButton) if each.isCheckable()),
        *(each.currentIndex() for each in dialog.findChildren(QComboBox)),
        *(each.text() for each in dialog.findChildren(QAbstractSpinBox)),
    )
