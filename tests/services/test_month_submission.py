"""Handing a month in while others go on working: the file and the frozen figures tell the same."""

from __future__ import annotations

import base64
import io
from collections.abc import Iterator
from datetime import date

import openpyxl
import pytest
from sqlalchemy import select

from desk.books import cases, submissions
from desk.books.cases import CaseState, Evaluation
from desk.books.submissions.reporting import ReportFigures
from desk.core import figures_sheet
from desk.core.clock import Clock
from desk.core.errors import Refused
from desk.core.month import Month
from desk.core.work import Work
from desk.models.cases import cases as case_table
from desk.reports.figures import month_workbook
from desk.services import month_submission
from desk.services.session import Desk
from desk.services.sign_in import sign_in
from tests.conftest import PASSWORD
from tests.support.demo import ELEVEN, THREE_MONTHS, lived

NOW = ELEVEN
SEPTEMBER = (date(2026, 9, 1), date(2026, 9, 30))


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
        case_table.c.day.between(*SEPTEMBER),
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

    def __call__(self, work: Work, report: ReportFigures) -> bytes:
        made = month_workbook.from_figures(work, report)
        self.times += 1
        if self.times <= self.changes:
            evaluate_one(self.other)
        return made


@pytest.mark.parametrize("changes", [0, 1, 2])
def test_a_change_in_between_is_in_the_file_and_in_the_figures(demo: Desk, other: Desk, changes: int) -> None:
    """However often: once nobody else writes, or at last under the lock, both are counted anew."""
    with demo.read() as work:
        before = submissions.draft(work, Month(2026, 9), month_workbook.from_figures).figures["evaluation.satisfied"]
    counter = Counter(other, changes)
    handed_in = month_submission.hand_in(demo, Month(2026, 9), counter)
    assert counter.times == changes + 1
    assert before is not None and handed_in.figures["evaluation.satisfied"] == before + changes
    with other.read() as work:
        kept, file = submissions.find(work, "2026-09"), submissions.file_of(work, "2026-09")
        assert submissions.corrections(work, "2026-10") == []
    assert kept is not None and figures_in(file) == kept.figures == handed_in.figures


def test_what_was_counted_before_a_change_is_never_frozen(demo: Desk, other: Desk) -> None:
    with demo.read() as work:
        drafted = submissions.draft(work, Month(2026, 9), month_workbook.from_figures)
    evaluate_one(other)
    with demo.write() as work, pytest.raises(Refused, match="统计期间"):
        submissions.hand_in(work, drafted)
    with demo.read() as work:
        assert submissions.find(work, "2026-09") is None


def test_handed_in_twice_is_refused_and_the_first_file_stays(demo: Desk, other: Desk) -> None:
    first = month_submission.hand_in(demo, Month(2026, 9))
    with pytest.raises(Refused, match="已经上报"):
        month_submission.hand_in(other, Month(2026, 9))
    with demo.read() as work:
        assert submissions.all_months(work) == [first]
