"""The hard rules as tallies of which nothing may be missed.

What kept duties break among themselves (in the past, or accepted when it was published) stays as it is: a rule only
forbids what is added.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta

from desk.scheduling.problem import Worker, week_of
from desk.scheduling.rules import RosterRule
from desk.scheduling.turns import Candidates, Key, Tally, Turn, at_least_one, at_most

Ruled = tuple[Key, Tally]
LONGEST = timedelta(days=2)
"""No shift is still running so many days after the one it began on."""


def rule_tallies(there: Candidates) -> Iterator[Ruled]:
    """Every rule that counts, with its key, apart from how many people a slot needs (``RosterRule.NEED``)."""
    yield from _of_slots(there)
    for person in there.problem.people:
        own = there.of_person[person.id]
        yield from _overlaps(there, own, person)
        for rule, tallies in ((RosterRule.REST, _rest), (RosterRule.HOURS, _hours)):
            if there.holds(rule, person.id):
                yield from (((rule, person.id), tally) for tally in tallies(there, own, person))
        for rule, tallies in ((RosterRule.ROW, _rows), (RosterRule.WEEK, _weeks)):
            if there.holds(rule, person.id):
                yield from (((rule, person.id), tally) for tally in tallies(there, own, person))


def _of_slots(there: Candidates) -> Iterator[Ruled]:
    """Somebody trained in each slot that asks for it; two who are to be apart in none together."""
    problem = there.problem
    apart = [pair for pair in problem.pairs if not pair.together and there.holds(RosterRule.APART, pair)]
    for at, slot in enumerate(problem.slots):
        turns = there.of_slot[at]
        kept = {turn.person for turn in there.kept(turns)}
        if slot.shift.skill and len(kept) < slot.needs and there.holds(RosterRule.SKILL, slot):
            trained = [turn for turn in turns if slot.shift.skill in problem.by_id[turn.person].skills]
            yield (RosterRule.SKILL, slot), at_least_one(trained)
        for pair in apart:
            both = [turn for turn in turns if turn.person in (pair.person, pair.other)]
            if len(both) == 2 and not {pair.person, pair.other} <= kept:
                yield (RosterRule.APART, pair), at_most(both, 1)


def _forbidden(turns: Iterable[Turn]) -> Iterator[Tally]:
    for turn in turns:
        yield at_most((turn,), 0)


def _overlaps(there: Candidates, own: Sequence[Turn], person: Worker) -> Iterator[Ruled]:
    """For every begin, at most one of whatever is running then."""
    key = (RosterRule.TWICE, person.id)
    slots = there.slots(own)
    seen: set[tuple[Turn, ...]] = set()
    for at, slot in enumerate(slots):
        first, last = at, at + 1
        while first and slots[first - 1].day >= slot.day - LONGEST:
            first -= 1
        while last < len(own) and slots[last].begins == slot.begins:
            last += 1
        running = tuple(own[n] for n in range(first, last) if slot.begins < slots[n].ends or n == at)
        if len(running) < 2 or running in seen:
            continue
        seen.add(running)
        if len(there.kept(running)) > 1:
            yield from ((key, tally) for tally in _forbidden(turn for turn in running if not there.turns[turn]))
        else:
            yield key, at_most(running, 1)
    for outer in there.outside[person.id]:
        clashing = [t for t, s in zip(own, slots, strict=True) if outer.begins < s.ends and s.begins < outer.ends]
        yield from ((key, tally) for tally in _forbidden(turn for turn in clashing if not there.turns[turn]))


def _rest(there: Candidates, own: Sequence[Turn], person: Worker) -> Iterator[Tally]:
    rest, slots = there.problem.limits.rest, there.slots(own)
    for place, (turn, slot) in enumerate(zip(own, slots, strict=True)):
        for after in range(place + 1, len(own)):
            also, later = own[after], slots[after]
            if later.begins >= slot.ends + rest:
                break
            both_kept = there.turns[turn] and there.turns[also]
            if later.day != slot.day and later.begins >= slot.ends and not both_kept:
                yield at_most((turn, also), 1)
    for outer in there.outside[person.id]:
        for turn, slot in zip(own, slots, strict=True):
            first, second = sorted((outer, slot), key=lambda each: each.begins)
            if not there.turns[turn] and first.day != second.day and 0 <= second.begins - first.ends < rest:
                yield from _forbidden((turn,))


def _hours(there: Candidates, own: Sequence[Turn], _person: Worker) -> Iterator[Tally]:
    """The fewest shifts of a day that are too long together: not all of them."""
    for turns in _by_day(there, own).values():
        kept_minutes = sum(slot.shift.minutes for slot in there.slots(there.kept(turns)))
        most = max(there.problem.limits.daily, kept_minutes)
        for too_long in _too_long(there, turns, most):
            yield at_most(too_long, len(too_long) - 1)


def _too_long(
    there: Candidates, turns: Sequence[Turn], most: int, begun: tuple[Turn, ...] = ()
) -> Iterator[tuple[Turn, ...]]:
    """Sets of turns, none overlapping, longer than ``most`` minutes, that are not without any one of them."""
    minutes = [slot.shift.minutes for slot in there.slots(begun)]
    if sum(minutes) > most:
        if sum(minutes) - min(minutes) <= most:
            yield begun
        return
    for place, turn in enumerate(turns):
        slot = there.problem.slots[turn.slot]
        if not begun or slot.begins >= there.problem.slots[begun[-1].slot].ends:
            yield from _too_long(there, turns[place + 1 :], most, (*begun, turn))


def _by_day(there: Candidates, own: Sequence[Turn]) -> dict[date, list[Turn]]:
    by_day: dict[date, list[Turn]] = defaultdict(list)
    for turn in own:
        by_day[there.problem.slots[turn.slot].day].append(turn)
    return by_day


def _rows(there: Candidates, own: Sequence[Turn], person: Worker) -> Iterator[Tally]:
    """In any ``in_row`` + 1 days there is one without duty."""
    by_day = _by_day(there, own)
    known = {slot.day for slot in (*there.outside[person.id], *there.slots(there.kept(own)))}
    for start in sorted({*by_day, *known}):
        days = [start + timedelta(days=n) for n in range(person.in_row + 1)]
        if all(day in by_day or day in known for day in days) and any(day in by_day for day in days):
            given = sum(day in known for day in days)
            open_days = [day for day in days if day not in known]
            turns = [turn for day in open_days for turn in by_day[day]]
            yield at_most(turns, max(person.in_row, given), given, days=len(open_days))


def _weeks(there: Candidates, own: Sequence[Turn], person: Worker) -> Iterator[Tally]:
    weeks: dict[date, list[Turn]] = defaultdict(list)
    for turn, slot in zip(own, there.slots(own), strict=True):
        weeks[week_of(slot.day)].append(turn)
    outside = [week_of(slot.day) for slot in there.outside[person.id]]
    for monday, turns in weeks.items():
        given = outside.count(monday)
        if len(turns) + given > person.per_week:
            yield at_most(turns, max(person.per_week, given + len(there.kept(turns))), given)
