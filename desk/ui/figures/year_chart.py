"""Cases of the last twelve months beside those of the twelve before: counted beside the window."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desk.core.month import Month
from desk.core.words import P_, _
from desk.services.session import Desk
from desk.ui.widgets.column_chart import ColumnChart, Group
from desk.ui.widgets.controls import label

YEAR = 12
"""Months."""


class YearChart(QWidget):
    """办件 of twelve months up to the one shown, with the year before."""

    days_wanted = Signal(dict)
    """The ``first`` and ``last`` day whose cases are wanted."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._today, self.last = desk.clock.today, Month.of(desk.clock.today())
        self._shown = self.last
        name = _("Cases of the last twelve months")
        self.chart = ColumnChart(
            name, P_("unit of a chart", "cases"), (P_("chart", "that month"), P_("chart", "a year before"))
        )
        self.chart.opened.connect(self._open)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(label(name, "heading"))
        column.addWidget(self.chart)

    def _open(self, place: int) -> None:
        month = self._months[place]
        self.days_wanted.emit({"first": month.first, "last": month.last})

    @property
    def _months(self) -> list[Month]:
        return list(self._shown.plus(1 - YEAR).until(self._shown))

    def turn_to(self, day: date) -> None:
        """The twelve months up to that of a day, or the present one where that lies ahead."""
        self.last = min(Month.of(day), Month.of(self._today()))

    def show_months(self, counted: Mapping[Month, int]) -> None:
        """Cases of twenty-four months."""
        self._shown = max(counted)
        groups = [
            Group(
                P_("month of a chart", "{n}", n=month.number), (counted[month], counted[month.plus(-YEAR)]), month.label
            )
            for month in self._months
        ]
        self.chart.show_groups(groups)
