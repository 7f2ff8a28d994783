"""The figures of organisations 共建指标: partners by kind, pairings in force, and what was held and done with them."""

from __future__ import annotations

from datetime import date
from functools import partial

from desk.books.organisations import queries, statistics
from desk.books.organisations.model import OrganisationKind, Pairing
from desk.core.figure import Better, Figure, FigureRow, NotAdded, Unit
from desk.core.figure_page import ChartDeclaration, ChartKind, FiguresPage
from desk.core.words import N_, NP_, P_
from desk.core.work import Work

CARD = "organisations.organisation"


def _partners(code: str, work: Work, _first: date, last: date) -> list[FigureRow]:
    tally = statistics.TALLIES[code]
    return [
        FigureRow(f"organisations:{each.id}", last, each.name, each.kind.label, None, tally.adds(each), CARD, each.id)
        for each in tally.behind(queries.partners(work))
    ]


def _pairing_rows(pairings: list[Pairing]) -> list[FigureRow]:
    return [
        FigureRow(
            f"pairings:{each.id}",
            each.last,
            P_("row of a figure", "{number} {name}", number=each.number, name=each.organisation),
            P_("row of a figure", "until {day}", day=each.last.isoformat()),
            leads_to=CARD,
            about=each.organisation_id,
        )
        for each in pairings
    ]


def _in_force(work: Work, _first: date, last: date) -> list[FigureRow]:
    return _pairing_rows(statistics.agreements(work).in_force(min(last, work.today)))


def _expiring(work: Work, _first: date, last: date) -> list[FigureRow]:
    return _pairing_rows(statistics.agreements(work).expiring(min(last, work.today)))


def _held(work: Work, first: date, last: date) -> list[FigureRow]:
    return [
        FigureRow(
            f"activities:{each.id}",
            each.day,
            each.title,
            each.organisation,
            leads_to="activities.activity",
            about=each.id,
        )
        for each in statistics.of_days(work, first, last).held
    ]


def _done(work: Work, first: date, last: date) -> list[FigureRow]:
    return [
        FigureRow(f"orders:{each.id}", each.day, each.number, each.organisation, leads_to="orders.order", about=each.id)
        for each in statistics.of_days(work, first, last).done
    ]


def _kind(kind: OrganisationKind) -> Figure:
    return Figure(
        f"partners.{kind.value}",
        kind.msgid,
        N_("Red partners of this kind that are in use, as they stand now."),
        Unit.ORGANISATIONS,
        rows=partial(_partners, f"partners.{kind.value}"),
        group=NP_("group of figures", "Red partners"),
        whole="partners",
        moving=True,
        not_added=NotAdded.STANDS,
    )


FIGURES: tuple[Figure, ...] = (
    Figure(
        "partners",
        NP_("figure", "Red partners"),
        N_("Organisations known as red partners that are in use, as they stand now."),
        Unit.ORGANISATIONS,
        better=Better.UP,
        rows=partial(_partners, "partners"),
        moving=True,
        not_added=NotAdded.STANDS,
    ),
    *map(_kind, OrganisationKind),
    Figure(
        "pairings_in_force",
        NP_("figure", "Pairings in force"),
        N_("Signed agreements whose term held on the last of these days, and that were neither paused nor ended."),
        Unit.ORGANISATIONS,
        better=Better.UP,
        rows=_in_force,
        moving=True,
        not_added=NotAdded.STANDS,
    ),
    Figure(
        "pairings_expiring",
        NP_("figure", "Pairings that expire soon"),
        N_("Of the pairings in force on the last of these days, those that end soon after it."),
        Unit.ORGANISATIONS,
        better=Better.DOWN,
        rows=_expiring,
        moving=True,
        not_added=NotAdded.STANDS,
    ),
    Figure(
        "partner_activities",
        NP_("figure", "Activities held by organisations"),
        N_("Activities of these days that took place and are linked with an organisation."),
        Unit.ACTIVITIES,
        better=Better.UP,
        rows=_held,
    ),
    Figure(
        "partner_orders",
        NP_("figure", "Orders done with organisations"),
        N_("Orders with an organisation that helped, done for the first time on these days."),
        Unit.PIECES,
        better=Better.UP,
        rows=_done,
    ),
)

KINDS = tuple(f"partners.{kind.value}" for kind in OrganisationKind)
PAGE = FiguresPage(
    ("partners", "pairings_in_force", "pairings_expiring", "partner_activities", "partner_orders"),
    (
        ChartDeclaration(
            ChartKind.COLUMNS,
            NP_("chart", "Activities and orders with organisations by month"),
            ("partner_activities", "partner_orders"),
        ),
        ChartDeclaration(ChartKind.BARS, NP_("chart", "Red partners by kind"), KINDS),
        ChartDeclaration(ChartKind.LINES, NP_("chart", "Pairings in force by month"), ("pairings_in_force",)),
    ),
)
