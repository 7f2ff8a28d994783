"""The papers of 红色合伙人 打印与导出: all partners, a pairing agreement, and the year of each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desk.core.words import N_, _
from desk.reports.kit.declaration import Format, Given
from desk.ui.shell.commands import Command, Commands
from desk.ui.widgets import papers
from desk.ui.widgets.page_papers import PagePapers

if TYPE_CHECKING:
    from desk.ui.organisations.partners_page import PartnersPage


class PartnerPapers(PagePapers):
    """What can be printed and saved of all partners, and of the chosen one."""

    _page: PartnersPage

    def commands(self) -> Commands:
        """All of them; the first is the key's."""
        return (
            Command("Ctrl+P", N_("List of partners"), self.partner_list),
            Command("", N_("List of partners as Excel…"), self.save_list),
            Command("", N_("Pairing agreement of the chosen one"), self.agreement),
            Command("", N_("Partner's year, the chosen one"), self.year_of_chosen),
            Command("", N_("Partners' year, a page for each"), self.year),
            Command("", N_("Partners' year as Excel…"), self.save_year),
        )

    def partner_list(self) -> None:
        """Ctrl+P 共建单位一览."""
        self.preview("partners", self._today)

    def save_list(self) -> None:
        """The same as a workbook."""
        papers.save(self._page, "partners", Format.XLSX, self._today)

    def agreement(self) -> None:
        """共建协议 of the pairing that counts today."""
        chosen = self._page.list.current()
        if chosen is None or chosen.pairing is None:
            self._page.toast.emit(_("The chosen organisation is not paired. J enters a pairing."), "warning")
            return
        self.preview("pairing-agreement", chosen.pairing.number, number=Given(chosen.pairing))

    def year_of_chosen(self) -> None:
        """单位年度共建情况 of the chosen one."""
        chosen = self._page.list.current()
        if chosen is not None:
            name = chosen.organisation.name
            self.preview("partner-year", name, year=self._year, organisation=Given(chosen.organisation))

    def year(self) -> None:
        """The same of all, a page each."""
        self.preview("partner-year", self._year, year=self._year, organisation=Given(None))

    def save_year(self) -> None:
        """All of them as a workbook."""
        papers.save(self._page, "partner-year", Format.XLSX, self._year, year=self._year, organisation=Given(None))

    @property
    def _today(self) -> str:
        return self._page.desk.clock.today().isoformat()

    @property
    def _year(self) -> int:
        return self._page.desk.clock.today().year
