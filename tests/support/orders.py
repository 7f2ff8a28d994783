"""Two teams, residents who ask, and orders on their way."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from desk.books import residents, staff
from desk.books.orders import answering, dispatching, doing, placing
from desk.books.orders.model import NewOrder, Order, OrderKind
from desk.books.teams import members, teams
from desk.books.teams.model import MemberKind, NewMember, Team
from desk.core.permissions import Role
from desk.core.work import Actor, Work
from tests.support.people import person

NAMES = ("林一明", "陈二妹", "黄三强", "王四喜")


@dataclass(frozen=True)
class Ready:
    """The ids of what ``set_up`` made: the first two members are in the first team."""

    team: int
    other: int
    members: tuple[int, ...]
    people: tuple[int, ...]


def set_up(work: Work, people: int = 3) -> Ready:
    """Two teams of two, and residents with telephones and addresses of their own."""
    ids = [teams.add(work, Team(name, area=area)) for name, area in (("先锋队", "三组"), ("志愿队", ""))]
    joined = [
        members.join(
            work,
            NewMember(ids[n // 2], MemberKind.PARTY, name, f"139000000{n:02d}", village_group=f"{n + 1}组"),
        )
        for n, name in enumerate(NAMES)
    ]
    asking = [
        residents.add(
            work,
            replace(
                person("张三丰", date(1950, 1, 1), 100 + n, f"138000{n:05d}"),
                address=f"凤亭村三组{n + 1}号",
                village_group="三组",
            ),
        ).id
        for n in range(people)
    ]
    return Ready(ids[0], ids[1], tuple(each.id for each in joined), tuple(asking))


def wish(ready: Ready, who: int = 0, **more: object) -> NewOrder:
    """A water pipe leaks."""
    asked = NewOrder(OrderKind.REPAIR, "家里水管漏水", resident_id=ready.people[who])
    return replace(asked, **more)  # type: ignore[arg-type]


def queued(work: Work, ready: Ready, who: int = 0, **more: object) -> Order:
    """An order that waits to be sent."""
    return dispatching.review(work, placing.place(work, wish(ready, who, **more)).id)


def offered(work: Work, ready: Ready, member: int | None = 0, **more: object) -> Order:
    """One that the first team is asked about, or a member of it."""
    order = queued(work, ready, **more)
    dispatch = dispatching.offer(work, order.id, ready.team, None if member is None else ready.members[member])
    return replace(order, id=dispatch.order_id)


def taken(work: Work, ready: Ready, member: int = 0, **more: object) -> Order:
    """One that a member of the first team has."""
    return answering.take(work, offered(work, ready, member, **more).id, ready.members[member])


def done(work: Work, ready: Ready, minutes: int = 1, **more: object) -> Order:
    """One that is done; the clock has not moved since it was sent, so nobody was there for more than a minute."""
    order = taken(work, ready, **more)
    return doing.finish(work, order.id, "已修好水管", {ready.members[0]: minutes})


def colleague(work: Work, name: str = "林小芳", role: Role = Role.CLERK) -> Work:
    """The same transaction, a colleague signed in."""
    known = next((each.id for each in staff.everyone(work) if each.name == name), 0)
    return replace(work, actor=Actor(known or staff.add(work, name, role).id, name, role))


def later(work: Work, **step: float) -> Work:
    """The same transaction, a while later."""
    return replace(work, now=work.now + timedelta(**step))
