"""A month's activities counted for the district: by kind, by organiser, planned against held."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from desk.books.activities import photos, publishing, queries, results, signups
from desk.books.activities.model import Activity, ActivityState, OrganiserKind
from desk.books.activities.publishing import Publication
from desk.books.activities.results import ActivityResult
from desk.books.activities.signups import SignUpCounts
from desk.core.book import Span
from desk.core.figure import Number, Tally
from desk.core.figure_page import HOURS, WEEKDAYS, Cells
from desk.core.month import Month
from desk.core.words import _, named, whole_sentences
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
    """The activities of some days with what became of them; of a month also how its calendar went out."""

    is_month: bool
    lines: tuple[ActivityRow, ...]
    publications: tuple[Publication, ...]
    missing: tuple[str, ...]

    @property
    def total(self) -> ActivitySum:
        """All of them in one row."""
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
    return named(activity.organiser_kind.label, activity.held_by)


def of_days(work: Work, first: date, last: date) -> ActivityFigures:
    """The figures of a span of days in a constant number of questions; drafts do not count."""
    month = Month.of(first)
    is_month = month.span == (first, last)
    publications = publishing.published(work, month) if is_month else []
    missing = publishing.missing_of(work, publications) if is_month else []
    return ActivityFigures(is_month, lines_between(work, first, last), tuple(publications), tuple(missing))


def lines_between(work: Work, first: date, last: date) -> tuple[ActivityRow, ...]:
    """The activities of a span with what became of them; drafts do not count."""
    known_results, sign_up_counts = results.between(work, first, last), signups.counts_between(work, first, last)
    photo_numbers = photos.numbers_between(work, first, last)
    return tuple(
        ActivityRow(
            activity,
            known_results.get(activity.id),
            sign_up_counts.get(activity.id, signups.NOBODY),
            photo_numbers.get(activity.id, 0),
        )
        for activity in queries.between(work, first, last)
        if activity.state is not ActivityState.DRAFT
    )


PLANNED: Tally[ActivityRow] = Tally(lambda _line: True)
HELD: Tally[ActivityRow] = Tally(lambda line: line.activity.state is ActivityState.HELD)
CANCELLED: Tally[ActivityRow] = Tally(lambda line: line.activity.state is ActivityState.CANCELLED)
PEOPLE: Tally[ActivityRow] = Tally(
    lambda line: line.result is not None, lambda line: line.result.people if line.result else 0
)


def summed(name: str, lines: Sequence[ActivityRow]) -> ActivitySum:
    """One row of a summary over some activities; ``name`` is its heading."""
    known = [line.result for line in lines if line.result]
    asked = sum(sum(result.satisfaction) for result in known)
    good = sum(sum(result.satisfaction[:3]) for result in known)
    return ActivitySum(
        name,
        PLANNED.of(lines),
        HELD.of(lines),
        CANCELLED.of(lines),
        PEOPLE.of(lines),
        sum(result.cost for result in known),
        good / asked if asked else None,
    )


def plain(figures: ActivityFigures) -> dict[str, int | None]:
    """As names and numbers, for programs and for what is frozen; the calendar in time as 1, late as 0."""
    total = figures.total
    return {
        "activities_planned": total.planned,
        "activities_held": total.held,
        "activities_cancelled": total.cancelled,
        "activities_people": total.people,
        "calendar_in_time": int(figures.publications[0].in_time) if figures.publications else None,
    }


TALLIES = {
    "activities_planned": PLANNED,
    "activities_held": HELD,
    "activities_cancelled": CANCELLED,
    "activities_people": PEOPLE,
}


def of_spans(work: Work, spans: Sequence[Span]) -> list[dict[str, Number]]:
    """The activities of several spans of days, from one reading; of the first also whether its calendars were out."""
    lines = lines_between(work, min(span[0] for span in spans), max(span[1] for span in spans))
    counted = [_of_span(span, lines) for span in spans]
    counted[0]["calendar_in_time"] = _in_time(work, spans[0])
    return counted


def heat_of(work: Work, first: date, last: date) -> Cells:
    """The planned activities by weekday (Monday first) and the hour in which they begin."""
    heat = [[0] * HOURS for _weekday in range(WEEKDAYS)]
    for line in lines_between(work, first, last):
        heat[line.activity.day.weekday()][line.activity.begins // 60] += 1
    return tuple(map(tuple, heat))


def _of_span(span: Span, lines: Sequence[ActivityRow]) -> dict[str, Number]:
    inside = [line for line in lines if span[0] <= line.activity.day <= span[1]]
    return {code: tally.of(inside) for code, tally in TALLIES.items()}


def _in_time(work: Work, span: Span) -> Number:
    """Of one month whether its calendar went out in time; None of what is no month, or while it has not."""
    month = Month.of(span[0])
    first = publishing.published(work, month)[:1] if span == month.span else []
    return int(first[0].in_time) if first else None


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
    if not figures.is_month:
        return sentence
    if late is None:
        calendar = _("The calendar was not published.")
    else:
        calendar = _("The calendar went out in time.") if late <= 0 else _("The calendar went out late: {n} d.", n=late)
    return whole_sentences((sentence, calendar))
