"""Every figure that a book declares, against its rows: as many as it says, over the months of books that nobody knows.

A list of rows beside a count, each with a condition of its own, says something else after the first change of either.
So the number that is frozen for the district and the rows that the window opens are held together here, whatever stands
in the book: cases that ended before they began, months published late, cards that change their class backwards in time.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from random import Random

import pytest
from sqlalchemy import event

from desk.books import figure_pages, figures
from desk.books.registry import books
from desk.books.submissions import whole_figures
from desk.core.book import Book, Span
from desk.core.errors import Refused
from desk.core.figure import Figure, FigureKind, FigureParts, FigureRow, Number, Unit
from desk.core.figure_page import ChartKind, FiguresPage
from desk.core.month import Month
from desk.core.period import Period, PeriodKind, shown_period
from desk.core.work import Work
from desk.services.session import Desk
from desk.ui.shell.tabs import TABS
from tests.support.extent import LONG
from tests.support.stirred import stirred_book

NOW = datetime(2026, 11, 24, 3, 0, tzinfo=UTC)
MONTHS = list(Month(2026, 6).until(Month(2026, 12)))
"""From before the book was begun to a month still to come."""
BOOKS = [book for book in books() if book.figures]
MOST_STATEMENTS = 58
"""Of a page, whatever the period and however much lies in the book."""
STIRRED = (0, 5, 23, 71)
"""Seeds; the first book is left as the demo made it, as half the rows of the others are."""


@pytest.fixture(scope="module", params=STIRRED if LONG else STIRRED[2:3])
def book(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    yield from stirred_book(tmp_path_factory, request.param, NOW)


def of_span(work: Work, first: date, last: date) -> Iterator[tuple[Figure, Number, list[FigureRow]]]:
    """Every figure as it would be frozen, and the rows that it opens."""
    for code, value in whole_figures.plain(whole_figures.counted(work, first, last)).items():
        figure = figures.find(code)
        yield figure, value, figures.rows(work, figure, first, last)


def test_every_figure_of_a_month_is_what_the_rows_behind_it_come_to(book: Desk) -> None:
    seen: dict[str, int] = {}
    with book.read() as work:
        for month in MONTHS:
            for figure, value, rows in of_span(work, *month.span):
                assert figure.worth(rows) == value, (month.name, figure.code)
                seen[figure.code] = seen.get(figure.code, 0) + len(rows)
                if figure.kind is FigureKind.COUNT:
                    assert len({row.subject for row in rows}) == len(rows) == value, f"{figure.code}: a row twice"
    assert seen.keys() == figures.declared().keys()
    assert len([code for code, n in seen.items() if not n]) < len(seen) / 4, f"too little lies in the book: {seen}"


@pytest.mark.parametrize("kind", [PeriodKind.MONTH, PeriodKind.HALF_YEAR, PeriodKind.WEEK], ids=lambda kind: kind.value)
def test_what_is_made_of_parts_is_exactly_what_they_say(book: Desk, kind: PeriodKind) -> None:
    """Of every share and mean the district gets what it can add up; of what has no parts it gets none."""
    ten_times = {FigureKind.SHARE: 100, FigureKind.MEAN: 1}
    with book.read() as work:
        for day in (date(2026, 8, 15), date(2026, 11, 24)):
            period = Period.around(kind, day)
            values = whole_figures.plain(whole_figures.counted(work, period.first, period.last))
            assert values.keys() == figures.declared().keys()
            for figure in figures.declared().values():
                parts, value = figure.parts(values), values[figure.code]
                if figure.kind in (FigureKind.COUNT, FigureKind.SUM):
                    assert parts == FigureParts(value), figure.code
                elif figure.kind in ten_times:
                    assert parts.numerator is not None and parts.denominator is not None, figure.code
                    times, whole = ten_times[figure.kind], parts.denominator
                    assert value == (round(times * parts.numerator / whole, 1) if whole else None), figure.code
                else:
                    assert parts == FigureParts() and not figure.numerator and not figure.denominator


def test_parts_are_counts_and_sums_and_whoever_has_no_rows_of_its_own_has_parts() -> None:
    for figure in figures.declared().values():
        assert (figure.rows is None) == (figure.kind is FigureKind.SHARE), figure.code
        for code in (*figure.numerator, *figure.denominator):
            assert figures.find(code).kind in (FigureKind.COUNT, FigureKind.SUM), (figure.code, code)


@pytest.mark.parametrize("name", ["2026-10-12", "2026-W42", "2026-Q4", "2026-H2", "2026", "2026-09-20..2026-11-03"])
def test_any_period_has_its_rows(book: Desk, name: str) -> None:
    """Not only a month: every figure of every page opens as many rows as it says."""
    period = shown_period(name)
    with book.read() as work:
        for figure, value, rows in of_span(work, period.first, period.last):
            assert figure.worth(rows) == value, figure.code
            if figure.kind is FigureKind.COUNT:
                assert len({row.subject for row in rows}) == len(rows) == value, f"{figure.code}: a row twice"


def test_a_month_of_all_books_takes_as_many_statements_as_before_its_figures_had_rows(book: Desk) -> None:
    """Beside one for each second record of an incident, which is followed to the first."""
    sent: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        if "WHERE incidents.number = ?" not in statement:
            sent.append(statement)

    with book.read() as work:
        event.listen(work.connection, "before_cursor_execute", note)
        whole_figures.counted(work, *Month(2026, 10).span)
        event.remove(work.connection, "before_cursor_execute", note)
    assert len(sent) <= 140, len(sent)


def test_every_row_says_what_it_is_and_leads_where_the_window_goes(book: Desk) -> None:
    destinations = set().union(*(tab.load().DESTINATIONS for tab in TABS))
    with book.read() as work:
        for figure, _value, rows in of_span(work, *Month(2026, 10).span):
            assert figure.label and figure.unit.label and figure.version >= 1
            for row in rows:
                assert row.title.strip() and row.state, (figure.code, row)
                assert not row.leads_to or (row.leads_to in destinations and row.about), (figure.code, row)


def test_values_are_said_as_a_reader_takes_them() -> None:
    assert Unit.FEN.tell(1_234_550) == "12,345.50元" and Unit.FEN.cell(1_234_550) == 12_345.5
    assert [Unit.ANSWER.say(value) for value in (1, 0, None)] == ["是", "否", "—"]
    assert Unit.PERCENT.tell(98.25) == "98.2%" and Unit.CASES.tell(1234) == "1,234件"
    assert figures.name_of("assets_end_fen") == "期末原值（元）" and figures.name_of("of_long_ago") == "of_long_ago"
    assert figures.said("of_long_ago", 3) == "3" and figures.cell("calendar_in_time", 0) == "否"


def test_a_code_that_nobody_declares_is_refused() -> None:
    with pytest.raises(Refused, match="没有代码为nonsense的指标"):
        figures.find("nonsense")


def codes_of(declared: Book) -> set[str]:
    """Every figure of a book."""
    assert declared.figures is not None
    return {figure.code for figure in declared.figures.declared()}


def drawn_by_month(page: FiguresPage) -> set[str]:
    """The figures of which a page shows every month."""
    by_month = (ChartKind.COLUMNS, ChartKind.LINES)
    return {code for chart in page.charts if chart.kind in by_month for code in chart.codes}


def some_spans() -> list[Span]:
    """Days, weeks and any days, from before the book was begun until after today."""
    dice, begins = Random(23), date(2026, 7, 20)
    starts = [begins + timedelta(days=dice.randrange(140)) for _n in range(14)]
    return [(first, first + timedelta(days=dice.choice((0, 6, 17, 45)))) for first in starts]


def test_months_counted_together_are_the_months_of_the_report(book: Desk) -> None:
    with book.read() as work:
        alone = [whole_figures.plain(whole_figures.counted(work, *month.span)) for month in MONTHS]
        for declared in BOOKS:
            assert declared.figures is not None
            together = declared.figures.of_spans(work, [month.span for month in MONTHS], codes_of(declared))
            for month, counted, wanted in zip(MONTHS, together, alone, strict=True):
                assert counted == {code: wanted[code] for code in counted}, (declared.name, month.name)
                assert counted.keys() >= drawn_by_month(declared.figures.page()), (declared.name, month.name)
            assert together[0].keys() == codes_of(declared)


def test_any_days_counted_together_are_what_the_rows_come_to(book: Desk) -> None:
    spans = some_spans()
    with book.read() as work:
        for declared in BOOKS:
            assert declared.figures is not None
            shown = set(declared.figures.page().codes)
            for span, counted in zip(spans, declared.figures.of_spans(work, spans, codes_of(declared)), strict=True):
                for code, value in counted.items():
                    figure = figures.find(code)
                    if code in shown and figure.kind is not FigureKind.ANSWER:
                        worth = figure.worth(figures.rows(work, figure, *span))
                        as_rounded = 0.11 if figure.kind is FigureKind.MEAN else 0
                        assert worth == (value if value is None else pytest.approx(value, abs=as_rounded)), (code, span)


@pytest.mark.parametrize("declared", BOOKS, ids=lambda declared: declared.name)
def test_a_page_shows_figures_that_books_declare_and_heat_of_their_rows(book: Desk, declared: Book) -> None:
    assert declared.figures is not None
    page = declared.figures.page()
    assert page.tiles and set(page.codes) <= figures.declared().keys()
    period = Period.around(PeriodKind.QUARTER, date(2026, 11, 24))
    with book.read() as work:
        counted = figure_pages.of_period(work, page, period)
        assert counted.now.keys() >= set(page.codes) and len(counted.months) == 24 == 2 * len(counted.trend)
        for code, cells in counted.cells.items():
            rows = figures.rows(work, figures.find(code), *counted.span)
            told_by_rows = [[0] * 24 for _weekday in range(7)]
            for row in rows:
                assert row.hour is not None
                told_by_rows[row.day.weekday()][row.hour] += 1
            assert rows and told_by_rows == [list(weekday) for weekday in cells]


@pytest.mark.parametrize("kind", [PeriodKind.DAY, PeriodKind.YEAR])
def test_a_page_is_counted_in_few_statements(book: Desk, kind: PeriodKind) -> None:
    for declared in BOOKS:
        assert declared.figures is not None
        said: list[str] = []
        with book.read() as work:
            event.listen(work.connection, "before_cursor_execute", lambda *about, said=said: said.append(about[2]))
            figure_pages.of_period(work, declared.figures.page(), Period.around(kind, date(2026, 11, 20)))
        assert 0 < len(said) <= MOST_STATEMENTS, (declared.name, len(said))
