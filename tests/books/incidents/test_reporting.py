"""Reports upwards: what is owed by when, drafted texts; hand-overs; the lock screen."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.books import figures, submissions
from desk.books.incidents import (
    attention,
    chain,
    checklist,
    log,
    queries,
    report_drafts,
    reporting,
    statistics,
)
from desk.books.incidents.model import (
    EntryKind,
    Incident,
    IncidentCategory,
    IncidentEntry,
    IncidentKind,
    IncidentLevel,
    IncidentState,
    ReportStage,
)
from desk.books.incidents.reporting import ReportChannel, ReportNeed, ReportRule
from desk.books.invariants import book_problems
from desk.books.roster import handover
from desk.books.roster.handover import HandoverNote
from desk.core.errors import NotAllowed
from desk.core.work import Work
from desk.services.session import Desk
from tests.conftest import MORNING
from tests.support.incidents import later, set_up
from tests.support.refusals import refused
from tests.support.reports import handed_in
from tests.support.signatures import signed


def owed(work: Work, id: int) -> dict[ReportNeed, reporting.OwedReport]:
    one = queries.find(work, id)
    return {each.need: each for each in reporting.owed(one, queries.entries(work, id), reporting.rules(work))}


def minutes(work: Work, each: reporting.OwedReport) -> float:
    return (each.due_at - work.now).total_seconds() / 60


def test_what_is_owed_follows_the_level_and_what_was_made(desk: Desk) -> None:
    with desk.write() as work:
        id = log.open_incident(work, IncidentKind.FIRE, "厨房")
        assert {need: minutes(work, each) for need, each in owed(work, id).items()} == {ReportNeed.SPOKEN: 30}
        log.set_level(later(work, minutes=5), id, IncidentLevel.THREE, "蔓延")
        assert {need: minutes(work, each) for need, each in owed(work, id).items()} == {
            ReportNeed.SPOKEN: 30,
            ReportNeed.WRITTEN: 65,
        }
        log.set_level(later(work, minutes=10), id, IncidentLevel.TWO, "有人受伤")
        assert {need: minutes(work, each) for need, each in owed(work, id).items()} == {
            ReportNeed.SPOKEN: 25,
            ReportNeed.WRITTEN: 40,
        }
        reporting.report(
            later(work, minutes=20), id, ReportStage.FIRST, "镇应急办", ReportChannel.TELEPHONE, "厨房起火"
        )
        found = owed(work, id)
        assert found[ReportNeed.SPOKEN].done is not None and not found[ReportNeed.SPOKEN].is_late(
            later(work, days=1).now
        )
        assert found[ReportNeed.WRITTEN].is_late(later(work, minutes=41).now)
        assert minutes(work, found[ReportNeed.FOLLOW_UP]) == 20 + 120
        reporting.report(later(work, minutes=45), id, ReportStage.FIRST, "镇应急办", ReportChannel.PLATFORM, "书面")
        assert owed(work, id)[ReportNeed.WRITTEN].is_late(work.now)


def test_getting_graver_after_a_report_asks_for_another_soon(desk: Desk) -> None:
    with desk.write() as work:
        id = log.open_incident(work, IncidentKind.FIRE, "厨房")
        log.set_level(work, id, IncidentLevel.FOUR, "小火")
        reporting.report(later(work, minutes=1), id, ReportStage.FIRST, "镇", ReportChannel.TELEPHONE, "小火")
        assert ReportNeed.FOLLOW_UP not in owed(work, id)
        log.set_level(later(work, minutes=30), id, IncidentLevel.ONE, "蔓延")
        assert minutes(work, owed(work, id)[ReportNeed.FOLLOW_UP]) == 60
        log.set_level(later(work, minutes=31), id, IncidentLevel.THREE, "控制住了")
        assert minutes(work, owed(work, id)[ReportNeed.FOLLOW_UP]) == 1 + 240


def test_the_final_report_after_the_end_and_none_for_a_second_record(desk: Desk) -> None:
    with desk.write() as work:
        id, other = (
            log.open_incident(work, IncidentKind.FIRE, "厨房"),
            log.open_incident(work, IncidentKind.FIRE, "食堂"),
        )
        log.set_level(work, id, IncidentLevel.THREE, "蔓延")
        log.strike_rest(work, id, "消防队处置")
        log.set_state(later(work, minutes=50), id, IncidentState.CLOSED, "已扑灭")
        found = owed(work, id)
        assert ReportNeed.FOLLOW_UP not in found and minutes(work, found[ReportNeed.FINAL]) == 50 + 24 * 60
        reporting.report(later(work, hours=2), id, ReportStage.FINAL, "镇", ReportChannel.WRITTEN, "完毕")
        assert owed(work, id)[ReportNeed.FINAL].done is not None
        log.link(work, other, "2026-001")
        assert owed(work, other) == {}


def test_a_leader_says_why_nothing_is_reported_until_the_level_changes(desk: Desk) -> None:
    with desk.write() as work:
        people = set_up(work)
        id = log.open_incident(work, IncidentKind.FIRE, "厨房")
        with pytest.raises(NotAllowed):
            reporting.waive(replace(work, actor=people[0]), id, "误报")
        leader = replace(work, actor=people[2])
        assert refused(reporting.waive, leader, id, " ") == "请填写无需报送的原因。"
        reporting.waive(leader, id, "烟感误报")
        late = later(work, hours=3)
        assert owed(work, id) == {} and attention.attention(late).late == ()
        log.set_level(later(work, minutes=20), id, IncidentLevel.FOUR, "确有明火")
        assert (
            set(owed(work, id)) == {ReportNeed.SPOKEN, ReportNeed.WRITTEN} and len(attention.attention(late).late) == 2
        )


def test_what_was_never_reported_stays_loud_after_the_end(desk: Desk) -> None:
    with desk.write() as work:
        id = log.open_incident(work, IncidentKind.FIRE, "厨房")
        log.strike_rest(work, id, "误报")
        log.set_state(work, id, IncidentState.CLOSED, "误报")
        much_later = later(work, days=200)
        assert [each.owed.need for each in attention.attention(much_later).late] == [ReportNeed.SPOKEN]
        reporting.report(much_later, id, ReportStage.FINAL, "镇", ReportChannel.TELEPHONE, "补报")
        assert attention.attention(much_later).late == ()


def given_level(level: IncidentLevel, at: datetime) -> IncidentEntry:
    return IncidentEntry(
        1, "2026-001", 1, EntryKind.LEVEL, at, at, 1, "林小芳", "调整", {"level": level.value}, None, "", "", ""
    )


@given(st.lists(st.tuples(st.integers(1, 90), st.sampled_from(list(IncidentLevel))), max_size=6))
def test_a_deadline_never_moves_away(changes: list[tuple[int, IncidentLevel]]) -> None:
    """Whatever levels follow: what was due by some minute is due by then or sooner."""
    one = Incident(
        1,
        "2026-001",
        False,
        IncidentKind.FIRE,
        IncidentLevel.UNSET,
        IncidentState.RESPONDING,
        "厨房",
        "",
        MORNING,
        0,
        0,
        0,
        0,
        "",
        MORNING,
        None,
    )
    table = {rule.level: rule for rule in reporting.USUAL}
    entries: list[IncidentEntry] = []
    at, before = MORNING, {}
    for minutes_, level in changes:
        at += timedelta(minutes=minutes_)
        entries.append(given_level(level, at))
        due = {each.need: each.due_at for each in reporting.owed(one, entries, table)}
        assert all(due[need] <= was for need, was in before.items())
        before = due


def test_the_manager_sets_the_table(desk: Desk) -> None:
    with desk.write() as work:
        rule = ReportRule(IncidentLevel.UNSET, 10, 0, 0, 0, "镇值班室")
        reporting.save_rule(work, rule)
        assert reporting.rules(work)[IncidentLevel.UNSET] == rule
        assert reporting.rules(work)[IncidentLevel.ONE] == reporting.USUAL[-1]
        assert refused(reporting.save_rule, work, replace(rule, phone_minutes=9999)) == "请填0至1440，不要求的填0。"
        assert refused(reporting.save_rule, work, replace(rule, recipient=" ")) == "请填写报送对象。"
        assert refused(reporting.save_rule, work, replace(rule, recipient="长" * 81)) == "最多80个字。"
        id = log.open_incident(work, IncidentKind.FIRE, "厨房")
        assert minutes(work, owed(work, id)[ReportNeed.SPOKEN]) == 10
        with pytest.raises(NotAllowed):
            reporting.save_rule(replace(work, actor=set_up(work)[2]), rule)


def counted(work: Work, incidents: list[Incident]) -> tuple[int, int]:
    """How many reports were asked for, and how many of them were made in time."""
    reports = reporting.asked_for(work, incidents)
    return len(reports), sum(each.in_time for each in reports)


def test_what_is_late_is_counted_drills_are_not(desk: Desk) -> None:
    with desk.write() as work:
        log.open_incident(work, IncidentKind.FIRE, "厨房", drill=True)
        id = log.open_incident(work, IncidentKind.FIRE, "厨房")
        now = attention.attention(work)
        assert (now.going_on, len(now.late), len(now.soon)) == (1, 0, 1)
        assert len(attention.attention(later(work, minutes=31)).late) == 1
        found = [queries.find(work, id)]
        assert counted(work, found) == (0, 0)
        assert counted(later(work, minutes=31), found) == (1, 0)
        reporting.report(later(work, minutes=5), id, ReportStage.FIRST, "镇", ReportChannel.TELEPHONE, "起火")
        assert counted(later(work, minutes=31), found) == (1, 1)


def test_the_district_counts_by_category_and_gets_the_heads_of_the_chains(desk: Desk) -> None:
    with desk.write() as work:
        fire, gas = (
            log.open_incident(work, IncidentKind.FIRE, "厨房"),
            log.open_incident(work, IncidentKind.GAS, "厨房"),
        )
        log.open_incident(work, IncidentKind.COLLAPSE, "大厅", drill=True)
        log.set_level(work, fire, IncidentLevel.THREE, "蔓延")
        found = statistics.of_days(later(work, hours=2), work.today, work.today)
        assert (found.incidents, found.drills, found.of(IncidentCategory.ACCIDENT), found.entries) == (2, 1, 2, 4)
        assert found.by_category[IncidentCategory.ACCIDENT, IncidentLevel.THREE] == 1
        assert (found.reports_due, found.reports_in_time) == (3, 0)
        assert found.head == chain.head(work, fire)
        assert statistics.heads(work, found)[1] == ("2026-002", 1, chain.head(work, gas))
        nothing = statistics.of_days(work, work.today - timedelta(days=9), work.today - timedelta(days=1))
        assert statistics.plain(nothing)["incidents.accident"] == 0 and nothing.entries == 4


def test_a_kind_put_right_after_the_month_was_handed_in_is_a_correction(desk: Desk) -> None:
    with desk.write() as work:
        october = later(work, days=-40)
        id = log.open_incident(october, IncidentKind.FIRE, "厨房")
        handed_in(work, "2026-10")
        assert submissions.corrections(work, "2026-11") == []
        reporting.report(work, id, ReportStage.FIRST, "镇", ReportChannel.TELEPHONE, "补报")
        log.put_right(work, id, kind=IncidentKind.COLLAPSE, reason="是老人晕倒")
        changed = submissions.corrections(work, "2026-11")
        told = {figures.name_of(each.figure): (each.was, each.now) for each in changed}
        assert told == {"突发事件：事故灾难（起）": (1, 0), "突发事件：公共卫生事件（起）": (0, 1)}


def test_texts_are_drafted_from_the_log(desk: Desk) -> None:
    with desk.write() as work:
        id = log.open_incident(work, IncidentKind.FIRE, "厨房", reported_by="食堂王师傅")
        log.mark_step(later(work, minutes=1), id, 1, checklist.StepMark.DONE)
        log.mark_step(later(work, minutes=1), id, 3, checklist.StepMark.STRUCK, "火太大")
        wrong = log.add(later(work, minutes=2), id, "三人被困")
        log.correct(later(work, minutes=3), id, wrong, "二人被困，已救出")
        before = report_drafts.draft(work, id, ReportStage.FIRST)
        assert "人员伤亡情况：目前未接到人员伤亡报告。" in before and "影响范围：正在核实。" in before
        log.set_people(later(work, minutes=4), id, {"affected": 20, "injured": 2})
        first = report_drafts.draft(work, id, ReportStage.FIRST)
        lines = first.split("\n")
        assert lines[0] == "关于示例邻里中心厨房火灾事件的情况报告（首报）"
        assert lines[1:8] == [
            "一、接报时间：2026年11月24日9时00分。",
            "二、事发地点：示例邻里中心厨房。",
            "三、信息来源：食堂王师傅。",
            "四、事件类别和初判级别：事故灾难（火灾），未定级。",
            "五、起因（初步判断）：正在核实。",
            "六、人员伤亡情况：涉及20人，受伤2人。",
            "七、影响范围：厨房，涉及20人。",
        ]
        assert lines[8].startswith("八、已采取的措施：") and lines[9].startswith("九、发展趋势和拟采取的措施：")
        assert lines[-4:] == [
            "后续情况及时续报。",
            "报告单位：示例邻里中心",
            "联系人及电话：管理员，0595-12345",
            "2026年11月24日",
        ]
        for words in ("9时01分，大声呼喊", "二人被困，已救出"):
            assert words in first
        assert "三人被困" not in first and "火太大" not in first
        reporting.report(later(work, minutes=5), id, ReportStage.FIRST, "镇", ReportChannel.TELEPHONE, first)
        log.add(later(work, minutes=9), id, "明火已扑灭")
        follow_up = report_drafts.draft(later(work, minutes=10), id, ReportStage.FOLLOW_UP)
        assert follow_up.startswith("关于示例邻里中心厨房火灾事件的情况报告（续报，第1次）\n")
        assert "截至2026年11月24日9时10分" in follow_up
        for section in ("人员伤亡情况", "影响范围", "发展趋势", "拟采取的措施", "报告单位", "联系人及电话"):
            assert f"{section}：" in follow_up, section
        assert "明火已扑灭" in follow_up and "大声呼喊" not in follow_up
        log.strike_rest(work, id, "已扑灭")
        log.set_state(later(work, minutes=20), id, IncidentState.CLOSED, "已扑灭，两人轻伤")
        final = report_drafts.draft(work, id, ReportStage.FINAL)
        assert "情况报告（终报）" in final and "2026年11月24日9时20分处置结束" in final and "两人轻伤" in final
        for section in ("起因", "人员伤亡情况", "影响范围和损失", "处置情况", "处置结果", "后续工作", "报告单位"):
            assert f"{section}：" in final, section
        assert reporting.stage_now(queries.find(work, id), queries.entries(work, id)) is ReportStage.FINAL


def test_an_incident_is_handed_over_with_the_shift(desk: Desk) -> None:
    with desk.write() as work:
        people = set_up(work)
        id = log.open_incident(work, IncidentKind.FIRE, "厨房")
        assert handover.offer(work).incidents == ("2026-001 火灾，厨房（已接报）",)
        handover.sign(work, HandoverNote(0, "钥匙 2 把"), signed(work, people[0].id))
        last = queries.entries(work, id)[-1]
        assert (last.kind, last.text) == (EntryKind.HANDOVER, "交接班：管理员 → 林小芳，当前状态：已接报")
        assert handover.recent(work)[0].incidents == ("2026-001",)
        log.strike_rest(work, id, "误报")
        log.set_state(work, id, IncidentState.CLOSED, "误报")
        handover.sign(work, HandoverNote(0, "钥匙 2 把"), signed(work, people[1].id))
        assert handover.recent(work)[0].incidents == ()
        assert book_problems(work) == []


def test_from_the_lock_screen_nobody_is_named_until_somebody_says_who(desk: Desk) -> None:
    with desk.write() as work:
        id = log.open_incident(work, IncidentKind.COLLAPSE, "大厅", locked=True)
        assert queries.entries(work, id)[0].author == "锁屏"
        assert [one.id for one in queries.unnamed(work)] == [id]
        assert refused(log.name, work, id, " ") == "请填写接报人，最多40字。"
        log.name(work, id, "林小芳")
        assert queries.unnamed(work) == [] and queries.entries(work, id)[-1].text == "锁屏接报人：林小芳"
        assert chain.first_fault(work) is None


def test_a_village_reports_to_its_town_and_grave_incidents_to_the_district_as_well() -> None:
    told = {rule.level: rule.recipient for rule in reporting.USUAL}
    assert told[IncidentLevel.UNSET] == told[IncidentLevel.THREE] == "镇（街道）值班室（党政办）、应急办"
    assert told[IncidentLevel.TWO] == told[IncidentLevel.ONE]
    for office in ("镇（街道）值班室（党政办）", "区委办", "区政府办（总值班室）", "区应急管理局"):
        assert office in told[IncidentLevel.ONE], office
    assert all(len(each) <= reporting.LONGEST_RECIPIENT for each in told.values())
