"""A leader and clerks of the centre, and what they are told to do."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from desk.books import staff
from desk.books.follow_ups import doing, opening
from desk.books.follow_ups.model import FollowUp, FollowUpOwner, NewFollowUp, OwnerKind
from desk.core.permissions import Role
from desk.core.work import Actor, Work
from desk.services.session import Desk


@dataclass(frozen=True)
class Crew:
    """Who works here, beside the manager who is signed in."""

    leader: Actor
    other_leader: Actor
    clerk: Actor
    other_clerk: Actor

    @property
    def owner(self) -> FollowUpOwner:
        """The first clerk, as who has to do something."""
        return FollowUpOwner(OwnerKind.STAFF, self.clerk.name, self.clerk.id)


def hire(work: Work) -> Crew:
    """Two leaders in charge and two clerks."""
    names = (("陈主任", Role.LEADER), ("刘副主任", Role.LEADER), ("林小芳", Role.CLERK), ("黄志强", Role.CLERK))
    return Crew(*(Actor(staff.add(work, name, role).id, name, role) for name, role in names))


def crew(work: Work) -> Crew:
    """The same people, where the demo book has them already."""
    people = {each.name: Actor(each.id, each.name, each.role) for each in staff.everyone(work)}
    return Crew(*(people[name] for name in ("陈主任", "刘副主任", "林小芳", "黄志强")))


def as_(work: Work, who: Actor) -> Work:
    """The same transaction, somebody else signed in."""
    return replace(work, actor=who)


def opened(work: Work, crew: Crew, due_on: date | None = None, **more: Any) -> FollowUp:
    """The leader tells the first clerk to do something."""
    new = NewFollowUp("三组路口窨井盖松动，联系13800001111处理", crew.owner, due_on=due_on)
    return opening.open_item(as_(work, crew.leader), replace(new, **more))


def told_to(
    desk: Desk, owner: str, checker: str, *, text: str = "三组路口窨井盖松动", done: bool = False, outside: bool = False
) -> FollowUp:
    """In an open book: the checker, who is a leader, tells somebody to do something; ``done``: they say it is."""
    with desk.write() as work:
        people = {each.name: Actor(each.id, each.name, each.role) for each in staff.everyone(work)}
        who = FollowUpOwner(OwnerKind.STAFF, owner, people[owner].id)
        if outside:
            who = FollowUpOwner(OwnerKind.OUTSIDE, "供电所")
        item = opening.open_item(as_(work, people[checker]), NewFollowUp(text, who))
        if done:
            item = doing.finish(as_(work, people[owner]), item.id, item.version, "已加固")
    return item
