"""The tab 居民: find a person, correct the details, see the history, join two records of one person."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import ClassVar

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QVBoxLayout, QWidget

from desk.books import residents
from desk.books.cases import case_queries
from desk.books.cases.case_queries import CaseRow
from desk.books.residents import ResidentDetails, ResidentHit, ResidentMark
from desk.core.clock import local
from desk.core.edit_conflicts import EditConflict
from desk.core.errors import DeskError, Invalid, LockedOut
from desk.core.permissions import May
from desk.core.words import N_, P_, _, clauses, listed
from desk.services.session import Desk
from desk.ui.residents.unsaved import Unsaved
from desk.ui.shell.commands import Command, Commands
from desk.ui.shell.page import Destinations, Page
from desk.ui.visits.person import DetailsForm
from desk.ui.visits.person_line import in_words, kind_of
from desk.ui.widgets.controls import Field, go_to, label, line_edit, panel, row, show_whole
from desk.ui.widgets.editing import Editing
from desk.ui.widgets.finder import Finder, Hit
from desk.ui.widgets.form_dialog import sure
from desk.ui.widgets.scrolled import scrolled
from desk.ui.widgets.veil import Veil

FIND_AFTER_MS = 60


class ResidentsTab(Page):
    """居民: masked until the card is unveiled, which is logged 查看记录."""

    SHOWS = frozenset({"cases", "residents"})
    DESTINATIONS: ClassVar[Destinations] = {"residents.person": lambda tab, id: tab.open(id)}
    case_opened = Signal(int)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._found: list[ResidentHit] = []
        self._marks: tuple[str, ...] = ()
        self._lines: list[CaseRow] = []
        self.shown: ResidentHit | None = None
        """Who is shown, masked; None while nobody is, or somebody new is entered."""
        self._unsaved = Unsaved(desk)
        self._make_search()
        self._make_card()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.search)
        self._lay_out()
        self._connect()
        self.card.hide()
        self.details.hide()
        if (left := self._unsaved.restore()) is not None:
            QTimer.singleShot(0, partial(self._bring_back, left))

    def _make_search(self) -> None:
        self.text = line_edit(_("Name, initials, or 4 digits of telephone or ID number"))
        self.text.setAccessibleName(_("Find a person"))
        self.list = QListWidget()
        self.list.setAccessibleName(_("People found"))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setWordWrap(True)
        self.hint = label(_("Type to find somebody; F2 enters a new person."), "muted", wrap=True)

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
        self.text.textEdited.connect(lambda _text: self._timer.start(FIND_AFTER_MS))
        self.text.returnPressed.connect(self.open_first)
        self.list.itemActivated.connect(lambda _item: self.open(self._found[self.list.currentRow()].id))
        self.list.itemClicked.connect(lambda _item: self.open(self._found[self.list.currentRow()].id))
        self.history.itemActivated.connect(lambda _i: self.case_opened.emit(self._lines[self.history.currentRow()].id))

    def _lay_out(self) -> None:
        left, column = panel()
        left.setMinimumWidth(240)
        left.setMaximumWidth(400)
        column.addWidget(self.text)
        column.addWidget(self.hint)
        column.addWidget(self.list, 1)
        self.card, card = panel()
        card.addWidget(self.heading)
        inside = QWidget()
        inner = QVBoxLayout(inside)
        inner.setContentsMargins(0, 0, 8, 0)
        inner.addWidget(self.about)
        inner.addWidget(self.kept)
        inner.addLayout(row(self.veil.button, 1))
        inner.addWidget(self.details)
        inner.addLayout(row(1, self.save_button))
        inner.addWidget(self.merge_field)
        inner.addWidget(label(_("History"), "heading"))
        inner.addWidget(self.history, 1)
        card.addWidget(scrolled(inside), 1)
        self.history.setMinimumHeight(140)
        outer = QHBoxLayout(self)
        outer.setContentsMargins(8, 8, 8, 8)
        outer.addWidget(left, 2)
        outer.addWidget(self.card, 3)

    def search(self) -> None:
        """List at most 50 whom the typed text fits."""
        with self.desk.read() as work:
            self._found = residents.search(work, self.text.text(), 50)
        self.list.clear()
        for hit in self._found:
            self.list.addItem(in_words(hit, self.text.text()))
        asked = bool(self.text.text().strip())
        self.hint.setText(
            _("Nobody fits. F2 enters a new person.")
            if asked and not self._found
            else _("Type to find somebody; F2 enters a new person.")
        )

    def open_first(self) -> None:
        """Enter in the search line: show the best match, if any."""
        self.search()
        if self._found:
            self.open(self._found[0].id)

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
        self.text.setFocus()
        self.details.hide()
        self.details.show_details(ResidentDetails(""))

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
        self.merge_field.setVisible(hit is not None and self.desk.actor.may(May.MERGE_RESIDENTS))
        self.other.clear()

    def _show_history(self) -> None:
        self._lines = []
        if self.shown:
            with self.desk.read() as work:
                self._lines = case_queries.of_resident(work, self.shown.id)
        at = self.history.currentRow()
        self.history.clear()
        for line in self._lines:
            self.history.addItem(f"{local(line.accepted_at):%Y-%m-%d}　{line.service}　{line.state.label}")
        self.history.setCurrentRow(min(at, self.history.count() - 1))

    def fill(self) -> None:
        """The people found and the history; the card itself stays as it was opened, with what is typed in it."""
        if self.text.text().strip():
            at = self.list.currentRow()
            self.search()
            self.list.setCurrentRow(min(at, self.list.count() - 1))
        self._show_history()

    def new(self) -> None:
        """F2: an empty card, its name as searched for. What was typed on another card is kept."""
        self._put_away()
        self._marks = ()
        self._show(None)
        self._show_history()
        self.veil.rest(lifted=False)
        self._show_form(ResidentDetails(self.text.text()))
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
            Command("F2", N_("Enter a new person"), self.new, repeats=True),
            Command("F3", N_("Find a person"), self.text.setFocus, repeats=True),
            Command("F4", veil, self.veil.toggle),
            Command("Ctrl+Enter", N_("Save the details"), self.save, role="primary", stores_form=True),
        )
