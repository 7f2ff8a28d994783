"""Words about what just happened 提示, lying over the page at its foot: nothing on the page moves for them."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from time import monotonic

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent, QMouseEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QWidget,
)

from desk.core.tone import Tone
from desk.core.words import _
from desk.ui.shell import theme
from desk.ui.shell.tokens import Tokens
from desk.ui.widgets.controls import Field, button, label
from desk.ui.widgets.icons import icon
from desk.ui.widgets.key_cap import CapButton

READ_SECONDS, ACT_SECONDS = 6, 10
"""How long a message stands, and one with something to do."""
MARGIN, GAP, WIDEST = 12, 8, 520
MOST_AT_ONCE, MOST_KEPT = 2, 20
MARKS = {
    "good": ("circle-check", Tone.DONE),
    "warning": ("triangle-alert", Tone.DUE_SOON),
    "bad": ("circle-alert", Tone.OVERDUE),
}
"""The icon of each kind, and its tone: on the dark ground the tone's soft colour is the ink."""


@dataclass(frozen=True)
class Message:
    """What was told, and when."""

    text: str
    kind: str
    at: datetime


@dataclass(frozen=True)
class ToastAction:
    """What can be done about a message: what its button says, the key that does the same, and how."""

    text: str
    key: str
    act: Callable[[], object]


class Toast(QFrame):
    """One message. A click closes it, wherever it is hit; so does Esc, the newest first."""

    closed = Signal()

    def __init__(self, message: Message, over: QWidget, action: ToastAction | None = None) -> None:
        super().__init__(over)
        self.message, self.action = message, action
        self.setProperty("role", "toast")
        self.setAccessibleName(message.text)
        self._until = monotonic() + READ_SECONDS
        colours = theme.colours()
        name, tone = MARKS[message.kind]
        mark = QLabel()
        mark.setPixmap(icon(name, theme.of_tone(tone)[1], 20, self.devicePixelRatioF()))
        self.shown = label(message.text, wrap=True)
        self.close_button = self._cross(colours)
        inner = QHBoxLayout(self)
        inner.setContentsMargins(12, 8, 8, 8)
        inner.setSpacing(10)
        inner.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
        inner.addWidget(self.shown, 1)
        if action is not None:
            inner.addWidget(self._button(action))
        inner.addWidget(self.close_button, 0, Qt.AlignmentFlag.AlignTop)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.closed)

    def _button(self, action: ToastAction) -> QPushButton:
        def act() -> None:
            self.closed.emit()
            action.act()

        made = button(action.text, act, "toast-act", key=action.key)
        made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        return made

    def _cross(self, colours: Tokens) -> QPushButton:
        made = button("", self.closed.emit, "toast", "Esc")
        made.setIcon(icon("x", colours.panel, 16, self.devicePixelRatioF()))
        made.setIconSize(QSize(16, 16))
        made.setAccessibleName(_("Close"))
        made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        return made

    @property
    def stays(self) -> bool:
        """Bad news, and a warning of more than a line, are there until they are closed: they have to be read."""
        one_line = self.shown.fontMetrics().horizontalAdvance(self.message.text) <= WIDEST - 80
        return self.message.kind == "bad" or (self.message.kind == "warning" and not one_line)

    @property
    def is_read(self) -> bool:
        """Did it stand long enough to be read?"""
        return monotonic() >= self._until

    def begin(self) -> None:
        """From now on it is in sight."""
        self.show()
        self.raise_()
        if not self.stays:
            self._timer.start(int((ACT_SECONDS if self.action else READ_SECONDS) * 1000))
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        self.closed.emit()


