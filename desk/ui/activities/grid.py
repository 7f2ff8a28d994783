"""The month as a grid of days, Monday first. Arrows move, a drag or Ctrl+X and Ctrl+V puts an activity on another
day.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QMimeData, QModelIndex, QPersistentModelIndex, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QColor, QDrag, QDropEvent, QFont, QKeyEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from desk.books.activities.model import Activity, ActivityState
from desk.core.almanac import almanac
from desk.core.calendar import DayKind, day_words, weekday_names
from desk.core.words import _
from desk.ui.activities.board import CalendarBoard
from desk.ui.activities.chips import draw_chip, draw_rest
from desk.ui.shell import theme
from desk.ui.widgets.whole_text import hint

Index = QModelIndex | QPersistentModelIndex
MIME = "application/x-desk-activity"
TOP, ROW, PAD = 24, 19, 3


class MonthModel(QAbstractTableModel):
    """Weeks down, days across."""

    def __init__(self, board: CalendarBoard) -> None:
        super().__init__()
        self.board = board
        self.days: list[date] = []

    def show(self) -> None:
        """Lay out the board's month in whole weeks: days of its neighbours are among them."""
        self.beginResetModel()
        self.days = self.board.month.weeks
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.days) // 7

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else 7

    def day_at(self, index: Index) -> date:
        return self.days[index.row() * 7 + index.column()]

    def index_of(self, day: date) -> QModelIndex:
        """Where a day stands; an invalid index when the month does not show it."""
        return self.index(*divmod(self.days.index(day), 7)) if day in self.days else QModelIndex()

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Only what is read aloud or shown as a tip; ``MonthDays`` paints the rest."""
        day = self.day_at(index)
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            lines = [spoken(activity) for activity in self.board.on(day)]
            text = "\n".join([f"{day_words(day)}　{almanac(day).caption}", *lines])
            return hint(text) if role == Qt.ItemDataRole.ToolTipRole else text
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return weekday_names()[section]
        if role == Qt.ItemDataRole.ForegroundRole and section > 4:
            return QColor(theme.colours().brand)
        return None


def spoken(activity: Activity) -> str:
    """09:00—10:30 健身操 多功能厅 已发布 变更."""
    mark = activity.mark.label if activity.is_changed else ""
    return " ".join(filter(None, (activity.times, activity.title, activity.where, activity.state.label, mark)))


class MonthDays(QStyledItemDelegate):
    """Draws a day: its number with the lunar date, 休/班, and as many activities as there is room for."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = index.model()
        assert isinstance(model, MonthModel)
        board, day, c = model.board, model.day_at(index), theme.colours()
        area: QRect = option.rect
        off = board.calendar.kind(day) in (DayKind.WEEKEND, DayKind.HOLIDAY)
        outside = day not in board.month
        painter.fillRect(area, QColor(c.sunken if off or outside else c.panel))
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(area, QColor(c.select))
        self._head(painter, area, board, day, off, outside)
        there = board.on(day)
        room = rows_in(area.height())
        shown = there if len(there) <= room else there[: room - 1]
        for place, activity in enumerate(shown):
            draw_chip(painter, chip_rect(area, place), activity, faint=outside)
        if len(shown) < len(there):
            draw_rest(painter, chip_rect(area, len(shown)), there[len(shown) :])
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(QColor(c.focus), 2))
            painter.drawRect(area.adjusted(1, 1, -2, -2))

    def _head(self, painter: QPainter, area: QRect, board: CalendarBoard, day: date, off: bool, outside: bool) -> None:
        c = theme.colours()
        painter.save()
        font = QFont(painter.font())
        font.setPixelSize(15)
        font.setBold(not outside)
        painter.setFont(font)
        painter.setPen(QColor(c.muted if outside else c.brand if off else c.text))
        number = str(day.day) if day.day > 1 or not outside else day_words(day)
        head = QRect(area.x() + 6, area.y() + 2, area.width() - 12, TOP - 2)
        painter.drawText(head, Qt.AlignmentFlag.AlignVCenter, number)
        if day == board.today:
            wide = painter.fontMetrics().horizontalAdvance(number)
            painter.fillRect(QRect(head.x() - 1, head.bottom() - 1, wide + 2, 2), QColor(c.brand))
        left = head.adjusted(painter.fontMetrics().horizontalAdvance(number) + 7, 1, 0, 0)
        font.setPixelSize(11)
        font.setBold(False)
        painter.setFont(font)
        mark = board.calendar.mark(day)
        if mark is not None:
            painter.setPen(QColor(c.text if mark.working else c.brand))
            painter.drawText(left, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, mark.sign)
            left.adjust(0, 0, -16, 0)
        known = almanac(day)
        painter.setPen(QColor(c.brand if known.name and not outside else c.muted))
        short = painter.fontMetrics().elidedText(known.caption, Qt.TextElideMode.ElideRight, left.width())
        painter.drawText(left, Qt.AlignmentFlag.AlignVCenter, short)
        painter.restore()


