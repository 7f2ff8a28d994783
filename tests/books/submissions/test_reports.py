"""Reports handed in 已上报: what is counted, frozen, and told as a correction later."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import select

from desk.books import cases, figures, submissions
from desk.books.assets import statistics as assets
from desk.books.cases import CaseState
from desk.books.roster import attendance
from desk.books.roster.attendance import AttendanceMark
from desk.books.submissions import whole_figures
from desk.core.clock import Clock
from desk.core.errors import Refused
from desk.core.month import Month
from desk.core.period import named_period
from desk.models.cases import cases as case_table
from desk.services.session import Desk
from tests.support import stirred
from tests.support.demo import ELEVEN, THREE_MONTHS, TakenBack, lived
from tests.support.reports import AS_IT_WENT_OUT, handed_in, one_file

OCTOBER = (date(2026, 10, 1), date(2026, 10, 31))


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    yield from lived(tmp_path_factory, THREE_MONTHS, Clock(lambda: ELEVEN))


def test_a_month_handed_in_is_frozen_and_later_changes_are_corrections(demo: Desk) -> None:
    with demo.write() as work:
        with pytest.raises(Refused, match="还没有结束"):
            submissions.draft(work, named_period("2026-11"), one_file)
        september = submissions.draft(work, named_period("2026-09"), one_file)
        report = submissions.hand_in(work, september)
        with pytest.raises(Refused, match="已经上报"):
            submissions.hand_in(work, september)
        assert submissions.file_of(work, report.id) == AS_IT_WENT_OUT
        assert submissions.corrections(work, "2026-10") == []
    with demo.write() as work:
        query = select(case_table.c.id).where(
            case_table.c.day < date(2026, 10, 1),
            case_table.c.state == CaseState.DONE.value,
            case_table.c.evaluation.in_(["not_given", "not_asked"]),
        )
        cases.evaluate(work, work.connection.execute(query).scalars().first() or 0, cases.Evaluation.SATISFIED)
        changed = {c.figure: (c.was, c.now) for c in submissions.corrections(work, "2026-10")}
    was, now = changed["evaluation.satisfied"]
    assert now == was + 1


def test_a_year_tells_of_its_months_and_not_once_more_of_the_quarters_that_they_make(demo: Desk) -> None:
    try:
        with demo.write() as work:
            for period in ("2026-09", "2026-Q3"):
                if submissions.find(work, period) is None:
                    handed_in(work, period)
            stirred.stir(work, 1)
            told = {
                before: list(dict.fromkeys(each.period for each in submissions.corrections(work, before)))
                for before in ("2026-08", "2026-10", "2026-Q3", "2026-Q4", "2026")
            }
            raise TakenBack
    except TakenBack:
        pass
    both = ["2026-Q3", "2026-09"]
    assert told == {"2026-08": [], "2026-10": both, "2026-Q3": ["2026-09"], "2026-Q4": both, "2026": ["2026-09"]}


def test_a_figure_that_is_counted_otherwise_since_says_so(demo: Desk) -> None:
    """Its definition has another version than when the report went out: an old report is no mistake of the centre's."""
    try:
        with demo.write() as work:
            report = handed_in(work, "2026-08")
            versions = {code: figures.version_of(code) for code in report.figures}
            assert report.versions == {code: version for code, version in versions.items() if version}
            told = {**report.figures, "visits": -1, "cases": -1}
            old = replace(report, figures=told, versions={**report.versions, "visits": 999})
            changed = {each.figure: each.redefined for each in submissions.of_report(work, old)}
            raise TakenBack
    except TakenBack:
        pass
    now = figures.declared()["visits"].version
    assert changed == {"visits": f"原按口径第999版，现按第{now}版", "cases": ""}


def test_the_month_counts_every_book(demo: Desk) -> None:
    """Activities, duties, assets and emergencies as their own books have them; every figure has words."""
    with demo.read() as work:
        counted = whole_figures.plain(whole_figures.counted(work, *Month(2026, 10).span))
        activities = work.rows(
            "SELECT count(*), sum(state = 'held') FROM activities WHERE day LIKE '2026-10-%' AND state <> 'draft'"
        )
        assert (counted["activities_planned"], counted["activities_held"]) == activities[0]
        kept = attendance.attended(work, *OCTOBER)
        assert counted["duties_planned"] == len(kept) and counted["duties_missed"] == sum(
            d.mark is AttendanceMark.MISSED for d in kept
        )
        open_late = {
            (d.duty.day, d.duty.shift_id): d.shift.minutes for d in kept if "延时" in d.shift.name and d.duty.came_at
        }
        assert counted["extended_hours"] == round(sum(open_late.values()) / 60, 1) > 0
        held = assets.listing(work, assets.GroupBy.CLASS, OCTOBER[1]).total
        assert (counted["assets_end_pieces"], counted["assets_end_fen"]) == (held.pieces, held.value)
        flow = [counted[f"assets_{name}_fen"] or 0 for name in ("start", "came", "went", "end")]
        assert flow[0] + flow[1] - flow[2] == flow[3]
        drills = work.rows("SELECT count(*) FROM incidents WHERE drill AND number LIKE '演2026-%'")[0][0]
        year = [
            whole_figures.plain(whole_figures.counted(work, *Month(2026, n).span))["incident_drills"] or 0
            for n in range(1, 12)
        ]
        assert sum(year) == drills
        assert [code for code in counted if figures.name_of(code) == code] == []
