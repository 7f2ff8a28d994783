"""The calendar that a field of a day opens: a month with lunar days and the marks 休 and 班."""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from desk.books.centre import days_off
from desk.core.almanac import almanac
from desk.core.calendar import WorkCalendar, full_date_words, short_weekdays, weekday_words
from desk.core.month import Month
from desk.core.tone import Tone
from desk.core.words import _
from desk.services.session import Desk
from desk.ui.widgets.controls import button
from desk.ui.widgets.inks import Inks
from desk.ui.widgets.month_control import MonthControl

WIDE, HIGH, HEAD = 50, 42, 26
"""Pixels of a day, and of the line with the weekdays."""
WEEKS = 6
"""So many touch the longest month: the calendar keeps its height."""
STEPS = {
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Up: -7,
    Qt.Key.Key_Down: 7,
}
"""In days."""


class DayCalendar(QFrame):
    """Closes when a day is taken, on Esc, and on a click beside it."""

    taken = Signal(object)
    """The ``date`` chosen."""
    closed = Signal()

    def __init__(self, line: QWidget, desk: Desk, day: date) -> None:
        super().__init__(line, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setProperty("role", "popup")
        self._line = line
        with desk.read() as work:
            marks = days_off.calendar(work)
        today = desk.clock.today()
        self.grid = DayGrid(day, today, marks)
        self.grid.taken.connect(self._take)
        self.month = MonthControl(desk.clock.today, Month.of(day))
        self.month.changed.connect(lambda month: self.grid.go_to(month.same_day(self.grid.day)))
        self.grid.moved.connect(lambda at: self.month.show_month(Month.of(at)))
        head = QHBoxLayout()
        head.addWidget(self.month)
        head.addStretch(1)
        head.addWidget(button(_("Today"), lambda: self._take(today), "flat"))
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        column.addLayout(head)
        column.addWidget(self.grid)

    def open(self) -> None:
        """Below the line, or above it where the screen ends."""
        self.adjustSize()
        screen = self._line.screen().availableGeometry()
        at = self._line.mapToGlobal(QPoint(0, self._line.height() + 2))
        if at.y() + self.height() > screen.bottom():
            at.setY(max(screen.top(), self._line.mapToGlobal(QPoint(0, 0)).y() - self.height() - 2))
        at.setX(max(screen.left(), min(at.x(), screen.right() - self.width())))
        self.move(at)
        self.show()
        self.grid.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        super().closeEvent(event)
        self.closed.emit()

    def _take(self, day: date) -> None:
        self.close()
        self.taken.emit(day)


class DayGrid(QWidget):
    """Six weeks around a day, painted. Arrows move, PgUp and PgDn take another month, Enter or a click takes it."""

    taken = Signal(object)
    moved = Signal(object)

    def __init__(self, day: date, today: date, marks: WorkCalendar) -> None:
        super().__init__()
        self.day, self._today, self._marks = day, today, marks
        self._hovered: date | None = None
        self._weekdays = short_weekdays(range(7))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setFixedSize(self.sizeHint())
        self.setAccessibleName(_("Calendar"))
        self._describe()

    def sizeHint(self) -> QSize:
        return QSize(7 * WIDE, HEAD + WEEKS * HIGH)

    def go_to(self, day: date) -> None:
        """Choose another day, without taking it."""
        self.day = day
        self._describe()
        self.moved.emit(day)
        self.update()

    def _describe(self) -> None:
        mark = self._marks.mark(self.day)
        parts = (
            full_date_words(self.day),
            weekday_words(self.day),
            almanac(self.day).caption,
            mark.sign if mark else "",
        )
        self.setAccessibleDescription(" ".join(filter(None, parts)))

    @property
    def _first(self) -> date:
        return Month.of(self.day).weeks[0]

    def area(self, day: date) -> QRect:
        """Where a day of the month in sight stands."""
        row, column = divmod((day - self._first).days, 7)
        return QRect(column * WIDE, HEAD + row * HIGH, WIDE, HIGH)

    def _day_at(self, at: QPoint) -> date | None:
        if not self.rect().contains(at) or at.y() < HEAD:
            return None
        return self._first + timedelta(days=(at.y() - HEAD) // HIGH * 7 + at.x() // WIDE)

    def paintEvent(self, _event: QPaintEvent) -> None:
        inks = Inks.in_use()
        painter = QPainter(self)
        painter.setFont(inks.small.font)
        painter.setPen(inks.muted)
        for place, name in enumerate(self._weekdays):
            painter.drawText(QRect(place * WIDE, 0, WIDE, HEAD), Qt.AlignmentFlag.AlignCenter, name)
        for n in range(WEEKS * 7):
            self._paint_day(painter, inks, self._first + timedelta(days=n))

    def _paint_day(self, painter: QPainter, inks: Inks, day: date) -> None:
        area = self.area(day).adjusted(1, 1, -1, -1)
        if day == self.day:
            painter.fillRect(area, inks.select)
            if self.hasFocus():
                painter.setPen(inks.ring)
                painter.drawRect(area.adjusted(1, 1, -1, -1))
        elif day == self._hovered:
            painter.fillRect(area, inks.hover)
        outside = day not in Month.of(self.day)
        letters = inks.strong if day == self._today else inks.regular
        painter.setFont(letters.font)
        painter.setPen(inks.muted if outside else inks.text)
        head, middle = QRect(area.x(), area.y() + 1, area.width(), 20), Qt.AlignmentFlag.AlignCenter
        painter.drawText(head, middle, str(day.day))
        if day == self._today:
            wide = letters.width(str(day.day))
            painter.fillRect(QRect(head.center().x() - wide // 2, head.bottom() - 1, wide, 2), inks.focus)
        painter.setFont(inks.small.font)
        if mark := self._marks.mark(day):
            painter.setPen(inks.tones[Tone.DUE_SOON if mark.working else Tone.DONE][0])
            painter.drawText(head.adjusted(0, 0, -2, 0), Qt.AlignmentFlag.AlignRight, mark.sign)
        known = almanac(day)
        painter.setPen(inks.muted)
        lunar = inks.small.elided(known.name or known.lunar, area.width())
        painter.drawText(QRect(area.x(), area.y() + 20, area.width(), area.height() - 20), middle, lunar)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.taken.emit(self.day)
        elif key in STEPS:
            self.go_to(self.day + timedelta(days=STEPS[key]))
        elif key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            self.go_to(Month.of(self.day).plus(1 if key is Qt.Key.Key_PageDown else -1).same_day(self.day))
        else:
            super().keyPressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        before, self._hovered = self._hovered, self._day_at(event.position().toPoint())
        for day in {before, self._hovered} - {None}:
            assert day is not None
            self.update(self.area(day))

    def leaveEvent(self, event: QEvent) -> None:
        self._hovered = None
        self.update()
        super().leaveEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        day = self._day_at(event.position().toPoint())
        if day is not None and event.button() is Qt.MouseButton.LeftButton:
            self.taken.emit(day)
