"""The figures of points 积分指标: given, exchanged, expired, and left, with what that would cost."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial

from desk.books.points import queries, statistics
from desk.books.points.model import GIVES, PostingKind
from desk.books.points.statistics import PointFigures
from desk.core import identity
from desk.core.figure import Better, Figure, FigureKind, FigureRow, NotAdded, Unit
from desk.core.figure_page import ChartDeclaration, ChartKind, FiguresPage
from desk.core.words import N_, NP_, P_
from desk.core.work import Work

LEADS_TO = "orders.points"


def _members(work: Work) -> dict[int, queries.NamedMember]:
    return {each.id: each for each in queries.all_members(work)}


def _title(member: queries.NamedMember) -> str:
    return f"{member.number} {identity.mask_name(member.name)}"


def _row(member: queries.NamedMember, last: date, amount: int) -> FigureRow:
    state = P_("member", "in a team") if member.is_in_team(last) else P_("member", "left the team")
    return FigureRow(f"team_members:{member.id}", last, _title(member), state, None, amount, LEADS_TO, member.id)


def _moved(kinds: frozenset[PostingKind], sign: int, work: Work, first: date, last: date) -> list[FigureRow]:
    members = _members(work)
    return [
        FigureRow(
            f"postings:{each.posting_id}",
            each.day,
            _title(members[each.member_id]),
            each.kind.label,
            None,
            sign * each.amount,
            LEADS_TO,
            each.member_id,
        )
        for each in statistics.movements(work, first, last)
        if each.kind in kinds
    ]


def _left(amount: Callable[[PointFigures, int], int], work: Work, first: date, last: date) -> list[FigureRow]:
    figures, members = statistics.of_days(work, first, last), _members(work)
    return [_row(members[id], last, amount(figures, points)) for id, points in figures.balances.items()]


FIGURES = (
    Figure(
        "points_earned",
        NP_("figure", "Points given"),
        N_("Points given for orders, by hand and carried over, less what was taken back."),
        Unit.POINTS,
        FigureKind.SUM,
        rows=partial(_moved, GIVES, 1),
    ),
    Figure(
        "points_spent",
        NP_("figure", "Points exchanged"),
        N_("Points exchanged for rewards, less what was given back."),
        Unit.POINTS,
        FigureKind.SUM,
        rows=partial(_moved, frozenset({PostingKind.REDEEMED}), -1),
    ),
    Figure(
        "points_expired",
        NP_("figure", "Points expired"),
        N_("Points taken out because their day had come."),
        Unit.POINTS,
        FigureKind.SUM,
        Better.DOWN,
        rows=partial(_moved, frozenset({PostingKind.EXPIRED}), -1),
    ),
    Figure(
        "points_outstanding",
        NP_("figure", "Points left"),
        N_("Points that members have at the end of these days."),
        Unit.POINTS,
        FigureKind.SUM,
        rows=partial(_left, lambda _figures, points: points),
        not_added=NotAdded.STANDS,
    ),
    Figure(
        "points_liability",
        NP_("figure", "Cost of the points left"),
        N_("What the points left would cost, by what a point has cost so far, or by the rewards that are offered."),
        Unit.FEN,
        FigureKind.SUM,
        rows=partial(_left, lambda figures, points: figures.worth(points)),
        moving=True,
        not_added=NotAdded.STANDS,
    ),
)

PAGE = FiguresPage(
    (
        "points_earned",
        "points_spent",
        "points_expired",
        "points_outstanding",
        "points_liability",
    ),
    (
        ChartDeclaration(
            ChartKind.COLUMNS,
            NP_("chart", "Points given, exchanged and expired by month"),
            ("points_earned", "points_spent", "points_expired"),
        ),
        ChartDeclaration(ChartKind.LINES, NP_("chart", "Points left by month"), ("points_outstanding",)),
    ),
)
