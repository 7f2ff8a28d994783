"""What each zone was given on average 功能区评分, item by item, and from how many sheets."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from desk.books.officers import visit_queries
from desk.books.officers.model import ScoreItem
from desk.books.officers.visit_queries import VisitScore
from desk.books.zones import queries as zones
from desk.core.work import Work


@dataclass(frozen=True)
class ZoneAverage:
    """The scores of a zone in a span of days. ``given`` has those of each item, also none."""

    zone_id: int
    zone: str
    given: Mapping[ScoreItem, tuple[int, ...]]
    sheets: int
    """From how many visits they are."""

    def many(self, item: ScoreItem) -> int:
        """How many scores an item has."""
        return len(self.given[item])

    def of(self, item: ScoreItem) -> float | None:
        """The average of an item; None where nobody saw it."""
        return sum(self.given[item]) / len(self.given[item]) if self.given[item] else None

    @property
    def whole(self) -> float | None:
        """The average of all its scores."""
        every = [score for given in self.given.values() for score in given]
        return sum(every) / len(every) if every else None


def zone_averages(work: Work, first: date, last: date) -> list[ZoneAverage]:
    """Every zone in use, and those that were scored in these days and are no longer."""
    scores = visit_queries.scores_between(work, first, last)
    names = {each.id: each.name for each in zones.names(work)}
    names |= {each.zone_id: each.zone for each in scores if each.zone_id not in names}
    return [_of_zone(id, name, [each for each in scores if each.zone_id == id]) for id, name in names.items()]


def _of_zone(id: int, name: str, scores: Iterable[VisitScore]) -> ZoneAverage:
    own = list(scores)
    given = {item: tuple(each.score for each in own if each.item is item) for item in ScoreItem}
    return ZoneAverage(id, name, given, len({each.visit_id for each in own}))
