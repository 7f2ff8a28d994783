"""The emergency log: what may be written, and how an incident goes its way."""

from dataclasses import replace
from datetime import timedelta

import pytest

from desk.books.incidents import chain, checklist, entry, log, queries, reporting, review, statistics
from desk.books.incidents.model import EntryKind, IncidentKind, IncidentLevel, IncidentState, ReportStage
from desk.books.incidents.reporting import ReportChannel
from desk.books.incidents.review import IncidentReview
from desk.books.invariants import book_problems
from desk.core.errors import NotAllowed
from desk.core.work import Work
from desk.services.session import Desk
from tests.support.incidents import set_up
from tests.support.refusals import refused


def fire(work: Work) -> int:
    return log.open_incident(work, IncidentKind.FIRE, "长者食堂", text="后厨油锅起火")


def test_an_incident_is_opened_with_kind_and_place_alone(desk: Desk) -> None:
    with desk.write() as work:
        one = queries.find(work, log.open_incident(work, IncidentKind.LOST_PERSON, " 多功能厅 "))
        assert (one.number, one.state, one.level, one.place) == (
            "2026-001",
            IncidentState.REPORTED,
            IncidentLevel.UNSET,
            "多功能厅",
        )
        (first,) = queries.entries(work, one.id)
        assert (first.seq, first.kind, first.text, first.author) == (
            1,
            EntryKind.OPEN,
            "老人儿童走失，多功能厅",
            "管理员",
        )
        assert queries.find(work, fire(work)).number == "2026-002"
        assert queries.find(work, log.open_incident(work, IncidentKind.FIRE, "厨房", drill=True)).number == "演2026-001"
        work.connection.exec_driver_sql("UPDATE incidents SET number = '2026-999' WHERE number = '2026-002'")
        assert [queries.find(work, fire(work)).number for _again in range(2)] == ["2026-1000", "2026-1001"]
        assert refused(log.open_incident, work, IncidentKind.FIRE, " ") == "请填写事发地点。"
        later = work.now + timedelta(hours=1)
        assert (
            refused(log.open_incident, work, IncidentKind.FIRE, "厨房", heard_at=later)
            == "这个时间尚未到，请填写实际时间。"
        )


def test_the_time_of_happening_and_of_writing_are_two(desk: Desk) -> None:
    with desk.write() as work:
        id = fire(work)
        before = work.now - timedelta(minutes=12)
        log.add(work, id, "疏散完毕", happened_at=before)
        last = queries.entries(work, id)[-1]
        assert (last.happened_at, last.entered_at) == (before, work.now)
        assert (
            refused(log.add, work, id, "还没发生", happened_at=work.now + timedelta(hours=1))
            == "这个时间尚未到，请填写实际时间。"
        )
        assert refused(log.add, work, id, "") == "请填写发生了什么、做了什么。"
        assert refused(log.add, work, id, "长" * 50_000) == "这条记录有50000字，最多5000字，请分条填写。"


def test_nothing_is_edited_a_correction_names_the_entry(desk: Desk) -> None:
    with desk.write() as work:
        id = fire(work)
        seq = log.add(work, id, "伤者两人")
        log.correct(work, id, seq, "伤者一人")
        assert [(e.seq, e.text, e.corrects) for e in queries.entries(work, id)][1:] == [
            (2, "伤者两人", None),
            (3, "伤者一人", 2),
        ]
        assert refused(log.correct, work, id, 9, "不对") == "没有第9条记录可更正。"


def test_levels_and_states_change_with_reasons(desk: Desk) -> None:
    with desk.write() as work:
        people = set_up(work)
        id = fire(work)
        assert refused(log.set_level, work, id, IncidentLevel.THREE, " ") == "请填写级别调整的原因。"
        log.set_level(work, id, IncidentLevel.THREE, "火势蔓延")
        assert queries.entries(work, id)[-1].text == "未定级 → 较大（Ⅲ级）：火势蔓延"
        assert refused(log.set_level, work, id, IncidentLevel.THREE, "同") == "已经是这个级别。"
        log.set_state(work, id, IncidentState.RESPONDING)
        assert refused(log.set_state, work, id, IncidentState.REVIEWED, "好") == "“处置中”的事件不能转为“已复盘”。"
        assert refused(log.set_state, work, id, IncidentState.CLOSED, "灭了").startswith(
            "预案还有10步未完成：1 大声呼喊"
        )
        assert log.strike_rest(work, id, "消防队已到场") == 10
        assert refused(log.set_state, work, id, IncidentState.CLOSED) == "请填写处置结果、复盘结论或重新启动的原因。"
        log.set_state(work, id, IncidentState.CLOSED, "明火扑灭，无人伤亡")
        assert queries.find(work, id).closed_at == work.now
        log.set_state(work, id, IncidentState.RESPONDING, "复燃")
        assert queries.find(work, id).closed_at is None
        log.set_state(work, id, IncidentState.CLOSED, "彻底扑灭")
        with pytest.raises(NotAllowed):
            review.write(replace(work, actor=people[0]), id, IncidentReview("快", "无"))
        assert (
            refused(log.set_state, work, id, IncidentState.REVIEWED, "好")
            == "请填写复盘：做得好的、不足之处、整改措施。"
        )
        review.write(replace(work, actor=people[2]), id, IncidentReview("快", "无"))
        assert queries.find(work, id).state is IncidentState.REVIEWED
        assert book_problems(work) == []


