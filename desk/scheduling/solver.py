"""A fair plan: level by level, each proven or with what is known about the best possible.

The levels, first to last: the largest deviation of anybody's load from the fair share; the sum of deviations; the
deviations on weekends, holidays and evenings, each apart; how well duties are spread; wishes; changes against what
was published. A later level never worsens an earlier one.

How fair a plan can be is counted before any day is looked at (``duty_counts``); a plan with just those numbers is
there at once (``opening``) and made better by exchanging duties (``local_search``). What cannot be better is proven
by finer counting (``finer_counts``) and, where the question is small, by the exact model (``exact``), which also has
the word where the counted numbers cannot be had.
"""

from __future__ import annotations

import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace

from desk.scheduling.board import Board, counted, join
from desk.scheduling.duty_counts import count
from desk.scheduling.exact import ExactSearch
from desk.scheduling.finer_counts import FinerCounts, cell_of
from desk.scheduling.limit import Limit
from desk.scheduling.local_search import LocalSearch
from desk.scheduling.measure import Measure
from desk.scheduling.objectives import EACH
from desk.scheduling.open_duties import class_of
from desk.scheduling.opening import opening
from desk.scheduling.plan import (
    FAIRNESS,
    WANTED,
    LevelReached,
    ObjectiveLevel,
    Progress,
    SolvedPlan,
    Stopped,
    Told,
    joined,
)
from desk.scheduling.problem import Post, RosterProblem
from desk.scheduling.turns import Candidates, Turn

FIRST_RUN = 200
"""Exchanges for every duty until a plan is shown; every rule is kept by then, but for the hardest questions."""
LONGER = 4
"""Each run is so many times as long as the one before."""
EXCHANGES = 80_000
"""Of the local search in a second, on a slow machine. What is found depends on the seed and the seconds allowed, not on
how fast the machine is, unless it is slower still."""
SECOND = 4
"""The plan that begins anew gets one part of so many of all exchanges, or a longer run where that is little."""
COUNTING = 0.6
"""Units of deterministic time that counting may take however short the whole is: without it no plan is fair."""
EXACT_TURNS = 2500
"""The exact model finds nothing better in time where more turns than these are possible."""


class Search:
    """One search. ``stop`` may be called from any thread: the best plan so far is the result.

    The work is that of so many ``seconds`` on a slow machine; ``patience`` is how many times as long it may take by the
    clock: more than once only where nobody waits and the plan has to be the same on every machine.
    """

    def __init__(self, problem: RosterProblem, seconds: float = 30.0, seed: int = 1, patience: float = 1.0) -> None:
        self.problem, self.seconds, self.seed, self.patience = problem, seconds, seed, patience
        self.stopped = threading.Event()
        self._limit: Limit | None = None

    def stop(self) -> None:
        """End the search soon; the best plan so far is given back."""
        self.stopped.set()
        if self._limit:
            self._limit.stop()

    def run(self, tell: Callable[[Progress], None] = lambda _progress: None) -> SolvedPlan:
        """The plan. Raises ``Impossible`` or, when stopped before there was one, ``Stopped``."""
        began = time.monotonic()

        def report(level: ObjectiveLevel, value: int, bound: int) -> None:
            tell(Progress(level, value, bound, time.monotonic() - began))

        plan = SolvedPlan(frozenset(), {level: LevelReached(0, 0) for level in ObjectiveLevel})
        parts = list(independent(self.problem))
        sizes = [len(part.slots) * len(part.people) for part in parts]
        for at, (part, size) in enumerate(zip(parts, sizes, strict=True)):
            left = self.patience * self.seconds - (time.monotonic() - began)
            share = self.seconds * size / max(sum(sizes), 1)
            self._limit = Limit(share, left * size / max(sum(sizes[at:]), 1), self.stopped, self.seed)
            plan = joined(plan, _Part(part, self._limit, report).run())
        took = time.monotonic() - began
        return replace(plan, seconds=took, allowed=self.seconds)


