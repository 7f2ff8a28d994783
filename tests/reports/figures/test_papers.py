"""Day sheet and month report, read back: their text, their pages, their cells."""

from __future__ import annotations

import io
from datetime import date, datetime

import pytest
from openpyxl import load_workbook

from desk.books.cases import statistics
from desk.books.incidents import statistics as incidents
from desk.core.figures_sheet import read
from desk.core.month import Month
from desk.reports.figures import day_sheet_pdf, day_sheet_workbook, month_pdf, month_workbook
from desk.services.session import Desk
from tests.support.pdf_text import pages_of, words_of


def test_the_day_sheet_lists_every_case_masked(demo: Desk) -> None:
    shown = date(2026, 11, 23)
    with demo.read() as work:
        counted = statistics.of_days(work, shown, shown)
        content = day_sheet_pdf.pdf(work, shown)
        again = day_sheet_pdf.pdf(work, shown)
        book = load_workbook(io.BytesIO(day_sheet_workbook.xlsx(work, shown)))
    text = words_of(content)
    assert all(f"20261123{n:04d}" in text for n in range(1, counted.cases + 1))
    assert content == again
    details = book["明细"]
    assert details.max_row == counted.cases + 1
    assert all("*" in details.cell(row, 4).value for row in range(2, details.max_row + 1))
    assert details.freeze_panes == "D2" and isinstance(details["C2"].value, datetime)


def test_the_day_sheet_draws_its_hours(demo: Desk) -> None:
    shown = date(2026, 11, 23)
    with demo.read() as work:
        counted = statistics.of_days(work, shown, shown)
        page = pages_of(day_sheet_pdf.pdf(work, shown))[0]
    busiest = max(counted.by_hour)
    assert busiest > 0 and "17:00" in page and f"{counted.by_hour.index(busiest):02d}:00 {busiest}" not in page


def test_the_month_report_begins_a_code_in_its_body(demo: Desk) -> None:
    with demo.read() as work:
        content = month_pdf.pdf(work, Month(2026, 10))
        emergencies = incidents.of_days(work, *Month(2026, 10).span)
    told = f"应急日志共{emergencies.entries}条，防篡改校验码{emergencies.head[:8]}。"
    assert told in words_of(content) and emergencies.entries > 20


def test_an_empty_day_and_month_still_make_papers(demo: Desk) -> None:
    with demo.read() as work:
        assert "当日没有办件" in words_of(day_sheet_pdf.pdf(work, date(2020, 1, 1)))
        assert len(pages_of(month_pdf.pdf(work, Month(2020, 1)))) > 3
        for content in (day_sheet_workbook.xlsx(work, date(2020, 1, 1)), month_workbook.xlsx(work, Month(2020, 1))):
            assert load_workbook(io.BytesIO(content)).sheetnames


def test_the_month_workbook_tells_what_the_books_say_beside_their_figures(demo: Desk) -> None:
    with demo.read() as work:
        counted = statistics.of_days(work, *Month(2026, 10).span)
        content = month_workbook.xlsx(work, Month(2026, 10))
        emergencies = incidents.of_days(work, *Month(2026, 10).span)
    book = load_workbook(io.BytesIO(content), data_only=True)
    rows = [row for row in book["应急管理"].iter_rows(values_only=True) if row[0] is not None]
    assert rows[-1][:3] == ("全部记录", emergencies.entries, emergencies.head)
    assert ("总计", emergencies.incidents) in [(row[0], row[6]) for row in rows]
    assert book["_figures"].sheet_state == "hidden"
    machine = read(book["_figures"].iter_rows(values_only=True))
    assert machine.values["cases"] == counted.cases
    heat = {row[0]: row[-1] for row in book["时段与评价"].iter_rows(5, 12, values_only=True)}
    assert heat.pop("总计") == sum(heat.values()) == counted.cases
    shares = {row[0]: row[1:3] for row in book["部门"].iter_rows(5, values_only=True)}
    assert shares["总计"] == (counted.cases, pytest.approx(1))
    assert book["明细"].max_row == counted.cases + 1
