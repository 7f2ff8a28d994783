"""What everybody did against the fair share: carried into a month, over a year."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

from sqlalchemy import bindparam, select

from desk.books.roster import shifts
from desk.books.roster.assignees import Assignee
from desk.books.roster.queries import DutyDone, duties_done
from desk.core.month import Month
from desk.core.words import _
from desk.core.work import Work
from desk.models.roster import fair_shares, rosters
from desk.scheduling.fairness import FairnessStanding
from desk.scheduling.problem import DUTY, Load, LoadKind, Post, Shift, Slot, load_of

FAIR = select(fair_shares).where(fair_shares.c.month >= bindparam("january"), fair_shares.c.month < bindparam("month"))
PUBLISHED = select(rosters.c.month).where(
    rosters.c.month >= bindparam("january"), rosters.c.month < bindparam("month"), rosters.c.published_at.is_not(None)
)

SATURDAY = 5


def carried_into(
    work: Work, month: Month, everyone: Iterable[Assignee], kept_shifts: Mapping[int, Shift]
) -> dict[int, Load]:
    """What everybody did over the fair share in the published months of this year before the month."""
    before = {"january": Month(month.year, 1).name, "month": month.name}
    fair: dict[int, Load] = defaultdict(Load)
    for row in work.connection.execute(FAIR, before):
        fair[row.staff_id] += Load(row.points, row.weekend, row.holiday, row.evening)
    if not fair:
        return {}
    published = {Month.read(name).number for name in work.connection.scalars(PUBLISHED, before)}
    year = duties_done(work, date(month.year, 1, 1), month.first - timedelta(days=1))
    counted = [duty for duty in year if duty.day.month in published]
    done = defaultdict(Load, _loads_of(counted, kept_shifts, work.today))
    return _balanced(everyone, {id: done[id] - share for id, share in fair.items()})


def _balanced(everyone: Iterable[Assignee], over: dict[int, Load]) -> dict[int, Load]:
    """Differences among people of the same posts add up to nothing: a duty that nobody did is no debt of all the
    others.
    """
    groups: dict[frozenset[Post], list[int]] = defaultdict(list)
    for assignee in everyone:
        if assignee.id in over:
            groups[assignee.posts].append(assignee.id)
    balanced = dict(over)
    for ids in groups.values():
        whole = [sum(over[id].parts[part] for id in ids) for part in range(4)]
        for id in ids:
            balanced[id] = over[id] - Load(*(round(part / len(ids)) for part in whole))
    return balanced


def loads_done(work: Work, first: date, last: date) -> dict[int, Load]:
    """What everybody really did in a span: duties not cancelled and, up to yesterday, not missed.

    On a day on which nobody signed in at all, attendance was not kept and every duty counts as done.
    """
    kept_shifts = {card.id: card.shift for card in shifts.all_shifts(work)}
    return _loads_of(duties_done(work, first, last), kept_shifts, work.today)


def _loads_of(present: Sequence[DutyDone], kept_shifts: Mapping[int, Shift], today: date) -> dict[int, Load]:
    """Duties that count alike are counted first, and weighed once."""
    kept_days = {duty.day for duty in present if duty.came}
    alike: dict[tuple[int, int, int, str, bool], list[date]] = defaultdict(list)
    for staff_id, shift_id, points, kind, day, came in present:
        missed = day < today and day in kept_days and not came
        if not missed:
            alike[staff_id, shift_id, points, kind, day.weekday() >= SATURDAY].append(day)
    loads: dict[int, Load] = defaultdict(Load)
    for (staff_id, shift_id, points, kind, _weekend), days in alike.items():
        single = load_of(Slot(days[0], kept_shifts[shift_id], 1, points, LoadKind(kind)))
        loads[staff_id] += Load(*(len(days) * part for part in single.parts))
    return dict(loads)


def fairness_words(standing: Mapping[int, FairnessStanding]) -> str:
    """How fair a plan is: how far the person furthest from the fair share is above or below it."""
    over = max((each.over for each in standing.values()), key=abs, default=0)
    if not over:
        return _("everybody has the fair share")
    n = duties_words(abs(over))
    return _("at most {n} duties above the fair share", n=n) if over > 0 else _("at most {n} duties below it", n=n)


def duties_words(points: int) -> str:
    """Points as duties: 3.5."""
    return f"{points / DUTY:.2f}".rstrip("0").rstrip(".")
