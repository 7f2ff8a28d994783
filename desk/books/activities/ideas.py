"""Ideas to choose from, and earlier titles of one's own, found by what is typed."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from desk.books import names
from desk.books.activities.terms import Kind
from desk.books.work import Work

FILE = Path(__file__).resolve().parents[3] / "resources" / "activities" / "ideas.csv"


@dataclass(frozen=True)
class Idea:
    """What such an activity usually is; ``capacity`` None when everybody may come."""

    kind: Kind
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
                Kind(row["kind"]), row["title"], int(row["minutes"]), row["audience"],
                int(row["capacity"]) if row["capacity"] else None, row["materials"],
            )
            for row in csv.DictReader(lines)
        )  # fmt: skip


EARLIER = (
    "SELECT kind, title, ends - begins, audience, capacity, materials, max(day) FROM activities"
    " GROUP BY title ORDER BY max(day) DESC LIMIT 500"
)


def fitting(work: Work, query: str, limit: int = 12) -> list[Idea]:
    """The centre's own earlier activities first, then ideas, whose title, kind or initials hold what was typed."""
    own = [
        Idea(Kind(kind), title, minutes, audience, capacity, materials)
        for kind, title, minutes, audience, capacity, materials, _day in work.rows(EARLIER)
    ]
    known = {idea.title for idea in own}
    choices = [*own, *(idea for idea in all_ideas() if idea.title not in known)]
    wanted = names.squeezed(query)
    found = [idea for idea in choices if names.holds(idea.title, wanted) or names.holds(idea.kind.label, wanted)]
    return sorted(found, key=lambda idea: not names.squeezed(idea.title).startswith(wanted))[:limit]
