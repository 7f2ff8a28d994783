"""The course of a report: frozen whatever comes after, received, taken back; and what 待办 says of it."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable, Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, update

from desk.books import centre, submissions
from desk.books.centre.rule_settings import RuleValue
from desk.books.invariants import book_problems
from desk.books.submissions import ReportState, attention, signing
from desk.core.clock import Clock
from desk.core.errors import Refused
from desk.core.tone import Tone
from desk.core.work import Work
from desk.models.submissions import centre_keys, report_files, reports
from desk.services.session import Desk
from tests.conftest import Hands
from tests.support import stirred
from tests.support.demo import ELEVEN, THREE_MONTHS, TakenBack, lived
from tests.support.refusals import refused
from tests.support.reports import AS_IT_WENT_OUT, handed_in, lying_there


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    yield from lived(tmp_path_factory, THREE_MONTHS, Clock(lambda: ELEVEN))


@settings(max_examples=5, deadline=None)
@given(seed=st.integers(0, 10**6))
def test_whatever_changes_later_what_went_out_stays(demo: Desk, seed: int) -> None:
    """Figures and files are those of the moment; what differs is told as a correction, and nothing else is."""
    try:
        with demo.write() as work:
            report = handed_in(work, "2026-09")
            parts = submissions.parts_of(work, report.id)
            stirred.stir(work, seed)
            assert submissions.find(work, "2026-09") == report
            assert submissions.file_of(work, report.id) == AS_IT_WENT_OUT
            assert submissions.parts_of(work, report.id) == parts
            told = submissions.of_report(work, report)
            assert told and all(report.figures[each.figure] == each.was != each.now for each in told)
            assert submissions.corrections(work, "2026-10") == told
            assert submissions.corrections(work, "2026-Q4") == told
            assert submissions.corrections(work, "2026-Q3") == told, "it is a part of the quarter"
            assert submissions.corrections(work, "2026-09") == submissions.corrections(work, "2026-08") == []
            raise TakenBack
    except TakenBack:
        pass


def test_a_report_taken_back_stays_listed_and_its_period_is_free(desk: Desk, hands: Hands) -> None:
    hands.forward(days=10)
    with desk.write() as work:
        first = handed_in(work, "2026-11")
        assert refused(lambda: submissions.take_back(work, first.id, " ")) == "请填写撤回原因。"
        back = submissions.take_back(work, first.id, "漏登三件办件")
        assert (back.state, back.withdrawn_by, back.withdrawn_for) == (ReportState.WITHDRAWN, "管理员", "漏登三件办件")
        assert submissions.find(work, "2026-11") is None and submissions.corrections(work, "2026-12") == []
        with pytest.raises(Refused, match="已撤回"):
            submissions.take_back(work, first.id, "再撤一次")
        second = handed_in(work, "2026-11")
        assert [each.id for each in submissions.all_reports(work, withdrawn=True)] == [second.id, first.id]
        assert submissions.file_of(work, first.id) == AS_IT_WENT_OUT
        received = submissions.mark_received(work, second.id)
        assert (received.state, received.received_by) == (ReportState.RECEIVED, "管理员")
        for act in (submissions.mark_received, lambda work, id: submissions.take_back(work, id, "错了")):
            with pytest.raises(Refused, match="已收到"):
                act(work, second.id)


def said(desk: Desk) -> dict[str, tuple[str, Tone]]:
    with desk.read() as work:
        return {each.key: (each.text, each.tone) for each in attention.due(work) if each.count}


def test_what_is_due_is_called_to_mind_until_it_is_handed_in(desk: Desk, hands: Hands) -> None:
    assert said(desk) == {}, "the centre did not exist in October"
    hands.forward(days=7)
    assert said(desk) == {"report_month": ("11月月报5日前上报", Tone.WAITING)}
    hands.forward(days=3)
    assert said(desk) == {"report_month": ("11月月报5日前上报", Tone.DUE_SOON)}
    with desk.write() as work:
        centre.save_rules(work, {"report_day": RuleValue(3, "区办发〔2026〕9号")})
    assert said(desk) == {"report_month": ("11月月报已逾期1天", Tone.OVERDUE)}
    hands.forward(days=30)
    assert list(said(desk)) == ["report_month", "report_quarter", "report_year"]
    with desk.write() as work:
        for period in ("2026-12", "2026-Q4", "2026"):
            handed_in(work, period)
    assert said(desk) == {}
    hands.forward(days=60)
    assert list(said(desk)) == ["report_month"], "a quarter that nobody asked for is not called to mind for ever"


def test_only_whole_periods_that_are_over_are_handed_in(desk: Desk) -> None:
    with desk.write() as work:
        for period in ("2026-11", "2026-Q4", "2026-H2", "2026"):
            with pytest.raises(Refused, match="还没有结束"):
                handed_in(work, period)
        for period in ("2026-10", "2026-Q3", "2026-H1", "2025"):
            assert handed_in(work, period).span.name == period
        assert [each.period for each in submissions.all_reports(work)] == ["2026-10", "2026-Q3", "2026-H1", "2025"]


def test_a_file_changed_by_hand_and_a_key_that_is_none_are_found(desk: Desk, hands: Hands) -> None:
    with desk.write() as work:
        report = handed_in(work, "2026-10")
        assert list(book_problems(work)) == []
        work.connection.execute(update(report_files).values(content=b"another"))
        work.connection.execute(update(centre_keys).values(public=bytes(32)))
        problems = list(book_problems(work))
    assert len(problems) == 2 and "report.xlsx" in problems[0] and "签名密钥" in problems[1]
    assert report.period == "2026-10"


def resealed(work: Work) -> None:
    """Somebody changes a file and its hash."""
    sha = hashlib.sha256(b"another").hexdigest()
    work.connection.execute(update(report_files).values(content=b"another", sha256=sha))


def other_figures(work: Work) -> None:
    work.connection.execute(update(reports).values(figures={"cases": 9999}))


def without_files(work: Work) -> None:
    work.connection.execute(delete(report_files))


def gone(work: Work) -> None:
    work.connection.execute(delete(report_files))
    work.connection.execute(delete(reports))


BY_HAND = {
    resealed: "文件与上报时不一致",
    without_files: "文件与上报时不一致",
    other_figures: "指标与上报时不一致",
    gone: "已上报，但记录已不存在",
}


@pytest.mark.parametrize("change", BY_HAND)
def test_what_is_changed_by_hand_with_its_hash_is_found_by_the_log(desk: Desk, change: Callable[[Work], None]) -> None:
    with desk.write() as work:
        handed_in(work, "2026-10")
        assert list(book_problems(work)) == []
        change(work)
        (problem,) = book_problems(work)
    assert "2026-10" in problem and BY_HAND[change] in problem


def test_the_log_of_a_program_before_schema_24_is_understood(desk: Desk) -> None:
    """It had the month in place of the number, and one file."""
    with desk.write() as work:
        lying_there(work, "2026-10")
        work.audit("report.hand_in", "reports:2026-10", after={"sha256": hashlib.sha256(AS_IT_WENT_OUT).hexdigest()})
        assert list(book_problems(work)) == []
        resealed(work)
        (problem,) = book_problems(work)
    assert "2026-10" in problem and "文件与上报时不一致" in problem


def test_the_private_key_is_told_nowhere(desk: Desk) -> None:
    """Neither the log of changes nor the public part has anything of it."""
    with desk.read() as work:
        ((private,),) = work.rows("SELECT private FROM centre_keys")
        told = str(work.rows("SELECT * FROM audit"))
        public = signing.public_key(work)
    for form in (bytes(private).hex(), base64.b64encode(private).decode()):
        assert form not in told and form != public
    assert public in told
