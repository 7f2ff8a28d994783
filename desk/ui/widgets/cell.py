"""How a cell of a table looks, whatever stands in it: the same padding as its heading, states as dots and tags."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QHelpEvent, QPainter
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QToolTip

from desk.core.tone import Tone
from desk.ui.shell.text_size import scaled
from desk.ui.shell.tokens import CELL_PADDING, CONTROL_RADIUS
from desk.ui.widgets.columns import CELL, LEFT, RIGHT, Cell, Index
from desk.ui.widgets.inks import WANTS_ACTION, Inks
from desk.ui.widgets.whole_text import hint

if TYPE_CHECKING:
    from desk.ui.widgets.rows_view import RowsView

DOT, AFTER_DOT = 7, 14
"""Pixels: the dot of a state at rest, and where its word begins."""
TAG_HEIGHT, TAG_PADDING = 22, 7
ABOVE = 6
"""Pixels over and under the words of a cell that has several lines."""
ON_ONE_LINE = tuple(each | Qt.TextFlag.TextSingleLine for each in (LEFT, RIGHT))
WRAPPED = tuple(each | Qt.TextFlag.TextWordWrap for each in (LEFT, RIGHT))
"""Of texts and of numbers."""
NO_EDGE = Qt.PenStyle.NoPen


class Cells(QStyledItemDelegate):
    """Paints what a model gives as ``CELL``."""

    def __init__(self, table: RowsView) -> None:
        super().__init__(table)
        self._table = table

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        table, area, cell = self._table, option.rect, index.data(CELL)
        inks, chosen = table.inks, bool(option.state & QStyle.StateFlag.State_Selected)
        under = inks.select if chosen else inks.hover if index.row() == table.hovered else inks.panel
        painter.fillRect(area, under)
        painter.fillRect(area.left(), area.bottom(), area.width(), 1, inks.line)
        inner = area.adjusted(CELL_PADDING, 0, -CELL_PADDING, -1)
        if cell.check is not None:
            inner.setLeft(self._paint_check(painter, option, cell.check) + CELL_PADDING // 2)
        if not cell.text:
            return
        if cell.tone in WANTS_ACTION:
            if cell.number:  # below the last figure of the others
                inner.setLeft(max(inner.left(), inner.right() + 1 - inks.head.width(cell.text) - 2 * TAG_PADDING))
            paint_tag(painter, inks, cell.text, cell.tone, inner, chosen=chosen)
            return
        if cell.tone is not None:
            paint_dot(painter, inks, cell.tone, inner)
            inner.setLeft(inner.left() + AFTER_DOT)
        letters = inks.strong if cell.bold else inks.regular
        painter.setFont(letters.font)
        painter.setPen(inks.muted if cell.muted else inks.text)
        if table.wordWrap():
            painter.drawText(inner, WRAPPED[cell.number], cell.text)
        else:
            painter.drawText(inner, ON_ONE_LINE[cell.number], letters.elided(cell.text, inner.width()))

    def _paint_check(self, painter: QPainter, option: QStyleOptionViewItem, check: Qt.CheckState) -> int:
        """The box to tick, where a click is looked for; gives its right edge."""
        box = QStyleOptionViewItem(option)
        box.features |= QStyleOptionViewItem.ViewItemFeature.HasCheckIndicator
        style = self._table.style()
        box.rect = style.subElementRect(QStyle.SubElement.SE_ItemViewItemCheckIndicator, box, self._table)
        box.state = option.state & ~QStyle.StateFlag.State_HasFocus
        box.state |= {
            Qt.CheckState.Checked: QStyle.StateFlag.State_On,
            Qt.CheckState.Unchecked: QStyle.StateFlag.State_Off,
            Qt.CheckState.PartiallyChecked: QStyle.StateFlag.State_NoChange,
        }[check]
        style.drawPrimitive(QStyle.PrimitiveElement.PE_IndicatorItemViewItemCheck, box, painter, self._table)
        return box.rect.right()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """As high as the table's rows; where words wrap, as high as they need."""
        table, cell = self._table, index.data(CELL)
        letters = table.inks.strong if cell.bold else table.inks.regular
        if not table.wordWrap() or cell.tone in WANTS_ACTION:
            return QSize(letters.width(cell.text) + 2 * CELL_PADDING, table.row_height)
        room = QRect(0, 0, table.columnWidth(index.column()) - 2 * CELL_PADDING, 10_000)
        if cell.tone is not None:
            room.setLeft(AFTER_DOT)
        needs = letters.metrics.boundingRect(room, LEFT | Qt.TextFlag.TextWordWrap, cell.text).height()
        return QSize(room.width(), max(table.row_height, needs + 2 * ABOVE))

    def helpEvent(self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem, index: Index) -> bool:
        """What is cut is told in whole when the mouse rests on it; what is not cut needs no tip."""
        if event.type() != QEvent.Type.ToolTip or not index.isValid():
            return super().helpEvent(event, view, option, index)
        cell = index.data(CELL)
        QToolTip.showText(event.globalPos(), hint(cell.text) if self.is_cut(cell, index) else "", view)
        return True

    def is_cut(self, cell: Cell, index: Index) -> bool:
        """Is there less room than the words need?"""
        wraps = self._table.wordWrap() and cell.tone not in WANTS_ACTION
        return not wraps and self.width_of(cell) > self._table.columnWidth(index.column())

    def width_of(self, cell: Cell) -> int:
        """Pixels of a column in which it is not cut."""
        inks = self._table.inks
        if cell.tone in WANTS_ACTION:
            return inks.head.width(cell.text) + 2 * TAG_PADDING + 2 * CELL_PADDING
        letters = inks.strong if cell.bold else inks.regular
        return letters.width(cell.text) + (AFTER_DOT if cell.tone else 0) + 2 * CELL_PADDING


def paint_tag(painter: QPainter, inks: Inks, text: str, tone: Tone, inside: QRect, *, chosen: bool) -> int:
    """A filled tag at the left of a rectangle; gives its width."""
    ink, ground = inks.tones[tone]
    label = inks.head.elided(text, inside.width() - 2 * TAG_PADDING)
    width = inks.head.width(label) + 2 * TAG_PADDING
    high = scaled(TAG_HEIGHT)
    box = QRect(inside.left(), inside.top() + (inside.height() - high) // 2, width, high)
    fill_round(painter, QRectF(box), inks.panel if chosen else ground, CONTROL_RADIUS)
    painter.setFont(inks.head.font)
    painter.setPen(ink)
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextSingleLine, label)
    return width


def paint_dot(painter: QPainter, inks: Inks, tone: Tone, inside: QRect) -> None:
    """The dot of a state at rest."""
    top = inside.top() + (inside.height() - DOT) / 2
    fill_round(painter, QRectF(inside.left(), top, DOT, DOT), inks.tones[tone][0], DOT / 2)


def fill_round(painter: QPainter, box: QRectF, colour: QColor, radius: float) -> None:
    """A rectangle with round corners and no border."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(NO_EDGE)
    painter.setBrush(colour)
    painter.drawRoundedRect(box, radius, radius)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
