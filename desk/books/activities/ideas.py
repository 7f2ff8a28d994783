"""Ideas to choose from, and earlier titles of one's own, found by what is typed."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache

from desk.books.activities.model import ActivityKind
from desk.core import name_search
from desk.core.resources import RESOURCES
from desk.core.work import Work

FILE = RESOURCES / "activities" / "ideas.csv"


@dataclass(frozen=True)
class Idea:
    """What such an activity usually is; ``capacity`` None when everybody may come."""

    kind: ActivityKind
    title: str
    minutes: int
    audience: str
    capacity: int | None
    materials: str


@cache
def all_ideas() -> tuple[Idea, ...]:
    with FILE.open(encoding="utf-8") as lines:
        return tuple(
            Idea(
                ActivityKind(row["kind"]),
                row["title"],
                int(row["minutes"]),
                row["audience"],
                int(row["capacity"]) if row["capacity"] else None,
                row["materials"],
            )
            for row in csv.DictReader(lines)
        )


EARLIER = (
    "SELECT kind, title, ends - begins, audience, capacity, materials, max(day) FROM activities"
    " GROUP BY title ORDER BY max(day) DESC LIMIT 500"
)


def fitting(work: Work, query: str, limit: int = 12) -> list[Idea]:
    """The centre's own earlier activities first, then ideas, whose title, kind or initials hold what was typed."""
    own = [
        Idea(ActivityKind(kind), title, minutes, audience, capacity, materials)
        for kind, title, minutes, audience, capacity, materials, _day in work.rows(EARLIER)
    ]
    known = {idea.title for idea in own}
    choices = [*own, *(idea for idea in all_ideas() if idea.title not in known)]
    wanted = name_search.squeezed(query)
    found = [
        idea for idea in choices if name_search.holds(idea.title, wanted) or name_search.holds(idea.kind.label, wanted)
    ]
    return sorted(found, key=lambda idea: not name_search.squeezed(idea.title).startswith(wanted))[:limit]
