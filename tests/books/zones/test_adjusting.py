"""An adjustment from the decision to its outcome: with a follow-up, one at a time, looked at after three months."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desk.books.follow_ups import queries as follow_ups
from desk.books.follow_ups.model import FollowUpKind
from desk.books.zones import adjusting, comparison, footfall, queries
from desk.books.zones.model import MOVES, Adjustment, AdjustmentKind, AdjustmentState
from desk.core.clock import start_of
from desk.core.errors import DeskError, Invalid, NotAllowed, Refused
from desk.core.permissions import Role
from desk.core.work import Work
from desk.services.session import Desk
from tests.support import zones
from tests.support.extent import LONG
from tests.support.zones import (
    DAY,
    as_role,
    carrying,
    count,
    counted,
    hall,
    held,
    in_effect,
    new_adjustment,
    rolled_back,
    venue_of,
    zone_with_room,
)

TODAY = date(2026, 11, 24)
SINCE = date(2026, 8, 20)
"""Its three months end on 19 November."""


def _later(work: Work, day: date) -> Work:
    return replace(work, now=start_of(day) + timedelta(hours=9))


def test_a_decision_has_a_number_and_a_follow_up_that_names_it(desk: Desk) -> None:
    with desk.write() as work:
        id = counted(work)
        made = adjusting.decide(work, new_adjustment(id), carrying(work))
        assert (made.number, made.state, made.zone) == ("TZ2026-01", AdjustmentState.DECIDED, zones.FITNESS)
        assert made.follow_up_id is not None
        item = follow_ups.find(work, made.follow_up_id)
        assert (item.kind, item.subject) == (FollowUpKind.ZONE, f"zone_adjustments:{made.id}")
        assert item.description == "健身区：换由志愿者管理" and item.owner_name == "林小芳"
        assert (
            adjusting.decide(work, new_adjustment(counted(work, zones.PARLOUR)), carrying(work)).number == "TZ2026-02"
        )


def test_without_somebody_to_see_to_it_nothing_is_decided(desk: Desk) -> None:
    def nobody(work: Work) -> None:
        id = counted(work)
        bad = replace(carrying(work), checker_id=carrying(work).owner.id)
        with pytest.raises(DeskError):
            adjusting.decide(work, new_adjustment(id), bad)

    rolled_back(desk, nobody)
    with desk.write() as work:
        id = counted(work)
        with pytest.raises(NotAllowed):
            adjusting.decide(as_role(work, Role.CLERK), new_adjustment(id), carrying(work))
        assert queries.adjustments(work) == []


@pytest.mark.parametrize(
    ("kind", "changes", "field"),
    [
        (AdjustmentKind.OPERATOR, {"reason": " "}, "reason"),
        (AdjustmentKind.OPERATOR, {"description": ""}, "description"),
        (AdjustmentKind.OPERATOR, {"reason": "长" * 301}, "reason"),
        (AdjustmentKind.OPERATOR, {"effective_on": None}, "effective_on"),
        (AdjustmentKind.OPERATOR, {"effective_on": date(2028, 1, 1)}, "effective_on"),
        (AdjustmentKind.HOURS, {}, "hours"),
        (AdjustmentKind.HOURS, {"opens": 700, "closes": 600}, "hours"),
        (AdjustmentKind.PURPOSE, {}, "purpose"),
        (AdjustmentKind.MERGE, {}, "other_zone_id"),
        (AdjustmentKind.MERGE, {"other_zone_id": 1}, "other_zone_id"),
        (AdjustmentKind.MERGE, {"other_zone_id": 2}, "other_zone_id"),
    ],
)
def test_what_is_wrong_is_said_at_its_field(
    desk: Desk, kind: AdjustmentKind, changes: dict[str, object], field: str
) -> None:
    with desk.write() as work:
        id = counted(work)
        zone_with_room(work, zones.READING, "阅览室")
        assert id == 1
        with pytest.raises(Invalid) as refused:
            adjusting.decide(work, new_adjustment(id, kind, **changes), carrying(work))
        assert [problem.field for problem in refused.value.problems] == [field]


def test_one_at_a_time(desk: Desk) -> None:
    with desk.write() as work:
        id = counted(work)
        made = adjusting.decide(work, new_adjustment(id), carrying(work))
        with pytest.raises(Invalid, match="TZ2026-01尚未办结"):
            adjusting.decide(work, new_adjustment(id), carrying(work))
        with pytest.raises(Invalid, match="请填写"):
            adjusting.withdraw(work, made.id, made.version, "")
        adjusting.withdraw(work, made.id, made.version, "业主不同意")
        assert adjusting.decide(work, new_adjustment(id), carrying(work)).number == "TZ2026-02"


def test_who_saw_an_older_state_is_told(desk: Desk) -> None:
    with desk.write() as work:
        made = adjusting.decide(work, new_adjustment(counted(work)), carrying(work))
        adjusting.take_effect(work, made.id, made.version)
        with pytest.raises(Refused, match="修改TZ2026-01，现为“已实施”"):
            adjusting.withdraw(work, made.id, made.version, "不办了")


def test_in_effect_a_zone_has_its_new_hours_or_purpose(desk: Desk) -> None:
    with desk.write() as work:
        first, second = counted(work), counted(work, zones.PARLOUR)
        made = in_effect(work, first, SINCE, AdjustmentKind.HOURS, opens=840, closes=1200)
        in_effect(work, second, SINCE, AdjustmentKind.PURPOSE, purpose="商户洽谈")
        assert (queries.find(work, first).opens, queries.find(work, first).closes) == (840, 1200)
        assert (made.was_opens, made.effective_on) == (None, SINCE)
        assert queries.find(work, second).purpose == "商户洽谈"


def test_it_holds_from_a_day_between_the_decision_and_today(desk: Desk) -> None:
    with desk.write() as work:
        made = adjusting.decide(work, new_adjustment(counted(work)), carrying(work))
        for day in (TODAY + DAY, TODAY - DAY):
            with pytest.raises(Invalid) as refused:
                adjusting.take_effect(work, made.id, made.version, day)
            assert [problem.field for problem in refused.value.problems] == ["effective_on"]


def test_a_merged_zone_gives_its_rooms_and_its_past_away(desk: Desk) -> None:
    with desk.write() as work:
        counter = hall(work)
        small, large = zone_with_room(work, "小区", "棋牌室"), zone_with_room(work, zones.READING, "阅览室")
        room = venue_of(work, small)
        held(work, room, SINCE - DAY, 9, 12)
        held(work, venue_of(work, large), SINCE - DAY, 9, 20)
        made = in_effect(work, small, SINCE, AdjustmentKind.MERGE, other_zone_id=large)
        held(work, room, SINCE + DAY, 9, 40)
        assert not queries.find(work, small).active
        assert [each.name for each in queries.venues_of(work, large)] == ["棋牌室", "阅览室"]
        assert footfall.read(work, SINCE - DAY, SINCE + DAY).people == {large: 72}
        compared = comparison.compare(work, made)
        assert compared is not None and (compared.before.people, compared.after.people) == (32, 40)
        with pytest.raises(Invalid, match="服务窗口在此功能区"):
            adjusting.decide(work, new_adjustment(counter, AdjustmentKind.MERGE, other_zone_id=large), carrying(work))


def test_a_closed_zone_has_no_rooms_in_use_and_nothing_to_compare(desk: Desk) -> None:
    with desk.write() as work:
        full, empty = zone_with_room(work, zones.READING, "阅览室"), counted(work)
        made = adjusting.decide(work, new_adjustment(full, AdjustmentKind.CLOSE), carrying(work))
        with pytest.raises(Refused, match="1个场地在用"):
            adjusting.take_effect(work, made.id, made.version)
        closed = in_effect(work, empty, SINCE, AdjustmentKind.CLOSE)
        assert not queries.find(work, empty).active and comparison.compare(work, closed) is None
        with pytest.raises(Refused, match="不再评估"):
            adjusting.conclude(work, closed.id, closed.version, recovered=True)


def _grown(work: Work, before: int, after: int) -> Adjustment:
    """Two other zones with ten people a round, and one that was adjusted."""
    ids = [counted(work, name) for name in (zones.FITNESS, zones.READING, zones.PARLOUR)]
    days = [SINCE + n * DAY for n in range(-90, 90) if (SINCE + n * DAY) < TODAY]
    for id in ids[1:]:
        count(work, id, days, 10)
    count(work, ids[0], [day for day in days if day < SINCE], before)
    count(work, ids[0], [day for day in days if day >= SINCE], after)
    return in_effect(work, ids[0], SINCE)


@pytest.mark.parametrize(("before", "after", "recovered"), [(2, 9, True), (2, 4, False), (12, 8, False), (7, 7, True)])
def test_recovered_is_off_the_list_and_no_fewer_than_before(
    desk: Desk, before: int, after: int, recovered: bool
) -> None:
    with desk.write() as work:
        compared = comparison.compare(work, _grown(work, before, after))
        assert compared is not None and compared.is_over
        assert compared.has_recovered is recovered
        assert compared.change == round(100 * (after - before) / before)
        assert [each.is_after for each in compared.months] == [False] * 3 + [True] * 3
        assert sum(each.people for each in compared.months) == compared.before.people + compared.after.people


def test_the_leader_confirms_and_gives_a_reason_against_the_numbers(desk: Desk) -> None:
    with desk.write() as work:
        made = _grown(work, 2, 9)
        with pytest.raises(Invalid, match="请填写理由"):
            adjusting.conclude(work, made.id, made.version, recovered=False)
        done = adjusting.conclude(work, made.id, made.version, recovered=False, remark="只是暑期，9月起又少了")
        assert done.state is AdjustmentState.NOT_RECOVERED
        assert queries.moves_of(work, made.id)[-1].remark == "只是暑期，9月起又少了"


def test_before_its_months_are_over_nobody_says_whether_it_helped(desk: Desk) -> None:
    with desk.write() as work:
        made = in_effect(work, counted(work), SINCE)
        early = _later(work, date(2026, 11, 19))
        with pytest.raises(Refused, match="未满三个月"):
            adjusting.conclude(early, made.id, made.version, recovered=True)
        assert not comparison.is_over(made, date(2026, 11, 19)) and comparison.is_over(made, date(2026, 11, 20))


ACTS = st.lists(st.sampled_from(["decide", "effect", "yes", "no", "withdraw"]), max_size=8)


@settings(max_examples=80 if LONG else 10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(ACTS)
def test_whatever_is_tried_only_allowed_moves_happen_and_each_is_kept(desk: Desk, acts: list[str]) -> None:
    from desk.books.registry import find_book

    def attempt(work: Work, act: str, id: int) -> None:
        now = next(iter(queries.adjustments(work)), None)
        if act == "decide" or now is None:
            adjusting.decide(_later(work, SINCE), new_adjustment(id, effective_on=SINCE), carrying(work))
        elif act == "effect":
            adjusting.take_effect(_later(work, SINCE), now.id, now.version, SINCE)
        elif act == "withdraw":
            adjusting.withdraw(work, now.id, now.version, "不办了")
        else:
            adjusting.conclude(work, now.id, now.version, recovered=act == "yes", remark="看过")

    def story(work: Work) -> None:
        id = counted(work)
        for act in acts:
            try:
                attempt(work, act, id)
            except DeskError:
                continue
        for each in queries.adjustments(work):
            moves = queries.moves_of(work, each.id)
            assert (moves[0].was, moves[0].state) == (None, AdjustmentState.DECIDED)
            assert all((move.was, move.state) in MOVES for move in moves[1:])
            assert moves[-1].state is each.state
        assert list(find_book("zones").problems(work)) == []

    rolled_back(desk, story)
