"""Reading teams 突击队 and their members."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, Text, bindparam, exists, or_, select, type_coerce

from desk.books.teams.model import HalfDay, Member, MemberKind, PastStay, Team
from desk.core import name_search
from desk.core.errors import Refused
from desk.core.records import first_record, records
from desk.core.words import _
from desk.core.work import Work
from desk.models.residents import residents
from desk.models.teams import past_stays, team_members, teams
from desk.storage.matching import LONGEST
from desk.storage.numbering import order_of

TEAMS = select(*(teams.c[name] for name in Team.__dataclass_fields__)).order_by(teams.c.id)
OWN = tuple(column for column in team_members.c if column.name in Member.__dataclass_fields__)
MEMBERS: Select[Any] = select(*OWN, teams.c.name.label("team")).join(teams, teams.c.id == team_members.c.team_id)
"""The columns of ``Member``, each by its name."""
IN_ORDER = (team_members.c.team_id, team_members.c.leads.desc(), *order_of(team_members.c.number))
BY_ID = MEMBERS.where(team_members.c.id == bindparam("member"))
BY_NUMBER = MEMBERS.where(team_members.c.number == bindparam("wanted"))
STAYS = (
    select(
        past_stays.c.member_id,
        past_stays.c.team_id,
        teams.c.name.label("team"),
        past_stays.c.joined_on,
        past_stays.c.left_on,
        past_stays.c.left_reason,
    )
    .join(teams, teams.c.id == past_stays.c.team_id)
    .order_by(past_stays.c.left_on, past_stays.c.id)
)


def _times(kept: Iterable[Any]) -> tuple[tuple[int, HalfDay], ...]:
    return tuple((weekday, HalfDay(half)) for weekday, half in kept)


MADE: dict[str, Any] = {"kind": MemberKind, "skills": tuple, "times": _times}


def all_teams(work: Work, *, active_only: bool = True) -> list[Team]:
    """The teams in the order in which they were set up; without ``active_only`` also those that are no longer sent."""
    query = TEAMS.where(teams.c.active) if active_only else TEAMS
    return records(work.connection.execute(query), Team)


WITHOUT_LEADER = (
    select(teams.c.name)
    .where(
        teams.c.active,
        ~exists().where(team_members.c.team_id == teams.c.id, team_members.c.leads, team_members.c.left_on.is_(None)),
    )
    .order_by(teams.c.id)
)


def without_leader(work: Work) -> list[str]:
    """The names of the teams that can be sent and that nobody leads."""
    return list(work.connection.scalars(WITHOUT_LEADER))


def find_team(work: Work, id: int) -> Team:
    """Raises ``Refused`` when it is not there."""
    team = first_record(work.connection.execute(TEAMS.where(teams.c.id == id)), Team)
    if team is None:
        raise Refused(_("This team is no longer there."))
    return team


def active_members(work: Work) -> list[Member]:
    """Everybody who is in a team now, team by team, who leads it first."""
    return _members(work, MEMBERS.where(team_members.c.left_on.is_(None)))


def all_members(work: Work) -> list[Member]:
    """Everybody who is or was in a team, in the same order."""
    return _members(work, MEMBERS)


def members_of(work: Work, team_id: int, *, with_left: bool = False) -> list[Member]:
    """The members of a team, who leads it first; ``with_left`` also who left it and is in no other."""
    query = MEMBERS.where(team_members.c.team_id == team_id)
    return _members(work, query if with_left else query.where(team_members.c.left_on.is_(None)))


def find_member(work: Work, id: int) -> Member:
    """One member, also one who left. Raises ``Refused`` when there is none."""
    member = first_record(work.connection.execute(BY_ID, {"member": id}), Member, **MADE)
    if member is None:
        raise Refused(_("This member is no longer there."))
    return member


def member_by_number(work: Work, number: str) -> Member | None:
    """Whose point card 积分卡 it is, also of who left."""
    return first_record(work.connection.execute(BY_NUMBER, {"wanted": number.strip().upper()}), Member, **MADE)


def of_resident(work: Work, resident_id: int) -> list[Member]:
    """The entries that are of a resident; more than one only where two records of one person became one."""
    return _members(work, MEMBERS.where(team_members.c.resident_id == resident_id))


def past_stays_of(work: Work, member_id: int) -> list[PastStay]:
    """Where somebody was before, the earliest first."""
    query = STAYS.where(past_stays.c.member_id == member_id)
    return records(work.connection.execute(query), PastStay)


def all_past_stays(work: Work) -> list[PastStay]:
    """Where everybody was before, the earliest first."""
    return records(work.connection.execute(STAYS), PastStay)


def written_lists(work: Work) -> list[tuple[str, str, str]]:
    """Number, kinds of orders and times of every member, as they are written in the data file."""
    lists = (type_coerce(column, Text) for column in (team_members.c.skills, team_members.c.times))
    return [tuple(row) for row in work.connection.execute(select(team_members.c.number, *lists))]


def begins_with(work: Work, typed: str, most: int) -> list[Member]:
    """Members whose number or name begins with what was typed, or the initials or pinyin of the name; those who are
    there first.
    """
    text = typed.strip()[:LONGEST]
    fits = or_(
        team_members.c.number.startswith(text.upper(), autoescape=True),
        team_members.c.name.startswith(text, autoescape=True),
        team_members.c.id.in_(_spelt(work, text)),
    )
    query = MEMBERS.where(fits).order_by(team_members.c.left_on.is_not(None), *IN_ORDER).limit(most)
    return records(work.connection.execute(query), Member, **MADE)


def _spelt(work: Work, text: str) -> list[int]:
    names = select(team_members.c.id, team_members.c.name)
    return name_search.ids_in_letters(text, lambda: work.connection.execute(names))


def keeps_resident(since: date) -> ColumnElement[bool]:
    """Of a row of ``residents``: in a team, or was so on this day or later."""
    there = or_(team_members.c.left_on.is_(None), team_members.c.left_on >= since)
    return exists().where(team_members.c.resident_id == residents.c.id, there)


def teams_called(work: Work, typed: str, most: int) -> list[Team]:
    """Teams in whose name this stands, also those that are no longer sent."""
    query = TEAMS.where(teams.c.name.contains(typed.strip()[:LONGEST], autoescape=True)).limit(most)
    return records(work.connection.execute(query), Team)


def _members(work: Work, query: Select[Any]) -> list[Member]:
    return records(work.connection.execute(query.order_by(*IN_ORDER)), Member, **MADE)
