"""An ID card reader 身份证读卡器 that works as a keyboard: it types a whole card faster than people type.

Its Tabs and line ends would lead through the form, so that they are held back, and with them all that follows, until
the reader pauses. A card fills the page in sight, and the field in which it began gets back what stood in it; anything
else is typed where it would have gone. What an input method writes is no key and never comes here.
"""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from desk.ui.shell import scanner
from desk.ui.shell.scanner import ENTER, content_of, moment_of, restore

if TYPE_CHECKING:
    from desk.core.id_card_text import IdCard

SURE_AFTER = 6
"""Keys of a burst, after which no person can be meant."""
PAUSE_MS = 150
"""A reader that types nothing for so long is done."""
MODIFIERS = (Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt)


class CardReader(QObject):
    """``wanted`` says whether a card can be used now, ``card_in`` what card was typed, if any; ``take`` uses it."""

    def __init__(
        self,
        wanted: Callable[[], bool],
        card_in: Callable[[str], IdCard | None],
        take: Callable[[IdCard], object],
        clock: Callable[[], float] = monotonic,
    ) -> None:
        super().__init__()
        self._wanted, self._card_in, self._take, self._clock = wanted, card_in, take, clock
        self._typed, self._last = "", -1.0
        self._held: list[QKeyEvent] = []
        self._field: QWidget | None = None
        self._before, self._cursor = "", 0
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self.finish)

    def key(self, event: QKeyEvent) -> bool:
        """True when the key is held back; what becomes of it is known after a pause."""
        if event.key() in MODIFIERS:
            return False
        now = moment_of(event, self._clock)
        in_burst = now - self._last <= scanner.FASTER_THAN or bool(self._held)
        self._last = now
        character = _character(event)
        if not character or not in_burst:
            self.finish()
            self._begin()
        if not character:
            return False
        self._typed += character
        if not self._held and not self._is_reader(character):
            return False
        self._held.append(event.clone())
        self._pause.start()
        return True

    def _is_reader(self, character: str) -> bool:
        """Is this no person's typing: so many keys at once, or Chinese that no input method wrote before a Tab?"""
        sure = len(self._typed) >= SURE_AFTER or (character in "\t\n" and not self._typed.isascii())
        return sure and self._wanted()

    def _begin(self) -> None:
        self._typed = ""
        self._field = QApplication.focusWidget()
        self._before, self._cursor = content_of(self._field)

    def finish(self) -> None:
        """The burst is over: it was a card, or what was held back is typed now."""
        self._pause.stop()
        held, typed, self._held, self._typed = self._held, self._typed, [], ""
        if not held:
            return
        card = self._card_in(typed) if self._wanted() else None
        if card is not None:
            restore(self._field, self._before, self._cursor)
            self._take(card)
            return
        if self._field is not None and not self._field.isVisible():
            return  # the lock came in between: the rest does not go into the field of the password
        for event in held:
            _type(event)

    def forget(self) -> None:
        """It was something else that is dealt with already."""
        self._pause.stop()
        self._held, self._typed = [], ""


def _character(event: QKeyEvent) -> str:
    """What a key adds to the text of a card; empty for what no reader presses: an arrow, one held down."""
    if event.isAutoRepeat():
        return ""
    if event.key() in ENTER:
        return "\n"
    if event.key() == Qt.Key.Key_Tab:
        return "\t"
    plain = not event.modifiers() & ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier)
    return event.text() if plain and event.text().isprintable() else ""


def _type(event: QKeyEvent) -> None:
    """Into whatever has the keyboard now, as if it were pressed now."""
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        target = QApplication.focusWidget() or QApplication.activeWindow()
        if target is not None:
            QApplication.sendEvent(target, QKeyEvent(kind, event.key(), event.modifiers(), event.text()))
