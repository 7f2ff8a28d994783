"""Loads as charts: bars against the fair share for a month, twelve small ones for a year."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QToolTip, QWidget

from desk.books.roster.loads import duties_words
from desk.books.roster.year import YearRow
from desk.core.words import P_, _, clauses
from desk.ui.charts.chart import Chart, Reading
from desk.ui.charts.grid import GridChart
from desk.ui.shell.text_size import hold, scaled
from desk.ui.widgets.inks import Inks
from desk.ui.widgets.whole_text import hint

ROW, NAME, NUMBER = 34, 72, 54
HEAD, HIGH, BALANCE = 26, 64, 110
"""Lengths at the usual size of letters: of a month's row, and of a year's."""
MUCH = 100
"""Points over or under the fair share from which on it is told in the colour of what is wrong: one duty."""
MONTHS = 12
ENDS = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight


@dataclass(frozen=True)
class LoadBar:
    """One person's month: load, what would be due with the past counted, and the explanation on hover. Points."""

    name: str
    load: int
    due: int
    why: str


class LoadBars(Chart):
    """A bar a person with a stroke where the fair share lies; the number says by how much it is over or under.

    The chart is narrow and its explanations are long: they stand beside it, as tips do."""

    MOVES = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}  # noqa: RUF012
    TIP_INSIDE = False

    def __init__(self) -> None:
        super().__init__(_("Loads"))
        self._bars: Sequence[LoadBar] = ()
        hold(self, QWidget.setMinimumWidth, 220)

    def show_bars(self, bars: Sequence[LoadBar]) -> None:
        """Show these; the chart is as high as they need, and read aloud as load/due."""
        self._bars = bars
        hold(self, QWidget.setMinimumHeight, ROW * len(bars))
        self.renew()

    def summary(self) -> str:
        return clauses(f"{b.name} {duties_words(b.load)}/{duties_words(b.due)}" for b in self._bars)

    def sizeHint(self) -> QSize:
        return QSize(scaled(240), scaled(ROW) * max(len(self._bars), 1))

    @property
    def many(self) -> int:
        return len(self._bars)

    def area(self, place: int) -> QRectF:
        return QRectF(0, place * scaled(ROW), self.width(), scaled(ROW))

    def reading(self, place: int) -> Reading:
        return Reading(self._bars[place].name, (self._bars[place].why,))

    def begins(self) -> int:
        return 0

    def look_at(self, place: int | None) -> None:
        is_new = place != self.at
        super().look_at(place)
        if is_new and place is not None:
            below = self.mapToGlobal(QPoint(scaled(NAME), (place + 1) * scaled(ROW)))
            QToolTip.showText(below, hint(self._bars[place].why), self)
        elif is_new:
            QToolTip.hideText()

    def paint(self, painter: QPainter, inks: Inks) -> None:
        most = max((max(bar.load, bar.due) for bar in self._bars), default=0) or 1
        high, left, right = scaled(ROW), scaled(NAME), scaled(NUMBER)
        space = self.width() - left - right
        for place, bar in enumerate(self._bars):
            y = place * high
            if place == self.at:
                painter.fillRect(self.area(place), inks.hover)
            painter.setPen(inks.text)
            name = QRectF(4, y, left - 8, high)
            painter.drawText(name, Qt.AlignmentFlag.AlignVCenter, inks.small.elided(bar.name, left - 8))
            painter.fillRect(QRectF(left, y + 9, max(space * bar.load / most, 0), high - 18), inks.data[0])
            due = left + max(space * bar.due / most, 0)
            painter.setPen(QPen(inks.text, 2))
            painter.drawLine(QPointF(due, y + 4), QPointF(due, y + high - 4))
            over = bar.load - bar.due
            painter.setPen(inks.bad if abs(over) > MUCH else inks.muted)
            text = f"{over / 100:+.2f}" if over else "0"
            painter.drawText(QRectF(self.width() - right, y, right - 4, high), ENDS, text)


