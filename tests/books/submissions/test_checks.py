"""Checks before a period is handed in 上报前核对: what is odd is told with its numbers, and answered in a sentence."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from desk.books import figures, own_figures
from desk.books.own_figures import entering, keeping
from desk.books.own_figures.entering import Entered
from desk.books.own_figures.model import Entry, OwnFigure
from desk.books.submissions import answers, checks, queries, remarks, reporting, retention
from desk.books.submissions.check_rules import CheckedReport, empty_books, jumps, unequal_sums
from desk.books.submissions.reporting import ReportFigures
from desk.core.clock import Clock
from desk.core.edit_conflicts import EditConflict
from desk.core.errors import Invalid, NotAllowed, Refused
from desk.core.figure import FigureParts, Number
from desk.core.month import Month
from desk.core.period import named_period
from desk.core.work import Work
from desk.models.submissions import reports
from desk.services.session import Desk
from tests.support.bookings import as_clerk
from tests.support.demo import ELEVEN, THREE_MONTHS, lived, trial_in

OCTOBER = named_period("2026-10")


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    yield from lived(tmp_path_factory, THREE_MONTHS, Clock(lambda: ELEVEN))


@pytest.fixture
def work(demo: Desk) -> Iterator[Work]:
    yield from trial_in(demo)


def changed(report: ReportFigures, **values: Number) -> ReportFigures:
    return replace(report, values={**report.values, **values})


def compared(report: ReportFigures, *earlier: dict[str, Number]) -> CheckedReport:
    return CheckedReport(report, earlier, [{} for _each in earlier], {})


def keys(work: Work, report: ReportFigures) -> list[str]:
    return [finding.key for finding in checks.findings(work, report)]


def test_what_the_books_count_adds_up_in_every_period(work: Work) -> None:
    for name in ("2026-09", "2026-10", "2026-Q3", "2026-H1"):
        odd = keys(work, reporting.counted(work, named_period(name)))
        assert [key for key in odd if key.startswith(("sum:", "part:"))] == []


def test_what_a_figure_says_of_its_whole_names_a_count_of_the_report(work: Work) -> None:
    values, declared = reporting.counted(work, OCTOBER).values, figures.declared()
    for figure in declared.values():
        assert {figure.whole, figure.within} - {""} <= set(values), figure.code
        assert not figure.whole or (figure.group and declared[figure.whole].unit is figure.unit), figure.code
    assert {(each.whole, each.beginning) for each in figures.partitions()} == {
        ("cases", "cases.mode"),
        ("cases", "cases.state"),
        ("cases", "assistance"),
        ("bookings", "bookings"),
        ("bookings", "bookings_by"),
        ("members", "members"),
        ("orders", "orders"),
        ("orders", "orders_by"),
        ("partners", "partners"),
        ("officers", "officers"),
        ("officer_visits", "officer_visits"),
    }
    assert all(each.parts(values) for each in figures.partitions())
    assert sum(bool(figure.within) for figure in declared.values()) >= 10


def test_parts_that_do_not_add_up_are_told_with_the_numbers(work: Work) -> None:
    report = reporting.counted(work, OCTOBER)
    cases = report.values["cases"] or 0
    wrong = changed(report, cases=cases + 1, visits_left=99999)
    said = {finding.key: finding.text for finding in checks.findings(work, wrong)}
    assert f"办件{cases + 1}件" in said["sum:cases.mode"] and f"合计为{cases}" in said["sum:cases.mode"]
    assert "弃号99,999人次，多于来访" in said["part:visits_left"]
    halves = replace(report, parts={**report.parts, "in_time_percent": FigureParts(9, 8)})
    assert "part:in_time_percent" in keys(work, halves)
    assert next(iter(unequal_sums(compared(changed(report, assets_end_fen=1)))))[0] == "sum:assets_end_fen"


@pytest.mark.parametrize(
    ("now", "before", "jumped"),
    [
        (31, (20, 20, 20), True),
        (30, (20, 20, 20), False),
        (9, (20, 20, 20), True),
        (60, (20, 20, 40), True),
        (40, (10, 20, 30), False),
        (11, (2, 2, 2), False),
        (50, (0, 0, 0), False),
        (50, (20, 20), False),
    ],
)
def test_a_jump_is_over_half_over_three_spreads_and_at_least_ten(
    work: Work, now: int, before: tuple[int, ...], jumped: bool
) -> None:
    report = replace(reporting.counted(work, OCTOBER), values={"visits": now}, own={})
    odd = list(jumps(compared(report, *({"visits": each} for each in before))))
    assert bool(odd) is jumped
    if jumped:
        assert odd[0] == ("jump:visits", f"来访{now}人次，前3期为{'、'.join(map(str, reversed(before)))}，变动较大。")


def test_a_share_of_few_cases_does_not_jump(work: Work) -> None:
    report = reporting.counted(work, OCTOBER)
    before: list[dict[str, Number]] = [{"in_time_percent": 90.0}] * 3
    for cases, jumped in ((9, False), (10, True)):
        parts = {"in_time_percent": FigureParts(3, cases)}
        dropped = replace(report, values={"in_time_percent": 30.0}, parts=parts, own={})
        assert bool(list(jumps(compared(dropped, *before)))) is jumped


def test_a_book_in_which_nothing_was_entered_is_told(work: Work) -> None:
    report = replace(reporting.counted(work, OCTOBER), values={"activities_planned": 0}, own={})
    odd = list(empty_books(compared(report, *({"activities_planned": n} for n in (4, 5, 6)))))
    assert odd == [("empty:activities", "“活动”本期没有登记，前3期为6、5、4。")]
    assert not list(empty_books(compared(report, *({"activities_planned": n} for n in (4, 0, 6)))))


def test_a_figure_that_nobody_entered_is_told_until_it_is(work: Work) -> None:
    id = keeping.add(work, OwnFigure("来信表扬", "封"))
    code = next(figure.code for figure in own_figures.all_figures(work) if figure.id == id)
    found = {each.key: each.text for each in checks.findings(work, reporting.counted(work, OCTOBER))}
    assert found[f"own:{code}"] == "“来信表扬”未填2026年10月的数据。"
    entering.enter(work, [Entered(id, Month(2026, 10), Entry(3))])
    report = reporting.counted(work, OCTOBER)
    assert f"own:{code}" not in keys(work, report) and report.values[code] == 3
    assert report.parts[code] == FigureParts(3, None)


def test_nothing_is_odd_in_a_month_that_is_not_over(work: Work) -> None:
    assert keys(work, reporting.counted(work, named_period("2026-11"))) == []


def test_an_answer_stays_until_it_is_handed_in(work: Work) -> None:
    report = reporting.counted(work, OCTOBER)
    first = checks.findings(work, report)[-1]
    assert (first.answer, first.said) == ("", "未说明")
    answers.save(work, OCTOBER, first.key, " 已与承办部门\n核实。 ")
    answered = checks.findings(work, report)[-1]
    assert (answered.said, answered.answered_by) == ("已与承办部门 核实。", work.actor.name)
    with pytest.raises(Invalid, match="不超过100个字"):
        answers.save(work, OCTOBER, first.key, "长" * 101)
    with pytest.raises(NotAllowed):
        answers.save(as_clerk(work), OCTOBER, first.key, "好")
    answers.save(work, OCTOBER, first.key, "")
    said = [each.key for each in checks.findings(work, report) if each.answer]
    assert said == ["own:own.3"] and checks.unanswered(checks.findings(work, report)) > 1
    out = {"kind": "month", "period": "2026-10", "handed_in_at": work.now, "staff_id": work.actor.id, "figures": {}}
    work.add(reports, out)
    with pytest.raises(Refused, match="2026年10月已上报"):
        answers.save(work, OCTOBER, first.key, "迟了")
    with pytest.raises(Refused, match="请先撤回"):
        remarks.save(work, OCTOBER, "迟了")


def test_remarks_are_kept_by_period_and_two_who_write_are_told(work: Work) -> None:
    written = queries.remarks_of(work, OCTOBER)
    assert written.startswith("一、本月增设周三夜间延时服务")
    remarks.save(work, OCTOBER, "本月新增夜间延时服务。\n参与活动的居民明显增多。", written)
    assert queries.remarks_of(work, OCTOBER).splitlines()[1] == "参与活动的居民明显增多。"
    assert queries.remarks_of(work, named_period("2026-Q3")) == ""
    with pytest.raises(EditConflict):
        remarks.save(work, OCTOBER, "另一段", written)
    with pytest.raises(Invalid, match="不超过1000个字"):
        remarks.save(work, OCTOBER, "长" * 1001)
    assert "夜间" not in str(work.rows("SELECT after FROM audit WHERE action = 'report.remark'"))


def test_what_was_typed_long_ago_is_forgotten(work: Work) -> None:
    remarks.save(work, OCTOBER, "林小芳来访。")
    answers.save(work, OCTOBER, "jump:visits", "林小芳来访。")
    retention.forget(work, work.now)
    assert queries.remarks_of(work, OCTOBER) == "林小芳来访。"
    retention.forget(replace(work, now=work.now), work.now.replace(year=2030))
    assert queries.remarks_of(work, OCTOBER) == ""
    assert work.rows("SELECT count(*) FROM report_answers") == [(0,)]
