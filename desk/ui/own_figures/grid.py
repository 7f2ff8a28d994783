"""The grid of figures entered by hand: a digit begins to type, Enter goes down, a column of a spreadsheet is pasted."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QKeySequence, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QApplication,
    QHeaderView,
    QLineEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from desk.books.own_figures.model import OwnFigure
from desk.core.month import Month
from desk.core.plain_text import left_alone
from desk.core.words import P_, _, bracketed
from desk.ui.own_figures.sheet import Place, TypedSheet, pasted
from desk.ui.shell.text_size import scaled
from desk.ui.shell.tokens import CELL_PADDING, ROW_HEIGHT
from desk.ui.widgets.controls import latin_line
from desk.ui.widgets.inks import Inks
from desk.ui.widgets.whole_text import hint

Index = QModelIndex | QPersistentModelIndex
LONGEST = 24
NARROWEST, TITLE = 58, 200
"""Pixels of a month, at least, and of the names, at most."""
ROOM = 4
"""Pixels that the year's column has to spare beside its longest total."""
CHOOSABLE = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable


class OwnFiguresModel(QAbstractTableModel):
    """Figures down, the months of a year across, and what they come to at the end."""

    entered = Signal()
    """Something was typed or pasted."""

    def __init__(self) -> None:
        super().__init__()
        self.sheet: TypedSheet | None = None
        self._kept: tuple[int, tuple[int, ...]] | None = None

    def show(self, sheet: TypedSheet) -> None:
        """What the book has now, and what is typed over it. Where nothing came or went, an open cell stays open."""
        was = self._shape
        if was == _shape_of(sheet):
            self.sheet = sheet
            last = self.index(self.rowCount() - 1, self.columnCount() - 1)
            self.dataChanged.emit(self.index(0, 0), last)
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, self.columnCount() - 1)
            self.headerDataChanged.emit(Qt.Orientation.Vertical, 0, self.rowCount() - 1)
        else:
            self.beginResetModel()
            self.sheet = sheet
            self._kept = _shape_of(sheet)
            self.endResetModel()

    @property
    def _shape(self) -> tuple[int, tuple[int, ...]] | None:
        return self._kept if self.sheet else None

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return len(self.sheet.rows.figures) if self.sheet and not parent.isValid() else 0

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        return len(self.sheet.rows.months) + 1 if self.sheet and not parent.isValid() else 0

    def figure_at(self, index: Index) -> OwnFigure | None:
        """Whose row it is."""
        return self.sheet.rows.figures[index.row()] if self.sheet and index.isValid() else None

    def month_at(self, index: Index) -> Month | None:
        """Of which month a cell is; None of the year's."""
        assert self.sheet is not None
        months = self.sheet.rows.months
        return months[index.column()] if index.isValid() and index.column() < len(months) else None

    def about(self, index: Index) -> str:
        """What is said of a cell."""
        figure = self.figure_at(index)
        if self.sheet is None or figure is None:
            return ""
        month = self.month_at(index)
        return figure.definition if month is None else self.sheet.about(figure, month)

    def is_wrong(self, index: Index) -> bool:
        """Does what is typed in it have to be mended?"""
        figure = self.figure_at(index)
        if self.sheet is None or figure is None:
            return False
        return (figure.id, self.month_at(index)) in self.sheet.problems

    def can_type(self, index: Index) -> bool:
        """Is it a month that is neither closed nor still to come?"""
        month = self.month_at(index) if index.isValid() else None
        return self.sheet is not None and month is not None and not self.sheet.rows.why_closed(month)

    def said(self, index: Index) -> str:
        """What stands in a cell: as it is typed, of the year what its months come to."""
        figure, month = self.figure_at(index), self.month_at(index)
        if self.sheet is None or figure is None:
            return ""
        return self.sheet.text(figure, month) if month else self.sheet.rows.total(figure).said

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        figure = self.figure_at(index)
        if self.sheet is None or figure is None:
            return None
        month = self.month_at(index)
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return self.said(index)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{figure.title} {month.label if month else _('Whole year')} {self.said(index)}"
        if role == Qt.ItemDataRole.ToolTipRole:
            return hint(self.about(index))
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        figure, month = self.figure_at(index), self.month_at(index)
        if self.sheet is None or figure is None or month is None or role != Qt.ItemDataRole.EditRole:
            return False
        if value != self.sheet.text(figure, month):
            self.take([((figure.id, month), value)])
        return True

    def take(self, typed: list[tuple[Place, str]]) -> None:
        """Note what was typed, and tell whoever stores it."""
        assert self.sheet is not None
        self.sheet.take(typed)
        self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, self.columnCount() - 1))
        self.entered.emit()

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if self.sheet is None or section < 0:
            return None
        if orientation is Qt.Orientation.Vertical:
            figure = self.sheet.rows.figures[section]
            if role == Qt.ItemDataRole.DisplayRole:
                unit = figure.unit if figure.active else P_("own figure", "stopped")
                return f"{figure.title}{bracketed(unit)}"
            return hint(figure.definition) if role == Qt.ItemDataRole.ToolTipRole else None
        months = self.sheet.rows.months
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        if section == len(months):
            return _("Whole year")
        name = P_("own figure", "{month}", month=months[section].number)
        closed = self.sheet.rows.is_handed_in(months[section])
        return f"{name}\n{P_('own figure', 'handed in')}" if closed else name

    def flags(self, index: Index) -> Qt.ItemFlag:
        return CHOOSABLE | Qt.ItemFlag.ItemIsEditable if self.can_type(index) else CHOOSABLE


