"""The figures of zones 功能区指标: people from the books and from rounds, low zones, and what was adjusted."""

from __future__ import annotations

from datetime import date
from functools import partial

from desk.books.zones import lowness, statistics
from desk.books.zones.lowness import ZoneMeasure
from desk.core.figure import Better, Figure, FigureKind, FigureRow, NotAdded, Unit
from desk.core.figure_page import ChartDeclaration, ChartKind, FiguresPage
from desk.core.words import N_, NP_
from desk.core.work import Work


def _row(each: ZoneMeasure, day: date, state: str, amount: int) -> FigureRow:
    return FigureRow(f"zones:{each.id}", day, each.zone.name, state, None, amount, "zones.zone", each.id)


def _zones(code: str, work: Work, first: date, last: date) -> list[FigureRow]:
    tally = statistics.TALLIES[code]
    there = statistics.of_days(work, first, last).zones
    return [_row(each, last, each.zone.footfall.label, tally.adds(each)) for each in tally.behind(there)]


def _low(work: Work, first: date, last: date) -> list[FigureRow]:
    low = statistics.of_days(work, first, last).low
    return [_row(each, last, lowness.reason_words(each), 1) for each in low]


def _changes(code: str, work: Work, first: date, last: date) -> list[FigureRow]:
    changes = statistics.CHANGES[code](statistics.of_days(work, first, last))
    return [
        FigureRow(
            f"zone_adjustments:{each.id}",
            day,
            f"{each.number} {each.zone}",
            each.kind.label,
            None,
            1,
            "zones.zone",
            each.zone_id,
        )
        for each, day in changes
    ]


FIGURES: tuple[Figure, ...] = (
    Figure(
        "zones",
        NP_("figure", "Zones"),
        N_("Zones in use, as they stand now."),
        Unit.PLACES,
        rows=partial(_zones, "zones"),
        moving=True,
        not_added=NotAdded.STANDS,
    ),
    Figure(
        "zone_people_derived",
        NP_("figure", "People in zones, from the books"),
        N_(
            "Of zones whose people are known from the books: visits to the counter, attendance, and who came to a room."
        ),
        Unit.PEOPLE,
        FigureKind.SUM,
        Better.UP,
        partial(_zones, "zone_people_derived"),
        moving=True,
    ),
    Figure(
        "zone_people_counted",
        NP_("figure", "People in zones, counted"),
        N_("Of zones whose people are counted on rounds: the counts of all rounds together."),
        Unit.PEOPLE,
        FigureKind.SUM,
        Better.UP,
        partial(_zones, "zone_people_counted"),
        moving=True,
    ),
    Figure(
        "zone_answers",
        NP_("figure", "Answers on satisfaction in zones"),
        N_("Evaluations of cases in the zone of the counter, and answers after activities in that of their room."),
        Unit.TIMES,
        FigureKind.SUM,
        rows=partial(_zones, "zone_answers"),
        moving=True,
    ),
    Figure(
        "zone_answers_good",
        NP_("figure", "Of them content"),
        N_("Of these answers those that gave one of the three good levels."),
        Unit.TIMES,
        FigureKind.SUM,
        Better.UP,
        partial(_zones, "zone_answers_good"),
        within="zone_answers",
        moving=True,
    ),
    Figure(
        "zones_low",
        NP_("figure", "Low zones"),
        N_("Zones that few use, or with which too few are content, over the three months that end with these days."),
        Unit.PLACES,
        better=Better.DOWN,
        rows=_low,
        moving=True,
        not_added=NotAdded.STANDS,
    ),
    Figure(
        "zones_adjusted",
        NP_("figure", "Zones adjusted"),
        N_("Adjustments of zones that were put into effect in these days."),
        Unit.ENTRIES,
        rows=partial(_changes, "zones_adjusted"),
    ),
    Figure(
        "zones_recovered",
        NP_("figure", "Zones recovered"),
        N_("Adjustments of which it was said in these days, three months later, that they helped."),
        Unit.ENTRIES,
        better=Better.UP,
        rows=partial(_changes, "zones_recovered"),
    ),
)

ANSWERS = ("zone_answers", "zone_answers_good")
PEOPLE = ("zone_people_derived", "zone_people_counted")
PAGE = FiguresPage(
    (*PEOPLE, *ANSWERS, "zones_low", "zones_adjusted", "zones_recovered"),
    (
        ChartDeclaration(ChartKind.COLUMNS, NP_("chart", "People in zones by month"), PEOPLE),
        ChartDeclaration(ChartKind.COLUMNS, NP_("chart", "Answers in zones, and content ones"), ANSWERS),
        ChartDeclaration(
            ChartKind.COLUMNS, NP_("chart", "Zones low, adjusted, recovered"), ("zones_low", *statistics.CHANGES)
        ),
    ),
)
