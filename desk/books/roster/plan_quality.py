"""How good a plan is, as it is kept with the month, told to programs, and said to a person."""

from __future__ import annotations

from collections.abc import Mapping
from math import ceil
from typing import Any

from desk.books.roster.loads import duties_words
from desk.core.words import N_, _, phrases
from desk.scheduling.objectives import EACH
from desk.scheduling.plan import FAIRNESS, ObjectiveLevel, Progress, SolvedPlan

LATE = 1.0
"""Seconds beyond those allowed that nobody needs to be told of."""
STILL: Mapping[ObjectiveLevel, str] = {
    ObjectiveLevel.WORST: N_("the largest deviation might be {n} duties less"),
    ObjectiveLevel.TOTAL: N_("the sum of deviations might be {n} duties less"),
    ObjectiveLevel.KINDS: N_("weekends, holidays and evenings might be {n} duties nearer"),
    ObjectiveLevel.SPREAD: N_("at most {n} places might be better spread"),
    ObjectiveLevel.WISHES: N_("at most {n} more wishes might be met"),
    ObjectiveLevel.CHANGES: N_("at most {n} duties fewer might be changed"),
}
"""What could still be better, by the level; ``n`` in what the level is counted in."""
WORKED_ON: Mapping[ObjectiveLevel, str] = {
    ObjectiveLevel.WORST: N_("largest deviation: {value} duties so far, at least {bound}"),
    ObjectiveLevel.TOTAL: N_("sum of deviations: {value} duties so far, at least {bound}"),
    ObjectiveLevel.KINDS: N_("weekends, holidays and evenings: {value} duties off so far, at least {bound}"),
    ObjectiveLevel.SPREAD: N_("badly spread: {value} places so far, at least {bound}"),
    ObjectiveLevel.WISHES: N_("wishes not met: {value} so far, at least {bound}"),
    ObjectiveLevel.CHANGES: N_("duties changed: {value} so far, at least {bound}"),
}
"""What is being brought down, by the level, while the search goes on."""


def quality(solved: SolvedPlan, seed: int) -> dict[str, Any]:
    """What is known of a plan, as it is kept with the month and told to programs."""
    return {
        "status": "optimal" if solved.optimal else "feasible",
        "objective": solved.objective,
        "bound": solved.bound,
        "gap": round(solved.gap, 4),
        "seconds": round(solved.seconds, 1),
        "allowed": round(solved.allowed, 1),
        "seed": seed,
        "levels": {level.value: [reached.value, reached.bound] for level, reached in solved.levels.items()},
    }


def quality_words(known: Mapping[str, Any]) -> str:
    """已是最均衡方案, or what could still be better at most: the first that could be fairer, and where nothing could,
    each of the levels after. That no longer holds once somebody changed the plan by hand.
    """
    match known.get("status"):
        case "optimal":
            return _("proven optimal")
        case "feasible":
            return phrases(filter(None, (_still(known), _sooner(known))))
        case "edited":
            return _("changed by hand since")
    return ""


def _sooner(known: Mapping[str, Any]) -> str:
    """That a plan could not be had in the time that was allowed; nothing where it could."""
    if known.get("seconds", 0) <= known.get("allowed", float("inf")) + LATE:
        return ""
    return _("a plan of this size takes at least {n} seconds", n=ceil(known["seconds"]))


def _still(known: Mapping[str, Any]) -> str:
    levels: Mapping[str, list[int]] = known.get("levels", {})
    rest = {level: levels[level][0] - levels[level][1] for level in ObjectiveLevel if level in levels}
    open_levels = [level for level, many in rest.items() if many]
    if not open_levels:
        return _("at most {percent}% from the best possible", percent=f"{100 * known['gap']:.1f}")
    parts = [_(STILL[level], n=_level_value(level, rest[level])) for level in open_levels]
    return parts[0] if open_levels[0] in FAIRNESS else phrases([_("nothing could be fairer"), *parts])


def level_words(progress: Progress) -> str:
    """One line while the search goes on."""
    return _(
        WORKED_ON[progress.level],
        value=_level_value(progress.level, progress.value),
        bound=_level_value(progress.level, progress.bound),
    )


def _level_value(level: ObjectiveLevel, value: int) -> str:
    return duties_words(value) if level in FAIRNESS else str(value // EACH)
