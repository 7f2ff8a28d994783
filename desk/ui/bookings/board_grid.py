"""The board as it is painted: counters and rooms across, times down; each says how many still fit and who has it."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from desk.core.clock_times import clock
from desk.core.tone import Tone
from desk.core.words import P_, _
from desk.ui.bookings.board import BoardCell, DayBoard
from desk.ui.shell.text_size import scaled
from desk.ui.widgets.inks import Inks
from desk.ui.widgets.whole_text import hint

Index = QModelIndex | QPersistentModelIndex
ROW, HEAD, LINE, LEAST, PAD = 30, 46, 18, 130, 8
"""Pixels: a row's height, the heading's, one more line of it, a column's least width, and the space beside words."""
ON_ONE_LINE = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft


class BoardModel(QAbstractTableModel):
    """A row for each edge of a time, a column for each resource; a time that goes on over several rows is one cell."""

    def __init__(self, board: DayBoard) -> None:
        super().__init__()
        self.board = board
        self.room = LEAST
        """Pixels for the words of a heading."""
        self._at: dict[tuple[int, int], BoardCell] = {}

    def show(self) -> None:
        """Lay the board out anew."""
        self.beginResetModel()
        rows = {edge: row for row, edge in enumerate(self.board.edges)}
        self._at = {
            (row, column): cell
            for column, resource in enumerate(self.board.resources)
            for cell in self.board.cells[resource.id]
            for row in range(rows[cell.begins], rows[cell.ends])
        }
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else max(len(self.board.edges) - 1, 0)

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.board.resources)

    def cell_at(self, index: Index) -> BoardCell | None:
        """The time at a place; None where there is none."""
        return self._at.get((index.row(), index.column())) if index.isValid() else None

    def place_of(self, cell: BoardCell) -> QModelIndex:
        """Where the time that holds this one's begin stands now; invalid where there is none."""
        column = next((n for n, each in enumerate(self.board.resources) if each.id == cell.resource.id), -1)
        row = next((n for n, edge in enumerate(self.board.edges) if edge == cell.begins), -1)
        return self.index(row, column) if row >= 0 and column >= 0 else QModelIndex()

    def spans(self) -> list[tuple[int, int, int]]:
        """Row, column and number of rows of every time that is longer than one row."""
        lengths: dict[tuple[int, int], int] = {}
        for (_row, column), cell in self._at.items():
            first = self.board.edges.index(cell.begins)
            lengths[first, column] = lengths.get((first, column), 0) + 1
        return [(row, column, many) for (row, column), many in lengths.items() if many > 1]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Only what is read aloud or shown as a tip; ``_Cells`` paints the rest."""
        if role not in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return None
        cell = self.cell_at(index)
        spoken = cell.spoken if cell else _("Cannot be booked at this time.")
        return hint(spoken) if role == Qt.ItemDataRole.ToolTipRole else spoken

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if section < 0 or section >= (
            self.columnCount() if orientation is Qt.Orientation.Horizontal else self.rowCount()
        ):
            return None
        if orientation is Qt.Orientation.Vertical:
            return clock(self.board.edges[section]) if role == Qt.ItemDataRole.DisplayRole else None
        resource = self.board.resources[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return "\n".join((*name_lines(resource.name, self.room), self.summary(section)))
        if role == Qt.ItemDataRole.ToolTipRole:
            return hint(f"{resource.name}　{self.summary(section)}")
        return None

    @property
    def has_long_names(self) -> bool:
        """Does some name take two lines of its heading?"""
        return any(len(name_lines(each.name, self.room)) > 1 for each in self.board.resources)

    def summary(self, section: int) -> str:
        """Of a resource's day: how many of its times have room, or why none has."""
        resource = self.board.resources[section]
        why = self.board.why_none(resource)
        return why.label if why else P_("day of a resource", "{n} times free", n=self.board.free(resource))


def name_lines(name: str, room: int) -> list[str]:
    """A name over two lines where one has no room for it. Names of rooms often differ at their end, which stays."""
    letters = Inks.in_use().head
    if letters.width(name) <= room:
        return [name]
    fits = next(n for n in range(len(name) - 1, -1, -1) if n <= 1 or letters.width(name[:n]) <= room)
    return [name[:fits], letters.elided(name[fits:], room, Qt.TextElideMode.ElideMiddle)]


