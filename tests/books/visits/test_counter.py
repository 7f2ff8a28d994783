from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from desk.books import cases, residents, staff, visits
from desk.books.cases import Assistance, CaseState, Evaluation, NewCase, case_queries, statistics
from desk.books.cases.case_queries import CaseFilter, Urgency
from desk.books.catalogue import ServiceItem
from desk.books.residents import ResidentDetails
from desk.books.visits import Priority, Registered, Registration, VisitState
from desk.core.errors import DeskError, Invalid, Refused
from desk.core.month import Month
from desk.core.permissions import Role
from desk.services import accounts, data_check
from desk.services.session import Desk
from desk.storage.store import Store
from tests.conftest import PASSWORD, Hands
from tests.support.extent import LONG
from tests.support.people import person
from tests.support.refusals import refused

Items = tuple[ServiceItem, ...]


def register(desk: Desk, *new: NewCase, who: object = None, **more: object) -> Registered:
    with desk.write() as work:
        return visits.register(work, Registration(who or person(), new, **more))  # type: ignore[arg-type]


def test_two_clerks_at_once_never_get_the_same_number(desk: Desk, items: Items) -> None:
    other = replace(desk, store=Store(desk.store.path, desk.store.key))

    def take(which: Desk) -> list[str]:
        labels = []
        for _n in range(25):
            with which.write() as work:
                labels.append(visits.take_number(work).label)
        return labels

    with ThreadPoolExecutor(2) as pool:
        one, two = pool.map(take, (desk, other))
    other.close()
    assert sorted(one + two) == [f"A{n:03d}" for n in range(1, 51)]


def test_numbers_begin_again_every_day(desk: Desk, hands: Hands) -> None:
    with desk.write() as work:
        assert [visits.take_number(work).label for _n in range(2)] == ["A001", "A002"]
    hands.forward(days=1)
    with desk.write() as work:
        assert visits.take_number(work).label == "A001"


def test_queues_have_numbers_of_their_own_and_are_called_as_people_came(desk: Desk) -> None:
    with desk.write() as work:
        given = [visits.take_number(work, queue=letter).label for letter in "ABBA"]
        called = [visits.call_next(work, VisitState.FINISHED) for _n in range(4)]
    assert given == ["A001", "B001", "B002", "A002"]
    assert [visit and visit.label for visit in called] == given


def test_priority_is_called_first_and_comes_from_the_id_number(desk: Desk, hands: Hands) -> None:
    with desk.write() as work:
        old = residents.add(work, person("李阿婆", date(1950, 1, 1), 2))
        visits.take_number(work)
        elder = visits.take_number(work, resident_id=old.id)
        assert elder.priority is Priority.ELDERLY
    with desk.write() as work:
        first = visits.call_next(work)
        assert first is not None and first.id == elder.id
        second = visits.call_next(work, VisitState.FINISHED)
        assert second is not None and second.label == "A001"
        assert visits.call_next(work) is None


def test_waiting_serving_and_hold_are_kept_as_periods(desk: Desk, items: Items, hands: Hands) -> None:
    with desk.write() as work:
        visit = visits.take_number(work)
    for minutes, act in ((5, visits.call), (3, visits.hold), (20, visits.call)):
        hands.forward(minutes=minutes)
        with desk.write() as work:
            act(work, visit.id)
    hands.forward(minutes=7)
    register(desk, NewCase(items[0].id), visit_id=visit.id)
    with desk.read() as work:
        rows = work.connection.execute(text("SELECT kind, (ended_at - began_at) / 60000 FROM periods ORDER BY id"))
        assert list(map(tuple, rows)) == [("waiting", 5), ("serving", 3), ("hold", 20), ("serving", 7)]
        assert visits.queue(work) == []
    assert data_check.problems(desk) == []


def test_a_number_that_was_missed_can_be_called_again_or_taken_back(desk: Desk, items: Items, hands: Hands) -> None:
    with desk.write() as work:
        first, second = visits.take_number(work), visits.take_number(work)
        visits.call(work, first.id)
        visits.miss(work, first.id)
        assert [(v.label, v.state.label) for v in visits.queue(work)] == [("A002", "等候"), ("A001", "过号")]
        assert statistics.of_days(work, work.today, work.today).visits_left == 1
        visits.take_back(work, first.id)
        assert [(v.label, v.state.label) for v in visits.queue(work)] == [("A001", "等候"), ("A002", "等候")]
        visits.miss(work, second.id)
        assert visits.call(work, second.id).state is VisitState.SERVING
    register(desk, NewCase(items[0].id), visit_id=second.id, stays=True)
    with desk.write() as work:
        assert refused(visits.take_back, work, second.id) == "A002 已经办过事项，不能再退回排队。"
        visits.miss(work, first.id)
    hands.forward(days=1)
    with desk.write() as work:
        visits.close_leftovers(work)
        assert visits.find(work, first.id).state is VisitState.LEFT
    assert data_check.problems(desk) == []


