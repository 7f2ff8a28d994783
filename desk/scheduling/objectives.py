"""What is wanted beyond the rules and fairness: duties well spread, wishes met, few changes. Ten points each."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from datetime import date, timedelta
from math import ceil
from typing import Any, NamedTuple

from desk.scheduling.fairness import presence
from desk.scheduling.model import RosterModel
from desk.scheduling.problem import Assignment, LoadKind, Post, RosterProblem, week_of

EACH = 10
LONGEST_WINDOW = 7


def window_of(days: int, duties: int) -> int:
    """In how many days running a person should have at most one duty: half the even distance between duties."""
    return max(1, min(LONGEST_WINDOW, round(days / duties / 2))) if duties else 1


class Expected(NamedTuple):
    """How many duties a person will about have: in all, of them on weekends, and on public holidays."""

    duties: int = 0
    weekend: int = 0
    holiday: int = 0


def spread(model: RosterModel, expected: Mapping[int, Expected]) -> Any:
    """Duties too close to each other, and the same weekday, week or shift more often than its part. Holidays are no
    weekday.
    """
    shares, shifts, weeks = _weekday_shares(model.problem), _shift_shares(model.problem), _week_shares(model.problem)
    missed: list[Any] = []
    for person in model.problem.people:
        own = model.of_person[person.id]
        missed += _close(model, person.id, window_of(len(model.problem.days), expected[person.id].duties))
        for weekday, (weekend, part) in shares.items():
            duties, on_weekends, on_holidays = expected[person.id]
            due = part * (on_weekends if weekend else duties - on_weekends - on_holidays)
            takes_of = [t for slot, t in own if slot.day.weekday() == weekday and slot.kind is not LoadKind.HOLIDAY]
            missed.append(_beyond(model, takes_of, ceil(due + 0.5)))
        for monday, part in weeks.items():
            takes_of = [takes for slot, takes in own if week_of(slot.day) == monday]
            missed.append(_beyond(model, takes_of, ceil(part * expected[person.id].duties + 1)))
        for shift, due in shifts.get(person.id, {}).items():
            missed.append(_beyond(model, [t for slot, t in own if slot.shift.id == shift], ceil(due + 1)))
    return _total(missed)


def _week_shares(problem: RosterProblem) -> dict[date, float]:
    """For every week, by its Monday, its part of all duties."""
    needed: Counter[date] = Counter()
    for slot in problem.slots:
        needed[week_of(slot.day)] += slot.needs
    whole = needed.total() or 1
    return {monday: many / whole for monday, many in needed.items()}


def _shift_shares(problem: RosterProblem) -> dict[int, dict[int, float]]:
    """By person and shift: how many duties in it are the person's part by presence."""
    present = presence(problem)
    needed: Counter[tuple[Post, int]] = Counter()
    for slot in problem.slots:
        needed[slot.shift.post, slot.shift.id] += slot.needs
    shares: dict[int, dict[int, float]] = defaultdict(dict)
    for (post, shift), many in needed.items():
        able = [p.id for p in problem.people if post in p.posts]
        whole = sum(present[id] for id in able) or 1
        for id in able:
            shares[id][shift] = many * present[id] / whole
    return shares


def _close(model: RosterModel, person: int, length: int) -> list[Any]:
    """In every ``length`` days running at most one duty, those just before the span counted in."""
    by_day: dict[date, list[Any]] = defaultdict(list)
    for slot, takes in model.of_person[person]:
        by_day[slot.day].append(takes)
    for slot, id in model.problem.around:
        if id == person:
            by_day[slot.day].append(1)
    windows = []
    for start in sorted(by_day):
        if start + timedelta(days=length - 1) >= model.problem.days[0]:
            takes_of = [t for n in range(length) for t in by_day.get(start + timedelta(days=n), ())]
            windows.append(_beyond(model, takes_of, 1))
    return windows


def _weekday_shares(problem: RosterProblem) -> dict[int, tuple[bool, float]]:
    """For every weekday: does it count as weekend, and its part of the duties of weekends or of the other days."""
    needed: Counter[tuple[bool, int]] = Counter()
    for slot in problem.slots:
        if slot.kind is not LoadKind.HOLIDAY:
            needed[slot.day.weekday() >= 5, slot.day.weekday()] += slot.needs
    whole = {weekend: sum(n for (w, _d), n in needed.items() if w is weekend) for weekend in (True, False)}
    return {weekday: (weekend, many / whole[weekend]) for (weekend, weekday), many in needed.items() if many}


def _beyond(model: RosterModel, takes_of: list[Any], most: int) -> Any:
    """By how much a sum of turns passes ``most``; plain 0 where it cannot."""
    if sum(not isinstance(takes, int) for takes in takes_of) == 0 or len(takes_of) <= most:
        return 0
    extra = model.cp.new_int_var(0, len(takes_of) - most, "")
    model.cp.add(sum(takes_of) <= most + extra)
    return extra


def wishes(model: RosterModel) -> Any:
    """Wishes not met, and duties of a pair that would rather meet but does not."""
    missed: list[Any] = []
    for wish in model.problem.wishes:
        covered = [takes for slot, takes in model.of_person.get(wish.person, ()) if wish.covers(slot)]
        if wish.on and covered:
            unmet = model.cp.new_bool_var("")
            model.cp.add(sum(covered) + unmet >= 1)
            missed.append(unmet)
        elif not wish.on:
            missed += covered
    for pair in model.problem.pairs:
        if pair.together:
            missed += _apart(model, pair.person, pair.other)
    return _total(missed)


def _apart(model: RosterModel, person: int, other: int) -> list[Any]:
    """For every slot for two or more: does one of the pair have it without the other?"""
    apart = []
    for at, slot in enumerate(model.problem.slots):
        both = [model.takes.get((at, id), 0) for id in (person, other)]
        if slot.needs >= 2 and not all(isinstance(takes, int) for takes in both):
            alone = model.cp.new_bool_var("")
            model.cp.add(both[0] - both[1] <= alone)
            model.cp.add(both[1] - both[0] <= alone)
            apart.append(alone)
    return apart


def changes_cost(model: RosterModel) -> Any:
    """Published duties that the plan takes from somebody."""
    published = model.problem.published
    return _total(
        [
            1 - takes
            for (at, person), takes in model.takes.items()
            if Assignment(model.problem.slots[at].day, model.problem.slots[at].shift.id, person) in published
        ]
    )


def _total(missed: list[Any]) -> Any:
    """The sum in points; plain 0 where there is nothing to sum, so that no search is spent on it."""
    real = [term for term in missed if not isinstance(term, int)]
    return EACH * sum(real) if real else 0
