"""The form of a zone 功能区: what it is for, how large it is, when it is open, and how its people are known."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget

from desk.books import centre
from desk.books.zones import editing, footfall, rules
from desk.books.zones.model import FootfallWay, NewZone, ZoneDetails
from desk.core.clock_times import clock_span
from desk.core.errors import Invalid, Problem
from desk.core.numbers import number_in
from desk.core.permissions import May
from desk.core.words import P_, _, whole_sentences
from desk.services.session import Desk
from desk.ui.settings.centre import hours_in
from desk.ui.widgets.choices import Choice
from desk.ui.widgets.controls import Field, latin_line, line_edit
from desk.ui.widgets.editing import Editing
from desk.ui.widgets.field_parts import FULL, NARROW
from desk.ui.widgets.form_dialog import FormDialog


class ZoneForm(FormDialog):
    """A zone: new, or one that there is. ``stored_id`` once it is stored."""

    CALLED: ClassVar[Mapping[str, str]] = {"opens": "hours", "closes": "hours"}

    def __init__(self, parent: QWidget, desk: Desk, zone: ZoneDetails | None = None) -> None:
        super().__init__(parent, zone.name if zone else _("New zone"))
        self.setMinimumWidth(560)
        self._desk, self._zone = desk, zone
        self.stored_id = zone.id if zone else 0
        with desk.read() as work:
            self._counter_zone: int = centre.setting(work, "counter_zone")
            self._was_counter = bool(zone) and footfall.counter_zone(work) == self.stored_id
        self.name = line_edit(most=rules.LONGEST_NAME)
        self.purpose = line_edit(_("e.g. reading, children after school"), most=rules.LONGEST_PURPOSE)
        self.area, self.seats = latin_line(most=6), latin_line(most=6)
        self.hours = latin_line("08:00-21:00", most=30)
        self.footfall = Choice(tuple(FootfallWay))
        self.counter = QCheckBox(_("the counter is here"))
        self._lay_out()
        self.editing = Editing(self._show, self._typed, self.fields)
        self.editing.begin(editing.entered_of(zone) if zone else NewZone(""))
        self.finish(_("Save"))
        self.name.setFocus()

    def _lay_out(self) -> None:
        self.add("name", Field(P_("zone", "Name"), self.name, required=True))
        self.add("purpose", Field(P_("zone", "Purpose"), self.purpose, width=FULL))
        self.add("area", Field(P_("zone", "Area"), self.area, _("In square metres."), width=NARROW))
        self.add("seats", Field(P_("zone", "Seats"), self.seats, width=NARROW))
        self.add("hours", Field(P_("zone", "Hours"), self.hours, _("Empty: the centre's hours."), width=NARROW))
        hint = _("From the books: visits, attendance, bookings. Counted: by rounds; the two are never added.")
        if self._zone is not None:
            hint = whole_sentences([hint, _("A change reads past months anew; months handed in stay as they are.")])
        self.add("footfall", Field(P_("zone", "Footfall"), self.footfall, hint))
        self.counter.setChecked(self._was_counter)
        self.add("counter", Field(P_("zone", "Counter"), self.counter, _("Visits to the counter count in this zone.")))
        self.fields["counter"].setVisible(self._desk.actor.may(May.EDIT_CENTRE))

    def _show(self, zone: NewZone) -> None:
        self.name.setText(zone.name)
        self.purpose.setText(zone.purpose)
        for line, value in ((self.area, zone.area), (self.seats, zone.seats)):
            line.setText("" if value is None else str(value))
        has_hours = zone.opens is not None and zone.closes is not None
        self.hours.setText(clock_span(zone.opens or 0, zone.closes or 0) if has_hours else "")
        self.footfall.choose(zone.footfall)

    def _typed(self) -> NewZone:
        opens, closes = hours_in(self.hours.text())
        return NewZone(
            self.name.text(),
            self.purpose.text(),
            _number(self.area, "area"),
            _number(self.seats, "seats"),
            opens,
            closes,
            self.footfall.value,
        )

    def do(self) -> None:
        assert self.editing is not None
        with self._desk.write() as work:
            if self._zone is None:
                self.stored_id = editing.add(work, self.editing.wanted)
            else:
                editing.edit(work, self._zone.id, self.editing.wanted, read=self.editing.read)
            if self.counter.isChecked() is not self._was_counter:
                chosen = self.stored_id if self.counter.isChecked() else 0
                centre.save_settings(work, {"counter_zone": chosen}, {"counter_zone": self._counter_zone})


def _number(line: QLineEdit, field: str) -> int | None:
    """What is typed, None for nothing. Raises ``Invalid``."""
    text = line.text().strip()
    number = number_in(text, field) if text else None
    if number == 0:
        raise Invalid(Problem(field, _("1 to {n}, or leave the field empty.", n=rules.LARGEST)))
    return number
