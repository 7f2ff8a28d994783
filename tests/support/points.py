"""A team with members, orders that they did, and rewards to be had for their points."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import update

from desk.books.orders.model import Complaint, OrderChannel, OrderKind, OrderState, OrderUrgency
from desk.books.points import entering, rewards, rules
from desk.books.points.model import Reward
from desk.books.registry import find_book
from desk.books.teams.model import MemberKind
from desk.core.clock import local
from desk.core.work import Work
from desk.models.orders import order_people, orders
from desk.models.teams import team_members, teams

NAMES = ("欧阳明珠", "司马相如", "诸葛青云", "上官婉清")


@dataclass(frozen=True)
class Rewarded:
    """The ids of what ``set_up`` made."""

    members: tuple[int, ...]
    oil: int
    """60 points; three are there."""
    soap: int
    """15 points; one is there."""


def add_member(work: Work, team: int, name: str, number: str, **more: object) -> int:
    values = {
        "number": number,
        "team_id": team,
        "kind": MemberKind.VOLUNTEER.value,
        "name": name,
        "telephone": f"138000{int(number[-3:]):05d}",
        "skills": [],
        "times": [],
        "joined_on": date(2025, 1, 1),
    }
    return work.add(team_members, {**values, **more})


def set_up(work: Work, *, with_rules: bool = True) -> Rewarded:
    """A team of four, the usual rules, and two rewards."""
    team = work.add(teams, {"name": "红帆突击队"})
    members = tuple(add_member(work, team, name, f"T01-{n:03d}") for n, name in enumerate(NAMES, 1))
    if with_rules:
        rules.take_presets(work)
    oil = rewards.add(work, Reward("食用油", 60, 3600, 3))
    soap = rewards.add(work, Reward("洗洁精", 15, 500, 1))
    return Rewarded(members, oil, soap)


def give(work: Work, member: int, points: int) -> int:
    """So many points by hand; the posting's id."""
    return entering.enter(work, member, points=points, reason="清洁家园")


def done_order(
    work: Work,
    minutes: dict[int, int],
    kind: OrderKind = OrderKind.REPAIR,
    *,
    settled: bool = True,
    complaint: Complaint = Complaint.NONE,
    done_at: datetime | None = None,
) -> int:
    """An order that members did, each so many minutes; its id. What points read of it is there, and no more."""
    at = done_at or work.now
    count = work.rows("SELECT count(*) FROM orders")[0][0]
    values = {
        "number": f"D{local(at):%Y%m%d}-{count + 1:03d}",
        "kind": kind.value,
        "description": "修水龙头",
        "asker": "张三丰",
        "channel": OrderChannel.COUNTER.value,
        "urgency": OrderUrgency.ORDINARY.value,
        "state": (OrderState.RATED if settled else OrderState.DONE).value,
        "review_by": at,
        "placed_by": work.actor.id,
        "placed_at": at - timedelta(hours=5),
        "done_at": at,
        "settled_at": at if settled else None,
        "complaint": complaint.value,
    }
    id = work.add(orders, values)
    work.add_all(order_people, [{"order_id": id, "member_id": who, "minutes": each} for who, each in minutes.items()])
    return id


def point_problems(work: Work) -> list[str]:
    """What the check says of points and of the double-entry book: the orders here are no whole ones."""
    return [each for name in ("postings", "points") for each in find_book(name).problems(work)]


def judge(work: Work, order: int, complaint: Complaint) -> None:
    """A complaint about an order is judged."""
    work.connection.execute(update(orders).where(orders.c.id == order).values(complaint=complaint.value))


def settle_later(work: Work, order: int) -> None:
    """The order is settled now."""
    work.connection.execute(update(orders).where(orders.c.id == order).values(settled_at=work.now))
