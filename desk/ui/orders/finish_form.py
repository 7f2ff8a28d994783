"""An order is done 办结: what came of it, in words or by photos, and how many minutes each was there."""

from __future__ import annotations

from datetime import datetime, timedelta

from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from desk.books.orders import doing, photos, queries
from desk.books.orders.model import Order, OrderState
from desk.books.teams import queries as teams
from desk.books.teams.model import Member
from desk.core import name_search
from desk.core.errors import Invalid, Problem
from desk.core.numbers import number_in
from desk.core.words import P_, _
from desk.core.work import Work
from desk.services.session import Desk
from desk.ui.orders.forms import OrderDialog
from desk.ui.widgets.controls import Field, latin_line
from desk.ui.widgets.field_parts import FULL
from desk.ui.widgets.finder import FinderDelegate, Hit
from desk.ui.widgets.gallery import Gallery, PhotoShelf

LONGEST_PROPOSED = 8 * 60
"""Minutes: whoever took it longer ago was not there all the time, so they are asked."""
BEGUN = (OrderState.TAKEN, OrderState.DOING, OrderState.REDO)


def shelf_of(id: int) -> PhotoShelf:
    """Where the photos of an order are."""
    return PhotoShelf(
        lambda work: photos.of(work, id),
        lambda work, file, seen: photos.add(work, id, file, seen.name, seen.width, seen.height),
        lambda work, photo: photos.remove(work, id, photo),
    )


def minutes_so_far(work: Work, order: Order) -> int | None:
    """Since whoever has it took it or began, at least one; None where that is so long ago that it says nothing."""
    begun = [move.at for move in queries.moves_of(work, order.id) if move.state in BEGUN]
    since: datetime = begun[-1] if begun else order.placed_at
    minutes = max(int((work.now - since) / timedelta(minutes=1)), 1)
    return minutes if minutes <= LONGEST_PROPOSED else None


class FinishOrder(OrderDialog):
    """Enter saves. Another helper is found by name; an empty number of minutes means that somebody was not there."""

    def __init__(self, parent: QWidget, desk: Desk, order: Order) -> None:
        super().__init__(parent, desk, order, _("Finish {number}", number=order.number))
        self.minutes: dict[int, QLineEdit] = {}
        with desk.read() as work:
            self._members = teams.active_members(work)
            so_far = minutes_so_far(work, order)
            did_last = queries.people_of(work, order.id)
        self.report = self._text("result", P_("order", "Result"), _("In words, or by a photo below."))
        self._rows = QVBoxLayout()
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._people = QWidget()
        self._people.setLayout(self._rows)
        self.helper = FinderDelegate(_("Name or initials of another helper"), self._helpers)
        self.gallery = Gallery(desk, shelf_of(order.id))
        self.add("people", Field(P_("order", "Minutes"), self._people, required=False, width=FULL))
        self.add("helper", Field(P_("order", "Helper"), self.helper, width=FULL))
        self.add("photos", Field(_("Photos"), self.gallery, width=FULL))
        self.finish(P_("order", "Finish"))
        for person in did_last if order.member_id is None else ():
            self.add_member(person.member_id, None)
        if order.member_id is not None:
            self.add_member(order.member_id, so_far)
        self.helper.taken.connect(self._take_helper)
        self.gallery.message.connect(self._rest.setText)
        self.gallery.load(may_add=True)
        self.report.setFocus()

    def _helpers(self, typed: str) -> list[Hit]:
        """Members who are not in the list yet."""
        free = [each for each in self._members if each.id not in self.minutes]
        names = name_search.fitting([each.name for each in free], typed)
        return [Hit(f"{each.name}　{each.team}", each.id) for each in free if each.name in names]

    def _take_helper(self, id: int) -> None:
        """Another row; the minutes are usually those of the first."""
        usual = next((line.text() for line in self.minutes.values()), "")
        self.add_member(id, int(usual) if usual.isdigit() else None)
        self.helper.clear()
        self.minutes[id].setFocus()
        self.minutes[id].selectAll()

    def add_member(self, id: int, minutes: int | None) -> None:
        """A row for somebody who was there."""
        member = self._member(id)
        line = latin_line(P_("order", "minutes"), most=5)
        line.setText("" if minutes is None else str(minutes))
        self.minutes[id] = line
        self._rows.addWidget(Field(member.name if member else "", line))

    def _member(self, id: int) -> Member | None:
        return next((each for each in self._members if each.id == id), None)

    def _typed(self) -> dict[int, int]:
        """Raises ``Invalid`` for what is no number."""
        typed = {id: line.text().strip() for id, line in self.minutes.items()}
        minutes = {}
        for id, text in typed.items():
            if text:
                minutes[id] = number_in(text, "people")
        if not minutes:
            raise Invalid(Problem("people", _("Please enter who did it, and for how many minutes.")))
        return minutes

    def do(self) -> None:
        people = self._typed()
        with self._desk.write() as work:
            doing.finish(work, self._order.id, self.report.text(), people)
