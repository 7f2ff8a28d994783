"""How long somebody who waits still has to wait 预计等候, by how long visits took here in the last two months."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from statistics import median

from desk.books import centre
from desk.books.visits.line import Line, line
from desk.books.visits.model import Visit
from desk.books.visits.queries import clerks_since, served_minutes
from desk.core.work import Work

DAYS = 60
"""Of how many days the visits are looked at."""
ENOUGH, ENOUGH_OF_ITEM = 20, 5
"""So many visits tell how long one takes; of one item, fewer do."""
HOUR = timedelta(hours=1)


@dataclass(frozen=True)
class Pace:
    """Median minutes that a visit takes at the counter: of an item, or else of any; read once a day."""

    day: date
    usual: float
    by_item: Mapping[int, float]
    is_measured: bool = False
    """Is ``usual`` the centre's own experience? Without enough of that it is a setting, which may change any time."""

    def minutes(self, visit: Visit) -> float:
        """What this visit is likely to take."""
        return self.by_item.get(visit.service_id or 0, self.usual)


def pace(work: Work, kept: Pace | None = None) -> Pace:
    """How long visits took of late. Reads the visits of two months, unless ``kept`` was read on the same day: then only
    the setting is asked again, so that a change of it holds at once.
    """
    if kept is not None and kept.day == work.today:
        return kept if kept.is_measured else replace(kept, usual=_set(work))
    rows = served_minutes(work, work.today - timedelta(days=DAYS))
    all_minutes = [minutes for _item, minutes in rows]
    is_measured = len(all_minutes) >= ENOUGH
    usual = median(all_minutes) if is_measured else _set(work)
    of_items: dict[int, list[float]] = {}
    for item, minutes in rows:
        if item is not None:
            of_items.setdefault(item, []).append(minutes)
    known = {item: median(minutes) for item, minutes in of_items.items() if len(minutes) >= ENOUGH_OF_ITEM}
    return Pace(work.today, usual, known, is_measured)


def _set(work: Work) -> float:
    """What the centre says that one visit takes."""
    return float(centre.rule(work, "queue_serving_minutes"))


@dataclass(frozen=True)
class ExpectedWaits:
    """Whole minutes from now: of each number that waits, by its visit's id, and of a number given now."""

    of_visits: Mapping[int, int]
    of_new: int


def expected_waits(work: Work, known: Pace | None = None, here: Line | None = None) -> ExpectedWaits:
    """What everybody is likely to wait still; ``known`` and ``here`` where the caller has read them already."""
    here = here or line(work)
    clerks = clerks_since(work, work.now - HOUR)
    return waits(here, known or pace(work), work.now, max(clerks, len({visit.staff_id for visit in here.serving}), 1))


def waits(here: Line, known: Pace, now: datetime, clerks: int) -> ExpectedWaits:
    """What is left of those being served, and all of those before in calling order, shared among the ``clerks``.

    Who is called by hand only, for a colleague or passed over, keeps nobody waiting and is told no wait.
    """
    ahead = sum(_left(visit, known, now) for visit in here.serving)
    minutes: dict[int, int] = {}
    for turn in here.turns:
        if turn.is_for_another or turn.is_passed_over:
            continue
        visit = turn.visit
        until_turn = (visit.turn_at - now) / MINUTE if visit.turn_at else 0.0
        minutes[visit.id] = _whole(max(ahead / clerks, until_turn))
        ahead += known.minutes(visit)
    return ExpectedWaits(minutes, _whole(ahead / clerks))


MINUTE = timedelta(minutes=1)
STEP, FINE = 5, 10
"""Waits of more than ten minutes are told in steps of five: nobody knows them better."""


def _left(visit: Visit, known: Pace, now: datetime) -> float:
    return max(known.minutes(visit) - (now - visit.since) / MINUTE, 0.0)


def _whole(minutes: float) -> int:
    nearest = max(round(minutes), 0)
    return nearest if nearest <= FINE else round(minutes / STEP) * STEP