class YearBars(GridChart):
    """A row a person, twelve bars each with the fair share as a stroke; the year's balance at the end."""

    def __init__(self) -> None:
        super().__init__(_("Year loads"))
        self._lines: Sequence[YearRow] = ()

    def show_lines(self, lines: Sequence[YearRow]) -> None:
        """Show these, a line a person."""
        self._lines = lines
        hold(self, QWidget.setMinimumHeight, HEAD + HIGH * max(len(lines), 1))
        self.renew()

    def summary(self) -> str:
        return clauses(f"{line.name} {line.over / 100:+.2f}" for line in self._lines)

    @property
    def rows(self) -> int:
        return len(self._lines)

    @property
    def columns(self) -> int:
        return MONTHS

    @property
    def _step(self) -> float:
        return (self.width() - scaled(NAME) - scaled(BALANCE)) / MONTHS

    def area(self, place: int) -> QRectF:
        row, month = divmod(place, MONTHS)
        high = scaled(HIGH)
        return QRectF(scaled(NAME) + month * self._step, scaled(HEAD) + row * high, self._step, high)

    def reading(self, place: int) -> Reading:
        row, month = divmod(place, MONTHS)
        line = self._lines[row]
        load, fair = line.loads[month], line.fair[month]
        name = f"{line.name}　{_('m{n}', n=month + 1)}"
        if load is None:
            return Reading(name, (P_("load of a month", "nothing planned"),))
        return Reading(
            name,
            (
                P_("load of a month", "load {n}", n=duties_words(load)),
                P_("load of a month", "fair share {n}", n=duties_words(fair or 0)),
            ),
        )

    def paint(self, painter: QPainter, inks: Inks) -> None:
        most = max((p or 0 for line in self._lines for p in (*line.loads, *line.fair)), default=0) or 1
        left, head, high, balance_wide = scaled(NAME), scaled(HEAD), scaled(HIGH), scaled(BALANCE)
        middle, step = Qt.AlignmentFlag.AlignCenter, self._step
        painter.setPen(inks.muted)
        for n in range(MONTHS):
            painter.drawText(QRectF(left + n * step, 0, step, head), middle, _("m{n}", n=n + 1))
        end = left + MONTHS * step
        painter.drawText(QRectF(end, 0, balance_wide - 4, head), middle, _("over or under"))
        if self.at is not None:
            painter.fillRect(self.area(self.at), inks.hover)
        for place, line in enumerate(self._lines):
            y = head + place * high
            painter.setPen(inks.line)
            painter.drawLine(QPointF(0, y), QPointF(self.width(), y))
            painter.setPen(inks.text)
            name = QRectF(4, y, left - 8, high)
            painter.drawText(name, Qt.AlignmentFlag.AlignVCenter, inks.small.elided(line.name, left - 8))
            for n, (load, fair) in enumerate(zip(line.loads, line.fair, strict=True)):
                if load is not None:
                    area = self.area(place * MONTHS + n).adjusted(0, 4, 0, -4)
                    self._paint_month(painter, inks, area, (load / most, (fair or 0) / most), duties_words(load))
            painter.setPen(inks.bad if abs(line.over) > MUCH else inks.text)
            balance = QRectF(end, y, balance_wide - 4, high)
            painter.drawText(balance, middle, _("{n} duties", n=f"{line.over / 100:+.2f}"))

    def _paint_month(self, painter: QPainter, inks: Inks, area: QRectF, parts: tuple[float, float], text: str) -> None:
        load, fair = parts
        high, base = area.height() - scaled(14), area.bottom()
        wide = min(area.width() * 0.5, 26)
        x = area.x() + (area.width() - wide) / 2
        painter.fillRect(QRectF(x, base - high * load, wide, high * load), inks.data[0])
        painter.setPen(QPen(inks.text, 2))
        painter.drawLine(QPointF(x - 4, base - high * fair), QPointF(x + wide + 4, base - high * fair))
        painter.setPen(inks.muted)
        above = QRectF(area.x(), base - high * max(load, fair) - scaled(16), area.width(), scaled(15))
        painter.drawText(above, Qt.AlignmentFlag.AlignCenter, text)
