"""What a page of figures 报表 shows of a period: counted from the books' declarations, each book read once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from desk.books import figures
from desk.books.registry import books
from desk.core.book import Span
from desk.core.figure import Number
from desk.core.figure_page import Cells, ChartKind, FiguresPage, FigureTable
from desk.core.month import Month
from desk.core.period import Period
from desk.core.permissions import May
from desk.core.work import Work

TREND = 12
"""Months of a trend; as many before them stand beside."""
Values = Mapping[str, Number]
"""Figures by their codes; a code that is not there was not counted."""


@dataclass(frozen=True)
class PageFigures:
    """What a page shows: ``now`` of the period, beside the one before and the same a year ago, which are cut where the
    period goes on; ``months`` are the twelve up to its last and the twelve before them; ``cells`` by the figure's code,
    ``tables`` by the chart's title.
    """

    period: Period
    now: Values
    before: Values
    year_before: Values
    months: Mapping[Month, Values]
    cells: Mapping[str, Cells]
    tables: Mapping[str, FigureTable] = field(default_factory=dict)
    until_today: Values | None = None
    """Of a period that goes on, its days so far: what is planned for the rest of it has no counterpart in the days of
    ``before`` and ``year_before``.
    """

    @property
    def compared(self) -> Values:
        """What is laid beside ``before`` and ``year_before``."""
        return self.now if self.until_today is None else self.until_today

    @property
    def trend(self) -> Sequence[Month]:
        """The twelve months, the earliest first."""
        return sorted(self.months)[TREND:]

    @property
    def span(self) -> Span:
        """The days of ``now``."""
        return self.period.first, self.period.last


def of_period(work: Work, page: FiguresPage, period: Period, now: Values | None = None) -> PageFigures:
    """Count what a page shows; ``now`` where the period itself was counted already. Raises ``NotAllowed``."""
    work.require(May.SEE_FIGURES)
    months = trend_months(period.last, work.today)
    compared = (period.before(work.today), period.year_before(work.today))
    so_far = [(period.first, work.today)] if period.goes_on(work.today) else []
    spans = [*compared, *(month.span for month in months), *so_far]
    if now is None:
        now, *counted = figures.of_spans(work, [(period.first, period.last), *spans], page.codes)
    else:
        counted = figures.of_spans(work, spans, page.codes)
    cells = {
        chart.codes[0]: chart.cells(work, period.first, period.last) for chart in page.charts if chart.cells is not None
    }
    tables = {
        chart.title: chart.table(work, period.first, period.last) for chart in page.charts if chart.table is not None
    }
    before, year_before, *others = counted
    by_month = dict(zip(months, others, strict=False))
    return PageFigures(period, now, before, year_before, by_month, cells, tables, others[-1] if so_far else None)


def shown_anywhere() -> FiguresPage:
    """The tiles of the pages of all books, each once, and their heat maps, as one page."""
    pages = [book.figures.page() for book in books() if book.figures]
    tiles = dict.fromkeys(code for page in pages for code in page.tiles)
    return FiguresPage(tuple(tiles), tuple(c for page in pages for c in page.charts if c.kind is ChartKind.HEAT))


def everything() -> FiguresPage:
    """Every figure of every book, and their heat maps, as one page: what stands beside a report."""
    return FiguresPage(tuple(figures.declared()), shown_anywhere().charts)


def trend_months(last: date, today: date) -> list[Month]:
    """Twenty-four months up to that of a day, or up to the present one where that lies ahead."""
    end = min(Month.of(last), Month.of(today))
    return list(end.plus(1 - 2 * TREND).until(end))
