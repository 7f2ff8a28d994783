"""Emergencies as the district counts them: by category and level, drills, reports in time; and the head of the whole
book's chain.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from desk.books.incidents import chain, queries, reporting
from desk.books.incidents.model import Incident, IncidentCategory, IncidentLevel
from desk.books.incidents.verifier import GENESIS
from desk.core.work import Work


@dataclass(frozen=True)
class IncidentFigures:
    """What was opened in a span of days; drills are counted apart. ``entries`` and ``head`` are those of the whole book
    now.
    """

    found: tuple[Incident, ...]
    by_category: Mapping[tuple[IncidentCategory, IncidentLevel], int]
    drills: int
    reports_due: int
    reports_in_time: int
    entries: int
    head: str

    @property
    def incidents(self) -> int:
        return sum(self.by_category.values())

    def of(self, category: IncidentCategory) -> int:
        return sum(self.by_category[category, level] for level in IncidentLevel)


def of_days(work: Work, first: date, last: date) -> IncidentFigures:
    """Count what was opened on the days ``first`` to ``last``."""
    found = queries.between(work, first, last)
    asked, in_time = reporting.in_time(work, found)
    counted = Counter((one.kind.category, one.level) for one in found if not one.drill)
    head = work.rows("SELECT id, hash FROM incident_entries ORDER BY id DESC LIMIT 1")
    drills = sum(one.drill for one in found)
    entries, sealed = head[0] if head else (0, GENESIS)
    return IncidentFigures(tuple(found), counted, drills, asked, in_time, entries, sealed)


def heads(work: Work, found: IncidentFigures) -> list[tuple[str, int, str]]:
    """Number, how many entries, and head of each incident, to be compared with the book later."""
    return [(one.number, len(queries.entries(work, one.id)), chain.head(work, one.id)) for one in found.found]


def plain(found: IncidentFigures) -> dict[str, int]:
    """As names and numbers, for programs and for what is frozen."""
    return {
        **{f"incidents.{category.value}": found.of(category) for category in IncidentCategory},
        "incident_drills": found.drills,
        "incident_reports_due": found.reports_due,
        "incident_reports_in_time": found.reports_in_time,
    }
