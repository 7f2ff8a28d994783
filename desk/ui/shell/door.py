"""The left half of the sign-in page: the centre, the day, and whether it is open; nothing of what is in the book."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPointF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPolygonF, QShowEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from desk.core.calendar import day_words, weekday_words
from desk.core.clock import Clock
from desk.core.words import P_, _
from desk.services.doorplate import Doorplate
from desk.ui.shell import theme
from desk.ui.widgets.controls import label, row

MINUTE_MS = 60_000
MARK = 44
STAR = (
    *((0.5, 0.2), (0.576, 0.395), (0.785, 0.407), (0.624, 0.54), (0.676, 0.743)),
    *((0.5, 0.63), (0.324, 0.743), (0.376, 0.54), (0.215, 0.407), (0.424, 0.395)),
)
"""Points of the five-pointed star, as parts of the square around it."""


class ProgramSign(QWidget):
    """The program's mark: a star on a square with round corners."""

    def __init__(self, size: int = MARK) -> None:
        super().__init__()
        self.setFixedSize(size, size)

    def sizeHint(self) -> QSize:
        return self.size()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, c, side = QPainter(self), theme.colours(), self.width()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(c.on_brand))
        painter.drawRoundedRect(self.rect(), 6, 6)
        painter.setBrush(QColor(c.brand_deep))
        painter.drawPolygon(QPolygonF([QPointF(x * side, y * side) for x, y in STAR]))
        painter.end()


class Door(QFrame):
    """``plate`` is asked whenever the page is shown. The lunar day comes as soon as its tables are loaded."""

    loaded = Signal()
    """The almanac and the official calendar are there; may be emitted from any thread."""

    def __init__(self, plate: Callable[[], Doorplate], clock: Clock | None = None) -> None:
        super().__init__()
        self._plate, self._clock, self._has_almanac = plate, clock or Clock(), False
        self.setProperty("role", "door")
        self.centre = label("", "door-title", wrap=True)
        self.day = label("", "door-day")
        self.lunar = label(" ", "door-line", wrap=True)
        self.hours = label("", "door-heading", wrap=True)
        self.about_hours = label("", "door-line")
        heading = QVBoxLayout()
        heading.setSpacing(2)
        heading.addWidget(self.centre)
        self.under = label(_("Front desk"), "door-line")
        heading.addWidget(self.under)
        column = QVBoxLayout(self)
        column.setContentsMargins(32, 32, 32, 32)
        top = row(ProgramSign())
        top.addLayout(heading)
        top.setSpacing(12)
        column.addLayout(top)
        column.addStretch(1)
        column.addWidget(self.day)
        column.addWidget(self.lunar)
        column.addStretch(1)
        column.addWidget(self.about_hours)
        column.addWidget(self.hours)
        self._minutes = QTimer(self)
        self._minutes.timeout.connect(self.show_now)
        self._minutes.start(MINUTE_MS)
        self.loaded.connect(self._show_almanac)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.show_now()

    def show_now(self) -> None:
        """The day and the hours as they are now."""
        if not self.isVisible():
            return
        plate, today = self._plate(), self._clock.today()
        self.centre.setText(plate.centre or _("Neighbourhood centre front desk"))
        self.under.setVisible(bool(plate.centre))
        self.day.setText(f"{day_words(today)} {weekday_words(today)}")
        hours = plate.hours_on(today)
        self.about_hours.setVisible(hours is not None)
        self.about_hours.setText(P_("at the door", "Open today"))
        self.hours.setVisible(hours is not None)
        self.hours.setText("　".join(hours or ()) or P_("at the door", "closed"))
        if self._has_almanac:
            self._show_almanac()

    def _show_almanac(self) -> None:
        """Beside the year: the lunar day, and whether the official calendar works or rests."""
        from desk.core.almanac import lunar_words
        from desk.core.calendar import DayKind, WorkCalendar, rest_sign

        self._has_almanac = True
        today = self._clock.today()
        kind = WorkCalendar().kind(today)
        sign = "" if kind is DayKind.WORKDAY else rest_sign(working=kind is DayKind.MAKE_UP)
        year = P_("calendar year", "{year}", year=today.year)
        self.lunar.setText(" · ".join(filter(None, (year, lunar_words(today), sign))))
