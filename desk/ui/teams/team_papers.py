"""The papers of the page of teams 打印与导出: who is in them, and what they did in a month."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desk.books.teams.model import Team
from desk.core.month import Month
from desk.core.permissions import May
from desk.core.words import N_
from desk.reports.kit.declaration import Format, Given
from desk.ui.shell.commands import Command, Commands
from desk.ui.widgets import papers
from desk.ui.widgets.page_papers import PagePapers

if TYPE_CHECKING:
    from desk.ui.teams.teams_page import TeamsPage


class TeamPapers(PagePapers):
    """What can be printed and saved of the chosen team, or of all."""

    _page: TeamsPage

    @property
    def _team(self) -> Team | None:
        return self._page.chosen_team()

    def commands(self) -> Commands:
        """All of them; the first is the key's."""
        figures = May.SEE_FIGURES
        return (
            Command("Ctrl+P", N_("List of members"), self.member_list),
            Command("", N_("List of members as Excel…"), self.save_list),
            Command("", N_("Team's month, this month"), self.this_month, may=figures),
            Command("", N_("Team's month, last month"), self.last_month, may=figures),
            Command("", N_("Team's month as Excel…"), self.save_month, may=figures),
        )

    def member_list(self) -> None:
        """Ctrl+P 队员名册."""
        self.preview("teams", self._about(), team=Given(self._team))

    def save_list(self) -> None:
        """The same as a workbook."""
        papers.save(self._page, "teams", Format.XLSX, self._about(), team=Given(self._team))

    def this_month(self) -> None:
        """突击队月报 of the month that goes on."""
        self._month(self._now())

    def last_month(self) -> None:
        """The same of the month before."""
        self._month(self._now().previous)

    def save_month(self) -> None:
        """The month that goes on, as a workbook."""
        month = self._now()
        papers.save(self._page, "team-month", Format.XLSX, month.name, month=month, team=Given(self._team))

    def _now(self) -> Month:
        return Month.of(self._page.desk.clock.today())

    def _month(self, month: Month) -> None:
        self.preview("team-month", f"{self._about()}{month.name}", month=month, team=Given(self._team))

    def _about(self) -> str:
        return self._team.name if self._team else ""
