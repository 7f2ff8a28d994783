"""What a team did in a month 突击队月报, row by row: read once for paper and workbook."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from desk.books.points import statistics as points
from desk.books.teams import order_queries, queries
from desk.books.teams.model import Member, Team
from desk.books.teams.order_queries import MemberOrders
from desk.core.month import Month
from desk.core.work import Work


@dataclass(frozen=True)
class MemberMonth:
    """What a member did for the team in the month."""

    member: Member
    orders: MemberOrders
    points: int = 0
    """Earned in the month, whatever team it was for: told in the team of now, so that they are counted once."""


@dataclass(frozen=True)
class TeamMonth:
    """A team's month. ``done`` and ``in_time`` count orders, of which several members may have done one together."""

    team: Team
    rows: tuple[MemberMonth, ...]
    done: int
    in_time: int

    @property
    def taken(self) -> int:
        """Orders that were taken."""
        return sum(row.orders.taken for row in self.rows)

    @property
    def minutes(self) -> int:
        """Of all members together."""
        return sum(row.orders.minutes for row in self.rows)


def read(work: Work, month: Month, team: Team | None) -> list[TeamMonth]:
    """Of one team, or of all that can be sent; who is in the team now, and who did something for it in the month."""
    did = order_queries.by_member(work, month.first, month.last)
    done = order_queries.done_by_team(work, month.first, month.last)
    shown = [team] if team else queries.all_teams(work)
    earned = points.earned_by_member(work, month.first, month.last)
    everybody = queries.all_members(work)
    return [_of_team(each, everybody, did, earned, *done.get(each.id, (0, 0))) for each in shown]


def _of_team(
    team: Team,
    everybody: list[Member],
    did: Mapping[tuple[int, int], MemberOrders],
    earned: Mapping[int, int],
    done: int,
    in_time: int,
) -> TeamMonth:
    rows = [
        MemberMonth(
            member,
            did.get((team.id, member.id), MemberOrders()),
            earned.get(member.id, 0) if member.team_id == team.id else 0,
        )
        for member in everybody
        if (team.id, member.id) in did or (member.team_id == team.id and member.is_active)
    ]
    rows.sort(key=lambda row: (-row.orders.minutes, -row.orders.taken, row.member.number))
    return TeamMonth(team, tuple(rows), done, in_time)
