"""Reports that are to be handed in now 待办: from the day after the period until they are with the district."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from desk.books import audit_queries, centre
from desk.books.submissions import queries
from desk.books.submissions.model import title_of
from desk.books.submissions.settings import DEADLINE
from desk.core.book import Attention, Concern
from desk.core.clock import local
from desk.core.month import Month
from desk.core.period import Period, PeriodKind
from desk.core.permissions import May
from desk.core.tone import Tone
from desk.core.words import NP_, P_, _
from desk.core.work import Work

SOON = 2
"""Days before the deadline from which it presses."""
ONLY_IN_ITS_MONTH = (PeriodKind.QUARTER, PeriodKind.YEAR)
"""Not every district asks for these: they are called to mind in the month after the period, and then no more."""
SHORT: Mapping[PeriodKind, str] = {
    PeriodKind.MONTH: NP_("reminder", "{n}, month report"),
    PeriodKind.QUARTER: NP_("reminder", "{n}, quarter report"),
    PeriodKind.YEAR: NP_("reminder", "{n}, year report"),
}


@dataclass(frozen=True)
class Owed:
    """A period that is over and not handed in, and by when it is to be."""

    period: Period
    until: date


def deadline(work: Work, period: Period) -> date:
    """By when a period is handed in: on a day of the month after it 上报期限."""
    return Month.of(period.last).next.first + timedelta(days=centre.rule(work, DEADLINE) - 1)


def is_asked(period: Period, today: date) -> bool:
    """Is a period that is over called to mind on this day, as long as it is not handed in?"""
    if period.kind in ONLY_IN_ITS_MONTH:
        return Month.of(period.last).next == Month.of(today)
    return period.kind in SHORT


def began(work: Work) -> date:
    """The first day of which the centre has anything: the set-up, or a visit that was entered of before."""
    from desk.books import visits  # which stand on this book

    return min(local(audit_queries.first_moment(work)).date(), visits.first_day(work) or work.today)


def owed(work: Work) -> list[Owed]:
    """The last period of each kind that is asked for, where it is over and not handed in; none before the centre was
    set up.
    """
    since = began(work)
    waiting = []
    for kind in SHORT:
        period = Period.around(kind, work.today).plus(-1)
        if is_asked(period, work.today) and period.last >= since and queries.find(work, period.name) is None:
            waiting.append(Owed(period, deadline(work, period)))
    return waiting


def due(work: Work) -> Iterable[Attention]:
    """For whoever may hand in."""
    if not work.actor.may(May.HAND_IN):
        return
    waiting = {each.period.kind: each for each in owed(work)}
    for kind in SHORT:
        yield _entry(work, kind, waiting.get(kind))


def _entry(work: Work, kind: PeriodKind, each: Owed | None) -> Attention:
    key = f"report_{kind.value}"
    if each is None:
        return Attention(key, Concern.HOUSE, 0, "", "", "figures.reports")
    left = (each.until - work.today).days
    name = _(SHORT[kind], n=_named(each.period))
    if left < 0:
        text, tone = _("{report} is {n} days late", report=name, n=-left), Tone.OVERDUE
    else:
        text = _("{report}: hand in by the {day}th", report=name, day=each.until.day)
        tone = Tone.DUE_SOON if left <= SOON else Tone.WAITING
    return Attention(
        key,
        Concern.HOUSE,
        1,
        text,
        P_("narrow", "report"),
        "figures.reports",
        tone,
        details=title_of(each.period),
        about=each.period.name,
        due=each.until,
    )


def _named(period: Period) -> str:
    """11月, 第4季度, 2026年."""
    if period.kind is PeriodKind.MONTH:
        return P_("reminder", "month {n}", n=period.first.month)
    if period.kind is PeriodKind.QUARTER:
        return P_("reminder", "quarter {n}", n=period.number)
    return period.label
