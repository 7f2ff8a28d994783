"""Teams and members as tests want them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from desk.books import residents
from desk.books.teams import members, teams
from desk.books.teams.model import Member, MemberKind, NewMember, Team
from desk.core.permissions import Role
from desk.core.work import Work
from tests.support.people import person

FIRST, SECOND = "第一突击队", "第二突击队"


def as_role(work: Work, role: Role) -> Work:
    """The same action by somebody of another role."""
    return replace(work, actor=replace(work.actor, role=role))


def two_teams(work: Work) -> tuple[int, int]:
    """Their ids."""
    first = teams.add(work, Team(FIRST, "第一党支部", "一组，二组"))
    return first, teams.add(work, Team(SECOND, "第二党支部"))


def joined(work: Work, team_id: int, name: str = "欧阳明珠", **more: Any) -> Member:
    """Somebody with a name only, unless more is given."""
    return members.join(work, replace(NewMember(team_id, MemberKind.PARTY, name), **more))


def resident(work: Work, name: str = "司马相如", serial: int = 801) -> int:
    """A person with a record; the id."""
    return residents.add(work, person(name, date(1980, 1, 1), serial, f"138112{serial:05d}")).id
