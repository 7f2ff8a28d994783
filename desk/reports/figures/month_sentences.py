"""What a month's report says of the books beside the walk-ins, a sentence each, on screen and paper."""

from __future__ import annotations

from desk.books.assets.model import yuan
from desk.books.incidents.model import IncidentCategory
from desk.books.incidents.statistics import IncidentFigures
from desk.books.roster.statistics import DUTIES
from desk.books.submissions.month_figures import MonthFigures
from desk.core.words import N_, NP_, Worded, _, bracketed, in_sentences, phrases


class OtherBook(Worded):
    """The books beside the walk-ins."""

    ACTIVITIES = "activities", N_("Activities")
    DUTIES = "duties", NP_("figures of a month", "Duties")
    ASSETS = "assets", N_("Assets")
    EMERGENCIES = "emergencies", N_("Emergencies")


def sentences(whole: MonthFigures) -> list[tuple[OtherBook, str]]:
    """A sentence for each book."""
    return [
        (OtherBook.ACTIVITIES, _activities(whole)),
        (OtherBook.DUTIES, _duties(whole)),
        (OtherBook.ASSETS, _assets(whole)),
        (OtherBook.EMERGENCIES, _emergencies(whole)),
    ]


def _activities(whole: MonthFigures) -> str:
    held, late = whole.activities.total, whole.activities.days_late
    words = _(
        "{n} planned, {held} held, {cancelled} cancelled, {people} people came.",
        n=held.planned,
        held=held.held,
        cancelled=held.cancelled,
        people=held.people,
    )
    if late is None:
        return words + _("The calendar was not published.")
    return words + (
        _("The calendar went out in time.") if late <= 0 else _("The calendar went out {n} days late.", n=late)
    )


def _duties(whole: MonthFigures) -> str:
    totals = {name: sum(getattr(person, name) for person in whole.duties) for name in DUTIES}
    if not totals["planned"]:
        return _("No roster was published.")
    hours = _("Open for {hours} extended hours.", hours=f"{whole.extended_minutes / 60:g}")
    return _("{planned} planned, {kept} kept, {late} late, {missed} missed.", **totals) + hours


def _assets(whole: MonthFigures) -> str:
    flow = whole.assets.total
    parts = {name: getattr(flow, name)[0] for name in ("start", "came", "went", "end")}
    return _(
        "{start} pieces at the start, {came} in, {went} out, {end} at the end, worth {value} yuan.",
        **parts,
        value=yuan(flow.end[1]),
    )


def _emergencies(whole: MonthFigures) -> str:
    figures = whole.emergencies
    categories = phrases(
        f"{category.label} {figures.of(category)}" for category in IncidentCategory if figures.of(category)
    )
    return of_emergencies(figures) + (bracketed(categories) if categories else "")


def sealed(figures: IncidentFigures) -> str:
    """The head of the log's chain, so that a later change shows against the paper."""
    return _("Log of {n} entries, head of the chain {head}.", n=figures.entries, head=figures.head)


def of_emergencies(figures: IncidentFigures) -> str:
    """How many, and how many reports were in time."""
    many = _("{n} incidents, {drills} drills", n=figures.incidents, drills=figures.drills)
    reports = _(
        "Reports upwards: {asked} due, {made} of them in time.", asked=figures.reports_due, made=figures.reports_in_time
    )
    return in_sentences((many, reports))
