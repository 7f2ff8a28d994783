"""What hides a person's details until somebody asks to see them, and hides them again: by the same key, and before the
lock.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from desk.core.errors import DeskError
from desk.core.words import _
from desk.ui.widgets.controls import button


class Veil(QObject):
    """One for each part of the window that can show a person in full. The window drops all of them before it locks.

    ``show`` looks the person up (which is logged) and shows them; it gives False when somebody thought better of it.
    ``mask`` must do without the book: whoever locks the window may no longer be allowed to read it.
    """

    def __init__(
        self,
        owner: QWidget,
        show: Callable[[], object],
        mask: Callable[[], object],
        note: Callable[[str], object],
        names: tuple[str, str],
        key: str = "",
    ) -> None:
        super().__init__(owner)
        self._show, self._mask, self._told, self._names = show, mask, note, names
        self.lifted = False
        self.button = button(names[0], self.toggle, "flat", _("The look-up is logged."), key=key)
        self.button.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def toggle(self) -> None:
        """The button: show in full, or mask again."""
        if self.lifted:
            self.drop()
        else:
            self.lift()

    def lift(self) -> None:
        """Show in full; where the book refuses, say why and leave it masked."""
        try:
            shown = self._show()
        except DeskError as error:
            self._told(error.message)
            return
        if shown is not False:
            self.rest(lifted=True)

    def drop(self) -> None:
        """Mask what is shown in full; nothing happens where it is masked."""
        if self.lifted:
            self.rest(lifted=False)
            self._mask()

    def rest(self, *, lifted: bool) -> None:
        """Its owner shows this now by itself: another person, masked, or somebody new, whose details are being
        typed.
        """
        self.lifted = lifted
        self.button.setText(self._names[lifted])


def drop_all(window: QWidget) -> None:
    """Mask everything that stands open in a window, in its dialogs as well, and leave nothing to paste."""
    for veil in window.findChildren(Veil):
        veil.drop()
    QGuiApplication.clipboard().clear()  # a telephone that was copied is not for whoever sits down next
