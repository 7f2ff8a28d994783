"""Several dates at once 连续预约: weekdays until a day, each date answered by itself, then the free ones are taken."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from desk.books import residents
from desk.books.bookings import series
from desk.books.bookings.model import Booking, BookingRequest
from desk.books.centre import days_off
from desk.books.residents import ResidentDetails
from desk.core import recurrence
from desk.core.calendar import date_words, weekday_names, weekday_words
from desk.core.clock import local
from desk.core.errors import Invalid, Problem
from desk.core.recurrence import Every, Rule
from desk.core.typed_days import Leaning
from desk.core.words import P_, _, clauses
from desk.services.session import Desk
from desk.ui.roster.assignees import ticks
from desk.ui.widgets.controls import Field
from desk.ui.widgets.day_line import DayLine
from desk.ui.widgets.field_parts import FULL
from desk.ui.widgets.form_dialog import FormDialog
from desk.ui.widgets.inks import Inks

DAY = Qt.ItemDataRole.UserRole
WEEKS = 4
"""So far ahead it goes unless another day is typed."""


class SeriesForm(FormDialog):
    """``made`` are the bookings that were taken. A ``newcomer`` is stored with them, or not at all."""

    def __init__(
        self, parent: QWidget, desk: Desk, request: BookingRequest, newcomer: ResidentDetails | None = None
    ) -> None:
        super().__init__(parent, _("Several dates"))
        self.setMinimumWidth(700)
        self._desk, self._request, self._newcomer = desk, request, newcomer
        self.made: Sequence[Booking] = ()
        self._first = local(request.begins_at).date()
        holder, self.weekdays = ticks(
            [(name, n) for n, name in enumerate(weekday_names())], frozenset({self._first.weekday()})
        )
        self.until = DayLine(desk, self._first + timedelta(weeks=WEEKS - 1), Leaning.AHEAD)
        self.list = QListWidget()
        self.list.setAccessibleName(P_("bookings", "Dates"))
        self.add("days", Field(_("Weekdays"), holder))
        self.add("until", Field(P_("bookings", "Until"), self.until))
        hint = _("Untick a date to leave it out. Dates that cannot be had say why.")
        self.add("list", Field(P_("bookings", "Dates"), self.list, hint, width=FULL))
        self.finish("")
        self._preview()
        for box in self.weekdays.values():
            box.toggled.connect(lambda _on: self._preview())
        self.until.textChanged.connect(lambda _text: self._preview())
        self.list.itemChanged.connect(lambda _item: self._name_ok())
        self.until.setFocus()  # the weekday is that of the first date; how long is what is asked first
        self.until.selectAll()

    def _days(self) -> list[date]:
        chosen = frozenset(n for n, box in self.weekdays.items() if box.isChecked() and isinstance(n, int))
        rule = Rule(Every.WEEK, self.until.day_or_none("until"), chosen)
        with self._desk.read() as work:
            return recurrence.days_of(rule, self._first, days_off.calendar(work))

    def _preview(self) -> None:
        """Each date with its answer."""
        self.list.clear()
        try:
            days = self._days()
            with self._desk.read() as work:
                answers = series.ask(work, self._request, days, self._newcomer)
        except Invalid as wrong:
            self.list.addItem(wrong.message)
            self._name_ok()
            return
        for each in answers:
            shown = f"{date_words(each.day)} {weekday_words(each.day)}　{each.problem or P_('slot', 'Free')}"
            item = QListWidgetItem(shown)
            if each.problem:
                item.setForeground(Inks.in_use().muted)
            else:
                item.setData(DAY, each.day.isoformat())
                item.setCheckState(Qt.CheckState.Checked)
            self.list.addItem(item)
        self._name_ok()

    def _chosen(self) -> list[date]:
        items = [self.list.item(n) for n in range(self.list.count())]
        return [
            date.fromisoformat(item.data(DAY))
            for item in items
            if item.data(DAY) and item.checkState() is Qt.CheckState.Checked
        ]

    def _name_ok(self) -> None:
        self.ok.setText(_("Book the {n} free dates", n=len(self._chosen())))

    def do(self) -> None:
        try:
            with self._desk.write() as work:
                request = self._request
                if self._newcomer is not None:
                    request = replace(request, resident_id=residents.add(work, self._newcomer).id)
                self.made = series.take_free(work, request, self._chosen())
        except Invalid as wrong:
            self._preview()
            raise Invalid(Problem("list", clauses(each.message for each in wrong.problems))) from wrong
