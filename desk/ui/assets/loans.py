"""A thing's loans, open and over, and for which activities it is kept."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QListWidget, QVBoxLayout, QWidget

from desk.books.assets import lending
from desk.books.assets.lending import Loan, Reservation
from desk.books.assets.model import Asset
from desk.core.calendar import date_words
from desk.core.errors import DeskError
from desk.core.telephones import read_out
from desk.core.words import P_, _
from desk.services.session import Desk
from desk.ui.assets import actions
from desk.ui.assets.actions import ActionContext
from desk.ui.assets.slips import show_slip
from desk.ui.widgets.chosen_row import same_row
from desk.ui.widgets.controls import button, label, row


class LoansPanel(QWidget):
    """Enter takes the chosen loan back."""

    message = Signal(str)
    changed = Signal()

    def __init__(self, desk: Desk, asset_id: int) -> None:
        super().__init__()
        self.desk, self.id = desk, asset_id
        self.asset: Asset | None = None
        self.loans: list[Loan] = []
        self.reserved: list[Reservation] = []
        self.list, self.kept = QListWidget(), QListWidget()
        self.list.setAccessibleName(_("Loans"))
        self.kept.setAccessibleName(_("Reservations"))
        self.list.itemActivated.connect(lambda _item: self.take_back())
        self.back_button = button(P_("loan", "Return…"), self.take_back, "primary")
        self.longer_button = button(_("Extend the loan…"), self.prolong)
        self.slip_button = button(_("Slip to sign…"), self.print_slip)
        self.release_button = button(_("Cancel the reservation"), self.release)
        column = QVBoxLayout(self)
        column.addWidget(label(_("Loans"), "heading"))
        column.addWidget(self.list, 2)
        column.addLayout(row(1, self.slip_button, self.longer_button, self.back_button))
        column.addWidget(label(_("Reservations"), "heading"))
        column.addWidget(self.kept, 1)
        column.addLayout(row(1, self.release_button))

    def load(self, asset: Asset) -> None:
        """Show the loans of this card, the open ones with their days overdue, and what it is reserved for."""
        self.asset = asset
        today = self.desk.clock.today()
        with self.desk.read() as work:
            self.loans = lending.of_asset(work, self.id)
            self.reserved = lending.reservations_of(work, self.id)
        with same_row(self.list), same_row(self.kept):
            self.list.clear()
            self.kept.clear()
            for loan in self.loans:
                self.list.addItem(loan_words(loan, late=loan.days_late(today)))
            for reservation in self.reserved:
                self.kept.addItem(f"{reservation.day}　{reservation.title}　×{reservation.quantity}")
            for view in (self.list, self.kept):
                if view.count():
                    view.setCurrentRow(0)
        for made in (self.back_button, self.longer_button, self.slip_button):
            made.setEnabled(bool(self.loans))
        self.release_button.setEnabled(bool(self.reserved))

    def _chosen(self) -> Loan | None:
        at = self.list.currentRow()
        return self.loans[at] if 0 <= at < len(self.loans) else None

    def take_back(self) -> None:
        """归还; told when it is back already."""
        loan = self._chosen()
        if loan is not None and self.asset is not None:
            if loan.back_on is not None:
                self.message.emit(_("This loan came back on {day}.", day=date_words(loan.back_on)))
            elif actions.give_back(ActionContext(self.desk, self, (self.asset,)), loan):
                self.changed.emit()

    def prolong(self) -> None:
        """续借: another due date; a loan lasts at most a year."""
        loan = self._chosen()
        if (
            loan is not None
            and self.asset is not None
            and actions.prolong(ActionContext(self.desk, self, (self.asset,)), loan)
        ):
            self.changed.emit()

    def print_slip(self) -> None:
        """借用单 of the chosen loan, to be signed by the borrower."""
        if loan := self._chosen():
            show_slip(self, self.desk, loan)

    def release(self) -> None:
        """取消预留: it is kept no longer for the chosen activity."""
        at = self.kept.currentRow()
        try:
            with self.desk.write() as work:
                lending.release(work, self.id, self.reserved[at].activity_id)
        except DeskError as error:
            self.message.emit(error.message)
        else:
            self.changed.emit()


def loan_words(loan: Loan, late: int) -> str:
    """2026-11-20　示例商户　20把　应还 2026-11-27，逾期3天."""
    if loan.back_on:
        end = _("back on {day}", day=loan.back_on)
    else:
        end = _("due {day}", day=loan.due_on) + (_(", {n} d late", n=late) if late else "")
    many = (
        f"{loan.quantity}{loan.unit}"
        if loan.back in (0, loan.quantity)
        else _("{n} of {all} {unit} still out", n=loan.still_out, all=loan.quantity, unit=loan.unit)
    )
    return "　".join(filter(None, (str(loan.lent_on), loan.borrower, read_out(loan.contact), many, end, loan.note)))
