"""Random histories: whatever is done to orders, none is without an owner or a place in the queue, each dispatch is
answered once, numbers run on, and the check of the data file has nothing to say.
"""

from __future__ import annotations

import threading
from collections import Counter
from contextlib import suppress
from datetime import timedelta
from itertools import pairwise

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desk.books.cases import LEVELS
from desk.books.orders import answering, dispatching, doing, placing, queries, rating, seating
from desk.books.orders.invariants import INVARIANTS, UNREADABLE
from desk.books.orders.model import MOVES, OWNED, QUEUED, DispatchAnswer, OrderState, OrderUrgency, RatingMeans
from desk.books.teams import leaving
from desk.core.errors import DeskError, Refused
from desk.core.invariants import sentences
from desk.core.work import Work
from desk.services.session import Desk
from desk.services.sign_in import sign_in
from tests.conftest import PASSWORD
from tests.support.orders import Ready, colleague, later, offered, set_up, wish

STEPS = (
    "place review refuse turn offer offer_team withdraw take take take decline silence begin finish finish "
    "cancel complain judge rate rate rate week leave"
).split()
STEP = st.tuples(st.sampled_from(STEPS), st.integers(0, 3), st.integers(0, 3), st.integers(0, 4))


class Undone(Exception):
    """The end of a history."""


def act(work: Work, ready: Ready, step: str, order_id: int, who: int, how: int) -> None:
    """One thing that somebody does, whether it may be done or not."""
    member = ready.members[who]
    team = ready.team if who < 2 else ready.other
    match step:
        case "place":
            placing.place(work, wish(ready, who % 3, urgency=list(OrderUrgency)[how % 3]))
        case "review":
            dispatching.review(work, order_id)
        case "refuse":
            dispatching.refuse(work, order_id, "不属于范围")
        case "turn":
            dispatching.turn(work, order_id, "12345", "转热线")
        case "offer":
            dispatching.offer(work, order_id, team, member)
        case "offer_team":
            dispatching.offer(work, order_id, team)
        case "withdraw":
            dispatching.withdraw(work, order_id, "另派")
        case "take":
            answering.take(work, order_id, member)
        case "decline":
            answering.decline(work, order_id, "有事")
        case "silence" | "week":
            seating.look_after(work)
        case "begin":
            doing.begin(work, order_id)
        case "finish":
            doing.finish(work, order_id, "办好了", {member: 1 + how})
        case "cancel":
            doing.cancel(work, order_id, "不要了")
        case "complain":
            doing.complain(work, order_id, "没办好")
        case "judge":
            doing.judge(work, order_id, how % 2 == 0, "已核实")
        case "rate":
            rating.rate(colleague(work), order_id, LEVELS[how], RatingMeans.IN_PERSON, "记下")
        case "leave":
            leaving.leave(work, member, work.today, "迁走")


def hold(work: Work) -> None:
    """What must hold after every step."""
    for order in queries.between(work, work.today - timedelta(days=400), work.today):
        if order.state in QUEUED:
            assert order.team_id is None and order.member_id is None
        if order.state in OWNED:
            assert order.team_id is not None
        dispatches = queries.dispatches_of(work, order.id)
        assert [each.n for each in dispatches] == list(range(1, len(dispatches) + 1))
        waiting = [each for each in dispatches if each.answer is DispatchAnswer.NONE]
        assert len(waiting) == (order.state is OrderState.OFFERED)
        refusals = Counter(each.answer for each in dispatches)
        assert order.refused_times == refusals[DispatchAnswer.DECLINED] + refusals[DispatchAnswer.TIMED_OUT]
        states = [each.state for each in queries.moves_of(work, order.id)]
        assert all((was, is_) in MOVES for was, is_ in pairwise(states) if was is not is_)
        assert (order.minutes is not None) == (order.first_done_at is not None)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(STEP, min_size=5, max_size=45))
def test_whatever_is_done_every_order_has_its_place(desk: Desk, steps: list[tuple[str, int, int, int]]) -> None:
    with suppress(Undone), desk.write() as work:
        ready = set_up(work)
        made = [placing.place(work, wish(ready, n)).id for n in range(3)]
        for id in made:
            dispatching.review(work, id)
        now = work
        for step, which, who, how in steps:
            now = later(now, days=8) if step == "week" else later(now, hours=26 if step == "silence" else how)
            id = made[which % len(made)]
            with suppress(DeskError):
                act(now, ready, step, id, who, how)
            hold(now)
        assert list(sentences(now, UNREADABLE)) == list(sentences(now, INVARIANTS)) == []
        numbers = [order.number for order in queries.between(now, work.today, now.today)]
        assert len(set(numbers)) == len(numbers)
        raise Undone


def test_two_desks_that_note_an_answer_at_once(desk: Desk) -> None:
    """Two hundred tries: each time exactly one of the two has it, and the other hears that it is taken."""
    with desk.write() as work:
        ready = set_up(work)
        ids = [offered(work, ready, None, who=n % 3).id for n in range(200)]
    other = sign_in(desk.folder, "管理员", PASSWORD, desk.clock)
    outcomes: list[str] = []
    together = threading.Barrier(2)

    def answer(mine: Desk, member: int) -> None:
        for id in ids:
            together.wait()
            try:
                with mine.write() as work:
                    answering.take(work, id, member)
                outcomes.append(f"{id} taken")
            except Refused:
                outcomes.append(f"{id} refused")

    second = threading.Thread(target=answer, args=(other, ready.members[1]))
    second.start()
    answer(desk, ready.members[0])
    second.join()
    other.close()
    assert sorted(outcomes) == sorted(f"{id} {how}" for id in ids for how in ("taken", "refused"))
    with desk.read() as work:
        assert list(sentences(work, INVARIANTS)) == []
