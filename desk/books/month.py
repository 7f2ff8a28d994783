"""One month from all books: walk-ins, activities, duties, assets, emergencies. What the district asks for, and what is frozen."""

from __future__ import annotations

from dataclasses import dataclass

from desk.books import figures
from desk.books.activities import figures as activities
from desk.books.activities.kept import Month as CalendarMonth
from desk.books.assets import figures as assets
from desk.books.incidents import counted as emergencies
from desk.books.roster import attendance
from desk.books.roster.kept import Month as RosterMonth
from desk.books.work import Work


@dataclass(frozen=True)
class Whole:
    """Everything counted of a month; ``duties`` are by person, those of published rosters only."""

    walk_ins: figures.Figures
    activities: activities.Figures
    duties: tuple[attendance.Sum, ...]
    extended_minutes: int
    assets: assets.Changes
    emergencies: emergencies.Emergencies


def counted(work: Work, year: int, month: int) -> Whole:
    """Count a month in every book."""
    span, roster = figures.month_span(year, month), RosterMonth(year, month)
    return Whole(
        figures.of_days(work, *span), activities.of_month(work, CalendarMonth(year, month)),
        tuple(attendance.sums(work, roster)), attendance.extended_minutes(work, roster), assets.changes(work, *span), emergencies.of_days(work, *span),
    )  # fmt: skip


DUTIES = ("planned", "kept", "late", "missed")


def plain(whole: Whole) -> dict[str, int | float | None]:
    """As names and numbers: the machine-readable sheet, and what is frozen when a month is handed in."""
    held, flow = whole.activities.total, whole.assets.total
    days_late = whole.activities.days_late
    return {
        **figures.plain(whole.walk_ins),
        "activities_planned": held.planned,
        "activities_held": held.held,
        "activities_cancelled": held.cancelled,
        "activities_people": held.people,
        "calendar_in_time": None if days_late is None else int(days_late <= 0),
        **{f"duties_{name}": sum(getattr(one, name) for one in whole.duties) for name in DUTIES},
        "extended_hours": round(whole.extended_minutes / 60, 1),
        **{
            f"assets_{name}_{unit}": getattr(flow, name)[place]
            for name in ("start", "came", "went", "end")
            for place, unit in enumerate(("pieces", "fen"))
        },
        **emergencies.plain(whole.emergencies),
    }
