"""Handing a report in while others go on working: the file and the frozen figures tell the same."""

from __future__ import annotations

import base64
import hashlib
import io
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from sqlalchemy import select

from desk.books import cases, centre, submissions
from desk.books.cases import CaseState, Evaluation
from desk.books.submissions import NewFile, signing
from desk.books.submissions.reporting import ReportFigures
from desk.core import figures_sheet
from desk.core.clock import Clock
from desk.core.errors import EnvironmentFailure, Refused
from desk.core.period import named_period
from desk.core.work import Work
from desk.models.cases import cases as case_table
from desk.reports.figures import month_workbook
from desk.reports.figures.compared import of_report
from desk.services import report_submission
from desk.services.session import Desk
from desk.services.sign_in import sign_in
from tests.conftest import PASSWORD
from tests.support.demo import ELEVEN, THREE_MONTHS, lived
from tests.support.report_forms import text_of
from tests.support.reports import one_file

NOW, ROOT = ELEVEN, Path(__file__).resolve().parents[2]
SEPTEMBER = named_period("2026-09")


@pytest.fixture
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    yield from lived(tmp_path_factory, THREE_MONTHS, Clock(lambda: NOW))


@pytest.fixture
def other(demo: Desk) -> Iterator[Desk]:
    """A second desk on the same book, where somebody goes on working."""
    opened = sign_in(demo.folder, "管理员", PASSWORD, Clock(lambda: NOW))
    yield opened
    opened.close()


def evaluate_one(desk: Desk) -> None:
    """Somebody evaluates a finished case of September."""
    query = select(case_table.c.id).where(
        case_table.c.day.between(SEPTEMBER.first, SEPTEMBER.last),
        case_table.c.state == CaseState.DONE.value,
        case_table.c.evaluation.in_([Evaluation.NOT_GIVEN.value, Evaluation.NOT_ASKED.value]),
    )
    with desk.write() as work:
        cases.evaluate(work, work.connection.execute(query).scalars().first() or 0, Evaluation.SATISFIED)


def figures_in(file: bytes) -> dict[str, object]:
    """What the workbook's sheet for programs says."""
    rows = openpyxl.load_workbook(io.BytesIO(file))["_figures"].iter_rows(values_only=True)
    sheet = figures_sheet.read(rows)
    assert sheet.is_whole and sheet.is_signed_by(base64.b64decode(sheet.public_key))
    return dict(sheet.values)


class Counter:
    """Makes the workbook as the desk does, and lets somebody else write after the first ``changes`` times."""

    def __init__(self, other: Desk, changes: int) -> None:
        self.other, self.changes, self.times = other, changes, 0

    def __call__(self, work: Work, report: ReportFigures) -> list[NewFile]:
        made = [NewFile("xlsx", "report.xlsx", month_workbook.from_figures(work, of_report(work, report)))]
        self.times += 1
        if self.times <= self.changes:
            evaluate_one(self.other)
        return made


@pytest.mark.parametrize("changes", [0, 1, 2])
def test_a_change_in_between_is_in_the_file_and_in_the_figures(demo: Desk, other: Desk, changes: int) -> None:
    """However often: once nobody else writes, or at last under the lock, both are counted anew."""
    with demo.read() as work:
        before = submissions.draft(work, SEPTEMBER, one_file).report.values["evaluation.satisfied"]
    counter = Counter(other, changes)
    handed_in = report_submission.hand_in(demo, SEPTEMBER, counter)
    assert counter.times == changes + 1
    assert before is not None and handed_in.figures["evaluation.satisfied"] == before + changes
    with other.read() as work:
        kept, file = submissions.find(work, "2026-09"), submissions.file_of(work, handed_in.id)
        assert submissions.corrections(work, "2026-10") == []
    assert kept is not None and figures_in(file) == kept.figures == handed_in.figures


def test_what_was_counted_before_a_change_is_never_frozen(demo: Desk, other: Desk) -> None:
    with demo.read() as work:
        drafted = submissions.draft(work, SEPTEMBER, one_file)
    evaluate_one(other)
    with demo.write() as work, pytest.raises(Refused, match="统计期间"):
        submissions.hand_in(work, drafted)
    with demo.read() as work:
        assert submissions.find(work, "2026-09") is None


def test_handed_in_twice_is_refused_and_the_first_file_stays(demo: Desk, other: Desk) -> None:
    first = report_submission.hand_in(demo, SEPTEMBER)
    with pytest.raises(Refused, match="已经上报"):
        report_submission.hand_in(other, SEPTEMBER)
    with demo.read() as work:
        assert submissions.all_months(work) == [first]


