"""A list whose rows have two lines each, or more, and perhaps a tag: whom it is about, under it what is to be known."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QHelpEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolTip,
)

from desk.core.tone import Tone
from desk.ui.shell.text_size import scaled
from desk.ui.shell.tokens import CELL_PADDING
from desk.ui.widgets.cell import ON_ONE_LINE, TAG_PADDING, paint_tag
from desk.ui.widgets.columns import Index
from desk.ui.widgets.controls import hint
from desk.ui.widgets.inks import Inks
from desk.ui.widgets.rows_view import BAR

TAG = Qt.ItemDataRole.UserRole + 1
HEIGHT, FIRST, SECOND, AT = 54, 26, 20, 4
"""Pixels: of a row, of its lines, and where the first begins."""


class LineList(QListWidget):
    """Rows of two lines or more; the state of each is a tag, never the ground of the row."""

    def __init__(self, name: str, lines: int = 2) -> None:
        super().__init__()
        self.lines = lines
        self.inks = Inks.in_use()
        self.setAccessibleName(name)
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setItemDelegate(_Lines(self))

    def row_height(self) -> int:
        """Pixels of one row."""
        return scaled(HEIGHT + (self.lines - 2) * SECOND)

    def add(self, first: str, second: str, tag: str = "", tone: Tone = Tone.QUIET) -> None:
        """A row more; each line of ``second`` is one below the first. The tag is read out with it."""
        item = QListWidgetItem(f"{first}\n{second}")
        item.setData(TAG, (tag, tone))
        spoken = " ".join(filter(None, (first, tag, *second.splitlines())))
        item.setData(Qt.ItemDataRole.AccessibleTextRole, spoken)
        self.addItem(item)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.PaletteChange):
            self.inks = Inks.in_use()
            self.viewport().update()


class _Lines(QStyledItemDelegate):
    def __init__(self, shown: LineList) -> None:
        super().__init__(shown)
        self._list = shown

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(0, self._list.row_height())

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        inks, area = self._list.inks, option.rect
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        over = bool(option.state & QStyle.StateFlag.State_MouseOver)
        painter.fillRect(area, inks.select if chosen else inks.hover if over else inks.panel)
        painter.fillRect(area.left(), area.bottom(), area.width(), 1, inks.line)
        if chosen:
            painter.fillRect(area.left(), area.top(), BAR, area.height() - 1, inks.focus)
        inner = area.adjusted(CELL_PADDING, AT, -CELL_PADDING, 0)
        high = scaled(FIRST)
        upper = QRect(inner.left(), inner.top(), inner.width(), high)
        first, *others = self._says(index)
        tag, tone = index.data(TAG)
        if tag:
            width = min(inks.head.width(tag) + 2 * TAG_PADDING, upper.width() // 2)
            place = QRect(upper.right() + 1 - width, upper.top(), width, high)
            paint_tag(painter, inks, tag, tone, place, chosen=chosen)
            upper.setRight(place.left() - CELL_PADDING // 2)
        painter.setFont(inks.regular.font)
        painter.setPen(inks.text)
        painter.drawText(upper, ON_ONE_LINE[False], inks.regular.elided(first, upper.width()))
        painter.setFont(inks.small.font)
        painter.setPen(inks.muted)
        for at, text in enumerate(others):
            top = inner.top() + high - 2 + at * scaled(SECOND)
            lower = QRect(inner.left(), top, inner.width(), scaled(SECOND))
            painter.drawText(lower, ON_ONE_LINE[False], inks.small.elided(text, lower.width()))

    def _says(self, index: Index) -> list[str]:
        return str(index.data()).split("\n")[: self._list.lines]

    def helpEvent(self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem, index: Index) -> bool:
        """The whole row in words, where some of it is cut."""
        if event.type() != QEvent.Type.ToolTip or not index.isValid():
            return super().helpEvent(event, view, option, index)
        inks, room = self._list.inks, self._list.viewport().width() - 2 * CELL_PADDING
        (first, *others), (tag, _tone) = self._says(index), index.data(TAG)
        beside = inks.head.width(tag) + 2 * TAG_PADDING + CELL_PADDING // 2 if tag else 0
        cut = inks.regular.width(first) + beside > room or any(inks.small.width(each) > room for each in others)
        shown = "\n".join((f"{first} {tag}", *others))
        QToolTip.showText(event.globalPos(), hint(shown) if cut else "", view)
        return True
