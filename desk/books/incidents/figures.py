"""The figures of the emergency log 应急指标: incidents by category, drills, and reports upwards in time."""

from __future__ import annotations

from datetime import date
from functools import partial

from desk.books.incidents import statistics
from desk.books.incidents.model import Incident, IncidentCategory
from desk.books.incidents.reporting import AskedReport
from desk.core.clock import local
from desk.core.figure import Better, Figure, FigureRow, Tally, Unit
from desk.core.figure_page import ChartDeclaration, ChartKind, FiguresPage
from desk.core.words import N_, NP_, P_
from desk.core.work import Work


def _incidents(tally: Tally[Incident], work: Work, first: date, last: date) -> list[FigureRow]:
    return [_incident(each, tally) for each in tally.behind(statistics.of_days(work, first, last).once)]


def _incident(each: Incident, tally: Tally[Incident]) -> FigureRow:
    number, kind, place = each.number, each.kind.label, each.place
    return FigureRow(
        f"incidents:{each.id}",
        local(each.opened_at).date(),
        P_("row of a figure", "{number} {kind} {place}", number=number, kind=kind, place=place).strip(),
        each.state.label,
        each.state.tone,
        tally.adds(each),
        "incidents.incident",
        each.id,
    )


def _reports(tally: Tally[AskedReport], work: Work, first: date, last: date) -> list[FigureRow]:
    return [_report(each, tally) for each in tally.behind(statistics.of_days(work, first, last).reports)]


def _report(each: AskedReport, tally: Tally[AskedReport]) -> FigureRow:
    number, need = each.incident.number, each.owed.need
    return FigureRow(
        f"incidents:{each.incident.id}:{need}",
        local(each.owed.due_at).date(),
        P_("row of a figure", "{number} {name}", number=number, name=need.label),
        P_("report upwards", "in time") if each.in_time else P_("report upwards", "late or not made"),
        None,
        tally.adds(each),
        "incidents.incident",
        each.incident.id,
    )


def _category(category: IncidentCategory) -> Figure:
    return Figure(
        f"incidents.{category.value}",
        category.msgid,
        N_("Incidents of this category recorded in these days; drills and second records do not count."),
        Unit.INCIDENTS,
        better=Better.DOWN,
        rows=partial(_incidents, statistics.OF_CATEGORY[category]),
        group=NP_("group of figures", "Incidents"),
    )


FIGURES: tuple[Figure, ...] = (
    *map(_category, IncidentCategory),
    Figure(
        "incident_drills",
        NP_("figure", "Drills held"),
        N_("Drills that were run in these days with a log of their own."),
        Unit.TIMES,
        better=Better.UP,
        rows=partial(_incidents, statistics.DRILLS),
    ),
    Figure(
        "incident_reports_due",
        NP_("figure", "Reports due"),
        N_("First and final reports upwards that the incidents of these days called for: made, or past their time."),
        Unit.REPORTS,
        rows=partial(_reports, statistics.ASKED),
        moving=True,
    ),
    Figure(
        "incident_reports_in_time",
        NP_("figure", "Reports in time"),
        N_("Of the reports due, those that were made within their time."),
        Unit.REPORTS,
        better=Better.UP,
        rows=partial(_reports, statistics.IN_TIME),
        within="incident_reports_due",
        moving=True,
    ),
)

CATEGORIES = tuple(f"incidents.{category.value}" for category in IncidentCategory)
PAGE = FiguresPage(
    (*CATEGORIES, "incident_drills", "incident_reports_due", "incident_reports_in_time"),
    (
        ChartDeclaration(ChartKind.COLUMNS, NP_("chart", "Incidents by month"), CATEGORIES),
        ChartDeclaration(ChartKind.COLUMNS, NP_("chart", "Drills by month"), ("incident_drills",)),
        ChartDeclaration(ChartKind.BARS, NP_("chart", "Kinds of incidents"), CATEGORIES),
        ChartDeclaration(
            ChartKind.COLUMNS,
            NP_("chart", "Reports upwards by month"),
            ("incident_reports_due", "incident_reports_in_time"),
        ),
    ),
)