def test_a_clerk_who_calls_twice_is_asked_about_the_first_visit(desk: Desk) -> None:
    with desk.write() as work:
        first, second, third = (visits.take_number(work) for _n in range(3))
        visits.call_next(work)
        assert refused(visits.call_next, work) == "您正在为 A001 办理。"
        assert [v.state for v in visits.queue(work)][1:] == [VisitState.WAITING, VisitState.WAITING]
        visits.call_next(work, VisitState.HOLD)
        assert visits.find(work, first.id).state is VisitState.HOLD
        assert refused(visits.call, work, first.id) == "您正在为 A002 办理。"
        colleague = replace(work, actor=replace(work.actor, id=staff.add(work, "林小芳", Role.CLERK).id))
        visits.call(colleague, third.id)
        visits.call(work, first.id, VisitState.FINISHED)
        assert visits.find(work, second.id).state is VisitState.FINISHED


def test_the_same_item_for_the_same_person_within_a_minute_is_asked_about(
    desk: Desk, items: Items, hands: Hands
) -> None:
    one = register(desk, NewCase(items[0].id)).resident.id
    child = ResidentDetails("林小宝")
    register(desk, NewCase(items[2].id), who=child)
    with desk.write() as work:
        padded = ResidentDetails("林　小宝")
        asked = (
            (one, items[0], "202611240001"),
            (child, items[2], "202611240002"),
            (padded, items[2], "202611240002"),
        )
        for who, item, number in asked:
            again = Registration(who, (NewCase(item.id),))
            question = f"一分钟内已为该群众登记过同一事项（办件号 {number}）。确定要再登记一件吗？"
            assert refused(visits.register, work, again) == question
    with desk.read() as work:
        assert case_queries.count(work, CaseFilter()) == 2
    assert register(desk, NewCase(items[0].id), who=one, again=True).cases[0].number == "202611240003"
    hands.forward(minutes=1)
    assert register(desk, NewCase(items[0].id), who=one).cases[0].number == "202611240004"


def test_a_new_person_walks_in_and_everything_is_stored_at_once(desk: Desk, items: Items, hands: Hands) -> None:
    came = hands.at
    hands.forward(minutes=4)
    done = register(desk, NewCase(items[0].id, evaluation=Evaluation.SATISFIED), came_at=came)
    assert done.visit.label == "A001" and done.cases[0].number == "202611240001"
    assert done.cases[0].state is CaseState.DONE and done.visit.arrived_at == came
    assert data_check.problems(desk) == []


def test_nothing_of_a_failed_registration_is_kept(desk: Desk, items: Items) -> None:
    with pytest.raises(Invalid) as wrong:
        register(desk, NewCase(items[0].id), NewCase(items[0].id, CaseState.DECLINED))
    assert [p.field for p in wrong.value.problems] == ["remark"]
    with desk.read() as work:
        for table in ("residents", "visits", "cases", "periods"):
            assert work.connection.execute(text(f"SELECT count(*) FROM {table}")).scalar() == 0
    assert data_check.problems(desk) == []


def test_every_gap_is_named_at_once(desk: Desk, items: Items) -> None:
    bad = NewCase(
        items[2].id,
        CaseState.PAPERS,
        assistance=Assistance.ON_BEHALF,
        due_on=date(2026, 1, 1),
        evaluation=Evaluation.SATISFIED,
    )
    with pytest.raises(Invalid) as wrong:
        register(desk, bad)
    assert {p.field for p in wrong.value.problems} == {"missing", "assistance", "authoriser", "due_on", "evaluation"}


def test_forwarded_is_due_after_ten_working_days(desk: Desk, items: Items) -> None:
    done = register(desk, NewCase(items[1].id, CaseState.FORWARDED, department="区民政局"))
    assert (done.cases[0].due_on, done.cases[0].department) == (date(2026, 12, 8), "区民政局")


def test_several_items_in_one_visit_and_the_visit_stays_open(desk: Desk, items: Items) -> None:
    first = register(desk, NewCase(items[0].id), stays=True)
    with desk.read() as work:
        assert [v.state for v in visits.queue(work)] == [VisitState.SERVING]
    second = register(desk, NewCase(items[2].id), who=first.resident.id, visit_id=first.visit.id)
    assert second.visit.label == first.visit.label and second.cases[0].number == "202611240002"
    assert data_check.problems(desk) == []
    with pytest.raises(Refused, match="F2"):
        register(desk, NewCase(items[0].id), who=first.resident.id, visit_id=first.visit.id)


