"""What the core needs to know of the duty roster 坐班轮值."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from random import Random
from typing import TYPE_CHECKING

from desk.books.own_function import functions_of
from desk.books.roster.permissions import PERMISSIONS
from desk.core.book import (
    Attention,
    Book,
    Concern,
    Figures,
    MonthLine,
    SampleLife,
    Span,
    tables_of,
)
from desk.core.figure import Figure, Number
from desk.core.figure_page import FiguresPage
from desk.core.importing import ImportSpec
from desk.core.invariants import sentences
from desk.core.setting import Setting
from desk.core.tone import Tone
from desk.core.words import N_, NP_, _
from desk.core.work import Actor, Work
from desk.models import roster

if TYPE_CHECKING:
    pass


def _importers() -> Sequence[ImportSpec]:
    from desk.books.roster import importing

    return (importing.SPEC,)


def _problems(work: Work) -> Iterable[str]:
    from desk.books.roster.invariants import INVARIANTS

    return sentences(work, INVARIANTS)


def _declared() -> Sequence[Figure]:
    from desk.books.roster import figures

    return figures.FIGURES


def _of_spans(work: Work, spans: Sequence[Span], _codes: Collection[str]) -> list[dict[str, Number]]:
    from desk.books.roster import statistics

    return statistics.of_spans(work, spans)


def _page() -> FiguresPage:
    from desk.books.roster import figures

    return figures.PAGE


def _attention(work: Work) -> Iterable[Attention]:
    from desk.books.roster import attendance, changes
    from desk.books.roster.attendance import AttendanceMark

    missing = sum(duty.mark is AttendanceMark.NOT_THERE for duty in attendance.on_duty(work))
    asked = changes.waiting(work)
    yield Attention(
        "not_there",
        Concern.STAFFING,
        missing,
        _("Not there {n}", n=missing),
        _("absent {n}", n=missing),
        "roster.attendance",
        Tone.DANGER,
    )
    yield Attention(
        "changes", Concern.STAFFING, asked, _("Changes {n}", n=asked), _("swaps {n}", n=asked), "roster.changes"
    )


def _take_seat(work: Work, previous: Actor | None) -> None:
    """Who leaves a finished duty is checked out, who takes the seat for one that runs or begins soon is checked in."""
    from desk.books.roster import attendance

    if previous is not None and previous.id != work.actor.id:
        attendance.sign_out(replace(work, actor=previous), only_finished=True)
    attendance.sign_in(work)


def _fill(work: Work, life: SampleLife) -> None:
    from desk.books.roster import sample

    sample.fill(work, Random(life.seed), life.first, life.until)


OWN = functions_of("roster")
WEIGHTS = {"workday": 100, "make_up": 100, "saturday": 200, "sunday": 200, "holiday": 300, "evening": 150}
SETTINGS = (
    Setting("roster_rest_hours", 12, int, N_("Rest, hours")),
    Setting("roster_daily_hours", 11, int, N_("A day, hours")),
    Setting("roster_grace_minutes", 10, int, N_("Grace, minutes")),
    Setting("roster_weights", WEIGHTS, dict),
)
BOOK = Book(
    name="roster",
    tables=tables_of(roster),
    permissions=PERMISSIONS,
    find_texts=OWN("lookup.find_texts"),
    settings=SETTINGS,
    problems=_problems,
    figures=Figures(
        OWN("statistics.of_days"),
        OWN("statistics.plain"),
        _declared,
        _of_spans,
        NP_("page of figures", "Duties"),
        _page,
        MonthLine(NP_("figures of a month", "Duties"), OWN("statistics.sentence"), "roster.attendance_month"),
    ),
    attention=_attention,
    owed=OWN("handover.owed"),
    attention_modules=("desk.books.roster.changes",),
    take_seat=_take_seat,
    sample=_fill,
    importers=_importers,
)
