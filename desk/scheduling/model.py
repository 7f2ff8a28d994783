"""The hard rules as a CP-SAT model: one yes-or-no for every person who could take a slot."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable
from datetime import date, timedelta
from typing import Any

from desk.scheduling.cp_sat import cp_model
from desk.scheduling.problem import Assignment, RosterProblem, Slot, Worker, week_of
from desk.scheduling.rules import RosterRule

Key = tuple[Any, ...]
"""What a constraint comes from: the rule, then what it is about (person, slot, absence ...)."""
Own = list[tuple[Slot, cp_model.IntVar]]
"""The slots that one person could take, each with its variable."""


class RosterModel:
    """``takes[slot, person]`` are the variables, by index of the slot and id of the person.

    ``held`` are the rules that count, by their keys; all of them when it is None. What kept duties break among
    themselves (in the past, or accepted when it was published) stays as it is: a rule only forbids what is added.
    """

    def __init__(self, problem: RosterProblem, held: Collection[Key] | None = None) -> None:
        self.problem, self.cp, self._held = problem, cp_model.CpModel(), held
        self.takes: dict[tuple[int, int], cp_model.IntVar] = {}
        self.of_person: dict[int, Own] = defaultdict(list)
        self.of_slot: list[list[tuple[Worker, cp_model.IntVar]]] = [[] for _slot in problem.slots]
        self._outside: dict[int, list[Slot]] = defaultdict(list)
        self._kept: set[tuple[Slot, int]] = set()
        for slot, id in problem.around:
            self._outside[id].append(slot)
        self._variables()
        self._slots()
        for person in problem.people:
            self._person(person)

    def _holds(self, *key: Any) -> bool:
        return self._held is None or key in self._held

    def _variables(self) -> None:
        for at, slot in enumerate(self.problem.slots):
            for person in self.problem.people:
                assignment = Assignment(slot.day, slot.shift.id, person.id)
                pinned = assignment in self.problem.kept and self._holds(RosterRule.KEPT, assignment)
                able = slot.shift.post in person.posts and person.works_on(slot.day)
                away = any(a.meets(slot) and self._holds(RosterRule.AWAY, a) for a in self.problem.aways_of[person.id])
                if not pinned and (not able or away):
                    continue
                takes = self.cp.new_bool_var("")
                self.takes[at, person.id] = takes
                self.of_person[person.id].append((slot, takes))
                self.of_slot[at].append((person, takes))
                if pinned:
                    self._kept.add((slot, person.id))
                    self.cp.add(takes == 1)

    def _slots(self) -> None:
        apart = [pair for pair in self.problem.pairs if not pair.together and self._holds(RosterRule.APART, pair)]
        for at, slot in enumerate(self.problem.slots):
            candidates = self.of_slot[at]
            if self._holds(RosterRule.NEED, slot):
                self.cp.add(sum(t for _p, t in candidates) == slot.needs)
            else:
                self.cp.add(sum(t for _p, t in candidates) <= slot.needs)
            kept = [p.id for p, _t in candidates if (slot, p.id) in self._kept]
            if slot.shift.skill and len(kept) < slot.needs and self._holds(RosterRule.SKILL, slot):
                self.cp.add(sum(t for p, t in candidates if slot.shift.skill in p.skills) >= 1)
            for pair in apart:
                both = [self.takes[at, id] for id in (pair.person, pair.other) if (at, id) in self.takes]
                if len(both) == 2 and not {pair.person, pair.other} <= set(kept):
                    self.cp.add(sum(both) <= 1)

    def _person(self, person: Worker) -> None:
        own = sorted(self.of_person[person.id], key=lambda each: each[0].begins)
        kept = {slot for slot, _t in own if (slot, person.id) in self._kept}
        self._overlaps(person, own, kept)
        by_day: dict[date, Own] = defaultdict(list)
        for slot, takes in own:
            by_day[slot.day].append((slot, takes))
        if self._holds(RosterRule.REST, person.id):
            self._rest(person, own, kept)
        if self._holds(RosterRule.HOURS, person.id):
            self._hours(by_day, kept)
        if self._holds(RosterRule.ROW, person.id):
            self._rows(person, by_day, kept)
        if self._holds(RosterRule.WEEK, person.id):
            self._weeks(person, own, kept)

    def _overlaps(self, person: Worker, own: Own, kept: set[Slot]) -> None:
        """For every begin, at most one of whatever is running then."""
        for slot, _takes in own:
            running = [(s, t) for s, t in own if s is slot or s.begins <= slot.begins < s.ends]
            if sum(s in kept for s, _t in running) > 1:
                self._forbid(t for s, t in running if s not in kept)
            elif len(running) > 1:
                self.cp.add_at_most_one(t for _s, t in running)
        for slot in self._outside[person.id]:
            self._forbid(t for s, t in own if s not in kept and slot.begins < s.ends and s.begins < slot.ends)

    def _forbid(self, assignments: Iterable[cp_model.IntVar]) -> None:
        for takes in assignments:
            self.cp.add(takes == 0)

    def _rest(self, person: Worker, own: Own, kept: set[Slot]) -> None:
        rest = self.problem.limits.rest
        for place, (slot, takes) in enumerate(own):
            for later, also in own[place + 1 :]:
                if later.begins >= slot.ends + rest:
                    break
                if later.day != slot.day and later.begins >= slot.ends and not {slot, later} <= kept:
                    self.cp.add(takes + also <= 1)
        for slot in self._outside[person.id]:
            for other, takes in own:
                first, second = sorted((slot, other), key=lambda s: s.begins)
                if other not in kept and first.day != second.day and 0 <= second.begins - first.ends < rest:
                    self.cp.add(takes == 0)

    def _hours(self, by_day: dict[date, Own], kept: set[Slot]) -> None:
        for own_takes in by_day.values():
            if sum(slot.shift.minutes for slot, _t in own_takes) > self.problem.limits.daily:
                total = sum(slot.shift.minutes * takes for slot, takes in own_takes)
                kept_minutes = sum(slot.shift.minutes for slot, _t in own_takes if slot in kept)
                self.cp.add(total <= max(self.problem.limits.daily, kept_minutes))

    def _rows(self, person: Worker, by_day: dict[date, Own], kept: set[Slot]) -> None:
        """In any ``in_row`` + 1 days there is one without duty."""
        on_duty: dict[date, Any] = {slot.day: 1 for slot in (*self._outside[person.id], *kept)}
        known = set(on_duty)
        for day, own_takes in by_day.items():
            if day not in on_duty:
                on_duty[day] = self._any(own_takes)
        for start in sorted(on_duty):
            days = [start + timedelta(days=n) for n in range(person.in_row + 1)]
            if all(day in on_duty for day in days) and any(day in by_day for day in days):
                most = max(person.in_row, sum(day in known for day in days))
                self.cp.add(sum(on_duty[day] for day in days) <= most)

    def _any(self, own_takes: Own) -> Any:
        """Is the person on duty at all that day? A plain sum where only one of the turns is possible."""
        if max(slot.begins for slot, _t in own_takes) < min(slot.ends for slot, _t in own_takes):
            return sum(takes for _s, takes in own_takes)
        on_duty = self.cp.new_bool_var("")
        for _slot, takes in own_takes:
            self.cp.add_implication(takes, on_duty)
        return on_duty

    def _weeks(self, person: Worker, own: Own, kept: set[Slot]) -> None:
        weeks: dict[date, list[Any]] = defaultdict(list)
        known: Counter[date] = Counter(week_of(slot.day) for slot in (*self._outside[person.id], *kept))
        for slot, takes in own:
            weeks[week_of(slot.day)].append(takes)
        for slot in self._outside[person.id]:
            if week_of(slot.day) in weeks:
                weeks[week_of(slot.day)].append(1)
        for monday, own_takes in weeks.items():
            if len(own_takes) > person.per_week:
                self.cp.add(sum(own_takes) <= max(person.per_week, known[monday]))

    def assignments(self, value: Callable[[cp_model.IntVar], int]) -> frozenset[Assignment]:
        """The plan that a solution stands for."""
        return frozenset(
            Assignment(self.problem.slots[at].day, self.problem.slots[at].shift.id, person)
            for (at, person), takes in self.takes.items()
            if value(takes)
        )

    def hint(self, assignments: Iterable[Assignment]) -> None:
        """Start the search at a plan."""
        hinted = set(assignments)
        self.cp.clear_hints()  # type: ignore[no-untyped-call]
        for (at, person), takes in self.takes.items():
            slot = self.problem.slots[at]
            self.cp.add_hint(takes, Assignment(slot.day, slot.shift.id, person) in hinted)


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
