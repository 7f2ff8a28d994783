"""The hard rules as a CP-SAT model: one yes-or-no for every person who could take a slot."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from itertools import pairwise
from typing import Any

from desk.scheduling.cp_sat import cp_model
from desk.scheduling.objectives import EACH
from desk.scheduling.problem import RosterProblem
from desk.scheduling.rule_tallies import rule_tallies
from desk.scheduling.rules import RosterRule
from desk.scheduling.turns import Candidates, Key, Tally, Turn


class RosterModel:
    """``takes[turn]`` are the variables."""

    def __init__(self, there: Candidates) -> None:
        self.problem, self.there, self.cp = there.problem, there, cp_model.CpModel()
        self.takes = {turn: self.cp.new_bool_var("") for turn in there.turns}
        self._on_duty: dict[tuple[date, int], Any] = {}
        self._helpers: list[tuple[cp_model.IntVar, Callable[[frozenset[Turn]], int]]] = []
        """Variables besides ``takes``, with what each is at least under a plan."""
        for turn, pinned in there.turns.items():
            if pinned:
                self.cp.add(self.takes[turn] == 1)
        for at, slot in enumerate(self.problem.slots):
            takes = sum(self.takes[turn] for turn in there.of_slot[at])
            self.cp.add(takes == slot.needs if there.holds(RosterRule.NEED, slot) else takes <= slot.needs)
        for _key, tally in rule_tallies(there):
            self._keep(tally)

    def _keep(self, tally: Tally) -> None:
        """Nothing of it may be missed."""
        allowed = [n for n, missed in enumerate(tally.misses) if not missed]
        if not allowed:
            self.cp.add_bool_or([])
        elif len(allowed) < len(tally.misses):
            terms = self._terms(tally)
            if allowed == [0, 1]:
                self.cp.add_at_most_one(terms)
            else:
                self.cp.add_linear_constraint(sum(terms), allowed[0], allowed[-1])

    def _terms(self, tally: Tally) -> list[Any]:
        """What the tally counts: its turns, or the days on which any of them is taken."""
        if not tally.by_day:
            return [self.takes[turn] for turn in tally.turns]
        days: dict[date, list[Turn]] = {}
        for turn in tally.turns:
            days.setdefault(self.problem.slots[turn.slot].day, []).append(turn)
        return [self._any(day, turns) for day, turns in days.items()]

    def _any(self, day: date, turns: Sequence[Turn]) -> Any:
        """Is the person on duty at all that day?"""
        if len(turns) == 1:
            return self.takes[turns[0]]
        key = day, turns[0].person
        if key not in self._on_duty:
            self._on_duty[key] = on_duty = self.cp.new_bool_var("")
            self._helpers.append((on_duty, lambda plan: int(not plan.isdisjoint(turns))))
            for turn in turns:
                self.cp.add_implication(self.takes[turn], on_duty)
        return self._on_duty[key]

    def cost(self, tallies: Iterable[Tally]) -> Any:
        """What is missed of all of them, ten points each; plain 0 where nothing can be, so that no search is spent
        on it.
        """
        missed = [self._missed(tally) for tally in tallies if tally.matters]
        return EACH * sum(missed) if missed else 0

    def _missed(self, tally: Tally) -> Any:
        """How much is missed of one: at least what each straight piece of ``misses`` says."""
        terms, misses = self._terms(tally), tally.misses
        if len(terms) == 1:
            return misses[0] + (misses[1] - misses[0]) * terms[0]
        missed = self.cp.new_int_var(0, max(misses), "")
        self._helpers.append((missed, lambda plan: misses[len(plan.intersection(tally.turns))]))
        if misses == (0, 1, 0):
            self.cp.add(terms[0] - terms[1] <= missed)
            self.cp.add(terms[1] - terms[0] <= missed)
            return missed
        pieces = {(after - before, before - (after - before) * n) for n, (before, after) in enumerate(pairwise(misses))}
        for slope, height in pieces:
            if slope:
                self.cp.add(slope * sum(terms) + height <= missed)
        return missed

    def plan(self, value: Callable[[cp_model.IntVar], int]) -> frozenset[Turn]:
        """The plan that a solution stands for."""
        return frozenset(turn for turn, takes in self.takes.items() if value(takes))

    def hint(self, plan: frozenset[Turn]) -> None:
        """Start the search at a plan, with all that follows from it: a large hint without its helpers leads nowhere."""
        self.cp.clear_hints()  # type: ignore[no-untyped-call]
        for turn, takes in self.takes.items():
            self.cp.add_hint(takes, turn in plan)
        for helper, value in self._helpers:
            self.cp.add_hint(helper, value(plan))


def rules_of(problem: RosterProblem) -> list[Key]:
    """Every rule that somebody could relax, those first that a person would rather not hear about."""
    limits = (RosterRule.HOURS, RosterRule.REST, RosterRule.WEEK, RosterRule.ROW)
    return [
        *((rule, person.id) for rule in limits for person in problem.people),
        *((RosterRule.APART, pair) for pair in problem.pairs if not pair.together),
        *((RosterRule.SKILL, slot) for slot in problem.slots if slot.shift.skill),
        *((RosterRule.KEPT, assignment) for assignment in sorted(problem.kept)),
        *((RosterRule.AWAY, away) for away in problem.aways),
        *((RosterRule.NEED, slot) for slot in problem.slots),
    ]
