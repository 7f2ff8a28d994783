"""The rows and columns of every list: its headings, its cells and the widths of its columns."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QPoint,
    QRect,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QApplication, QMenu, QTableView, QToolTip, QWidget

from desk.core.plain_text import left_alone
from desk.core.words import P_, _, named
from desk.ui.shell.text_size import is_narrow, scaled
from desk.ui.shell.tokens import CELL_PADDING, ROW_HEIGHT
from desk.ui.widgets.cell import Cells
from desk.ui.widgets.columns import CELL, Column, Index, shared, without_room
from desk.ui.widgets.header import Header
from desk.ui.widgets.inks import Inks
from desk.ui.widgets.remembered_columns import RememberedColumns, remembered
from desk.ui.widgets.whole_text import hint

LEAST = 75
"""Per cent of its width that a column keeps which takes a share of what is left, where there is too little."""
MEASURED, GROWS = 40, 48
"""So many rows are looked at for the width of a column, which grows by so many pixels at most."""
ONLY_THIS_ROW = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
RESTS_MS = 700
"""How long the keys rest on a row before what is cut in it is told; as long as the mouse has to."""
TO_A_ROW = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown, Qt.Key.Key_Home, Qt.Key.Key_End)
BAR = 3
"""Pixels: the bar at the left of the row in which one is."""


class RowsView(QTableView):
    """Rows that are chosen as a whole, under columns that fill its width. The model gives ``CELL`` of each index."""

    sort_wanted = Signal(int)
    """The rows are to be ordered by this column, or the other way round where they are: a click, or a key."""
    focus_changed = Signal()
    columns_fitted = Signal()
    """Some columns went or came back."""

    def __init__(self, model: QAbstractItemModel, columns: Sequence[Column[Any]], name: str) -> None:
        super().__init__()
        self.columns = list(columns)
        self.inks = Inks.in_use()
        self.hovered = -1
        self.gone: set[int] = set()
        self.shows_all = False
        self.away: set[int] = set()
        """Columns that somebody put away."""
        self._held: dict[int, int] = {}
        self._remembered: RememberedColumns | None = None
        self._needed = [0] * len(self.columns)
        self._fitting = False
        self.head = Header(self.columns, self)
        self.setHorizontalHeader(self.head)
        self.setModel(model)
        self.cells = Cells(self)
        self.setItemDelegate(self.cells)
        self._behave(name)
        self.head.sectionClicked.connect(self.sort_wanted)
        self.head.sectionResized.connect(self._hold)
        self.head.let_go.connect(self._keep_columns)
        self.head.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.head.customContextMenuRequested.connect(self._show_columns_menu)
        model.modelReset.connect(self._measure)
        self.entered.connect(lambda index: self._hover(index.row()))
        self._dressed = QTimer(self)
        self._dressed.setSingleShot(True)
        self._dressed.timeout.connect(self._fit_again)
        self._rests = QTimer(self)
        self._rests.setSingleShot(True)
        self._rests.timeout.connect(self._tell_cut)
        for place, column in enumerate(self.columns):
            self.setColumnWidth(place, column.width)
        self._held.clear()

    def _behave(self, name: str) -> None:
        self.setAccessibleName(name)
        self.setProperty("role", "list")
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setMouseTracking(True)
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(ROW_HEIGHT[1])
        self._size_rows()

    def selectRow(self, row: int) -> None:
        """Choose this row and no other, whatever keys are held: Qt's own adds it to what was chosen while Ctrl is still
        down from the Ctrl+Enter that stored it.
        """
        self.setCurrentIndex(self.model().index(row, 0))

    def setCurrentIndex(self, index: Index) -> None:
        """Choose the row of this index and no other, as ``selectRow``."""
        self.selectionModel().setCurrentIndex(index, ONLY_THIS_ROW)

    @property
    def row_height(self) -> int:
        """Lower rows in a narrow window; a dialog is as its window."""
        top: QWidget = self
        while (above := top.parentWidget()) is not None:
            top = above
        return scaled(ROW_HEIGHT[is_narrow(top.width())])

    def _size_rows(self) -> None:
        height = self.row_height
        if self.head.row_height != height:
            self.head.row_height = height
            self.verticalHeader().setDefaultSectionSize(height)
            self.head.setFixedHeight(height)
            self.updateGeometries()

    def fit(self) -> None:
        """The columns fill the width; where they have no room, those of the highest rank go."""
        self._size_rows()
        wished, least = self._wished_and_least()
        room, every = self.viewport().width(), range(len(self.columns))
        gone = without_room(self.columns, [0 if at in self.away else width for at, width in enumerate(least)], room)
        gone -= self.away
        self.shows_all = self.shows_all and bool(gone)
        there = [place for place in every if place not in self.away and (self.shows_all or place not in gone)]
        widths = shared(
            {place: wished[place] for place in there},
            {place: (wished if self.shows_all else least)[place] for place in there},
            {at: column.flex for at, column in enumerate(self.columns) if column.flex and at not in self._held},
            room,
            dict(enumerate(self._needed)),
        )
        self._fitting = True
        for place in range(len(self.columns)):
            self.setColumnHidden(place, place not in widths)
            if place in widths:
                self.setColumnWidth(place, widths[place])
        self._fitting = False
        self.gone = gone
        self.columns_fitted.emit()

    def _wished_and_least(self) -> tuple[list[int], list[int]]:
        """Of each column. No heading is cut but where somebody dragged it."""
        wished, least = [], []
        for place, column in enumerate(self.columns):
            heading = self._heading(place)
            needed = self._needed[place]
            wish = self._held.get(place, max(scaled(column.width), heading, 0 if column.flex else needed))
            gives = column.flex and place not in self._held
            wished.append(wish)
            least.append(max(wish * LEAST // 100, heading, min(needed, wish)) if gives else wish)
        return wished, least

    def _measure(self) -> None:
        """A column that takes no share of what is left is as wide as what it shows at first, within bounds; one that
        takes a share is told what its words need. It only grows, so that nothing moves while somebody types in the
        search.
        """
        before, model = list(self._needed), self.model()
        for place, column in enumerate(self.columns):
            cells = (model.index(row, place).data(CELL) for row in range(min(model.rowCount(), MEASURED)))
            widest = max((self.cells.width_of(cell) for cell in cells), default=0)
            most = widest if column.flex else scaled(column.width) + GROWS
            self._needed[place] = max(min(widest, most), self._needed[place])
        if before != self._needed:
            self.fit()

    def _heading(self, place: int) -> int:
        return 0 if self.head.isHidden() else self.head.sectionSizeFromContents(place).width()

    def _hold(self, place: int, _before: int, width: int) -> None:
        """Somebody dragged a heading: what lies left of it stays as it is, the others share what is left."""
        if self._fitting or not width:
            return
        for other in range(place + 1):
            if not self.isColumnHidden(other):
                self._held[other] = self.columnWidth(other)
        self.fit()

    def show_all_columns(self, on: bool) -> None:
        """Show the columns for which there is no room too, or leave them out again."""
        self.shows_all = on
        self.fit()
        bar = self.horizontalScrollBar()
        bar.setValue(bar.maximum() if on else 0)

    def copied(self) -> str:
        """The chosen rows with their headings, as a sheet takes them: no text of them becomes a formula there."""
        rows = sorted(index.row() for index in self.selectionModel().selectedRows())
        places = [at for at in range(len(self.columns)) if at not in self.away]
        lines = [[self.columns[at].name for at in places]]
        for row in rows:
            lines.append([self.model().index(row, at).data(CELL).text for at in places])
        return "\n".join("\t".join(left_alone(" ".join(text.split())) for text in line) for line in lines)

    def copy(self) -> None:
        """Put the chosen rows on the clipboard."""
        if self.selectionModel().hasSelection():
            QApplication.clipboard().setText(self.copied())

    def add_copy(self, menu: QMenu) -> None:
        """The line of a menu that copies the chosen rows."""
        if self.selectionModel().hasSelection():
            menu.addAction(f"{P_('rows of a list', 'Copy')}\tCtrl+C").triggered.connect(self.copy)

    def add_columns(self, menu: QMenu) -> None:
        """The lines of a menu that show a column or put it away, and give all of them their first widths back."""
        shown = [at for at in range(len(self.columns)) if at not in self.away]
        for place, column in enumerate(self.columns):
            entry = menu.addAction(column.name)
            entry.setCheckable(True)
            entry.setChecked(place in shown)
            entry.setEnabled(shown != [place])
            entry.toggled.connect(lambda shown, place=place: self.show_column(place, shown))
        menu.addSeparator()
        reset = menu.addAction(_("All columns at their first widths"))
        reset.setEnabled(bool(self.away or self._held))
        reset.triggered.connect(self.reset_columns)

    def add_own(self, menu: QMenu) -> None:
        """What every list has in its menu: copying, and its columns."""
        self.add_copy(menu)
        if not self.head.isHidden():
            self.add_columns(menu.addMenu(P_("rows of a list", "Columns")))

    def _show_columns_menu(self, at: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.add_columns(menu)
        menu.exec(self.head.viewport().mapToGlobal(at))

    def show_column(self, place: int, shown: bool) -> None:
        """Show a column, or put it away for good; some other one is always there."""
        self.away = self.away - {place} if shown else self.away | {place}
        self.fit()
        self._keep_columns()

    def reset_columns(self) -> None:
        """As the list was made."""
        self.away, self._held = set(), {}
        self.fit()
        self._keep_columns()

    def _keep_columns(self) -> None:
        if self._remembered:
            self._remembered.keep(self._held, self.away)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Where the page has no menu for the rows, they can be copied all the same."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.add_own(menu)
        if menu.actions():
            menu.exec(event.globalPos())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """While the keys rest on a row, what is cut in it is told in whole, as it is where the mouse rests."""
        self._stop_telling()
        if event.key() in TO_A_ROW and not event.modifiers():
            self._rests.start(RESTS_MS)
        self._act_on_key(event)

    def _tell_cut(self) -> None:
        current = self.currentIndex()
        if not self.hasFocus() or not current.isValid():
            return
        row = [current.siblingAtColumn(at) for at in range(len(self.columns)) if not self.isColumnHidden(at)]
        cut = [index for index in row if self.cells.is_cut(index.data(CELL), index)]
        whole = "\n".join(named(self.columns[index.column()].name, index.data(CELL).text) for index in cut)
        under = self._across(current.row()).bottomLeft() + QPoint(CELL_PADDING, 0)
        QToolTip.showText(self.viewport().mapToGlobal(under), hint(whole), self)

    def _stop_telling(self) -> None:
        if self._rests.isActive() or QToolTip.isVisible():
            self._rests.stop()
            QToolTip.hideText()

    def _act_on_key(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.modifiers() == Qt.KeyboardModifier.ControlModifier and self._sort_by_key(event.key()):
            return
        elif event.key() == Qt.Key.Key_Right and self.gone and not self.shows_all:
            self.show_all_columns(True)
        elif event.key() == Qt.Key.Key_Left and self.shows_all and not self.horizontalScrollBar().value():
            self.show_all_columns(False)
        else:
            super().keyPressEvent(event)

    def _sort_by_key(self, key: int) -> bool:
        """Ctrl+← and Ctrl+→ go to the next heading that orders, Ctrl+↑ and Ctrl+↓ turn the order round."""
        places = [at for at in range(len(self.columns)) if self.head.sorts(at) and not self.isColumnHidden(at)]
        arrows = (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down)
        if not places or key not in arrows:
            return False
        now = self.head.sortIndicatorSection()
        at = places.index(now) if self.head.isSortIndicatorShown() and now in places else -1
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(key), 0)
        self.sort_wanted.emit(places[(max(at, 0) if at < 0 and step <= 0 else at + step) % len(places)])
        return True

    def show_order(self, by: str, *, descending: bool) -> None:
        """Mark the heading of the order by which the rows are ordered."""
        self.mark(next((at for at, column in enumerate(self.columns) if by and column.order == by), -1), descending)

    def mark(self, place: int, descending: bool) -> None:
        """Mark the heading by which the rows are ordered; none where ``place`` is -1."""
        order = Qt.SortOrder.DescendingOrder if descending else Qt.SortOrder.AscendingOrder
        self.head.setSortIndicatorShown(place >= 0)
        self.head.setSortIndicator(place, order)
        if self.isVisible() and self.head.sorts_every:
            self.fit()

    def _hover(self, row: int) -> None:
        if row != self.hovered:
            before, self.hovered = self.hovered, row
            for each in (before, row):
                if 0 <= each < self.model().rowCount():
                    self.viewport().update(self._across(each))

    def _across(self, row: int) -> QRect:
        return QRect(0, self.rowViewportPosition(row), self.viewport().width(), self.rowHeight(row))

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Leave, QEvent.Type.Wheel):
            self._hover(-1)
        return super().viewportEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Over the cells the bar of the row in which one is."""
        super().paintEvent(event)
        current = self.currentIndex()
        if current.isValid() and self.selectionModel().isRowSelected(current.row(), QModelIndex()):
            across = self._across(current.row())
            painter = QPainter(self.viewport())
            painter.fillRect(0, across.top(), BAR, across.height() - 1, self.inks.focus)
            painter.end()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.focus_changed.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._stop_telling()
        self.focus_changed.emit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.PaletteChange) and hasattr(self, "_dressed"):
            self.inks = Inks.in_use()
            self.head.dress(self.inks)
            self._dressed.start(0)
            self.viewport().update()

    def _fit_again(self) -> None:
        """Once after all that Qt tells of another theme: letters of another size need other widths."""
        self._needed = [0] * len(self.columns)
        self._measure()
        self.fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.fit()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._remembered is None:
            self._remembered = remembered(self)
            if self._remembered:
                self._held, self.away = self._remembered.read()
        self.fit()
