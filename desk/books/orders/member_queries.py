"""Reading members of teams as orders need them: where they live, what they can do, what they have in hand.

The proposal of whom to send reads all of them at a key press, in one statement: what is kept as JSON stays text until
somebody has to know it.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Text, func, select, type_coerce

from desk.books.orders.model import OWNED
from desk.core.records import records
from desk.core.work import Work
from desk.models.orders import dispatches, orders
from desk.models.residents import residents
from desk.models.teams import team_members, teams


@dataclass(frozen=True)
class MemberWhereabouts:
    """By what somebody's household is known."""

    id: int
    name: str
    resident_id: int | None
    telephone: str
    resident_telephone: str
    address: str


_TELEPHONE = func.coalesce(residents.c.telephone, "").label("resident_telephone")
_ADDRESS = func.coalesce(residents.c.address, "").label("address")
WHEREABOUTS = select(
    team_members.c.id,
    team_members.c.name,
    team_members.c.resident_id,
    team_members.c.telephone,
    _TELEPHONE,
    _ADDRESS,
).outerjoin(residents, residents.c.id == team_members.c.resident_id)


def whereabouts(work: Work, only: Collection[int]) -> list[MemberWhereabouts]:
    """Of some members, also of who has left: they may have done an order before."""
    query = WHEREABOUTS.where(team_members.c.id.in_(only))
    return records(work.connection.execute(query), MemberWhereabouts)


class MemberToSend(NamedTuple):
    """Somebody who is in a team that is sent. ``skills`` and ``times`` are JSON still; ``asked_at`` is when they were
    asked last, None where they never were.
    """

    id: int
    number: str
    name: str
    team_id: int
    team: str
    area: str
    skills: str
    abilities: str
    village_group: str
    times: str
    resident_id: int | None
    telephone: str
    resident_telephone: str
    address: str
    in_hand: int
    asked_at: datetime | None


_LAST_ASKED = (
    select(func.max(dispatches.c.offered_at)).where(dispatches.c.member_id == team_members.c.id).scalar_subquery()
)
_IN_HAND = (
    select(func.count())
    .select_from(orders)
    .where(orders.c.member_id == team_members.c.id, orders.c.state.in_([state.value for state in OWNED]))
    .scalar_subquery()
)
TO_SEND = (
    select(
        team_members.c.id,
        team_members.c.number,
        team_members.c.name,
        team_members.c.team_id,
        teams.c.name.label("team"),
        teams.c.area,
        type_coerce(team_members.c.skills, Text),
        team_members.c.abilities,
        team_members.c.village_group,
        type_coerce(team_members.c.times, Text),
        team_members.c.resident_id,
        team_members.c.telephone,
        _TELEPHONE,
        _ADDRESS,
        _IN_HAND.label("in_hand"),
        _LAST_ASKED.label("asked_at"),
    )
    .join(teams, teams.c.id == team_members.c.team_id)
    .outerjoin(residents, residents.c.id == team_members.c.resident_id)
    .where(team_members.c.left_on.is_(None), teams.c.active)
)


def to_send(work: Work) -> list[MemberToSend]:
    """Everybody who can be sent, in no order."""
    return [MemberToSend._make(row) for row in work.connection.execute(TO_SEND)]
