"""What a book shows of its figures on the reports page 报表: declared beside the figures, laid out by the window."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import Enum, auto

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


@dataclass(frozen=True)
class ChartDeclaration:
    """A chart of a page. ``cells``: what a heat map shows of its figure."""

    kind: ChartKind
    title: str
    """A msgid."""
    codes: tuple[str, ...]
    """The figures, in the order in which they are drawn."""
    cells: Callable[[Work, date, date], Cells] | None = None


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
