"""The figures of a report beside those of before 对比: each book's, with the period before, the same a year ago, the
target, and twelve months for its charts.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from desk.books import figure_pages, own_figures
from desk.books.registry import books
from desk.books.submissions.reporting import ReportFigures
from desk.core.book import Book, Span
from desk.core.figure import Better, Figure, FigureKind, FigureParts, Number, Unit
from desk.core.figure_page import ChartDeclaration, ChartKind
from desk.core.month import Month
from desk.core.period import YEAR, Period
from desk.core.words import P_, _
from desk.core.work import Work

BY_MONTH = (ChartKind.COLUMNS, ChartKind.LINES)
CHARTS = 2
"""Of a book, on its sheet."""
SERIES = 3
"""Of a chart, beside which its numbers stand."""
OWN = "own"


@dataclass(frozen=True)
class ComparedFigure:
    """A figure of the period; ``unit`` is None for one entered by hand, whose ``unit_words`` are somebody's own."""

    code: str
    label: str
    unit: Unit | None
    unit_words: str
    kind: FigureKind
    better: Better
    now: Number
    parts: FigureParts
    before: Number
    year_before: Number
    target: float | None = None


@dataclass(frozen=True)
class ComparedBook:
    """What the report tells of a book. ``key`` are the codes that a reader looks for first; ``trend`` has months of
    two years, the earliest first, for ``charts``.
    """

    name: str
    title: str
    figures: Sequence[ComparedFigure]
    key: Sequence[str]
    charts: Sequence[ChartDeclaration] = ()
    trend: Mapping[Month, Mapping[str, Number]] | None = None


def of_report(work: Work, report: ReportFigures) -> list[ComparedBook]:
    """Every book with figures in the order of the report, and what was entered by hand as the last."""
    targets = own_figures.targets(work)
    counted = [_of_book(work, book, report, targets) for book in books() if book.figures]
    return [*counted, *_own(work, report, targets)]


def _of_book(work: Work, book: Book, report: ReportFigures, targets: Mapping[str, float]) -> ComparedBook:
    assert book.figures is not None
    declared, page = book.figures.declared(), book.figures.page()
    compared: list[Span] = [report.period.before(work.today), report.period.year_before(work.today)]
    before, year_before = book.figures.of_spans(work, compared, [figure.code for figure in declared])
    charts = [each for each in page.charts if each.kind in BY_MONTH][:CHARTS]
    months = figure_pages.trend_months(report.period.last, work.today)
    wanted = [code for chart in charts for code in chart.codes[:SERIES]]
    counted = book.figures.of_spans(work, [month.span for month in months], wanted) if wanted else []
    line = book.figures.line
    return ComparedBook(
        book.name,
        _(line.title) if line else _(book.figures.page_title),
        [
            _compared(figure, report, before.get(figure.code), year_before.get(figure.code), targets)
            for figure in declared
        ],
        page.tiles,
        charts,
        dict(zip(months, counted, strict=True)) if counted else None,
    )


def _compared(
    figure: Figure, report: ReportFigures, before: Number, year_before: Number, targets: Mapping[str, float]
) -> ComparedFigure:
    return ComparedFigure(
        figure.code,
        figure.label,
        figure.unit,
        figure.unit.label,
        figure.kind,
        figure.better,
        report.values[figure.code],
        report.parts[figure.code],
        before,
        year_before,
        own_figures.target_of(figure, targets.get(figure.code), report.period),
    )


def _own(work: Work, report: ReportFigures, targets: Mapping[str, float]) -> list[ComparedBook]:
    if not report.own:
        return []
    before, year_before = (own_figures.values(work, each) for each in _earlier(report.period))
    kinds = {figure.code: figure for figure in own_figures.all_figures(work)}
    entered = [
        ComparedFigure(
            code,
            value.title,
            None,
            value.unit,
            kinds[code].kind,
            kinds[code].better,
            value.value,
            report.parts[code],
            before[code].value if code in before else None,
            year_before[code].value if code in year_before else None,
            own_figures.target_of(kinds[code], targets.get(code), report.period),
        )
        for code, value in report.own.items()
    ]
    return [ComparedBook(OWN, P_("figures", "Entered by hand"), entered, list(report.own))]


def _earlier(period: Period) -> tuple[Period, Period]:
    year_ago: date = Month.of(period.first).plus(-YEAR).first
    return period.plus(-1), Period.around(period.kind, year_ago)
