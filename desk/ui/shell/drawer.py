"""待办 at the right of the window, over the page: what wants something, the latest first; Enter goes to it.

It is fed by what the books declare (``Book.attention``), which the bar has read already: opening it reads nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from functools import partial

from PySide6.QtCore import QEvent, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QMouseEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QMenu,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from desk.core.book import Attention, Concern, Upcoming
from desk.core.clock import local
from desk.core.clock_times import clock
from desk.core.tone import Tone
from desk.core.words import NP_, P_, _
from desk.services.due_later import in_an_hour, tomorrow
from desk.ui.shell.dimmed import Dimmed
from desk.ui.shell.due_rows import EDGE, ROWS, DueDelegate, DueHeading, DueLine, MessageLine, time_words
from desk.ui.shell.tab import TAB_KEYS, tab_key
from desk.ui.shell.tab_bar import Caption
from desk.ui.shell.text_size import is_narrow
from desk.ui.widgets.controls import button, label
from desk.ui.widgets.toast import Message

WIDTH = (460, 440)
"""Pixels, in a wide and in a narrow window."""
GROUPS = (
    (NP_("what is to be done", "Late"), Tone.OVERDUE),
    (NP_("what is to be done", "Today"), Tone.DANGER),
    (NP_("what is to be done", "Waits for me"), Tone.WAITING),
    (NP_("what is to be done", "This week"), Tone.DUE_SOON),
)
"""In this order, each with the tone of what stands in it."""
CHIPS: tuple[tuple[str, Callable[[Attention], bool]], ...] = (
    (NP_("what is to be done", "All"), lambda _due: True),
    (NP_("what is to be done", "Mine"), lambda due: group_of(due) is Tone.WAITING),
    (NP_("what is to be done", "Cases"), lambda due: due.leads_to.startswith("cases.")),
    (NP_("what is to be done", "Emergencies"), lambda due: due.leads_to.startswith("incidents.")),
    (NP_("what is to be done", "Assets"), lambda due: due.leads_to.startswith("assets.")),
    (NP_("what is to be done", "Others"), lambda due: not due.leads_to.startswith(("cases.", "incidents.", "assets."))),
)
"""What the rows are narrowed down to. Mine is what waits for somebody to decide or to act."""
MOST_COMING = 2
PASSES = frozenset(("F10", "F12", "Ctrl+K", "Ctrl+L", "Ctrl+H", *map(tab_key, range(len(TAB_KEYS)))))
"""Keys of the window that count while the drawer is open; those of the page below do not."""


def group_of(due: Attention) -> Tone:
    """The group that something stands in, by its tone: of an emergency, what is not late yet is of today."""
    if due.concern is Concern.EMERGENCY and due.tone is not Tone.OVERDUE:
        return Tone.DANGER
    return due.tone if any(due.tone is tone for _name, tone in GROUPS) else Tone.WAITING


TURNS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}


class DueList(QListWidget):
    """Its rows; headings and what was told lately are passed over by the keys."""

    wanted = Signal(object)
    """The ``Attention`` to go to."""
    later_wanted = Signal(object)
    """The ``Attention`` that somebody wants to be reminded of later."""
    turned = Signal(int)
    """To the next chip, 1, or to the one before, -1."""

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
        elif event.key() in TURNS:
            self.turned.emit(TURNS[Qt.Key(event.key())])
        elif event.key() == Qt.Key.Key_Delete and self.chosen is not None:
            self.later_wanted.emit(self.chosen)
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, _next: bool) -> bool:
        return True  # Tab stays here, the page below is dimmed


class Drawer(Dimmed):
    """It lies over everything below the bar; the page under it is dimmed, and a click there closes it."""

    wanted = Signal(object)
    """The ``Attention`` to go to."""
    put_off = Signal(object, object)
    """The ``Attention`` that is to come back later, and when: a moment."""

    def __init__(
        self,
        over: QWidget,
        below: QWidget,
        messages: Callable[[], Iterable[Message]],
        place_of: Callable[[str], Caption],
        now: Callable[[], datetime],
    ) -> None:
        """``messages`` was told lately; ``place_of`` names the tab of a destination."""
        super().__init__(over)
        self._over, self._below, self._messages, self._place_of = over, below, messages, place_of
        self._now = now
        self._due: list[Attention] = []
        self._coming: list[Upcoming] = []
        self._chip = 0
        self._came_from: QWidget | None = None
        self.panel = QFrame(self)
        self.panel.setProperty("role", "drawer")
        self.list = DueList()
        self.list.wanted.connect(self._go)
        self.list.later_wanted.connect(self._ask_when)
        self.list.turned.connect(self.turn)
        self.coming, self.chips = label("", "coming", wrap=True), QWidget()
        self.empty = label(_("Nothing is to be done."), "muted")
        inner = QVBoxLayout(self.panel)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(0)
        inner.addLayout(self._head())
        inner.addWidget(self.coming)
        inner.addWidget(self.chips)
        inner.addWidget(self.empty)
        inner.addWidget(self.list, 1)
        self.empty.setContentsMargins(16, 8, 16, 8)
        self._make_chips()
        over.installEventFilter(self)
        self.hide()

    def _head(self) -> QHBoxLayout:
        title = label(P_("drawer", "To do"), "title")
        keys = label(_("Enter goes there　Delete later　←→ which"), "caption")
        self.close_button = button(_("Close"), self.shut, "link", key="Esc")
        self.close_button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        line = QHBoxLayout()
        line.setContentsMargins(16, 8, 8, 8)
        line.addWidget(title)
        line.addStretch(1)
        line.addWidget(keys)
        line.addWidget(self.close_button)
        return line

    def _make_chips(self) -> None:
        line = QHBoxLayout(self.chips)
        line.setContentsMargins(16, 4, 8, 8)
        line.setSpacing(6)
        self._buttons: list[QPushButton] = []
        for at, (name, _fits) in enumerate(CHIPS):
            made = button(_(name), partial(self._choose, at), "chip", repeats=True)
            made.setCheckable(True)
            made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            self._buttons.append(made)
            line.addWidget(made)
        line.addStretch(1)

    def turn(self, by: int) -> None:
        """To the next chip that has something, or to the one before; round at the ends."""
        there = [at for at, made in enumerate(self._buttons) if not made.isHidden()]
        if there:
            self._choose(there[(there.index(self._chip) + by) % len(there)])

    def _choose(self, chip: int) -> None:
        self._chip = chip
        self._fill()

    def _show_chips(self) -> None:
        """Each with its number of records; those of nothing are not there."""
        for at, (made, (name, fits)) in enumerate(zip(self._buttons, CHIPS, strict=True)):
            count = sum(each.count for each in self._due if fits(each))
            made.setText(f"{_(name)} {count}")
            made.setVisible(bool(count) or not at)
        if self._buttons[self._chip].isHidden():
            self._chip = 0
        for at, made in enumerate(self._buttons):
            made.setChecked(at == self._chip)
        self.chips.setVisible(bool(self._due))

    def _show_coming(self) -> None:
        lines = [f"{clock(each.begins)} {each.text}" for each in self._coming[:MOST_COMING]]
        self.coming.setText("\n".join([_("Next today"), *lines]))
        self.coming.setVisible(bool(lines))

    def _ask_when(self, due: Attention) -> None:
        """In an hour or tomorrow; an emergency is refused by whoever keeps it."""
        menu, now = QMenu(self), self._now()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for caption, until in ((_("in 1 hour"), in_an_hour(now)), (_("tomorrow"), tomorrow(now))):
            menu.addAction(_("Remind me {when}", when=caption)).triggered.connect(
                lambda _on=False, until=until: self.put_off.emit(due, until)
            )
        menu.setActiveAction(menu.actions()[0])
        place = self.list.visualItemRect(self.list.currentItem())
        menu.popup(self.list.viewport().mapToGlobal(place.bottomLeft() + QPoint(EDGE, 0)))

    def feed(self, due: list[Attention], coming: list[Upcoming] | None = None) -> None:
        """What needs attention now, and what of today is still to come; shown at once where it is open."""
        self._due, self._coming = due, coming or []
        if self.isVisible():
            self._fill()

    def toggle(self) -> None:
        """F10: open it, or close it again."""
        if self.isVisible():
            self.shut()
        else:
            self._came_from = QApplication.focusWidget() or self.window().focusWidget()
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
        self._show_chips()
        self._show_coming()
        self.list.show_rows(self._rows())
        self.empty.setVisible(not self._due)

    def _rows(self) -> Iterable[ROWS]:
        for name, tone in GROUPS:
            fits = CHIPS[self._chip][1]
            inside = [each for each in self._due if group_of(each) is tone and fits(each)]
            if inside:
                yield DueHeading(_(name), sum(each.count for each in inside), tone)
            emergencies_first = sorted(inside, key=lambda each: each.concern is not Concern.EMERGENCY)
            for each in emergencies_first:
                caption = self._place_of(each.leads_to)
                left = time_words(each.due, self._now())
                yield DueLine(each, each.details or caption.title, caption.picture, left)
        messages = list(self._messages())
        if messages:
            yield DueHeading(_("Told lately"), len(messages), Tone.QUIET)
            yield from (MessageLine(f"{local(each.at):%H:%M}　{each.text}", each.kind) for each in reversed(messages))

    def _place(self) -> None:
        top = self._below.geometry().bottom() + 1
        self.setGeometry(QRect(0, top, self._over.width(), self._over.height() - top))
        width = min(WIDTH[is_narrow(self._over.width())], self.width())
        self.panel.setGeometry(QRect(self.width() - width, 0, width, self.height()))

    def eventFilter(self, _watched: object, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self._place()
        return False

    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()
        self.shut()


def _name(event: QKeyEvent) -> str:
    return QKeySequence(event.keyCombination()).toString()
