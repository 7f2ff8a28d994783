"""What the core needs to know of the activity calendar 活动月历."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import date, timedelta
from random import Random
from typing import TYPE_CHECKING

from sqlalchemy import ColumnElement

from desk.books.activities.permissions import PERMISSIONS
from desk.books.attachments import files_in
from desk.books.own_function import functions_of
from desk.core.book import Attention, Book, Concern, Figures, MonthLine, SampleLife, Span, Upcoming, tables_of
from desk.core.figure import Figure, Number
from desk.core.figure_page import FiguresPage
from desk.core.importing import ImportSpec
from desk.core.invariants import sentences
from desk.core.month import Month
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


OWN = functions_of("activities")
SETTINGS = (
    Setting("calendar_channels", ["微信公众号", "微信群", "公示栏"], list, N_("Channels promised")),
    Setting("calendar_account", "", str, N_("Link for the code on paper")),
)


def _keeps_residents(since: date) -> Sequence[ColumnElement[bool]]:
    from desk.books.activities import signups

    return (signups.keeps_resident(since),)


LINE = MonthLine(N_("Activities"), OWN("statistics.sentence"), "activities.month")
BOOK = Book(
    name="activities",
    tables=tables_of(activities),
    permissions=PERMISSIONS,
    settings=SETTINGS,
    problems=_problems,
    attachments=files_in(activities.photos.c.file, activities.publications.c.photo),
    figures=Figures(
        OWN("statistics.of_days"), _plain, _declared, _of_spans, NP_("page of figures", "Activities"), _page, LINE
    ),
    attention=_attention,
    today=_today,
    attention_modules=("desk.books.activities.publishing",),
    sample=_fill,
    importers=_importers,
    keeps_residents=_keeps_residents,
    uses_venue=OWN("queries.reasons_for_venue"),
    before_merge=OWN("signups.keep_one_sign_up"),
    occupies=OWN("queries.occupations"),
)
