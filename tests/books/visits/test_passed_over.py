"""Who is called again, passed over or gives up: 重呼、过号、弃号, and what F8 undoes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from desk.books import staff, visits
from desk.books.visits import Visit, VisitState
from desk.core.permissions import Role
from desk.services import data_check
from desk.services.session import Desk
from tests.conftest import Hands
from tests.support.refusals import refused


def test_who_is_passed_over_goes_behind_all_who_wait_and_is_called_after_them(desk: Desk, hands: Hands) -> None:
    with desk.write() as work:
        first, second, third = (visits.take_number(work) for _n in range(3))
        visits.call(work, first.id)
        assert visits.recall(work, first.id).calls == 2
        assert refused(visits.recall, work, second.id) == "A002 为“等候”，没有叫到，不能重呼。"
        visits.miss(work, first.id)
    hands.forward(minutes=1)
    with desk.write() as work:
        visits.miss(work, second.id)
        assert [v.label for v in visits.queue(work)] == ["A003", "A001", "A002"]
    with desk.write() as work:
        called = [visits.call_next(work, VisitState.FINISHED) for _n in range(3)]
        assert [(v.label, v.calls) for v in called if v] == [("A003", 1), ("A001", 3), ("A002", 1)]
        assert visits.call_next(work) is None
        assert third.label == "A003"
    assert data_check.problems(desk) == []


@pytest.mark.parametrize("done", [visits.miss, visits.leave])
@pytest.mark.parametrize("before", [VisitState.WAITING, VisitState.SERVING, VisitState.HOLD])
def test_what_is_done_to_who_is_not_there_can_be_undone(
    desk: Desk, hands: Hands, done: Callable[..., Visit], before: VisitState
) -> None:
    with desk.write() as work:
        id = visits.take_number(work).id
        if before is not VisitState.WAITING:
            visits.call(work, id)
        if before is VisitState.HOLD:
            visits.hold(work, id)
        passed = done(work, id)
    hands.forward(minutes=2)
    with desk.write() as work:
        assert visits.undo(work, passed).state is before
        assert [visit.id for visit in visits.queue(work)] == [id]
        assert refused(visits.undo, work, passed).endswith("没有可撤销的操作。")
    assert data_check.problems(desk) == []
    with desk.write() as work:
        if before is VisitState.SERVING:
            passed = done(work, id)
            visits.call(work, visits.take_number(work).id)
            assert visits.undo(work, passed).state is VisitState.HOLD, "the clerk serves somebody else by now"
        passed = done(work, id)
    hands.forward(days=1)
    with desk.write() as work:
        refused(visits.undo, work, passed)
    assert data_check.problems(desk) == []


@pytest.mark.parametrize("done", [visits.miss, visits.leave])
def test_only_ones_own_last_step_is_undone_and_the_number_goes_back_to_who_served_it(
    desk: Desk, hands: Hands, done: Callable[..., Visit]
) -> None:
    with desk.write() as work:
        other = replace(work.actor, id=staff.add(work, "林小芳", Role.CLERK).id)
        colleague = replace(work, actor=other)
        one, two = (visits.take_number(work).id for _n in range(2))
        visits.call(colleague, one)
        back = visits.undo(work, done(work, one))
        assert (back.state, back.staff_id) == (VisitState.SERVING, other.id)
        passed = done(work, one)
        visits.call(colleague, two)
        assert visits.undo(work, passed).state is VisitState.HOLD, "the colleague serves somebody else by now"
    hands.forward(minutes=1)
    with desk.write() as work:
        passed = visits.miss(work, one)
        visits.leave(replace(work, actor=other), one)
        assert refused(visits.undo, work, passed).endswith("没有可撤销的操作。"), "the colleague gave it up since"
    assert data_check.problems(desk) == []
