"""What a search is asked for and what it gives: levels, what was reached on them, and the plan."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from desk.core.words import N_, Worded
from desk.scheduling.problem import Assignment


class ObjectiveLevel(Worded):
    """What is brought down one after the other 目标层级, the most important first."""

    WORST = "worst", N_("Largest deviation")
    TOTAL = "total", N_("Sum of deviations")
    KINDS = "kinds", N_("Weekends, holidays, evenings")
    SPREAD = "spread", N_("Spread")
    WISHES = "wishes", N_("Wishes")
    CHANGES = "changes", N_("Changes")


Told = Callable[[ObjectiveLevel, int, int], None]
"""Gets the level being worked on, the best plan's value there, and the bound."""
FAIRNESS = (ObjectiveLevel.WORST, ObjectiveLevel.TOTAL, ObjectiveLevel.KINDS)
WANTED = (ObjectiveLevel.SPREAD, ObjectiveLevel.WISHES, ObjectiveLevel.CHANGES)


@dataclass(frozen=True)
class LevelReached:
    """What a plan has on one level, and the proven bound that no plan can be under that is as good on the levels
    before. Points of a hundredth of a duty on the fairness levels, else a tenth of a duty for every close pair, unmet
    wish or change.
    """

    value: int
    bound: int


@dataclass(frozen=True)
class SolvedPlan:
    """The duties of the whole span, pinned ones among them, and how good the plan is."""

    assignments: frozenset[Assignment]
    levels: dict[ObjectiveLevel, LevelReached]
    seconds: float = 0.0
    allowed: float = 0.0
    """Seconds that were allowed: fewer than ``seconds`` where a plan cannot be had so soon."""

    @property
    def objective(self) -> int:
        """The values of all levels together."""
        return sum(reached.value for reached in self.levels.values())

    @property
    def bound(self) -> int:
        """The proven bounds of all levels together."""
        return sum(reached.bound for reached in self.levels.values())

    @property
    def gap(self) -> float:
        """How much better, of the whole, a plan could be at most: 0 when the plan is proven optimal."""
        return (self.objective - self.bound) / self.objective if self.objective else 0.0

    @property
    def optimal(self) -> bool:
        """Is every level at its bound 已证明最优?"""
        return self.objective == self.bound


@dataclass(frozen=True)
class Progress:
    """Told while the search goes on: the level being worked on, the best plan's value there, and the bound."""

    level: ObjectiveLevel
    value: int
    bound: int
    seconds: float


class Impossible(Exception):
    """No plan keeps every rule. ``desk.scheduling.explanation`` tells why."""


class Stopped(Exception):
    """Stopped before there was any plan."""


def joined(part: SolvedPlan, other: SolvedPlan) -> SolvedPlan:
    """Two plans that have nothing to do with each other as one."""

    def both(level: ObjectiveLevel) -> LevelReached:
        a, b = part.levels[level], other.levels[level]
        if level is ObjectiveLevel.WORST:
            return LevelReached(max(a.value, b.value), max(a.bound, b.bound))
        return LevelReached(a.value + b.value, a.bound + b.bound)

    return SolvedPlan(part.assignments | other.assignments, {level: both(level) for level in ObjectiveLevel})
