"""How long visits waited and were served 等候与办理: count, mean, median, 90th percentile, longest and the share
within the promised minutes 承诺时间, of some days, by hour of arriving and by item.

The 90th percentile is by the nearest rank: of ten visits the ninth, of twenty the eighteenth in their order, so always
the time of a visit that there was. The promised minutes are rules of the centre, as they stand now.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from desk.books import catalogue, centre
from desk.books.visits import wait_queries
from desk.books.visits.model import VisitState
from desk.books.visits.wait_queries import TENTHS, Lasted
from desk.core.clock import start_of
from desk.core.figure import Number, longest, mean, middle, ninth_tenth
from desk.core.words import P_
from desk.core.work import Work

STATES = (VisitState.WAITING, VisitState.SERVING)
"""What is measured: waiting 等候 and serving 办理."""
PROMISES: Mapping[VisitState, str] = {
    VisitState.WAITING: "queue_promised_wait",
    VisitState.SERVING: "queue_promised_serving",
}
"""The rules that say within how many minutes it should be over 承诺分钟."""
TAKES: Mapping[VisitState, Callable[[Lasted], int | None]] = {
    VisitState.WAITING: lambda visit: visit.waiting,
    VisitState.SERVING: lambda visit: visit.serving,
}


def promised(work: Work, state: VisitState) -> int:
    """The minutes within which waiting or serving should be over, by the rule as it stands."""
    return centre.rule(work, PROMISES[state])


@dataclass(frozen=True)
class Spread:
    """How long it took some visits, in minutes; all None but ``count`` where there was none. ``kept`` of them were
    within the promised minutes, ``share`` of a hundred.
    """

    count: int
    minutes: int | float
    mean: Number
    median: Number
    p90: Number
    longest: Number
    kept: int
    share: Number


def spread(tenths: Sequence[int], minutes: int) -> Spread:
    """Of the tenths of a minute that visits took, ``minutes`` being promised."""
    many, added = len(tenths), sum(tenths)
    kept = sum(each <= minutes * TENTHS for each in tenths)
    return Spread(
        many,
        added / TENTHS,
        mean(added, many, TENTHS),
        middle(tenths, TENTHS),
        ninth_tenth(tenths, TENTHS),
        longest(tenths, TENTHS),
        kept,
        round(100 * kept / many, 1) if many else None,
    )


@dataclass(frozen=True)
class WaitRow:
    """One hour or one item in a table of waits; minutes as in ``Spread``. ``key`` is the hour (0 to 23) or the item's
    id, None for visits of which nobody noted what they were for.
    """

    key: int | None
    title: str
    count: int
    mean: Number
    median: Number
    p90: Number
    longest: Number
    share: Number


def of_days(work: Work, first: date, last: date, state: VisitState = VisitState.WAITING) -> Spread:
    """All visits of the days ``first`` to ``last``."""
    return spread(taken(wait_queries.each(work, first, last), state), promised(work, state))


def taken(lasted: Iterable[Lasted], state: VisitState) -> list[int]:
    """The tenths of a minute of those that were in a state."""
    take = TAKES[state]
    return [tenths for visit in lasted if (tenths := take(visit)) is not None]


def by_hour(work: Work, first: date, last: date, state: VisitState = VisitState.WAITING) -> list[WaitRow]:
    """By the hour in which people came, from the earliest; hours in which nobody did are left out."""
    take, hours = TAKES[state], dict[int, list[int]]()
    for visit in wait_queries.each(work, first, last):
        if (tenths := take(visit)) is not None:
            hours.setdefault(visit.hour, []).append(tenths)
    minutes = promised(work, state)
    return [_row(hour, hour_words(hour), spread(hours[hour], minutes)) for hour in sorted(hours)]


def by_item(work: Work, first: date, last: date, state: VisitState = VisitState.WAITING) -> list[WaitRow]:
    """By what people came for, the item with most visits first; what nobody noted comes last. Items are called as they
    were at the end of the days.
    """
    items: dict[int | None, list[int]] = {}
    for item, waiting, serving in wait_queries.by_item(work, first, last):
        tenths = waiting if state is VisitState.WAITING else serving
        if tenths is not None:
            items.setdefault(item, []).append(tenths)
    names, minutes = item_names(work, last), promised(work, state)
    rows = [_row(item, names[item], spread(tenths, minutes)) for item, tenths in items.items()]
    return sorted(rows, key=lambda row: (row.key is None, -row.count, row.title, row.key or 0))


def item_names(work: Work, last: date) -> Mapping[int | None, str]:
    """What each item was called at the end of a day; also what is said where nobody noted one."""
    names: dict[int | None, str] = {None: P_("item of a visit", "not noted")}
    for id, name in catalogue.names_at(work, start_of(last + timedelta(days=1))).items():
        names[id] = name
    return names


def hour_words(hour: int) -> str:
    """09:00—10:00."""
    return f"{hour:02d}:00—{hour + 1:02d}:00"


def _row(key: int | None, title: str, of: Spread) -> WaitRow:
    return WaitRow(key, title, of.count, of.mean, of.median, of.p90, of.longest, of.share)
