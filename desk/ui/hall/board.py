"""What stands where on the public screen: the newest call over the whole width, below it the last calls, who is next,
and on the right the wait, today's activities and hours; at the foot the centre's notice.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from desk.core.calendar import date_words, weekday_words
from desk.core.clock import local
from desk.core.words import P_, _
from desk.services.hall import LAST_CALLS, NEXT, HallActivity, HallView
from desk.ui.hall.hall_text import HallText
from desk.ui.hall.legibility import font, font_share
from desk.ui.hall.pager import Pager, lines_of
from desk.ui.shell import theme

RIGHT = Qt.AlignmentFlag.AlignRight
CENTRE = Qt.AlignmentFlag.AlignHCenter
NEWEST, TO_WINDOW, CAPTION, SMALL, NOTICE = 0.25, 0.15, 0.045, 0.037, 0.06
"""Sizes of the font in heights of the screen; what has to be read from the whole hall has ``font_share``."""
ACTIVITIES = 2
MARGIN, GAP = 0.025, 0.012


class Ground(QWidget):
    """A rounded area in a colour of the theme, by its name in ``Tokens``."""

    def __init__(self, colour: str, layout: QBoxLayout) -> None:
        super().__init__()
        self._colour = colour
        self.setLayout(layout)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(getattr(theme.colours(), self._colour)))
        radius = self.window().height() * GAP
        painter.drawRoundedRect(self.rect(), radius, radius)
        painter.end()


class Board(QWidget):
    """All texts of the screen."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        far = font_share()
        self.name, self.now = HallText(CAPTION), HallText(CAPTION, "muted", RIGHT)
        self.number = HallText(NEWEST, "on_brand", CENTRE)
        self.window_words = HallText(TO_WINDOW, "on_brand", CENTRE)
        self.calls = [HallText(far) for _place in range(1, LAST_CALLS)]
        self.windows = [HallText(far) for _place in range(1, LAST_CALLS)]
        self.next = [HallText(far, "focus") for _place in range(NEXT)]
        self.waiting, self.wait = HallText(CAPTION * 1.3), HallText(CAPTION * 1.3)
        self.activities = [HallText(SMALL, bold=not place % 2) for place in range(2 * ACTIVITIES)]
        self.hours = HallText(SMALL, bold=False)
        self.notice = HallText(NOTICE)
        self._captions = {
            "calls": HallText(CAPTION, "muted", bold=False),
            "next": HallText(CAPTION, "muted", bold=False),
            "activities": HallText(CAPTION, "muted", bold=False),
            "hours": HallText(CAPTION, "muted", bold=False),
        }
        self._captions["hours"].show_text(_("Open today"))
        self._view: HallView | None = None
        self._unit = 0.0
        self._activity_pages: Pager[HallActivity] = Pager(ACTIVITIES)
        self._notice_pages: Pager[str] = Pager(1)
        self._lay_out()

    def _lay_out(self) -> None:
        self._head, self._band = QHBoxLayout(), QHBoxLayout()
        self._head.addWidget(self.name, 3)
        self._head.addWidget(self.now, 2)
        self._band.addWidget(self.number, 10)
        self._band.addWidget(self.window_words, 11)
        self.band = Ground("brand_fill", self._band)
        rows = QVBoxLayout()
        self._lines: list[QHBoxLayout] = []
        rows.addWidget(self._captions["calls"])
        for call, window in zip(self.calls, self.windows, strict=True):
            line = QHBoxLayout()
            line.addWidget(call, 5)
            line.addWidget(window, 8)
            rows.addLayout(line)
            self._lines.append(line)
        rows.addStretch(1)
        today = (self._captions["activities"], *self.activities, self._captions["hours"], self.hours)
        beside = _column(self.waiting, self.wait, *today)
        self._columns = [rows, _column(self._captions["next"], *self.next), beside]
        self._grounds = [Ground("panel", column) for column in self._columns]
        self._middle = QHBoxLayout()
        for made, stretch in zip(self._grounds, (92, 38, 58), strict=True):
            self._middle.addWidget(made, stretch)
        self._foot_line = QHBoxLayout()
        self._foot_line.addWidget(self.notice)
        self._foot = Ground("warn_soft", self._foot_line)
        self._outer = QVBoxLayout(self)
        self._outer.addLayout(self._head)
        self._outer.addWidget(self.band, 29)
        self._outer.addLayout(self._middle, 47)
        self._outer.addWidget(self._foot)

    def fit(self, unit: float) -> None:
        """Everything as large as a screen wants it that is ``unit`` pixels high."""
        self._unit = unit
        for text in self.findChildren(HallText):
            text.fit(unit)
        margin, gap = round(unit * MARGIN), round(unit * GAP)
        self._outer.setContentsMargins(margin, gap, margin, gap)
        self._outer.setSpacing(gap)
        self._middle.setSpacing(gap)
        for line in self._lines:
            line.setSpacing(2 * gap)
        for column in self._columns:
            column.setContentsMargins(margin, gap, margin, gap)
            column.setSpacing(0)
        self._band.setContentsMargins(margin, 0, margin, 0)
        self._foot_line.setContentsMargins(margin, 0, margin, 0)
        if self._view is not None:
            self._show_notice()

    def show_view(self, view: HallView, now: datetime) -> None:
        """Everything as the data file has it."""
        self._view = view
        self.show_time(now)
        self.name.show_text(view.centre)
        newest = view.calls[0] if view.calls else None
        self.number.show_text(newest.label if newest else _("Welcome"))
        self.window_words.show_text(_window_words(newest.window) if newest else _("Please take a number"))
        for place, (call, window) in enumerate(zip(self.calls, self.windows, strict=True), 1):
            shown = view.calls[place] if place < len(view.calls) else None
            call.show_text(shown.label if shown else "")
            window.show_text(shown.window if shown else "")
        self._captions["calls"].show_text(_("Called before") if len(view.calls) > 1 else "")
        self._captions["next"].show_text(P_("public screen", "Next") if view.next else "")
        for place, text in enumerate(self.next):
            text.show_text(view.next[place] if place < len(view.next) else "")
        self.waiting.show_text(P_("public screen", "{n} waiting", n=view.waiting))
        self.wait.show_text(_("about {n} minutes", n=view.wait) if view.wait else _("no waiting"))
        self.hours.show_text(" ".join(view.hours) or _("Closed today"))
        self._show_activities(view.activities)
        self._show_notice()

    def show_time(self, now: datetime) -> None:
        """Date, weekday and time of the centre's clock."""
        here = local(now)
        self.now.show_text(f"{date_words(here.date())} {weekday_words(here.date())} {here:%H:%M}")

    def turn(self) -> None:
        """On to the next page of what does not fit at once."""
        self._activity_pages.turn()
        self._notice_pages.turn()
        self._show_pages()

    def _show_activities(self, activities: Sequence[HallActivity]) -> None:
        self._captions["activities"].show_text(_("Activities today") if activities else "")
        self._activity_pages.take(activities)
        self._show_pages()

    def _show_notice(self) -> None:
        assert self._view is not None
        self._foot.setVisible(bool(self._view.notice.strip()))
        room = self.width() - 4 * round(self._unit * MARGIN)
        self._notice_pages.take(lines_of(self._view.notice, font(NOTICE * self._unit), max(room, 1)))
        self._show_pages()

    def _show_pages(self) -> None:
        shown = self._activity_pages.shown
        for place in range(ACTIVITIES):
            title, details = self.activities[2 * place : 2 * place + 2]
            activity = shown[place] if place < len(shown) else None
            title.show_text(activity.title if activity else "")
            details.show_text(f"{activity.times}　{activity.where}" if activity else "")
        self.notice.show_text("".join(self._notice_pages.shown))


def _column(*texts: HallText) -> QVBoxLayout:
    made = QVBoxLayout()
    for text in texts:
        made.addWidget(text)
    made.addStretch(1)
    return made


def _window_words(window: str) -> str:
    """请到1号窗口; where the PC that called has no name for its window, only 请到窗口."""
    return _("Please come to {window}", window=window) if window else _("Please come to the window")