def independent(problem: RosterProblem) -> Iterator[RosterProblem]:
    """Parts of the question that have nothing to do with each other: leaders and clerks, unless somebody is both, or is
    pinned to a duty of the other post. Each is of the same days: shares go by presence in the whole span.
    """
    post_of = {slot.key: slot.shift.post for slot in problem.slots}
    pinned = [(post_of.get(assignment[:2]), assignment.person) for assignment in problem.kept]
    groups: list[set[Post | int]] = []
    for post in dict.fromkeys(slot.shift.post for slot in problem.slots):
        group: set[Post | int] = {post, *(p.id for p in problem.people if post in p.posts)}
        group |= {id for kept_in, id in pinned if kept_in is post}
        group |= {id for pair in problem.pairs for id in (pair.person, pair.other) if {pair.person, pair.other} & group}
        touching = [other for other in groups if other & group]
        groups = [other for other in groups if not other & group] + [group.union(*touching)]
    for group in groups:
        people = tuple(p for p in problem.people if p.id in group)
        slots = tuple(s for s in problem.slots if s.shift.post in group)
        keys = {slot.key for slot in slots}
        yield replace(
            problem,
            people=people,
            slots=slots,
            span=(problem.days[0], problem.days[-1]),
            pairs=tuple(pair for pair in problem.pairs if pair.person in group),
            kept=frozenset(t for t in problem.kept if (t.day, t.shift) in keys),
            published=frozenset(t for t in problem.published if (t.day, t.shift) in keys),
        )


