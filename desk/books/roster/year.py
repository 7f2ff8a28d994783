"""Twelve months of everybody's load against the fair share."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select

from desk.books.roster import assignees
from desk.books.roster.loads import loads_done
from desk.books.roster.months import whole_problem
from desk.books.roster.queries import RosterMonth, roster_of
from desk.core.month import Month
from desk.core.work import Work
from desk.models.roster import fair_shares
from desk.scheduling.fairness import fair_shares as fair_of
from desk.scheduling.problem import Load


@dataclass(frozen=True)
class YearRow:
    """One person's load month by month against the fair share, in points; None where there is no roster."""

    staff_id: int
    name: str
    loads: tuple[int | None, ...]
    fair: tuple[int | None, ...]

    @property
    def over(self) -> int:
        """Points above the fair share over the months that have a roster; negative below it."""
        return sum(a - (b or 0) for a, b in zip(self.loads, self.fair, strict=True) if a is not None)


def year_of_loads(work: Work, year: int) -> list[YearRow]:
    """Twelve months of loads: published ones as done, drafts as planned."""
    per_month: list[tuple[dict[int, Load], dict[int, Load]] | None] = []
    for month in Month(year, 1).until(Month(year, 12)):
        roster = roster_of(work, month)
        per_month.append(_month_loads(work, roster) if roster.way else None)
    people = assignees.all_assignees(work)
    return [
        YearRow(
            p.id,
            p.name,
            tuple(None if m is None else m[0].get(p.id, Load()).points for m in per_month),
            tuple(None if m is None else m[1].get(p.id, Load()).points for m in per_month),
        )
        for p in people
        if any(m and (p.id in m[0] or p.id in m[1]) for m in per_month)
    ]


def _month_loads(work: Work, roster: RosterMonth) -> tuple[dict[int, Load], dict[int, Load]]:
    done = loads_done(work, *roster.month.span)
    if roster.published:
        rows = work.connection.execute(select(fair_shares).where(fair_shares.c.month == roster.month.name))
        fair = {r.staff_id: Load(r.points, r.weekend, r.holiday, r.evening) for r in rows}
        return done, fair
    return done, fair_of(whole_problem(work, roster.month))
