"""查找 Ctrl+K: a line to type in, over the page, and what it leads to: pages, acts, records, what was written."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QEvent, QRect, Qt, QTimer, Signal
from PySide6.QtGui import (
    QInputMethodEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
)
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QListView,
    QVBoxLayout,
    QWidget,
)

from desk.core.book import RecordHit
from desk.core.words import _
from desk.services import palette_use
from desk.services.session import Desk
from desk.ui.shell import palette_search, theme
from desk.ui.shell.commands import Commands
from desk.ui.shell.dimmed import Dimmed
from desk.ui.shell.drawer import PASSES
from desk.ui.shell.entries import Entry, Group
from desk.ui.shell.palette_rows import HEADING, LINE, PaletteDelegate, PaletteRows, Row, height_of
from desk.ui.shell.tab_bar import Caption
from desk.ui.widgets import jobs
from desk.ui.widgets.controls import cap_label, label
from desk.ui.widgets.icons import icon

WIDTH, TOP, LEAST_TOP, MARGIN = 620, 60, 12, 20
"""Pixels: the panel, how far below the window's top it stands where there is room and where not, and what stays free
around it.
"""
FIELD, FOOT, PICTURE = 50, 8, 20
FULLEST = FIELD + palette_search.ROWS * LINE + 3 * HEADING + 1 + FOOT + 2
"""The height for which its place is chosen, so that it stays there while somebody types."""
TEXTS_AFTER_MS = 150
"""What was written is looked for when nothing was typed for so long."""
STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_PageUp: -5, Qt.Key.Key_PageDown: 5}
ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class PaletteField(QLineEdit):
    """The line; the arrows are the list's, and a composition of the input method keeps its keys."""

    stepped = Signal(int)
    """So many rows down."""
    taken = Signal()
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.composing = False
        self.setProperty("role", "palette")
        self.setMaxLength(100)
        self.setPlaceholderText(_("A page, an act, a person, a number, a word that was written"))
        self.setAccessibleName(_("Find"))

    def event(self, event: QEvent) -> bool:
        """Keys of the page that lies below do not count meanwhile, those of the window do."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            event.setAccepted(QKeySequence(event.keyCombination()).toString() not in PASSES)
            return True
        return super().event(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        self.composing = bool(event.preeditString())
        super().inputMethodEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.composing:
            super().keyPressEvent(event)
        elif event.key() in STEPS:
            self.stepped.emit(STEPS[Qt.Key(event.key())])
        elif event.key() in ENTER:
            if not event.isAutoRepeat():
                self.taken.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, _next: bool) -> bool:
        return True  # Tab stays here, the page below is dimmed


class PaletteList(QListView):
    """Its rows; headings are passed over. The focus stays in the line above."""

    def __init__(self) -> None:
        super().__init__()
        self._model = PaletteRows(self)
        self.setModel(self._model)
        self.setProperty("role", "palette")
        self.setAccessibleName(_("What fits"))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setItemDelegate(PaletteDelegate(self))
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)

    def show_rows(self, rows: Sequence[Row]) -> None:
        """These instead of those that were there."""
        self._model.show_rows(rows)

    def add(self, rows: Sequence[Row]) -> None:
        """Below those that are there."""
        self._model.add(rows)

    def rows(self) -> list[Row]:
        """From the top."""
        return list(self._model.rows)

    @property
    def current_row(self) -> int:
        """The place of the chosen row; -1 while there is none."""
        return self.currentIndex().row()

    @property
    def chosen(self) -> Entry | None:
        """What Enter takes."""
        row = self._model.rows[self.current_row] if self.current_row >= 0 else None
        return row if isinstance(row, Entry) else None

    def step(self, rows: int) -> None:
        """Choose another one, at most the first or the last."""
        places = [at for at, row in enumerate(self._model.rows) if isinstance(row, Entry)]
        if places:
            now = places.index(self.current_row) if self.current_row in places else -1
            self.setCurrentIndex(self._model.index(places[min(max(now + rows, 0), len(places) - 1)]))
            if self.current_row == places[0]:
                self.scrollToTop()

    @property
    def wanted_height(self) -> int:
        """With which every row is in sight."""
        return sum(map(height_of, self._model.rows))


class CommandPalette(Dimmed):
    """It lies over the whole window, which is dimmed; a click beside the panel closes it."""

    about_to_open = Signal()
    record_wanted = Signal(str, object)
    """The destination of a record, and what it has to know."""

    def __init__(
        self,
        over: QWidget,
        desk: Desk,
        entries: Callable[[Commands], list[Entry]],
        place_of: Callable[[str], Caption | None],
    ) -> None:
        """``entries`` makes what it leads to, when it is opened; ``place_of`` says in which tab a destination is, None
        where this person has no such tab."""
        super().__init__(over)
        self._over, self._desk, self._make_entries, self._place_of = over, desk, entries, place_of
        self._entries: list[Entry] = []
        self._weights: dict[str, float] = {}
        self._came_from: QWidget | None = None
        self.field, self.list = PaletteField(), PaletteList()
        self.nothing = label(_("Nothing fits. Fewer characters, initials or pinyin find more."), "muted")
        self.nothing.setContentsMargins(16, 10, 16, 10)
        self.panel = QFrame(self)
        self.panel.setProperty("role", "palette")
        self._lay_out()
        self._texts_timer = QTimer(self)
        self._texts_timer.setSingleShot(True)
        self._texts_timer.timeout.connect(self._find_texts)
        self.field.textChanged.connect(lambda _text: self._search())
        self.field.stepped.connect(self.list.step)
        self.field.taken.connect(self._take)
        self.field.left.connect(self.shut)
        self.list.clicked.connect(lambda _index: self._take())
        over.installEventFilter(self)
        self.hide()

    def _lay_out(self) -> None:
        self._glass = label("")
        line = QHBoxLayout()
        line.setContentsMargins(16, 0, 16, 0)
        line.addWidget(self._glass)
        line.addWidget(self.field, 1)
        line.addWidget(cap_label("Esc"))
        inner = QVBoxLayout(self.panel)
        inner.setContentsMargins(1, 1, 1, FOOT)
        inner.setSpacing(0)
        inner.addLayout(line)
        inner.addWidget(self.nothing)
        inner.addWidget(self.list, 1)

    def toggle(self, own: Commands) -> None:
        """Ctrl+K: open it, empty, or close it again. ``own`` are the commands of the window."""
        if self.isVisible():
            self.shut()
            return
        self.about_to_open.emit()
        self._came_from = QApplication.focusWidget()
        self._entries = self._make_entries(own)
        self._weights = palette_use.weights(self._desk.folder, self._desk.actor.id)
        self._glass.setPixmap(icon("search", theme.colours().muted, PICTURE, self.devicePixelRatioF()))
        self.field.clear()
        self._search()
        self.show()
        self.raise_()
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def shut(self) -> bool:
        """Close it; the focus goes back to where it was. False if it is not open."""
        if not self.isVisible() or self.field.composing:
            return False
        self._texts_timer.stop()
        self.hide()
        if self._came_from is not None and self._came_from.isVisible():
            self._came_from.setFocus(Qt.FocusReason.OtherFocusReason)
        self._came_from = None
        return True

    def _take(self) -> None:
        """Enter or a click: go there, after the key is dealt with."""
        entry = self.list.chosen
        if entry is None:
            return
        self.shut()
        if entry.key:
            palette_use.note(self._desk.folder, self._desk.actor.id, entry.key)
        QTimer.singleShot(0, self._over, entry.act)

    def _search(self) -> None:
        typed = self.field.text()
        fits = palette_search.fitting(self._entries, typed, self._weights)
        hits = palette_search.records(self._desk, typed)
        shown = palette_search.shared_out([*fits, *self._of_hits(Group.OPEN, hits)])
        self.list.show_rows(_under_headings(shown))
        self.list.step(1)
        self._place()
        self._texts_timer.stop()
        if len(typed.strip()) >= palette_search.SHORTEST_TEXT:
            self._texts_timer.start(TEXTS_AFTER_MS)

    def _find_texts(self) -> None:
        """Beside the window's thread: every remark of ten years is looked through."""
        typed = self.field.text()

        def show(hits: list[RecordHit]) -> None:
            if self.isVisible() and self.field.text() == typed:
                nothing_yet = self.list.chosen is None
                self.list.add(_under_headings(self._of_hits(Group.TEXT, hits)))
                if nothing_yet:
                    self.list.step(1)
                self._place()

        def leave_out(_sentence: str) -> None:
            """The data file cannot be read just now, which whoever needs it says."""

        jobs.run_quietly(self, lambda _progress: palette_search.texts(self._desk, typed), show, leave_out)

    def _of_hits(self, group: Group, hits: Sequence[RecordHit]) -> list[Entry]:
        made = []
        for hit in hits:
            caption = self._place_of(hit.leads_to)
            if caption is not None:
                act = partial(self.record_wanted.emit, hit.leads_to, hit.about)
                made.append(Entry(group, "", hit.text, hit.details, "", caption.picture, act))
        return made

    def _place(self) -> None:
        """Over the middle, as high as its rows need and the window has."""
        self.setGeometry(self._over.rect())
        rows = self.list.rows()
        self.nothing.setVisible(not rows)
        self.list.setVisible(bool(rows))
        rest = self.list.wanted_height + 1 if rows else self.nothing.sizeHint().height()
        wanted = FIELD + rest + FOOT + 2
        top = min(TOP, max(self.height() - MARGIN - FULLEST, LEAST_TOP))
        width = min(WIDTH, self.width() - 2 * MARGIN)
        height = min(wanted, self.height() - MARGIN - top)
        self.panel.setGeometry(QRect((self.width() - width) // 2, top, width, height))

    def eventFilter(self, _watched: object, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return False

    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()
        if not self.panel.geometry().contains(event.position().toPoint()):
            self.shut()


def _under_headings(entries: Sequence[Entry]) -> list[Row]:
    rows: list[Row] = []
    for entry in entries:
        if not rows or (isinstance(rows[-1], Entry) and rows[-1].group is not entry.group):
            rows.append(entry.group)
        rows.append(entry)
    return rows
