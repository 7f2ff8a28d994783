"""The figures of needs and offerings 共建联动指标, each with the rows behind it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial

from desk.books.matching import statistics
from desk.books.matching.model import Delivery, Match, Need, Offering
from desk.books.matching.statistics import MatchingFigures
from desk.core.clock import local
from desk.core.figure import Better, Figure, FigureKind, FigureRow, NotAdded, Tally, Unit
from desk.core.figure_page import ChartDeclaration, ChartKind, FiguresPage
from desk.core.plain_text import excerpt
from desk.core.words import N_, NP_
from desk.core.work import Work

Rows = Callable[[Work, date, date], Sequence[FigureRow]]


def _need_row(need: Need, day: date) -> FigureRow:
    title = f"{need.number} {excerpt(need.masked, '')}"
    return FigureRow(f"needs:{need.id}", day, title, need.state.label, leads_to="matching.need", about=need.id)


def _raised(work: Work, first: date, last: date) -> list[FigureRow]:
    counted = statistics.of_days(work, first, last).raised
    return [_need_row(each, local(each.raised_at).date()) for each in counted if each.raised_at]


def _settled(tally: Tally[Need], work: Work, first: date, last: date) -> list[FigureRow]:
    counted = tally.behind(statistics.of_days(work, first, last).settled)
    return [_need_row(each, local(each.settled_at).date()) for each in counted if each.settled_at]


def _made(work: Work, first: date, last: date) -> list[FigureRow]:
    return [_match_row(each) for each in statistics.of_days(work, first, last).made]


def _match_row(match: Match) -> FigureRow:
    title = f"{match.need_number} {match.offering}"
    day = local(match.made_at).date()
    return FigureRow(f"matches:{match.id}", day, title, match.state.label, leads_to="matching.match", about=match.id)


def _offered(work: Work, first: date, last: date) -> list[FigureRow]:
    return [_offering_row(each, last) for each in statistics.of_days(work, first, last).offered]


def _offering_row(each: Offering, day: date) -> FigureRow:
    title = f"{each.number} {each.title}"
    return FigureRow(
        f"offerings:{each.id}", day, title, each.organisation, None, each.promised, "matching.offering", each.id
    )


def _deliveries(
    which: Callable[[MatchingFigures], Sequence[Delivery]], work: Work, first: date, last: date
) -> list[FigureRow]:
    counted = which(statistics.of_days(work, first, last))
    return [
        FigureRow(
            f"deliveries:{each.id}",
            each.day,
            each.title,
            each.organisation,
            None,
            each.people,
            "matching.offering",
            each.offering_id,
        )
        for each in counted
    ]


def _need_figure(code: str, title: str, definition: str, better: Better = Better.NEITHER) -> Figure:
    rows = partial(_settled, statistics.SETTLED[code])
    return Figure(code, title, definition, Unit.ENTRIES, better=better, rows=rows)


FIGURES: tuple[Figure, ...] = (
    Figure(
        "needs_raised",
        NP_("figure", "Needs raised"),
        N_("Needs that were put on the list in these days."),
        Unit.ENTRIES,
        rows=_raised,
    ),
    _need_figure(
        "needs_met",
        NP_("figure", "Needs met"),
        N_("Needs whose match was accepted in these days, with people counted."),
        Better.UP,
    ),
    _need_figure(
        "needs_unmet",
        NP_("figure", "Needs not met"),
        N_("Needs that were given up in these days because nobody could be brought together with them."),
        Better.DOWN,
    ),
    _need_figure(
        "needs_withdrawn", NP_("figure", "Needs taken down"), N_("Needs that were taken off the list in these days.")
    ),
    Figure(
        "needs_met_percent",
        NP_("figure", "Share of needs met"),
        N_("Of the needs that were met or given up in these days, those that were met."),
        Unit.PERCENT,
        FigureKind.SHARE,
        Better.UP,
        numerator=("needs_met",),
        denominator=("needs_met", "needs_unmet"),
    ),
    Figure(
        "matches_made",
        NP_("figure", "Matches made"),
        N_("Needs and offerings that were brought together in these days, whatever became of them."),
        Unit.ENTRIES,
        rows=_made,
    ),
    Figure(
        "offerings_promised",
        NP_("figure", "Times promised"),
        N_("How often the offerings are promised in all whose term covers the last of these days."),
        Unit.TIMES,
        FigureKind.SUM,
        rows=_offered,
        moving=True,
        not_added=NotAdded.STANDS,
    ),
    Figure(
        "offerings_delivered",
        NP_("figure", "Times delivered"),
        N_("Activities held with people counted and orders done in these days that brought an offering."),
        Unit.TIMES,
        better=Better.UP,
        rows=partial(_deliveries, lambda figures: figures.delivered),
    ),
    Figure(
        "offerings_people",
        NP_("figure", "People reached by offerings"),
        N_("People at these activities and orders; one that brought several offerings counts once."),
        Unit.PEOPLE,
        FigureKind.SUM,
        Better.UP,
        rows=partial(_deliveries, lambda figures: figures.reached),
    ),
)

PAGE = FiguresPage(
    (
        "needs_raised",
        "needs_met",
        "needs_met_percent",
        "matches_made",
        "offerings_delivered",
        "offerings_people",
    ),
    (
        ChartDeclaration(
            ChartKind.COLUMNS,
            NP_("chart", "Needs by month"),
            ("needs_raised", "needs_met", "needs_unmet"),
        ),
        ChartDeclaration(ChartKind.LINES, NP_("chart", "Needs met, %"), ("needs_met_percent",)),
        ChartDeclaration(ChartKind.COLUMNS, NP_("chart", "Offerings delivered by month"), ("offerings_delivered",)),
        ChartDeclaration(
            ChartKind.BARS,
            NP_("chart", "What became of needs"),
            ("needs_met", "needs_unmet", "needs_withdrawn"),
        ),
    ),
)
