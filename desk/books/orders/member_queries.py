"""Reading members of teams as orders need them: where they live, what they have in hand, when they were asked last."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from desk.books.orders.model import OWNED
from desk.core.records import records
from desk.core.work import Work
from desk.models.orders import dispatches, orders
from desk.models.residents import residents
from desk.models.teams import team_members


@dataclass(frozen=True)
class MemberWhereabouts:
    """By what somebody's household is known."""

    id: int
    name: str
    resident_id: int | None
    telephone: str
    resident_telephone: str
    address: str


WHEREABOUTS = (
    select(
        team_members.c.id,
        team_members.c.name,
        team_members.c.resident_id,
        team_members.c.telephone,
        func.coalesce(residents.c.telephone, "").label("resident_telephone"),
        func.coalesce(residents.c.address, "").label("address"),
    )
    .outerjoin(residents, residents.c.id == team_members.c.resident_id)
    .where(team_members.c.left_on.is_(None))
)


def whereabouts(work: Work) -> list[MemberWhereabouts]:
    """Of everybody who is in a team."""
    return records(work.connection.execute(WHEREABOUTS), MemberWhereabouts)


@dataclass(frozen=True)
class MemberLoad:
    """What somebody has in hand, and when they were asked last; None where they never were."""

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
LOADS = select(team_members.c.id, _IN_HAND.label("in_hand"), _LAST_ASKED.label("asked_at")).where(
    team_members.c.left_on.is_(None)
)


def loads(work: Work) -> dict[int, MemberLoad]:
    """Of everybody who is in a team, by their ids."""
    return {row.id: MemberLoad(row.in_hand, row.asked_at) for row in work.connection.execute(LOADS)}


def telephones_of(work: Work, members: list[int]) -> set[str]:
    """The telephones of some members, by their teams' lists and by their records."""
    asked = set(members)
    return {
        number
        for each in whereabouts(work)
        if each.id in asked
        for number in (each.telephone, each.resident_telephone)
        if number
    }
