"""What is prepared for emergencies: plans and their versions, steps, whom to call, drills; and what follows a
review.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.books import centre
from desk.books.assets import cards
from desk.books.assets.model import AssetCard
from desk.books.incidents import attention, checklist, contacts, drills, log, plans, queries, review
from desk.books.incidents.checklist import StepMark
from desk.books.incidents.contacts import Contact, ContactCircle
from desk.books.incidents.drills import Drill, DrillState
from desk.books.incidents.model import IncidentKind, IncidentState
from desk.books.incidents.plans import PlanStep
from desk.books.incidents.review import IncidentReview, ReviewDecision
from desk.books.invariants import book_problems
from desk.core.errors import NotAllowed
from desk.services.session import Desk
from tests.support.incidents import later, set_up
from tests.support.refusals import refused

NINE = date(2026, 11, 24)


def test_a_sample_for_every_kind_and_each_can_be_stored(desk: Desk) -> None:
    with desk.write() as work:
        found = plans.every(work)
        assert [plan.kind for plan in found] == list(IncidentKind)
        for plan in found:
            assert len(plan.steps) >= 5 and plan.calls and plan.title.endswith("应急预案")
            assert [step.minutes for step in plan.steps if step.minutes]
            assert plans.put(work, plan) == 1
        assert {call for plan in found for call in plan.calls if not call.isdigit()} <= set(ContactCircle)


def test_versions_follow_each_other_and_an_incident_keeps_its_own(desk: Desk) -> None:
    with desk.write() as work:
        sample = plans.current(work, IncidentKind.FIRE)
        assert sample is not None and sample.version == 0
        id = log.open_incident(work, IncidentKind.FIRE, "长者食堂")
        short = replace(
            sample, steps=(PlanStep("喊人", "发现人", 1), PlanStep("拨打 119", "值班人员", 2)), note="按演练结果精简"
        )
        assert plans.put(work, short) == 1
        assert plans.put(work, replace(short, title="食堂火灾预案")) == 2
        other = log.open_incident(work, IncidentKind.FIRE, "厨房")
        assert len(checklist.checklist(queries.entries(work, id))) == len(sample.steps)
        assert [one.step.text for one in checklist.checklist(queries.entries(work, other))] == ["喊人", "拨打 119"]
        assert checklist.plan_words(queries.entries(work, id)) == "火灾应急预案（范本）"
        assert checklist.plan_words(queries.entries(work, other)) == "食堂火灾预案（第2版）"


def test_a_plan_in_use_is_not_deleted_one_never_used_is(desk: Desk) -> None:
    with desk.write() as work:
        sample = plans.samples()[IncidentKind.GAS]
        plans.put(work, sample)
        plans.put(work, sample)
        newest, oldest = plans.versions(work, IncidentKind.GAS)
        log.open_incident(work, IncidentKind.GAS, "长者食堂")
        assert refused(plans.remove, work, newest.id) == "“燃气泄漏应急预案”第2版已用于 2026-001，不能删除，可以停用。"
        plans.remove(work, oldest.id)
        assert [plan.version for plan in plans.versions(work, IncidentKind.GAS)] == [2]
        assert refused(plans.remove, work, 99) == "没有这一版预案；范本只能停用，不能删除。"


def test_a_withdrawn_plan_lays_out_nothing_until_it_holds_again(desk: Desk) -> None:
    with desk.write() as work:
        assert refused(plans.withdraw, work, IncidentKind.FIRE, " ") == "请填写停用原因。"
        plans.withdraw(work, IncidentKind.FIRE, "正在修订")
        assert plans.current(work, IncidentKind.FIRE) is None
        id = log.open_incident(work, IncidentKind.FIRE, "厨房")
        assert checklist.checklist(queries.entries(work, id)) == []
        log.set_state(work, id, IncidentState.CLOSED, "没有预案也能结束")
        assert refused(plans.withdraw, work, IncidentKind.FIRE, "再停") == "“火灾”没有预案。"
        plans.restore(work, IncidentKind.FIRE)
        assert plans.current(work, IncidentKind.FIRE) is not None
        assert refused(plans.restore, work, IncidentKind.FIRE) == "“火灾”的预案没有停用。"


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"title": " "}, "请填写预案名称，最多40字。"),
        ({"steps": ()}, "请至少填写一步。"),
        ({"steps": (PlanStep("", "", 1),)}, "每一步请写明做什么。"),
        ({"steps": (PlanStep("做", "", 20_000),)}, "每一步的时限为0至10080分钟，不限时填0。"),
        ({"calls": ("119", "邻居")}, "“邻居”不是电话号码，也不是联络类别。"),
        ({"steps": (PlanStep("做", "", 1),) * 41}, "最多40步，步骤过多不便现场执行。"),
        ({"steps": (PlanStep("长" * 121, "", 1),)}, "每一步最多120字。"),
        ({"drill_months": 37}, "演练间隔为1至36个月，不演练填0。"),
    ],
)
def test_what_is_wrong_with_a_plan_is_told(desk: Desk, change: dict[str, Any], words: str) -> None:
    with desk.write() as work:
        assert refused(plans.put, work, replace(plans.samples()[IncidentKind.FIRE], **change)) == words
        assert plans.versions(work) == []


def test_steps_are_typed_as_lines() -> None:
    assert plans.steps_in(["喊人 | 发现人 | 1", "", "关阀｜物业", "等消防车"]) == (
        PlanStep("喊人", "发现人", 1),
        PlanStep("关阀", "物业", 0),
        PlanStep("等消防车", "", 0),
    )
    assert refused(plans.steps_in, ["喊人", "关阀 | 物业 | 三"]) == "第2行：“三”不是分钟数。"


def test_clerks_read_plans_and_do_not_write_them(desk: Desk) -> None:
    with desk.write() as work:
        clerk = replace(work, actor=set_up(work)[0])
        for act in (
            lambda: plans.put(clerk, plans.samples()[IncidentKind.FIRE]),
            lambda: plans.withdraw(clerk, IncidentKind.FIRE, "不要"),
            lambda: contacts.put(clerk, Contact(ContactCircle.POLICE, "派出所", "110")),
            lambda: drills.plan(clerk, Drill(IncidentKind.FIRE, NINE, "大厅")),
        ):
            with pytest.raises(NotAllowed):
                act()


def test_a_plan_finds_its_things_in_the_ledger(desk: Desk) -> None:
    with desk.write() as work:
        centre.add_venue(work, centre.PRESET_VENUES[0])
        hall = centre.all_venues(work)[0]
        cards.add(
            work,
            AssetCard(
                "自动体外除颤仪（AED）",
                "A0232",
                NINE,
                venue_id=hall.id,
                spot="入口东侧",
                quantity=1,
                value=1,
                unit="台",
            ),
        )
        found = {one.name: one.where for one in plans.materials(work, plans.samples()[IncidentKind.COLLAPSE])}
        assert found["AED"] == (f"{hall.name} 入口东侧（自动体外除颤仪（AED） ZC000001）",)
        assert found["轮椅"] == ()


def test_ticks_strikes_and_opening_again(desk: Desk) -> None:
    with desk.write() as work:
        id = log.open_incident(work, IncidentKind.FIRE, "厨房")
        log.mark_step(later(work, seconds=40), id, 1, StepMark.DONE)
        log.mark_step(later(work, minutes=3), id, 2, StepMark.DONE, "总闸已拉")
        log.mark_step(later(work, minutes=3), id, 3, StepMark.STRUCK, "火已灭")
        first, second, third, *rest = checklist.checklist(queries.entries(work, id))
        assert (first.mark, first.took, first.is_late(work.now)) == (StepMark.DONE, timedelta(seconds=40), False)
        assert (second.remark, second.is_late(work.now)) == ("总闸已拉", True)
        assert (third.mark, third.remark, third.took) == (StepMark.STRUCK, "火已灭", None)
        assert rest[-1].due_at is None and not rest[-1].is_late(later(work, days=9).now)
        assert refused(log.mark_step, work, id, 1, StepMark.DONE) == "第1步已经是这个状态。"
        assert refused(log.mark_step, work, id, 1, StepMark.OPEN) == "请填写原因。"
        assert refused(log.mark_step, work, id, 99, StepMark.DONE) == "预案没有第99步。"
        log.mark_step(later(work, minutes=4), id, 1, StepMark.OPEN, "勾错了")
        again = checklist.checklist(queries.entries(work, id))[0]
        assert (again.mark, again.at, again.is_late(later(work, minutes=4).now)) == (StepMark.OPEN, None, True)


WORDS = st.text("总闸已拉，。火 ", max_size=9)


@given(before=WORDS, sign=st.sampled_from("#＃"), n=st.integers(0, 99), after=WORDS)
def test_a_number_sign_picks_its_step_wherever_it_stands(before: str, sign: str, n: int, after: str) -> None:
    found = checklist.named_in(f"{before}{sign}{n} {after}")
    assert found is not None and found[0] == n
    assert found[1].replace(" ", "") in (before + after).replace(" ", "")


@pytest.mark.parametrize("text", ["没有符号", "#", "#甲", "第#步", "#123", "1#"])
def test_what_picks_no_step(text: str) -> None:
    assert checklist.named_in(text) is None


def test_local_rescue_numbers_wait_in_a_new_data_file_for_somebody_to_ring_them(desk: Desk) -> None:
    with desk.write() as work:
        waiting = contacts.every(work)
        assert {(one.telephone, one.name) for one in waiting} == {
            ("12395", "水上遇险求救"),
            ("95598", "供电服务"),
            ("96333", "电梯应急救援"),
        }
        assert all(one.checked_on is None and one.is_due(work.today) for one in waiting)
        contacts.made_sure(work, contacts.for_calls(waiting, plans.samples()[IncidentKind.DROWNING].calls)[0].id)
        assert [one.telephone for one in contacts.every(work) if one.checked_on] == ["12395"], "the plan names it first"


def test_numbers_are_made_sure_of_every_half_year(desk: Desk) -> None:
    with desk.write() as work:
        id = contacts.put(work, Contact(ContactCircle.HOSPITAL, "镇卫生院", "0595-87000120", "值班医生"))
        contacts.put(work, Contact(ContactCircle.TEAM, "突击队", "13800000000"))
        contacts.put(work, Contact(ContactCircle.POLICE, "派出所", "0595-87000110 转 2"))
        assert [one.circle for one in contacts.every(work) if one.checked_on] == [
            ContactCircle.HOSPITAL,
            ContactCircle.POLICE,
            ContactCircle.TEAM,
        ]
        unchecked = len(contacts.LOCAL)
        assert contacts.due(work) == unchecked and contacts.due(later(work, days=180)) == unchecked
        half = later(work, days=182)
        assert contacts.due(half) == unchecked + 3
        contacts.made_sure(half, id)
        assert contacts.due(half) == unchecked + 2
        one = contacts.find(work, id)
        contacts.put(later(work, days=300), replace(one, telephone="0595-87000121"))
        assert contacts.find(work, id).checked_on == later(work, days=300).today
        assert refused(contacts.put, work, Contact(ContactCircle.OTHER, "疾控", "八七六")).startswith(
            "手机号11位；座机"
        )
        assert refused(contacts.put, work, Contact(ContactCircle.OTHER, " ", "110")) == "请填写单位，最多40字。"
        contacts.remove(work, id)
        assert refused(contacts.made_sure, work, id) == "联络表里已没有这一条。"
        checked = [one for one in contacts.every(work) if one.checked_on]
        order = [one.circle for one in contacts.for_calls(checked, ("119", "team"))]
        assert order == [ContactCircle.TEAM, ContactCircle.POLICE]


def test_the_calling_tree_says_who_rings_whom(desk: Desk) -> None:
    with desk.write() as work:
        for circle, name, by in (
            (ContactCircle.TEAM, "突击队", "带班领导"),
            (ContactCircle.HOSPITAL, "卫生院", "值班人员"),
            (ContactCircle.STREET, "应急办", "带班领导"),
            (ContactCircle.OTHER, "疾控", ""),
        ):
            contacts.put(work, Contact(circle, name, "0595-87000000", told_by=by))
        found = [(caller, [one.name for one in whom]) for caller, whom in contacts.tree(contacts.every(work))]
        assert found == [("值班人员", ["卫生院"]), ("带班领导", ["应急办", "突击队"])]
        assert (
            refused(contacts.put, work, Contact(ContactCircle.OTHER, "某", "110", told_by="长" * 21)) == "最多20个字。"
        )


def test_drills_are_planned_held_timed_and_overdue(desk: Desk) -> None:
    with desk.write() as work:
        id = drills.plan(work, Drill(IncidentKind.FIRE, NINE, "长者食堂", "全体值班人员"))
        assert (
            refused(drills.plan, work, Drill(IncidentKind.FIRE, NINE - timedelta(days=1), "大厅"))
            == "演练日期应是今天或以后。"
        )
        tomorrow = later(work, days=1)
        assert drills.find(work, id).standing(tomorrow.today) is DrillState.OVERDUE and drills.overdue(tomorrow) == 1
        incident = drills.run(tomorrow, id)
        one = queries.find(work, incident)
        assert one.drill and "全体值班人员" in queries.entries(work, incident)[0].text
        found = drills.find(work, id)
        assert (found.standing(tomorrow.today), found.number) == (DrillState.RUN, "演2026-001")
        assert refused(drills.run, tomorrow, id) == "这次演练已举行或已取消。"
        fire = next(each for each in drills.yearly(work) if each.kind is IncidentKind.FIRE)
        assert (fire.months, fire.last_on, fire.is_overdue(tomorrow.today)) == (6, tomorrow.today, False)
        assert fire.is_overdue(later(work, days=200).today)
        gas = drills.plan(work, Drill(IncidentKind.GAS, NINE, "厨房"))
        assert refused(drills.cancel, work, gas, "") == "请填写原因。"
        drills.cancel(work, gas, "台风天")
        assert drills.find(work, gas).standing(NINE) is DrillState.CANCELLED and drills.overdue(tomorrow) == 0


def test_a_drill_begun_with_f12_is_the_planned_one_of_its_kind(desk: Desk) -> None:
    with desk.write() as work:
        near = drills.plan(work, Drill(IncidentKind.FIRE, NINE + timedelta(days=10), "大厅"))
        far = drills.plan(work, Drill(IncidentKind.GAS, NINE + timedelta(days=90), "厨房"))
        for kind in (IncidentKind.FIRE, IncidentKind.GAS):
            drills.adopt(work, log.open_incident(work, kind, "大厅", drill=True))
        assert drills.find(work, near).number == "演2026-001" and drills.find(work, far).number == ""


def test_measures_stay_until_they_are_taken(desk: Desk) -> None:
    with desk.write() as work:
        id = log.open_incident(work, IncidentKind.FIRE, "厨房")
        log.strike_rest(work, id, "误报")
        log.set_state(work, id, IncidentState.CLOSED, "烟感误报")
        assert attention.attention(work).reviews == 1
        due = NINE + timedelta(days=5)
        assert refused(review.write, work, id, IncidentReview("", "无")) == "请填写做得好的地方。"
        assert (
            refused(review.write, work, id, IncidentReview("快", "无", (ReviewDecision("换烟感", "", due),)))
            == "请写明整改措施和责任人。"
        )
        assert (
            refused(
                review.write,
                work,
                id,
                IncidentReview("快", "无", (ReviewDecision("换", "林", NINE - timedelta(days=1)),)),
            )
            == "整改期限应是今天或以后。"
        )
        review.write(
            work,
            id,
            IncidentReview(
                "到场快", "烟感旧", (ReviewDecision("换烟感", "物业", due), ReviewDecision("贴提示", "林小芳", due))
            ),
        )
        assert (attention.attention(work).measures, attention.attention(later(work, days=6)).late_measures) == (2, 2)
        review.done(work, id, 1, "已换新的")
        assert refused(review.done, work, id, 1, "再换") == "没有这项待完成的整改措施。"
        assert [one.text for one in review.still_due(work)] == ["贴提示"]
        assert review.of(queries.entries(work, id)) == IncidentReview(
            "到场快", "烟感旧", (ReviewDecision("换烟感", "物业", due), ReviewDecision("贴提示", "林小芳", due))
        )
        assert book_problems(work) == []
        work.connection.exec_driver_sql("UPDATE incident_measures SET owner = '别人' WHERE n = 2")
        assert book_problems(work) == ["2026-001：整改措施与复盘记录不一致。"]


def test_measures_are_typed_as_lines() -> None:
    assert review.decided_in(["换烟感 | 物业 | 2026-12-01", " "]) == (
        ReviewDecision("换烟感", "物业", date(2026, 12, 1)),
    )
    assert refused(review.decided_in, ["换烟感 | 物业"]) == "第1行请写成：措施 | 责任人 | 期限，期限如2026-12-15。"
    assert (
        refused(review.decided_in, ["", "换烟感 | 物业 | 月底"])
        == "第2行请写成：措施 | 责任人 | 期限，期限如2026-12-15。"
    )
