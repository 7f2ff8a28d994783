"""Whatever happens to activities: delivered is what was held with people counted, and nothing else."""

from __future__ import annotations

from contextlib import suppress
from datetime import timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desk.books.activities import queries as activities
from desk.books.activities import results, transitions
from desk.books.activities.model import ActivityState
from desk.books.invariants import book_problems
from desk.books.matching import deliveries, delivery_queries, matches, needs, offerings, queries
from desk.books.matching.model import Match, MatchState, MatchWay
from desk.core.errors import DeskError
from desk.core.work import Work
from desk.services.session import Desk
from tests.support.demo import TakenBack
from tests.support.extent import LONG
from tests.support.matching import Partners, clinic, held, new_need, new_offering, set_up

ACTS = ("link", "unlink", "hold", "count", "count nobody", "cancel", "put off", "claim", "accept", "fail", "take back")
STEPS = st.lists(st.tuples(st.sampled_from(ACTS), st.integers(0, 1), st.integers(0, 2)), max_size=24)


def _act(work: Work, name: str, match: Match, activity: int) -> None:
    linked = [each for each in delivery_queries.of_match(work, match.id) if each.activity_id == activity]
    match name:
        case "link":
            deliveries.link_activity(work, match.id, match.version, activity)
        case "unlink" if linked:
            deliveries.unlink(work, linked[0].id)
        case "hold":
            transitions.hold(work, activity)
        case "count":
            held(work, activity, 7 + activity)
        case "count nobody":
            held(work, activity, 0)
        case "cancel":
            transitions.cancel(work, activity, "停电")
        case "put off":
            transitions.postpone(work, activity, work.today + timedelta(days=9), 540 + 60 * activity, "台风")
        case "claim":
            matches.claim(work, match.id, match.version)
        case "accept":
            matches.accept(work, match.id, match.version)
        case "fail":
            matches.fail(work, match.id, match.version, "不来了")
        case "take back":
            matches.take_back(work, match.id, match.version)


def _made(work: Work, partners: Partners) -> tuple[list[int], list[int]]:
    """Two matches of one partner's two offerings, and three activities on the calendar."""
    made = []
    for _n in range(2):
        need = needs.raise_need(work, new_need())
        offering = offerings.offer(work, new_offering(partners, work.today))
        made.append(matches.match(work, need.id, offering.id, MatchWay.BY_HAND).id)
    shows = [clinic(work, partners, slot=3 * n) for n in range(3)]
    transitions.publish(work, shows)
    return made, shows


@settings(max_examples=400 if LONG else 25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(STEPS)
def test_nothing_is_delivered_without_people_counted(desk: Desk, steps: list[tuple[str, int, int]]) -> None:
    with suppress(TakenBack), desk.write() as work:
        made, shows = _made(work, set_up(work))
        for name, which, show in steps:
            step = work.connection.begin_nested()
            with suppress(DeskError):
                _act(work, name, queries.find_match(work, made[which]), shows[show])
                step.commit()
                continue
            step.rollback()
        _holds(work, made, shows)
        raise TakenBack


def _holds(work: Work, made: list[int], shows: list[int]) -> None:
    counted = {}
    for id in shows:
        result, state = results.of(work, id), activities.find(work, id).state
        counted[id] = result.people if result and state is ActivityState.HELD else 0
    linked = [each for id in made for each in delivery_queries.of_match(work, id)]
    for each in linked:
        assert each.people == counted[each.activity_id or 0], "as many as were counted at what was held"
    for id in made:
        match = queries.find_match(work, id)
        mine = [each for each in linked if each.match_id == id and each.counts]
        assert (match.delivered, match.people) == (len(mine), sum(each.people for each in mine))
        offering = queries.find_offering(work, match.offering_id)
        assert (offering.delivered, offering.people) == (match.delivered, match.people), "sums over what is behind it"
        assert match.state is not MatchState.ACCEPTED or offering.reserved == 0
    reached = delivery_queries.counted_between(work, work.today - timedelta(days=30), work.today + timedelta(days=30))
    assert {each.id for each in reached} == {each.id for each in linked if each.counts}
    said = [problem for problem in book_problems(work) if "对接" in problem or "需求" in problem]
    assert said == []
