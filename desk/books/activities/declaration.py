"""What the core needs to know of the activity calendar 活动月历."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import date, datetime, timedelta
from random import Random
from typing import TYPE_CHECKING

from sqlalchemy import ColumnElement

from desk.books.activities.permissions import PERMISSIONS
from desk.books.attachments import files_in
from desk.core.book import Attention, Book, Concern, Figures, MonthLine, SampleLife, Span, Upcoming, tables_of
from desk.core.figure import Figure, Number
from desk.core.figure_page import FiguresPage
from desk.core.importing import ImportSpec
from desk.core.invariants import sentences
from desk.core.month import Month
from desk.core.occupation import Occupation
from desk.core.setting import Setting
from desk.core.tone import Tone
from desk.core.words import N_, NP_, P_
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


def _count(work: Work, month: Month) -> ActivityFigures:
    from desk.books.activities import statistics

    return statistics.of_month(work, month)


def _plain(figures: ActivityFigures) -> dict[str, Number]:
    from desk.books.activities import statistics

    return dict(statistics.plain(figures))


def _declared() -> Sequence[Figure]:
    from desk.books.activities import figures

    return figures.FIGURES


def _of_spans(work: Work, spans: Sequence[Span], _codes: Collection[str]) -> list[dict[str, Number]]:
    from desk.books.activities import statistics

    return statistics.of_spans(work, spans)


def _page() -> FiguresPage:
    from desk.books.activities import figures

    return figures.PAGE


def _sentence(figures: ActivityFigures) -> str:
    from desk.books.activities import statistics

    return statistics.sentence(figures)


def _attention(work: Work) -> Iterable[Attention]:
    """From the 20th on: how long until next month's calendar must be out, red once it is late."""
    from desk.books.activities import publishing

    if (due := publishing.due(work)) is not None:
        tone = Tone.OVERDUE if due.days < 0 and not due.out else Tone.DUE_SOON
        yield Attention(
            "calendar",
            Concern.PROGRAMME,
            1,
            due.text,
            P_("narrow", "calendar"),
            "activities.calendar",
            tone,
            about=due.month,
            due=work.today + timedelta(days=due.days),
        )


def _today(work: Work) -> Iterable[Upcoming]:
    """What takes place today: no draft, nothing that was called off."""
    from desk.books.activities import queries
    from desk.books.activities.model import ActivityState

    left_out = (ActivityState.DRAFT, ActivityState.CANCELLED)
    for activity in queries.between(work, work.today, work.today):
        if activity.state not in left_out:
            text = " · ".join(filter(None, (activity.title, activity.where)))
            yield Upcoming(activity.begins, text, "activities.calendar", Month.of(activity.day))


def _fill(work: Work, life: SampleLife) -> None:
    from desk.books.activities import sample

    first = max(life.first, life.until - timedelta(days=365))
    sample.fill(work, Random(life.seed), first, life.until, life.clerks, life.adults)


SETTINGS = (
    Setting("calendar_channels", ["微信公众号", "微信群", "公示栏"], list, N_("Channels promised")),
    Setting("calendar_account", "", str, N_("Link for the code on paper")),
)


def _before_merge(work: Work, drop: int, keep: int) -> None:
    from desk.books.activities import signups

    signups.keep_one_sign_up(work, drop, keep)


def _uses_venue(work: Work, venue: int) -> Iterable[str]:
    from desk.books.activities import queries

    return queries.reasons_for_venue(work, venue)


def _occupies(work: Work, venue: int, begins_at: datetime, ends_at: datetime) -> Iterable[Occupation]:
    from desk.books.activities import queries

    return queries.occupations(work, venue, begins_at, ends_at)


def _keeps_residents(since: date) -> Sequence[ColumnElement[bool]]:
    from desk.books.activities import signups

    return (signups.keeps_resident(since),)


LINE = MonthLine(N_("Activities"), _sentence, "activities.month")
BOOK = Book(
    name="activities",
    tables=tables_of(activities),
    permissions=PERMISSIONS,
    settings=SETTINGS,
    problems=_problems,
    attachments=files_in(activities.photos.c.file, activities.publications.c.photo),
    figures=Figures(_count, _plain, _declared, _of_spans, NP_("page of figures", "Activities"), _page, LINE),
    attention=_attention,
    today=_today,
    attention_modules=("desk.books.activities.publishing",),
    sample=_fill,
    importers=_importers,
    keeps_residents=_keeps_residents,
    uses_venue=_uses_venue,
    before_merge=_before_merge,
    occupies=_occupies,
)
