"""待办 at the right of the window, over the page: what wants something, the latest first; Enter goes to it.

It is fed by what the books declare (``Book.attention``), which the bar has read already: opening it reads nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import QEvent, QRect, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QKeySequence, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from desk.core.book import Attention, Concern
from desk.core.clock import local
from desk.core.tone import Tone
from desk.core.words import NP_, P_, _
from desk.ui.shell.due_rows import ROWS, DueDelegate, DueHeading, DueLine, MessageLine
from desk.ui.shell.tab_bar import Caption
from desk.ui.shell.tokens import NARROW_BELOW
from desk.ui.widgets.controls import button, label
from desk.ui.widgets.toast import Message

WIDTH = (460, 440)
"""Pixels, in a wide and in a narrow window."""
DIMMED = 70
"""How dark the page lies under it, of 255."""
GROUPS = (
    (NP_("what is to be done", "Late"), Tone.OVERDUE),
    (NP_("what is to be done", "Today"), Tone.DANGER),
    (NP_("what is to be done", "Waits for me"), Tone.WAITING),
    (NP_("what is to be done", "This week"), Tone.DUE_SOON),
)
"""In this order, each with the tone of what stands in it."""
PASSES = frozenset(("F10", "F12", "Ctrl+K", "Ctrl+L", "Ctrl+H", *(f"Ctrl+{n}" for n in range(10))))
"""Keys of the window that count while the drawer is open; those of the page below do not."""


def group_of(due: Attention) -> Tone:
    """The group that something stands in, by its tone: of an emergency, what is not late yet is of today."""
    if due.concern is Concern.EMERGENCY and due.tone is not Tone.OVERDUE:
        return Tone.DANGER
    return due.tone if any(due.tone is tone for _name, tone in GROUPS) else Tone.WAITING


class DueList(QListWidget):
    """Its rows; headings and what was told lately are passed over by the keys."""

    wanted = Signal(object)
    """The ``Attention`` to go to."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "drawer")
        self.setAccessibleName(P_("drawer", "To do"))
        self.setItemDelegate(DueDelegate(self))
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.itemClicked.connect(self._want)

    def show_rows(self, rows: Iterable[ROWS]) -> None:
        """These, with the same one chosen as before, or the first."""
        chosen = self.chosen
        self.clear()
        for each in rows:
            item = QListWidgetItem(each.text, self)
            item.setData(Qt.ItemDataRole.UserRole, each)
            item.setToolTip(each.tip)
            if not isinstance(each, DueLine):
                item.setFlags(Qt.ItemFlag.NoItemFlags)
        shown = {at: row.due.key for at in range(self.count()) if isinstance(row := self._row(at), DueLine)}
        same = [at for at, key in shown.items() if chosen and key == chosen.key]
        if shown:
            self.setCurrentRow((same or list(shown))[0])

    @property
    def chosen(self) -> Attention | None:
        """What Enter goes to."""
        row = self._row(self.currentRow()) if self.currentRow() >= 0 else None
        return row.due if isinstance(row, DueLine) else None

    def lines(self) -> list[Attention]:
        """All that can be gone to, from the top."""
        rows = map(self._row, range(self.count()))
        return [row.due for row in rows if isinstance(row, DueLine)]

    def _row(self, at: int) -> ROWS:
        row: ROWS = self.item(at).data(Qt.ItemDataRole.UserRole)
        return row

    def _want(self) -> None:
        if self.chosen is not None:
            self.wanted.emit(self.chosen)

    def event(self, event: QEvent) -> bool:
        """Keys of the page that lies below do not count meanwhile."""
        asked = event.type() == QEvent.Type.ShortcutOverride
        if asked and isinstance(event, QKeyEvent) and _name(event) not in PASSES:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._want()
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, _next: bool) -> bool:
        return True  # Tab stays here, the page below is dimmed


