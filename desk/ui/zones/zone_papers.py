"""The papers of the page of zones 打印与导出: the evaluation of all zones, with a page for each adjustment."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desk.core.permissions import May
from desk.core.words import N_
from desk.reports.kit.declaration import Format
from desk.ui.shell.commands import Command, Commands
from desk.ui.widgets import papers
from desk.ui.widgets.page_papers import PagePapers

if TYPE_CHECKING:
    from desk.ui.zones.zones_page import ZonesPage


class ZonePapers(PagePapers):
    """Of the month that is shown, which is judged with the two before it."""

    _page: ZonesPage

    def commands(self) -> Commands:
        """All of them; the first is the key's."""
        figures = May.SEE_FIGURES
        return (
            Command("Ctrl+P", N_("Evaluation of zones"), self.evaluation, may=figures),
            Command("", N_("Evaluation of zones as Excel…"), self.save_evaluation, may=figures),
        )

    def evaluation(self) -> None:
        """Ctrl+P 功能区评估表."""
        month = self._page.month.month
        self.preview("zones", month.name, month=month)

    def save_evaluation(self) -> None:
        """The same as a workbook."""
        month = self._page.month.month
        papers.save(self._page, "zones", Format.XLSX, month.name, month=month)
