"""The tabs of the window: each with its icon, its words and the digit of its key, as far as there is room."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QCursor, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QTabBar, QTabWidget, QWidget

from desk.ui.shell import theme
from desk.ui.shell.tab import tab_key
from desk.ui.shell.text_size import is_narrow, scaled
from desk.ui.shell.tokens import BODY, CAPTION, PANEL_RADIUS, SMALL
from desk.ui.widgets.icons import icon
from desk.ui.widgets.inks import Letters
from desk.ui.widgets.whole_text import hint

HEIGHT = (42, 36)
"""Pixels, in a wide and in a narrow window."""
SIDE, APART, PICTURE, LINE = 14, 6, 18, 3


@dataclass(frozen=True)
class Caption:
    """What a tab may say of itself."""

    title: str
    short: str
    picture: str


class CaptionedTabBar(QTabBar):
    """Still a tab bar to a screen reader, which reads the whole names; only its look is its own."""

    def __init__(self) -> None:
        super().__init__()
        self._with_pictures, self._with_names, self._is_narrow = True, True, False
        self._fonts = {
            (pixels, bold): Letters(pixels, bold=bold) for pixels in (CAPTION, SMALL, BODY) for bold in (False, True)
        }
        self.setDrawBase(False)
        self.setExpanding(False)

    def caption(self, place: int) -> Caption:
        """What a tab says of itself; it goes with the tab wherever that is moved."""
        caption: Caption = self.tabData(place)
        return caption

    def shown_words(self, place: int) -> str:
        """The whole name, or the short one."""
        caption = self.caption(place)
        return caption.title if self._with_names else caption.short

    def digit(self, place: int) -> str:
        """Of the key that goes there, as ``tab_key`` says; empty beyond the last."""
        return tab_key(place).removeprefix("Ctrl+")

    def fit(self, width: int) -> None:
        """The most that fits into this width: icon and name, the name, a short name."""
        self._is_narrow = is_narrow(width)
        for pictures, names in ((True, True), (False, True), (False, False)):
            self._with_pictures, self._with_names = pictures, names
            if sum(self._width(place) for place in range(self.count())) <= width:
                break
        for place in range(self.count()):
            title = self.caption(place).title
            self.setTabText(place, title)  # which measures all tabs again
            self.setTabToolTip(place, hint(f"{title}　{tab_key(place)}"))

    def _size_of_words(self) -> int:
        return SMALL if self._is_narrow else BODY

    def _width(self, place: int) -> int:
        bold, small = self._fonts[self._size_of_words(), True], self._fonts[CAPTION, False]
        width = bold.width(self.shown_words(place)) + APART
        width += small.width(self.digit(place)) + 2 * self._side()
        return width + (PICTURE + APART if self._with_pictures else 0)

    def _side(self) -> int:
        return SIDE if self._with_pictures else 10

    def tabSizeHint(self, index: int) -> QSize:
        """As wide as what it says, in the bold that it has when it is chosen."""
        if self.tabData(index) is None:
            return super().tabSizeHint(index)
        return QSize(self._width(index), scaled(HEIGHT[self._is_narrow]))

    def minimumTabSizeHint(self, index: int) -> QSize:
        """The same: nothing of it is cut."""
        return self.tabSizeHint(index)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        hovered = self.tabAt(self.mapFromGlobal(QCursor.pos())) if self.underMouse() else -1
        for place in range(self.count()):
            self._paint(painter, place, is_hovered=place == hovered)

    def _paint(self, painter: QPainter, place: int, *, is_hovered: bool) -> None:
        colours, box, is_chosen = theme.colours(), self.tabRect(place), place == self.currentIndex()
        ink = colours.text if is_chosen or is_hovered else colours.muted
        at, middle = box.left() + self._side(), box.center().y()
        if self._with_pictures:
            colour = colours.brand if is_chosen else colours.muted
            picture = icon(self.caption(place).picture, colour, PICTURE, self.devicePixelRatioF())
            painter.drawPixmap(QPoint(at, middle - PICTURE // 2), picture)
            at += PICTURE + APART
        painter.setPen(QColor(ink))
        letters = self._fonts[self._size_of_words(), is_chosen]
        painter.setFont(letters.font)
        shown = self.shown_words(place)
        width = letters.width(shown)
        painter.drawText(QRect(at, box.top(), width + 2, box.height()), Qt.AlignmentFlag.AlignVCenter, shown)
        painter.setPen(QColor(colours.muted))
        painter.setFont(self._fonts[CAPTION, False].font)
        rest = QRect(at + width + APART, box.top(), 20, box.height())
        painter.drawText(rest, Qt.AlignmentFlag.AlignVCenter, self.digit(place))
        if is_chosen:
            painter.fillRect(
                QRect(box.left() + 8, box.bottom() - LINE + 1, box.width() - 16, LINE), QColor(colours.brand)
            )
            if self.hasFocus():
                painter.setPen(QPen(QColor(colours.focus), 2))
                painter.drawRoundedRect(QRectF(box).adjusted(2, 2, -2, -LINE - 2), PANEL_RADIUS, PANEL_RADIUS)


class CaptionedTabs(QTabWidget):
    """Pages under a ``CaptionedTabBar``."""

    def __init__(self) -> None:
        super().__init__()
        self.setDocumentMode(True)
        self.captions = CaptionedTabBar()
        self.setTabBar(self.captions)

    def arrange(self, pages: Sequence[tuple[QWidget, Caption]]) -> None:
        """These pages from left to right; what is not among them is taken out and kept."""
        wanted = [page for page, _caption in pages]
        for place in reversed(range(self.count())):
            if self.widget(place) not in wanted:
                self.removeTab(place)
        for place, (page, caption) in enumerate(pages):
            now = self.indexOf(page)
            if now < 0:
                self.captions.setTabData(self.insertTab(place, page, caption.title), caption)
            elif now != place:
                self.captions.moveTab(now, place)
        self.captions.fit(self.width())

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.captions.fit(self.width())
        super().resizeEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Letters of another size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "captions"):
            self.captions.fit(self.width())
