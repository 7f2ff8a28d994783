"""What comes back from a team's group, typed in one line."""

from __future__ import annotations

import pytest

from desk.books.orders import answer_lines, answering, queries
from desk.books.orders.model import OrderState
from desk.core.errors import Invalid
from desk.services.session import Desk
from tests.support.orders import later, offered, set_up


@pytest.mark.parametrize(
    "line", ["D20261124-001 林一明 接", "001 接", "001接单", "林一明：001 收到", "d20261124-001 好的", "００１　可以去"]
)
def test_taken(desk: Desk, line: str) -> None:
    with desk.write() as work:
        ready = set_up(work)
        offered(work, ready)
        order = answering.answer_line(work, line)
        assert (order.state, order.member) == (OrderState.TAKEN, "林一明")


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("001 不去 有事", "有事"),
        ("001 林一明 不接，在外地", "在外地"),
        ("001 没空", "没空"),
        ("001去不了 脚扭伤", "脚扭伤"),
        ("林一明 001 有事，明天才回来", "有事，明天才回来"),
    ],
)
def test_declined_with_a_reason(desk: Desk, line: str, reason: str) -> None:
    with desk.write() as work:
        ready = set_up(work)
        order = offered(work, ready)
        assert answering.answer_line(work, line).state is OrderState.REVIEWED
        assert queries.dispatches_of(work, order.id)[0].reason == reason


@pytest.mark.parametrize(
    "line", ["", "接", "999 接", "001", "001 嗯嗯", "001 不接", "001 去不去再说", "001 能不能晚点", "001 陈二妹"]
)
def test_what_is_not_plain_is_asked_about_and_changes_nothing(desk: Desk, line: str) -> None:
    with desk.write() as work:
        ready = set_up(work)
        order = offered(work, ready)
        with pytest.raises(Invalid) as invalid:
            answering.answer_line(work, line)
        assert [problem.field for problem in invalid.value.problems] == ["line"]
        assert queries.find(work, order.id).state is OrderState.OFFERED


@pytest.mark.parametrize(
    "rest",
    "收到，去不了|好的，我没空|可是我没空|可惜去不了|行程冲突，去不了|能力有限|好像没空|去年做过|可以吗|去了也没用|接，改天".split(
        "|"
    ),
)
def test_a_yes_that_may_be_a_no_is_asked_about(rest: str) -> None:
    with pytest.raises(Invalid):
        answer_lines.answer_in(rest)


@pytest.mark.parametrize(
    "rest",
    "接|接，下午3点到|好的没问题|去，马上|OK|okay|接单了|是的|好嘞|收到！|接到|行吧|我接|我来|没问题，我去".split("|"),
)
def test_a_plain_yes_is_one(rest: str) -> None:
    assert answer_lines.answer_in(rest).is_taken


def test_a_whole_team_was_asked(desk: Desk) -> None:
    with desk.write() as work:
        ready = set_up(work)
        offered(work, ready, None)
        with pytest.raises(Invalid):
            answering.answer_line(work, "001 接")
        assert answering.answer_line(work, "001 陈二妹 接").member == "陈二妹"


def test_two_numbers_that_end_alike(desk: Desk) -> None:
    with desk.write() as work:
        ready = set_up(work)
        first = offered(work, ready)
    with desk.write() as work:
        tomorrow = later(work, hours=20)
        second = offered(tomorrow, ready, who=1)
        assert first.number[-3:] == second.number[-3:]
        with pytest.raises(Invalid):
            answering.answer_line(tomorrow, "001 接")
        assert answering.answer_line(tomorrow, f"{second.number} 接").id == second.id
