"""One month from all books: walk-ins, activities, duties, assets, emergencies. What the district asks for, and what is
frozen.
"""

from __future__ import annotations

from dataclasses import dataclass

from desk.books.activities import statistics as activities
from desk.books.activities.queries import ActivityMonth as CalendarMonth
from desk.books.assets import statistics as assets
from desk.books.cases import statistics
from desk.books.incidents import statistics as emergencies
from desk.books.roster import attendance
from desk.books.roster.queries import RosterMonth
from desk.core.work import Work


@dataclass(frozen=True)
class MonthFigures:
    """Everything counted of a month; ``duties`` are by person, those of published rosters only."""

    walk_ins: statistics.CaseFigures
    activities: activities.ActivityFigures
    duties: tuple[attendance.AttendanceSum, ...]
    extended_minutes: int
    assets: assets.AssetChanges
    emergencies: emergencies.IncidentFigures


def counted(work: Work, year: int, month: int) -> MonthFigures:
    """Count a month in every book."""
    span, roster = statistics.month_span(year, month), RosterMonth(year, month)
    return MonthFigures(
        statistics.of_days(work, *span),
        activities.of_month(work, CalendarMonth(year, month)),
        tuple(attendance.sums(work, roster)),
        attendance.extended_minutes(work, roster),
        assets.changes(work, *span),
        emergencies.of_days(work, *span),
    )


DUTIES = ("planned", "kept", "late", "missed")


def plain(whole: MonthFigures) -> dict[str, int | float | None]:
    """As names and numbers: the machine-readable sheet, and what is frozen when a month is handed in."""
    held, flow = whole.activities.total, whole.assets.total
    days_late = whole.activities.days_late
    return {
        **statistics.plain(whole.walk_ins),
        "activities_planned": held.planned,
        "activities_held": held.held,
        "activities_cancelled": held.cancelled,
        "activities_people": held.people,
        "calendar_in_time": None if days_late is None else int(days_late <= 0),
        **{f"duties_{name}": sum(getattr(duties, name) for duties in whole.duties) for name in DUTIES},
        "extended_hours": round(whole.extended_minutes / 60, 1),
        **{
            f"assets_{name}_{unit}": getattr(flow, name)[place]
            for name in ("start", "came", "went", "end")
            for place, unit in enumerate(("pieces", "fen"))
        },
        **emergencies.plain(whole.emergencies),
    }
