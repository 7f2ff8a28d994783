"""What stands beside a report's figures is counted in one place, and the same on both papers."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from sqlalchemy import event

from desk.books import figures
from desk.books.submissions import checks, reporting
from desk.core.period import named_period
from desk.reports.figures import month_pdf, month_workbook
from desk.reports.figures.compared import OWN, of_report
from desk.services.session import Desk

OCTOBER = named_period("2026-10")


@contextmanager
def statements(desk: Desk) -> Iterator[list[str]]:
    """What SQLite is asked, in its order, past SQLAlchemy too."""
    asked: list[str] = []

    def watch(connection: Any, *_pool: object) -> None:
        connection.set_trace_callback(asked.append)

    event.listen(desk.store._engine, "checkout", watch)
    yield asked
    event.remove(desk.store._engine, "checkout", watch)


def test_both_files_are_made_of_what_was_counted_once(demo: Desk) -> None:
    """Counting asks the file hundreds of questions; the workbook and the paper together but for words and lists."""
    with statements(demo) as asked, demo.read() as work:
        report = reporting.counted(work, OCTOBER)
        beside = of_report(work, report)
        counting = len(asked)
        month_workbook.from_figures(work, beside)
        month_pdf.from_figures(work, beside)
        assert counting > 150 and len(asked) - counting < 25, asked[counting:]


def test_the_period_before_is_what_that_period_says_itself(demo: Desk) -> None:
    """Every figure, those too that a book counts only where it is asked about one span alone."""
    with demo.read() as work:
        before = reporting.counted(work, OCTOBER.plus(-1)).values
        beside = of_report(work, reporting.counted(work, OCTOBER))
    told = {figure.code: figure.before for book in beside.books if book.name != OWN for figure in book.figures}
    assert told == {code: before[code] for code in figures.declared()}


def test_before_the_centre_kept_its_books_nothing_is_compared(demo: Desk) -> None:
    with demo.read() as work:
        beside = of_report(work, reporting.counted(work, OCTOBER))
    counted = [figure for book in beside.books if book.name != OWN for figure in book.figures]
    assert all(figure.year_before is None for figure in counted)
    assert any(figure.before is not None for figure in counted)


@pytest.mark.parametrize("name", ["2026-10", "2026-09", "2026-Q3"])
def test_what_is_odd_is_the_same_as_on_the_page(demo: Desk, name: str) -> None:
    """Though the periods before were counted already for the charts."""
    with demo.read() as work:
        report = reporting.counted(work, named_period(name))
        assert of_report(work, report).oddities == checks.findings(work, report)