class Drawer(QWidget):
    """It lies over everything below the bar; the page under it is dimmed, and a click there closes it."""

    wanted = Signal(object)
    """The ``Attention`` to go to."""

    def __init__(
        self,
        over: QWidget,
        below: QWidget,
        messages: Callable[[], Iterable[Message]],
        place_of: Callable[[str], Caption],
    ) -> None:
        super().__init__(over)
        self._over, self._below, self._messages, self._place_of = over, below, messages, place_of
        self._due: list[Attention] = []
        self._came_from: QWidget | None = None
        self.panel = QFrame(self)
        self.panel.setProperty("role", "drawer")
        self.list = DueList()
        self.list.wanted.connect(self._go)
        self.empty = label(_("Nothing is to be done."), "muted")
        inner = QVBoxLayout(self.panel)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(0)
        inner.addLayout(self._head())
        inner.addWidget(self.empty)
        inner.addWidget(self.list, 1)
        self.empty.setContentsMargins(16, 8, 16, 8)
        over.installEventFilter(self)
        self.hide()

    def _head(self) -> QHBoxLayout:
        title = label(P_("drawer", "To do"), "title")
        keys = label(_("↑↓ choose　Enter goes there"), "muted")
        self.close_button = button(_("Close"), self.shut, "link", key="Esc")
        self.close_button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        line = QHBoxLayout()
        line.setContentsMargins(16, 8, 8, 8)
        line.addWidget(title)
        line.addStretch(1)
        line.addWidget(keys)
        line.addWidget(self.close_button)
        return line

    def feed(self, due: list[Attention]) -> None:
        """What needs attention now; shown at once where it is open."""
        self._due = due
        if self.isVisible():
            self._fill()

    def toggle(self) -> None:
        """F10: open it, or close it again."""
        if self.isVisible():
            self.shut()
        else:
            self._came_from = QApplication.focusWidget()
            self._fill()
            self._place()
            self.show()
            self.raise_()
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def shut(self) -> bool:
        """Close it; the focus goes back to where it was. False if it is not open."""
        if not self.isVisible():
            return False
        self.hide()
        if self._came_from is not None and self._came_from.isVisible():
            self._came_from.setFocus(Qt.FocusReason.OtherFocusReason)
        self._came_from = None
        return True

    def _go(self, due: Attention) -> None:
        self._came_from = None
        self.hide()
        self.wanted.emit(due)

    def _fill(self) -> None:
        self.list.show_rows(self._rows())
        self.empty.setVisible(not self._due)

    def _rows(self) -> Iterable[ROWS]:
        for name, tone in GROUPS:
            inside = [each for each in self._due if group_of(each) is tone]
            if inside:
                yield DueHeading(_(name), sum(each.count for each in inside), tone)
            emergencies_first = sorted(inside, key=lambda each: each.concern is not Concern.EMERGENCY)
            for each in emergencies_first:
                caption = self._place_of(each.leads_to)
                yield DueLine(each, each.details or caption.title, caption.picture)
        messages = list(self._messages())
        if messages:
            yield DueHeading(_("Told lately"), len(messages), Tone.QUIET)
            yield from (MessageLine(f"{local(each.at):%H:%M}　{each.text}", each.kind) for each in reversed(messages))

    def _place(self) -> None:
        top = self._below.geometry().bottom() + 1
        self.setGeometry(QRect(0, top, self._over.width(), self._over.height() - top))
        width = min(WIDTH[self._over.width() < NARROW_BELOW], self.width())
        self.panel.setGeometry(QRect(self.width() - width, 0, width, self.height()))

    def eventFilter(self, _watched: object, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self._place()
        return False

    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()
        self.shut()

    def paintEvent(self, event: QPaintEvent) -> None:
        shade = QColor(Qt.GlobalColor.black)
        shade.setAlpha(DIMMED)
        painter = QPainter(self)
        painter.fillRect(event.rect(), shade)


def _name(event: QKeyEvent) -> str:
    return QKeySequence(event.keyCombination()).toString()
