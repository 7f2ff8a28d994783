"""What must always hold of teams 突击队 and their members."""

from __future__ import annotations

import json
from collections.abc import Iterator

from sqlalchemy import func, select

from desk.books.orders.model import OrderKind
from desk.books.teams import queries
from desk.books.teams.model import HalfDay, MemberKind
from desk.core.invariants import Invariant
from desk.core.words import N_, _
from desk.core.work import Work
from desk.models.teams import past_stays, team_members, teams

UNREADABLE = (
    Invariant(
        N_("Member {0}: the kind is not known."),
        select(team_members.c.number).where(team_members.c.kind.not_in([kind.value for kind in MemberKind])),
    ),
)
INVARIANTS = (
    Invariant(
        N_("Member {0} left before joining."),
        select(team_members.c.number).where(team_members.c.left_on < team_members.c.joined_on),
    ),
    Invariant(
        N_("Member {0}: an earlier time in a team ends before it begins, or after the present one began."),
        select(team_members.c.number)
        .join(past_stays, past_stays.c.member_id == team_members.c.id)
        .where((past_stays.c.left_on < past_stays.c.joined_on) | (past_stays.c.left_on > team_members.c.joined_on)),
    ),
    Invariant(
        N_("Member {0} is in “{1}”, which is sent no more."),
        select(team_members.c.number, teams.c.name)
        .join(teams, teams.c.id == team_members.c.team_id)
        .where(team_members.c.left_on.is_(None), ~teams.c.active),
    ),
    Invariant(
        N_("One person is in teams twice: {0} and {1}."),
        select(func.min(team_members.c.number), func.max(team_members.c.number))
        .where(team_members.c.left_on.is_(None), team_members.c.resident_id.is_not(None))
        .group_by(team_members.c.resident_id)
        .having(func.count() > 1),
    ),
)


def unreadable_lists(work: Work) -> Iterator[str]:
    """A sentence for each member whose times or kinds of orders are no lists of what there is: nobody's page opens."""
    for number, skills, times in queries.written_lists(work):
        try:
            is_sound = isinstance(json.loads(skills), list) and all(
                weekday in range(7) and HalfDay(half) for weekday, half in json.loads(times)
            )
        except (TypeError, ValueError):
            is_sound = False
        if not is_sound:
            yield _("Member {number}: the times or the kinds of orders cannot be read.", number=number)


def unknown_skills(work: Work) -> Iterator[str]:
    """A sentence for each member with a kind of orders that there is not."""
    known = {kind.value for kind in OrderKind}
    for member in queries.all_members(work):
        if not known.issuperset(member.skills):
            yield _("Member {number}: a kind of orders is not known.", number=member.number)
