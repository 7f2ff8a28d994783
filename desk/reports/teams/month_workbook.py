"""The months of the teams as a workbook: a line for each member, with what they did for the team."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from desk.books.teams.model import Team
from desk.core import identity
from desk.core.month import Month
from desk.core.words import N_, NP_, P_, _, on_record
from desk.core.work import Work
from desk.reports.kit import imprint
from desk.reports.kit.list_workbook import ListWorkbook
from desk.reports.teams import month as reading
from desk.reports.teams.month import MemberMonth, TeamMonth

TEAM_COLUMNS = (
    (NP_("team", "Team"), 20),
    (NP_("team", "Party branch"), 20),
    (NP_("team's month", "Members"), 8),
    (NP_("team's month", "Taken"), 8),
    (NP_("team's month", "Done"), 8),
    (NP_("team's month", "In time"), 8),
    (NP_("team's month", "Minutes"), 10),
)
MEMBER_COLUMNS = (
    (NP_("team", "Team"), 20),
    (NP_("member", "Number"), 10),
    (N_("Name"), 12),
    (NP_("member", "Kind"), 10),
    (NP_("team's month", "Taken"), 8),
    (NP_("team's month", "Done"), 8),
    (NP_("team's month", "In time"), 8),
    (NP_("team's month", "Minutes"), 10),
    (NP_("team's month", "Points"), 8),
)
"""(heading, width in characters)."""
OF_TEAM = ("desk cell",) * 2 + ("desk number",) * 5
OF_MEMBER = ("desk cell",) * 4 + ("desk number",) * 5


@on_record()
def xlsx(work: Work, month: Month, team: Team | None = None) -> bytes:
    """A sheet of teams and a sheet of members, names masked."""
    shown = reading.read(work, month, team)
    book = ListWorkbook(_("Team's month"), f"{imprint.of(work).centre}　{month.label}")
    book.sheet(P_("sheet", "Teams"), TEAM_COLUMNS, map(_team_row, shown), OF_TEAM)
    rows = [_row(each, row) for each in shown for row in each.rows]
    book.sheet(P_("sheet", "Members"), MEMBER_COLUMNS, rows, OF_MEMBER)
    return book.content("team-month", month.name, {"teams": len(shown), "members": len(rows)})


def _team_row(shown: TeamMonth) -> Sequence[Any]:
    return (
        shown.team.name,
        shown.team.branch,
        len(shown.rows),
        shown.taken,
        shown.done,
        shown.in_time,
        shown.minutes,
    )


def _row(shown: TeamMonth, row: MemberMonth) -> Sequence[Any]:
    did = row.orders
    return (
        shown.team.name,
        row.member.number,
        identity.mask_name(row.member.name),
        row.member.kind.label,
        did.taken,
        did.done,
        did.in_time,
        did.minutes,
        row.points,
    )
