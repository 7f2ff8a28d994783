"""The pages of a paper under each other, and small at the left."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import (
    QListWidget,
    QListWidgetItem,
    QScrollArea,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from desk.core.words import _
from desk.ui.shell import theme
from desk.ui.shell.pdf_pages import PdfPages
from desk.ui.shell.tokens import CAPTION, SMALL
from desk.ui.widgets.inks import Letters

SCREEN_DPI = 96
"""What 100 % is."""
LARGEST_FIT, LEAST_DPI, MOST_DPI = 110, 40, 250
"""Dots to an inch: at most, when a page is fitted to the width; and what can be chosen."""
MARGIN, BETWEEN = 16, 16
STRIP, THUMB = 132, 90
"""Pixels: the column at the left, and the width of a page in it."""
UNDER = 34
"""Pixels for the number below."""


class Canvas(QWidget):
    """All pages under each other; only those in sight are drawn."""

    def __init__(self, pages: PdfPages) -> None:
        super().__init__()
        self._pages = pages
        self.dpi = SCREEN_DPI
        self.boxes: list[QRect] = []

    def place(self, dpi: int, width: int) -> None:
        """Every page in this size, in the middle of so many pixels."""
        self.dpi, self.boxes = dpi, []
        widest = max(round(wide * dpi) for wide, _high in self._pages.sizes) + 2 * MARGIN
        whole, top = max(width, widest), MARGIN
        for wide, high in self._pages.sizes:
            size = QSize(round(wide * dpi), round(high * dpi))
            self.boxes.append(QRect(QPoint((whole - size.width()) // 2, top), size))
            top += size.height() + BETWEEN
        self.setFixedSize(whole, top)
        self.update()

    def in_sight(self, box: QRect) -> Iterator[int]:
        """The pages that something of is to be seen."""
        return (at for at, page in enumerate(self.boxes) if page.intersects(box))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, colours = QPainter(self), theme.colours()
        painter.fillRect(event.rect(), QColor(colours.ground))
        for at in self.in_sight(event.rect()):
            box = self.boxes[at]
            painter.drawPixmap(box, self._pages.pixmap(at, self.dpi, self.devicePixelRatioF()))
            painter.setPen(QPen(QColor(colours.line), 1))
            painter.drawRect(box.adjusted(-1, -1, 0, 0))


class PageView(QScrollArea):
    """Fitted to its width until somebody chooses another size."""

    turned = Signal(int)
    """The page in sight, counted from 0."""
    sized = Signal()

    def __init__(self, pages: PdfPages) -> None:
        super().__init__()
        self._pages = pages
        self.canvas = Canvas(pages)
        self.fits = True
        self.setWidget(self.canvas)
        self.setAccessibleName(_("Pages"))
        self.verticalScrollBar().valueChanged.connect(lambda _value: self.turned.emit(self.page))

    @property
    def percent(self) -> int:
        """The size of what is seen, of what will be printed."""
        return round(100 * self.canvas.dpi / SCREEN_DPI)

    @property
    def page(self) -> int:
        """The page that has the upper third of the view."""
        line = self.verticalScrollBar().value() + self.viewport().height() // 3
        return max((at for at, box in enumerate(self.canvas.boxes) if box.top() <= line), default=0)

    def show_page(self, at: int) -> None:
        """Bring a page to the top; the first or the last where there is no such."""
        at = min(max(at, 0), len(self._pages) - 1)
        self.verticalScrollBar().setValue(self.canvas.boxes[at].top() - MARGIN)
        self.turned.emit(at)

    def fit(self) -> None:
        """As wide as there is room."""
        self.fits = True
        widest = max(wide for wide, _high in self._pages.sizes)
        room = self.viewport().width() - 2 * MARGIN
        self._size(int(min(LARGEST_FIT, max(LEAST_DPI, room / widest))))

    def zoom(self, factor: float) -> None:
        """Above 1 is larger."""
        self.fits = False
        self._size(int(min(max(self.canvas.dpi * factor, LEAST_DPI), MOST_DPI)))

    def _size(self, dpi: int) -> None:
        at = self.page if self.canvas.boxes else 0
        self.canvas.place(dpi, self.viewport().width())
        self.show_page(at) if at else self.turned.emit(0)
        self.sized.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.fits:
            self.fit()
        else:
            self._size(self.canvas.dpi)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom(1.1 if event.angleDelta().y() > 0 else 1 / 1.1)
            event.accept()
        else:
            super().wheelEvent(event)


class ThumbDelegate(QStyledItemDelegate):
    """A small page with its number; the one in sight is framed."""

    def __init__(self, strip: Thumbs, pages: PdfPages) -> None:
        super().__init__(strip)
        self._pages = pages
        self._plain, self._bold = Letters(CAPTION), Letters(SMALL, bold=True)

    def sizeHint(self, _option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """As high as the page is at this width."""
        wide, high = self._pages.sizes[index.row()]
        return QSize(THUMB, round(THUMB * high / wide) + UNDER)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Called for each page in sight, which is only then drawn."""
        area: QRect = option.rect
        state: QStyle.StateFlag = option.state
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        wide, _high = self._pages.sizes[index.row()]
        box = QRect(area.center().x() - THUMB // 2, area.top() + 6, THUMB, area.height() - UNDER)
        colours = theme.colours()
        ratio = painter.device().devicePixelRatioF()
        painter.save()
        painter.drawPixmap(box, self._pages.pixmap(index.row(), max(round(THUMB / wide), 4), ratio))
        painter.setPen(QPen(QColor(colours.focus if chosen else colours.line), 2 if chosen else 1))
        painter.drawRect(box)
        painter.setFont((self._bold if chosen else self._plain).font)
        painter.setPen(QColor(colours.text if chosen else colours.muted))
        under = QRect(area.left(), box.bottom() + 2, area.width(), UNDER - 8)
        painter.drawText(under, Qt.AlignmentFlag.AlignCenter, str(index.row() + 1))
        painter.restore()


class Thumbs(QListWidget):
    """Every page small; a click shows it."""

    def __init__(self, pages: PdfPages) -> None:
        super().__init__()
        self.setProperty("role", "thumbs")
        self.setAccessibleName(_("Pages, small"))
        self.setFixedWidth(STRIP)
        self.setItemDelegate(ThumbDelegate(self, pages))
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for at in range(len(pages)):
            QListWidgetItem(_("Page {n}", n=at + 1), self)

    def follow(self, at: int) -> None:
        """The page in sight."""
        if at != self.currentRow():
            self.blockSignals(True)
            self.setCurrentRow(at)
            self.blockSignals(False)
            self.scrollToItem(self.item(at))
            self.viewport().update()
