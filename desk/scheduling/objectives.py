"""What is wanted beyond the rules and fairness: duties well spread, wishes met, few changes. Ten points each."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from math import ceil
from typing import NamedTuple

from desk.scheduling.fairness import presence
from desk.scheduling.problem import LoadKind, Pair, Post, RosterProblem, Wish, week_of
from desk.scheduling.turns import Candidates, Tally, Turn, at_least_one, at_most, both_or_none

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


def spread(there: Candidates, expected: Mapping[int, Expected]) -> list[Tally]:
    """Duties too close to each other, and the same weekday, week or shift more often than its part. Holidays are no
    weekday.
    """
    tallies = [tally for id, own in there.of_person.items() for tally in _close(there, id, own, expected[id])]
    for ceiling in ceilings(there, expected):
        tallies.append(at_most(ceiling.turns, ceiling.most))
    return [tally for tally in tallies if tally.matters]


class Ceiling(NamedTuple):
    """Of these turns of a person, more than ``most`` are more than the part. ``about`` is what they have in common."""

    about: tuple[str, object]
    person: int
    turns: list[Turn]
    most: int


def ceilings(there: Candidates, expected: Mapping[int, Expected]) -> Iterator[Ceiling]:
    """How many duties on a weekday, in a week and in a shift are everybody's part, and half a duty or one beyond."""
    problem = there.problem
    shares, shifts, weeks = _weekday_shares(problem), _shift_shares(problem), _week_shares(problem)
    for id, own in there.of_person.items():
        duties, on_weekends, on_holidays = expected[id]
        slots = list(zip(own, there.slots(own), strict=True))
        for weekday, (weekend, part) in shares.items():
            due = part * (on_weekends if weekend else duties - on_weekends - on_holidays)
            turns = [t for t, slot in slots if slot.day.weekday() == weekday and slot.kind is not LoadKind.HOLIDAY]
            yield Ceiling(("weekday", weekday), id, turns, ceil(due + 0.5))
        for monday, part in weeks.items():
            turns = [turn for turn, slot in slots if week_of(slot.day) == monday]
            yield Ceiling(("week", monday), id, turns, ceil(part * duties + 1))
        for shift, due in shifts.get(id, {}).items():
            yield Ceiling(("shift", shift), id, [turn for turn, slot in slots if slot.shift.id == shift], ceil(due + 1))


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


def _close(there: Candidates, id: int, own: Sequence[Turn], expected: Expected) -> Iterator[Tally]:
    """In every so many days running at most one duty, those just before the span counted in."""
    problem = there.problem
    length = window_of(len(problem.days), expected.duties)
    by_day: dict[date, list[Turn]] = defaultdict(list)
    for turn in own:
        by_day[problem.slots[turn.slot].day].append(turn)
    given = Counter(slot.day for slot in there.outside[id])
    for start in sorted({*by_day, *given}):
        days = [start + timedelta(days=n) for n in range(length)]
        if days[-1] >= problem.days[0]:
            turns = [turn for day in days for turn in by_day.get(day, ())]
            yield at_most(turns, 1, sum(given[day] for day in days))


def _weekday_shares(problem: RosterProblem) -> dict[int, tuple[bool, float]]:
    """For every weekday: does it count as weekend, and its part of the duties of weekends or of the other days."""
    needed: Counter[tuple[bool, int]] = Counter()
    for slot in problem.slots:
        if slot.kind is not LoadKind.HOLIDAY:
            needed[slot.day.weekday() >= 5, slot.day.weekday()] += slot.needs
    whole = {weekend: sum(n for (w, _d), n in needed.items() if w is weekend) for weekend in (True, False)}
    return {weekday: (weekend, many / whole[weekend]) for (weekend, weekday), many in needed.items() if many}


def wishes(there: Candidates) -> list[Tally]:
    """Wishes not met, and duties of a pair that would rather meet but does not."""
    tallies = [tally for wish in there.problem.wishes for tally in _of_wish(there, wish)]
    for pair in there.problem.pairs:
        if pair.together:
            tallies += _apart(there, pair)
    return tallies


def _of_wish(there: Candidates, wish: Wish) -> Iterator[Tally]:
    own = there.of_person.get(wish.person, [])
    covered = [turn for turn, slot in zip(own, there.slots(own), strict=True) if wish.covers(slot)]
    if not wish.on:
        yield from (at_most((turn,), 0) for turn in covered)
    elif covered:
        yield at_least_one(covered)


def _apart(there: Candidates, pair: Pair) -> Iterator[Tally]:
    """For every slot for two or more: does one of the pair have it without the other?"""
    for at, slot in enumerate(there.problem.slots):
        both = [turn for turn in (Turn(at, pair.person), Turn(at, pair.other)) if turn in there.turns]
        if slot.needs >= 2 and len(both) == 2:
            yield both_or_none(*both)
        elif slot.needs >= 2 and both:
            yield at_most(both, 0)


def changes(there: Candidates) -> list[Tally]:
    """Published duties that the plan takes from somebody."""
    published = there.problem.published
    return [at_least_one((turn,)) for turn in there.turns if there.assignment(turn) in published]
