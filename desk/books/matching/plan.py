"""The whole plan 整体匹配: every need that waits and every offering that is left, brought together for the most."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from desk.books.matching import queries, scoring
from desk.books.matching.model import Need, NeedState, Offering
from desk.books.matching.scoring import Fit, Proposer, Reliability
from desk.core.work import Work

EVERY = 50
"""So many needs are weighed between two looks at whether somebody has stopped it."""


@dataclass(frozen=True)
class PlanProblem:
    """What is read for it, so that the rest can be worked out beside the window."""

    needs: Sequence[Need]
    offerings: Sequence[Offering]
    kept: Mapping[int, Reliability]
    today: date


class PlannedMatch(NamedTuple):
    """A need and an offering that the plan brings together."""

    need: Need
    offering: Offering
    fit: Fit


@dataclass(frozen=True)
class MatchingPlan:
    """What is proposed, the best first. ``gap_percent`` is how much better any plan of the whole might be, 0 where it
    is proved that none is.
    """

    matches: tuple[PlannedMatch, ...]
    needs: int
    possible: int
    """Pairs that fit at all."""
    gap_percent: float


def problem(work: Work) -> PlanProblem:
    """The needs that wait and what is on offer now."""
    waiting = [need for need in queries.open_needs(work) if need.state is NeedState.NEW]
    return PlanProblem(waiting, queries.available_offerings(work), scoring.reliabilities(work), work.today)


def solve(asked: PlanProblem, progress: Callable[[int, int], None] | None = None) -> MatchingPlan:
    """The plan of most points in all. ``progress`` is told how many needs are weighed, and may stop it."""
    from desk.scheduling.assignment import ScoredPair, assign

    proposer = Proposer(asked.offerings, asked.kept, asked.today)
    places = {offering.id: place for place, offering in enumerate(asked.offerings)}
    fits: dict[tuple[int, int], Fit] = {}
    for at, need in enumerate(asked.needs):
        if progress and at % EVERY == 0:
            progress(at, len(asked.needs))
        for each in proposer.all_for(need):
            fits[at, places[each.offering.id]] = each.fit
    pairs = [ScoredPair(at, place, worth.score) for (at, place), worth in fits.items()]
    assigned = assign(pairs, {place: offering.remaining for place, offering in enumerate(asked.offerings)})
    planned = [
        PlannedMatch(asked.needs[pair.left], asked.offerings[pair.right], fits[pair.left, pair.right])
        for pair in assigned.chosen
    ]
    planned.sort(key=lambda each: (-each.fit.score, each.need.id))
    return MatchingPlan(tuple(planned), len(asked.needs), len(pairs), assigned.gap_percent)
