"""What a book shows of its figures on the reports page 报表: declared beside the figures, laid out by the window."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import Enum, auto

from desk.core.figure import FigureRow, Number, Unit
from desk.core.work import Work

Cells = tuple[tuple[int, ...], ...]
"""How many by weekday (Monday first) and hour of the day (0 to 23)."""
HOURS = 24
WEEKDAYS = 7


class ChartKind(Enum):
    """How figures are drawn 图形."""

    COLUMNS = auto()
    """Twelve months as columns: of one figure with the year before beside it, of several side by side."""
    LINES = auto()
    """Twelve months as lines, for what is no sum: shares, times, values."""
    BARS = auto()
    """The parts of the days shown as lying bars, each with its share of them all."""
    HEAT = auto()
    """The days shown by weekday and hour."""
    TABLE = auto()
    """The rows of one figure of the days shown, by hour or item: several numbers beside each name."""


@dataclass(frozen=True)
class TableColumn:
    """A column of numbers; ``title`` is a word that is shown."""

    title: str
    unit: Unit


@dataclass(frozen=True)
class TableLine:
    """A line of a table: the rows of the figure that come at ``hour``, or that are for what it is called where
    ``hour`` is None.
    """

    title: str
    values: tuple[Number, ...]
    hour: int | None = None

    def holds(self, row: FigureRow) -> bool:
        """Is a row of the figure one of this line?"""
        return row.item == self.title if self.hour is None else row.hour == self.hour


@dataclass(frozen=True)
class FigureTable:
    """What a table shows 统计表; ``left_out`` lines more there are, with the fewest rows."""

    columns: tuple[TableColumn, ...]
    lines: tuple[TableLine, ...]
    left_out: int = 0


@dataclass(frozen=True)
class ChartDeclaration:
    """A chart of a page. ``cells``: what a heat map shows of its figure; ``table``: what a table does."""

    kind: ChartKind
    title: str
    """A msgid."""
    codes: tuple[str, ...]
    """The figures, in the order in which they are drawn."""
    cells: Callable[[Work, date, date], Cells] | None = None
    table: Callable[[Work, date, date], FigureTable] | None = None


@dataclass(frozen=True)
class FiguresPage:
    """The tiles 指标卡 from the first to the last, and the charts 图表 below them."""

    tiles: tuple[str, ...]
    """The codes of figures."""
    charts: tuple[ChartDeclaration, ...] = ()

    @property
    def codes(self) -> tuple[str, ...]:
        """Every figure that is shown, once."""
        return tuple(dict.fromkeys((*self.tiles, *(code for chart in self.charts for code in chart.codes))))
