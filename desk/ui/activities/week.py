"""The week as a timetable: seven columns, hours down. Arrows go through the activities, Enter opens."""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QToolTip, QWidget

from desk.books.activities.model import Activity, ActivityState
from desk.core.almanac import almanac
from desk.core.calendar import DayKind, day_words, weekday_words
from desk.core.permissions import May
from desk.core.words import N_, _, marked
from desk.reports.activities.colours import COLOURS
from desk.services.session import Desk
from desk.ui.activities.board import CalendarBoard
from desk.ui.activities.grid import spoken
from desk.ui.activities.page import CalendarPage
from desk.ui.shell import theme
from desk.ui.shell.commands import Command, Commands

HOUR, SIDE, HEAD = 60, 46, 40
EARLIEST, LATEST = 8 * HOUR, 21 * HOUR
STEP = 30


class WeekView(QWidget):
    """Blocks side by side where they run at one time."""

    activity_opened = Signal(int)
    new_wanted = Signal(object, int)
    beyond = Signal(int)

    def __init__(self, board: CalendarBoard) -> None:
        super().__init__()
        self.board = board
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(_("Week"))
        self.setMinimumHeight(260)
        self.chosen: int | None = None

    @property
    def there(self) -> list[Activity]:
        """The week's activities in the order in which the arrows go through them."""
        return [activity for day in self.board.week for activity in self.board.on(day)]

    @property
    def span(self) -> tuple[int, int]:
        """Whole hours that hold everything of the week."""
        begins = min([EARLIEST, *(activity.begins // HOUR * HOUR for activity in self.there)])
        ends = max([LATEST, *(-(-activity.ends // HOUR) * HOUR for activity in self.there)])
        return begins, ends

    def show_board(self) -> None:
        """Show the board's week. What was chosen stays so; otherwise the first of the day, or of the week."""
        there = self.there
        if self.chosen not in [activity.id for activity in there]:
            on_day = [activity.id for activity in there if activity.day == self.board.day]
            self.chosen = next(iter(on_day or [activity.id for activity in there]), None)
        current = next((activity for activity in there if activity.id == self.chosen), None)
        self.setAccessibleDescription(spoken(current) if current else "")
        self.update()

    def blocks(self) -> list[tuple[Activity, QRectF]]:
        """Every activity with its place."""
        first, last = self.span
        wide, high = (self.width() - SIDE) / 7, (self.height() - HEAD) / (last - first)
        blocks = []
        for place, day in enumerate(self.board.week):
            for activity, lane, lanes in in_lanes(list(self.board.on(day))):
                x = SIDE + place * wide + lane * (wide - 4) / lanes
                y = HEAD + (activity.begins - first) * high
                blocks.append(
                    (
                        activity,
                        QRectF(
                            x + 2, y + 1, (wide - 4) / lanes - 2, max((activity.ends - activity.begins) * high - 2, 16)
                        ),
                    )
                )
        return blocks

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, c = QPainter(self), theme.colours()
        painter.fillRect(self.rect(), QColor(c.panel))
        font = QFont(painter.font())
        font.setPixelSize(12)
        painter.setFont(font)
        first, last = self.span
        wide, high = (self.width() - SIDE) / 7, (self.height() - HEAD) / (last - first)
        for place, day in enumerate(self.board.week):
            self._day(painter, day, QRectF(SIDE + place * wide, 0, wide, self.height()))
        for hour in range(first // HOUR, last // HOUR):
            y = HEAD + (hour * HOUR - first) * high
            painter.setPen(QColor(c.line))
            painter.drawLine(SIDE, round(y), self.width(), round(y))
            painter.setPen(QColor(c.muted))
            painter.drawText(QRectF(0, y, SIDE - 6, 18), Qt.AlignmentFlag.AlignRight, f"{hour:02d}:00")
        for activity, area in self.blocks():
            self._block(painter, activity, area)
        if self.hasFocus():
            self._focus(painter)
        painter.end()

    def _day(self, painter: QPainter, day: date, area: QRectF) -> None:
        c = theme.colours()
        off = self.board.calendar.kind(day) in (DayKind.WEEKEND, DayKind.HOLIDAY)
        if off:
            painter.fillRect(area, QColor(c.sunken))
        painter.setPen(QColor(c.brand if off or day == self.board.today else c.text))
        mark = self.board.calendar.mark(day)
        sign = f" {mark.sign}" if mark else ""
        top = QRectF(area.x(), 2, area.width(), HEAD - 4)
        painter.drawText(
            top, Qt.AlignmentFlag.AlignCenter, f"{weekday_words(day)} {day_words(day)}{sign}\n{almanac(day).caption}"
        )

    def _block(self, painter: QPainter, activity: Activity, area: QRectF) -> None:
        c, colour = theme.colours(), QColor(COLOURS[activity.kind])
        painter.save()
        painter.setOpacity(0.5 if activity.state is ActivityState.CANCELLED else 1)
        painter.fillRect(area, QColor(c.sunken))
        painter.fillRect(QRectF(area.x(), area.y(), 4, area.height()), colour)
        painter.setPen(QPen(colour, 2 if activity.id == self.chosen else 1))
        painter.drawRect(area)
        painter.setPen(QColor(c.text))
        font = QFont(painter.font())
        font.setStrikeOut(activity.state is ActivityState.CANCELLED)
        font.setItalic(activity.state is ActivityState.DRAFT)
        painter.setFont(font)
        mark = marked(activity.mark.label) if activity.is_changed else ""
        text = f"{activity.kind.letter} {mark}{activity.title}\n{activity.times} {activity.where}"
        inside, high = area.adjusted(8, 1, -3, -1), painter.fontMetrics().lineSpacing()
        most = max(int(inside.height() / high), 1)
        for n, line in enumerate(whole_lines(text, painter.fontMetrics(), inside.width(), most)):
            painter.drawText(QPointF(inside.x(), inside.y() + n * high + painter.fontMetrics().ascent()), line)
        painter.restore()

    def _focus(self, painter: QPainter) -> None:
        """Where one is: round the chosen activity, as bright where it is cancelled; in an empty week round all."""
        whole = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.setPen(QPen(QColor(theme.colours().focus), 2))
        painter.drawRect(next((area for activity, area in self.blocks() if activity.id == self.chosen), whole))

    def at(self, point: QPoint) -> Activity | None:
        """The activity painted at a point of this widget; None beside them."""
        return next((activity for activity, area in self.blocks() if area.contains(point)), None)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip and (activity := self.at(event.pos())):
            QToolTip.showText(event.globalPos(), spoken(activity), self)
            return True
        return super().event(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.setFocus()
        if activity := self.at(event.position().toPoint()):
            self.chosen = activity.id
            self.board.day = activity.day
            self.show_board()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        point = event.position().toPoint()
        if activity := self.at(point):
            self.activity_opened.emit(activity.id)
        elif point.x() > SIDE and point.y() > HEAD:
            first, last = self.span
            place = min(int((point.x() - SIDE) / ((self.width() - SIDE) / 7)), 6)
            minute = first + (point.y() - HEAD) / (self.height() - HEAD) * (last - first)
            self.new_wanted.emit(self.board.week[place], int(minute) // STEP * STEP)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        there = self.there
        ids = [activity.id for activity in there]
        at = ids.index(self.chosen) if self.chosen in ids else -1
        match event.key():
            case Qt.Key.Key_Return | Qt.Key.Key_Enter if self.chosen is not None:
                self.activity_opened.emit(self.chosen)
            case Qt.Key.Key_Down | Qt.Key.Key_Right if at + 1 < len(ids):
                self._choose(there[at + 1])
            case Qt.Key.Key_Up | Qt.Key.Key_Left if at > 0:
                self._choose(there[at - 1])
            case Qt.Key.Key_Down | Qt.Key.Key_Right | Qt.Key.Key_PageDown:
                self.beyond.emit(7)
            case Qt.Key.Key_Up | Qt.Key.Key_Left | Qt.Key.Key_PageUp:
                self.beyond.emit(-7)
            case _:
                super().keyPressEvent(event)

    def _choose(self, activity: Activity) -> None:
        self.chosen, self.board.day = activity.id, activity.day
        self.show_board()


def whole_lines(text: str, metrics: QFontMetrics, width: float, most: int) -> list[str]:
    """As much of a text as stands in so many lines; none is cut through, and the last ends in … where there is more."""
    lines: list[str] = []
    for part in text.split("\n"):
        rest = part.strip()
        while rest:
            if len(lines) == most:
                lines[-1] = metrics.elidedText(f"{lines[-1]}{rest}", Qt.TextElideMode.ElideRight, int(width))
                return lines
            fits = (n for n in range(len(rest), 1, -1) if metrics.horizontalAdvance(rest[:n]) <= width)
            many = next(fits, 1)
            lines.append(rest[:many])
            rest = rest[many:].lstrip()
    return lines


def in_lanes(there: list[Activity]) -> list[tuple[Activity, int, int]]:
    """Each activity with its lane and the number of lanes of those that run together."""
    placed: list[tuple[Activity, int, int]] = []
    group: list[tuple[Activity, int]] = []
    until: list[int] = []
    for activity in sorted(there, key=lambda a: (a.begins, -a.ends)):
        if until and activity.begins >= max(until):
            placed += [(each, lane, len(until)) for each, lane in group]
            group, until = [], []
        lane = next((n for n, ends in enumerate(until) if ends <= activity.begins), len(until))
        until[lane : lane + 1] = [activity.ends]
        group.append((activity, lane))
    return placed + [(each, lane, len(until)) for each, lane in group]


class WeekPage(CalendarPage):
    """周视图: seven days with their hours."""

    def __init__(self, desk: Desk, board: CalendarBoard) -> None:
        super().__init__(desk, board)
        self.view = WeekView(board)
        self.view.activity_opened.connect(self.opened)
        self.view.new_wanted.connect(self.new_wanted)
        self.view.beyond.connect(self._go)
        self.column.addWidget(self.view, 1)

    def make_commands(self) -> Commands:
        return (
            Command("↑/↓", N_("Earlier or later activity"), inside=self.view),
            Command("Enter", N_("Open the activity"), inside=self.view),
            Command("PgUp/PgDn", N_("Earlier or later week"), inside=self.view),
            Command("F2", N_("New activity"), self.new, may=May.PLAN_ACTIVITIES),
        )

    def _go(self, days: int) -> None:
        self.board.day += timedelta(days=days)
        self.moved.emit()

    def load(self) -> None:
        super().load()
        self.view.setFocus()

    def fill(self) -> None:
        self.view.show_board()
