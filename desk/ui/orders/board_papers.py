"""The papers of orders 打印与导出: the sheet that whoever is sent takes along, and lists of a month."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from desk.books.orders import contacts
from desk.books.orders.model import OWNED, Order
from desk.core.month import Month
from desk.core.words import N_, _
from desk.reports.kit.declaration import Format, Given
from desk.services.session import Desk
from desk.ui.shell.commands import Command, Commands
from desk.ui.widgets import papers
from desk.ui.widgets.page_papers import PagePapers

if TYPE_CHECKING:
    from desk.ui.orders.board_page import OrderBoardPage


class BoardPapers(PagePapers):
    """What can be printed and saved from the board."""

    _page: OrderBoardPage

    @property
    def _chosen(self) -> Order | None:
        return self._page.view.order

    def _has_sheet(self) -> bool:
        return (chosen := self._chosen) is not None and chosen.state in OWNED

    def commands(self) -> Commands:
        """All of them; the first is the key's."""
        return (
            Command("Ctrl+P", N_("Sheet of the chosen order"), self.sheet, enabled=self._has_sheet),
            Command("", N_("Orders of the month as PDF"), self.month_list),
            Command("", N_("Orders of the month as Excel…"), self.save_month),
        )

    def sheet(self) -> None:
        """Ctrl+P 派单: with the strip on which the asker rates it."""
        if (order := self._chosen) is not None:
            self.attempt(lambda: print_sheet(self._page, self._page.desk, order))

    def month_list(self) -> None:
        """点单一览表 of the present month."""
        month = self._month
        self.preview("orders", month.name, span=Given((month.first, month.last)))

    def save_month(self) -> None:
        """The same as a workbook."""
        month = self._month
        papers.save(self._page, "orders", Format.XLSX, month.name, span=Given((month.first, month.last)))

    @property
    def _month(self) -> Month:
        return Month.of(self._page.board.today)


def print_sheet(parent: QWidget, desk: Desk, order: Order) -> None:
    """派单, on which the asker stands in full: that is a look, and is logged as one. Raises ``Refused``."""
    with desk.write() as work:
        contacts.look_up(work, order.id, _("Sheet of order {number}", number=order.number))
    papers.preview(parent, desk, "order", order.number, number=Given(order))