class Toasts(QObject):
    """The messages over a page: at most two, the newest at the bottom, and what was told lately."""

    def __init__(self, over: QWidget, now: Callable[[], datetime]) -> None:
        super().__init__(over)
        self._over, self._now = over, now
        self.standing: list[Toast] = []
        """Those in sight, the oldest first."""
        self.kept: deque[Message] = deque(maxlen=MOST_KEPT)
        """What was told last, the oldest first."""
        self._news = QTimer(self)
        self._news.setSingleShot(True)
        over.installEventFilter(self)

    @property
    def newest(self) -> str:
        """What was told last, while it stands; empty else."""
        return self.standing[-1].message.text if self.standing else ""

    @property
    def bad(self) -> list[str]:
        """Bad news that nobody closed."""
        return [each.message.text for each in self.standing if each.message.kind == "bad"]

    def turn_over(self) -> None:
        """Another page: what was told of the one before goes, unless it was told together with the turning."""
        if not self._news.isActive():
            self.clear()

    def clear(self) -> None:
        """Nothing stands any more."""
        for toast in list(self.standing):
            self._close(toast)

    def forget(self) -> None:
        """Before somebody else may sit down: what was told, which may name a person, is not kept."""
        self.kept.clear()

    def tell(self, sentence: str, kind: str = "good", action: ToastAction | None = None) -> None:
        """``kind`` is good, warning or bad; bad news stays until it is closed. No words take back whatever was told.

        What stood long enough to be read makes room: a mistake that was mended does not stand beside the success.
        """
        if not sentence:
            self.clear()
            self.forget()
            return
        for toast in list(self.standing):
            if toast.is_read or toast.message.text == sentence:
                self._close(toast)
        while len(self.standing) >= MOST_AT_ONCE:
            self._close(self.standing[0])
        message = Message(sentence, kind if kind in MARKS else "good", self._now())
        self.kept.append(message)
        self._put(message, action)
        self._news.start(0)

    def take_back(self, sentence: str) -> None:
        """These words no longer hold."""
        for toast in list(self.standing):
            if toast.message.text == sentence:
                self._close(toast)

    def add(self, sentence: str) -> None:
        """Something more about what just happened, below what is told of it already."""
        if not self.standing or self.standing[-1].is_read:
            self.tell(sentence, "warning")
            return
        last = self.standing[-1].message
        self._close(self.standing[-1])
        self.kept.pop()
        self.tell(f"{last.text}\n{sentence}", "bad" if last.kind == "bad" else "warning")

    def close_newest(self) -> bool:
        """Esc: True if there was one to close."""
        if self.standing:
            self._close(self.standing[-1])
            return True
        return False

    def _put(self, message: Message, action: ToastAction | None) -> None:
        toast = Toast(message, self._over, action)
        toast.closed.connect(lambda: self._close(toast))
        self.standing.append(toast)
        self._place()
        toast.begin()

    def _close(self, toast: Toast) -> None:
        if toast in self.standing:
            self.standing.remove(toast)
            toast.hide()
            toast.deleteLater()
            self._place()

    def _place(self) -> None:
        """Where they cover nothing that is pressed, as far down and as far left as there is room."""
        sizes = [self._size(toast) for toast in self.standing]
        if not sizes:
            return
        block = QSize(max(each.width() for each in sizes), sum(each.height() + GAP for each in sizes) - GAP)
        place = free_place(self._over, block, self.standing)
        foot = place.y() + block.height()
        for toast, size in zip(reversed(self.standing), reversed(sizes), strict=True):
            toast.setGeometry(QRect(QPoint(place.x(), foot - size.height()), size))
            foot -= size.height() + GAP

    def _size(self, toast: Toast) -> QSize:
        width = min(toast.sizeHint().width(), WIDEST, self._over.width() - 2 * MARGIN)
        return QSize(width, max(toast.heightForWidth(width), toast.minimumSizeHint().height()))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self._place()
        return False


PLACES, STEP = 5, 10
"""So many places beside each other are looked at, and every so many pixels from the foot upwards."""
KEY_WEIGHS = 10
"""What has a key is pressed all day, what has the focus is typed into: covering it is worse than so many others."""
PRESSED = QAbstractButton | QLineEdit | QPlainTextEdit | QComboBox


def free_place(over: QWidget, size: QSize, own: Sequence[QWidget]) -> QPoint:
    """Where something of this size covers as few buttons and fields as may be: a clerk calls the next number while the
    last one's message still stands. Of places as good as each other the lowest, then the leftmost.
    """
    taken = list(_pressed(over, own))
    lowest, room = over.height() - MARGIN - size.height(), max(over.width() - 2 * MARGIN - size.width(), 0)
    best, least = QPoint(MARGIN, lowest), sum(weight for _rect, weight in taken) + 1
    for top in range(lowest, max(lowest // 3, 0), -STEP):
        for place in range(PLACES):
            box = QRect(QPoint(MARGIN + room * place // (PLACES - 1), top), size)
            covered = sum(weight for rect, weight in taken if box.intersects(rect))
            if covered < least:
                best, least = box.topLeft(), covered
        if not least:
            break
    return best


def _pressed(over: QWidget, own: Sequence[QWidget]) -> Iterator[tuple[QRect, int]]:
    """Each button, field and name of a field in sight, as far as it is so, and how bad it is to cover it."""
    for each in over.findChildren(QWidget):
        is_name = isinstance(each, QLabel) and isinstance(each.parent(), Field)
        is_pressed = (is_name or isinstance(each, PRESSED)) and each.isVisible()
        if not is_pressed or any(toast.isAncestorOf(each) for toast in own):
            continue
        seen = each.visibleRegion().boundingRect()
        if not seen.isEmpty():
            is_in_use = each.hasFocus() or (isinstance(each, CapButton) and each.key)
            weight = KEY_WEIGHS if is_in_use else 1
            yield seen.translated(each.mapTo(over, QPoint(0, 0))), weight
