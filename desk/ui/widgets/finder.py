"""Type to find: a line with a list under it. Arrows move, Enter takes, Esc closes; the line keeps what was typed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from desk.ui.widgets.whole_text import WholeLine


@dataclass(frozen=True)
class Hit:
    """One line of the list: what it says, what it stands for."""

    text: str
    value: Any


class Finder(WholeLine):
    """``find`` is asked at every change of the text; ``opens_empty`` shows its answer to nothing as well."""

    taken = Signal(object)
    ROWS = 9

    def __init__(self, placeholder: str, find: Callable[[str], Sequence[Hit]], *, opens_empty: bool = False) -> None:
        super().__init__()
        self.setPlaceholderText(placeholder)
        self.setMaxLength(400)
        self._find, self._opens_empty = find, opens_empty
        self._popup: _Popup | None = None
        self.above: QWidget = self
        """What the list leaves in sight above it: the line, or the line with what is said of it."""
        self.ground: QWidget | None = None
        """What the list does not rise above: the bar and the tabs of the window stay in sight."""
        self.list_height = 0
        """Pixels that the list may take; 0 where it may take what there is."""
        self.textEdited.connect(lambda _text: self.refresh())

    @property
    def hits(self) -> list[Hit]:
        """What the list shows now."""
        return self._popup.hits if self._popup and self._popup.isVisible() else []

    @property
    def was_stepped(self) -> bool:
        """Did an arrow key choose a line of the open list?"""
        return bool(self.hits) and self._popup is not None and self._popup.was_stepped

    def refresh(self) -> None:
        """Ask again and show what fits."""
        text = self.text()
        hits = list(self._find(text))[: self.ROWS] if text.strip() or self._opens_empty else []
        if not hits:
            self.close_list()
            return
        if self._popup is None:
            self._popup = _Popup(self)
        self._popup.show_hits(hits, numbered=not text.strip())

    def place_list(self) -> None:
        """The open list goes below what is above it, which may have grown by some words."""
        if self._popup and self._popup.isVisible():
            self._popup.place()

    def close_list(self) -> None:
        """Hide the list; what was typed stays."""
        if self._popup:
            self._popup.hide()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self._opens_empty and self.isEnabled():
            self.refresh()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() is not Qt.FocusReason.PopupFocusReason:
            self.close_list()

    def event(self, event: QEvent) -> bool:
        """Esc, and Alt with the digit of a line, belong to the open list before they belong to the window."""
        asked = event.type() == QEvent.Type.ShortcutOverride and self.hits
        if asked and isinstance(event, QKeyEvent) and (event.key() == Qt.Key.Key_Escape or self._is_place(event)):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        showing = self._popup is not None and self._popup.isVisible()
        match event.key():
            case Qt.Key.Key_Down | Qt.Key.Key_Up if showing and self._popup:
                self._popup.step(1 if event.key() == Qt.Key.Key_Down else -1)
            case Qt.Key.Key_Down:
                self.refresh()
            case Qt.Key.Key_Return | Qt.Key.Key_Enter if showing and not event.modifiers() & ~KEYPAD:
                self._take_current()
            case Qt.Key.Key_Escape if showing:
                self.close_list()
            case _ if showing and self._is_place(event):
                self._take(event.key() - Qt.Key.Key_1)
            case _:
                super().keyPressEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab takes the line that was stepped to, as Enter does; where nothing was chosen it only goes on."""
        if forward and self.was_stepped:
            self._take_current()
            return not self.hasFocus() or super().focusNextPrevChild(forward)
        return super().focusNextPrevChild(forward)

    def _is_place(self, event: QKeyEvent) -> bool:
        """Alt and a digit, or a digit alone where nothing has been typed, takes that line."""
        if not Qt.Key.Key_1 <= event.key() <= Qt.Key.Key_9 or event.key() - Qt.Key.Key_1 >= len(self.hits):
            return False
        alone = not event.modifiers() & ~KEYPAD and self._opens_empty and not self.text()
        return alone or event.modifiers() == Qt.KeyboardModifier.AltModifier

    def _take_current(self) -> None:
        if self._popup:
            self._take(self._popup.current)

    def _take(self, place: int) -> None:
        hits = self.hits
        if 0 <= place < len(hits):
            self.close_list()
            self.taken.emit(hits[place].value)


