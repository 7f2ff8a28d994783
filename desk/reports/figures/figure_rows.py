"""Figures as rows, shared by the day sheet and the month's papers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from desk.books.cases import LEVELS, Assistance, Evaluation
from desk.books.cases.statistics import CaseFigures, Share, percent
from desk.books.catalogue import ServiceMode
from desk.core.clock_times import hours_words
from desk.core.month import Month
from desk.core.words import N_, NP_, P_, _

NOTHING = "—"


@dataclass(frozen=True)
class Fact:
    """One figure with its name: ``value`` for a spreadsheet with the cell style ``look``, ``text`` for paper, where a
    month's report tells it ``in_sentence``. ``code`` is the figure that it is, empty for what is none.
    """

    name: str
    value: int | float | str | None
    text: str
    look: str = "desk cell"
    in_sentence: bool = False
    code: str = ""


def summary(figures: CaseFigures) -> list[Fact]:
    """The figures a reader looks for first."""
    busiest = hours_words(figures.busiest_hours) or NOTHING
    return [
        _counted(_("Visits"), figures.visits, "visits"),
        _counted(_("Cases"), figures.cases, "cases"),
        _counted(_("Finished"), figures.finished, "finished"),
        *([_before(figures)] if figures.finished_before else []),
        _parted(P_("figure", "In time"), figures.in_time_percent, "in_time_percent"),
        _counted(P_("case", "Overdue"), figures.overdue, "overdue"),
        _parted(P_("cases", "Satisfied"), figures.satisfaction, "satisfaction_percent"),
        _counted(_("Help given"), figures.assisted, "assisted"),
        _counted(_("Of it to elderly and disabled"), figures.assisted_vulnerable, "assisted_vulnerable"),
        _lasting(_("Waiting, average"), figures.waiting, "waiting_minutes"),
        _lasting(_("Serving, average"), figures.serving, "serving_minutes"),
        Fact(_("Busiest hours"), busiest, busiest),
        _counted(_("Repeat visits"), figures.repeats, "repeat_visits"),
    ]


def _before(figures: CaseFigures) -> Fact:
    return replace(_counted(before_words(figures), figures.finished_before, "finished_before"), in_sentence=True)


def before_words(figures: CaseFigures) -> str:
    """What the part of the finished is called that was taken in before the span 其中上月收件: it is why more cases may
    be finished than were taken in.
    """
    month = Month.of(figures.first)
    if figures.first != month.first or figures.last == figures.first or figures.last not in month:
        return _("Of them taken in earlier")
    if figures.oldest and figures.oldest >= month.previous.first:
        return _("Of them taken in last month")
    return _("Of them taken in last month or earlier")


def _counted(name: str, value: int, code: str) -> Fact:
    return Fact(name, value, f"{value:,}", code=code)


def _parted(name: str, value: float | None, code: str) -> Fact:
    return Fact(name, None if value is None else value / 100, percentage(value), "desk percent", code=code)


def _lasting(name: str, value: float | None, code: str) -> Fact:
    return Fact(name, value, minutes(value), "desk minutes", code=code)


def in_words(facts: Sequence[Fact]) -> list[tuple[str, str]]:
    """Names and values as texts for a form."""
    return [(fact.name, fact.text) for fact in facts]


def percentage(value: float | None) -> str:
    """A share as 98.5%; a dash where there is none."""
    return NOTHING if value is None else f"{value:.1f}%"


def minutes(value: float | None) -> str:
    """A time in minutes in words; a dash where there is none."""
    return NOTHING if value is None else _("{n} min", n=f"{value:.1f}")


def share_rows(shares: Sequence[Share], whole: int) -> list[tuple[str, int, str, int, str]]:
    """Name, cases, share of all, how many of these were finished, in time of the finished."""
    return [
        (s.name, s.cases, percentage(percent(s.cases, whole)), s.finished, percentage(percent(s.in_time, s.finished)))
        for s in shares
    ]


SHARE_HEADINGS = (N_("Cases"), N_("Share"), NP_("share", "Of them finished"), NP_("figure", "In time"))


Row = tuple[str, int, float | None]
"""A name, how many, and what part (0-1) of the whole that is; None where a part says nothing."""


def evaluation_rows(figures: CaseFigures) -> list[Row]:
    """Cases by level of evaluation 好差评, with their share of all evaluated; not given and not asked have none."""
    whole = figures.evaluated
    rows: list[Row] = [(e.label, figures.evaluations[e], _part(figures.evaluations[e], whole)) for e in LEVELS]
    return [*rows, *((e.label, figures.evaluations[e], None) for e in (Evaluation.NOT_GIVEN, Evaluation.NOT_ASKED))]


def assistance_rows(figures: CaseFigures) -> list[Row]:
    """Cases by kind of help 帮办代办."""
    return [(k.label, figures.assistance[k], _part(figures.assistance[k], figures.cases)) for k in Assistance]


def mode_rows(figures: CaseFigures) -> list[Row]:
    """Cases by mode of service 马上办、就近办、掌上办."""
    return [(m.label, figures.by_mode[m], _part(figures.by_mode[m], figures.cases)) for m in ServiceMode]


def clerk_rows(figures: CaseFigures, most: int) -> list[Row]:
    """The first ``most`` clerks, with their share of all cases."""
    return [(s.name, s.cases, _part(s.cases, figures.cases)) for s in figures.clerks[:most]]


def on_paper(rows: Sequence[Row]) -> list[tuple[str, int, str]]:
    """Rows with their share as a text."""
    return [(name, many, NOTHING if part is None else percentage(100 * part)) for name, many, part in rows]


def _part(some: int, whole: int) -> float | None:
    return some / whole if whole else None


def shown_hours(figures: CaseFigures) -> range:
    """Hours from the first to the last with anything in them; at least the usual opening hours."""
    busy = [hour for hour, n in enumerate(figures.by_hour) if n]
    return range(min([8, *busy]), max([17, *busy]) + 1)
