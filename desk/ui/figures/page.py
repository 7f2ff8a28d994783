"""A page of 报表: the tiles and charts that a book declares, counted beside the window for the period chosen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from desk.books import figure_pages, figures, own_figures
from desk.books.figure_pages import PageFigures
from desk.books.registry import BOOKS
from desk.core.figure import FigureRow
from desk.core.figure_page import ChartKind, FiguresPage
from desk.core.period import Period
from desk.core.work import Work
from desk.services.session import Desk
from desk.ui.figures.change import aim_of, change_of, tip_of
from desk.ui.figures.chart_panel import ChartPanel, RowsWanted
from desk.ui.figures.figure_rows import read_and_show
from desk.ui.figures.period_chooser import PeriodChooser
from desk.ui.figures.tile import FigureTile, TileGrid
from desk.ui.shell.page import Page
from desk.ui.submissions.rows import ReportRow, row_of
from desk.ui.widgets.newest_answer import NewestAnswer

GAP = 8
SLOW_MS = 300
"""After this long the page says that it is counting."""
WIDE, BESIDE = 5, 3
"""How the width is shared between charts with an axis and lying bars."""


@dataclass(frozen=True)
class Answer:
    """What was counted for a page: its figures, what is aimed at by figure, and the report of the period to the
    district, None of days of which there is none, or none yet.
    """

    figures: PageFigures
    targets: Mapping[str, float]
    report: ReportRow | None


class BookFiguresPage(Page):
    """Tiles, then charts; each opens exactly the rows behind it. What was counted last stays until the next is."""

    SHOWS = frozenset(BOOKS)
    answered = Signal(object)
    """An ``Answer`` that is shown now."""
    report_wanted = Signal(str)
    """A month, as 2026-11, whose report is wanted as it was handed in."""
    counting = Signal(bool)
    """Does the counting take so long that it has to be said?"""

    def __init__(self, desk: Desk, chooser: PeriodChooser) -> None:
        super().__init__(desk)
        self.chooser = chooser
        self.declared = self.declaration()
        self.counted: PageFigures | None = None
        """What is shown; None until something was counted."""
        self.answer = NewestAnswer(self, desk)
        self.answer.answered.connect(self._show)
        self.answer.refused.connect(self._refuse)
        self._slow = QTimer(self, singleShot=True, interval=SLOW_MS)
        self._slow.timeout.connect(lambda: self.counting.emit(self.answer.is_counting and self.isVisible()))
        self.grid = TileGrid([figures.find(code) for code in self.declared.tiles])
        self.panels = [ChartPanel(chart) for chart in self.declared.charts]
        self.left, self.right = QVBoxLayout(), QVBoxLayout()
        """The charts with an axis, and what stands beside them."""
        self._lay_out()
        for tile in self.tiles:
            tile.clicked.connect(partial(self._open_tile, tile))
        for panel in self.panels:
            panel.wanted.connect(self.show_rows)

    @classmethod
    def declaration(cls) -> FiguresPage:
        """What is on the page."""
        raise NotImplementedError

    @property
    def tiles(self) -> list[FigureTile]:
        """From the first to the last."""
        return self.grid.tiles

    def _lay_out(self) -> None:
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP)
        column.addWidget(self.grid)
        beside = QHBoxLayout()
        beside.setSpacing(GAP)
        for side in (self.left, self.right):
            side.setSpacing(GAP)
            beside.addLayout(side)
        column.addLayout(beside)
        column.addStretch(1)
        bars = [panel for panel in self.panels if panel.declared.kind is ChartKind.BARS]
        left, right = _sides([panel for panel in self.panels if panel not in bars], bars)
        for panel in left:
            self.left.addWidget(panel)
        for panel in right:
            self.right.addWidget(panel)
        beside.setStretch(0, WIDE if bars else 1)
        beside.setStretch(1, BESIDE if bars else 1)
        self.add_more()
        for side in (self.left, self.right):
            side.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(content)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(area)

    def add_more(self) -> None:
        """What a page has beside its charts goes below them."""

    def count(self, work: Work, period: Period) -> Answer:
        """Everything that is shown of a period, in one view of the book; called beside the window."""
        counted = figure_pages.of_period(work, self.declared, period)
        return Answer(counted, own_figures.targets(work), row_of(work, period))

    def fill(self) -> None:
        """Ask for the period chosen; it is counted once the page is painted."""
        period = self.chooser.period
        self._slow.start()
        self.answer.ask(lambda work: self.count(work, period))

    def _show(self, answer: Answer) -> None:
        self._end_counting()
        counted = self.counted = answer.figures
        today = self.desk.clock.today()
        for tile in self.tiles:
            code = tile.figure.code
            trend = [counted.months[month].get(code) for month in counted.trend]
            change, tip = change_of(tile.figure, counted, today), tip_of(tile.figure, counted, today)
            aim = aim_of(tile.figure, counted, answer.targets)
            tile.show_value(counted.now.get(code), change, trend, tip, aim)
        for panel in self.panels:
            panel.show_counted(counted)
        self.answered.emit(answer)

    def _refuse(self, sentence: str) -> None:
        self._end_counting()
        self.toast.emit(sentence, "bad")

    def _end_counting(self) -> None:
        self._slow.stop()
        self.counting.emit(False)

    def _open_tile(self, tile: FigureTile) -> None:
        if self.counted is not None:
            self.show_rows(RowsWanted(tile.figure, self.counted.period.label, *self.counted.span))

    def show_rows(self, wanted: RowsWanted) -> None:
        """Exactly the rows behind a figure: in a list of its book that has them, or else in a window of their own."""
        listed_at = wanted.figure.listed_at
        if listed_at is not None and wanted.cell is None:
            self.destination_wanted.emit(*listed_at(wanted.first, wanted.last))
            return
        span = (wanted.first, wanted.last)
        read_and_show(self, self.desk, wanted.figure, wanted.days, span, self._go_to, self._refuse, holds=wanted.holds)

    def _go_to(self, chosen: FigureRow) -> None:
        self.destination_wanted.emit(chosen.leads_to, chosen.about)


def _sides(wide: Sequence[ChartPanel], bars: Sequence[ChartPanel]) -> tuple[list[ChartPanel], list[ChartPanel]]:
    """The panels at the left and at the right, as high as each other as far as they can be: bars stand at the right."""
    left: list[ChartPanel] = []
    right = list(bars)
    for panel in wide:
        shorter = left if _height(left) <= _height(right) else right
        shorter.append(panel)
    return left, right


def _height(panels: Sequence[ChartPanel]) -> int:
    return sum(panel.sizeHint().height() for panel in panels)
