"""Questions to the planner: a plain month, and strategies for small awkward ones."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import combinations, product
from random import Random

from hypothesis import strategies as st

from desk.books.roster.planner import PATIENCE
from desk.scheduling.problem import (
    Assignment,
    Load,
    LoadKind,
    Pair,
    RosterProblem,
    Shift,
    Slot,
    Unavailability,
    Wish,
    Worker,
)
from desk.scheduling.rules import Breach, RosterRule, breaches
from desk.scheduling.solver import Search
from desk.scheduling.turns import Turn

FIRST = date(2026, 12, 1)
MORNING = Shift(1, "上午班", 8 * 60, 12 * 60)
AFTERNOON = Shift(2, "下午班", 14 * 60 + 30, 17 * 60 + 30)
EVENING = Shift(3, "晚间班", 18 * 60, 21 * 60)
LUNCH = Shift(4, "午间班", 12 * 60, 14 * 60 + 30)
WEIGHTS = {LoadKind.SATURDAY: 200, LoadKind.SUNDAY: 200, LoadKind.HOLIDAY: 300, LoadKind.EVENING: 150}


def kind_of(day: date, shift: Shift) -> LoadKind:
    if day.month == 1 and day.day <= 3:
        return LoadKind.HOLIDAY
    if day.weekday() >= 5:
        return LoadKind.SATURDAY if day.weekday() == 5 else LoadKind.SUNDAY
    return LoadKind.EVENING if shift.begins >= 17 * 60 + 30 else LoadKind.WORKDAY


def slots_of(days: int, *shifts: Shift, first: date = FIRST) -> tuple[Slot, ...]:
    return tuple(
        Slot(day, shift, shift.needs, WEIGHTS.get(kind_of(day, shift), 100), kind_of(day, shift))
        for day in (first + timedelta(days=n) for n in range(days))
        for shift in shifts
    )


def people_of(many: int, **same: object) -> tuple[Worker, ...]:
    return tuple(Worker(n, f"值班员{n}", **same) for n in range(1, many + 1))  # type: ignore[arg-type]


@st.composite
def asks(draw: st.DrawFn, most_people: int = 5, most_days: int = 9, most_slots: int = 40) -> RosterProblem:
    """Small questions with absences, part time, skills, limits, pairs, wishes, and a past."""
    shifts = draw(st.lists(st.sampled_from([MORNING, AFTERNOON, EVENING, LUNCH]), min_size=1, max_size=3, unique=True))
    needs = draw(st.lists(st.integers(1, 2), min_size=len(shifts), max_size=len(shifts)))
    skill = draw(st.sampled_from(["", "", "医保"]))
    shifts = [
        Shift(s.id, s.name, s.begins, s.ends, n, skill=skill if s is shifts[0] else "")
        for s, n in zip(shifts, needs, strict=True)
    ]
    days = draw(st.integers(2, most_days))
    slots = slots_of(days, *shifts, first=draw(st.sampled_from([FIRST, date(2026, 12, 30), date(2028, 2, 27)])))[
        :most_slots
    ]
    first = slots[0].day
    people = tuple(
        Worker(
            n,
            f"值班员{n}",
            skills=frozenset({"医保"} if draw(st.booleans()) else ()),
            share=draw(st.sampled_from([100, 100, 50])),
            per_week=draw(st.integers(3, 7)),
            in_row=draw(st.integers(2, 6)),
            last=first + timedelta(days=draw(st.integers(1, 9))) if draw(st.integers(0, 4)) == 0 else None,
        )
        for n in range(1, draw(st.integers(2, most_people)) + 1)
    )
    ids = st.sampled_from([p.id for p in people])
    span = st.tuples(st.integers(0, days), st.integers(0, 3)).map(
        lambda t: (first + timedelta(t[0]), first + timedelta(sum(t)))
    )
    aways = tuple(
        Unavailability(p, *s, leave=leave, ends=end)
        for p, s, leave, end in draw(
            st.lists(st.tuples(ids, span, st.booleans(), st.sampled_from([1440, 720])), max_size=3)
        )
    )
    wishes = tuple(Wish(p, on, *s) for p, on, s in draw(st.lists(st.tuples(ids, st.booleans(), span), max_size=2)))
    pairs = tuple(Pair(a, b, t) for a, b, t in draw(st.lists(st.tuples(ids, ids, st.booleans()), max_size=1)) if a != b)
    carried = {p.id: Load(50 * draw(st.integers(-4, 4))) for p in people}
    keys = [slot.key for slot in slots]
    kept = frozenset(
        Assignment(*key, id) for key, id in draw(st.lists(st.tuples(st.sampled_from(keys), ids), max_size=2))
    )
    before = slots_of(3, *shifts, first=first - timedelta(days=3))
    around = tuple(draw(st.lists(st.tuples(st.sampled_from(before), ids), max_size=3, unique_by=lambda t: t[1])))
    return RosterProblem(slots, people, aways, wishes, pairs, kept=kept, around=around, carried=carried)


def busy(people: int, days: int, shifts: tuple[Shift, ...], needs: int, seed: int = 4) -> RosterProblem:
    """As life is: leave every month, a third trained for the first shift, part time, wishes, pairs, a past."""
    dice = Random(seed)
    wanted = [Shift(s.id, s.name, s.begins, s.ends, needs, skill="" if n else "医保") for n, s in enumerate(shifts)]
    staff = tuple(
        Worker(n, f"值班员{n}", skills=frozenset({"医保"} if n % 3 == 0 else ()), share=50 if n % 7 == 6 else 100)
        for n in range(1, people + 1)
    )
    span = [FIRST + timedelta(days=n) for n in range(days)]
    aways, wishes = [], []
    for person in staff:
        for _month in range(max(1, days // 31)):
            begins = dice.choice(span)
            aways.append(
                Unavailability(
                    person.id, begins, begins + timedelta(days=dice.randint(0, 5)), leave=dice.random() < 0.8
                )
            )
        wish = dice.choice(span)
        wishes.append(Wish(person.id, dice.random() < 0.3, wish, wish))
    carried = {person.id: Load(dice.choice([-150, -50, 0, 70, 130])) for person in staff}
    pairs = (Pair(1, 2), Pair(3, 4, True))
    return RosterProblem(slots_of(days, *wanted), staff, tuple(aways), tuple(wishes), pairs, carried=carried)


def new_breaches(problem: RosterProblem, assignments: Iterable[Assignment]) -> list[Breach]:
    """What a plan breaks above what its kept duties break by themselves."""
    known = {(b.rule, b.day, b.shift, b.people) for b in breaches(problem, problem.kept)} if problem.kept else set()
    return [
        b
        for b in breaches(problem, assignments)
        if b.rule is RosterRule.NEED or (b.rule, b.day, b.shift, b.people) not in known
    ]


def turns_of(ask: RosterProblem, plan: Iterable[Assignment]) -> frozenset[Turn]:
    """A plan by the places of its slots."""
    places = {slot.key: at for at, slot in enumerate(ask.slots)}
    return frozenset(Turn(places[day, shift], person) for day, shift, person in plan)


def every_plan(ask: RosterProblem) -> Iterator[frozenset[Assignment]]:
    """Everything that keeps the rules, by trying everything."""
    choices = [list(combinations([p.id for p in ask.people], slot.needs)) for slot in ask.slots]
    for chosen in product(*choices):
        plan = frozenset(
            Assignment(s.day, s.shift.id, id) for s, ids in zip(ask.slots, chosen, strict=True) for id in ids
        )
        if ask.kept <= plan and not new_breaches(ask, plan):
            yield plan


def patient(ask: RosterProblem, seconds: float, seed: int = 1) -> Search:
    """A search that does as much as in so many seconds of a slow machine, however long this one takes for it."""
    return Search(ask, seconds, seed, PATIENCE)
