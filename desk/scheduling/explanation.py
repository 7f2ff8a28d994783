"""Why a month cannot be planned: the fewest rules that contradict each other, and what could give way.

Most contradictions lie in one slot and are told by looking at who could take it. The others are found by the model:
rules are taken out of it, large pieces first, as long as the rest still contradicts itself. What is left is minimal:
without any one of its rules there would be a plan.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from desk.core.calendar import day_words
from desk.core.words import N_, P_, _, clauses, listed, phrases
from desk.scheduling.cp_sat import cp_model
from desk.scheduling.model import RosterModel, rules_of
from desk.scheduling.problem import RosterProblem, Shift, Slot, Worker, week_of
from desk.scheduling.rules import Breach, RosterRule, blocked
from desk.scheduling.turns import Candidates, Key

LOOK_SECONDS = 20.0


@dataclass(frozen=True)
class Reason:
    """One rule of a contradiction as a sentence, the days it is about, and how it could give way."""

    rule: RosterRule
    sentence: str
    relax: str
    days: tuple[date, ...] = ()


@dataclass(frozen=True)
class Contradiction:
    """Rules that cannot all be kept. ``sentence`` is the whole of it in one sentence; ``days`` are to be marked."""

    sentence: str
    reasons: tuple[Reason, ...]
    days: tuple[date, ...]
    relaxations: tuple[str, ...]


def explain(problem: RosterProblem, cancelled: Callable[[], bool] = lambda: False) -> list[Contradiction]:
    """Every slot that nobody can fill, else one smallest set of rules; empty when a plan is possible after all.

    A shift that is too long for anybody's day is named once, not on every day that has it.
    """
    short = [(slot, contradiction) for slot in problem.slots for contradiction in _short_slot(problem, slot)]
    too_long: dict[Shift, list[date]] = {}
    for slot, _contradiction in short:
        if slot.shift.minutes > problem.limits.daily:
            too_long.setdefault(slot.shift, []).append(slot.day)
    single = [contradiction for slot, contradiction in short if slot.shift not in too_long]
    if short:
        return [*(_long_shift(problem, shift, days) for shift, days in too_long.items()), *single]
    core = smallest_core(problem, cancelled)
    return [_of_core(problem, core)] if core else []


def _long_shift(problem: RosterProblem, shift: Shift, days: Sequence[date]) -> Contradiction:
    """One duty in it is more than anybody may do on a day."""
    facts = {"shift": shift.name, "hours": f"{shift.minutes / 60:g}", "most": f"{problem.limits.daily / 60:g}"}
    sentence = _("{shift} lasts {hours} hours, but nobody may be on duty more than {most} hours a day.", **facts)
    ways = (_("divide or shorten {shift}", shift=shift.name), _(RELAX[RosterRule.HOURS]))
    return Contradiction(sentence, (Reason(RosterRule.HOURS, sentence, ways[0], tuple(days)),), tuple(days), ways)


def _short_slot(problem: RosterProblem, slot: Slot) -> list[Contradiction]:
    """Too few people for one slot, whatever else is planned."""
    able = [person for person in problem.people if slot.shift.post in person.posts]
    kept = problem.kept
    reasons = {p.id: blocked(problem, kept, slot, p) for p in able if (slot.day, slot.shift.id, p.id) not in kept}
    free = [p for p in able if not reasons.get(p.id)]
    trained = [p for p in free if not slot.shift.skill or slot.shift.skill in p.skills]
    if len(free) >= slot.needs and (trained or not slot.needs):
        return []
    untrained = len(free) >= slot.needs
    others = [p for p in able if reasons.get(p.id) and (not untrained or slot.shift.skill in p.skills)]
    why = [short_words(p, reasons[p.id][0], problem) for p in others]
    sentence = _slot_words(slot, trained if untrained else free, why, untrained)
    need = Reason(
        RosterRule.SKILL if untrained else RosterRule.NEED, sentence, _relax_slot(slot, untrained), (slot.day,)
    )
    blocking = tuple(
        Reason(reasons[p.id][0].rule, text, _relax_person(p, reasons[p.id][0].rule, (slot.day,), problem), (slot.day,))
        for p, text in zip(others, why, strict=True)
    )
    relaxations = (need.relax, *dict.fromkeys(reason.relax for reason in blocking))
    return [Contradiction(sentence, (need, *blocking), (slot.day,), relaxations)]


def _slot_words(slot: Slot, free: Sequence[Worker], why: Sequence[str], untrained: bool) -> str:
    facts = {"day": day_words(slot.day), "shift": slot.shift.name, "n": slot.needs, "skill": slot.shift.skill}
    facts |= {"names": listed(p.name for p in free), "why": phrases(why) or _("nobody else is there")}
    if untrained:
        return _("{day} {shift} needs somebody trained in {skill}, but nobody can: {why}.", **facts)
    if free:
        return _("{day} {shift} needs {n}, but only {names} can: {why}.", **facts)
    return _("{day} {shift} needs {n}, but nobody can: {why}.", **facts)


SHORT: dict[RosterRule, str] = {
    RosterRule.EMPLOYED: N_("{name} is not here then"),
    RosterRule.AWAY: N_("{name} has {what}"),
    RosterRule.TWICE: N_("{name} is on duty elsewhere at that time"),
    RosterRule.REST: N_("{name} needs rest after a late shift"),
    RosterRule.HOURS: N_("{name} has a full day already"),
    RosterRule.ROW: N_("{name} is already {n} days in a row"),
    RosterRule.WEEK: N_("{name} has {n} duties that week already"),
}


def short_words(person: Worker, breach: Breach, problem: RosterProblem) -> str:
    """Why a person cannot take a slot, as short as one says it."""
    slot = problem.by_key.get((breach.day, breach.shift or 0))
    away = problem.away(person.id, slot) if slot else None
    what = (away.reason or (P_("absence", "leave") if away.leave else P_("absence", "unavailable"))) if away else ""
    most = person.in_row if breach.rule is RosterRule.ROW else person.per_week
    return _(SHORT.get(breach.rule, "{name}"), name=person.name, what=what, n=most)


def _relax_slot(slot: Slot, untrained: bool) -> str:
    day, shift = day_words(slot.day), slot.shift.name
    if untrained:
        return _("do without {skill} in {shift} on {day}", skill=slot.shift.skill, shift=shift, day=day)
    return _("plan one person fewer in {shift} on {day}", shift=shift, day=day)


RELAX: dict[RosterRule, str] = {
    RosterRule.EMPLOYED: N_("change from when to when {name} works here"),
    RosterRule.AWAY: N_("agree with {name} on {days}"),
    RosterRule.REST: N_("shorten the rest after late shifts"),
    RosterRule.HOURS: N_("allow more hours a day"),
    RosterRule.ROW: N_("allow {name} {more} days in a row"),
    RosterRule.WEEK: N_("allow {name} {more} duties a week"),
    RosterRule.TWICE: N_("unpin another duty of {name}"),
}


def _relax_person(person: Worker, rule: RosterRule, days: Iterable[date], problem: RosterProblem) -> str:
    return _(
        RELAX.get(rule, "{name}"),
        name=person.name,
        days=spans_words(days),
        more=1 + (person.in_row if rule is RosterRule.ROW else person.per_week),
    )


def spans_words(days: Iterable[date]) -> str:
    """Days as spans: 10月1日至10月3日、10月7日."""
    spans: list[list[date]] = []
    for day in sorted(set(days)):
        if spans and day - spans[-1][1] == timedelta(days=1):
            spans[-1][1] = day
        else:
            spans.append([day, day])
    ranges = [day_words(a) if a == b else _("{a} to {b}", a=day_words(a), b=day_words(b)) for a, b in spans]
    return listed(ranges)


def smallest_core(problem: RosterProblem, cancelled: Callable[[], bool] = lambda: False) -> list[Key]:
    """A minimal contradicting set of rules: the smaller one of two ways of thinning it out; empty when there is none.

    A single week that contradicts itself is told before anything that takes the whole span.
    """
    ends = time.monotonic() + LOOK_SECONDS
    rules = rules_of(problem)
    weeks = sorted({week_of(slot.day) for slot in problem.slots})
    spans = [[key for key in rules if not _elsewhere(key, week)] for week in weeks]
    core = next((span for span in (*spans, rules) if contradicting(problem, span)), None)
    if core is None:
        return []

    def enough() -> bool:
        return cancelled() or time.monotonic() > ends

    return min((_thinned(problem, order, enough) for order in (core, core[::-1])), key=len)


def _elsewhere(key: Key, week: date) -> bool:
    """Is this the need of another week?"""
    return key[0] in (RosterRule.NEED, RosterRule.SKILL) and week_of(key[1].day) != week


def contradicting(problem: RosterProblem, held: Collection[Key]) -> bool:
    """Is it proven that these rules cannot all be kept?"""
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.max_deterministic_time = 1
    return solver.solve(RosterModel(Candidates(problem, frozenset(held))).cp) == cp_model.INFEASIBLE


def _thinned(problem: RosterProblem, rules: Sequence[Key], enough: Callable[[], bool]) -> list[Key]:
    """Take out what is not needed for the contradiction, large pieces first, then one by one."""
    core, size = list(rules), max(len(rules) // 2, 1)
    while True:
        at = 0
        while at < len(core) and not enough():
            fewer = core[:at] + core[at + size :]
            if contradicting(problem, fewer):
                core = fewer
            else:
                at += size
        if size == 1:
            return core
        size = max(size // 2, 1)


def _of_core(problem: RosterProblem, core: Sequence[Key]) -> Contradiction:
    """A core in words: what is needed first, then what stands in its way."""
    others = [_reason(problem, key) for key in core if key[0] in (RosterRule.SKILL, RosterRule.KEPT, RosterRule.APART)]
    reasons = [*_needs(problem, core), *others, *_limits(problem, core), *_absences(problem, core)]
    days = tuple(sorted({day for reason in reasons if reason.rule is RosterRule.NEED for day in reason.days}))
    sentence = _("These cannot all be kept: {rules}.", rules=clauses(reason.sentence for reason in reasons))
    return Contradiction(sentence, tuple(reasons), days, tuple(dict.fromkeys(reason.relax for reason in reasons)))


def _needs(problem: RosterProblem, core: Sequence[Key]) -> list[Reason]:
    """Slots that must be filled, one sentence a shift."""
    by_shift: dict[tuple[str, int], list[Slot]] = {}
    for key in core:
        if key[0] is RosterRule.NEED:
            by_shift.setdefault((key[1].shift.name, key[1].needs), []).append(key[1])
    grouped = []
    for (name, needs), slots in by_shift.items():
        days = tuple(sorted(slot.day for slot in slots))
        sentence = _("{days} {shift} needs {n} each day", days=spans_words(days), shift=name, n=needs)
        relax = _("plan one person fewer in {shift} on {day}", shift=name, day=spans_words(days))
        grouped.append(Reason(RosterRule.NEED, sentence, relax, days))
    return grouped


def _absences(problem: RosterProblem, core: Sequence[Key]) -> list[Reason]:
    """What somebody is away for, on those days that matter here."""
    needed = {key[1].day for key in core if key[0] is RosterRule.NEED} or set(problem.days)
    grouped = []
    for key in core:
        if key[0] is RosterRule.AWAY:
            away, person = key[1], problem.by_id[key[1].person]
            days = tuple(day for day in problem.days if away.covers(day) and day in needed)
            what = away.reason or (P_("absence", "leave") if away.leave else P_("absence", "unavailable"))
            sentence = _("{name} on {day}: {what}", name=person.name, day=spans_words(days), what=what)
            grouped.append(
                Reason(RosterRule.AWAY, sentence, _relax_person(person, RosterRule.AWAY, days, problem), days)
            )
    return grouped


def _reason(problem: RosterProblem, key: Key) -> Reason:
    """A qualified person, a pinned duty or a pair in words."""
    rule, about = key[0], key[1]
    if rule is RosterRule.SKILL:
        sentence = _(
            "{day} {shift} needs somebody trained in {skill}",
            day=day_words(about.day),
            shift=about.shift.name,
            skill=about.shift.skill,
        )
        return Reason(rule, sentence, _relax_slot(about, True), (about.day,))
    if rule is RosterRule.KEPT:
        person, day = problem.by_id[about.person], day_words(about.day)
        sentence = _("{name} is pinned to {day}", name=person.name, day=day)
        return Reason(rule, sentence, _("unpin {name} on {day}", name=person.name, day=day), (about.day,))
    name, other_name = problem.by_id[about.person].name, problem.by_id[about.other].name
    sentence = _("{one} and {other} are not to share a shift", one=name, other=other_name)
    return Reason(rule, sentence, _("let {one} and {other} share a shift", one=name, other=other_name))


NAMES_AT_MOST = 4


def _limits(problem: RosterProblem, core: Sequence[Key]) -> list[Reason]:
    """Limits of people, those with the same limit in one sentence."""
    same: dict[tuple[RosterRule, int], list[Worker]] = {}
    for rule, about in core:
        if rule in LIMIT_WORDS:
            person = problem.by_id[about]
            most = {RosterRule.ROW: person.in_row, RosterRule.WEEK: person.per_week}.get(rule, 0)
            same.setdefault((rule, most), []).append(person)
    grouped = []
    for (rule, most), people in same.items():
        names = listed(p.name for p in people[:NAMES_AT_MOST])
        if len(people) > NAMES_AT_MOST:
            names = _("{names} and {n} more", names=names, n=len(people) - NAMES_AT_MOST)
        facts = {
            "name": names,
            "n": most,
            "rest": f"{problem.limits.rest / 60:g}",
            "hours": f"{problem.limits.daily / 60:g}",
        }
        grouped.append(Reason(rule, _(LIMIT_WORDS[rule], **facts), _(RELAX[rule], **facts, more=most + 1)))
    return grouped


LIMIT_WORDS: dict[RosterRule, str] = {
    RosterRule.ROW: N_("{name} works at most {n} days in a row"),
    RosterRule.WEEK: N_("{name} has at most {n} duties a week"),
    RosterRule.REST: N_("{name} rests {rest} hours after a late shift"),
    RosterRule.HOURS: N_("{name} is on duty at most {hours} hours a day"),
}
