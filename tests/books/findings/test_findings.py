"""What is found is written down, decided on once, and mended by somebody whose work the officer who found it checks."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from sqlalchemy import update

from desk.books.findings import deciding, photos, queries, reporting, sample, statistics
from desk.books.findings.model import (
    Acceptance,
    FindingKind,
    FindingSeverity,
    FindingSource,
    FindingState,
    FindingView,
    NewFinding,
)
from desk.books.follow_ups import checking
from desk.books.follow_ups import queries as follow_ups
from desk.books.follow_ups.model import Closing, FollowUpKind, FollowUpOutcome, FollowUpState, OfficerMeans
from desk.books.invariants import book_problems
from desk.books.registry import find_book
from desk.core.book import SampleLife
from desk.core.errors import Invalid, NotAllowed, Refused
from desk.models.findings import findings
from desk.services.session import Desk
from tests.conftest import Hands
from tests.support.findings import accepted, found, let_go, mended, officer, visit, zone
from tests.support.follow_ups import as_, hire

BOOK = find_book("findings")
FIXED = Closing(FollowUpOutcome.FIXED, means=OfficerMeans.IN_PERSON)


def wrong(act: Callable[[], object]) -> dict[str, str]:
    """The fields that are refused, each with its words."""
    with pytest.raises(Invalid) as refused:
        act()
    return {problem.field: problem.message for problem in refused.value.problems}


def test_a_finding_has_a_number_and_waits_for_a_decision(desk: Desk) -> None:
    with desk.write() as work:
        crew, who, place = hire(work), officer(work), zone(work)
        came = visit(work, who)
        finding = found(work, crew, who, zone_id=place, visit_id=came)
        assert (finding.number, finding.state, finding.officer) == ("WT20261124-001", FindingState.REPORTED, "庄体验")
        assert (finding.zone, finding.reporter, finding.found_on) == ("长者食堂", "林小芳", work.today)
        assert "138****1111" in finding.masked
        assert found(work, crew).number == "WT20261124-002"
        assert [each.id for each in queries.of_visit(work, came)] == [finding.id]
        due = {each.key: each.count for each in BOOK.all_attention(as_(work, crew.leader))}
        assert due["findings_to_decide"] == 2
        assert list(BOOK.all_attention(as_(work, crew.clerk))) == []


def test_what_is_wrong_with_one_is_told_by_its_field(desk: Desk) -> None:
    with desk.write() as work:
        crew, who, other = hire(work), officer(work), officer(work, "柯律师")
        came, clerk = visit(work, who), as_(work, crew.clerk)

        def told(**more: object) -> dict[str, str]:
            return wrong(lambda: found(work, crew, **more))  # type: ignore[arg-type]

        new = NewFinding(" ", FindingKind.SORE, source=FindingSource.OFFICER, found_on=work.today + timedelta(days=1))
        assert wrong(lambda: reporting.report(clerk, new)) == {
            "description": "请填写问题内容和位置。",
            "officer": "请选择发现问题的体验官。",
            "found_on": "日期尚未到，请填写今天或更早的日期。",
        }
        assert set(told(description="字" * 501, zone_id=7)) == {"description", "zone"}
        assert told(officer_id=other, visit_id=came) == {"officer": "该次体验属于另一位体验官。"}
        assert set(told(source=FindingSource.STAFF, found_on=date(2025, 1, 1))) == {"found_on"}
        before = work.today - timedelta(days=40)
        assert told(officer_id=other, found_on=before) == {"officer": "请选择当天在聘的体验官。"}


def test_accepted_it_is_a_follow_up_that_the_officer_checks(desk: Desk) -> None:
    with desk.write() as work:
        crew, who = hire(work), officer(work)
        finding = found(work, crew, who)
        with pytest.raises(NotAllowed):
            clerk = as_(work, crew.clerk)
            deciding.accept(clerk, finding.id, 1, Acceptance(crew.owner, FindingSeverity.URGENT))
        item = accepted(work, crew, finding, FindingSeverity.URGENT)
        assert (item.kind, item.subject, item.officer_id) == (FollowUpKind.FINDING, f"findings:{finding.id}", who)
        assert item.due_on == date(2026, 12, 1) and item.urgent, "five working days"
        assert item.description == finding.description
        with pytest.raises(Refused, match=r"陈主任已于.*现为“已认定”"):
            deciding.dismiss(work, finding.id, finding.version, "迟了")
        with pytest.raises(Refused):
            deciding.dismiss(work, finding.id, finding.version + 1, "迟了")
        tracked = queries.find_tracked(work, finding.id)
        assert (tracked.state_words, tracked.owner) == ("待办", "林小芳")
        item = accepted(work, crew, found(work, crew, who), FindingSeverity.LONG)
        assert item.due_on == date(2027, 1, 6), "thirty working days; New Year is none"
        let_go(work, who)
    with desk.write() as work:
        late = found(work, crew)
        assert accepted(work, crew, late).officer_id is None, "what staff saw the leader checks"
    with desk.read() as work:
        assert list(book_problems(work)) == []


def test_dismissed_it_says_why_and_stays(desk: Desk) -> None:
    with desk.write() as work:
        crew = hire(work)
        finding, leader = found(work, crew), as_(work, crew.leader)
        assert wrong(lambda: deciding.dismiss(leader, finding.id, 1, " ")) == {"reason": "请填写原因。"}
        finding = deciding.dismiss(leader, finding.id, 1, "属物业公司管理")
        assert (finding.state, finding.reason, finding.decider) == (FindingState.DISMISSED, "属物业公司管理", "陈主任")
        assert queries.of_view(work, FindingView.ALL) == []
        assert [each.finding.id for each in queries.over_between(work, work.today, work.today)] == [finding.id]
    with desk.read() as work:
        assert list(book_problems(work)) == []


def test_photos_of_before_are_added_until_it_is_mended(desk: Desk) -> None:
    with desk.write() as work:
        crew, who = hire(work), officer(work)
        finding = found(work, crew, who)
        photos.add(work, finding.id, "a" * 64, "前.jpg", 10, 10)
        item = accepted(work, crew, finding)
        photos.add(work, finding.id, "b" * 64, "前2.jpg", 10, 10)
        mended(work, crew, item)
        with pytest.raises(Refused, match="整改前照片"):
            photos.add(work, finding.id, "c" * 64, "后.jpg", 10, 10)
        assert [each.name for each in photos.of(work, finding.id)] == ["前.jpg", "前2.jpg"]
        assert BOOK.attachments(work) and set(BOOK.attachments(work)) == {"a" * 64, "b" * 64}


def test_each_view_shows_what_stands_there(desk: Desk, hands: Hands) -> None:
    with desk.write() as work:
        crew, who = hire(work), officer(work)
        waiting, doing_one, done = (found(work, crew, who) for _n in range(3))
        accepted(work, crew, doing_one, FindingSeverity.URGENT)
        item = mended(work, crew, accepted(work, crew, done, FindingSeverity.URGENT))
    hands.forward(days=9)

    def shown(view: FindingView) -> list[int]:
        with desk.read() as work:
            return [each.finding.id for each in queries.of_view(work, view)]

    assert shown(FindingView.TO_DECIDE) == [waiting.id]
    assert shown(FindingView.MENDING) == shown(FindingView.OVERDUE) == [doing_one.id]
    assert shown(FindingView.TO_CHECK) == [done.id]
    assert set(shown(FindingView.ALL)) == {waiting.id, doing_one.id, done.id}
    with desk.write() as work:
        checking.close(as_(work, crew.leader), item.id, item.version, FIXED)
        assert [each.finding.id for each in queries.over_between(work, work.today, work.today)] == [done.id]
    assert shown(FindingView.TO_CHECK) == []
    with desk.read() as work:
        [hit] = BOOK.find_records(work, waiting.number, 5)
        assert hit.about == waiting.id and "13800001111" not in hit.text
        assert {each.about for each in BOOK.find_records(work, "指示牌", 9)} == {waiting.id, doing_one.id, done.id}


def test_the_figures_count_what_happened_to_findings_alone(desk: Desk, hands: Hands) -> None:
    with desk.write() as work:
        crew, who = hire(work), officer(work)
        first, late, _open = (accepted(work, crew, found(work, crew, who), FindingSeverity.URGENT) for _n in range(3))
        found(work, crew)
        leader = as_(work, crew.leader)
        item = checking.send_back(leader, *_key(mended(work, crew, first)), "看不清", OfficerMeans.WECHAT)
        checking.close(leader, *_key(mended(work, crew, item)), FIXED)
    hands.forward(days=14)
    with desk.write() as work:
        leader = as_(work, crew.leader)
        item = mended(work, crew, late)
    hands.forward(days=14)
    with desk.write() as work:
        leader = as_(work, crew.leader)
        checking.close(leader, *_key(item), Closing(FollowUpOutcome.FIXED, means=OfficerMeans.STEAD))
        span = (work.today - timedelta(days=30), work.today)
        assert BOOK.figures is not None
        [counted] = BOOK.figures.of_spans(work, [span], ())
        assert counted == {
            "findings_reported": 4,
            "findings_accepted": 3,
            "findings_mended": 2,
            "findings_not_mended": 0,
            "findings_in_time": 1,
            "findings_in_time_percent": 50.0,
            "findings_overdue": 1,
            "findings_returned": 1,
            "findings_in_stead": 1,
        }
        words = statistics.sentence(statistics.of_days(work, *span))
        assert (
            words == "登记问题4个，认定3个；整改完成2个，未整改0个；逾期1个。按最初期限计按时率50.0%。其中代复核1个。"
        )


def _key(item: object) -> tuple[int, int]:
    return item.id, item.version  # type: ignore[attr-defined]


def test_a_row_that_was_changed_by_hand_is_named(desk: Desk) -> None:
    with desk.write() as work:
        crew, who = hire(work), officer(work)
        one, two, three = (found(work, crew, who) for _n in range(3))
        accepted(work, crew, two)

        def put(id: int, **values: object) -> None:
            work.connection.execute(update(findings).where(findings.c.id == id).values(**values))

        put(one.id, officer_id=None)
        put(three.id, state="dismissed")
        other = officer(work, "柯律师")
        put(two.id, officer_id=other)
    with desk.read() as work:
        assert sorted(book_problems(work)) == [
            f"问题{one.number}：来源为体验官却未注明是谁，或注明的体验官并非发现人。",
            f"问题{two.number}：复核的体验官不是发现问题的体验官。",
            f"问题{three.number}：认定状态与认定人、认定时间不符。",
        ]


def test_what_was_typed_is_emptied_after_the_years_for_which_it_is_kept(desk: Desk, hands: Hands) -> None:
    with desk.write() as work:
        crew, who = hire(work), officer(work)
        old, still, gone = (found(work, crew, who) for _n in range(3))
        checking.close(as_(work, crew.leader), *_key(mended(work, crew, accepted(work, crew, old))), FIXED)
        accepted(work, crew, still)
        deciding.dismiss(as_(work, crew.leader), gone.id, gone.version, "不属本中心")
    hands.forward(days=365 * 6)
    with desk.write() as work:
        BOOK.forget(work, work.now - timedelta(days=365 * 5))
        assert queries.find(work, old.id).description == queries.find(work, gone.id).reason == ""
        assert queries.find(work, still.id).description
    with desk.read() as work:
        assert list(book_problems(work)) == []


def test_the_sample_has_some_in_each_state_and_is_sound(desk: Desk) -> None:
    with desk.write() as work:
        crew = hire(work)
        officer(work), zone(work)
        life = SampleLife(1, work.today - timedelta(days=120), work.today, [crew.clerk.id, crew.other_clerk.id], [])
        sample.fill(work, life)
        for view in (FindingView.TO_DECIDE, FindingView.MENDING, FindingView.TO_CHECK, FindingView.OVERDUE):
            assert queries.of_view(work, view), view
        over = queries.over_between(work, life.first, life.until)
        assert {FindingState.ACCEPTED, FindingState.DISMISSED} == {each.finding.state for each in over}
        assert any(each.item and each.item.returned == 2 for each in over)
        assert [each.description for each, _item in sample.photographed(work)] == list(sample.PHOTOGRAPHED)
        items = [
            follow_ups.find(work, each.finding.follow_up_id or 0)
            for each in queries.of_view(work, FindingView.TO_CHECK)
        ]
        assert {each.state for each in items} == {FollowUpState.DONE}
    with desk.read() as work:
        assert list(book_problems(work)) == []
