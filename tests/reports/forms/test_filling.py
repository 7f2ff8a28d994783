"""Forms filled in with what the books counted: the demo district's own, and every code that there is."""

from __future__ import annotations

import io

import pytest
from openpyxl import load_workbook

from desk.books import figures, own_figures, report_forms
from desk.books.report_forms import keeping, known, queries
from desk.books.report_forms.model import FormChoice
from desk.books.submissions import reporting
from desk.core.figure import FigureKind, Unit
from desk.core.period import PeriodKind, named_period
from desk.core.work import Work
from desk.reports import registry
from desk.reports.forms import answers, filling
from desk.reports.kit.declaration import Format
from desk.services.session import Desk
from tests.support.report_forms import text_of

MONTH = named_period("2026-10")


@pytest.fixture
def work(demo: Desk):  # type: ignore[no-untyped-def]
    with demo.read() as opened:
        yield opened


def test_the_demo_districts_table_has_what_the_books_counted(work: Work) -> None:
    report, before = reporting.counted(work, MONTH), reporting.counted(work, named_period("2026-09"))
    form = report_forms.find_named(work, "运行情况报表")
    sheet = load_workbook(io.BytesIO(filling.filled(work, form.id, report)))["月报表"]
    assert sheet["D2"].value == "统计期间：2026年10月"
    for row, code in ((4, "visits"), (5, "cases"), (9, "waiting_minutes"), (10, "activities_held")):
        assert (sheet[f"C{row}"].value, sheet[f"D{row}"].value) == (report.values[code], before.values[code]), code
    assert sheet["C7"].value == pytest.approx(report.values["in_time_percent"] / 100)  # type: ignore[operator]
    parts = report.parts["in_time_percent"]
    assert f"本期按时办结{parts.numerator}件，到期应办结{parts.denominator}件；" in sheet["A13"].value
    assert report.values["visits"]


def test_the_demo_districts_text_is_filled_for_a_quarter(work: Work) -> None:
    report = reporting.counted(work, named_period("2026-Q4"))
    form = report_forms.of_kind(work, PeriodKind.QUARTER)[-1]
    content = filling.filled(work, form.id, report)
    lines = text_of(content)
    assert lines[1] == "（2026年第4季度）"
    said = Unit.TIMES.say(report.values["visits"])
    assert f"接待群众{said}人次（上年同期" in lines[2] and not any("{{" in line for line in lines)
    assert filling.filled(work, form.id, report) == content


def test_what_is_shown_before_is_what_is_written(work: Work) -> None:
    form = report_forms.find_named(work, "运行情况报表")
    report = reporting.counted(work, MONTH)
    shown = filling.shown(work, form.id, report)
    assert shown.content == filling.filled(work, form.id, report)
    assert shown.file_name == "运行情况报表2026-10.xlsx"
    at = {place.where: place for place in shown.places}
    assert at["月报表!D4"].title == "来访（上期）" and at["月报表!D4"].placeholder == "{{visits@before}}"
    assert at["月报表!C4"].value == Unit.TIMES.say(report.values["visits"])
    parts = [place.title for place in shown.places if place.where == "月报表!A13"]
    assert parts == ["按时办结率（分子）", "按时办结率（分母）", "填表日期"]


def test_every_code_has_an_answer_that_is_the_reports(work: Work) -> None:
    report = reporting.counted(work, MONTH)
    values = answers.of_codes(work, known.all_known(work), report)
    assert set(values) == set(known.all_known(work)) and set(figures.declared()) < set(values)
    for code, figure in figures.declared().items():
        cell = figure.unit.cell(report.values[code])
        answer = values[code]
        assert answer.text == figure.unit.say(report.values[code]), code
        if isinstance(cell, str):
            assert answer.text == cell and not answer.is_number
        else:
            assert answer.number == cell and answer.is_number, code
        assert answer.percent == (figure.unit is Unit.PERCENT)
        if figure.kind is FigureKind.SHARE:
            parts = answers.of_codes(work, [f"{code}@numerator", f"{code}@denominator"], report)
            assert [each.number for each in parts.values()] == [
                report.parts[code].numerator,
                report.parts[code].denominator,
            ]


def test_figures_entered_by_hand_are_answered_by_their_parts_too(work: Work) -> None:
    report = reporting.counted(work, MONTH)
    share, plain = (
        next(each for each in own_figures.all_figures(work) if each.shared is shared) for shared in (True, False)
    )
    asked = [share.code, f"{share.code}@numerator", f"{share.code}@denominator", plain.code, f"{plain.code}@before"]
    values = answers.of_codes(work, asked, report)
    own = report.own[share.code]
    assert [values[code].number for code in asked[:3]] == [own.value, own.numerator, own.denominator]
    assert values[share.code].percent and own.value is not None
    assert values[plain.code].number == report.own[plain.code].value
    before = reporting.counted(work, named_period("2026-09"))
    assert values[f"{plain.code}@before"].number == before.own[plain.code].value


def test_a_month_that_was_not_entered_is_empty_and_no_nought(work: Work) -> None:
    code = own_figures.all_figures(work)[0].code
    for period in ("2020-10", "2026-Q4"):
        answer = answers.of_codes(work, [code], reporting.counted(work, named_period(period)))[code]
        assert (answer.text, answer.number, answer.is_number) == ("—", None, True)


def test_a_period_before_the_centre_kept_books_is_empty_and_no_nought(work: Work) -> None:
    values = answers.of_codes(work, ["visits@year_before", "visits@before"], reporting.counted(work, MONTH))
    assert values["visits@year_before"].number is None and values["visits@year_before"].is_number
    assert values["visits@before"].number


def test_a_figure_that_no_book_has_any_more_leaves_its_place_empty(work: Work) -> None:
    assert answers.of_codes(work, ["gone@before"], reporting.counted(work, MONTH))["gone@before"].number is None


def test_periods_compared_with_are_as_long_as_the_one_reported(work: Work) -> None:
    for period, before, year_before in (
        ("2026-10", "2026年9月", "2025年10月"),
        ("2026-Q1", "2025年第4季度", "2025年第1季度"),
        ("2026-H1", "2025年下半年", "2025年上半年"),
        ("2026", "2025年", "2025年"),
    ):
        report = reporting.counted(work, named_period(period))
        values = answers.of_codes(work, ["period@before", "period@year_before"], report)
        assert [each.text for each in values.values()] == [before, year_before]


def test_the_sample_form_is_a_form_of_all_codes(work: Work, desk: Desk) -> None:
    content = registry.paper("form-codes").make(work, Format.XLSX, {}, None)  # type: ignore[arg-type]
    with desk.write() as mine:
        id = keeping.add(mine, FormChoice("样表", frozenset((PeriodKind.MONTH,))), "样表.xlsx", _without_own(content))
        codes = queries.find(mine, id).codes
        assert set(figures.declared()) < set(codes) and "visits@year_before" in codes and "centre" in codes
        filled = filling.filled(mine, id, reporting.counted(mine, MONTH))
    rows = list(load_workbook(io.BytesIO(filled))["样表"].iter_rows(min_row=4, values_only=True))
    assert rows[0][:3] == ("来访", "人次", 0) and ("中心名称", None, "示例邻里中心") in [row[:3] for row in rows]


def _without_own(content: bytes) -> bytes:
    """The demo centre's figures entered by hand are not those of a new one."""
    book = load_workbook(io.BytesIO(content))
    sheet = book["样表"]
    for row in sheet.iter_rows(min_row=4):
        for cell in row:
            if isinstance(cell.value, str) and "own." in cell.value:
                cell.value = None
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()
