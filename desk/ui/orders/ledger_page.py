"""The page 点单台账: all orders of a month, whatever became of them, found by typing."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtWidgets import QLineEdit, QWidget

from desk.books.orders import queries
from desk.books.orders.model import Order, OrderState
from desk.core.month import Month
from desk.core.words import N_, P_, _
from desk.reports.kit.declaration import Format, Given
from desk.services.session import Desk
from desk.ui.orders import columns
from desk.ui.shell.column_page import ColumnPage
from desk.ui.shell.commands import Command, Commands
from desk.ui.shell.text_size import hold
from desk.ui.widgets import papers
from desk.ui.widgets.controls import Combo, line_edit, row
from desk.ui.widgets.lists import ListView
from desk.ui.widgets.month_control import MonthControl


class OrderLedgerPage(ColumnPage):
    """点单台账: the month in which an order was placed decides where it stands."""

    SHOWS = frozenset({"orders", "organisations", "residents", "teams"})

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._all: list[Order] = []
        self.month_line = MonthControl(desk.clock.today, Month.of(desk.clock.today()), ("Alt+Left", "Alt+Right"))
        self.text = line_edit(_("Number, name of who asks or of who has it, text"), most=60)
        self.text.setAccessibleName(_("Find an order"))
        hold(self.text, QLineEdit.setMinimumWidth, 240)
        self.state = Combo([(P_("orders", "In every state"), None), *((each.label, each) for each in OrderState)])
        self.state.setAccessibleName(_("State"))
        empty = _("No orders of this month. F2 on the board takes one.")
        self.list: ListView[Order] = ListView(columns.of_ledger(), empty, P_("page", "Order ledger"))
        self.list.search_from(self.text)
        self._save = self.button(self.save_list)
        line = row(self.month_line)
        line.addWidget(self.text, 1)
        line.addWidget(self.state)
        self.column.addLayout(line)
        self.column.addWidget(self.list, 1)
        self.month_line.changed.connect(lambda _month: self.load())
        self.month_line.refused.connect(lambda sentence: self.toast.emit(sentence, "bad"))
        self.text.textEdited.connect(lambda _text: self._show())
        self.state.currentIndexChanged.connect(lambda _at: self._show())

    def beside_pages(self) -> Sequence[QWidget]:
        return (self._save,)

    def make_commands(self) -> Commands:
        return (
            Command("F3", N_("Find an order"), self.go_to_search, repeats=True),
            Command("Enter", N_("Open the order"), self.open_current, on_label=False, of=self.list.table),
            Command("Ctrl+P", N_("Orders of the month as PDF"), self.print),
            Command("", N_("Orders of the month as Excel…"), self.save_list),
            Command("Alt+←/→", N_("Earlier or later month"), inside=self),
        )

    def fill(self) -> None:
        month = self.month_line.month
        with self.desk.read() as work:
            self._all = queries.between(work, month.first, month.last)
        self._show()

    def _show(self) -> None:
        """Those that fit what is typed and chosen, the newest first."""
        fitting = [each for each in reversed(self._all) if self._fits(each)]
        self.list.show_all(fitting, keep=True)
        if fitting:
            self.list.foot.show_sum(P_("orders", "{n} orders", n=len(fitting)))

    def _fits(self, order: Order) -> bool:
        if self.state.value is not None and order.state is not self.state.value:
            return False
        typed = self.text.text().strip()
        texts = (order.number, order.resident, order.asker, order.team, order.member, order.description, order.place)
        return not typed or any(typed.upper() in text.upper() for text in texts)

    def show_month(self, first: date | None) -> None:
        """The orders that were placed in the month of this day; of the present one where none is named."""
        self.month_line.show_month(Month.of(first or self.desk.clock.today()))
        self.load()

    def go_to_search(self) -> None:
        """F3: type to find."""
        self.text.setFocus()
        self.text.selectAll()

    def open_current(self) -> None:
        """Enter: the card of the order."""
        if (chosen := self.list.current()) is not None:
            self.opened.emit(chosen.id)

    def print(self) -> None:
        """Ctrl+P 点单一览表."""
        month = self.month_line.month
        papers.preview(self, self.desk, "orders", month.name, span=Given((month.first, month.last)))

    def save_list(self) -> None:
        """The same as a workbook."""
        month = self.month_line.month
        papers.save(self, "orders", Format.XLSX, month.name, span=Given((month.first, month.last)))
