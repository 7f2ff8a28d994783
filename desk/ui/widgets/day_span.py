"""From which day to which: 今天, 昨天, 本周, 本月, 本年 or any two days."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from enum import Enum

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from desk.core.month import Month
from desk.core.words import N_, _
from desk.services.session import Desk
from desk.ui.shell.text_size import hold
from desk.ui.shell.tokens import GAPS
from desk.ui.widgets.controls import Combo
from desk.ui.widgets.day_line import DayLine
from desk.ui.widgets.field_parts import NARROW

Span = tuple[date | None, date | None]
"""The first and the last day; None is without an end."""


class SpanChoice(Enum):
    """Spans of days to choose from."""

    TODAY = N_("Today")
    YESTERDAY = N_("Yesterday")
    THIS_WEEK = N_("This week")
    WEEK = N_("Last 7 days")
    MONTH = N_("This month")
    QUARTER = N_("Last 90 days")
    YEAR = N_("This year")
    SHOWN = N_("The month shown")
    ALL = N_("All days")
    RANGE = N_("Any two days")

    def span(self, today: date) -> Span:
        """Its days, up to the newest. A week begins on Monday; the last 7 and the last 90 have today among them. The
        two days of a range stand elsewhere, and so does the month shown.
        """
        yesterday = today - timedelta(days=1)
        spans: dict[SpanChoice, Span] = {
            SpanChoice.TODAY: (today, None),
            SpanChoice.YESTERDAY: (yesterday, yesterday),
            SpanChoice.THIS_WEEK: (today - timedelta(days=today.weekday()), None),
            SpanChoice.WEEK: (today - timedelta(days=6), None),
            SpanChoice.MONTH: (Month.of(today).first, None),
            SpanChoice.QUARTER: (today - timedelta(days=89), None),
            SpanChoice.YEAR: (today.replace(month=1, day=1), None),
        }
        return spans.get(self, (None, None))

    def whole(self, today: date) -> Span:
        """The same where days to come count as well: with both of its ends."""
        first, last = self.span(today)
        ends = {
            SpanChoice.TODAY: today,
            SpanChoice.THIS_WEEK: today + timedelta(days=6 - today.weekday()),
            SpanChoice.WEEK: today,
            SpanChoice.MONTH: Month.of(today).last,
            SpanChoice.QUARTER: today,
            SpanChoice.YEAR: today.replace(month=12, day=31),
        }
        return first, ends.get(self, last)


OF_CASES = (
    SpanChoice.TODAY,
    SpanChoice.YESTERDAY,
    SpanChoice.THIS_WEEK,
    SpanChoice.WEEK,
    SpanChoice.MONTH,
    SpanChoice.QUARTER,
    SpanChoice.ALL,
    SpanChoice.RANGE,
)
OF_LOG = (
    SpanChoice.TODAY,
    SpanChoice.YESTERDAY,
    SpanChoice.THIS_WEEK,
    SpanChoice.MONTH,
    SpanChoice.YEAR,
    SpanChoice.RANGE,
)
OF_CALENDAR = (SpanChoice.SHOWN, *OF_LOG)
"""What is offered where: a log holds what was, a calendar has a month in sight and days to come."""


class DaySpan(QWidget):
    """A span of ``SpanChoice``; the two days of a range have their fields beside it."""

    changed = Signal()
    """By hand, or by ``choose``."""
    refused = Signal(str)
    """What was typed is no day."""

    def __init__(self, desk: Desk, choices: Sequence[SpanChoice] = OF_CASES, *, whole: bool = False) -> None:
        """``whole`` where days to come count as well."""
        super().__init__()
        self._desk, self._choices, self._whole = desk, choices, whole
        self.choice = Combo([(_(each.value), each) for each in choices])
        self.choice.setAccessibleName(_("Days"))
        self.first, self.last = DayLine(desk), DayLine(desk)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        inner = QHBoxLayout(self)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(GAPS[1])
        inner.addWidget(self.choice)
        for line, name in ((self.first, _("From")), (self.last, _("To"))):
            hold(line, QWidget.setFixedWidth, NARROW)
            line.setAccessibleName(name)
            line.hide()
            line.day_changed.connect(lambda _day: self.changed.emit())
            line.refused.connect(self.refused)
            inner.addWidget(line)
        self.choice.currentIndexChanged.connect(self._chosen)

    @property
    def value(self) -> SpanChoice:
        """What is chosen."""
        chosen = self.choice.value
        assert isinstance(chosen, SpanChoice)
        return chosen

    @property
    def span(self) -> Span:
        """The days; two that stand the wrong way round are turned."""
        if self.value is not SpanChoice.RANGE:
            return self._days_of(self.value)
        first, last = self.first.day, self.last.day
        return (last, first) if first and last and last < first else (first, last)

    def _days_of(self, choice: SpanChoice) -> Span:
        today = self._desk.clock.today()
        return choice.whole(today) if self._whole else choice.span(today)

    def choose(self, choice: SpanChoice) -> None:
        """Another span; a range begins with the days that were chosen before."""
        self.choice.choose(choice)

    def show_span(self, first: date | None, last: date | None) -> None:
        """The choice that has these days, or else the range; nobody is told."""
        elsewhere = (SpanChoice.RANGE, SpanChoice.SHOWN)
        fitting = (each for each in self._choices if each not in elsewhere and self._days_of(each) == (first, last))
        self.show_choice(next(fitting, SpanChoice.RANGE))
        self._show_days(first, last)

    def show_choice(self, choice: SpanChoice) -> None:
        """Another span, of which nobody is told."""
        self.choice.blockSignals(True)
        self.choice.choose(choice)
        self.choice.blockSignals(False)
        self.show_lines()

    def _show_days(self, first: date | None, last: date | None) -> None:
        for line, day in ((self.first, first), (self.last, last)):
            line.show_day(day)
        self.show_lines()

    def show_lines(self) -> None:
        """The two days have their fields only where a range is chosen."""
        for line in (self.first, self.last):
            line.setVisible(self.value is SpanChoice.RANGE)

    def _chosen(self, _at: int) -> None:
        if self.value is SpanChoice.RANGE and not (self.first.day or self.last.day):
            today = self._desk.clock.today()
            self._show_days(Month.of(today).first, today)
        self._show_days(self.first.day, self.last.day)
        self.changed.emit()