def test_two_poor_levels_need_a_reason_and_owe_a_call_back(desk: Desk, items: Items) -> None:
    with pytest.raises(Invalid, match="不满意的原因"):
        register(desk, NewCase(items[0].id, evaluation=Evaluation.DISSATISFIED))
    done = register(desk, NewCase(items[0].id, evaluation=Evaluation.DISSATISFIED, evaluation_reason="等太久"))
    with desk.write() as work:
        assert case_queries.attention(work).callbacks == 1
        cases.call_back(work, done.cases[0].id, "已致歉")
        assert case_queries.attention(work).callbacks == 0
        story = [event.what for event in case_queries.story(work, done.cases[0].id)]
    assert story[-2:] == ["待回访", "已回访"]


def test_a_finished_case_is_corrected_by_a_new_line_only(desk: Desk, items: Items) -> None:
    done = register(desk, NewCase(items[0].id)).cases[0]
    with desk.write() as work:
        with pytest.raises(Refused, match="已办结"):
            cases.move(work, done.id, CaseState.IN_PROGRESS)
        before = cases.find(work, done.id)
        cases.correct(work, done.id, "事项选错", "应为医保查询")
        assert cases.find(work, done.id) == before
        assert case_queries.story(work, done.id)[-1].remark == "事项选错 → 应为医保查询"


@settings(max_examples=25 if LONG else 10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(list(CaseState)), max_size=8))
def test_only_moves_of_the_table_happen_and_each_is_kept(desk: Desk, items: Items, wanted: list[CaseState]) -> None:
    start = register(desk, NewCase(items[1].id, CaseState.IN_PROGRESS), who=_somebody(desk), again=True)
    case, path = start.cases[0], [CaseState.WAITING, CaseState.IN_PROGRESS]
    for state in wanted:
        with desk.read() as work:
            offered = cases.find(work, case.id).next_states
        assert len(offered) == len(cases.MOVES[path[-1]])
        assert (CaseState.NOT_APPROVED in offered) == (CaseState.FORWARDED in path and bool(offered))
        try:
            with desk.write() as work:
                cases.move(work, case.id, state, "原因", missing=("身份证",))
        except DeskError:
            assert state not in offered
        else:
            assert state in offered
            path.append(state)
    with desk.read() as work:
        stored = cases.find(work, case.id)
        assert [event.what for event in case_queries.story(work, case.id)] == [state.label for state in path]
    assert stored.state is path[-1]
    assert (stored.finished_at is not None) == (stored.state in cases.ENDS)
    assert data_check.problems(desk) == []


def _somebody(desk: Desk) -> int:
    with desk.write() as work:
        found = residents.search(work, "张三丰")
        return found[0].id if found else residents.add(work, person()).id


def test_due_and_overdue_are_counted_by_working_days(desk: Desk, items: Items, hands: Hands) -> None:
    register(desk, NewCase(items[1].id, CaseState.FORWARDED))
    for day, overdue, soon in ((date(2026, 12, 4), 0, 0), (date(2026, 12, 7), 0, 1), (date(2026, 12, 9), 1, 0)):
        hands.forward(days=(day - desk.clock.today()).days)
        with desk.read() as work:
            found = case_queries.attention(work)
            assert (found.overdue, found.due_soon) == (overdue, soon)
            assert len(case_queries.page(work, CaseFilter(urgency=Urgency.OVERDUE))) == overdue


def test_the_list_masks_people_and_finds_by_anything(desk: Desk, items: Items) -> None:
    done = register(desk, NewCase(items[0].id))
    register(desk, NewCase(items[1].id, CaseState.FORWARDED), who=person("李四", date(1990, 2, 2), 7, "13900009999"))
    with desk.read() as work:
        for typed in ("张三", "zsf", done.cases[0].number, "医保", "ybcb", "5678"):
            assert [line.name for line in case_queries.page(work, CaseFilter(text=typed))] == ["张*丰"], typed
        assert case_queries.page(work, CaseFilter(text="没有这个人")) == []
        assert len(case_queries.page(work, CaseFilter(open_only=True))) == 1


def test_leftovers_of_yesterday_are_closed_at_what_is_known_of_them(desk: Desk, items: Items, hands: Hands) -> None:
    with desk.write() as work:
        visits.take_number(work)
    register(desk, NewCase(items[0].id), stays=True)
    hands.forward(days=1)
    with desk.write() as work:
        assert visits.close_leftovers(work) == 2
        states = [row[0] for row in work.connection.execute(text("SELECT state FROM visits ORDER BY id"))]
    assert states == ["left", "finished"]
    assert data_check.problems(desk) == []


def test_a_clerk_serves_but_may_not_merge_or_edit_the_catalogue(desk: Desk, items: Items) -> None:
    accounts.add_person(desk, "林小芳", Role.CLERK, PASSWORD)
    one = register(desk, NewCase(items[0].id)).resident.id
    desk.hand_to("林小芳", PASSWORD)
    register(desk, NewCase(items[2].id), who=one)
    from desk.books import catalogue

    with desk.write() as work, pytest.raises(DeskError, match="权限"):
        catalogue.retire(work, items[0].id, date(2026, 1, 1))
    with desk.write() as work, pytest.raises(DeskError, match="权限"):
        residents.merge(work, one, one)


