"""What the core needs to know of the activity calendar 活动月历."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import timedelta
from random import Random
from typing import TYPE_CHECKING

from sqlalchemy import select, union

from desk.core.book import Attention, Book, Figures, Number, SampleLife, tables_of
from desk.core.importing import ImportSpec
from desk.core.invariants import sentences
from desk.core.words import P_
from desk.core.work import Work
from desk.models import activities

if TYPE_CHECKING:
    from desk.books.activities.statistics import ActivityFigures


def _importers() -> Sequence[ImportSpec]:
    from desk.books.activities import importing

    return (importing.SPEC,)


def _problems(work: Work) -> Iterable[str]:
    from desk.books.activities.invariants import INVARIANTS

    return sentences(work, INVARIANTS)


def _attachments(work: Work) -> Iterable[str]:
    """Photos of activities, and pictures of what went out."""
    pictures = select(activities.publications.c.photo).where(activities.publications.c.photo != "")
    return work.connection.execute(union(select(activities.photos.c.file), pictures)).scalars()


def _count(work: Work, year: int, month: int) -> ActivityFigures:
    from desk.books.activities import statistics
    from desk.books.activities.queries import ActivityMonth

    return statistics.of_month(work, ActivityMonth(year, month))


def _plain(figures: ActivityFigures) -> dict[str, Number]:
    total, days_late = figures.total, figures.days_late
    return {
        "activities_planned": total.planned,
        "activities_held": total.held,
        "activities_cancelled": total.cancelled,
        "activities_people": total.people,
        "calendar_in_time": None if days_late is None else int(days_late <= 0),
    }


def _attention(work: Work) -> Iterable[Attention]:
    """From the 20th on: how long until next month's calendar must be out, red once it is late."""
    from desk.books.activities import publishing

    if (due := publishing.due(work)) is not None:
        tone = "bad" if due.days < 0 and not due.out else "warning"
        yield Attention(
            "calendar", 30, 1, due.words, P_("narrow", "calendar"), "activities.calendar", tone, about=due.month
        )


def _fill(work: Work, life: SampleLife) -> None:
    from desk.books.activities import sample

    first = max(life.first, life.until - timedelta(days=365))
    sample.fill(work, Random(life.seed), first, life.until, life.clerks, life.adults)


BOOK = Book(
    name="activities",
    tables=tables_of(activities),
    problems=_problems,
    attachments=_attachments,
    figures=Figures(_count, _plain),
    attention=_attention,
    sample=_fill,
    importers=_importers,
)
