"""What stands beside a report's figures is counted in one place, and the same on both papers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import event

from desk.books import figures
from desk.books.submissions import Correction, checks, reporting
from desk.core.period import Period, PeriodKind, named_period
from desk.reports.figures import month_pdf, month_workbook
from desk.reports.figures.compared import OWN, of_report
from desk.services.session import Desk
from tests.support.pdf_text import pages_of, words_of
from tests.support.workbook_text import both

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


def test_of_a_period_that_goes_on_only_its_days_so_far_are_compared(demo: Desk) -> None:
    """What the roster has until the end of the month is no increase; both papers say which days are compared."""
    november = named_period("2026-11")
    with demo.read() as work:
        report = reporting.counted(work, november)
        beside = of_report(work, report)
        so_far = reporting.counted(work, Period(PeriodKind.RANGE, november.first, work.today)).values
        workbook, paper = month_workbook.from_figures(work, beside), month_pdf.from_figures(work, beside)
    planned = beside.by_code["duties_planned"]
    assert planned.now == report.values["duties_planned"] and planned.so_far == so_far["duties_planned"]
    assert planned.now is not None and planned.so_far is not None and planned.now > planned.so_far
    text = re.sub(r"\s", "", words_of(paper))
    assert "本期尚未结束：增减按截至2026年11月24日的数，与上期、上年同期的相同天数比较。" in text
    assert "本期尚未结束，上报前再作核对。" in text and "未发现异常" not in text and "比上月同期" in text
    live, seen = both(workbook)
    cover = {row[0].value: row[1].value for row in seen["封面"].iter_rows(max_col=2)}
    assert cover["对比说明"] == beside.how_compared
    row = next(row for row in live["值班"].iter_rows() if row[0].value == planned.label)
    assert row[4].value == planned.now and planned.before
    assert row[6].value == pytest.approx((planned.so_far - planned.before) / planned.before)


def test_a_period_that_is_over_says_nothing_of_days_so_far(demo: Desk) -> None:
    with demo.read() as work:
        beside = of_report(work, reporting.counted(work, OCTOBER))
    assert beside.how_compared == "" and beside.is_over
    assert all(figure.so_far == figure.now for figure in beside.by_code.values())


def test_no_page_ends_with_the_name_of_a_book(demo: Desk) -> None:
    with demo.read() as work:
        beside = of_report(work, reporting.counted(work, OCTOBER))
        pages = pages_of(month_pdf.from_figures(work, beside))
    names = {book.title for book in beside.books}
    for page in pages:
        lines = [line.strip() for line in page.splitlines() if line.strip() and "打印于" not in line]
        assert lines[-1] not in names, page


def test_a_correction_names_its_period_in_words(demo: Desk) -> None:
    with demo.read() as work:
        beside = of_report(work, reporting.counted(work, OCTOBER))
        corrected = replace(
            beside,
            corrections=[
                Correction("2026-09", "cases", "办件（件）", 353, 355),
                Correction("2026-09", "visits", "来访（人次）", 400, 398, (1, 2)),
            ],
        )
        workbook, paper = month_workbook.from_figures(work, corrected), month_pdf.from_figures(work, corrected)
    _live, seen = both(workbook)
    rows = list(seen["更正"].iter_rows(values_only=True))
    assert rows[1] == ("2026年9月", "办件（件）", 353, 355)
    assert rows[2] == ("2026年9月", "来访（人次），原按口径第1版，现按第2版", 400, 398)
    printed = re.sub(r"\s", "", words_of(paper))
    assert "2026年9月办件（件）353355" in printed
    assert "2026年9月来访（人次），原按口径第1版，现按第2版400398" in printed
