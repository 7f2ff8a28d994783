"""The one field of a day: typed as 1128, 11-28, 明天 or 下周三, stepped by keys, or chosen in a calendar."""

from __future__ import annotations

from contextlib import suppress
from datetime import date, timedelta

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent

from desk.core import days, typed_days
from desk.core.calendar import weekday_words
from desk.core.days import NoDay
from desk.core.errors import Invalid, Problem
from desk.core.month import Month
from desk.core.typed_days import Leaning
from desk.core.words import _
from desk.services.session import Desk
from desk.ui.shell import theme
from desk.ui.widgets.day_calendar import DayCalendar
from desk.ui.widgets.icons import icon
from desk.ui.widgets.inks import Inks
from desk.ui.widgets.stepped_line import SteppedLine

SIGN = 16
ROOM = SIGN + 12
"""Pixels that the sign of the calendar takes, with the space around it."""


class DayLine(SteppedLine):
    """``day`` is what stands in it, None for nothing and for what is no day.

    ↑↓ take the day before or after, PgUp/PgDn the month, Alt+↓ or a click on the sign opens the calendar. What was
    understood stands muted behind what is typed, and takes its place when the line is left.
    """

    day_changed = Signal(object)
    """Another day, by hand; None when the line was emptied."""

    def __init__(self, desk: Desk, day: date | None = None, leaning: Leaning = Leaning.NEAREST) -> None:
        super().__init__()
        self._desk, self._leaning = desk, leaning
        self._shown: date | None = None
        self._understood = ""
        self.calendar: DayCalendar | None = None
        """The open one."""
        self.setTextMargins(0, 0, ROOM - 8, 0)
        self.setProperty("role", "day")
        self.setMouseTracking(True)
        self.setPlaceholderText("2026-01-31")
        self.setToolTip(
            _("Type 0131, 1-31 or tomorrow; ↑↓ take another day, PgUp and PgDn another month, Alt+↓ opens a calendar.")
        )
        self.textChanged.connect(self._look)
        self.show_day(day)

    @property
    def today(self) -> date:
        """By the desk's clock."""
        return self._desk.clock.today()

    @property
    def day(self) -> date | None:
        """The day that stands there; None for nothing, and for what is no day."""
        try:
            return self.understand()
        except NoDay:
            return None

    def show_day(self, day: date | None) -> None:
        """Another day, which nobody is told of. What is stored is shown also where it could not be typed."""
        self._shown = day
        super().setText(day.isoformat() if day else "")

    def setText(self, text: str | None, /) -> None:
        self._shown = None
        super().setText(text)
        self._shown = self.day

    @property
    def written(self) -> str:
        """The day as 2026-01-31; what is typed where that is no day."""
        day = self.day
        return day.isoformat() if day else self.text()

    def day_in(self, field: str) -> date:
        """The day. Raises ``Invalid`` for nothing, and for what is no day."""
        day = self.day_or_none(field)
        if day is None:
            raise typed_days.missing_day(field)
        return day

    def day_or_none(self, field: str) -> date | None:
        """The day, None for nothing. Raises ``Invalid`` for what is no day."""
        try:
            return self.understand()
        except NoDay as wrong:
            raise Invalid(Problem(field, wrong.message)) from None

    def understand(self) -> date | None:
        if self._shown and not self.is_touched:
            return self._shown
        return typed_days.read_day(self.text(), self.today, self._leaning)

    def settle(self) -> None:
        before, day = self._shown, self.understand()
        self.show_day(day)
        if day != before:
            self.day_changed.emit(day)

    def step(self, small: int, big: int) -> None:
        """A day or a month further; from an empty line, today."""
        day = self.day
        if day is None:
            self.take(self.today)
            return
        further = Month.of(day).plus(big).same_day(day) if big else day + timedelta(days=small)
        with suppress(NoDay):
            self.take(days.day_of(further, self.today) or day)

    def take(self, day: date) -> None:
        """A day chosen by hand."""
        before = self._shown
        self.show_day(day)
        self.textEdited.emit(self.text())
        if day != before:
            self.day_changed.emit(day)

    def open_calendar(self) -> None:
        """The month around the day, below the line or above it."""
        self.calendar = DayCalendar(self, self._desk, self.day or self.today)
        self.calendar.taken.connect(self.take)
        self.calendar.closed.connect(self._forget_calendar)
        self.calendar.open()

    def _forget_calendar(self) -> None:
        self.calendar = None

    def _look(self, text: str) -> None:
        """What is shown of what was understood: the weekday, and the day where it is not yet written out."""
        day = self.day
        if day is None:
            self._understood = ""
        elif text.strip() == day.isoformat():
            self._understood = weekday_words(day)
        else:
            short = day.isoformat() if day.year != self.today.year else f"{day:%m-%d}"
            self._understood = f"{short} {weekday_words(day)}"
        self.update()

    @property
    def _sign(self) -> QRect:
        return QRect(self.width() - ROOM, (self.height() - SIGN) // 2, SIGN, SIGN)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        inks, colours = Inks.in_use(), theme.colours()
        painter = QPainter(self)
        sign = self._sign
        ink = colours.muted if self.isEnabled() else colours.faint
        painter.drawPixmap(sign.topLeft(), icon("calendar-days", ink, SIGN, self.devicePixelRatioF()))
        begins = 10 + self.fontMetrics().horizontalAdvance(self.text()) + 6
        if self._understood and inks.small.width(self._understood) <= sign.left() - 6 - begins:
            painter.setFont(inks.small.font)
            painter.setPen(inks.muted)
            room = QRect(begins, 0, sign.left() - 6 - begins, self.height())
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, self._understood)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.open_calendar()
        else:
            super().keyPressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        over = event.position().x() >= self.width() - ROOM
        self.setCursor(Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.IBeamCursor)
        super().mouseMoveEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton and event.position().x() >= self.width() - ROOM:
            self.open_calendar()
        else:
            super().mousePressEvent(event)
