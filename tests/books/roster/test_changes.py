"""What may happen to a published roster, and what the check finds when something else did."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desk.books.roster import assignees, changes, loads, months, planner, queries
from desk.books.roster.assignees import Absence, AbsenceKind
from desk.books.roster.changes import RosterChangeState
from desk.books.roster.plan_quality import quality, quality_words
from desk.core.errors import Invalid, NotAllowed, Refused
from desk.core.month import Month
from desk.services import data_check, new_data_file
from desk.services.session import Desk
from tests.conftest import PASSWORD, Hands
from tests.support.extent import LONG
from tests.support.roster import JANUARY, as_, duty_on, published
from tests.support.roster_problems import patient
from tests.support.signatures import signed


def test_a_swap_takes_both_people_and_the_leader_and_keeps_the_original(desk: Desk) -> None:
    ids = published(desk)
    with desk.write() as work:
        mine = duty_on(work, date(2027, 1, 12), "上午班")
        theirs = next(
            d
            for d in queries.duties_between(work, date(2027, 1, 18), date(2027, 1, 29))
            if d.staff_id not in (mine.staff_id, ids["主任"])
        )
        before = {d.id: d.points for d in queries.duties_between(work, date(2027, 1, 1), date(2027, 1, 31))}
        id = changes.ask_swap(as_(work, mine.staff_id), mine.id, theirs.id, "家中有事")
        with pytest.raises(Refused, match="尚未全部同意"):
            changes.approve(work, id)
        with pytest.raises(Refused, match="无关"):
            changes.agree(work, id, signed(work, ids["主任"]))
        changes.agree(work, id, signed(work, theirs.staff_id))
        with pytest.raises(NotAllowed):
            changes.approve(as_(work, mine.staff_id), id)
        broken = changes.approve(work, id)
        if broken:
            assert changes.approve(work, id, despite=True) == []
        now = {d.id: d for d in queries.duties_between(work, date(2027, 1, 1), date(2027, 1, 31))}
        assert (now[mine.id].staff_id, now[mine.id].planned_id) == (theirs.staff_id, mine.staff_id)
        assert (now[theirs.id].staff_id, now[theirs.id].planned_id) == (mine.staff_id, theirs.staff_id)
        assert {d.id: d.points for d in now.values()} == before
        (listed,) = changes.listed(work)
        assert listed.state is RosterChangeState.APPROVED and listed.reason == "家中有事"
        with pytest.raises(Refused, match="已处理"):
            changes.decline(work, id, "迟了")


def test_a_past_duty_and_a_draft_are_not_swapped(desk: Desk, hands: Hands) -> None:
    ids = published(desk)
    hands.forward(days=60)
    with desk.write() as work:
        past = duty_on(work, work.today - timedelta(days=2), "上午班")
        coming = next(
            d
            for d in queries.duties_between(work, work.today, date(2027, 1, 31))
            if d.staff_id not in (past.staff_id, ids["主任"])
        )
        for act in (
            lambda: changes.ask_swap(work, past.id, coming.id, "x"),
            lambda: changes.ask_substitution(work, past.id, coming.staff_id, "x"),
            lambda: changes.ask_cancellation(work, past.id, "x"),
        ):
            with pytest.raises(Refused, match="已过"):
                act()
        planner.plan_month(work, Month(2027, 2), 10, 1)
        draft = duty_on(work, date(2027, 2, 24), "上午班")
        with pytest.raises(Refused, match="草稿"):
            changes.ask_cancellation(work, draft.id, "x")
        with pytest.raises(Invalid):
            changes.ask_cancellation(work, coming.id, "  ")


def test_a_duty_waits_for_one_decision_at_a_time_and_a_request_can_be_taken_back(desk: Desk) -> None:
    published(desk)
    with desk.write() as work:
        duty = duty_on(work, date(2027, 1, 12), "上午班")
        own = as_(work, duty.staff_id)
        id = changes.ask_cancellation(own, duty.id, "停电")
        with pytest.raises(Refused, match="等待处理"):
            changes.ask_cancellation(own, duty.id, "停电")
        changes.withdraw(own, id)
        id = changes.ask_cancellation(own, duty.id, "停电检修")
        assert changes.listed(work)[0].state is RosterChangeState.AGREED
        assert changes.waiting(work) == 1
        assert changes.approve(work, id)[0].sentence == "1月12日 上午班需要1人，现排0人"
        assert quality_words(queries.roster_of(work, JANUARY).quality) == "已是最均衡方案"
        changes.approve(work, id, despite=True)
        assert quality_words(queries.roster_of(work, JANUARY).quality) == "之后有手工调整"
        assert changes.waiting(work) == 0
        assert duty.id not in {d.id for d in queries.duties_between(work, duty.day, duty.day)}
        assert duty.id in {d.id for d in queries.duties_between(work, duty.day, duty.day, cancelled=True)}


@settings(deadline=None, max_examples=25 if LONG else 8, suppress_health_check=list(HealthCheck))
@given(picks=st.lists(st.tuples(st.integers(0, 10**6), st.integers(0, 10**6)), max_size=8))
def test_swaps_keep_the_sum_of_loads_whatever_is_swapped(made_once: Path, picks: list[tuple[int, int]]) -> None:
    """Every swap moves load between two people and makes or loses none."""
    import shutil
    import tempfile

    from desk.services.sign_in import sign_in

    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(made_once, Path(folder) / "book")
        from desk.core.clock import Clock

        desk = sign_in(Path(folder) / "book", "管理员", PASSWORD, Clock(Hands()))
        with desk.write() as work:
            total = sum(load.points for load in loads.loads_done(work, date(2027, 1, 1), date(2027, 1, 31)).values())
            for a, b in picks:
                present = queries.duties_between(work, date(2027, 1, 1), date(2027, 1, 31))
                one, other = present[a % len(present)], present[b % len(present)]
                try:
                    id = changes.ask_swap(work, one.id, other.id, "换")
                    for person in (one.staff_id, other.staff_id):
                        changes.agree(work, id, signed(work, person))
                    changes.approve(work, id, despite=True)
                except (Invalid, Refused):
                    continue
            after = loads.loads_done(work, date(2027, 1, 1), date(2027, 1, 31))
            assert sum(load.points for load in after.values()) == total
        desk.close()


@pytest.fixture(scope="module")
def made_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    from desk.books.centre import Centre
    from desk.core.clock import Clock
    from tests.conftest import CHEAP

    folder = tmp_path_factory.mktemp("roster") / "book"
    desk, _key = new_data_file.create(
        folder, Centre("示例邻里中心", "示例区"), "管理员", PASSWORD, Clock(Hands()), CHEAP
    )
    published(desk)
    desk.close()
    return folder


def test_planning_a_published_month_again_records_every_difference(desk: Desk) -> None:
    ids = published(desk)
    with desk.write() as work:
        assignees.add_absence(work, Absence(ids["丙三"], AbsenceKind.LEAVE, date(2027, 1, 11), date(2027, 1, 20)))
        ask = months.problem_for(work, JANUARY, part=(date(2027, 1, 11), date(2027, 1, 31)))
        plan = planner.plan(ask, patient(ask, 10))
        many = changes.replan(work, JANUARY, ask, plan.assignments, "丙三休假，重新排班", quality(plan, 1))
        assert quality_words(queries.roster_of(work, JANUARY).quality) == quality_words(quality(plan, 1))
        listed = changes.listed(work)
        assert many == len(listed) > 0 and all(change.state is RosterChangeState.APPROVED for change in listed)
        assert {
            d.assignment for d in queries.duties_between(work, date(2027, 1, 1), date(2027, 1, 31))
        } == plan.assignments
        assert months.problems(work, JANUARY) == []


@pytest.mark.parametrize(
    ("tampering", "told"),
    [
        ("UPDATE duties SET staff_id = planned_id + 1 WHERE id = (SELECT min(id) FROM duties)", "换了人"),
        ("UPDATE duties SET cancelled = 1 WHERE id = 1", "取消"),
        ("UPDATE duties SET left_at = 5 WHERE id = 1", "签退"),
    ],
)
def test_the_check_finds_what_was_changed_past_the_rules(desk: Desk, tampering: str, told: str) -> None:
    published(desk)
    assert data_check.problems(desk) == []
    with desk.store.writing() as connection:
        connection.exec_driver_sql("DROP INDEX uq_duties_present")
        connection.exec_driver_sql(tampering)
    assert any(told in problem for problem in data_check.problems(desk))
