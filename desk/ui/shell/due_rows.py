"""The rows of the drawer, and how they are painted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from desk.core.book import Attention
from desk.core.clock import local
from desk.core.tone import Tone
from desk.core.words import P_, _
from desk.ui.shell import theme
from desk.ui.shell.text_size import scaled
from desk.ui.shell.tokens import CAPTION, CONTROL_RADIUS, SMALL
from desk.ui.widgets.cell import fill_round
from desk.ui.widgets.icons import icon
from desk.ui.widgets.inks import Letters

HEIGHTS = {"heading": 34, "due": 52, "told": 30}
EDGE, ROUND, PICTURE = 16, 32, 16
TAG, TAG_PADDING = 22, 8


@dataclass(frozen=True)
class DueHeading:
    """A group, and how many records are in it."""

    text: str
    count: int
    tone: Tone
    tip = ""
    height = HEIGHTS["heading"]


@dataclass(frozen=True)
class DueLine:
    """One thing that needs attention."""

    due: Attention
    why: str
    """The second line."""
    picture: str
    left: str = ""
    """How much time is left, or how late it is; a tag at the right."""
    height = HEIGHTS["due"]

    @property
    def text(self) -> str:
        """For the list and a screen reader."""
        return "　".join(filter(None, (self.due.text, self.why, self.left)))

    @property
    def tip(self) -> str:
        """All of it, where the row has no room."""
        return self.text


@dataclass(frozen=True)
class MessageLine:
    """A toast of before."""

    text: str
    kind: str
    height = HEIGHTS["told"]

    @property
    def tip(self) -> str:
        """All of it, where the row has no room."""
        return self.text


def time_words(due: date | datetime | None, now: datetime) -> str:
    """超18分钟, 剩3天, 今天; nothing where the time is not known."""
    if due is None:
        return ""
    if not isinstance(due, datetime):
        days = (due - local(now).date()).days
        if not days:
            return _("today")
        return _("{n} d left", n=days) if days > 0 else P_("to do", "{n} d late", n=-days)
    late, minutes = due < now, int(abs((due - now).total_seconds())) // 60
    if minutes >= 24 * 60:
        return time_words(local(due).date(), now)
    if minutes >= 60:
        return _("{n} h late", n=minutes // 60) if late else _("{n} h left", n=minutes // 60)
    return _("{n} min late", n=minutes) if late else _("{n} min left", n=minutes)


ROWS = DueHeading | DueLine | MessageLine


class DueDelegate(QStyledItemDelegate):
    """Paints a row by what it is."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._bold, self._small = Letters(SMALL, bold=True), Letters(CAPTION)
        self._heading = Letters(CAPTION, bold=True)

    def sizeHint(self, _option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """As high as its kind."""
        row: ROWS = index.data(Qt.ItemDataRole.UserRole)
        return QSize(100, scaled(row.height))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Called for each row in sight."""
        row: ROWS = index.data(Qt.ItemDataRole.UserRole)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box: QRect = option.rect
        state: QStyle.StateFlag = option.state
        if isinstance(row, DueHeading):
            self._paint_heading(painter, box, row)
        elif isinstance(row, MessageLine):
            self._paint_message(painter, box, row)
        else:
            self._paint_ground(painter, box, state)
            self._paint_due(painter, box, row)
        painter.restore()

    def _paint_heading(self, painter: QPainter, box: QRect, row: DueHeading) -> None:
        painter.setFont(self._heading.font)
        painter.setPen(QColor(theme.of_tone(row.tone)[0]))
        at = box.adjusted(EDGE, 6, -EDGE, 0)
        painter.drawText(at, Qt.AlignmentFlag.AlignVCenter, row.text)
        after = self._heading.width(row.text) + 8
        painter.setFont(self._small.font)
        painter.setPen(QColor(theme.colours().muted))
        painter.drawText(at.adjusted(after, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, str(row.count))

    def _paint_message(self, painter: QPainter, box: QRect, row: MessageLine) -> None:
        colours = theme.colours()
        painter.setFont(self._small.font)
        painter.setPen(QColor(colours.bad if row.kind == "bad" else colours.muted))
        at = box.adjusted(EDGE, 0, -EDGE, 0)
        one_line = row.text.replace("\n", "　")
        shown = self._small.elided(one_line, at.width())
        painter.drawText(at, Qt.AlignmentFlag.AlignVCenter, shown)

    def _paint_ground(self, painter: QPainter, box: QRect, state: QStyle.StateFlag) -> None:
        colours = theme.colours()
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(box, QColor(colours.select))
            painter.fillRect(QRect(box.left(), box.top(), 3, box.height()), QColor(colours.focus))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(box, QColor(colours.hover))
        line = QRect(box.left() + EDGE + ROUND + 10, box.bottom(), box.width() - 2 * EDGE - ROUND - 10, 1)
        painter.fillRect(line, QColor(colours.line))

    def _paint_due(self, painter: QPainter, box: QRect, row: DueLine) -> None:
        ink, ground = theme.of_tone(row.due.tone)
        middle = box.center().y()
        circle = QRect(box.left() + EDGE, middle - ROUND // 2, ROUND, ROUND)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(ground))
        painter.drawEllipse(circle)
        ratio = painter.device().devicePixelRatioF()
        inset = (ROUND - PICTURE) // 2
        painter.drawPixmap(circle.topLeft() + QPoint(inset, inset), icon(row.picture, ink, PICTURE, ratio))
        tag = self._paint_tag(painter, box, row)
        at = QRect(circle.right() + 11, box.top(), box.right() - EDGE - tag - circle.right() - 11, box.height())
        colours = theme.colours()
        self._line(painter, at.adjusted(0, 5, 0, -scaled(25)), row.due.text, 0, colours.text)
        self._line(painter, at.adjusted(0, scaled(27), 0, -5), row.why, 1, colours.muted)

    def _paint_tag(self, painter: QPainter, box: QRect, row: DueLine) -> int:
        """At the right end; gives the pixels that it takes from the words."""
        if not row.left:
            return 0
        ink, ground = theme.of_tone(row.due.tone)
        width = self._heading.width(row.left) + 2 * TAG_PADDING
        place = QRect(box.right() - EDGE - width + 1, box.center().y() - scaled(TAG) // 2, width, scaled(TAG))
        fill_round(painter, QRectF(place), QColor(ground), CONTROL_RADIUS)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self._heading.font)
        painter.setPen(QColor(ink))
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, row.left)
        return width + 8

    def _line(self, painter: QPainter, at: QRect, text: str, which: int, ink: str) -> None:
        letters = (self._bold, self._small)[which]
        painter.setFont(letters.font)
        painter.setPen(QColor(ink))
        shown = letters.elided(text.replace("\n", "　"), at.width())
        painter.drawText(at, Qt.AlignmentFlag.AlignVCenter, shown)
