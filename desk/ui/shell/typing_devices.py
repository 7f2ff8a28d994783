"""Devices that type as a keyboard does: the label scanner and the ID card reader."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from desk.ui.shell.card_reader import CardReader
from desk.ui.shell.scanner import Scanner

if TYPE_CHECKING:
    from desk.core.id_card_text import IdCard
    from desk.ui.shell.page import Page


class TypingDevices(QObject):
    """``label_known`` says whether a text is a label's number and ``label_read`` opens it; ``page`` is the tab in
    sight, None while there is none.
    """

    def __init__(
        self,
        label_known: Callable[[str], bool],
        label_read: Callable[[str], object],
        page: Callable[[], Page | None],
    ) -> None:
        super().__init__()
        self._page = page
        self._scanner = Scanner(label_known, lambda label: QTimer.singleShot(0, partial(label_read, label)))
        self._cards = CardReader(self._takes_cards, self._card_in, self._take_card)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Both look at each key; a label is known at its end, a card after a pause."""
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        if self._scanner.eventFilter(watched, event):
            self._cards.forget()
            return True
        return self._cards.key(event)

    def _takes_cards(self) -> bool:
        page = self._page()
        in_the_way = QApplication.activeModalWidget() or QApplication.activePopupWidget()
        return page is not None and page.isVisible() and page.takes_cards and not in_the_way

    def _card_in(self, typed: str) -> IdCard | None:
        from desk.core import id_card_text  # not before somebody reads a card

        page = self._page()
        return id_card_text.read(typed, page.desk.clock.today()) if page else None

    def _take_card(self, card: IdCard) -> None:
        if page := self._page():
            page.take_card(card)
