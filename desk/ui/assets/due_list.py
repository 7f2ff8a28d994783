"""What has to be seen to: loans that are out, inspections and stock, decisions for the manager."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QPushButton, QStackedWidget, QVBoxLayout

from desk.books.assets import approvals, lending, maintenance, queries
from desk.books.assets.approvals import Proposal
from desk.books.assets.lending import Loan
from desk.books.assets.maintenance import MaintenanceDue
from desk.books.assets.model import DISPOSALS, MovementKind, ProposalState
from desk.core.clock import local
from desk.core.permissions import May
from desk.core.telephones import read_out
from desk.core.tone import Tone
from desk.core.words import N_, NP_, P_, _, clauses
from desk.reports.kit.declaration import Format
from desk.services.session import Desk
from desk.ui.assets import actions
from desk.ui.assets.actions import ActionContext
from desk.ui.assets.slips import show_slip
from desk.ui.shell.commands import Command, Commands
from desk.ui.shell.page import Page
from desk.ui.widgets import papers
from desk.ui.widgets.choices import Latch
from desk.ui.widgets.columns import Column
from desk.ui.widgets.controls import label, line_edit, row
from desk.ui.widgets.form_dialog import ask, ask_values
from desk.ui.widgets.lists import ListView

AHEAD = 90
"""Days of inspections that the list shows."""


class DuePage(Page):
    """待办: three lists, of loans, of inspections and stock, and of decisions."""

    SHOWS = frozenset({"assets", "centre", "residents"})
    opened = Signal(int)

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.loans: ListView[Loan] = ListView(self._loan_columns(), _("Nothing is out."), _("Loans"))
        self.dues: ListView[MaintenanceDue] = ListView(
            self._due_columns(), _("Nothing is due."), _("Inspections and stock")
        )
        self.decisions: ListView[Proposal] = ListView(
            self._decision_columns(), _("Nothing waits for a decision."), _("Decisions")
        )
        self.lists: tuple[ListView[Any], ...] = (self.loans, self.dues, self.decisions)
        self._group = QButtonGroup(self)
        self._stack = QStackedWidget()
        for place in range(len(self.lists)):
            self._group.addButton(Latch(""), place)
            self._stack.addWidget(self.lists[place])
        self._group.idClicked.connect(self.show_list)
        self.buttons = self._make_buttons()
        self.hint = label("", "muted")
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 4, 0, 0)
        outer.addLayout(row(*self._group.buttons(), self.hint, 1))
        outer.addWidget(self._stack, 1)
        outer.addLayout(row(1, *(made for buttons in self.buttons for made in buttons)))
        self.show_list(0)

    def make_commands(self) -> Commands:
        tables = (self.loans.table, self.dues.table, self.decisions.table)
        opening, altering = N_("Take back, open, or decide"), N_("Extend a loan, inspect or restock")
        return (
            Command("Enter", opening, self.open_current, role="primary", of=tables),
            Command("F4", altering, self.alter, may=May.KEEP_ASSETS, of=tables[:2]),
            Command("F6", N_("The next of the three lists"), self.next_list, repeats=True),
            Command("Ctrl+P", N_("Slip, list or application form"), self.print, of=tables),
            Command("", N_("Excel…"), self.save_workbook),
            Command("", N_("List on loan…"), self.print_loans),
            Command("", N_("Decline…"), self.decline, may=May.APPROVE_ASSETS, of=self.decisions.table),
        )

    def open_current(self) -> None:
        """Take a loan back, open the card of what is due, or decide."""
        place = self._stack.currentIndex()
        if place == 1:
            if due := self.dues.current():
                self.opened.emit(due.asset.id)
        else:
            (self.decide if place else self.take_back)()

    def _late(self, late: bool) -> Tone | None:
        return Tone.OVERDUE if late else None

    def _loan_columns(self) -> list[Column[Loan]]:
        today = self.desk.clock.today

        return [
            Column(_("Asset number"), 104, lambda loan: loan.number),
            Column(_("Asset name"), 170, lambda loan: loan.name, flex=3),
            Column(_("Still out"), 90, lambda loan: f"{loan.still_out}{loan.unit}", number=True),
            Column(_("Borrower"), 170, lambda loan: loan.borrower, flex=3),
            Column(_("Telephone"), 130, lambda loan: read_out(loan.contact)),
            Column(_("Lent on"), 100, lambda loan: f"{loan.lent_on}", rank=2),
            Column(
                _("Due back"), 100, lambda loan: f"{loan.due_on}", lambda loan: self._late(loan.days_late(today()) > 0)
            ),
            Column(_("Days overdue"), 76, lambda loan: str(loan.days_late(today()) or ""), number=True),
            Column(P_("loan", "Lent by"), 80, lambda loan: loan.lent_by, rank=3),
            Column(_("Note"), 160, lambda loan: loan.note, flex=3, rank=4),
        ]

    def _due_columns(self) -> list[Column[MaintenanceDue]]:
        today = self.desk.clock.today
        return [
            Column(_("Due on"), 110, lambda due: str(due.day or ""), lambda due: self._late(due.is_late(today()))),
            Column(P_("asset", "Task"), 150, lambda due: due.task, flex=2),
            Column(_("Asset number"), 104, lambda due: due.asset.number),
            Column(_("Asset name"), 220, lambda due: due.asset.name, flex=4),
            Column(_("Location"), 220, lambda due: due.asset.where, flex=4),
            Column(_("Keeper"), 90, lambda due: due.asset.custodian),
        ]

    def _decision_columns(self) -> list[Column[Proposal]]:
        return [
            Column(_("Asked on"), 96, lambda proposal: f"{local(proposal.asked_at):%Y-%m-%d}"),
            Column(_("Asked by"), 76, lambda proposal: proposal.asked_by, rank=3),
            Column(_("Asset number"), 104, lambda proposal: proposal.asset.number),
            Column(_("Asset name"), 160, lambda proposal: proposal.asset.name, flex=3),
            Column(_("Requested"), 180, lambda proposal: proposal.summary, flex=3),
            Column(P_("asset", "Reason"), 200, lambda proposal: proposal.reason, flex=3, rank=4),
            Column(_("State"), 120, lambda proposal: proposal.state.label),
            Column(_("Paper number"), 130, lambda proposal: proposal.paper, rank=2),
            Column(P_("proposal for an asset", "Decision"), 140, lambda proposal: proposal.answer, flex=2, rank=1),
        ]

    def fill(self) -> None:
        with self.desk.read() as work:
            loans, dues, decisions = lending.open_loans(work), maintenance.dues(work, AHEAD), approvals.latest(work)
        self.loans.show_all(loans, keep=True)
        self.dues.show_all(dues, keep=True)
        self.decisions.show_all(decisions, keep=True)
        waiting = sum(proposal.state is ProposalState.ASKED for proposal in decisions)
        for place, caption in enumerate(
            (_("On loan {n}", n=len(loans)), _("Inspections and stock {n}", n=len(dues)), _("Decisions {n}", n=waiting))
        ):
            self._group.button(place).setText(caption)
            self._group.button(place).setAccessibleName(caption)

    def _make_buttons(self) -> tuple[list[QPushButton], ...]:
        """What is offered below each of the three lists."""
        keeps, decides = self.desk.actor.may(May.KEEP_ASSETS), self.desk.actor.may(May.APPROVE_ASSETS)
        offered: tuple[list[tuple[Callable[[], object], str, bool]], ...] = (
            [
                (self.save_workbook, "", True),
                (self.print_loans, "", True),
                (self.print, N_("Slip…"), True),
                (self.alter, N_("Extend the loan…"), keeps),
                (self.open_current, NP_("loan", "Return…"), keeps),
            ],
            [
                (self.save_workbook, "", True),
                (self.print, N_("List of inspections…"), True),
                (self.alter, N_("Inspect or restock…"), keeps),
            ],
            [
                (self.print, N_("Application form…"), True),
                (self.decline, "", decides),
                (self.open_current, NP_("button", "Approve…"), decides),
            ],
        )
        return tuple([self.button(act, caption) for act, caption, may in of_list if may] for of_list in offered)

    def show_list(self, place: int) -> None:
        """One of the three, with its buttons."""
        self._group.button(place).setChecked(True)
        self._stack.setCurrentIndex(place)
        for at, buttons in enumerate(self.buttons):
            for made in buttons:
                made.setVisible(at == place)

    def next_list(self) -> None:
        """F6: the next of the three lists, the first after the last."""
        self.show_list((self._stack.currentIndex() + 1) % len(self.lists))
        self.lists[self._stack.currentIndex()].table.setFocus()

    def _doing(self, asset_id: int) -> ActionContext:
        with self.desk.read() as work:
            return ActionContext(self.desk, self, (queries.find(work, asset_id),))

    def _did(self, done: object, sentence: str) -> None:
        if done:
            self.done(sentence)

    def take_back(self) -> None:
        """归还 of the chosen loan."""
        if loan := self.loans.current():
            self._did(actions.give_back(self._doing(loan.asset_id), loan), _("Taken back."))

    def alter(self) -> None:
        """F4: prolong the loan, or record the inspection or what came in."""
        place = self._stack.currentIndex()
        if place == 0 and (loan := self.loans.current()):
            self._did(actions.prolong(self._doing(loan.asset_id), loan), _("The loan is extended."))
        elif place == 1 and (due := self.dues.current()):
            act = actions.restock if due.what == "stock" else actions.inspect
            self._did(act(self._doing(due.asset.id)), _("Recorded."))

    def decide(self) -> None:
        """Book what is proposed, with the paper's number where one is needed."""
        proposal = self.decisions.current()
        if proposal is None or proposal.state is not ProposalState.ASKED or not self.desk.actor.may(May.APPROVE_ASSETS):
            return
        paper, answer = line_edit(most=60), line_edit(most=200)
        paper.setText(proposal.paper)
        editors = {"paper": (_("Paper number"), paper), "answer": (P_("proposal for an asset", "Decision"), answer)}

        def act(values: dict[str, Any]) -> None:
            with self.desk.write() as work:
                approvals.agree(work, proposal.id, answer=values["answer"], paper=values["paper"])

        about = clauses(filter(None, (proposal.summary, proposal.reason, _("asked by {name}", name=proposal.asked_by))))
        title = _("Approve: {number} {name}", number=proposal.asset.number, name=proposal.asset.name)
        self._did(ask_values(self, title, editors, act, _("Approve and record"), about), _("Approved and recorded."))

    def decline(self) -> None:
        """不批准, with the reason. Nothing happens for what is decided already."""
        proposal = self.decisions.current()
        if proposal is None or proposal.state is not ProposalState.ASKED:
            return

        def act(texts: dict[str, str]) -> None:
            with self.desk.write() as work:
                approvals.decline(work, proposal.id, texts["answer"])

        title = _("Decline: {number} {name}", number=proposal.asset.number, name=proposal.asset.name)
        self._did(
            ask(self, title, {"answer": P_("proposal for an asset", "Reason declined")}, act),
            _("Declined; nothing changes."),
        )

    def print(self) -> None:
        """Ctrl+P: the chosen loan's slip, the list of inspections, or the form of the chosen decision."""
        place = self._stack.currentIndex()
        if place == 0 and (loan := self.loans.current()):
            show_slip(self, self.desk, loan)
        elif place == 1:
            papers.preview(self, self.desk, "inspections", self.desk.clock.today())
        elif place == 2 and (proposal := self.decisions.current()):
            if proposal.kind not in (*DISPOSALS, MovementKind.REVALUE):
                self.toast.emit(_("There is a form for disposals and new values only."), "warning")
                return
            papers.preview(self, self.desk, "disposal", proposal.asset.number, id=proposal.id)

    def save_workbook(self) -> None:
        """What is out, or what is due, as a workbook."""
        identifier = ("loans", "inspections")[self._stack.currentIndex()]
        papers.save(self, identifier, Format.XLSX, self.desk.clock.today())

    def print_loans(self) -> None:
        """外借清单: everything that is out."""
        papers.preview(self, self.desk, "loans", self.desk.clock.today())
