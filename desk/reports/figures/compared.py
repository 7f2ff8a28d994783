"""A report beside what was before 对比: each book's figures with the period before, the same a year ago, the target,
and twelve months for its charts; what is notable and odd in it, and what corrects earlier reports.

All of it is counted here, once for the workbook and the paper together.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from desk.books import figure_pages, figures, notable, own_figures, submissions
from desk.books.figure_pages import PageFigures, Values
from desk.books.notable import Notable
from desk.books.registry import books
from desk.books.submissions import Correction, attention, checks
from desk.books.submissions.checks import CheckFinding
from desk.books.submissions.reporting import ReportFigures
from desk.core.book import Book, Figures, Span
from desk.core.calendar import full_date_words
from desk.core.figure import Better, Figure, FigureKind, FigureParts, Number, Unit
from desk.core.figure_page import ChartDeclaration, ChartKind
from desk.core.month import Month
from desk.core.period import YEAR, Period
from desk.core.words import P_, _, on_record
from desk.core.work import Work

BY_MONTH = (ChartKind.COLUMNS, ChartKind.LINES)
CHARTS = 2
"""Of a book, on its sheet."""
SERIES = 3
"""Of a chart, beside which its numbers stand."""
OWN = "own"
COUNTER = ("visits", "cases", "finished")
"""Where none of these is anything, the centre kept no book."""


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
    so_far: Number
    """What is laid beside ``before`` and ``year_before``: of a period that goes on, its days up to today."""
    parts: FigureParts
    before: Number
    year_before: Number
    target: float | None = None


@dataclass(frozen=True)
class ComparedBook:
    """What the report tells of a book. ``key`` are the codes that a reader looks for first; ``trend`` has months of
    two years for ``charts``.
    """

    name: str
    title: str
    figures: Sequence[ComparedFigure]
    key: Sequence[str]
    charts: Sequence[ChartDeclaration] = ()
    trend: Mapping[Month, Values] | None = None


@dataclass(frozen=True)
class ComparedReport:
    """A report, and what was counted and found beside it."""

    report: ReportFigures
    books: Sequence[ComparedBook]
    """Every book with figures in the order of the report, and what was entered by hand as the last."""
    counted: PageFigures
    today: date
    notable: Sequence[Notable]
    oddities: Sequence[CheckFinding]
    corrections: Sequence[Correction]
    """Of reports handed in earlier."""

    @property
    def is_over(self) -> bool:
        """Did the last day of the period pass? Only then it is checked."""
        return self.report.period.last < self.today

    @property
    def how_compared(self) -> str:
        """Of a period that goes on, which days are laid beside those of before; else nothing."""
        if not self.report.period.goes_on(self.today):
            return ""
        day = full_date_words(self.today)
        return _("The period is not over yet: its days up to {day} are compared with as many days before.", day=day)

    @cached_property
    def by_code(self) -> Mapping[str, ComparedFigure]:
        """Every figure by its code."""
        return {figure.code: figure for book in self.books for figure in book.figures}

    def shown_first(self) -> list[tuple[str, Sequence[ComparedFigure]]]:
        """The figures that each book shows first, below what it is called; none that was entered by hand."""
        return [(book.title, [self.by_code[code] for code in book.key]) for book in self.books if book.name != OWN]


@on_record()
def of_report(work: Work, report: ReportFigures) -> ComparedReport:
    """Count what stands beside the figures of a report, and look through them. Raises ``NotAllowed``."""
    counted = figure_pages.of_period(work, figure_pages.everything(), report.period, report.values)
    earlier = _Earlier(
        _of_all(work, report.period.before(work.today), counted.before),
        _of_all(work, report.period.year_before(work.today), counted.year_before),
    )
    targets = own_figures.targets(work)
    shown = [figures.find(code) for code in figure_pages.shown_anywhere().tiles]
    known = {month.span: values for month, values in counted.months.items()}
    return ComparedReport(
        report,
        [
            *(_of_book(each, each.figures, report, earlier, counted, targets) for each in books() if each.figures),
            *_own(work, report, targets),
        ],
        counted,
        work.today,
        notable.notable(shown, counted, work.today, targets, attention.began(work)),
        checks.findings(work, report, known),
        submissions.corrections(work, report.period.name),
    )


@dataclass(frozen=True)
class _Earlier:
    """The period before and the same a year ago, with every figure; nothing where the centre kept no book."""

    before: Values
    year_before: Values


def _of_all(work: Work, span: Span, values: Values) -> Values:
    """The same with the figures that a book counts only where it is asked about one span alone."""
    if not any(values.get(code) for code in COUNTER):
        return {}
    rest = [code for code in figures.declared() if code not in values]
    return {**figures.of_spans(work, [span], rest)[0], **values} if rest else values


def _of_book(
    book: Book,
    declared: Figures[Any],
    report: ReportFigures,
    earlier: _Earlier,
    counted: PageFigures,
    targets: Mapping[str, float],
) -> ComparedBook:
    page, line = declared.page(), declared.line
    charts = [each for each in page.charts if each.kind in BY_MONTH][:CHARTS]
    return ComparedBook(
        book.name,
        _(line.title) if line else _(declared.page_title),
        [_compared(figure, report, counted, earlier, targets) for figure in declared.declared()],
        page.tiles,
        charts,
        counted.months,
    )


def _compared(
    figure: Figure, report: ReportFigures, counted: PageFigures, earlier: _Earlier, targets: Mapping[str, float]
) -> ComparedFigure:
    now = report.values[figure.code]
    return ComparedFigure(
        figure.code,
        figure.label,
        figure.unit,
        figure.unit.label,
        figure.kind,
        figure.better,
        now,
        counted.compared.get(figure.code, now),
        report.parts[figure.code],
        earlier.before.get(figure.code),
        earlier.year_before.get(figure.code),
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
