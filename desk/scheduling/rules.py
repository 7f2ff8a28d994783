"""The hard rules, checked one by one on a finished plan, with the clerk's words for each breach.

This is the program's second opinion: it shares nothing with the model that the solver is given, and it is what a
manual change in the grid is measured by.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate

from desk.core.calendar import day_words
from desk.core.words import N_, NP_, P_, Worded, _
from desk.scheduling.problem import Assignment, RosterProblem, Slot, Worker, week_of


class RosterRule(Worded):
    """The hard rules 硬性规则 that a roster must keep."""

    NEED = "need", N_("People needed")
    SKILL = "skill", N_("Qualified person")
    POST = "post", NP_("roster", "Post")
    EMPLOYED = "employed", N_("Works here then")
    AWAY = "away", N_("Leave and unavailability")
    TWICE = "twice", N_("Nobody twice at one time")
    REST = "rest", N_("Rest after a late shift")
    HOURS = "hours", N_("Hours a day")
    ROW = "row", N_("Days in a row")
    WEEK = "week", N_("Duties a week")
    APART = "apart", N_("Not in one shift")
    KEPT = "kept", N_("Pinned duties")


@dataclass(frozen=True)
class Breach:
    """One rule broken on one day; ``shift`` is None where the day is meant. ``sentence`` says by whom and how."""

    rule: RosterRule
    day: date
    shift: int | None
    people: tuple[int, ...]
    sentence: str


def breaches(problem: RosterProblem, assignments: Iterable[Assignment]) -> list[Breach]:
    """Everything that a plan breaks, by day."""
    plan = sorted(set(assignments))
    broken = [*_slot_breaches(problem, plan), *_kept_breaches(problem, plan)]
    for person in problem.people:
        broken += person_breaches(
            problem, person, [assignment for assignment in plan if assignment.person == person.id]
        )
    return sorted(broken, key=lambda b: (b.day, b.rule.value, b.people))


def _slot_breaches(problem: RosterProblem, plan: Sequence[Assignment]) -> Iterator[Breach]:
    people_in: dict[tuple[date, int], list[int]] = defaultdict(list)
    for assignment in plan:
        people_in[assignment.day, assignment.shift].append(assignment.person)
    for slot in problem.slots:
        yield from slot_breaches(problem, slot, people_in[slot.key])


def slot_breaches(problem: RosterProblem, slot: Slot, people: Sequence[int]) -> Iterator[Breach]:
    """What is wrong with the people of one slot as a group."""
    day, name = day_words(slot.day), slot.shift.name
    if len(people) != slot.needs:
        sentence = _("{day} {shift} needs {n}, planned are {m}", day=day, shift=name, n=slot.needs, m=len(people))
        yield Breach(RosterRule.NEED, slot.day, slot.shift.id, tuple(people), sentence)
    skilled = any(slot.shift.skill in problem.by_id[id].skills for id in people if id in problem.by_id)
    if slot.shift.skill and people and not skilled:
        sentence = _("{day} {shift}: nobody is trained in {skill}", day=day, shift=name, skill=slot.shift.skill)
        yield Breach(RosterRule.SKILL, slot.day, slot.shift.id, tuple(people), sentence)
    for pair in problem.pairs:
        if not pair.together and pair.person in people and pair.other in people:
            person_name, other_name = problem.by_id[pair.person].name, problem.by_id[pair.other].name
            sentence = _(
                "{day} {shift}: {one} and {other} are not to share a shift",
                day=day,
                shift=name,
                one=person_name,
                other=other_name,
            )
            yield Breach(RosterRule.APART, slot.day, slot.shift.id, (pair.person, pair.other), sentence)


def _kept_breaches(problem: RosterProblem, plan: Sequence[Assignment]) -> Iterator[Breach]:
    for assignment in sorted(problem.kept - set(plan)):
        name = problem.by_id[assignment.person].name if assignment.person in problem.by_id else "?"
        sentence = _("{day}: the pinned duty of {name} is gone", day=day_words(assignment.day), name=name)
        yield Breach(RosterRule.KEPT, assignment.day, assignment.shift, (assignment.person,), sentence)


def person_breaches(problem: RosterProblem, person: Worker, assignments: Sequence[Assignment]) -> list[Breach]:
    """What one person's turns break, duties just outside the span counted in. What a turn breaks together with duties
    after the span is told on the last day of the span that has part in it.
    """
    own = [
        problem.by_key[assignment.day, assignment.shift]
        for assignment in assignments
        if (assignment.day, assignment.shift) in problem.by_key
    ]
    slots = sorted([*own, *(slot for slot, id in problem.around if id == person.id)], key=lambda s: (s.begins, s.ends))
    broken = [breach for slot in own for breach in _alone(problem, person, slot)]
    inside = {slot.day for slot in problem.slots}
    broken += _neighbours(problem, person, slots, inside)
    broken += _daily(problem, person, slots)
    broken += _rows(person, slots, inside)
    broken += _weeks(person, slots, inside)
    return [breach for breach in broken if breach.day in inside]


def _alone(problem: RosterProblem, person: Worker, slot: Slot) -> Iterator[Breach]:
    day = day_words(slot.day)

    def breach(rule: RosterRule, sentence: str) -> Breach:
        return Breach(rule, slot.day, slot.shift.id, (person.id,), sentence)

    if slot.shift.post not in person.posts:
        yield breach(
            RosterRule.POST, _("{name} does not serve as {post}", name=person.name, post=slot.shift.post.label)
        )
    if not person.works_on(slot.day):
        yield breach(RosterRule.EMPLOYED, _("{name} does not work here on {day}", name=person.name, day=day))
    if away := problem.away(person.id, slot):
        what = away.reason or (P_("absence", "leave") if away.leave else P_("absence", "unavailable"))
        yield breach(RosterRule.AWAY, _("{name} on {day}: {what}", name=person.name, day=day, what=what))


def _ending_later(slot: Slot, other: Slot) -> Slot:
    return other if other.ends > slot.ends else slot


def _neighbours(
    problem: RosterProblem, person: Worker, slots: Sequence[Slot], inside: Collection[date]
) -> Iterator[Breach]:
    for before, after in zip(accumulate(slots, _ending_later), slots[1:], strict=False):
        day, marked = day_words(after.day), after if after.day in inside else before
        if after.begins < before.ends:
            sentence = _("{name} would be twice at one time on {day}", name=person.name, day=day)
            yield Breach(RosterRule.TWICE, marked.day, marked.shift.id, (person.id,), sentence)
        elif after.day != before.day and after.begins - before.ends < problem.limits.rest:
            hours = (after.begins - before.ends) / 60
            sentence = _(
                "{name} would begin on {day} after {hours} hours of rest", name=person.name, day=day, hours=f"{hours:g}"
            )
            yield Breach(RosterRule.REST, marked.day, marked.shift.id, (person.id,), sentence)


def _daily(problem: RosterProblem, person: Worker, slots: Sequence[Slot]) -> Iterator[Breach]:
    minutes: dict[date, int] = defaultdict(int)
    for slot in slots:
        minutes[slot.day] += slot.shift.minutes
    for day, many in minutes.items():
        if many > problem.limits.daily:
            sentence = _(
                "{name} would be on duty {hours} hours on {day}",
                name=person.name,
                hours=f"{many / 60:g}",
                day=day_words(day),
            )
            yield Breach(RosterRule.HOURS, day, None, (person.id,), sentence)


def _rows(person: Worker, slots: Sequence[Slot], inside: Collection[date]) -> Iterator[Breach]:
    run: list[date] = []
    marked: set[date] = set()
    for day in sorted({slot.day for slot in slots}):
        run = [*run, day] if run and day - run[-1] == timedelta(days=1) else [day]
        on = _last_inside(run, inside)
        if len(run) > person.in_row and on and on not in marked:
            marked.add(on)
            sentence = _(
                "{day} would be day {n} in a row for {name}, at most {most}",
                day=day_words(day),
                n=len(run),
                name=person.name,
                most=person.in_row,
            )
            yield Breach(RosterRule.ROW, on, None, (person.id,), sentence)


def _last_inside(days: Sequence[date], inside: Collection[date]) -> date | None:
    return next((day for day in reversed(days) if day in inside), None)


def _weeks(person: Worker, slots: Sequence[Slot], inside: Collection[date]) -> Iterator[Breach]:
    weeks: dict[date, list[Slot]] = defaultdict(list)
    for slot in slots:
        weeks[week_of(slot.day)].append(slot)
    for monday, week_slots in weeks.items():
        beyond = [slot.day for slot in week_slots[person.per_week :]]
        day = beyond[0] if beyond and beyond[0] in inside else _last_inside([s.day for s in week_slots], inside)
        if beyond and day:
            sentence = _(
                "{name}: {n} duties in the week of {day}, at most {most}",
                name=person.name,
                n=len(week_slots),
                day=day_words(monday),
                most=person.per_week,
            )
            yield Breach(RosterRule.WEEK, day, None, (person.id,), sentence)


def blocked(problem: RosterProblem, assignments: Iterable[Assignment], slot: Slot, person: Worker) -> list[Breach]:
    """What one more turn of ``person`` in ``slot`` would break, above what their turns break already."""
    own = [assignment for assignment in assignments if assignment.person == person.id]
    before = {(b.rule, b.day, b.shift) for b in person_breaches(problem, person, own)}
    after = person_breaches(problem, person, [*own, Assignment(slot.day, slot.shift.id, person.id)])
    return [b for b in after if (b.rule, b.day, b.shift) not in before]