def rows_in(height: int) -> int:
    """How many activities fit under each other in a day of this height in pixels; one at least."""
    return max((height - TOP - PAD) // ROW, 1)


def chip_rect(area: QRect, place: int) -> QRect:
    """Where the activity at a place (0 is on top) is painted in a day."""
    return QRect(area.x() + PAD, area.y() + TOP + place * ROW, area.width() - 2 * PAD, ROW - 2)


class MonthGrid(QTableView):
    """Enter goes to the day's list, a double click opens an activity or begins a new one, a drag moves one."""

    day_chosen = Signal(object)
    day_opened = Signal(object)
    new_wanted = Signal(object)
    activity_chosen = Signal(int)
    activity_opened = Signal(int)
    dropped = Signal(int, object)
    beyond = Signal(int)
    """The cursor left the month: days before (negative) or after."""

    def __init__(self, board: CalendarBoard) -> None:
        super().__init__()
        self.month = MonthModel(board)
        self.setModel(self.month)
        self.setItemDelegate(MonthDays(self))
        self.setAccessibleName(_("Month"))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.setAcceptDrops(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DropOnly)
        self.verticalHeader().hide()
        for header in (self.horizontalHeader(), self.verticalHeader()):
            header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
            header.setMinimumSectionSize(40)
        self._press: tuple[QPoint, int] | None = None

    def show_board(self) -> None:
        """Show the board's month with its day chosen."""
        self.month.show()
        self.setCurrentIndex(self.month.index_of(self.month.board.day))

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        if current.isValid():
            self.day_chosen.emit(self.month.day_at(current))

    def activity_at(self, point: QPoint) -> Activity | None:
        """The activity whose mark lies under a point of the viewport."""
        index = self.indexAt(point)
        if not index.isValid():
            return None
        area = self.visualRect(index)
        there = self.month.board.on(self.month.day_at(index))
        room = rows_in(area.height())
        shown = there if len(there) <= room else there[: room - 1]
        return next((activity for n, activity in enumerate(shown) if chip_rect(area, n).contains(point)), None)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        activity = self.activity_at(event.position().toPoint())
        self._press = (
            (event.position().toPoint(), activity.id)
            if activity and activity.state not in (ActivityState.HELD, ActivityState.CANCELLED)
            else None
        )

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._press and (event.position().toPoint() - self._press[0]).manhattanLength() > 8:
            drag = QDrag(self)
            drag.setMimeData(carrying(self._press[1]))
            self._press = None
            drag.exec(Qt.DropAction.MoveAction)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        activity = self.activity_at(event.position().toPoint())
        if activity:
            self.activity_opened.emit(activity.id)
        elif (index := self.indexAt(event.position().toPoint())).isValid():
            self.new_wanted.emit(self.month.day_at(index))

    def dragEnterEvent(self, event: Any) -> None:
        if event.mimeData().hasFormat(MIME):
            event.acceptProposedAction()

    def dragMoveEvent(self, event: Any) -> None:
        if event.mimeData().hasFormat(MIME) and self.indexAt(event.position().toPoint()).isValid():
            event.acceptProposedAction()
        else:
            event.ignore()

    def dropEvent(self, event: QDropEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and event.mimeData().hasFormat(MIME):
            self.dropped.emit(carried(event.mimeData()), self.month.day_at(index))
            event.acceptProposedAction()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index, key = self.currentIndex(), event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and index.isValid() and not event.modifiers():
            self.day_opened.emit(self.month.day_at(index))
            return
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -7, Qt.Key.Key_Down: 7}.get(Qt.Key(key))
        if step and not event.modifiers() and index.isValid():
            at = index.row() * 7 + index.column() + step
            if 0 <= at < len(self.month.days):
                self.setCurrentIndex(self.month.index(*divmod(at, 7)))
            else:
                self.beyond.emit(step)
            return
        super().keyPressEvent(event)


def carrying(id: int) -> QMimeData:
    """An activity on its way to another day."""
    data = QMimeData()
    data.setData(MIME, str(id).encode())
    return data


def carried(data: QMimeData) -> int:
    """The id of the activity that is dragged; only for data of ``MIME``."""
    return int(bytes(data.data(MIME).data()))
