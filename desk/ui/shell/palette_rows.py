"""The rows of the palette 查找, and how they are painted."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from desk.core.words import _
from desk.ui.shell import theme
from desk.ui.shell.entries import Entry, Group
from desk.ui.shell.text_size import scaled
from desk.ui.shell.tokens import CAPTION, SMALL, Tokens
from desk.ui.widgets.icons import icon
from desk.ui.widgets.inks import Letters
from desk.ui.widgets.key_cap import cap_colours, cap_width, paint_cap

HEADING, LINE = 28, 36
"""Heights in pixels."""
EDGE, PICTURE, APART = 16, 18, 10
Row = Group | Entry
Index = QModelIndex | QPersistentModelIndex


def height_of(row: Row) -> int:
    """In pixels."""
    return scaled(HEADING if isinstance(row, Group) else LINE)


class PaletteRows(QAbstractListModel):
    """What is in sight, headings and entries."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.rows: list[Row] = []

    def show_rows(self, rows: Sequence[Row]) -> None:
        """These instead of those that were there."""
        self.beginResetModel()
        self.rows = list(rows)
        self.endResetModel()

    def add(self, rows: Sequence[Row]) -> None:
        """Below those that are there."""
        if rows:
            self.beginInsertRows(QModelIndex(), len(self.rows), len(self.rows) + len(rows) - 1)
            self.rows += rows
            self.endInsertRows()

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The row itself, or its words for a screen reader; the whole of them where there are details."""
        row = self.rows[index.row()]
        if role == Qt.ItemDataRole.UserRole:
            return row
        said = _(row.value) if isinstance(row, Group) else f"{row.text}　{row.details}"
        if role == Qt.ItemDataRole.ToolTipRole:
            return said if isinstance(row, Entry) and row.details else None
        return said if role == Qt.ItemDataRole.DisplayRole else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        return super().flags(index) if isinstance(self.rows[index.row()], Entry) else Qt.ItemFlag.NoItemFlags


class PaletteDelegate(QStyledItemDelegate):
    """Paints a row by what it is."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._words, self._small = Letters(SMALL), Letters(CAPTION)

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        """As high as its kind."""
        return QSize(100, height_of(index.data(Qt.ItemDataRole.UserRole)))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Called for each row in sight."""
        row: Row = index.data(Qt.ItemDataRole.UserRole)
        box: QRect = option.rect
        state: QStyle.StateFlag = option.state
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours = theme.colours()
        if isinstance(row, Group):
            self._write(painter, box.adjusted(EDGE + 1, 6, -EDGE, 0), _(row.value), self._small, colours.muted)
        else:
            self._paint_ground(painter, box, state, colours)
            self._paint_entry(painter, box, row, colours)
        painter.restore()

    def _paint_ground(self, painter: QPainter, box: QRect, state: QStyle.StateFlag, colours: Tokens) -> None:
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(box, QColor(colours.select))
            painter.fillRect(QRect(box.left(), box.top(), 3, box.height()), QColor(colours.focus))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(box, QColor(colours.hover))

    def _paint_entry(self, painter: QPainter, box: QRect, row: Entry, colours: Tokens) -> None:
        """The picture, the words, what tells them apart, and at the right the key."""
        ratio = painter.device().devicePixelRatioF()
        at = QPoint(box.left() + EDGE, box.center().y() - PICTURE // 2 + 1)
        painter.drawPixmap(at, icon(row.picture, colours.muted, PICTURE, ratio))
        left, right = box.left() + EDGE + PICTURE + APART, box.right() - EDGE
        if row.cap:
            right -= cap_width(row.cap)
            paint_cap(painter, QRect(right, box.top(), 0, box.height()), row.cap, cap_colours(colours, ""))
            right -= APART
        details = self._small.elided(row.details, (right - left) // 2)
        room = right - left - (self._small.width(details) + APART if details else 0)
        text = self._words.elided(row.text, room)
        self._write(painter, QRect(left, box.top(), room + 2, box.height()), text, self._words, colours.text)
        left += self._words.width(text) + APART
        rest = QRect(left, box.top() + 1, right - left + 2, box.height())
        self._write(painter, rest, details, self._small, colours.muted)

    def _write(self, painter: QPainter, at: QRect, text: str, letters: Letters, ink: str) -> None:
        painter.setFont(letters.font)
        painter.setPen(QColor(ink))
        painter.drawText(at, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)
