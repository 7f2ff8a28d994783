"""The papers of the page 体验官 打印与导出: a letter, a sheet filled in, and an empty one for the next visit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desk.core.permissions import May
from desk.core.words import N_
from desk.reports.kit.declaration import Given
from desk.ui.shell.commands import Command, Commands
from desk.ui.widgets.page_papers import PagePapers

if TYPE_CHECKING:
    from desk.ui.officers.officers_page import OfficersPage


class OfficerPapers(PagePapers):
    """What can be printed of the chosen officer and visit."""

    _page: OfficersPage

    def commands(self) -> Commands:
        """All of them; the first is the key's."""
        page = self._page
        return (
            Command("Ctrl+P", N_("Empty sheet of a visit"), self.empty_sheet),
            Command("", N_("Sheet of the chosen visit"), self.sheet, enabled=lambda: page.visits.current() is not None),
            Command("", N_("Letter of appointment"), self.letter, may=May.KEEP_OFFICERS, enabled=page.has_letter),
        )

    def empty_sheet(self) -> None:
        """Ctrl+P 体验记录表, to be filled in by hand."""
        self.preview("officer-visit", number=Given(None))

    def sheet(self) -> None:
        """The chosen visit as it was entered."""
        if row := self._page.visits.current():
            self.preview("officer-visit", row.visit.number, number=Given(row.visit))

    def letter(self) -> None:
        """聘书 of the chosen officer's last term."""
        if row := self._page.officers.current():
            self.preview("officer-letter", row.officer.letter, letter=row.officer.letter)
