"""Which days the figures are of: how long, and the control of a day, of a week to a year, or of any two days."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desk.core.period import Period, PeriodKind
from desk.core.typed_days import Leaning
from desk.core.words import P_, _
from desk.services.session import Desk
from desk.ui.shell.text_size import hold
from desk.ui.widgets.controls import GAP, Combo, label
from desk.ui.widgets.day_line import DayLine
from desk.ui.widgets.field_parts import NARROW
from desk.ui.widgets.month_control import PeriodControl


class PeriodChooser(QWidget):
    """``period`` is what is chosen."""

    changed = Signal()
    refused = Signal(str)
    """Words for what was typed and cannot be read."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        today = desk.clock.today()
        self.period = Period.around(PeriodKind.MONTH, today)
        self._today = desk.clock.today
        self.kind = Combo([(kind.label, kind) for kind in PeriodKind])
        self.kind.setAccessibleName(_("Which days are counted"))
        self.day, self.first, self.last = (DayLine(desk, today, Leaning.BACK) for _place in range(3))
        names = (_("Which days are counted"), P_("period", "Earlier"), P_("period", "Later"))
        self.line = PeriodControl(self._today, self.period, names)
        self.line.line.setToolTip(_("Type a number, 2026-10 or a day of it; ↑↓ take another one."))
        self._to = label(P_("span", "to"), "muted")
        self._lay_out()
        self._watch()
        self.show_period(self.period)

    def _lay_out(self) -> None:
        column = QHBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP)
        for line, name in ((self.day, _("Date")), (self.first, _("From")), (self.last, _("To"))):
            hold(line, QWidget.setFixedWidth, NARROW)
            line.setAccessibleName(name)
        for part in (self.kind, self.day, self.line, self.first, self._to, self.last):
            column.addWidget(part)

    def _watch(self) -> None:
        self.kind.currentIndexChanged.connect(lambda _at: self._turn_to(self.kind.value))
        self.day.day_changed.connect(lambda day: self._choose(Period.around(PeriodKind.DAY, day or self._today())))
        self.line.changed.connect(self._choose)
        for line in (self.first, self.last):
            line.day_changed.connect(self._choose_range)
        for each in (self.day, self.first, self.last, self.line):
            each.refused.connect(self.refused)

    def go_to(self, day: date) -> None:
        """The period of the kind shown in which a day lies."""
        self._choose(Period.around(self.kind.value, day))

    def show_period(self, period: Period) -> None:
        """Another period, which nobody is told of."""
        self.period = period
        self.kind.blockSignals(True)
        self.kind.choose(period.kind)
        self.kind.blockSignals(False)
        self.day.show_day(period.first)
        self.first.show_day(period.first)
        self.last.show_day(period.last)
        alone, any_days = period.kind is PeriodKind.DAY, period.kind is PeriodKind.RANGE
        if not (alone or any_days):
            self.line.show_value(period)
        self.day.setVisible(alone)
        self.line.setVisible(not (alone or any_days))
        for part in (self.first, self._to, self.last):
            part.setVisible(any_days)

    def _turn_to(self, kind: PeriodKind) -> None:
        """Longer or shorter: around today where today is shown, or else around the last day shown."""
        today, shown = self._today(), self.period
        day = today if shown.first <= today <= shown.last else shown.last
        self._choose(Period(kind, shown.first, day) if kind is PeriodKind.RANGE else Period.around(kind, day))

    def _choose(self, period: Period) -> None:
        self.show_period(period)
        self.changed.emit()

    def _choose_range(self, _day: object) -> None:
        first, last = self.first.day or self.period.first, self.last.day or self.period.last
        if last < first:
            self.refused.emit(_("The last day is before the first."))
            self.show_period(self.period)
        else:
            self._choose(Period(PeriodKind.RANGE, first, last))
