"""The form in the middle: who, what, and how it came out; Ctrl+Enter stores all of it at once."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QPushButton, QScrollArea, QVBoxLayout, QWidget

from desk.books import staff, visits
from desk.books.residents import ResidentDetails
from desk.books.visits import Registered, Registration, Visit
from desk.core.errors import DeskError, Doubtful, Invalid, Problem
from desk.core.words import _, clauses
from desk.services.session import Desk
from desk.ui.visits.item import ItemForm
from desk.ui.visits.person import PersonPicker
from desk.ui.visits.person_line import details_of, plain
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

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.visit: Visit | None = None
        self.came_at: datetime | None = None
        self.heading = label(_("New visit"), "heading")
        inside = self._lay_out()
        self.person = PersonPicker(desk, inside)
        self.item = ItemForm(desk, inside)
        self.person.finder.ground = self.item.finder.ground = self
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(8)
        column.addWidget(self.person)
        column.addWidget(self.item)
        column.addStretch(1)
        self._draft_timer = QTimer(self)
        self._draft_timer.setSingleShot(True)
        self._draft_timer.timeout.connect(self.keep_draft)
        self.person.changed.connect(self._touched)
        self.person.chosen.connect(self._person_chosen)
        self.item.changed.connect(self._touched)
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
        self.visit = visit
        if visit:
            self.heading.setText(_("Serving {number}", number=visit.label))
            if visit.resident_id:
                self.person.show_resident(visit.resident_id)
                return
        self.person.finder.setFocus()

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
        self.person.clear()
        self.item.clear()
        self.visit, self.came_at = None, None
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

    def _store(self, *, stays: bool, again: bool = False) -> None:
        try:
            new, person = self.item.new_case(), self.person.person
        except Invalid as wrong:
            self._tell(list(wrong.problems))
            return
        if gaps := self._gaps(person, new):
            self._tell(gaps)
            return
        assert new is not None and person is not None
        visit_id = self.visit.id if self.visit else None
        try:
            with self._desk.write() as work:
                registered = visits.register(work, Registration(person, (new,), visit_id, self.came_at, stays, again))
                staff.keep_draft(work, DRAFT, {})
        except Invalid as wrong:
            self._tell(list(wrong.problems))
        except Doubtful as doubt:
            if form_dialog.sure(self, doubt.message, _("Register once more")):
                self._store(stays=stays, again=True)
        except DeskError as error:
            self.toast.emit(error.message, "bad")
        else:
            self._draft_timer.stop()
            self._after(registered, stays)

    def _after(self, registered: Registered, stays: bool) -> None:
        self._clear()
        if stays:
            self.visit = registered.visit
            self.heading.setText(_("Serving {number}", number=registered.visit.label))
            self.person.show_resident(registered.resident.id)
        else:
            self.person.finder.setFocus()
        self._draft_timer.stop()
        self.stored.emit(registered)

    def _gaps(self, person: int | ResidentDetails | None, new: object) -> list[Problem]:
        gaps = []
        if person is None:
            gaps.append(Problem("person", _("Please choose the person, or enter a new one.")))
        if new is None:
            gaps.append(Problem("service", _("Please choose an item.")))
        return gaps

    def _tell(self, problems: list[Problem]) -> None:
        """Every problem beside its field; the rest in a toast."""
        self.person.field.tell(next((p.message for p in problems if p.field == "person"), ""))
        rest = self.person.details.tell(Invalid(*problems)) if self.person.is_new else problems
        rest = self.item.tell([p for p in rest if p.field != "person"])
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
        person: dict[str, Any] = {}
        if self.person.resident:
            person = {"resident": self.person.resident.id}
        elif self.person.is_new:
            person = {"details": plain(self.person.details.details())}
        elif self.person.finder.text():
            person = {"typed": self.person.finder.text()}
        item = self.item.content()
        if not person and not item:
            return {}
        visit = {"visit": self.visit.id} if self.visit else {}
        return {"person": person, "item": item, **visit}

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
            open_visits = {visit.id: visit for visit in visits.queue(work)}
        if not content:
            return False
        self._show_content(content, open_visits.get(content.get("visit", 0)))
        return True

    def _show_content(self, content: Mapping[str, Any], visit: Visit | None) -> None:
        """What was half typed, for a visit or for somebody who just walked in."""
        self._clear()
        self.visit = visit
        if visit:
            self.heading.setText(_("Serving {number}", number=visit.label))
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
        """Is there only the person whose number was called, and nothing typed?"""
        called = self.visit.resident_id if self.visit else None
        return called is not None and content["person"] == {"resident": called} and not content["item"]

    def take_from_shelf(self) -> None:
        """F8: bring back what was half typed when a new visit began. Nothing happens when there is none."""
        if self.restore_draft(SHELF):
            with self._desk.write() as work:
                staff.keep_draft(work, SHELF, {})
            self._touched()
