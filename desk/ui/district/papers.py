"""The papers of the page 区级汇总 打印与导出: the merge, and what goes back to the centres."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication

from desk.core.permissions import May
from desk.core.words import N_, _
from desk.reports.kit.declaration import Format, Given
from desk.ui.shell.commands import Command, Commands
from desk.ui.widgets import papers
from desk.ui.widgets.page_papers import PagePapers

if TYPE_CHECKING:
    from desk.ui.district.page import DistrictPage

MERGE, RECEIPTS = "district-merge", "district-receipts"


class DistrictPapers(PagePapers):
    """Of what the page shows."""

    _page: DistrictPage

    def commands(self) -> Commands:
        """All of them; the first is the key's."""
        may, there = May.MERGE_DISTRICT, self._page.has_report
        return (
            Command("Ctrl+P", N_("The district's merge"), self.show_merge, may=may, enabled=there),
            Command("", N_("The district's merge as Excel…"), self.save_merge, may=may, enabled=there),
            Command("", N_("Receipts for all centres, as a text to paste"), self.copy_receipts, may=may, enabled=there),
        )

    def show_merge(self) -> None:
        """Ctrl+P 区级汇总."""
        if report := self._page.report:
            self.preview(MERGE, report.period.name, period=Given(report))

    def save_merge(self) -> None:
        """The same as a workbook."""
        if report := self._page.report:
            papers.save(self._page, MERGE, Format.XLSX, report.period.name, period=Given(report))

    def copy_receipts(self) -> None:
        """回执清单 onto the clipboard, a line a centre."""
        if report := self._page.report:
            self.attempt(lambda: self._copy(Given(report)))

    def _copy(self, given: Given) -> None:
        desk = self._page.desk
        with desk.read() as work:
            text = papers.text(desk, work, RECEIPTS, period=given)
        QApplication.clipboard().setText(text)
        self._page.done(_("The text is on the clipboard, ready to paste."))
