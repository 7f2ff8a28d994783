"""The papers of teams 突击队: who is in them, and what they did in a month."""

from __future__ import annotations

from desk.books.teams import queries
from desk.books.teams.model import Team
from desk.core.errors import Refused
from desk.core.permissions import May
from desk.core.words import N_, _
from desk.core.work import Work
from desk.reports.kit.declaration import Format, Input, InputKind, Maker, Paper


def team_or_all(work: Work, name: str) -> Team | None:
    """The team of that name, or all of them. Raises ``Refused``."""
    if not name:
        return None
    team = next((each for each in queries.all_teams(work, active_only=False) if each.name == name.strip()), None)
    if team is None:
        raise Refused(_("There is no team “{name}”.", name=name))
    return team


def team_input() -> Input:
    """One team by its name; all of them when left out."""
    return Input("team", InputKind.TEXT, "One team, by its name.", default="", resolve=team_or_all)


PAPERS = (
    Paper(
        "teams",
        N_("List of members"),
        "Who is in which team, telephones masked.",
        {
            Format.PDF: Maker("desk.reports.teams.list_pdf:pdf"),
            Format.XLSX: Maker("desk.reports.teams.list_workbook:xlsx"),
        },
        takes=(team_input(),),
        permission=May.SERVE,
    ),
    Paper(
        "team-month",
        N_("Team's month"),
        "What each team and member did in a month: orders taken, done, in time, and the minutes.",
        {
            Format.PDF: Maker("desk.reports.teams.month_pdf:pdf"),
            Format.XLSX: Maker("desk.reports.teams.month_workbook:xlsx"),
        },
        takes=(Input("month", InputKind.MONTH), team_input()),
        permission=May.SEE_FIGURES,
    ),
)
