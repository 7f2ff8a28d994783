"""The report to the district, read back: its title page, the two pages that are read, its appendix, its outline."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest

from desk.books import figures
from desk.books.cases.statistics import CaseFigures, Share
from desk.books.own_figures import aiming
from desk.books.submissions import answers, checks, remarks, reporting, signing
from desk.books.submissions.reporting import ReportFigures
from desk.core import figures_sheet
from desk.core.figure import FigureParts
from desk.core.period import named_period
from desk.core.work import Work
from desk.reports.figures import month_pdf
from desk.reports.figures.compared import of_report
from desk.reports.figures.month_layout import DOWN, UP, moved
from desk.services.session import Desk
from tests.support.demo import trial_in
from tests.support.pdf_text import pages_of, words_of

GOLDEN = Path(__file__).with_name("snapshots") / "month_report.txt"
OCTOBER = named_period("2026-10")
PAGES = 3
"""The title page, and the two that are read."""


@pytest.fixture
def work(demo: Desk) -> Iterator[Work]:
    yield from trial_in(demo)


def october(work: Work) -> ReportFigures:
    return reporting.counted(work, OCTOBER)


def made(work: Work, report: ReportFigures) -> bytes:
    return month_pdf.from_figures(work, of_report(work, report))


def with_cases(report: ReportFigures, cases: CaseFigures) -> ReportFigures:
    return replace(report, whole=replace(report.whole, of_book={**report.whole.of_book, "cases": cases}))


def plainly(page: str) -> str:
    """The words of a page without what is another in every data file."""
    lines = [re.sub("[0-9a-f]{8}", "〈校验码〉", line.rstrip()) for line in page.splitlines()]
    return "\n".join(lines)


def test_the_first_pages_say_what_they_said_before(demo: Desk) -> None:
    """``DESK_SNAPSHOTS=new`` writes them anew, to be read before they are committed."""
    with demo.read() as work:
        pages = pages_of(made(work, october(work)))[:PAGES]
    text = "\n\f\n".join(map(plainly, pages)) + "\n"
    if os.environ.get("DESK_SNAPSHOTS") == "new":
        GOLDEN.write_text(text, "utf-8")
    assert text == GOLDEN.read_text("utf-8")


def test_three_minutes_are_enough_and_all_else_is_in_the_appendix(work: Work) -> None:
    report = october(work)
    counted: CaseFigures = report.whole.of_book["cases"]
    pages = pages_of(made(work, report))
    cover, first, second, *appendix = pages
    assert all(word in cover for word in ("窗口服务月报", "2026年第10期", "制表人", "批准人", "（盖章）"))
    assert f"本月来访{counted.visits:,}人次，办件{counted.cases:,}件" in re.sub(r"\s", "", first)
    assert all(f"{n}、" in first for n in "一二三四五") and all(f"{n}、" in second for n in "六七八")
    behind = re.sub(r"\s", "", "".join(appendix))
    assert "附录一" in appendix[0] and len(counted.departments) > 8
    assert all(share.name in behind for share in (*counted.departments, *counted.items, *counted.clerks))
    assert all(figure.code in behind for figure in figures.declared().values())


def outline_of(content: bytes) -> list[tuple[int, str, int]]:
    """Level, words and page of each bookmark."""
    document = pypdfium2.PdfDocument(content)
    marks = [
        (mark.level, mark.get_title(), dest.get_index() if (dest := mark.get_dest()) else -1)
        for mark in document.get_toc()
    ]
    document.close()
    return marks


def test_the_year_stands_below_the_first_month_of_a_chart_and_each_january(work: Work) -> None:
    _cover, first, second, *_appendix = pages_of(made(work, october(work)))
    cases = first.split("每月办件")[1].split("核对与更正")[0]
    assert re.findall(r"\d+月", cases) == ["11月", "12月", *(f"{n}月" for n in range(1, 11))]
    assert re.findall(r"\d{4}年", cases) == ["2025年", "2026年"]
    assert "2026年10月" not in cases
    rates = second.split("按时办结率与满意率")[1].split("其他工作")[0]
    assert re.findall(r"\d{4}年", rates) == ["2025年", "2026年"]


def test_every_part_is_in_the_outline_and_leads_to_its_page(work: Work) -> None:
    content = made(work, october(work))
    pages, marks = [re.sub(r"\s", "", page) for page in pages_of(content)], outline_of(content)
    assert [title for level, title, _page in marks if level == 0][:2] == ["一、总体情况", "二、主要指标"]
    assert any(level == 1 and title == "按主管部门" for level, title, _page in marks)
    assert all(re.sub(r"\s", "", title) in pages[page] for _level, title, page in marks)
    assert len(marks) >= 18


def test_what_the_manager_wrote_and_what_was_found_stand_on_the_paper(work: Work) -> None:
    report = october(work)
    found = checks.findings(work, report)
    answers.save(work, OCTOBER, found[0].key, "国庆放假七天。")
    remarks.save(work, OCTOBER, "本月新开老年食堂。\n下月起增设夜间窗口。")
    aiming.aim(work, "cases", 500)
    text = words_of(made(work, report))
    assert "本月新开老年食堂。" in text and "下月起增设夜间窗口。" in text
    assert f"上报前核对发现{len(found)}项异常，其中{len(found) - 1}项未说明" in text
    assert "国庆放假七天。" in text and "未说明" in text.split("上报前核对")[-1]
    assert "500件" in text
    assert all(each.title in text for each in report.own.values()) and len(report.own) >= 3


def test_the_key_by_which_the_figures_are_signed_stands_on_the_last_page(work: Work) -> None:
    signing.ensure(work)
    key = signing.public_key(work)
    last = re.sub(r"\s", "", pages_of(made(work, october(work)))[-1])
    assert key in last and figures_sheet.fingerprint(key).replace(" ", "") in last
    assert re.fullmatch("[0-9a-f]{4}( [0-9a-f]{4}){3}", figures_sheet.fingerprint(key))


def test_forty_departments_and_long_words_stand_whole(work: Work) -> None:
    report = october(work)
    counted: CaseFigures = report.whole.of_book["cases"]
    departments = tuple(Share(f"第{n}办公室（{'综合服务' * 12}）", 41 - n, 40 - n, 39 - n) for n in range(1, 41))
    remarks.save(work, OCTOBER, "".join(f"{n:03d}，" for n in range(245)) + "完")
    text = words_of(made(work, with_cases(report, replace(counted, departments=departments))))
    assert all(each.name in text for each in departments)
    assert all(f"{n:03d}，" in text for n in range(245))


@pytest.mark.parametrize(
    ("name", "title", "this"),
    [("2026-Q3", "窗口服务季报", "本季度"), ("2026-H2", "窗口服务半年报", "本半年"), ("2026", "窗口服务年报", "本年")],
)
def test_longer_periods_have_papers_of_their_own(work: Work, name: str, title: str, this: str) -> None:
    period = named_period(name)
    report = reporting.counted(work, period)
    counted: CaseFigures = report.whole.of_book["cases"]
    pages = pages_of(made(work, report))
    assert title in pages[0] and period.label in pages[0]
    assert f"{this}来访{counted.visits:,}人次" in re.sub(r"\s", "", pages[1])
    assert "每日办件" not in "".join(pages)


def test_a_month_in_which_nothing_was_there_makes_a_paper_too(work: Work) -> None:
    pages = pages_of(made(work, reporting.counted(work, named_period("2020-01"))))
    assert "本期没有办件。" in "".join(pages) and "办件0件" in re.sub(r"\s", "", pages[1])


def test_figures_that_were_counted_once_make_the_same_file_again(work: Work) -> None:
    """Also when the book has moved on: every number of the period comes from what was counted."""
    report = october(work)
    assert made(work, report) == made(work, report)
    other = replace(report, values={**report.values, "cases": 4321}, parts={**report.parts, "cases": FigureParts(4321)})
    assert "4,321件" in words_of(made(work, other))


def test_arrows_say_which_way_and_tones_whether_that_is_good() -> None:
    overdue, cases, rate = (figures.find(code) for code in ("overdue", "cases", "in_time_percent"))
    assert moved(cases, 120, 100).text == f"{UP}20.0%" and moved(cases, 120, 100).tone is None
    less, more = moved(overdue, 20, 40), moved(overdue, 40, 20)
    assert less.text == f"{DOWN}50.0%" and less.tone is not None and less.tone != more.tone
    assert moved(rate, 98.5, 97.0).text == f"{UP}1.5个百分点"
    assert moved(cases, 100, 100).text == "持平" and moved(cases, 100000, 100001).text == "基本持平"
    assert moved(cases, None, 5).text == moved(cases, 5, None).text == "—"