def test_people_place_reports_and_links(desk: Desk) -> None:
    with desk.write() as work:
        id = fire(work)
        log.set_people(work, id, {"affected": 12, "injured": 1}, "轻伤，已包扎")
        assert queries.entries(work, id)[-1].text == "涉及12人，受伤1人，死亡0人，失踪0人；轻伤，已包扎"
        assert refused(log.set_people, work, id, {"injured": -1}) == "人数不能为负数。"
        assert refused(log.set_people, work, id, {"injured": 1}) == "与现有人数相同。"
        log.put_right(work, id, kind=IncidentKind.GAS, place="长者食堂后院", reason="是燃气泄漏")
        assert (queries.find(work, id).kind, queries.find(work, id).place) == (IncidentKind.GAS, "长者食堂后院")
        assert [one.step.text[:4] for one in checklist.checklist(queries.entries(work, id))][:2] == [
            "不开关任",
            "打开门窗",
        ]
        reporting.report(work, id, ReportStage.FIRST, "镇应急办", ReportChannel.TELEPHONE, "燃气泄漏，已疏散")
        assert (
            refused(reporting.report, work, id, ReportStage.FIRST, " ", ReportChannel.TELEPHONE, "说")
            == "请填写报送对象。"
        )
        other = fire(work)
        assert refused(log.link, work, other, "2026-002") == "没有编号为 2026-002 的其他事件。"
        log.link(work, other, "2026-001")
        assert (queries.find(work, other).same_as, queries.find(work, other).is_over) == ("2026-001", True)
        assert book_problems(work) == []


def test_a_clock_that_went_back_is_recorded(desk: Desk) -> None:
    with desk.write() as work:
        id = fire(work)
        log.add(replace(work, now=work.now - timedelta(seconds=90)), id, "切断气源")
        assert queries.entries(work, id)[-1].fields == {"clock_back_ms": 90_000}
        assert chain.first_fault(work) is None


def test_a_second_record_points_one_way_is_counted_once_and_set_back_stands_for_itself(desk: Desk) -> None:
    with desk.write() as work:
        set_up(work)
        first, second, third = (fire(work) for _n in range(3))
        log.link(work, second, "2026-001")
        already = "2026-002 已记为与 2026-001 同一事件。请填写 2026-001；如记错了，请先把 2026-002 的状态改回“处置中”。"
        assert refused(log.link, work, first, "2026-002") == already
        assert refused(log.link, work, second, "2026-003") == already
        log.link(work, third, "2026-001")
        figures = statistics.of_days(work, work.today, work.today)
        assert statistics.count(figures) == "突发事件1起，演练0次（另有重复记录2份，不重复计数）"
        assert (len(figures.opened), statistics.plain(figures)["incidents.accident"]) == (3, 1)
        assert refused(log.set_state, work, third, IncidentState.REVIEWED, "好") == "“已结束”的事件不能转为“已复盘”。"
        log.set_state(work, third, IncidentState.RESPONDING, "不是同一起")
        assert queries.entries(work, third)[-1].text == "不再与 2026-001 为同一事件。处置中：不是同一起"
        stands = queries.find(work, third)
        assert (stands.same_as, stands.closed_at) == ("", None)
        assert statistics.of_days(work, work.today, work.today).incidents == 2
        assert refused(log.set_state, work, third, IncidentState.CLOSED, "完").startswith("预案还有10步未完成")
        assert book_problems(work) == []


def test_records_that_named_each_other_in_an_older_book_count_as_one(desk: Desk) -> None:
    with desk.write() as work:
        first, second = fire(work), fire(work)
        entry.enter(work, first, EntryKind.LINK, "同一事件", {"same_as": "2026-002", "state": "closed"}, None)
        entry.enter(work, second, EntryKind.LINK, "同一事件", {"same_as": "2026-001", "state": "closed"}, None)
        assert statistics.of_days(work, work.today, work.today).incidents == 1
        log.set_state(work, first, IncidentState.RESPONDING, "继续处置")
        assert (queries.find(work, first).same_as, statistics.of_days(work, work.today, work.today).incidents) == (
            "",
            1,
        )


def test_a_reviewed_incident_does_not_become_a_second_record(desk: Desk) -> None:
    with desk.write() as work:
        people = set_up(work)
        first, second = fire(work), fire(work)
        log.strike_rest(work, first, "已处置")
        log.set_state(work, first, IncidentState.CLOSED, "已扑灭")
        review.write(replace(work, actor=people[2]), first, IncidentReview("快", "无"))
        assert (
            refused(log.link, work, first, "2026-002")
            == "2026-001 已复盘，不能再并入其他事件。请在另一起事件中填写 2026-001。"
        )
        log.link(work, second, "2026-001")
