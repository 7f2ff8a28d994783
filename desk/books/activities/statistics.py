"""A month's activities counted for the district: by kind, by organiser, planned against held."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from desk.books.activities import photos, publishing, queries, results, signups
from desk.books.activities.model import Activity, ActivityState, OrganiserKind
from desk.books.activities.publishing import Publication
from desk.books.activities.queries import ActivityMonth
from desk.books.activities.results import ActivityResult
from desk.books.activities.signups import SignUpCounts
from desk.core.work import Work


@dataclass(frozen=True)
class ActivityRow:
    """One activity with what became of it."""

    activity: Activity
    result: ActivityResult | None
    signed: SignUpCounts
    photos: int = 0


@dataclass(frozen=True)
class ActivitySum:
    """One row of a summary; ``cost`` in fen, ``satisfied`` from 0 to 1 over all who gave an opinion."""

    name: str
    planned: int
    held: int
    cancelled: int
    people: int
    cost: int
    satisfied: float | None


@dataclass(frozen=True)
class ActivityFigures:
    month: ActivityMonth
    lines: tuple[ActivityRow, ...]
    publications: tuple[Publication, ...]
    missing: tuple[str, ...]

    @property
    def total(self) -> ActivitySum:
        return summed("", self.lines)

    @property
    def by_kind(self) -> list[ActivitySum]:
        return self._by(lambda line: line.activity.kind.label)

    @property
    def by_organiser(self) -> list[ActivitySum]:
        """Partners and departments by name; the centre's own as one."""
        return self._by(lambda line: organiser_words(line.activity))

    @property
    def days_late(self) -> int | None:
        """How late the month first went out; None while it has not."""
        return self.publications[0].late if self.publications else None

    def _by(self, name: Callable[[ActivityRow], str]) -> list[ActivitySum]:
        names = dict.fromkeys(map(name, self.lines))
        return [summed(one, [line for line in self.lines if name(line) == one]) for one in names]


def organiser_words(one: Activity) -> str:
    if one.organiser_kind is OrganiserKind.CENTRE:
        return OrganiserKind.CENTRE.label
    return f"{one.organiser_kind.label}：{one.organiser}"


def of_month(work: Work, month: ActivityMonth) -> ActivityFigures:
    """Drafts do not count."""
    there = [one for one in queries.of_month(work, month) if one.state is not ActivityState.DRAFT]
    lines = tuple(
        ActivityRow(one, results.of(work, one.id), signups.counts(work, one.id), len(photos.of(work, one.id)))
        for one in there
    )
    return ActivityFigures(
        month, lines, tuple(publishing.published(work, month)), tuple(publishing.missing_channels(work, month))
    )


def summed(name: str, lines: Sequence[ActivityRow]) -> ActivitySum:
    found = [line.result for line in lines if line.result]
    asked = sum(sum(result.satisfaction) for result in found)
    good = sum(sum(result.satisfaction[:3]) for result in found)
    return ActivitySum(
        name,
        len(lines),
        sum(line.activity.state is ActivityState.HELD for line in lines),
        sum(line.activity.state is ActivityState.CANCELLED for line in lines),
        sum(result.people for result in found),
        sum(result.cost for result in found),
        good / asked if asked else None,
    )
