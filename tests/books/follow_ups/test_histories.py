"""Whatever anybody tries with a follow-up, in whatever order: what must hold, holds."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desk.books.follow_ups import checking, doing, queries
from desk.books.follow_ups.model import (
    Closing,
    FollowUp,
    FollowUpOutcome,
    FollowUpOwner,
    FollowUpState,
    OfficerMeans,
    OwnerKind,
)
from desk.books.invariants import book_problems
from desk.books.officers import queries as officers
from desk.core.errors import DeskError
from desk.core.work import Work
from desk.services.session import Desk
from tests.conftest import Hands
from tests.support.extent import LONG
from tests.support.findings import accepted, found, officer
from tests.support.follow_ups import Crew, as_, hire, opened


def _ask(work: Work, item: FollowUp) -> object:
    return doing.ask_extension(work, item.id, item.version, item.due_on + timedelta(days=3), "缺件")


def _decide(granted: bool) -> Callable[[Work, FollowUp], object]:
    def act(work: Work, item: FollowUp) -> object:
        asked = [each for each in queries.to_decide(work) if each.follow_up_id == item.id]
        return asked and doing.decide_extension(work, asked[0].id, granted, "因故")

    return act


def _close(outcome: FollowUpOutcome, means: OfficerMeans = OfficerMeans.NONE) -> Callable[[Work, FollowUp], object]:
    def act(work: Work, item: FollowUp) -> object:
        closing = Closing(outcome, "因故", work.today + timedelta(days=5), "DB20261124-001", means)
        return checking.close(work, item.id, item.version, closing)

    return act


def _said(means: OfficerMeans) -> dict[str, Callable[[Work, FollowUp], object]]:
    """What takes an officer's word, said so."""
    return {
        f"send back {means}": lambda work, item: checking.send_back(work, item.id, item.version, "不好", means),
        f"reopen {means}": lambda work, item: checking.reopen(work, item.id, item.version, "又坏了", means=means),
        f"close fixed {means}": _close(FollowUpOutcome.FIXED, means),
        f"close unfixed {means}": _close(FollowUpOutcome.UNFIXED, means),
    }


ACTS: dict[str, Callable[[Work, FollowUp], object]] = {
    "begin": lambda work, item: doing.begin(work, item.id, item.version),
    "finish": lambda work, item: doing.finish(work, item.id, item.version, "好了"),
    "finish without proof": lambda work, item: doing.finish(work, item.id, item.version, ""),
    "send back": lambda work, item: checking.send_back(work, item.id, item.version, "不好"),
    "ask": _ask,
    "grant": _decide(True),
    "decline": _decide(False),
    "reopen": lambda work, item: checking.reopen(work, item.id, item.version, "又坏了"),
    "look again": lambda work, item: checking.look_again(work, item.id, item.version, "看过"),
    "remark": lambda work, item: doing.remark(work, item.id, "备注"),
    "stale": lambda work, item: doing.begin(work, item.id, item.version - 1),
    **{f"close {outcome.value}": _close(outcome) for outcome in FollowUpOutcome},
    **_said(OfficerMeans.TELEPHONE),
    **_said(OfficerMeans.STEAD),
}
STEPS = st.lists(
    st.tuples(st.sampled_from(sorted(ACTS)), st.integers(0, 3), st.integers(0, 2), st.sampled_from((0, 0, 0, 1, 6))),
    max_size=25,
)


@settings(max_examples=60 if LONG else 20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(STEPS)
def test_no_history_lets_the_doer_close_it_or_extends_it_a_third_time_or_goes_without_the_officers_word(
    desk: Desk, hands: Hands, steps: list[tuple[str, int, int, int]]
) -> None:
    with desk.write() as work:
        crew, items = _items(work)
    people = (crew.leader, crew.other_leader, crew.clerk, crew.other_clerk)
    for name, who, which, days in steps:
        hands.forward(days=days)
        with suppress(DeskError), desk.write() as work:
            ACTS[name](as_(work, people[who]), queries.find(work, items[which]))
    with desk.read() as work:
        assert [each for each in book_problems(work) if "督办" in each] == []
        for id in items:
            _holds(work, queries.find(work, id), crew)


def _items(work: Work) -> tuple[Crew, list[int]]:
    known = queries.not_closed(work) + queries.closed_between(work, work.today - timedelta(days=4000), work.today)
    crew = hire(work) if not known else _CREW[0]
    _CREW[:] = [crew]
    outside = FollowUpOwner(OwnerKind.OUTSIDE, "供电所")
    serving = officers.serving(work)
    of_officer = accepted(work, crew, found(work, crew, serving[0].id if serving else officer(work, NAMES.pop())))
    own = opened(work, crew)
    return crew, [own.id, opened(work, crew, owner=outside, checker_id=crew.other_clerk.id).id, of_officer.id]


_CREW: list[Crew] = []
NAMES = [f"{family}体验" for family in "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张"]
"""Of officers, each after another's term is over."""
TAKEN_BACK = ("退回", "重开")


def _holds(work: Work, item: FollowUp, crew: Crew) -> None:
    moves = queries.moves_of(work, item.id)
    doers: set[str] = {item.owner_name} if item.owner_kind is OwnerKind.STAFF else set()
    returned = 0
    for move in moves:
        if move.state in (FollowUpState.DOING, FollowUpState.DONE) and move.was is not move.state:
            doers.add(move.who)
        if move.state is FollowUpState.DONE and move.was is not FollowUpState.DONE:
            assert move.remark, "no photo was added, so there are words"
        if move.outcome is not FollowUpOutcome.NONE:
            assert move.who not in doers
            if item.officer_id is None:
                assert move.who == item.checker or move.stead == item.checker
            assert move.outcome is not FollowUpOutcome.FIXED or move.was is FollowUpState.DONE
        if item.officer_id is not None and (move.outcome is not FollowUpOutcome.NONE or move.title in TAKEN_BACK):
            assert move.officer_means is not OfficerMeans.NONE
            leaders = (crew.leader.name, crew.other_leader.name)
            assert move.officer_means is not OfficerMeans.STEAD or move.who in leaders
        returned += move.was is FollowUpState.DONE and move.state is FollowUpState.OPEN
    granted = [each for each in queries.extensions_of(work, item.id) if each.granted]
    assert item.returned == returned
    assert item.extended == len(granted) <= 2
    assert all(each.decided_by in (crew.leader.id, crew.other_leader.id) for each in granted)
    assert item.first_due_on <= item.due_on
    assert moves[-1].state is item.state
