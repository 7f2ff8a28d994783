"""The hard rules as a CP-SAT model: one yes-or-no for every person who could take a slot."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator
from datetime import date, timedelta
from typing import Any

from ortools.sat.python import cp_model

from desk.planning.rules import Rule
from desk.planning.terms import Ask, Person, Slot, Turn, week_of

Key = tuple[Any, ...]
"""What a constraint comes from: the rule, then what it is about (person, slot, absence ...)."""


class Model:
    """``takes[slot, person]`` are the variables, by index of the slot and id of the person.

    ``held`` are the rules that count, by their keys; all of them when it is None.
    """

    def __init__(self, ask: Ask, held: Collection[Key] | None = None) -> None:
        self.ask, self.cp, self._held = ask, cp_model.CpModel(), held
        self.takes: dict[tuple[int, int], cp_model.IntVar] = {}
        self.of_person: dict[int, list[tuple[Slot, cp_model.IntVar]]] = defaultdict(list)
        self.of_slot: list[list[tuple[Person, cp_model.IntVar]]] = [[] for _slot in ask.slots]
        self._outside: dict[int, list[Slot]] = defaultdict(list)
        for slot, id in ask.around:
            self._outside[id].append(slot)
        self._variables()
        self._slots()
        for person in ask.people:
            self._person(person)

    def _holds(self, *key: Any) -> bool:
        return self._held is None or key in self._held

    def _variables(self) -> None:
        for at, slot in enumerate(self.ask.slots):
            for person in self.ask.people:
                turn = Turn(slot.day, slot.shift.id, person.id)
                pinned = turn in self.ask.kept and self._holds(Rule.KEPT, turn)
                able = slot.shift.post in person.posts and person.works_on(slot.day)
                away = any(a.meets(slot) and self._holds(Rule.AWAY, a) for a in self.ask.aways_of[person.id])
                if not pinned and (not able or away):
                    continue
                takes = self.cp.new_bool_var("")
                self.takes[at, person.id] = takes
                self.of_person[person.id].append((slot, takes))
                self.of_slot[at].append((person, takes))
                if pinned:
                    self.cp.add(takes == 1)

    def _slots(self) -> None:
        apart = [pair for pair in self.ask.pairs if not pair.together and self._holds(Rule.APART, pair)]
        for at, slot in enumerate(self.ask.slots):
            there = self.of_slot[at]
            if self._holds(Rule.NEED, slot):
                self.cp.add(sum(t for _p, t in there) == slot.needs)
            else:
                self.cp.add(sum(t for _p, t in there) <= slot.needs)
            if slot.shift.skill and slot.needs and self._holds(Rule.SKILL, slot):
                self.cp.add(sum(t for p, t in there if slot.shift.skill in p.skills) >= 1)
            for pair in apart:
                both = [self.takes[at, id] for id in (pair.one, pair.other) if (at, id) in self.takes]
                if len(both) == 2:
                    self.cp.add(sum(both) <= 1)

    def _person(self, person: Person) -> None:
        own = sorted(self.of_person[person.id], key=lambda each: each[0].begins)
        for overlapping in _overlaps(own):
            self.cp.add_at_most_one(overlapping)
        for slot in self._outside[person.id]:
            for other, takes in own:
                if slot.begins < other.ends and other.begins < slot.ends:
                    self.cp.add(takes == 0)
        by_day: dict[date, list[tuple[Slot, cp_model.IntVar]]] = defaultdict(list)
        for slot, takes in own:
            by_day[slot.day].append((slot, takes))
        if self._holds(Rule.REST, person.id):
            self._rest(person, own)
        if self._holds(Rule.HOURS, person.id):
            self._hours(by_day)
        if self._holds(Rule.ROW, person.id):
            self._rows(person, by_day)
        if self._holds(Rule.WEEK, person.id):
            self._weeks(person, own)

    def _rest(self, person: Person, own: list[tuple[Slot, cp_model.IntVar]]) -> None:
        rest = self.ask.limits.rest
        for place, (slot, takes) in enumerate(own):
            for later, also in own[place + 1 :]:
                if later.begins >= slot.ends + rest:
                    break
                if later.day != slot.day and later.begins >= slot.ends:
                    self.cp.add(takes + also <= 1)
        for slot in self._outside[person.id]:
            for other, takes in own:
                first, second = sorted((slot, other), key=lambda s: s.begins)
                if first.day != second.day and 0 <= second.begins - first.ends < rest:
                    self.cp.add(takes == 0)

    def _hours(self, by_day: dict[date, list[tuple[Slot, cp_model.IntVar]]]) -> None:
        for there in by_day.values():
            if sum(slot.shift.minutes for slot, _t in there) > self.ask.limits.daily:
                total = sum(slot.shift.minutes * takes for slot, takes in there)
                self.cp.add(total <= self.ask.limits.daily)

    def _rows(self, person: Person, by_day: dict[date, list[tuple[Slot, cp_model.IntVar]]]) -> None:
        """In any ``in_row`` + 1 days there is one without duty."""
        on_duty: dict[date, Any] = {slot.day: 1 for slot in self._outside[person.id]}
        for day, there in by_day.items():
            if day not in on_duty:
                on_duty[day] = self._any(there)
        for start in sorted(on_duty):
            days = [start + timedelta(days=n) for n in range(person.in_row + 1)]
            if all(day in on_duty for day in days) and any(day in by_day for day in days):
                self.cp.add(sum(on_duty[day] for day in days) <= person.in_row)

    def _any(self, there: list[tuple[Slot, cp_model.IntVar]]) -> Any:
        """Is the person on duty at all that day? A plain sum where only one of the turns is possible."""
        if max(slot.begins for slot, _t in there) < min(slot.ends for slot, _t in there):
            return sum(takes for _s, takes in there)
        on_duty = self.cp.new_bool_var("")
        for _slot, takes in there:
            self.cp.add_implication(takes, on_duty)
        return on_duty

    def _weeks(self, person: Person, own: list[tuple[Slot, cp_model.IntVar]]) -> None:
        weeks: dict[date, list[Any]] = defaultdict(list)
        for slot, takes in own:
            weeks[week_of(slot.day)].append(takes)
        for slot in self._outside[person.id]:
            if week_of(slot.day) in weeks:
                weeks[week_of(slot.day)].append(1)
        for there in weeks.values():
            if len(there) > person.per_week:
                self.cp.add(sum(there) <= person.per_week)

    def turns(self, value: Callable[[cp_model.IntVar], int]) -> frozenset[Turn]:
        """The plan that a solution stands for."""
        return frozenset(
            Turn(self.ask.slots[at].day, self.ask.slots[at].shift.id, person)
            for (at, person), takes in self.takes.items()
            if value(takes)
        )

    def hint(self, turns: Iterable[Turn]) -> None:
        """Start the search at a plan."""
        wanted = set(turns)
        self.cp.clear_hints()  # type: ignore[no-untyped-call]
        for (at, person), takes in self.takes.items():
            slot = self.ask.slots[at]
            self.cp.add_hint(takes, Turn(slot.day, slot.shift.id, person) in wanted)


def rules_of(ask: Ask) -> list[Key]:
    """Every rule that somebody could relax, those first that a person would rather not hear about."""
    limits = (Rule.HOURS, Rule.REST, Rule.WEEK, Rule.ROW)
    return [
        *((rule, person.id) for rule in limits for person in ask.people),
        *((Rule.APART, pair) for pair in ask.pairs if not pair.together),
        *((Rule.SKILL, slot) for slot in ask.slots if slot.shift.skill),
        *((Rule.KEPT, turn) for turn in sorted(ask.kept)),
        *((Rule.AWAY, away) for away in ask.aways),
        *((Rule.NEED, slot) for slot in ask.slots),
    ]


def _overlaps(own: list[tuple[Slot, cp_model.IntVar]]) -> Iterator[list[cp_model.IntVar]]:
    """Sets of turns that run at one moment: for every begin, whatever else is running then."""
    for slot, takes in own:
        running = [t for s, t in own if s is not slot and s.begins <= slot.begins < s.ends]
        if running:
            yield [takes, *running]