def _shape_of(sheet: TypedSheet) -> tuple[int, tuple[int, ...]]:
    return sheet.rows.year, tuple(figure.id for figure in sheet.rows.figures)


class _Numbers(QStyledItemDelegate):
    """Paints a cell: closed ones on sunken ground, what is wrong in a frame of its own."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model, inks, area = index.model(), Inks.in_use(), option.rect
        assert isinstance(model, OwnFiguresModel)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        ground = inks.select if chosen else inks.panel if model.can_type(index) else inks.sunken
        painter.fillRect(area, ground)
        painter.fillRect(area.left(), area.bottom(), area.width(), 1, inks.line)
        painter.fillRect(area.right(), area.top(), 1, area.height(), inks.line)
        inner = area.adjusted(CELL_PADDING // 2, 0, -CELL_PADDING // 2, -1)
        letters = inks.strong if model.month_at(index) is None else inks.regular
        is_wrong = model.is_wrong(index)
        painter.setFont(letters.font)
        painter.setPen(inks.bad if is_wrong else inks.text)
        text = letters.elided(model.said(index), inner.width())
        painter.drawText(inner, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, text)
        if is_wrong:
            self._frame(painter, option, inks.bad)
        if option.state & QStyle.StateFlag.State_HasFocus:
            self._frame(painter, option, inks.focus)

    def _frame(self, painter: QPainter, option: QStyleOptionViewItem, ink: QColor) -> None:
        painter.setPen(QPen(ink, 2))
        painter.drawRect(option.rect.adjusted(1, 1, -2, -2))

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        editor = latin_line(most=LONGEST)
        editor.setParent(parent)
        editor.setFrame(False)
        editor.setAlignment(Qt.AlignmentFlag.AlignRight)
        editor.setProperty("role", "cell")
        editor.setAccessibleName(str(index.data(Qt.ItemDataRole.AccessibleTextRole)))
        return editor

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        assert isinstance(editor, QLineEdit)
        editor.setText(str(index.data(Qt.ItemDataRole.EditRole) or ""))

    def setModelData(self, editor: QWidget, model: Any, index: Index) -> None:
        assert isinstance(editor, QLineEdit)
        model.setData(index, editor.text())


class OwnFiguresGrid(QTableView):
    """The view. Keys: digits type, Enter begins or ends and goes down, Delete empties, Ctrl+C and Ctrl+V."""

    refused = Signal(str)
    """Why nothing was pasted or emptied."""
    chosen_changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.grid = OwnFiguresModel()
        self.setModel(self.grid)
        self.setItemDelegate(_Numbers(self))
        self.setAccessibleName(_("Figures entered by hand"))
        self.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(triggers.AnyKeyPressed | triggers.DoubleClicked)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        across, down = self.horizontalHeader(), self.verticalHeader()
        across.setDefaultAlignment(Qt.AlignmentFlag.AlignCenter)
        across.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        down.setDefaultAlignment(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
        for header in (across, down):
            header.setSectionsClickable(False)
        down.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.selectionModel().currentChanged.connect(lambda _now, _before: self.chosen_changed.emit())

    def show_sheet(self, sheet: TypedSheet) -> None:
        """Show a year; the cursor stays, or begins in the month that is told next."""
        was = self.currentIndex()
        at = (was.row(), was.column()) if was.isValid() else sheet.rows.place_to_begin
        self.grid.show(sheet)
        self._size()
        if self.grid.rowCount() and not self.currentIndex().isValid():
            self.setCurrentIndex(self.grid.index(min(at[0], self.grid.rowCount() - 1), at[1]))
        self.chosen_changed.emit()

    def choose(self, figure_id: int) -> None:
        """Go to the row of a figure."""
        figures = self.grid.sheet.rows.figures if self.grid.sheet else ()
        row = next((at for at, figure in enumerate(figures) if figure.id == figure_id), -1)
        if row >= 0:
            self.setCurrentIndex(self.grid.index(row, max(self.currentIndex().column(), 0)))

    @property
    def chosen_figure(self) -> OwnFigure | None:
        """The figure in whose row the cursor is."""
        return self.grid.figure_at(self.currentIndex())

    def _size(self) -> None:
        """Names as wide as they need, the months share what is left."""
        columns = self.grid.columnCount()
        if not columns:
            return
        letters, down, across = self.fontMetrics(), self.verticalHeader(), self.horizontalHeader()
        names = [str(self.grid.headerData(row, Qt.Orientation.Vertical)) for row in range(self.grid.rowCount())]
        wide = max((letters.horizontalAdvance(name) for name in names), default=0) + 2 * CELL_PADDING
        down.setFixedWidth(min(max(wide, scaled(80)), scaled(TITLE)))
        down.setDefaultSectionSize(scaled(ROW_HEIGHT[1]))
        room = self.width() - down.width() - self.verticalScrollBar().sizeHint().width() - 4
        total = max(self._total_width(columns - 1), room // (columns + 1))
        across.setMinimumSectionSize(scaled(40))
        each = max(scaled(NARROWEST), (room - total) // (columns - 1))
        for column in range(columns):
            self.setColumnWidth(column, total if column == columns - 1 else each)

    def _total_width(self, column: int) -> int:
        """Of the year's column: no total is cut, a cut number reads as another one."""
        letters = Inks.in_use().strong.metrics
        totals = (self.grid.said(self.grid.index(row, column)) for row in range(self.grid.rowCount()))
        widest = max((letters.horizontalAdvance(total) for total in totals), default=0)
        return max(widest + CELL_PADDING + scaled(ROOM), scaled(NARROWEST) + scaled(20))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._size()

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        """After Enter the cell below is next, as in a spreadsheet."""
        at = self.currentIndex()
        super().closeEditor(editor, hint)
        if hint is QAbstractItemDelegate.EndEditHint.SubmitModelCache:
            self._go_down(at)

    def _go_down(self, at: Index) -> None:
        if at.isValid() and at.row() + 1 < self.grid.rowCount():
            self.setCurrentIndex(self.grid.index(at.row() + 1, at.column()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index = self.currentIndex()
        if self.state() == QAbstractItemView.State.EditingState:
            event.accept()  # the Enter that ends the typing; Qt lets the field hand it on
        elif event.matches(QKeySequence.StandardKey.Paste):
            self.paste(QApplication.clipboard().text())
        elif event.matches(QKeySequence.StandardKey.Copy):
            QApplication.clipboard().setText(self.copied())
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and not event.modifiers():
            self._empty()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and index.isValid() and not event.modifiers():
            if self.grid.can_type(index):
                self.edit(index)
            else:
                self.refused.emit(self._why_not(index))
        else:
            if event.text().strip() and index.isValid() and not self.grid.can_type(index):
                self.refused.emit(self._why_not(index))
            super().keyPressEvent(event)

    def _why_not(self, index: Index) -> str:
        month = self.grid.month_at(index)
        sheet = self.grid.sheet
        return sheet.rows.why_closed(month) if sheet and month else _("The year comes from its months.")

    def copied(self) -> str:
        """The chosen cells, as a spreadsheet takes them."""
        chosen = sorted((index.row(), index.column()) for index in self.selectedIndexes())
        rows = sorted({row for row, _column in chosen})
        columns = sorted({column for _row, column in chosen})
        texts = [[left_alone(str(self.grid.index(row, column).data() or "")) for column in columns] for row in rows]
        return "\n".join("\t".join(line) for line in texts)

    def paste(self, text: str) -> None:
        """From the cell of the cursor on, down and to the right: all of it, or words why nothing."""
        index, lines = self.currentIndex(), pasted(text)
        if not index.isValid() or not text.strip():
            return
        wide = max(len(line) for line in lines)
        last = (index.row() + len(lines), index.column() + wide)
        if last[0] > self.grid.rowCount() or last[1] >= self.grid.columnCount():
            rows, columns = len(lines), wide
            self.refused.emit(_("There is no room for {n} rows and {m} columns from here.", n=rows, m=columns))
            return
        cells = [
            (self.grid.index(index.row() + down, index.column() + right), cell)
            for down, line in enumerate(lines)
            for right, cell in enumerate(line)
        ]
        self._take(cells)

    def _empty(self) -> None:
        """Delete: what is chosen becomes empty, not nought."""
        self._take([(index, "") for index in self.selectedIndexes() if self.grid.month_at(index)])

    def _take(self, cells: list[tuple[QModelIndex, str]]) -> None:
        closed = next((index for index, _text in cells if not self.grid.can_type(index)), None)
        if closed is not None:
            self.refused.emit(self._why_not(closed))
            return
        typed: list[tuple[Place, str]] = []
        for index, text in cells:
            figure, month = self.grid.figure_at(index), self.grid.month_at(index)
            if figure is not None and month is not None:
                typed.append(((figure.id, month), text.strip()))
        if typed:
            self.grid.take(typed)
