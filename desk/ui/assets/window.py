"""One card with all that belongs to it: its fields, its history, its files, its loans, and what can be done with it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QListWidget, QMenu, QTabWidget, QVBoxLayout, QWidget

from desk.books.assets import approvals, cards, ledger, queries
from desk.books.assets.history_text import what
from desk.books.assets.model import Asset, AssetCard, ProposalState
from desk.core.edit_conflicts import EditConflict
from desk.core.errors import DeskError
from desk.core.money import yuan
from desk.core.permissions import May
from desk.core.words import P_, _, bracketed, listed
from desk.core.work import Work
from desk.reports.kit.declaration import Given
from desk.services.session import Desk
from desk.ui.assets.actions import ACTS, ActionContext, AssetAction
from desk.ui.assets.attachments import FilesPanel
from desk.ui.assets.form import CardForm
from desk.ui.assets.ledger_list import filled_menu, quantity_words
from desk.ui.assets.loans import LoansPanel
from desk.ui.shell.waiting_window import WaitingWindow
from desk.ui.widgets import papers
from desk.ui.widgets.controls import fit, keyed, label, row
from desk.ui.widgets.editing import Editing
from desk.ui.widgets.form_sections import Mistakes
from desk.ui.widgets.scrolled import scrolled


class CardWindow(WaitingWindow):
    """New with ``id`` 0. Ctrl+Enter saves, F4 does something with the thing, Esc closes (and asks when something is not
    saved).
    """

    SHOWS = frozenset({"activities", "assets", "centre", "residents"})
    added = Signal(int)
    """A new card is stored."""

    def __init__(self, desk: Desk, parent: QWidget, id: int = 0, begin: AssetCard | None = None) -> None:
        super().__init__(desk, parent)
        self.id = id
        self.asset: Asset | None = None
        self.base: object = None
        fit(self, 980, 660)
        self.head, self.state = label("", "heading"), label("", "muted", wrap=True)
        self.form = CardForm(desk, new=not id)
        self.editing: Editing[AssetCard] = Editing(self.form.show_card, lambda: self.form.card)
        self.pages = QTabWidget()
        self.pages.setDocumentMode(True)
        self.pages.tabBar().setAccessibleName(_("Pages"))
        self.pages.addTab(scrolled(self.form), _("Card"))
        self.problem = label("", "problem", wrap=True)
        self.do_button = keyed(self, _("Do something"), self.show_menu, "F4", opens_menu=True)
        self.print_button = keyed(self, _("Print the card"), self.print_card, "Ctrl+P")
        self.save_button = keyed(self, _("Save"), self.save, "Ctrl+Enter", "primary")
        outer = QVBoxLayout(self)
        outer.addWidget(self.head)
        outer.addWidget(self.state)
        outer.addWidget(self.pages, 1)
        outer.addWidget(self.problem)
        outer.addLayout(
            row(Mistakes(self.form.fields.values()), 1, self.print_button, self.do_button, self.save_button)
        )
        if id:
            self._panels()
            self.load()
        else:
            self._begin(begin)

    def _begin(self, begin: AssetCard | None) -> None:
        self.setWindowTitle(_("New card"))
        self.head.setText(_("New card"))
        self.state.hide()
        self.do_button.hide()
        self.print_button.hide()
        self.form.show_card(begin or AssetCard("", "", self.desk.clock.today(), unit="台"))
        self.base = self.form.typed()
        self.form.name.setFocus()

    def _panels(self) -> None:
        self.history = QListWidget()
        self.history.setAccessibleName(P_("asset", "History"))
        self.history.setWordWrap(True)
        self.files, self.loans = FilesPanel(self.desk, self.id), LoansPanel(self.desk, self.id)
        self.files.message.connect(self.problem.setText)
        self.loans.message.connect(self.problem.setText)
        self.loans.changed.connect(self.acted)
        for panel, name in (
            (self.history, P_("asset", "History")),
            (self.files, _("Photos and papers")),
            (self.loans, _("Loans and reservations")),
        ):
            self.pages.addTab(scrolled(panel), name)

    def fill(self) -> None:
        """Show the card as the book has it; fields that somebody is typing in are left alone."""
        typing = self.asset is not None and self.is_dirty
        with self.desk.read() as work:
            asset = self.asset = queries.find(work, self.id)
            worth = ledger.state_of(work, self.id).worth(work.today)
            places, steps = queries.places(work), queries.history(work, self.id)
            parts_of_it = queries.page(work, queries.AssetFilter(parent_id=self.id))
            asked = [each for each in approvals.of_asset(work, self.id) if each.state is ProposalState.ASKED]
        if not typing:
            self.editing.begin(asset)
            self.base = self.form.typed()
        self.setWindowTitle(f"{asset.number} {asset.name}")
        self.head.setText(f"{asset.number}　{asset.name}")
        money = _("value {value}, net {net} yuan", value=yuan(worth.value), net=yuan(worth.net))
        parts = [asset.condition.label, quantity_words(asset), money, asset.where, asset.custodian]
        parts += [_("waits for the manager: {words}", words=each.summary) for each in asked]
        if parts_of_it:
            parts.append(_("parts: {names}", names=listed(f"{each.number} {each.name}" for each in parts_of_it)))
        self.state.setText(" · ".join(filter(None, parts)))
        self.history.clear()
        for step in reversed(steps):
            who = (
                step.who
                if not step.approver
                else _("{who}, approved by {approver}", who=step.who, approver=step.approver)
            )
            paper = f"　{step.paper}" if step.paper else ""
            self.history.addItem(
                f"{step.day}　{step.kind.label}　{what(step, places, asset.unit)}{paper}　{bracketed(who).strip()}"
            )
        self.files.load()
        self.loans.load(asset)
        may = self.desk.actor.may(May.KEEP_ASSETS) and not asset.is_gone
        self.form.setEnabled(may)
        self.save_button.setVisible(may)
        self.do_button.setVisible(may)

    @property
    def is_dirty(self) -> bool:
        """Is anything typed here that the book does not have?"""
        return self.form.isEnabled() and self.form.typed() != self.base

    def save(self) -> bool:
        """False, with words beside the field, when it cannot be saved."""
        self.problem.setText("")
        self.form.clear_problems()
        try:
            card = self.editing.wanted if self.id else self.form.card
            with self.desk.write() as work:
                if self.id:
                    done: object = cards.correct(work, self.id, card, self.form.reason.text(), read=self.editing.read)
                else:
                    done = self._add(work, card)
        except EditConflict as stale:
            self.editing.take(stale)
            self.pages.setCurrentIndex(0)
            self.form.tell(stale)
            return False
        except DeskError as error:
            self.pages.setCurrentIndex(0)
            self.form.tell(error)
            return False
        self.base = self.form.typed()
        if self.id and done:
            self.toast.emit(_("Saved."), "good")
        elif not self.id:
            assert isinstance(done, int)
            self.added.emit(done)
        self.accept()
        return True

    def _add(self, work: Work, card: AssetCard) -> int:
        """How a new card comes into the book; a stocktake's find comes in its own way."""
        return cards.add(work, card)

    def show_menu(self) -> None:
        """F4 办理: what can be done with this card now."""
        menu = self.menu()
        if menu is not None:
            menu.exec(self.do_button.mapToGlobal(self.do_button.rect().topLeft()))

    def menu(self) -> QMenu | None:
        """What can be done with this thing now; nothing while something typed is not saved."""
        if self.asset is None or not self.do_button.isVisibleTo(self):
            return None
        if self.is_dirty:
            self.problem.setText(_("Please save first with Ctrl+Enter, or close without saving."))
            return None
        doing = ActionContext(self.desk, self, (self.asset,))
        return filled_menu(
            self, [action for action in ACTS if action.fits(self.asset)], lambda act: self.do(act, doing)
        )

    def do(self, act: AssetAction, doing: ActionContext) -> None:
        """Run an action and show the card anew; a refusal is told in the window."""
        self.problem.setText("")
        try:
            done = act.run(doing)
        except DeskError as error:
            self.problem.setText(error.message)
            return
        if done:
            self.acted(_(act.done))

    def print_card(self) -> None:
        """Ctrl+P: the stored card on paper; nothing for one that was never saved."""
        if not self.id:
            return
        number = self.asset.number if self.asset else ""
        papers.preview(self, self.desk, "asset-card", number, number=Given(self.id))
