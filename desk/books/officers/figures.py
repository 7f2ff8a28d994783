"""The figures of experience officers 体验官指标: who serves, visits, how often each came, scores, zones seen."""

from __future__ import annotations

from datetime import date
from functools import partial

from desk.books.officers import statistics, visit_queries
from desk.books.officers.model import OfficerIdentity, OfficerVisit, VisitWay
from desk.books.officers.statistics import CountedOfficer
from desk.books.officers.visit_queries import VisitScore
from desk.core.figure import Better, Figure, FigureKind, FigureRow, NotAdded, Unit
from desk.core.figure_page import ChartDeclaration, ChartKind, FiguresPage
from desk.core.identity import mask_name
from desk.core.words import N_, NP_, P_, _
from desk.core.work import Work


def _officer_row(each: CountedOfficer, day: date, amount: int) -> FigureRow:
    officer = each.officer
    return FigureRow(
        f"officers:{officer.id}",
        day,
        mask_name(officer.name),
        officer.identity.label,
        None,
        amount,
        "officers.officer",
        officer.id,
    )


def _officers(code: str, work: Work, first: date, last: date) -> list[FigureRow]:
    tally = statistics.OFFICERS[code]
    counted = statistics.of_days(work, first, last).officers
    return [_officer_row(each, last, tally.adds(each)) for each in tally.behind(counted)]


def _visits_each(work: Work, first: date, last: date) -> list[FigureRow]:
    return [_officer_row(each, last, each.visits) for each in statistics.of_days(work, first, last).officers]


def _visits(code: str, work: Work, first: date, last: date) -> list[FigureRow]:
    tally = statistics.VISITS[code]
    visits = tally.behind(visit_queries.visits_between(work, first, last))
    return [_visit_row(each, tally.adds(each)) for each in visits]


def _visit_row(visit: OfficerVisit, amount: int) -> FigureRow:
    return FigureRow(
        f"officer_visits:{visit.id}",
        visit.day,
        P_("row of a figure", "{number} {name}", number=visit.number, name=mask_name(visit.officer)),
        visit.way.label,
        None,
        amount,
        "officers.visit",
        visit.id,
    )


def _scores(work: Work, first: date, last: date) -> list[FigureRow]:
    return [_score_row(each, each.score) for each in visit_queries.scores_between(work, first, last)]


def _score_row(score: VisitScore, amount: int) -> FigureRow:
    return FigureRow(
        f"officer_scores:{score.id}",
        score.day,
        P_("row of a figure", "{number} {name}", number=score.number, name=score.zone),
        score.item.label,
        None,
        amount,
        "officers.visit",
        score.visit_id,
    )


def _zones(work: Work, first: date, last: date) -> list[FigureRow]:
    counted = statistics.of_days(work, first, last)
    sheets = {id: len({each.visit_id for each in counted.scores if each.zone_id == id}) for id in counted.zones}
    return [FigureRow(f"zones:{id}", last, name, _("{n} sheets", n=sheets[id])) for id, name in counted.zones.items()]


def _identity(kind: OfficerIdentity) -> Figure:
    return Figure(
        f"officers.{kind.value}",
        kind.msgid,
        N_("Experience officers of this identity who served on the last of these days."),
        Unit.PERSONS,
        rows=partial(_officers, f"officers.{kind.value}"),
        group=NP_("group of figures", "Experience officers"),
        whole="officers",
        moving=True,
        not_added=NotAdded.STANDS,
    )


def _way(way: VisitWay) -> Figure:
    return Figure(
        f"officer_visits.{way.value}",
        way.msgid,
        N_("Visits of experience officers of this kind in these days."),
        Unit.TIMES,
        rows=partial(_visits, f"officer_visits.{way.value}"),
        group=NP_("group of figures", "Officers' visits"),
        whole="officer_visits",
    )


