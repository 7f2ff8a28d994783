"""Tables that read a screenful at a time, whatever stands behind them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Generic

from PySide6.QtCore import QAbstractTableModel, QEvent, QItemSelectionModel, QModelIndex, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QVBoxLayout

from desk.ui.widgets.columns import CELL, Column, Index, Row
from desk.ui.widgets.empty import Empty
from desk.ui.widgets.foot import Foot
from desk.ui.widgets.ordering import in_order
from desk.ui.widgets.rows_in_sight import RowsInSight
from desk.ui.widgets.rows_view import RowsView

EDGE = 2
"""Pixels between the border of a list and what is in it."""


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
        column = self.columns[index.column()]
        if role == CELL:
            return column.cell(self.rows[index.row()])
        if role == Qt.ItemDataRole.DisplayRole:
            return column.says(self.rows[index.row()])
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(column.alignment)
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self.columns[section].name
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.TextAlignmentRole:
            return int(self.columns[section].alignment)
        return None


class ListView(QFrame, Generic[Row]):
    """A table over a ``PagedModel``, with words in its place when there is nothing to show. Its border says whether
    the keys go to it.
    """

    def __init__(self, columns: Sequence[Column[Row]], empty: str, name: str, *, sortable: bool = True) -> None:
        """``sortable``: may rows that are all there be ordered by their headings? Not where their order is what they
        say, as in a log.
        """
        super().__init__()
        self._sortable = sortable
        self._everything: Sequence[Row] | None = None
        self._sorted_by: tuple[int, bool] | None = None
        self.model: PagedModel[Row] = PagedModel(columns)
        self.table = RowsView(self.model, columns, name)
        self.table.focus_changed.connect(self.update)
        self.table.sort_wanted.connect(self._sort)
        self._field: QLineEdit | None = None
        self.foot = Foot()
        self.table.columns_fitted.connect(self._tell_more)
        self.foot.more_wanted.connect(lambda: self.table.show_all_columns(not self.table.shows_all))
        self.empty = Empty(empty)
        inner = QVBoxLayout(self)
        inner.setContentsMargins(EDGE, EDGE, EDGE, EDGE)
        inner.setSpacing(0)
        inner.addWidget(self.table, 1)
        inner.addWidget(self.empty, 1)
        inner.addWidget(self.foot)
        self.empty.hide()

    def _tell_more(self) -> None:
        """That the foot came or went while the list is being laid out is seen by its layout afterwards only."""
        was = self.foot.isHidden()
        self.foot.show_more(len(self.table.gone), shown=self.table.shows_all)
        if self.foot.isHidden() is not was:
            QTimer.singleShot(0, self, self._lay_out_again)

    def _lay_out_again(self) -> None:
        if (layout := self.layout()) is not None:
            layout.invalidate()
            layout.activate()

    def search_from(self, field: QLineEdit) -> None:
        """The Down key leads from the field above into the list while that is in sight; of several into the one that
        asked for it last.
        """
        self._field = field
        field.installEventFilter(self)

    def enter(self) -> None:
        """The keys go to the rows, of which one is chosen."""
        if self.model.rows:
            self.table.setFocus()  # which makes some row the current one, but does not choose it
            if not self.table.selectionModel().hasSelection():
                self.table.selectRow(max(self.table.currentIndex().row(), 0))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The Down key in the field of ``search_from``."""
        is_down = isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Down
        if watched is not self._field or event.type() != QEvent.Type.KeyPress or not is_down or not self.isVisible():
            return super().eventFilter(watched, event)
        self.enter()
        return True

    def paintEvent(self, event: QPaintEvent) -> None:
        """A hairline round it, two pixels in the colour of the focus while the keys go to it."""
        painter = QPainter(self)
        self.table.inks.paint_frame(painter, self.rect(), focus=self.table.hasFocus())
        painter.end()

    def show_rows(self, fetch: Callable[[int, int], Sequence[Row]], *, again: bool = False) -> None:
        """Show the rows of a query. ``again``: it is the one that was shown, so that as many rows are read as were,
        and what was chosen and in sight stays so.
        """
        many, top = len(self.model.rows), self.table.verticalScrollBar().value()
        current, chosen = self.current(), self.chosen()
        self.model.show(fetch)
        nothing = not self.model.rows
        self.empty.setVisible(nothing)
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

    def choose(self, id: object) -> bool:
        """Choose the row with this ``id``, if it has been read already; False where it has not."""
        at = next((at for at, row in enumerate(self.model.rows) if getattr(row, "id", None) == id), -1)
        if at >= 0:
            self.table.selectRow(at)
            self.table.scrollTo(self.model.index(at, 0))
        return at >= 0

    def show_all(self, rows: Sequence[Row], *, keep: bool = False) -> None:
        """Show rows that are all there. What was chosen stays so; where that is gone, ``keep`` chooses what took its
        place, and at first the first.
        """
        at = max(self.table.currentIndex().row(), 0)
        if self._sortable and self._everything is None:
            self.table.head.sorts_every = True
            self.table.head.tell_keys()
        self._everything = rows if isinstance(rows, RowsInSight) else list(rows)
        ordered = self._in_order(self._everything)
        self.show_rows(lambda offset, limit: ordered[offset : offset + limit], again=True)
        if keep and self.model.rows and not self.table.currentIndex().isValid():
            self.table.selectRow(min(at, len(self.model.rows) - 1))

    def _in_order(self, rows: Sequence[Row]) -> Sequence[Row]:
        """As somebody ordered them, or as they came."""
        if self._sorted_by is None:
            return rows
        place, descending = self._sorted_by
        return in_order(rows, self.model.columns[place], descending=descending)

    def _sort(self, place: int) -> None:
        """A first click on a heading puts the smallest first, a second the largest, a third leaves the order of the
        page. Lists that read as one scrolls are ordered by what reads them.
        """
        if not self._sortable or self._everything is None:
            return
        steps = {None: (place, False), (place, False): (place, True), (place, True): None}
        self._sorted_by = steps.get(self._sorted_by, (place, False))
        self.table.mark(*(self._sorted_by or (-1, False)))
        self.show_all(self._everything)
        self.table.scrollTo(self.table.currentIndex())

    @property
    def length(self) -> int:
        """How many rows there are, also those that nobody has scrolled to yet; of a query as many as were read."""
        return len(self.model.rows if self._everything is None else self._everything)

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