def test_who_looked_up_whom_is_kept_and_the_audit_never_holds_a_whole_name(desk: Desk, items: Items) -> None:
    done = register(desk, NewCase(items[0].id))
    with desk.write() as work:
        residents.look_up(work, done.resident.id, "card")
        residents.edit(work, done.resident.id, person("张三疯"))
        row = work.connection.execute(text("SELECT staff_id, resident_id, purpose FROM lookups")).one()
        told = work.connection.execute(
            text("SELECT group_concat(coalesce(before,'') || coalesce(after,'')) FROM audit")
        ).scalar()
    assert tuple(row) == (1, done.resident.id, "card")
    assert told is not None and "张三" not in told and "13800005678" not in told


def test_old_people_are_anonymised_and_the_figures_stay(desk: Desk, items: Items, hands: Hands) -> None:
    from desk.books.cases import statistics

    old = person("李阿婆", date(1940, 5, 1), 2)
    done = register(desk, NewCase(items[0].id, assistance=Assistance.HELPED), who=old)
    span = Month(2026, 11).span
    with desk.read() as work:
        before = statistics.plain(statistics.of_days(work, *span))
    hands.forward(days=366 * 11)
    with desk.write() as work:
        assert residents.anonymisable(work, 10) == [done.resident.id]
        residents.anonymise(work, [done.resident.id], 10)
        assert residents.anonymisable(work, 10) == []
        assert residents.search(work, "李阿婆") == []
        assert residents.find(work, done.resident.id).id_number == ""
        assert statistics.plain(statistics.of_days(work, *span)) == before
    assert data_check.problems(desk) == []


def test_papers_found_missing_later_are_kept_and_go_when_they_are_brought(desk: Desk, items: Items) -> None:
    case = register(desk, NewCase(items[1].id, CaseState.IN_PROGRESS, ("身份证", "银行卡"))).cases[0]
    with desk.write() as work:
        asked = cases.move(work, case.id, CaseState.PAPERS, missing=("银行卡",), materials_received=("身份证",))
    assert (asked.missing, asked.materials_received) == (("银行卡",), ("身份证",))
    with desk.write() as work:
        back = cases.move(work, case.id, CaseState.IN_PROGRESS, materials_received=("身份证", "银行卡"))
    assert (back.missing, back.materials_received) == ((), ("身份证", "银行卡"))


@pytest.mark.parametrize(
    ("to", "remark", "missing", "due_on", "field"),
    [
        (CaseState.DECLINED, " ", (), None, "remark"),
        (CaseState.FORWARDED, "长" * 501, (), None, "remark"),
        (CaseState.PAPERS, "", (), None, "missing"),
        (CaseState.FORWARDED, "", (), date(2026, 1, 1), "due_on"),
    ],
)
def test_a_case_needs_the_same_for_a_state_however_it_comes_there(
    desk: Desk, items: Items, to: CaseState, remark: str, missing: tuple[str, ...], due_on: date | None, field: str
) -> None:
    with pytest.raises(Invalid) as taken_in:
        register(desk, NewCase(items[1].id, to, missing=missing, due_on=due_on, remark=remark))
    case = register(desk, NewCase(items[1].id, CaseState.IN_PROGRESS)).cases[0]
    with pytest.raises(Invalid) as moved, desk.write() as work:
        cases.move(work, case.id, to, remark, missing=missing, due_on=due_on)
    assert [problem.field for problem in moved.value.problems] == [field]
    assert moved.value.problems == taken_in.value.problems


def test_free_text_stays_out_of_the_chain_and_goes_with_the_person(desk: Desk, items: Items, hands: Hands) -> None:
    new = NewCase(items[0].id, remark="住院中", evaluation=Evaluation.DISSATISFIED, evaluation_reason="腿脚不便")
    done = register(desk, new, who=person("李阿婆", date(1940, 5, 1), 2))
    with desk.write() as work:
        cases.call_back(work, done.cases[0].id, "已上门看望")
        cases.correct(work, done.cases[0].id, "写错了楼栋", "应为三号楼")
    hands.forward(days=366 * 11)
    with desk.write() as work:
        residents.anonymise(work, residents.anonymisable(work, 10), 10)
    texts = ("住院中", "腿脚不便", "已上门看望", "写错了楼栋", "应为三号楼", "李阿婆")
    with desk.read() as work:
        names = [
            row[0]
            for row in work.rows("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '%search%'")
        ]
        book = str([work.rows(f"SELECT * FROM {name}") for name in names])
    assert [text for text in texts if text in book] == []
    assert data_check.problems(desk) == []