FIGURES: tuple[Figure, ...] = (
    Figure(
        "officers",
        NP_("figure", "Experience officers"),
        N_("Experience officers whose term covers the last of these days."),
        Unit.PERSONS,
        rows=partial(_officers, "officers"),
        moving=True,
        not_added=NotAdded.STANDS,
    ),
    *map(_identity, OfficerIdentity),
    Figure(
        "officers_came",
        NP_("figure", "Officers who came"),
        N_("Of the experience officers who served on the last of these days, those who came at least once in them."),
        Unit.PERSONS,
        better=Better.UP,
        rows=partial(_officers, "officers_came"),
        moving=True,
        not_added=NotAdded.ONCE,
    ),
    Figure(
        "officers_came_percent",
        NP_("figure", "Share of officers who came"),
        N_("Of the experience officers who served on the last of these days, those who came at least once in them."),
        Unit.PERCENT,
        FigureKind.SHARE,
        Better.UP,
        numerator=("officers_came",),
        denominator=("officers",),
        moving=True,
    ),
    Figure(
        "officer_visits",
        NP_("figure", "Officers' visits"),
        N_("Sheets of experience officers' visits in these days; several who come together have a sheet each."),
        Unit.TIMES,
        better=Better.UP,
        rows=partial(_visits, "officer_visits"),
    ),
    *map(_way, VisitWay),
    Figure(
        "officer_visits_serving",
        NP_("figure", "Visits of serving officers"),
        N_("Visits in these days of those who served on the last of them, of which the average is taken."),
        Unit.TIMES,
        FigureKind.SUM,
        Better.UP,
        rows=_visits_each,
        moving=True,
        not_added=NotAdded.STANDS,
    ),
    Figure(
        "officer_visits_each",
        NP_("figure", "Visits per officer"),
        N_("How often those who served on the last of these days came in them, on average."),
        Unit.TIMES,
        FigureKind.MEAN,
        Better.UP,
        rows=_visits_each,
        numerator=("officer_visits_serving",),
        denominator=("officers",),
        moving=True,
    ),
    Figure(
        "officer_scores",
        NP_("figure", "Scores given"),
        N_("Scores that experience officers gave to items of zones in these days."),
        Unit.ENTRIES,
        rows=_scores,
    ),
    Figure(
        "officer_points",
        NP_("figure", "Sum of the scores"),
        N_("What the scores of these days add up to, 1 to 5 each."),
        Unit.POINTS,
        FigureKind.SUM,
        rows=_scores,
    ),
    Figure(
        "officer_average",
        NP_("figure", "Average score"),
        N_("The sum of the scores of these days by how many were given; the best is 5."),
        Unit.POINTS,
        FigureKind.MEAN,
        Better.UP,
        rows=_scores,
        numerator=("officer_points",),
        denominator=("officer_scores",),
    ),
    Figure(
        "officer_zones",
        NP_("figure", "Zones seen"),
        N_("Zones of which an experience officer scored at least one item in these days."),
        Unit.PLACES,
        better=Better.UP,
        rows=_zones,
        not_added=NotAdded.ONCE,
    ),
)

IDENTITIES = tuple(f"officers.{kind.value}" for kind in OfficerIdentity)
WAYS = tuple(f"officer_visits.{way.value}" for way in VisitWay)
PAGE = FiguresPage(
    (
        "officers",
        "officers_came_percent",
        "officer_visits",
        "officer_visits_each",
        "officer_average",
        "officer_zones",
    ),
    (
        ChartDeclaration(ChartKind.COLUMNS, NP_("chart", "Officers' visits by month"), ("officer_visits",)),
        ChartDeclaration(ChartKind.LINES, NP_("chart", "Average score of the officers"), ("officer_average",)),
        ChartDeclaration(ChartKind.BARS, NP_("chart", "Experience officers by identity"), IDENTITIES),
        ChartDeclaration(ChartKind.BARS, NP_("chart", "Officers' visits by way"), WAYS),
    ),
)
