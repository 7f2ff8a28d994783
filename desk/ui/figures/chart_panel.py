"""A declared chart in its panel: heading, what it is about, and the chart with what was counted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QFrame, QMenu, QVBoxLayout

from desk.books import figures
from desk.books.figure_pages import TREND, PageFigures
from desk.core.chart_scale import Measure
from desk.core.clock_times import hours_words
from desk.core.figure import Better, Figure, FigureRow, Number
from desk.core.figure_page import ChartDeclaration, ChartKind, FigureTable, TableLine
from desk.core.month import Month
from desk.core.words import P_, _, bracketed, clauses, named
from desk.ui.charts.axis_chart import AxisChart, ColumnChart, Group, LineChart
from desk.ui.charts.bar_chart import Bar, BarChart
from desk.ui.charts.chart import Chart
from desk.ui.charts.heat_chart import HeatChart
from desk.ui.charts.table_chart import TableChart
from desk.ui.widgets.controls import label, row


@dataclass(frozen=True)
class RowsWanted:
    """The rows of a figure that somebody wants to see; of a heat map only those of a weekday and hour, of a table only
    those of a line.
    """

    figure: Figure
    days: str
    """As the days are called."""
    first: date
    last: date
    cell: tuple[int, int] | None = None
    line: TableLine | None = None

    def holds(self, each: FigureRow) -> bool:
        """Is a row of the figure one of these?"""
        if self.line is not None:
            return self.line.holds(each)
        return self.cell is None or (each.day.weekday(), each.hour) == self.cell


class ChartPanel(QFrame):
    """``chart`` is what is drawn."""

    wanted = Signal(object)
    """``RowsWanted``."""

    def __init__(self, declared: ChartDeclaration) -> None:
        super().__init__()
        self.declared = declared
        self.setProperty("role", "panel")
        self.figures = [figures.find(code) for code in declared.codes]
        self._counted: PageFigures | None = None
        self.about = label("", "muted")
        self.chart: Chart = self._make()
        self.chart.picture = self
        self.chart.opened.connect(self._open)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 12, 10)
        column.addLayout(row(label(_(declared.title), "heading"), self.about, 1))
        column.addWidget(self.chart, 1)

    @property
    def is_compared(self) -> bool:
        """Does the year before stand beside each month?"""
        return self.declared.kind is ChartKind.COLUMNS and len(self.figures) == 1

    def _make(self) -> Chart:
        title = _(self.declared.title)
        match self.declared.kind:
            case ChartKind.HEAT:
                return HeatChart(title)
            case ChartKind.TABLE:
                return TableChart(title)
            case ChartKind.BARS:
                return BarChart(title, len(self.figures))
            case ChartKind.LINES:
                return LineChart(title, [_(figure.title) for figure in self.figures])
            case ChartKind.COLUMNS if self.is_compared:
                return ColumnChart(title, (P_("chart", "that month"), P_("chart", "a year before")), compares=True)
            case ChartKind.COLUMNS:
                return ColumnChart(title, [_(figure.title) for figure in self.figures])

    def show_counted(self, counted: PageFigures) -> None:
        """What was counted."""
        self._counted = counted
        unit = self.figures[0].unit
        if isinstance(self.chart, AxisChart):
            groups = [self._group(counted, month) for month in counted.trend]
            self.chart.show_groups(groups, Measure.of(unit, (value for group in groups for value in group.values)))
            self.about.setText(P_("chart", "a month opens its rows"))
        elif isinstance(self.chart, BarChart):
            bars = self._bars(counted)
            self.chart.show_bars(bars, Measure.of(unit))
            self.about.setText(f"{counted.period.label}　{unit.tell(sum(bar.value or 0 for bar in bars))}")
        elif isinstance(self.chart, HeatChart):
            self.chart.show_cells(counted.cells[self.figures[0].code], Measure.of(unit))
            busiest = self.chart.busiest()
            hours = P_("chart", "busiest: {hours}", hours=hours_words(busiest)) if busiest else ""
            self.about.setText(clauses(filter(None, (counted.period.label, hours))))

        elif isinstance(self.chart, TableChart):
            self._show_table(counted.period.label, counted.tables[self.declared.title], self.chart)

    def _show_table(self, days: str, table: FigureTable, chart: TableChart) -> None:
        chart.show_table(table)
        more = P_("chart", "{n} more with fewer visits", n=table.left_out) if table.left_out else ""
        self.about.setText(clauses(filter(None, (days, more))))

    def _group(self, counted: PageFigures, month: Month) -> Group:
        values = counted.months[month]
        shown: list[Number] = [values.get(figure.code) for figure in self.figures]
        if self.is_compared:
            shown.append(counted.months[month.plus(-TREND)].get(self.figures[0].code))
        return Group(P_("month of a chart", "{n}", n=month.number), tuple(shown), month.label)

    def _bars(self, counted: PageFigures) -> Sequence[Bar]:
        """Red is only what is bad beside what is good."""
        sides = {figure.better for figure in self.figures}
        mixed = len(sides) > 1
        return [
            Bar(_(figure.title), counted.now.get(figure.code), mixed and figure.better is Better.DOWN)
            for figure in self.figures
        ]

    def _open(self, place: int) -> None:
        counted = self._counted
        assert counted is not None
        if isinstance(self.chart, HeatChart):
            days = named(counted.period.label, self.chart.reading(place).name)
            self.wanted.emit(RowsWanted(self.figures[0], days, *counted.span, self.chart.cell(place)))
        elif isinstance(self.chart, TableChart):
            line = self.chart.line(place)
            days = named(counted.period.label, line.title)
            self.wanted.emit(RowsWanted(self.figures[0], days, *counted.span, line=line))
        elif isinstance(self.chart, BarChart):
            self.wanted.emit(RowsWanted(self.figures[place], counted.period.label, *counted.span))
        else:
            self._open_month(counted, counted.trend[place], self.chart.area(place).center().toPoint())

    def _open_month(self, counted: PageFigures, month: Month, at: QPoint) -> None:
        """The rows of a month; of several figures one is chosen from a menu."""
        known = [figure for figure in self.figures if counted.months[month].get(figure.code)]
        wanted = [RowsWanted(figure, month.label, *month.span) for figure in known]
        if len(wanted) == 1:
            self.wanted.emit(wanted[0])
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for each in wanted:
            value = each.figure.unit.tell(counted.months[month][each.figure.code])
            entry = menu.addAction(_(each.figure.title) + bracketed(value))
            entry.triggered.connect(lambda _checked=False, each=each: self.wanted.emit(each))
        menu.popup(self.chart.mapToGlobal(at))
        if menu.actions():
            menu.setActiveAction(menu.actions()[0])
