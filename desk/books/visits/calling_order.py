"""Who is called next 叫号顺序, and why: appointments, priority and walk-ins, so that nobody waits without end.

A pure rule: it knows no table and no clock of its own. Of those who wait, the next is

1. whoever was handed over 转交 to this clerk; whoever was handed to another is left to them for ``longest_wait``;
2. whoever has waited longer than ``longest_wait`` past the time of their turn, the longest first;
3. after ``in_a_row`` calls from priority or appointments, while somebody without either waits: the first of those;
4. who has priority 优先, then whose appointment has come 预约, then all others, as they came;
5. whose appointment is still to come, and last who was passed over 过号, as they were passed over.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum, auto

from desk.books.visits.model import Visit, VisitState
from desk.core.clock import local
from desk.core.words import _


class Lane(Enum):
    """By what somebody stands in line; the numbers of each lane are called in their own order."""

    PRIORITY = auto()
    BOOKED = auto()
    ORDINARY = auto()


FAST = frozenset({Lane.PRIORITY, Lane.BOOKED})
"""The lanes that pass those who just came."""


@dataclass(frozen=True)
class CallingRules:
    """The district's numbers: how long anybody may wait, and how many of the fast lanes go one after another."""

    longest_wait: timedelta
    in_a_row: int


@dataclass(frozen=True)
class Turn:
    """A place in line: who, and why here, empty for as they came. ``is_handed_on``: because of the hand-over 转交, to
    whoever asks or to another; ``is_for_another`` is called by hand only: a colleague is to do it.
    """

    visit: Visit
    reason: str
    is_for_another: bool = False
    is_handed_on: bool = False

    @property
    def is_passed_over(self) -> bool:
        """Was the number called already, with nobody there?"""
        return self.visit.state is VisitState.MISSED


def lane_of(visit: Visit) -> Lane:
    """The lane of somebody who waits."""
    return lane_by(visit.priority, visit.booked_for, visit.turn_at)


def lane_by(priority: str, booked_for: datetime | None, turn_at: datetime | None) -> Lane:
    """Priority goes before a booking; who came too late for a booking stands in line as anybody else."""
    if priority:
        return Lane.PRIORITY
    return Lane.BOOKED if booked_for and turn_at == booked_for else Lane.ORDINARY


def waits_since(visit: Visit) -> datetime:
    """From when the wait counts: the time of the turn, which for a booking may be still to come."""
    return visit.turn_at or visit.arrived_at


def in_order(
    waiting: Sequence[Visit], last_lanes: Sequence[Lane], now: datetime, rules: CallingRules, clerk: int
) -> list[Turn]:
    """All who wait or were passed over, as ``clerk`` (an id of the staff) calls them one after another from now on.

    ``last_lanes`` are those of the calls before, the newest last.
    """
    rest = sorted((visit for visit in waiting if visit.state is not VisitState.MISSED), key=lambda visit: visit.id)
    lanes, turns = list(last_lanes), list[Turn]()
    while rest:
        turn = _next(rest, lanes, now, rules, clerk)
        turns.append(turn)
        rest.remove(turn.visit)
        lanes.append(lane_of(turn.visit))
    missed = [visit for visit in waiting if visit.state is VisitState.MISSED]
    passed = [Turn(visit, _("passed over, goes last")) for visit in sorted(missed, key=lambda v: (v.since, v.id))]
    return [*(t for t in turns if not t.is_for_another), *passed, *(t for t in turns if t.is_for_another)]


def _next(rest: Sequence[Visit], lanes: Sequence[Lane], now: datetime, rules: CallingRules, clerk: int) -> Turn:
    """The first of those who are left, by the numbers of the module's list."""
    if mine := [visit for visit in rest if visit.wanted_id == clerk]:
        return Turn(mine[0], _("handed to you"), is_handed_on=True)
    if late := [visit for visit in rest if now - _free_since(visit) > rules.longest_wait]:
        longest = min(late, key=_by_time)
        return Turn(longest, _("has waited {n} min", n=(now - waits_since(longest)) // MINUTE))
    free = [visit for visit in rest if visit.wanted_id is None]
    if not free:
        return Turn(rest[0], _("handed to {who}", who=rest[0].wanted), is_for_another=True, is_handed_on=True)
    return _by_lane(free, lanes, now, rules)


def _free_since(visit: Visit) -> datetime:
    """From when the longest wait is reckoned: a colleague to whom somebody was handed has as long for them, however
    long they were here before.
    """
    return waits_since(visit) if visit.wanted_id is None else max(waits_since(visit), visit.since)


def _by_lane(free: Sequence[Visit], lanes: Sequence[Lane], now: datetime, rules: CallingRules) -> Turn:
    ordinary, priority, booked = (
        [visit for visit in free if lane_of(visit) is lane] for lane in (Lane.ORDINARY, Lane.PRIORITY, Lane.BOOKED)
    )
    newest = lanes[-rules.in_a_row :]
    if ordinary and len(newest) == rules.in_a_row and FAST.issuperset(newest):
        return Turn(ordinary[0], _("a walk-in's turn"))
    if priority:
        return Turn(priority[0], _("priority: {why}", why=priority[0].priority.label))
    first = min(booked, key=_by_time, default=None)
    if first and waits_since(first) <= now:
        return Turn(first, _("booked for {time}", time=f"{local(waits_since(first)):%H:%M}"))
    if ordinary:
        return Turn(ordinary[0], "")
    assert first
    return Turn(first, _("booked for {time}, not yet time", time=f"{local(waits_since(first)):%H:%M}"))


def _by_time(visit: Visit) -> tuple[datetime, int]:
    return waits_since(visit), visit.id


MINUTE = timedelta(minutes=1)
