"""Tables that read a screenful at a time, whatever stands behind them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QItemSelectionModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor, QPalette, QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QLabel,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from desk.core.tone import Tone
from desk.ui.shell import theme
from desk.ui.widgets.controls import hint, label

Row = TypeVar("Row")
Index = QModelIndex | QPersistentModelIndex
GAP = "\u2002"
"""Between a number, which stands right, and the text of the next column."""
ROLE_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)


@dataclass(frozen=True)
class Column(Generic[Row]):
    """A heading, a width in pixels, what a row says there, and what that means where it means something."""

    name: str
    width: int
    says: Callable[[Row], str]
    tone: Callable[[Row], Tone | None] | None = None
    number: bool = False
    order: str = ""
    """What a click on the heading orders the rows by; empty where it orders nothing."""
    tinted: Callable[[Row], bool] = lambda _row: True
    """Does the meaning colour the ground too, or the ink alone?"""


class PagedModel(QAbstractTableModel, Generic[Row]):
    """Rows of a query, fetched ``PAGE`` at a time as the view asks for them."""

    PAGE = 100

    def __init__(self, columns: Sequence[Column[Row]]) -> None:
        super().__init__()
        self.columns = list(columns)
        self.rows: list[Row] = []
        self._fetch: Callable[[int, int], Sequence[Row]] = lambda _offset, _limit: ()
        self._more = False

    def show(self, fetch: Callable[[int, int], Sequence[Row]]) -> None:
        """Show another query from its first page; ``fetch(offset, limit)`` gives rows."""
        self.beginResetModel()
        self._fetch = fetch
        self.rows = list(fetch(0, self.PAGE))
        self._more = len(self.rows) == self.PAGE
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def canFetchMore(self, parent: Index) -> bool:
        return self._more and not parent.isValid()

    def fetchMore(self, parent: Index) -> None:
        fresh = list(self._fetch(len(self.rows), self.PAGE))
        self._more = len(fresh) == self.PAGE
        if fresh:
            self.beginInsertRows(QModelIndex(), len(self.rows), len(self.rows) + len(fresh) - 1)
            self.rows += fresh
            self.endInsertRows()

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        column, row = self.columns[index.column()], self.rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{column.says(row)}{GAP}" if column.number else column.says(row)
        if role == Qt.ItemDataRole.ToolTipRole:
            return hint(column.says(row))
        if role == Qt.ItemDataRole.TextAlignmentRole and column.number:
            return ROLE_RIGHT
        if column.tone and role in (Qt.ItemDataRole.ForegroundRole, Qt.ItemDataRole.BackgroundRole):
            ground = role == Qt.ItemDataRole.BackgroundRole
            tone = column.tone(row) if column.tinted(row) or not ground else None
            return QColor(theme.of_tone(tone)[ground]) if tone else None
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self.columns[section].name
        return None


class TonedCells(QStyledItemDelegate):
    """The chosen row keeps the colours of what its cells mean."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        super().initStyleOption(option, index)
        for role, part in (
            (Qt.ItemDataRole.ForegroundRole, QPalette.ColorRole.HighlightedText),
            (Qt.ItemDataRole.BackgroundRole, QPalette.ColorRole.Highlight),
        ):
            if colour := index.data(role):
                option.palette.setColor(part, colour)


class ListView(QWidget, Generic[Row]):
    """A table over a ``PagedModel``, with words in its place when there is nothing to show."""

    def __init__(self, columns: Sequence[Column[Row]], empty: str, name: str) -> None:
        super().__init__()
        self.model: PagedModel[Row] = PagedModel(columns)
        self.table = QTableView()
        self.table.setModel(self.model)
        self.table.setAccessibleName(name)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.setTabKeyNavigation(False)
        self.table.setShowGrid(False)
        self.table.setItemDelegate(TonedCells(self.table))
        self.table.setAlternatingRowColors(True)
        self.table.verticalHeader().hide()
        self.table.verticalHeader().setDefaultSectionSize(32)
        self.table.setWordWrap(False)
        header = self.table.horizontalHeader()
        header.setStretchLastSection(True)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for place, column in enumerate(columns):
            self.table.setColumnWidth(place, column.width)
        self._fitted = False
        self._empty = label(empty, "muted", wrap=True)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        inner = QVBoxLayout(self)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.addWidget(self.table, 1)
        inner.addWidget(self._empty, 1)
        self._empty.hide()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self._fitted:  # now the typeface is known; later a width is as somebody dragged it
            self._fitted = True
            self._fit_heads()

    def _fit_heads(self) -> None:
        """No column is narrower than its heading."""
        header = self.table.horizontalHeader()
        stretches = header.stretchLastSection()
        header.setStretchLastSection(False)  # else the last one takes no width
        for place in range(0 if header.isHidden() else header.count()):
            if header.sectionSizeHint(place) > header.sectionSize(place) and not header.isSectionHidden(place):
                header.resizeSection(place, header.sectionSizeHint(place))
        header.setStretchLastSection(stretches)

    def show_rows(self, fetch: Callable[[int, int], Sequence[Row]], *, again: bool = False) -> None:
        """Show the rows of a query. ``again``: it is the one that was shown, so that as many rows are read as were,
        and what was chosen and in sight stays so.
        """
        many, top = len(self.model.rows), self.table.verticalScrollBar().value()
        current, chosen = self.current(), self.chosen()
        self.model.show(fetch)
        nothing = not self.model.rows
        self._empty.setVisible(nothing)
        self.table.setVisible(not nothing)
        if again and current is not None:
            while len(self.model.rows) < many and self.model.canFetchMore(QModelIndex()):
                self.model.fetchMore(QModelIndex())
            self._choose(current, chosen)
            self.table.verticalScrollBar().setValue(top)

    def _choose(self, current: Row, chosen: Sequence[Row]) -> None:
        """Choose rows that are here again."""
        flags = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
        for at, row in enumerate(self.model.rows):
            if _is_same(row, current):
                self.table.setCurrentIndex(self.model.index(at, 0))
        for at, row in enumerate(self.model.rows) if len(chosen) > 1 else ():
            if any(_is_same(row, each) for each in chosen):
                self.table.selectionModel().select(self.model.index(at, 0), flags)

    def show_all(self, rows: Sequence[Row], *, keep: bool = False) -> None:
        """Show rows that are all there. What was chosen stays so; where that is gone, ``keep`` chooses what took its
        place, and at first the first.
        """
        at = max(self.table.currentIndex().row(), 0)
        self.show_rows(lambda offset, limit: rows[offset : offset + limit], again=True)
        if keep and self.model.rows and not self.table.currentIndex().isValid():
            self.table.selectRow(min(at, len(self.model.rows) - 1))

    @property
    def empty_words(self) -> QLabel:
        """What stands in place of the rows when there are none."""
        return self._empty

    def current(self) -> Row | None:
        """The chosen row."""
        index = self.table.currentIndex()
        return self.model.rows[index.row()] if index.isValid() else None

    def chosen(self) -> list[Row]:
        """The selected rows, in their order."""
        rows = sorted(index.row() for index in self.table.selectionModel().selectedRows())
        return [self.model.rows[at] for at in rows]

    def on_open(self, act: Callable[[Row], object]) -> None:
        """Enter or a double click on a row."""
        self.table.activated.connect(lambda index: act(self.model.rows[index.row()]))


def _is_same(row: object, before: object) -> bool:
    """Is it what was shown before, by its ``id`` where it has one? What it says may be different now."""
    id = getattr(row, "id", None)
    return id == getattr(before, "id", None) if id else row == before