class _Part:
    """The search in one independent part of the question."""

    def __init__(self, problem: RosterProblem, limit: Limit, tell: Told) -> None:
        self.problem, self.limit, self.tell = problem, limit, tell
        self.there = Candidates(problem)
        self.counts = count(problem, limit, max(limit.effort / 5, COUNTING))
        self.measure = Measure(self.there, self.counts)
        self.bounds = dict(zip(FAIRNESS, self.counts.bounds, strict=True))
        self.first_run = FIRST_RUN * sum(slot.needs for slot in problem.slots)
        self.is_small = len(self.there.turns) <= EXACT_TURNS

    def run(self) -> SolvedPlan:
        plan = self._as_told(self._first())
        if plan is None:
            if self.limit.stopped:
                raise Stopped
            plan = self._exactly(None, self.limit.effort)
        elif self._goes_on(plan):
            plan = self._counted_finer(plan)
            if self.is_small and self._goes_on(plan):
                plan = self._exactly(plan, self.limit.effort / 2)
        plan = self._exchanged(plan, round(EXCHANGES * self.limit.seconds / (2 if self.is_small else 1)))
        return SolvedPlan(frozenset(self.there.assignment(turn) for turn in plan), self._reached(plan))

    def _reached(self, plan: frozenset[Turn]) -> dict[ObjectiveLevel, LevelReached]:
        return {
            level: LevelReached(value, min(self.bounds.get(level, 0), value))
            for level, value in self.measure.of(plan).items()
        }

    def _can_be_better(self, plan: frozenset[Turn]) -> bool:
        return any(reached.value > reached.bound for reached in self._reached(plan).values())

    def _goes_on(self, plan: frozenset[Turn]) -> bool:
        return self.limit.goes_on() and self._can_be_better(plan)

    def _first(self) -> frozenset[Turn] | None:
        """As fair as was counted; None where exchanging duties keeps no rules."""
        numbers = self.counts.duties if not self.limit.stopped else {}
        begin = opening(self.there, class_of, numbers, self.limit.seed) if numbers else None
        if begin is None:
            return None
        search = self._search(begin)
        search.run(self.first_run, lambda: self.limit.goes_on() or (search.levels[0] > 0 and not self.limit.stopped))
        if search.levels[0]:
            search.run(LONGER * self.first_run, self.limit.goes_on, loose=True)
        if search.levels[0]:
            return None
        self.bounds |= dict(zip(FAIRNESS, self.counts.proven, strict=True))
        self._say(search.plan)
        return search.plan

    def _as_told(self, plan: frozenset[Turn] | None) -> frozenset[Turn] | None:
        """What people were told already, where that is a whole plan and no better one was found."""
        published, turns, slots = self.problem.published, self.there.turns, self.problem.slots
        as_it_was = frozenset(turn for turn in turns if self.there.assignment(turn) in published)
        placed = Counter(turn.slot for turn in as_it_was)
        whole = all(placed[at] == slot.needs for at, slot in enumerate(slots)) and as_it_was.issuperset(
            self.there.kept(list(turns))
        )
        if whole and self._keeps_rules(as_it_was) and (plan is None or self._rank(as_it_was) <= self._rank(plan)):
            return as_it_was
        return plan

    def _search(self, begin: frozenset[Turn]) -> LocalSearch:
        levels = (self.measure.rules, (), *self.measure.wanted)
        return LocalSearch(Board(self.there, levels), begin, self.limit.seed)

    def _counted_finer(self, plan: frozenset[Turn]) -> frozenset[Turn]:
        """What no plan can have less of; and a plan that begins with the numbers this takes, where that is better."""
        finer, effort = FinerCounts(self.measure, plan, self.limit), self.limit.effort / 10
        spread = finer.least_spread(effort)
        self.bounds[ObjectiveLevel.SPREAD] = EACH * spread
        of_spread = finer.duties
        finer.least_wishes(spread, effort)
        openings = (opening(self.there, cell_of, numbers, self.limit.seed) for numbers in (finer.duties, of_spread))
        begin = next((each for each in openings if each is not None), None)
        if begin is not None:
            many = max(LONGER * self.first_run, round(EXCHANGES * self.limit.seconds / SECOND))
            other = self._exchanged(begin, many, aloud=False)
            plan = min(plan, other, key=self._rank) if self._keeps_rules(other) else plan
        missed = self.measure.of(plan)[ObjectiveLevel.SPREAD] // EACH
        self.bounds[ObjectiveLevel.WISHES] = EACH * finer.least_wishes(missed, effort)
        self._say(plan)
        return plan

    def _rank(self, plan: frozenset[Turn]) -> tuple[int, ...]:
        return tuple(self.measure.of(plan).values())

    def _keeps_rules(self, plan: frozenset[Turn]) -> bool:
        return not any(counted(self.there, (self.measure.rules,), plan))

    def _exchanged(self, plan: frozenset[Turn], exchanges: int, *, aloud: bool = True) -> frozenset[Turn]:
        """The plan made better in runs of growing length, as long as something can be better. Nobody is told
        of a second one, which may be worse than what there is.
        """
        if not self._goes_on(plan):
            return plan
        search = self._search(plan)
        least = (self.bounds.get(level, 0) // EACH for level in WANTED)
        enough = join((0, self.bounds[ObjectiveLevel.KINDS], *least))
        length = self.first_run
        while exchanges > 0 and search.missed > enough and self.limit.goes_on():
            length = min(LONGER * length, exchanges)
            search.run(length, lambda: self.limit.goes_on() and search.missed > enough)
            exchanges -= length
            if aloud:
                self._say(search.plan)
        return search.plan

    def _say(self, plan: frozenset[Turn]) -> None:
        """The first level that may still be better."""
        reached = self._reached(plan)
        level = next((level for level in ObjectiveLevel if reached[level].value > reached[level].bound), FAIRNESS[1])
        self.tell(level, reached[level].value, reached[level].bound)

    def _exactly(self, plan: frozenset[Turn] | None, effort: float) -> frozenset[Turn]:
        """What is not proven, level by level, by the exact model; any plan at all where there is none yet."""
        exact = ExactSearch(self.measure, self.bounds, self.limit, self.tell)
        if plan is not None:
            exact.begin_at(plan)
        elif self.counts.duties and exact.with_just(self.counts, effort / 4):
            exact.bounds |= dict(zip(FAIRNESS, self.counts.proven, strict=True))
        else:
            exact.any_plan(effort / 2)
        levels = list(ObjectiveLevel)
        for place, level in enumerate(levels):
            exact.improve(level, effort / (len(levels) - place) / 2)
        assert exact.plan is not None
        self.bounds = {level: reached.bound for level, reached in exact.levels.items()}
        return exact.plan
