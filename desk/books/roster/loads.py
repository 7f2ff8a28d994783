"""What everybody did against the fair share: carried into a month, over a year."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

from sqlalchemy import select

from desk.books.roster import assignees, shifts
from desk.books.roster.queries import RosterMonth, duties_between
from desk.core.work import Work
from desk.models.roster import fair_shares, rosters
from desk.scheduling.problem import DUTY, Load, Post, Slot, load_of


def carried_into(work: Work, asked: RosterMonth) -> dict[int, Load]:
    """What everybody did over the fair share in the published months of this year before the month."""
    names = [f"{asked.year}-{n:02d}" for n in range(1, asked.month)]
    fair: dict[int, Load] = defaultdict(Load)
    for r in work.connection.execute(select(fair_shares).where(fair_shares.c.month.in_(names))):
        fair[r.staff_id] += Load(r.points, r.weekend, r.holiday, r.evening)
    if not fair:
        return {}
    published = set(
        work.connection.execute(
            select(rosters.c.month).where(rosters.c.month.in_(names), rosters.c.published_at.is_not(None))
        ).scalars()
    )
    spans = (RosterMonth(asked.year, n) for n in range(1, asked.month) if f"{asked.year}-{n:02d}" in published)
    done: dict[int, Load] = defaultdict(Load)
    for span in spans:
        for id, load in loads_done(work, span.first, span.last).items():
            done[id] += load
    return _balanced(work, {id: done[id] - share for id, share in fair.items()})


def _balanced(work: Work, over: dict[int, Load]) -> dict[int, Load]:
    """Differences among people of the same posts add up to nothing: a duty that nobody did is no debt of all the
    others.
    """
    groups: dict[frozenset[Post], list[int]] = defaultdict(list)
    for taker in assignees.all_assignees(work):
        if taker.id in over:
            groups[taker.posts].append(taker.id)
    found = dict(over)
    for ids in groups.values():
        whole = [sum(over[id].parts[part] for id in ids) for part in range(4)]
        for id in ids:
            found[id] = over[id] - Load(*(round(part / len(ids)) for part in whole))
    return found


def loads_done(work: Work, first: date, last: date) -> dict[int, Load]:
    """What everybody really did in a span: duties not cancelled and, up to yesterday, not missed.

    On a day on which nobody signed in at all, attendance was not kept and every duty counts as done.
    """
    present = duties_between(work, first, last)
    kept_days = {duty.day for duty in present if duty.came_at}
    cards = {card.id: card.shift for card in shifts.all_shifts(work)}
    loads: dict[int, Load] = defaultdict(Load)
    for duty in present:
        missed = duty.day < work.today and duty.day in kept_days and duty.came_at is None
        if not missed:
            loads[duty.staff_id] += load_of(Slot(duty.day, cards[duty.shift_id], 1, duty.points, duty.kind))
    return dict(loads)


def duties_words(points: int) -> str:
    """Points as duties: 3.5."""
    return f"{points / DUTY:.2f}".rstrip("0").rstrip(".")
