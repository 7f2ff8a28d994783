"""Ideas 活动点子 to choose from, and earlier titles of one's own, found by what is typed."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache

from sqlalchemy import func, select

from desk.books.activities.model import ActivityKind
from desk.core import name_search
from desk.core.records import records
from desk.core.resources import RESOURCES
from desk.core.work import Work
from desk.models.activities import activities

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
    """What the program brings, from ``resources/activities``."""
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


_LAST = func.max(activities.c.day)
_TITLES = (
    select(activities.c.title, _LAST.label("day")).group_by(activities.c.title).order_by(_LAST.desc()).limit(500)
).subquery()
EARLIER = (
    select(activities.c.kind, activities.c.title, (activities.c.ends - activities.c.begins).label("minutes"))
    .add_columns(activities.c.audience, activities.c.capacity, activities.c.materials)
    .join(_TITLES, (_TITLES.c.day == activities.c.day) & (_TITLES.c.title == activities.c.title))
    .order_by(activities.c.day.desc(), activities.c.id)
)
"""The 500 titles used last, each as on its last day."""


def fitting(work: Work, query: str, limit: int = 12) -> list[Idea]:
    """The centre's own earlier activities first, then ideas, whose title, kind or initials hold what was typed."""
    known = {idea.title: idea for idea in records(work.connection.execute(EARLIER), Idea, kind=ActivityKind)}
    choices = [*known.values(), *(idea for idea in all_ideas() if idea.title not in known)]
    typed = name_search.squeezed(query)
    matching = [
        idea for idea in choices if name_search.holds(idea.title, typed) or name_search.holds(idea.kind.label, typed)
    ]
    return sorted(matching, key=lambda idea: not name_search.squeezed(idea.title).startswith(typed))[:limit]