class FinderDelegate(Finder):
    """A finder that keeps what was taken and shows its words; typing on lets go of it."""

    def __init__(self, placeholder: str, find: Callable[[str], Sequence[Hit]], *, opens_empty: bool = False) -> None:
        super().__init__(placeholder, find, opens_empty=opens_empty)
        self.value: Any = None
        self.textEdited.connect(lambda _text: self._let_go())

    def _let_go(self) -> None:
        self.value = None

    def take(self, hit: Hit) -> None:
        """Show and keep this one."""
        self.value = hit.value
        self.setText(hit.text.strip())
        self.setCursorPosition(0)

    def _take(self, place: int) -> None:
        hits = self.hits
        if 0 <= place < len(hits):
            self.take(hits[place])
            self.close_list()
            self.taken.emit(hits[place].value)


KEYPAD = Qt.KeyboardModifier.KeypadModifier


class _Popup(QFrame):
    """The list, drawn over whatever lies under the line; never takes the focus."""

    def __init__(self, line: Finder) -> None:
        super().__init__(line.window())
        self.setProperty("role", "popup")
        self._line = line
        self.hits: list[Hit] = []
        self.was_stepped = False
        """Did an arrow key choose a line since the list was last filled?"""
        self._list = QListWidget()
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.setStyleSheet("QListWidget { border: none; }")
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self._list.itemClicked.connect(lambda item: line._take(self._list.row(item)))
        inner = QVBoxLayout(self)
        inner.setContentsMargins(2, 2, 2, 2)
        inner.addWidget(self._list)
        line.window().installEventFilter(self)
        self._carriers: list[QWidget] = [line]
        while (above := self._carriers[-1].parentWidget()) is not None and above is not line.window():
            self._carriers.append(above)
        for each in self._carriers:
            each.installEventFilter(self)

    @property
    def current(self) -> int:
        return self._list.currentRow()

    def show_hits(self, hits: list[Hit], *, numbered: bool) -> None:
        """``numbered`` where a digit alone takes a line."""
        self.hits, self.was_stepped = hits, False
        self._list.clear()
        for place, hit in enumerate(hits, 1):
            self._list.addItem(QListWidgetItem(f"{place}　{hit.text}" if numbered else hit.text))
        self._list.setCurrentRow(0)
        self.place()
        self.show()
        self.raise_()

    def place(self) -> None:
        """Below the line and its words, or above the line where there is more room."""
        line, field = self._line, self._line.above
        height = sum(self._list.sizeHintForRow(i) for i in range(len(self.hits))) + 8
        height = min(height, line.list_height or height)
        lower = field.mapTo(line.window(), QPoint(0, field.height())).y()
        below = QPoint(line.mapTo(line.window(), QPoint(0, 0)).x(), lower)
        room = line.window().height() - below.y() - 8
        wanted = self._list.sizeHintForColumn(0) + 32
        width = max(line.width(), min(wanted, line.window().width() - below.x() - 8))
        ceiling = line.ground.mapTo(line.window(), QPoint(0, 0)).y() if line.ground else 8
        top = line.mapTo(line.window(), QPoint(0, 0)).y()
        if height > room and top - ceiling > room:
            height = min(height, top - ceiling)
            self.setGeometry(below.x(), top - height, width, height)
        else:
            self.setGeometry(below.x(), below.y(), width, min(height, max(room, 90)))

    def step(self, by: int) -> None:
        self.was_stepped = True
        self._list.setCurrentRow((self._list.currentRow() + by) % len(self.hits))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A press or another size of the window closes the list; where its line moves, it goes along, so that it
        never covers what is typed.
        """
        if watched in self._carriers:
            if event.type() in (QEvent.Type.Move, QEvent.Type.Resize) and self.isVisible():
                self.place()
        elif event.type() == QEvent.Type.Resize or (
            isinstance(event, QMouseEvent) and event.type() == QEvent.Type.MouseButtonPress
        ):
            self.hide()
        return False
