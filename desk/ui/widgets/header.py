"""The headings of a table, painted with the same padding and alignment as the cells under them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QEvent, QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import QHelpEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QHeaderView, QToolTip, QWidget

from desk.core.words import _
from desk.ui.shell.tokens import CELL_PADDING
from desk.ui.widgets.columns import Column
from desk.ui.widgets.inks import Inks
from desk.ui.widgets.whole_text import hint

CHEVRON, BESIDE = 8, 6
"""Pixels: how wide the chevron is, and how far from the words."""


class Header(QHeaderView):
    """Bold and muted on sunken ground; the heading by which the rows are ordered is in ink and has a chevron."""

    let_go = Signal()
    """The mouse was pressed on the headings and is not any more: whatever was dragged has its width."""

    def __init__(self, columns: Sequence[Column[Any]], parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._columns = columns
        self.row_height = 0
        self.sorts_every = False
        """Does every heading order the rows, and not only those that have an order?"""
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self.setMinimumSectionSize(20)
        if any(column.order for column in columns):
            self.tell_keys()
        self.dress(Inks())

    def tell_keys(self) -> None:
        """To whoever hears the window read out."""
        self.setAccessibleName(_("Headings: Ctrl+← and Ctrl+→ order by the next one, Ctrl+↑ turns the order round"))

    def sorts(self, section: int) -> bool:
        """Does a click on it order the rows?"""
        return self.sorts_every or bool(self._columns[section].order)

    def dress(self, inks: Inks) -> None:
        """Take the colours in use."""
        self._inks = inks
        self._edge = QPen(inks.text, 1.6)
        self._edge.setCapStyle(Qt.PenCapStyle.RoundCap)
        self.viewport().update()

    def is_sorted(self, section: int) -> bool:
        """Are the rows ordered by this column?"""
        return self.isSortIndicatorShown() and self.sortIndicatorSection() == section

    def _beside(self, section: int) -> int:
        """The room that the chevron takes; kept free where there may be one, but not under every heading of a list
        that is sorted only now and then.
        """
        return CHEVRON + BESIDE if self._columns[section].order or self.is_sorted(section) else 0

    def sectionSizeFromContents(self, logicalIndex: int) -> QSize:
        width = self._inks.head.width(self._columns[logicalIndex].name)
        return QSize(width + self._beside(logicalIndex) + 2 * CELL_PADDING, self.row_height)

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:
        """The ground, the words and the chevron: right of the words, left of them where they stand right."""
        inks, column, sorted_by = self._inks, self._columns[logicalIndex], self.is_sorted(logicalIndex)
        painter.fillRect(rect, inks.sunken)
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, inks.line)
        inner = rect.adjusted(CELL_PADDING, 0, -CELL_PADDING, -1)
        room = inner.width() - (self._beside(logicalIndex) if sorted_by else 0)
        heading = inks.head.elided(column.name, room)
        painter.setFont(inks.head.font)
        painter.setPen(inks.text if sorted_by else inks.muted)
        painter.drawText(inner, column.alignment | Qt.TextFlag.TextSingleLine, heading)
        if sorted_by:
            width = inks.head.width(heading)
            left = inner.right() + 1 - width - BESIDE - CHEVRON if column.number else inner.left() + width + BESIDE
            self._paint_chevron(painter, left, inner.center().y())

    def _paint_chevron(self, painter: QPainter, left: int, middle: int) -> None:
        """Up where the smallest comes first."""
        rises = self.sortIndicatorOrder() is Qt.SortOrder.AscendingOrder
        tip, foot = (middle - 2, middle + 2) if rises else (middle + 2, middle - 2)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(self._edge)
        half = CHEVRON / 2
        painter.drawPolyline(
            [QPointF(left, foot + 0.5), QPointF(left + half, tip + 0.5), QPointF(left + CHEVRON, foot + 0.5)]
        )
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        self.let_go.emit()

    def viewportEvent(self, event: QEvent) -> bool:
        """A heading that was dragged too narrow is told in whole."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            section = self.logicalIndexAt(event.pos())
            cut = section >= 0 and self.sectionSize(section) < self.sectionSizeFromContents(section).width()
            QToolTip.showText(event.globalPos(), hint(self._columns[section].name) if cut else "", self)
            return True
        return super().viewportEvent(event)