class _Cells(QStyledItemDelegate):
    """Paints a time: free ones in ink, taken ones grey, closed and past ones sunken; words say it as well."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = index.model()
        assert isinstance(model, BoardModel)
        inks, area, cell = Inks.in_use(), option.rect, model.cell_at(index)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        ground = inks.sunken if cell is None or cell.closed or cell.is_past else inks.panel
        ink = inks.muted
        if cell is not None and cell.free:
            ink = inks.tones[Tone.DONE][0]
        elif cell is not None and not cell.closed and not cell.is_past:
            ink, ground = inks.muted, inks.taken
        painter.fillRect(area, inks.select if chosen else ground)
        if cell is not None:
            self._words(painter, area.adjusted(PAD, 2, -PAD, -2), cell, ink)
        if chosen and option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(inks.ring)
            painter.drawRect(area.adjusted(1, 1, -2, -2))

    def _words(self, painter: QPainter, area: QRect, cell: BoardCell, ink: Any) -> None:
        """What is free, and behind it or below it who has it."""
        inks = Inks.in_use()
        line = QRect(area.left(), area.top(), area.width(), min(area.height(), scaled(ROW) - 4))
        two = area.height() >= 2 * scaled(ROW) - 8 and bool(cell.state and cell.names)
        state = inks.head.elided(cell.state, line.width())
        painter.setFont(inks.head.font)
        painter.setPen(ink)
        painter.drawText(line, ON_ONE_LINE, state)
        left = 0 if two or not state else inks.head.width(state) + PAD
        names = line.translated(0, line.height()) if two else line.adjusted(left, 0, 0, 0)
        painter.setFont(inks.small.font)
        painter.setPen(inks.muted if cell.is_past or cell.closed else inks.text)
        painter.drawText(names, ON_ONE_LINE, inks.small.elided(cell.names, max(names.width(), 0)))


class BoardGrid(QTableView):
    """The view: arrows move over the times, the page does the rest."""

    chosen = Signal()
    """Another time is the current one."""
    left = Signal()
    """Esc."""

    def __init__(self, board: DayBoard) -> None:
        super().__init__()
        self.grid = BoardModel(board)
        self.setModel(self.grid)
        self.setItemDelegate(_Cells(self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.setAccessibleName(_("Day board"))
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        across, down = self.horizontalHeader(), self.verticalHeader()
        across.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        down.setDefaultAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignRight)
        for header in (across, down):
            header.setSectionsClickable(False)
            header.setHighlightSections(True)
            header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.selectionModel().currentChanged.connect(lambda _now, _before: self.chosen.emit())

    @property
    def cell(self) -> BoardCell | None:
        """The time under the cursor; None where there is none."""
        return self.grid.cell_at(self.currentIndex())

    def show_board(self, *, keep: bool) -> None:
        """Show the board's day; with ``keep`` the cursor stays at its time, else it goes to the first free one."""
        was, at = (self.cell if keep else None), self.currentIndex()
        place = (at.row(), at.column()) if keep and at.isValid() else (0, 0)
        self.clearSpans()
        self.grid.show()
        for row, column, many in self.grid.spans():
            self.setSpan(row, column, many, 1)
        self._size()
        index = self.grid.place_of(was) if was else QModelIndex()
        if not index.isValid() and keep:
            index = self.grid.index(min(place[0], self.grid.rowCount() - 1), min(place[1], self._last_column))
        self.setCurrentIndex(index if index.isValid() else self._first_free())

    @property
    def _last_column(self) -> int:
        return self.grid.columnCount() - 1

    def _first_free(self) -> QModelIndex:
        """The first free time of the counter or room that stands first among those that have one."""
        columns = [cells for cells in self.grid.board.cells.values() if cells]
        free = next((cell for cells in columns for cell in cells if cell.free), None)
        first = free or next((cells[0] for cells in columns), None)
        return self.grid.place_of(first) if first else QModelIndex()

    def choose(self, cell: BoardCell) -> None:
        """Put the cursor on a time."""
        index = self.grid.place_of(cell)
        if index.isValid():
            self.setCurrentIndex(index)

    def _size(self) -> None:
        down, across = self.verticalHeader(), self.horizontalHeader()
        down.setDefaultSectionSize(scaled(ROW))
        down.setFixedWidth(self.fontMetrics().horizontalAdvance("00:00") + 20)
        width = max(scaled(LEAST), self.viewport().width() // max(self.grid.columnCount(), 1))
        across.setDefaultSectionSize(width)
        self.grid.room = width - 2 * PAD
        across.setFixedHeight(scaled(HEAD + LINE * self.grid.has_long_names))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._size()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)
