"""The tab 居民: find a person, correct the details, see the history, join two records of one person."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QScrollArea, QVBoxLayout, QWidget

from desk.books import caselist, residents
from desk.books.caselist import Line
from desk.books.merging import Stale
from desk.books.residents import Details, Found, Mark
from desk.books.roles import May
from desk.clock import local
from desk.errors import DeskError, Invalid
from desk.session import Desk
from desk.ui.acting import Acts
from desk.ui.tab import Tab
from desk.ui.visits.person import DetailsForm
from desk.ui.visits.typed import in_words
from desk.ui.widgets.asking import sure
from desk.ui.widgets.basic import Field, button, label, line_edit, panel, row
from desk.ui.widgets.editing import Editing
from desk.ui.widgets.finder import Finder, Hit
from desk.words import N_, _

FIND_AFTER_MS = 60


class ResidentsTab(Tab):
    TITLE = N_("Residents")
    KEYS = (
        ("F2", N_("Enter a new person")),
        ("F3", N_("Find a person")),
        ("F4", N_("Show the person in full, and change the details")),
        ("Ctrl+Return", N_("Save the details")),
    )
    case_opened = Signal(int)

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._found: list[Found] = []
        self._lines: list[Line] = []
        self.found: Found | None = None
        """Who is shown, masked; None while nobody is, or somebody new is entered."""
        self.text = line_edit(_("Name, initials, or 4 digits of telephone or ID number"))
        self.text.setAccessibleName(_("Find a person"))
        self.list = QListWidget()
        self.list.setAccessibleName(_("People found"))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setWordWrap(True)
        self.hint = label(_("Type to find somebody; F2 enters a new person."), "muted", wrap=True)
        self.masked = label("", wrap=True)
        self.show_button = button(_("Show in full (F4)"), self.show_in_full, "", _("The look-up is logged."))
        self.show_button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.details = DetailsForm(desk)
        self.editing: Editing[Details] = Editing(self.details.show_details, self.details.details)
        self.heading = label("", "heading")
        self.save_button = button(_("Save the details (Ctrl+Enter)"), self.save, "main")
        self.history = QListWidget()
        self.history.setAccessibleName(_("History"))
        self.other = Finder(_("The other record: name, initials or digits"), self._others)
        self.other.taken.connect(self.merge)
        self.merge_field = Field(
            _("Join with"), self.other, _("All visits and cases of the other record come to this one.")
        )
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.search)
        self._lay_out()
        self.text.textEdited.connect(lambda _text: self._timer.start(FIND_AFTER_MS))
        self.text.returnPressed.connect(self.open_first)
        self.list.itemActivated.connect(lambda _item: self.open(self._found[self.list.currentRow()].id))
        self.list.itemClicked.connect(lambda _item: self.open(self._found[self.list.currentRow()].id))
        self.history.itemActivated.connect(lambda _i: self.case_opened.emit(self._lines[self.history.currentRow()].id))
        self.card.hide()

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
        inner.addWidget(self.masked)
        inner.addLayout(row(self.show_button, 1))
        inner.addWidget(self.details)
        inner.addLayout(row(1, self.save_button))
        inner.addWidget(self.merge_field)
        inner.addWidget(label(_("History"), "heading"))
        inner.addWidget(self.history, 1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(inside)
        card.addWidget(area, 1)
        self.history.setMinimumHeight(140)
        outer = QHBoxLayout(self)
        outer.setContentsMargins(8, 8, 8, 8)
        outer.addWidget(left, 2)
        outer.addWidget(self.card, 3)

    def search(self) -> None:
        with self.desk.read() as work:
            self._found = residents.search(work, self.text.text(), 50)
        self.list.clear()
        for found in self._found:
            self.list.addItem(in_words(found))
        asked = bool(self.text.text().strip())
        self.hint.setText(_("Nobody fits. F2 enters a new person.") if asked and not self._found
                          else _("Type to find somebody; F2 enters a new person."))  # fmt: skip

    def open_first(self) -> None:
        self.search()
        if self._found:
            self.open(self._found[0].id)

    def open(self, id: int) -> None:
        """Show a person masked, as the lists do, and their history. F4 shows them in full."""
        with self.desk.read() as work:
            found, marks = residents.masked(work, id), residents.find(work, id).marks
        self._show(found)
        said = "、".join(Mark(mark).label for mark in marks)
        self.masked.setText("　".join(filter(None, [in_words(found), said])))

    def show_in_full(self) -> None:
        """F4: every detail, to be read or changed, with a line in the log that says who looked."""
        if self.found is None or self.masked.isHidden():
            return
        with self.desk.write() as work:
            resident = residents.look_up(work, self.found.id, "card")
        self._show_form(resident)
        self.details.name.setFocus()

    def _show_form(self, details: Details) -> None:
        self.editing.begin(details)
        self.heading.setText(details.name or _("New person"))
        self._show_masked(False)

    def _show_masked(self, masked: bool) -> None:
        """The masked line or the fields."""
        for part in (self.masked, self.show_button):
            part.setVisible(masked)
        for fields in (self.details, self.save_button):
            fields.setVisible(not masked)

    def _show(self, found: Found | None) -> None:
        self.found = found
        self.card.show()
        self._show_masked(True)
        self.heading.setText(found.name if found else "")
        self.merge_field.setVisible(found is not None and self.desk.actor.may(May.MERGE_RESIDENTS))
        self.other.clear()
        self._lines = []
        if found:
            with self.desk.read() as work:
                self._lines = caselist.of_resident(work, found.id)
        self.history.clear()
        for line in self._lines:
            self.history.addItem(f"{local(line.accepted_at):%Y-%m-%d}　{line.service}　{line.state.label}")

    def new(self) -> None:
        self._show(None)
        self._show_form(Details(self.text.text()))
        self.details.name.setFocus()

    def save(self) -> None:
        if self.details.isHidden():
            return
        id = self.found.id if self.found else 0
        try:
            with self.desk.write() as work:
                details = self.editing.wanted
                stored = (
                    residents.edit(work, id, details, read=self.editing.read) if id else residents.add(work, details)
                )
                found = residents.mask(stored, work.today)
        except Invalid as wrong:
            if rest := self.details.tell(wrong):
                self.told.emit("；".join(p.words for p in rest), "bad")
        except Stale as stale:
            self.editing.take(stale)
            self.told.emit(stale.words, "bad")
        except DeskError as error:
            self.told.emit(error.words, "bad")
        else:
            self._show(found)
            self._show_form(stored)
            self.search()
            self.told.emit(_("{name} is stored.", name=stored.name), "good")

    def _others(self, typed: str) -> list[Hit]:
        mine = self.found.id if self.found else 0
        with self.desk.read() as work:
            return [Hit(in_words(one), one) for one in residents.search(work, typed, 9) if one.id != mine]

    def merge(self, other: Found) -> None:
        """Join the other record to this one, after asking: it cannot be taken back."""
        if self.found is None:
            return
        question = _("Join “{other}” to {name}? All visits and cases come together; this cannot be taken back.",
                     other=in_words(other), name=self.heading.text())  # fmt: skip
        if not sure(self, question, _("Join")):
            return
        try:
            with self.desk.write() as work:
                residents.merge(work, self.found.id, other.id)
        except DeskError as error:
            self.told.emit(error.words, "bad")
            return
        self.open(self.found.id)
        self.search()
        self.told.emit(_("The two records are one now."), "good")

    def acts(self) -> Acts:
        return {"F2": self.new, "F3": self.text.setFocus, "F4": self.show_in_full, "Ctrl+Return": self.save}
