"""Setting up teams 突击队: their names, the branches that send them, and the village groups that they go to."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from desk.books.teams import queries
from desk.books.teams.model import TEAM_LABELS, Team
from desk.core import edit_conflicts, identity
from desk.core.errors import Refused, refuse_wrong
from desk.core.permissions import May
from desk.core.words import _
from desk.core.work import Work, changes
from desk.models.teams import teams

LONGEST_NAME = 30
LONGEST = 200
BETWEEN = re.compile(r"[,，、;；\s]+")
"""What stands between two village groups as they are typed."""


def village_groups(area: str) -> list[str]:
    """The village groups of an area, one by one; none for everywhere."""
    return [group for group in BETWEEN.split(area) if group]


def add(work: Work, team: Team) -> int:
    """A team that can be sent from now on; its id. Raises ``Invalid``."""
    work.require(May.KEEP_TEAMS)
    values = _row(_checked(work, team))
    id = work.add(teams, values)
    work.audit("team.add", f"teams:{id}", after=_for_the_audit(values))
    return id


def edit(work: Work, id: int, team: Team, read: Team | None = None) -> None:
    """Change it as it was ``read``. Raises ``Invalid``, ``Refused``, and ``EditConflict`` as every edit does."""
    work.require(May.KEEP_TEAMS)
    was = queries.find_team(work, id)
    edited = edit_conflicts.EditedRecord(f"teams:{id}", TEAM_LABELS)
    settled = edit_conflicts.settled(work, edited, read, was, replace(team, id=id))
    before, after = changes(_row(was), _row(_checked(work, settled)))
    if after:
        work.change(teams, id, after)
        work.audit("team.edit", f"teams:{id}", _for_the_audit(before), _for_the_audit(after))


def set_active(work: Work, id: int, active: bool) -> None:
    """A team that is sent no more, or again. Raises ``Refused`` while somebody is in it."""
    work.require(May.KEEP_TEAMS)
    team = queries.find_team(work, id)
    there = [] if active else queries.members_of(work, id)
    if there:
        raise Refused(
            _(
                "{n} are still in “{team}”. Please let them leave or go to another team first.",
                n=len(there),
                team=team.name,
            )
        )
    if team.active != active:
        work.change(teams, id, {"active": active})
        work.audit("team.active", f"teams:{id}", {"active": team.active}, {"active": active})


def _for_the_audit(values: dict[str, Any]) -> dict[str, Any]:
    """Without the remark, which may name people: the audit is kept for ever."""
    return {name: value for name, value in values.items() if name != "remark"}


def _row(team: Team) -> dict[str, Any]:
    return {name: getattr(team, name) for name in TEAM_LABELS}


def _checked(work: Work, team: Team) -> Team:
    tidied = replace(
        team,
        name=identity.one_line(team.name),
        branch=identity.one_line(team.branch),
        area="、".join(dict.fromkeys(village_groups(team.area))),
        remark=team.remark.strip(),
    )
    others = [each.name for each in queries.all_teams(work, active_only=False) if each.id != tidied.id]
    too_long = _("Please enter at most {n} characters.", n=LONGEST)
    refuse_wrong(
        [
            ("name", not tidied.name, _("Please enter a name.")),
            ("name", len(tidied.name) > LONGEST_NAME, _("The name has more than {n} characters.", n=LONGEST_NAME)),
            ("name", tidied.name in others, _("There is a team “{name}” already.", name=tidied.name)),
            *((name, len(getattr(tidied, name)) > LONGEST, too_long) for name in ("branch", "area", "remark")),
        ]
    )
    return tidied
