"""What is printed and saved of needs and offerings 打印与导出: the three lists of this year."""

from __future__ import annotations

from datetime import date

from desk.core.words import N_
from desk.reports.kit.declaration import Format, Given
from desk.ui.shell.commands import Command, Commands
from desk.ui.widgets import papers
from desk.ui.widgets.page_papers import PagePapers


class MatchingPapers(PagePapers):
    """The three lists, of the year up to today."""

    def commands(self) -> Commands:
        """All of them; the first is the key's."""
        return (
            Command("Ctrl+P", N_("The three lists of the year"), self.show_lists),
            Command("", N_("The three lists of the year as Excel…"), self.save_lists),
        )

    @property
    def _span(self) -> tuple[date, date]:
        today = self._page.desk.clock.today()
        return today.replace(month=1, day=1), today

    def show_lists(self) -> None:
        """Ctrl+P 三张清单."""
        self.preview("needs-and-offerings", str(self._span[0].year), span=Given(self._span))

    def save_lists(self) -> None:
        """The same as a workbook of three sheets."""
        year = str(self._span[0].year)
        papers.save(self._page, "needs-and-offerings", Format.XLSX, year, span=Given(self._span))
