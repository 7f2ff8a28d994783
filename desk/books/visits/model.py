"""A visit and its closed lists: where it stands, why somebody is served first, which queues there are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from desk.core.tone import Tone
from desk.core.words import N_, NP_, Worded


class VisitState(Worded):
    """Where a visit stands 来访状态; its periods have the same."""

    WAITING = "waiting", NP_("visit", "Waiting")
    SERVING = "serving", NP_("visit", "Being served"), Tone.DONE
    HOLD = "hold", NP_("visit", "On hold"), Tone.WAITING
    MISSED = "missed", NP_("visit", "Called, not there"), Tone.QUIET
    FINISHED = "finished", NP_("visit", "Over")
    LEFT = "left", N_("Left unserved")


CAN_BE_UNDONE = frozenset({VisitState.MISSED, VisitState.LEFT})
"""Passed over 过号 and given up 弃号: what is done to somebody who is not there."""


MOVES: dict[VisitState, frozenset[VisitState]] = {
    VisitState.WAITING: frozenset({VisitState.SERVING, VisitState.MISSED, VisitState.LEFT}),
    VisitState.SERVING: frozenset(set(VisitState) - {VisitState.SERVING}),
    VisitState.HOLD: frozenset({VisitState.SERVING, VisitState.MISSED, VisitState.FINISHED, VisitState.LEFT}),
    VisitState.MISSED: frozenset({VisitState.SERVING, VisitState.WAITING, VisitState.LEFT}),
    VisitState.FINISHED: frozenset(),
    VisitState.LEFT: frozenset(),
}


class Priority(Worded):
    """Why somebody is served first 优先."""

    NONE = "", NP_("priority", "None")
    ELDERLY = "elderly", N_("Elderly")
    DISABLED = "disabled", NP_("person", "Disabled")
    PREGNANT = "pregnant", N_("Pregnant")
    SOLDIER = "soldier", N_("Soldier or veteran")


QUEUES: Mapping[str, str] = {"A": NP_("button", "Ticket")}
"""The letter before the numbers of each queue 排队号, and what giving one is called. The first is the usual one, which
has the key; the others are offered in the menu of the list, and all are called together, as people came.
"""
QUEUE = next(iter(QUEUES))


def label_of(queue: str, number: int) -> str:
    """A012: what is called and written down."""
    return f"{queue}{number:03d}"


@dataclass(frozen=True)
class Visit:
    """One person's arrival. ``since`` is when the present state began; ``name`` may still be unknown."""

    id: int
    day: date
    label: str
    state: VisitState
    priority: Priority
    arrived_at: datetime
    since: datetime
    resident_id: int | None
    name: str
    staff_id: int
    calls: int = 0
    """How often the number was called."""
