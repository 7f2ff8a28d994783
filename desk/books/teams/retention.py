"""What is not kept for ever 匿名化: names of members who are no residents of this data file and left long ago."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select, update

from desk.books.teams import queries
from desk.core.clock import local
from desk.core.errors import Refused
from desk.core.permissions import May
from desk.core.words import _
from desk.core.work import Work
from desk.models.teams import past_stays, team_members


def forget(work: Work, before: datetime) -> None:
    """Empty name, telephone and reason of whoever left before a moment; number, minutes and points stay, as they are
    counted.
    """
    work.require(May.EDIT_CENTRE)
    old = team_members.c.left_on < local(before).date()
    empty = {"name": _("Anonymised"), "telephone": "", "abilities": "", "left_reason": ""}
    work.connection.execute(update(team_members).where(old).values(empty))
    of_old = past_stays.c.member_id.in_(select(team_members.c.id).where(old))
    work.connection.execute(update(past_stays).where(of_old).values(left_reason=""))


def keep_one_entry(work: Work, drop: int, keep: int) -> None:
    """Two records of one person become one. Raises ``Refused`` while both are in teams: which card, with its points,
    is the person's, is to be said by whoever keeps the teams.
    """
    there = [each for id in (keep, drop) for each in queries.of_resident(work, id) if each.is_active]
    if len(there) > 1:
        raise Refused(
            _(
                "Both records are members of teams: {first} ({team}) and {second} ({other}). Please let one of the two "
                "leave first.",
                first=there[0].number,
                team=there[0].team,
                second=there[1].number,
                other=there[1].team,
            )
        )
