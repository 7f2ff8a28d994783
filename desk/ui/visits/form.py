"""The form in the middle: who, what, and how it came out; Ctrl+Enter stores all of it at once."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QPushButton, QScrollArea, QVBoxLayout, QWidget

from desk.books import staff, visits
from desk.books.cases import Assistance, NewCase
from desk.books.residents import Resident, ResidentDetails
from desk.books.visits import Afterwards, Registered, Registration, Visit
from desk.core import identity
from desk.core.errors import DeskError, Doubtful, Invalid, Problem
from desk.core.words import _, clauses
from desk.services.session import Desk
from desk.ui.visits.afterwards import EnterAfterwards, entry_in_words, entry_of, plain_entry, visit_of
from desk.ui.visits.item import ItemForm
from desk.ui.visits.person import PersonPicker
from desk.ui.visits.person_line import details_of, plain
from desk.ui.visits.visit_details import VisitDetails
from desk.ui.widgets import form_dialog
from desk.ui.widgets.controls import label, panel, row

DRAFT = "visit"
SHELF = "visit-shelf"
DRAFT_AFTER_MS = 300


class VisitForm(QWidget):
    """One visit at a time. What is half typed is kept as a draft shortly after every change."""

    stored = Signal(object)
    """A ``Registered``."""
    toast = Signal(str, str)
    """Words for a toast, and their kind."""
    undo_offered = Signal(str, str)
    """The same about what F8 takes back."""
    person_changed = Signal(object)
    consulted = Signal(object)
    """The ``Visit`` that was a question answered 咨询, which F8 takes back."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.visit: Visit | None = None
        self.came_at: datetime | None = None
        self.entry: Afterwards | None = None
        """Given while something is entered afterwards."""
        self.first: Resident | None = None
        """For whom something was stored already in the visit that goes on."""
        self._household = False
        self._as_called: Mapping[str, Any] = {}
        """What stood in the form when the visit was called."""
        self.heading = label(_("New visit"), "heading")
        self.note = label("", "muted", wrap=True)
        inside = self._lay_out()
        self.person = PersonPicker(desk, inside)
        self.details = VisitDetails(self, inside)
        self.item = ItemForm(desk, inside)
        self.person.finder.ground = self.item.finder.ground = self
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(8)
        column.addWidget(self.person)
        column.addWidget(self.details)
        column.addWidget(self.item)
        column.addStretch(1)
        self._draft_timer = QTimer(self)
        self._draft_timer.setSingleShot(True)
        self._draft_timer.timeout.connect(self.keep_draft)
        self.person.changed.connect(self._touched)
        self.person.chosen.connect(self._person_chosen)
        self.item.changed.connect(self._touched)
        self.details.changed.connect(self._touched)
        self.item.help.changed.connect(lambda kind: self.details.want_agent(wanted=kind is Assistance.ON_BEHALF))
        QApplication.instance().focusChanged.connect(self._keep_in_sight)  # type: ignore[union-attr]

    def _lay_out(self) -> QWidget:
        """The frame around the fields; what they stand in. It is in its place before anything is in it: Qt asks what a
        scrolled part needs, which styles all of it.
        """
        frame, inner = panel()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(frame)
        inside = QWidget()
        inside.setProperty("one_form", True)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidget(inside)
        inner.addWidget(self.heading)
        inner.addWidget(self.note)
        inner.addWidget(self._scroll, 1)
        self._buttons = row(1)
        inner.addLayout(self._buttons)
        return inside

    def show_buttons(self, *made: QPushButton) -> None:
        """What can be done with the form, below it at the right."""
        for each in made:
            self._buttons.addWidget(each)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter that no field wanted for itself goes to the next field."""
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and plain:
            self.focusNextChild()
        else:
            super().keyPressEvent(event)

    def _keep_in_sight(self, _old: QWidget | None, new: QWidget | None) -> None:
        if new is not None and self._scroll.isAncestorOf(new):
            self._scroll.ensureWidgetVisible(new, 0, 40)

    def start(self, visit: Visit | None = None) -> None:
        """An empty form: for a called visit, or for somebody who just walked in."""
        self._shelve()
        self._clear()
        if visit:
            self._show_visit(visit)
            if visit.resident_id:
                self.person.show_resident(visit.resident_id)
            if visit.service_id:
                self.item.take_known(visit.service_id)
            self._as_called = self._typed()
        if not (visit and visit.resident_id):
            self.person.finder.setFocus()

    def _show_visit(self, visit: Visit) -> None:
        """Whose number is served: what was noted with it, how they came and who came for them."""
        self.visit = visit
        self.heading.setText(_("Serving {number}", number=visit.label))
        self.note.setText(_("Note: {text}", text=identity.mask_text(visit.note, visit.name)))
        self.note.setVisible(bool(visit.note))
        self.details.show_visit(visit.channel, visit.agent)

    def resume(self, visit: Visit) -> None:
        """A visit is served again that ended by mistake: with what was typed for it, if that is on the shelf."""
        with self._desk.read() as work:
            shelved = staff.draft(work, SHELF)
        if shelved.get("visit") != visit.id:
            self.start(visit)
            return
        self._shelve()
        self._show_content(shelved, visit)
        self._touched()
        with self._desk.write() as work:
            if staff.draft(work, SHELF) == shelved:
                staff.keep_draft(work, SHELF, {})

    def end(self, visit: Visit) -> None:
        """The visit is not served any more: what was typed for it goes onto the shelf, and the form is empty."""
        if self.visit is None or self.visit.id != visit.id:
            return
        focused = self.focusWidget()
        has_focus = focused is not None and focused is QApplication.focusWidget()
        self._shelve()
        self._clear()
        if has_focus:
            self.person.finder.setFocus()

    def _clear(self) -> None:
        self.heading.setText(_("New visit"))
        self.note.hide()
        self.person.clear()
        self.details.clear()
        self.item.clear()
        self.visit, self.came_at, self.entry, self.first = None, None, None, None
        self._household, self._as_called = False, {}
        self._draft_timer.stop()
        self.person_changed.emit(None)

    def _person_chosen(self, resident: Any) -> None:
        self.person_changed.emit(resident)
        if resident is not None:
            self.item.finder.setFocus()
            self._touched()

    def save(self) -> None:
        """Ctrl+Enter: register person, visit and cases, and end the visit."""
        self._store(stays=False)

    def save_and_stay(self) -> None:
        """As ``save``, but the visit goes on: the same person has another matter."""
        self._store(stays=True)

    def another_of_household(self) -> None:
        """Ctrl+J 同一户另一人: what is filled in is stored, and the visit goes on with somebody of the same household;
        telephone, village group and address are proposed for a new person.
        """
        if self.item.item is not None and not self._store(stays=True):
            return
        if self.first is None:
            self.toast.emit(_("Please store something for the first person, then go on with the next."), "warning")
            return
        self._household = True
        self.person.clear()
        self.person.propose(self.first)
        self.person_changed.emit(None)
        self.person.finder.setFocus()

    def enter_afterwards(self) -> None:
        """Ctrl+B 补录: asks for day and times, then the form is for that visit."""
        asked = EnterAfterwards(self, self._desk)
        if asked.exec() and asked.entry:
            self.start()
            self.entry = asked.entry
            self.heading.setText(entry_in_words(asked.entry))
            self._touched()

    def consult(self) -> None:
        """Shift+F2 咨询: a question answered, of whoever is served or has just come; the item as far as known."""
        resident, item = self.person.resident, self.item.item
        known = {"resident_id": resident.id if resident else None, "service_id": item.id if item else None}
        try:
            with self._desk.write() as work:
                visit_id, channel = self.visit.id if self.visit else None, self.details.channel.value
                visit = visits.consult(work, visit_id, channel=channel, came_at=self.came_at, **known)
        except DeskError as error:
            self.toast.emit(error.message, "bad")
            return
        self.start()
        self.consulted.emit(visit)

    def _store(self, *, stays: bool, again: bool = False) -> bool:
        """Was it stored?"""
        try:
            new, person = self.item.new_case(), self.person.person
        except Invalid as wrong:
            self._tell(list(wrong.problems))
            return False
        if gaps := self._gaps(person, new):
            self._tell(gaps)
            return False
        assert new is not None and person is not None
        try:
            with self._desk.write() as work:
                registered = visits.register(work, self._registration(person, new, stays=stays, again=again))
                staff.keep_draft(work, DRAFT, {})
        except Invalid as wrong:
            self._tell(list(wrong.problems))
        except Doubtful as doubt:
            if form_dialog.sure(self, doubt.message, _("Register once more")):
                return self._store(stays=stays, again=True)
        except DeskError as error:
            self.toast.emit(error.message, "bad")
        else:
            self._draft_timer.stop()
            self._after(registered, stays)
            return True
        return False

    def _registration(self, person: int | ResidentDetails, new: NewCase, *, stays: bool, again: bool) -> Registration:
        """What is filled in, as the book takes it."""
        return Registration(
            person,
            (new,),
            self.visit.id if self.visit else None,
            self.came_at,
            stays,
            again,
            self.details.channel.value,
            self.details.agent,
            self._household,
            self.entry,
        )

    def _after(self, registered: Registered, stays: bool) -> None:
        household, entry = self._household, self.entry
        self._clear()
        if stays:
            self._show_visit(registered.visit)
            self._household, self.entry, self.first = household, entry, registered.resident
            if entry:
                self.heading.setText(entry_in_words(entry))
            self.person.show_resident(registered.resident.id)
        else:
            self.person.finder.setFocus()
        self._draft_timer.stop()
        if self.entry:
            self.keep_draft()  # its visit is over: nothing in the queue leads back to it
        self.stored.emit(registered)

    def _gaps(self, person: int | ResidentDetails | None, new: object) -> list[Problem]:
        nobody = Problem("person", _("Please choose the person, or enter a new one."))
        nothing = Problem("service", _("Please choose an item."))
        return [problem for given, problem in ((person, nobody), (new, nothing)) if given is None]

    def _tell(self, problems: list[Problem]) -> None:
        """Every problem beside its field; the rest in a toast."""
        self.person.field.tell(next((p.message for p in problems if p.field == "person"), ""))
        rest = self.person.details.tell(Invalid(*problems)) if self.person.is_new else problems
        rest = self.details.tell(self.item.tell([p for p in rest if p.field != "person"]))
        if any(p.field == "person" for p in problems):
            self.person.finder.setFocus()
        if rest:
            self.toast.emit(clauses(p.message for p in rest), "bad")

    def _touched(self) -> None:
        """Something was typed: serving began with the first of it, and a draft is due."""
        self.came_at = self.came_at or self._desk.clock.now()
        self._draft_timer.start(DRAFT_AFTER_MS)

    def content(self) -> dict[str, Any]:
        """What is half typed; empty when nothing is."""
        typed = self._typed()
        if not any(typed.values()) and not self.entry:
            return {}
        visit: dict[str, Any] = {"visit": self.visit.id} if self.visit else {}
        if self._household:
            visit["household"] = True
        if self.entry:
            visit["afterwards"] = plain_entry(self.entry)
        return {**typed, **visit}

    def _typed(self) -> dict[str, Any]:
        """What stands in the fields."""
        person: dict[str, Any] = {}
        if self.person.resident:
            person = {"resident": self.person.resident.id}
        elif self.person.is_new:
            person = {"details": plain(self.person.details.details())}
        elif self.person.finder.text():
            person = {"typed": self.person.finder.text()}
        return {"person": person, "item": self.item.content(), "details": self.details.content()}

    def keep_draft(self) -> None:
        """Write the draft now."""
        self._draft_timer.stop()
        try:
            with self._desk.write() as work:
                staff.keep_draft(work, DRAFT, self.content())
        except DeskError as error:
            self.toast.emit(error.message, "warning")

    def restore_draft(self, form: str = DRAFT) -> bool:
        """Bring back what this person left half typed. True when there was something."""
        with self._desk.read() as work:
            content = staff.draft(work, form)
            visit, first = visit_of(work, content)
        if not content:
            return False
        self._show_content(content, visit)
        self.first = first
        return True

    def _show_content(self, content: Mapping[str, Any], visit: Visit | None) -> None:
        """What was half typed, for a visit or for somebody who just walked in."""
        self._clear()
        if visit:
            self._show_visit(visit)
            self._household = content.get("household", False)
        if "afterwards" in content:
            self.entry = entry_of(content["afterwards"])
            self.heading.setText(entry_in_words(self.entry))
        self.details.restore(content.get("details", {}))
        person = content["person"]
        if "resident" in person:
            self.person.show_resident(person["resident"])
        elif "details" in person:
            self.person.show_new(details_of(person["details"]))
        else:
            self.person.finder.setText(person.get("typed", ""))
        self.item.restore(content["item"])

    def _shelve(self) -> None:
        """What was half typed when a new visit begins goes onto a shelf, from where F8 takes it back."""
        content = self.content()
        if not content:
            return
        with self._desk.write() as work:
            if not self._is_as_called(content):
                staff.keep_draft(work, SHELF, content)
            staff.keep_draft(work, DRAFT, {})
        if not self._is_as_called(content):
            self.undo_offered.emit(_("What was half typed is kept. F8 brings it back."), "warning")

    def _is_as_called(self, content: dict[str, Any]) -> bool:
        """Is there only what came with the number that was called, and nothing typed?"""
        called = self.visit.resident_id if self.visit else None
        if called is not None and content["person"] == {"resident": called} and not content["item"]:
            return True
        return bool(self._as_called) and self._typed() == self._as_called

    def take_from_shelf(self) -> None:
        """F8: bring back what was half typed when a new visit began. Nothing happens when there is none."""
        if self.restore_draft(SHELF):
            with self._desk.write() as work:
                staff.keep_draft(work, SHELF, {})
            self._touched()
