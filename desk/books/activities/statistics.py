"""A month's activities counted for the district: by kind, by organiser, planned against held."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from desk.books.activities import photos, publishing, queries, results, signups
from desk.books.activities.model import Activity, ActivityState, OrganiserKind
from desk.books.activities.publishing import Publication
from desk.books.activities.results import ActivityResult
from desk.books.activities.signups import SignUpCounts
from desk.core.month import Month
from desk.core.words import N_, _, named, whole_sentences
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
    """A month's activities with what became of them, and how the calendar went out."""

    month: Month
    lines: tuple[ActivityRow, ...]
    publications: tuple[Publication, ...]
    missing: tuple[str, ...]

    @property
    def total(self) -> ActivitySum:
        """All activities of the month in one row."""
        return summed("", self.lines)

    @property
    def by_kind(self) -> list[ActivitySum]:
        """One row for each kind of activity 活动类型 that there was."""
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
        return [summed(title, [line for line in self.lines if name(line) == title]) for title in names]


def organiser_words(activity: Activity) -> str:
    """Who organised it 主办: the centre, or a partner or department by name."""
    if activity.organiser_kind is OrganiserKind.CENTRE:
        return OrganiserKind.CENTRE.label
    return named(activity.organiser_kind.label, activity.organiser)


def of_month(work: Work, month: Month) -> ActivityFigures:
    """The figures of a month in a constant number of questions; drafts do not count."""
    span = month.first, month.last
    known_results, sign_up_counts = results.between(work, *span), signups.counts_between(work, *span)
    photo_numbers = photos.numbers_between(work, *span)
    lines = tuple(
        ActivityRow(
            activity,
            known_results.get(activity.id),
            sign_up_counts.get(activity.id, signups.NOBODY),
            photo_numbers.get(activity.id, 0),
        )
        for activity in queries.of_month(work, month)
        if activity.state is not ActivityState.DRAFT
    )
    publications = publishing.published(work, month)
    return ActivityFigures(month, lines, tuple(publications), tuple(publishing.missing_of(work, publications)))


def summed(name: str, lines: Sequence[ActivityRow]) -> ActivitySum:
    """One row of a summary over some activities; ``name`` is its heading."""
    known = [line.result for line in lines if line.result]
    asked = sum(sum(result.satisfaction) for result in known)
    good = sum(sum(result.satisfaction[:3]) for result in known)
    return ActivitySum(
        name,
        len(lines),
        sum(line.activity.state is ActivityState.HELD for line in lines),
        sum(line.activity.state is ActivityState.CANCELLED for line in lines),
        sum(result.people for result in known),
        sum(result.cost for result in known),
        good / asked if asked else None,
    )


NAMES = {
    "activities_planned": N_("Activities planned"),
    "activities_held": N_("Activities that took place"),
    "activities_cancelled": N_("Activities cancelled"),
    "activities_people": N_("People at activities"),
    "calendar_in_time": N_("Calendar published in time"),
}


def plain(figures: ActivityFigures) -> dict[str, int | None]:
    """As names and numbers, for programs and for what is frozen; the calendar in time as 1, late as 0."""
    total, days_late = figures.total, figures.days_late
    return {
        "activities_planned": total.planned,
        "activities_held": total.held,
        "activities_cancelled": total.cancelled,
        "activities_people": total.people,
        "calendar_in_time": None if days_late is None else int(days_late <= 0),
    }


def sentence(figures: ActivityFigures) -> str:
    """What the month's report says of the activities."""
    held, late = figures.total, figures.days_late
    sentence = _(
        "{n} planned, {held} held, {cancelled} cancelled, {people} people came.",
        n=held.planned,
        held=held.held,
        cancelled=held.cancelled,
        people=held.people,
    )
    if late is None:
        calendar = _("The calendar was not published.")
    else:
        calendar = _("The calendar went out in time.") if late <= 0 else _("The calendar went out late: {n} d.", n=late)
    return whole_sentences((sentence, calendar))