def test_workbook_and_paper_are_frozen_with_the_figures(demo: Desk) -> None:
    """Every file with its hash; the workbook tells the same figures and is signed by this centre."""
    report = report_submission.hand_in(demo, named_period("2026-Q3"))
    with demo.read() as work:
        files = submissions.files_of(work, report.id)
        contents = [submissions.file_of(work, report.id, each.name) for each in files]
        parts = submissions.parts_of(work, report.id)
        key = signing.public_key(work)
    assert [each.name for each in files] == ["xlsx", "pdf", "form:1", "form:2"]
    assert [each.sha256 for each in files] == [hashlib.sha256(content).hexdigest() for content in contents]
    centre = "SL-FT01凤亭村“党建+”邻里中心"
    ours = ("2026年第3季度季报.xlsx", "2026年第3季度季报.pdf")
    theirs = ("运行情况报表2026-Q3.xlsx", "基层治理工作情况2026-Q3.docx")
    assert [each.file_name for each in files] == [f"{centre}{name}" for name in (*ours, *theirs)]
    assert contents[1].startswith(b"%PDF")
    form = openpyxl.load_workbook(io.BytesIO(contents[2]))["月报表"]
    assert form["C4"].value == report.figures["visits"]
    assert text_of(contents[3])[1] == "（2026年第3季度）"
    sheet = figures_sheet.read(openpyxl.load_workbook(io.BytesIO(contents[0]))["_figures"].iter_rows(values_only=True))
    assert (sheet.kind, sheet.period, sheet.public_key, sheet.population) == ("quarter", "2026-Q3", key, 6830)
    assert dict(sheet.values) == report.figures
    assert {each.code: each.parts for each in sheet.figures if each.code in parts} == dict(parts)


def test_two_desks_hand_in_at_once_and_one_wins(demo: Desk, other: Desk) -> None:
    """Whoever is second is told that it is done; one report is there, with files that fit."""
    told: list[str] = []

    def hand_in(desk: Desk) -> None:
        try:
            report_submission.hand_in(desk, SEPTEMBER, one_file)
        except Refused as refused:
            told.append(refused.message)

    threads = [threading.Thread(target=hand_in, args=(desk,)) for desk in (demo, other)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(told) == 1 and "已经上报" in told[0]
    with demo.read() as work:
        assert [each.period for each in submissions.all_reports(work)] == ["2026-09"]


KILLED_HALF_WAY = """
import os, sys
from pathlib import Path
from desk.books import submissions
from desk.core.clock import Clock
from desk.services.sign_in import sign_in
from tests.conftest import PASSWORD
from tests.support.demo import ELEVEN
from tests.support.reports import one_file
from tests.services.test_report_submission import SEPTEMBER
desk = sign_in(Path(sys.argv[1]), "管理员", PASSWORD, Clock(lambda: ELEVEN))
with desk.write() as work:
    submissions.hand_in(work, submissions.draft(work, SEPTEMBER, one_file))
    os._exit(9)
"""


def test_killed_between_the_writes_nothing_is_handed_in(demo: Desk) -> None:
    """A process of its own ends after the rows and before the commit."""
    ended = subprocess.run([sys.executable, "-c", KILLED_HALF_WAY, str(demo.folder)], check=False, cwd=ROOT)
    assert ended.returncode == 9
    with demo.read() as work:
        assert submissions.all_reports(work, withdrawn=True) == []
        assert work.rows("SELECT count(*) FROM report_files") == [(0,)]
    report_submission.hand_in(demo, SEPTEMBER, one_file)


def test_a_failure_while_files_are_made_leaves_nothing(demo: Desk) -> None:
    def fail(_work: Work, _report: ReportFigures) -> list[NewFile]:
        raise EnvironmentFailure("磁盘已满")

    with pytest.raises(EnvironmentFailure):
        report_submission.hand_in(demo, SEPTEMBER, fail)
    with demo.read() as work:
        assert submissions.all_reports(work, withdrawn=True) == []
        assert work.rows("SELECT count(*) FROM report_files") == [(0,)]


def test_no_two_files_have_one_name_and_none_is_too_long_for_a_disk(demo: Desk) -> None:
    """Two forms that differ in a sign that no disk takes, or in the case of a letter; a name of 5,000 characters."""
    made = [NewFile("a", "街道A表2026-09.xlsx", b"1"), NewFile("b", "街道a表2026-09.xlsx", b"2")]
    made += [NewFile("c", "街道A表2026-09.xlsx", b"3")]
    names = ["街道A表2026-09.xlsx", "街道a表2026-09（2）.xlsx", "街道A表2026-09（3）.xlsx"]
    assert [each.file_name for each in report_submission.told_apart(made)] == names
    with demo.write() as work:
        house = centre.get(work)
        centre.save(work, replace(house, name=".～𠮷/\u202e邻里中心" * 500))
        for about in ("2026年9月月报", "表" * 40):
            name = report_submission.file_name(work, about)
            assert about in name and len(f"{name}2026-09（2）.xlsx.part".encode()) <= 255
            assert name.isprintable() and "/" not in name and not name.startswith(".")
