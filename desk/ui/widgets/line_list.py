"""A list whose rows have two lines each and perhaps a tag: whom it is about, and under it what is to be known. Where
that has no room on one line, a row may take a third.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QColor, QHelpEvent, QPainter
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
from desk.ui.widgets.inks import Inks, Letters
from desk.ui.widgets.rows_view import BAR
from desk.ui.widgets.whole_text import hint

TAG = Qt.ItemDataRole.UserRole + 1
HEIGHT, FIRST, SECOND, AT = 54, 26, 20, 4
"""Pixels: of a row, of its lines, and where the first begins."""
BETWEEN = " · "
"""Stands between the parts of what is to be known; a line goes on below there."""


def row_height(under: int = 1) -> int:
    """Pixels of a row with so many lines under its first."""
    return scaled(HEIGHT) + (under - 1) * scaled(SECOND)


class LineList(QListWidget):
    """Rows of two lines; the state of each is a tag, never the ground of the row."""

    def __init__(self, name: str, *, under: int = 1) -> None:
        """``under``: so many lines at most for what stands under the first."""
        super().__init__()
        self.under = under
        self.inks = Inks.in_use()
        self.setAccessibleName(name)
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.setItemDelegate(_Lines(self))

    def add(self, first: str, second: str, tag: str = "", tone: Tone = Tone.QUIET) -> None:
        """A row more. The tag is read out with it."""
        item = QListWidgetItem(f"{first}\n{second}")
        item.setData(TAG, (tag, tone))
        spoken = (first, tag, second.replace("\n", " "))
        item.setData(Qt.ItemDataRole.AccessibleTextRole, " ".join(filter(None, spoken)))
        self.addItem(item)

    def lines_under(self, text: str) -> list[str]:
        """What stands under the first line of a row, as it breaks in the present width; the last line may be cut. Of a
        text that has lines of its own, each is one.
        """
        if "\n" in text:
            return text.split("\n")
        room = self.room
        lines: list[str] = []
        for part in text.split(BETWEEN):
            longer = f"{lines[-1]}{BETWEEN}{part}" if lines else part
            if lines and (self.inks.small.width(longer) <= room or len(lines) == self.under):
                lines[-1] = longer
            else:
                lines.append(part)
        return lines

    @property
    def room(self) -> int:
        """Pixels for the words of a row."""
        return self.viewport().width() - 2 * CELL_PADDING

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
        return QSize(0, row_height(len(self._list.lines_under(self._says(index)[1]))))

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
        first, second = self._says(index)
        tag, tone = index.data(TAG)
        if tag:
            width = min(inks.head.width(tag) + 2 * TAG_PADDING, upper.width() // 2)
            place = QRect(upper.right() + 1 - width, upper.top(), width, high)
            paint_tag(painter, inks, tag, tone, place, chosen=chosen)
            upper.setRight(place.left() - CELL_PADDING // 2)
        self._write(painter, inks.regular, inks.text, upper, first)
        lower = QRect(inner.left(), inner.top() + high - 2, inner.width(), scaled(SECOND))
        for text in self._list.lines_under(second):
            self._write(painter, inks.small, inks.muted, lower, text)
            lower.translate(0, lower.height())

    def _write(self, painter: QPainter, letters: Letters, ink: QColor, line: QRect, text: str) -> None:
        painter.setFont(letters.font)
        painter.setPen(ink)
        painter.drawText(line, ON_ONE_LINE[False], letters.elided(text, line.width()))

    def _says(self, index: Index) -> tuple[str, str]:
        first, _newline, second = str(index.data()).partition("\n")
        return first, second

    def helpEvent(self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem, index: Index) -> bool:
        """The whole row in words, where some of it is cut."""
        if event.type() != QEvent.Type.ToolTip or not index.isValid():
            return super().helpEvent(event, view, option, index)
        inks, room = self._list.inks, self._list.room
        (first, second), (tag, _tone) = self._says(index), index.data(TAG)
        beside = inks.head.width(tag) + 2 * TAG_PADDING + CELL_PADDING // 2 if tag else 0
        under = any(inks.small.width(line) > room for line in self._list.lines_under(second))
        cut = under or inks.regular.width(first) + beside > room
        QToolTip.showText(event.globalPos(), hint(f"{first} {tag}\n{second}") if cut else "", view)
        return True
