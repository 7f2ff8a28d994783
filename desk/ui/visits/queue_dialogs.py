"""Small forms of the queue: a number with item and note, and handing somebody to a colleague."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from desk.books import catalogue, staff, visits
from desk.books.roster import attendance
from desk.books.visits import Visit
from desk.core.errors import Invalid, Problem
from desk.core.words import P_, _
from desk.services.session import Desk
from desk.ui.visits.item import item_in_words
from desk.ui.widgets.controls import Combo, Field, line_edit
from desk.ui.widgets.field_parts import FULL
from desk.ui.widgets.finder import FinderDelegate, Hit
from desk.ui.widgets.form_dialog import FormDialog

ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
MOST_TYPED = 400
"""Characters that can be typed as a note; what is too long is said, not cut."""


class TakeNumber(FormDialog):
    """取号 with what the person comes for: Enter takes the item found and goes to the note, Enter gives the number."""

    def __init__(self, parent: QWidget, desk: Desk) -> None:
        super().__init__(parent, _("Number with item and note"))
        self._desk = desk
        self.visit: Visit | None = None
        """The visit that got the number."""
        with desk.read() as work:
            self._items = catalogue.sought(catalogue.all_items(work, retired=False))
            self._often = catalogue.frequent(work)
        self.item = FinderDelegate(_("Name or initials of the item"), self._find, opens_empty=True)
        self.item.taken.connect(lambda _item: self._to_note())
        self.note = line_edit(most=MOST_TYPED)
        self.add("service", Field(_("Item"), self.item, width=FULL))
        self.add("note", Field(P_("visit", "Note"), self.note, width=FULL))
        self.finish(P_("button", "Ticket"))

    def _to_note(self) -> None:
        self.note.setFocus()

    def _find(self, text: str) -> list[Hit]:
        return [Hit(item_in_words(item), item) for item in catalogue.matching(self._items, text, self._often)]

    def do(self) -> None:
        item = self.item.value
        if self.item.text().strip() and item is None:
            raise Invalid(Problem("service", _("Please choose an item.")))
        with self._desk.write() as work:
            self.visit = visits.take_number(work, service_id=item.id if item else None, note=self.note.text())


class HandOn(FormDialog):
    """转交: to whom, those on duty first, and what the colleague has to know: Enter goes to the note, Enter there hands
    over.
    """

    def __init__(self, parent: QWidget, desk: Desk, visit: Visit) -> None:
        super().__init__(parent, _("Hand {number} to a colleague", number=visit.label))
        self._desk, self._visit = desk, visit
        with desk.read() as work:
            duties = {each.duty.staff_id for each in attendance.on_duty(work)}
            there = [each for each in staff.everyone(work) if each.active and each.id != work.actor.id]
        there.sort(key=lambda each: each.id not in duties)
        self._names = {each.id: each.name for each in there}
        self.to = Combo(
            [(_("{name} (on duty)", name=each.name) if each.id in duties else each.name, each.id) for each in there]
        )
        self.note = line_edit(_("empty: the note of the number stays") if visit.note else "", most=MOST_TYPED)
        self.add("to", Field(P_("visit", "Hand to"), self.to, required=True))
        self.add("note", Field(P_("visit", "Note"), self.note, width=FULL))
        self.finish(P_("queue", "Hand on"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if event.key() in ENTER and plain and self.focusWidget() is self.to:
            self.note.setFocus()
        else:
            super().keyPressEvent(event)

    @property
    def name(self) -> str:
        """Of the chosen colleague."""
        return self._names.get(self.to.value, "")

    def do(self) -> None:
        if self.to.value is None:
            raise Invalid(Problem("to", _("Please choose a colleague.")))
        with self._desk.write() as work:
            visits.transfer(work, self._visit.id, self.to.value, self.note.text())
