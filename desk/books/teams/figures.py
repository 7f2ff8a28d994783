"""The figures of teams 队伍指标: teams, members by kind, who took an order, who joined and who left."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial

from desk.books.teams import statistics
from desk.books.teams.model import Member, MemberKind, Team
from desk.books.teams.statistics import TeamFigures, TeamStay
from desk.core import identity
from desk.core.figure import Better, Figure, FigureKind, FigureRow, NotAdded, Unit
from desk.core.figure_page import ChartDeclaration, ChartKind, FiguresPage
from desk.core.words import N_, NP_, P_
from desk.core.work import Work


def _row(member: Member, day: date, amount: int, state: str, subject: str = "") -> FigureRow:
    return FigureRow(
        subject or f"team_members:{member.id}",
        day,
        P_("row of a figure", "{number} {name}", number=member.number, name=identity.mask_name(member.name)),
        state,
        None,
        amount,
        "orders.member",
        member.id,
    )


def _members(code: str, work: Work, first: date, last: date) -> list[FigureRow]:
    tally = statistics.TALLIES[code]
    counted = statistics.of_days(work, first, last).members
    return [_row(each.member, last, tally.adds(each), each.member.team) for each in tally.behind(counted)]


def _teams(work: Work, first: date, last: date) -> list[FigureRow]:
    counted = statistics.of_days(work, first, last).teams
    return [_team_row(team, last) for team in counted]


def _team_row(team: Team, day: date) -> FigureRow:
    state = team.branch or P_("team", "Sent")
    return FigureRow(f"teams:{team.id}", day, team.name, state, None, 1, "orders.teams", team.id)


def _joined(work: Work, first: date, last: date) -> list[FigureRow]:
    return _stays(work, first, last, lambda figures: figures.joined, lambda stay: stay.joined_on)


def _left(work: Work, first: date, last: date) -> list[FigureRow]:
    return _stays(work, first, last, lambda figures: figures.left, lambda stay: stay.left_on or last)


def _stays(
    work: Work,
    first: date,
    last: date,
    which: Callable[[TeamFigures], tuple[TeamStay, ...]],
    day_of: Callable[[TeamStay], date],
) -> list[FigureRow]:
    counted = which(statistics.of_days(work, first, last))
    return [
        _row(stay.member, day_of(stay), 1, stay.member.team, f"team_members:{stay.member.id}:{day_of(stay)}")
        for stay in counted
    ]


def _kind(kind: MemberKind) -> Figure:
    return Figure(
        f"members.{kind.value}",
        kind.msgid,
        N_("People of this kind who were in a team on the last of these days."),
        Unit.PERSONS,
        rows=partial(_members, f"members.{kind.value}"),
        group=NP_("group of figures", "Members of teams"),
        whole="members",
        moving=True,
        not_added=NotAdded.STANDS,
    )


FIGURES: tuple[Figure, ...] = (
    Figure(
        "teams",
        NP_("figure", "Teams"),
        N_("Teams that can be sent, as they stand now."),
        Unit.TEAMS,
        rows=_teams,
        moving=True,
        not_added=NotAdded.STANDS,
    ),
    Figure(
        "members",
        NP_("figure", "Members of teams"),
        N_("People who were in a team on the last of these days."),
        Unit.PERSONS,
        better=Better.UP,
        rows=partial(_members, "members"),
        moving=True,
        not_added=NotAdded.STANDS,
    ),
    *map(_kind, MemberKind),
    Figure(
        "members_active",
        NP_("figure", "Active members"),
        N_("Of the people who were in a team on the last of these days, those who took an order in these days."),
        Unit.PERSONS,
        better=Better.UP,
        rows=partial(_members, "members_active"),
        within="members",
        moving=True,
        not_added=NotAdded.ONCE,
    ),
    Figure(
        "members_active_percent",
        NP_("figure", "Share of active members"),
        N_("Of the people who were in a team on the last of these days, those who took an order in these days."),
        Unit.PERCENT,
        FigureKind.SHARE,
        Better.UP,
        numerator=("members_active",),
        denominator=("members",),
        moving=True,
    ),
    Figure(
        "members_joined",
        NP_("figure", "Joined a team"),
        N_("People who joined or came back in these days; going over to another team is neither."),
        Unit.PERSONS,
        rows=_joined,
        moving=True,
    ),
    Figure(
        "members_left",
        NP_("figure", "Left the teams"),
        N_("People who left in these days; going over to another team is no leaving."),
        Unit.PERSONS,
        better=Better.DOWN,
        rows=_left,
        moving=True,
    ),
)

KINDS = tuple(f"members.{kind.value}" for kind in MemberKind)
PAGE = FiguresPage(
    ("teams", "members", "members_active", "members_active_percent", "members_joined", "members_left"),
    (
        ChartDeclaration(ChartKind.COLUMNS, NP_("chart", "Members of teams by month"), KINDS),
        ChartDeclaration(ChartKind.LINES, NP_("chart", "Active members, %"), ("members_active_percent",)),
        ChartDeclaration(ChartKind.BARS, NP_("chart", "Members of teams by kind"), KINDS),
    ),
)
