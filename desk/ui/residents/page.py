"""The page 居民: find a person, correct the details, see the history, join two records of one person."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import ClassVar

from PySide6.QtCore import QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLineEdit, QListWidget, QVBoxLayout, QWidget

from desk.books import residents
from desk.books.orders.draft import OrderDraft
from desk.books.residents import ResidentDetails, ResidentHit, ResidentMark
from desk.core.book import HistoryLine
from desk.core.edit_conflicts import EditConflict
from desk.core.errors import DeskError, Invalid, LockedOut
from desk.core.permissions import May
from desk.core.words import N_, P_, _, clauses, listed
from desk.services.session import Desk
from desk.ui.residents.history import CASE, history_of
from desk.ui.residents.resident_list import ResidentList
from desk.ui.residents.unsaved import Unsaved
from desk.ui.shell.commands import Command, Commands
from desk.ui.shell.page import Destinations
from desk.ui.shell.saved_filters import SavedFilters
from desk.ui.shell.text_size import is_narrow, scaled
from desk.ui.visits.page import CounterPage
from desk.ui.visits.person import DetailsForm
from desk.ui.visits.person_line import in_words, kind_of
from desk.ui.widgets.controls import Field, go_to, label, panel, row, show_whole
from desk.ui.widgets.editing import Editing
from desk.ui.widgets.finder import Finder, Hit
from desk.ui.widgets.form_dialog import sure
from desk.ui.widgets.scrolled import scrolled
from desk.ui.widgets.veil import Veil

CARD_WIDTH = 420
"""Pixels of the card beside the list."""


class ResidentsPage(CounterPage):
    """居民: masked until the card is unveiled, which is logged 查看记录."""

    SHOWS = frozenset({"bookings", "cases", "orders", "residents", "teams"})
    DESTINATIONS: ClassVar[Destinations] = {"residents.person": lambda page, id: page.open(id)}

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._marks: tuple[str, ...] = ()
        self._lines: list[HistoryLine] = []
        self.shown: ResidentHit | None = None
        """Who is shown, masked; None while nobody is, or somebody new is entered."""
        self._unsaved = Unsaved(desk)
        self.list = ResidentList(desk, self)
        self._make_card()
        self.saved = SavedFilters(self, "residents", (self.list.group, self.list.village_group), self.list.search)
        self.saved_button = self.button(self.show_saved)
        self.list.add_tool(self.saved_button)
        self.new_button = self.button(self.new)
        self._lay_out()
        self._connect()
        self.card.hide()
        self.details.hide()
        if (left := self._unsaved.restore()) is not None:
            QTimer.singleShot(0, partial(self._bring_back, left))

    def _make_card(self) -> None:
        self.about = label("", wrap=True)
        self.kept = label(_("Changes that are not saved are kept; F4 goes on with them."), "notice", wrap=True)
        names = (_("Show in full"), _("Mask again"))
        self.veil = Veil(self, self._show_in_full, self._mask, self._tell_refusal, names, "F4")
        self.details = DetailsForm(self.desk)
        self.editing: Editing[ResidentDetails] = Editing(
            self.details.show_details, lambda: self.details.entered, self.details.fields
        )
        self.heading = label("", "heading")
        self.save_button = self.button(self.save)
        self.serve_button = self.button(self.serve)
        self.back_button = self.button(self.put_back)
        self.history = QListWidget()
        self.history.setAccessibleName(_("History"))
        self.other = Finder(_("The other record: name, initials or digits"), self._others)
        self.other.taken.connect(self.merge)
        self.merge_field = Field(
            _("Merge with"), self.other, _("All visits and cases of the other record come to this one.")
        )

    def _tell_refusal(self, sentence: str) -> None:
        self.toast.emit(sentence, "bad")

    def _connect(self) -> None:
        self.list.opened.connect(self._open_and_go)
        self.list.chosen.connect(self._choose)
        self.history.itemActivated.connect(lambda _item: self._open_line())

    def _lay_out(self) -> None:
        self.card, card = panel()
        card.addLayout(row(self.heading, 1, self.back_button))
        inside = QWidget()
        inner = QVBoxLayout(inside)
        inner.setContentsMargins(0, 0, 8, 0)
        inner.addWidget(self.about)
        inner.addWidget(self.kept)
        inner.addLayout(row(self.veil.button, 1))
        inner.addWidget(self.details)
        inner.addLayout(row(1, self.serve_button, self.save_button))
        inner.addWidget(self.merge_field)
        inner.addWidget(label(_("History"), "heading"))
        inner.addWidget(self.history, 1)
        card.addWidget(scrolled(inside), 1)
        self.history.setMinimumHeight(120)
        outer = QHBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self.list, 1)
        outer.addWidget(self.card)

    def beside_pages(self) -> tuple[QWidget, ...]:
        return (self.new_button,)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_room()

    def _share_room(self) -> None:
        """The card stands beside the list; in a narrow window in its place, until Esc."""
        is_wide = not is_narrow(self.width())
        self.card.setMaximumWidth(scaled(CARD_WIDTH) if is_wide else self.width())
        self.card.setMinimumWidth(scaled(CARD_WIDTH) if is_wide else 0)
        self.list.setVisible(is_wide or self.card.isHidden())
        self.back_button.setVisible(not is_wide)

    def _choose(self, id: int) -> None:
        """Beside the list the card follows the row that is chosen; nothing typed is in the way of it."""
        if not is_narrow(self.width()) and (self.details.isHidden() or self.card.isHidden()):
            self.open(id)

    def _open_and_go(self, id: int) -> None:
        self.open(id)
        if self.list.isHidden():
            self.history.setFocus()

    def put_back(self) -> None:
        """Esc: back to the list, where the card stands in its place; what is typed on the card is kept."""
        if self.list.isHidden():
            self._put_away()
            self.card.hide()
            self._share_room()
            self.list.rows.enter()
            if not self.list.rows.table.hasFocus():
                self.list.text.setFocus()
        else:
            self.list.text.clear()
            self.list.search()
            self.list.text.setFocus()

    def go_to_search(self) -> None:
        """F3: into the search, also from a card that stands in its place."""
        if self.list.isHidden():
            self.put_back()
        self.list.text.setFocus()

    def show_saved(self) -> None:
        """F6 常用筛选."""
        self.saved.show_menu(self.saved_button)

    def serve(self) -> None:
        if self.shown is not None:  # whom the card is about
            self.visit_wanted.emit(self.shown.id)

    def order(self) -> None:
        """点单: what the person of the card wishes for."""
        if self.shown is not None:
            self.destination_wanted.emit("orders.new", OrderDraft.at_visit(self.shown.id))

    def open(self, id: int) -> None:
        """Show a person masked, as the lists do, and their history. F4 shows them in full."""
        self._put_away()
        with self.desk.read() as work:
            hit, self._marks = residents.masked(work, id), residents.find(work, id).marks
        self._show(hit)
        self._show_history()
        self._mask()

    def _show_in_full(self) -> bool:
        """F4: every detail, to be read or changed, with a line in the log that says who looked."""
        if self.shown is None or not self.details.isHidden():
            return False
        with self.desk.write() as work:
            resident = residents.look_up(work, self.shown.id, "card")
        self._show_form(resident)
        first = next(iter(self.editing.changed), "name")
        go_to(self.details.fields[first].editor)
        show_whole(self.details.fields[first])
        return True

    @property
    def text(self) -> QLineEdit:
        """The search above the list."""
        return self.list.text

    def _show_form(self, details: ResidentDetails) -> None:
        """The fields, with what was typed in them before they were masked."""
        self.editing.begin(details)
        if kept := self._unsaved.take(self._id):
            self.editing.resume(*kept)
        self.heading.setText(details.name or _("New person"))
        self.about.setText(self._about(kind_of(self.shown) if self.shown else ""))
        self._show_masked(False)

    def _mask(self) -> None:
        """What is typed and not yet saved stays, out of sight; words that may name the person are taken back."""
        if self.shown is None:
            return  # somebody new, whom only the person typing knows
        self._put_away()
        self.heading.setText(self.shown.name)
        self.about.setText(self._about(in_words(replace(self.shown, name=""))))
        self.veil.rest(lifted=False)
        self._show_masked(True)

    def _about(self, sentence: str) -> str:
        return "　".join(filter(None, [sentence, listed(ResidentMark(mark).label for mark in self._marks)]))

    def _show_masked(self, masked: bool) -> None:
        """The masked line or the fields."""
        for fields in (self.details, self.save_button):
            fields.setVisible(not masked)
        self.about.setVisible(bool(self.about.text()))
        self.kept.setVisible(masked and self._id in self._unsaved)
        self.veil.button.setVisible(self.shown is not None)

    @property
    def _id(self) -> int:
        """Whose card this is; 0 for somebody new."""
        return self.shown.id if self.shown else 0

    def _set_aside(self) -> None:
        """Keep what is typed here and not in the book, for when the fields are shown again."""
        if not (self.card.isHidden() or self.details.isHidden()) and self.editing.is_dirty:
            self._unsaved.keep(self._id, self.editing.read, self.details.details())

    def _put_away(self) -> None:
        """Empty the fields, when there are any in sight; with them go the words above the tabs that may name the
        person.
        """
        if self.card.isHidden() or self.details.isHidden():
            return
        self._set_aside()
        self.toast.emit("", "good")
        if not self.list.isAncestorOf(QApplication.focusWidget() or self):
            self.list.text.setFocus()
        self.details.hide()
        self.details.show_details(ResidentDetails(""))

    @property
    def is_half_typed(self) -> bool:
        """A card is open to be changed, or was when it was masked."""
        return self._id in self._unsaved or not self.details.isHidden() or super().is_half_typed

    def leave(self) -> None:
        """Before lock, hand-over and close: nothing that was typed is lost."""
        self._set_aside()
        try:
            self._unsaved.store()
        except LockedOut:
            raise
        except DeskError as error:
            self.toast.emit(error.message, "bad")

    def _bring_back(self, id: int) -> None:
        """What this person had typed here before somebody else took the seat; unless they went on to another card."""
        if not self.card.isHidden():
            return
        if id:
            self.open(id)
        else:
            self.new()
        self.toast.emit(_("What you had typed here is back, and not saved yet."), "good")

    def _show(self, hit: ResidentHit | None) -> None:
        self.shown = hit
        self.card.show()
        self._share_room()
        self.show_enabled()
        self.merge_field.setVisible(hit is not None and self.desk.actor.may(May.MERGE_RESIDENTS))
        self.other.clear()

    def _show_history(self) -> None:
        self._lines = []
        if self.shown:
            with self.desk.read() as work:
                self._lines = history_of(work, self.shown.id)
        at = self.history.currentRow()
        self.history.clear()
        for line in self._lines:
            self.history.addItem(f"{line.day:%Y-%m-%d}　{line.text}")
        self.history.setCurrentRow(min(at, self.history.count() - 1))

    def _open_line(self) -> None:
        """Enter: the case, or the booking, in its window."""
        line = self._lines[self.history.currentRow()]
        if line.leads_to == CASE and isinstance(line.about, int):
            self.case_opened.emit(line.about)
        else:
            self.destination_wanted.emit(line.leads_to, line.about)

    def fill(self) -> None:
        """The people found and the history; the card itself stays as it was opened, with what is typed in it."""
        self.list.load()
        self._show_history()

    def new(self) -> None:
        """F2: an empty card, its name as searched for. What was typed on another card is kept."""
        self._put_away()
        self._marks = ()
        self._show(None)
        self._show_history()
        self.veil.rest(lifted=False)
        self._show_form(ResidentDetails(self.list.text.text()))
        self.details.name.setFocus()

    def save(self) -> None:
        """Ctrl+Enter: store the card. What is refused is told, and nothing typed is lost."""
        if self.details.isHidden():
            return
        id = self._id
        try:
            with self.desk.write() as work:
                details = self.editing.wanted
                stored = (
                    residents.edit(work, id, details, read=self.editing.read) if id else residents.add(work, details)
                )
                hit = residents.mask(stored, work.today)
                self._unsaved.forget(work, id)
        except Invalid as wrong:
            if rest := self.details.tell(wrong):
                self.toast.emit(clauses(p.message for p in rest), "bad")
        except EditConflict as stale:
            self.editing.take(stale)
            self.toast.emit(stale.message, "bad")
        except DeskError as error:
            self.toast.emit(error.message, "bad")
        else:
            self._marks = stored.marks
            self._show(hit)
            self._show_form(stored)
            self.veil.rest(lifted=True)
            self.done(_("{name} is stored.", name=hit.name))

    def _others(self, typed: str) -> list[Hit]:
        mine = self.shown.id if self.shown else 0
        with self.desk.read() as work:
            return [Hit(in_words(hit, typed), hit) for hit in residents.search(work, typed, 9) if hit.id != mine]

    def merge(self, other: ResidentHit) -> None:
        """Join the other record to this one, after asking: it cannot be taken back."""
        if self.shown is None:
            return
        question = _(
            "Join “{other}” to {name}? All visits and cases come together; this cannot be taken back.",
            other=in_words(other),
            name=self.heading.text(),
        )
        if not sure(self, question, P_("residents", "Merge")):
            return
        try:
            with self.desk.write() as work:
                residents.merge(work, self.shown.id, other.id)
        except DeskError as error:
            self.toast.emit(error.message, "bad")
            return
        self.open(self.shown.id)
        self.done(_("The two records are one now."))

    def make_commands(self) -> Commands:
        veil = N_("Show the person in full to change the details, and mask them again")
        return (
            Command("F2", N_("Enter a new person"), self.new, label=N_("New resident"), repeats=True),
            Command("F3", N_("Find a person"), self.go_to_search, repeats=True),
            Command("F4", veil, self.veil.toggle),
            Command(
                "F7",
                N_("Register a visit of this person"),
                self.serve,
                label=N_("Register a case"),
                of=self.list.rows.table,
                enabled=lambda: self.shown is not None,
            ),
            Command("", N_("An order of this person"), self.order, may=May.SERVE, of=self.list.rows.table),
            Command("F6", N_("Saved filters"), self.show_saved, role="flat", opens_menu=True, repeats=True),
            Command(
                "Esc",
                N_("Back to the list, or clear the search"),
                self.put_back,
                label=N_("To the list"),
                repeats=True,
            ),
            Command("Ctrl+Enter", N_("Save the details"), self.save, role="primary", stores_form=True),
        )
