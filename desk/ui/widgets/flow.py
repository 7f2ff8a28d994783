"""Widgets in a line that goes on in the next line where there is no more room."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QLayout, QLayoutItem, QWidget


class FlowLayout(QLayout):
    """As text flows: left to right, then down. Hidden widgets take no room."""

    def __init__(self, *widgets: QWidget, gap: int = 4) -> None:
        super().__init__()
        self._items: list[QLayoutItem] = []
        self.gap = gap
        """Pixels between two of them, across and down."""
        self.setContentsMargins(0, 0, 0, 0)
        for widget in widgets:
            self.addWidget(widget)

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem:
        return self._items[index] if 0 <= index < len(self._items) else None  # type: ignore[return-value]

    def takeAt(self, index: int) -> QLayoutItem:
        return self._items.pop(index) if 0 <= index < len(self._items) else None  # type: ignore[return-value]

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._place(QRect(0, 0, width, 0), move=False)

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._place(rect, move=True)

    def sizeHint(self) -> QSize:
        return self.minimumSize()

    def minimumSize(self) -> QSize:
        size = QSize()
        for item in self._items:
            size = size.expandedTo(item.minimumSize())
        return size

    def _place(self, rect: QRect, *, move: bool) -> int:
        """Lay the items out in ``rect``; the height they need."""
        x, y, tallest = rect.x(), rect.y(), 0
        for item in self._items:
            if item.isEmpty():
                continue
            hint = item.sizeHint()
            if x > rect.x() and x + hint.width() > rect.right() + 1:
                x, y, tallest = rect.x(), y + tallest + self.gap, 0
            if move:
                item.setGeometry(QRect(QPoint(x, y), hint))
            x += hint.width() + self.gap
            tallest = max(tallest, hint.height())
        return y + tallest - rect.y()


class Row(QHBoxLayout):
    """Widgets side by side that go on in the next line before a button gets narrower than its words. With something
    in it that grows downwards, such as a list, it stays one line.
    """

    _may_wrap: bool | None = None
    """Kept until something in it changes: every layout around asks so many times that it took a third of turning to
    another page.
    """

    def invalidate(self) -> None:
        self._may_wrap = None
        super().invalidate()

    def hasHeightForWidth(self) -> bool:
        return self._wraps() or super().hasHeightForWidth()

    def heightForWidth(self, width: int) -> int:
        if self._fits(width):
            return super().heightForWidth(width) if super().hasHeightForWidth() else self.sizeHint().height()
        return self._wrapped_height(width)

    def minimumHeightForWidth(self, width: int) -> int:
        if self._fits(width):
            hangs = super().hasHeightForWidth()
            return super().minimumHeightForWidth(width) if hangs else super().minimumSize().height()
        return self._wrapped_height(width)

    def minimumSize(self) -> QSize:
        size = super().minimumSize()
        if self._wraps():
            widest = max((item.minimumSize().width() for item in self._shown()), default=0)
            margins = self.contentsMargins()
            size.setWidth(min(size.width(), widest + margins.left() + margins.right()))
        return size

    def setGeometry(self, rect: QRect) -> None:
        if self._fits(rect.width()):
            super().setGeometry(rect)
            return
        QLayout.setGeometry(self, rect)
        for item, place in self._wrapped(rect):
            item.setGeometry(place)

    def _shown(self) -> list[QLayoutItem]:
        return [item for item in self._all() if not item.isEmpty()]

    def _all(self) -> list[QLayoutItem]:
        return [item for at in range(self.count()) if (item := self.itemAt(at)) is not None]

    def _wraps(self) -> bool:
        if self._may_wrap is None:
            shown = self._shown()
            grows = any(item.expandingDirections() & Qt.Orientation.Vertical for item in shown)
            self._may_wrap = len(shown) > 1 and not grows
        return self._may_wrap

    def _fits(self, width: int) -> bool:
        return width >= super().minimumSize().width() or not self._wraps()

    def _wrapped_height(self, width: int) -> int:
        bottom = max(place.y() + place.height() for _item, place in self._wrapped(QRect(0, 0, width, 0)))
        return bottom + self.contentsMargins().bottom()

    def _wrapped(self, rect: QRect) -> list[tuple[QLayoutItem, QRect]]:
        """Where each item stands in ``rect`` when they do not all fit beside each other."""
        inside = rect.marginsRemoved(self.contentsMargins())
        placed, y = [], inside.y()
        for line in self._lines(inside.width()):
            tallest = max(item.sizeHint().height() for item in line)
            for item, x, width in self._spread(line, inside.width()):
                high = min(item.sizeHint().height(), tallest)
                placed.append((item, QRect(inside.x() + x, y + (tallest - high) // 2, width, high)))
            y += tallest + self.spacing()
        return placed

    def _lines(self, width: int) -> list[list[QLayoutItem]]:
        lines: list[list[QLayoutItem]] = []
        left = 0
        for item in self._shown():
            needed = _width(item, width)
            if not lines or needed > left:
                lines.append([])
                left = width
            lines[-1].append(item)
            left -= needed + self.spacing()
        return lines

    def _spread(self, line: list[QLayoutItem], width: int) -> list[tuple[QLayoutItem, int, int]]:
        """Each item of a line with its place and width: what grows takes what is left, else the stretch before it."""
        widths = [_width(item, width) for item in line]
        left = width - sum(widths) - self.spacing() * (len(line) - 1)
        growing = [at for at, item in enumerate(line) if item.expandingDirections() & Qt.Orientation.Horizontal]
        for at in growing:
            widths[at] += left // len(growing)
        pushed = next((item for item in line if not growing and self._follows_stretch(item)), None)
        spread, x = [], 0
        for item, wide in zip(line, widths, strict=True):
            x += left if item is pushed else 0
            spread.append((item, x, wide))
            x += wide + self.spacing()
        return spread

    def _follows_stretch(self, item: QLayoutItem) -> bool:
        """Is it pushed to the right, by a stretch before it?"""
        items = self._all()
        return any(each.spacerItem() is not None for each in items[: items.index(item)])


def _width(item: QLayoutItem, most: int) -> int:
    """What it needs: what grows, as a line to type in, can be short; whatever else must show its words."""
    short = item.expandingDirections() & Qt.Orientation.Horizontal
    return min((item.minimumSize() if short else item.sizeHint()).width(), most)
