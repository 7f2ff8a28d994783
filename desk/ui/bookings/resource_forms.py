"""The forms behind 号源设置: what can be booked, when, and when it is closed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

from PySide6.QtWidgets import QCheckBox, QWidget

from desk.books import catalogue, centre
from desk.books.bookings import queries, reckoning, resources
from desk.books.bookings.model import Closure, Resource, ResourceKind, SlotRule, moment
from desk.books.bookings.resources import RESOURCE_LABELS
from desk.books.roster import shifts
from desk.core.clock_times import clock, minutes_in
from desk.core.errors import DeskError, Invalid, Problem
from desk.core.numbers import number_in
from desk.core.typed_days import Leaning
from desk.core.words import P_, _
from desk.services.session import Desk
from desk.ui.roster.assignees import ticks
from desk.ui.widgets.choices import Choice
from desk.ui.widgets.controls import Combo, Field, label, latin_line, line_edit, row
from desk.ui.widgets.day_line import DayLine
from desk.ui.widgets.editing import Editing
from desk.ui.widgets.field_parts import FULL
from desk.ui.widgets.form_dialog import FormDialog

ON_ONE_LINE = 840
"""Pixels in which all kinds of days stand beside each other; a narrower screen has two lines of them."""
LONGEST_TYPED = 200
"""Characters that can be typed; what is too long is said, not cut."""


class EditResource(FormDialog):
    """A counter or a room: new, or one that is offered already."""

    def __init__(self, parent: QWidget, desk: Desk, resource: Resource) -> None:
        super().__init__(parent, resource.name or _("Add a counter or a room"))
        self.setMinimumWidth(620)
        self._desk, self._resource = desk, resource
        self.stored_id, self.to_ring = 0, 0
        """Once it is stored: its id, and how many have no place any more and are to be rung up."""
        with desk.read() as work:
            own = (resource.venue_id, resource.service_id)
            venues = [each for each in centre.all_venues(work, retired=True) if each.active or each.id == own[0]]
            items = [each for each in catalogue.all_items(work) if each.offered_on(work.today) or each.id == own[1]]
        self.name, self.capacity = line_edit(most=LONGEST_TYPED), latin_line(most=4)
        self.kind = Choice(tuple(ResourceKind))
        self.venue = Combo([(each.name, each.id) for each in venues])
        self.service = Combo([(_("every item"), None), *((each.name, each.id) for each in items)])
        self.shared = QCheckBox(_("several parties at one time, as long as all of them fit"))
        captions = {name: _(msgid) for name, msgid in RESOURCE_LABELS.items()}
        self.add("name", Field(captions["name"], self.name, required=True))
        self.add("kind", Field(captions["kind"], self.kind))
        self.add("venue_id", Field(captions["venue_id"], self.venue, required=True))
        self.add("service_id", Field(captions["service_id"], self.service))
        self.add("capacity", Field(captions["capacity"], self.capacity, " ", required=True))
        self.add("shared", Field(captions["shared"], self.shared))
        self.kind.changed.connect(lambda _kind: self._offer())
        self.editing = Editing(self._show, self._typed)
        self.editing.begin(resource)
        self.finish(_("Save"))

    def _show(self, resource: Resource) -> None:
        self.name.setText(resource.name)
        self.capacity.setText(str(resource.capacity))
        self.venue.choose(resource.venue_id)
        self.service.choose(resource.service_id)
        self.shared.setChecked(resource.shared)
        self.kind.choose(resource.kind)

    def _offer(self) -> None:
        """Only what goes with the kind."""
        is_room = self.kind.value is ResourceKind.ROOM
        for name in ("venue_id", "shared"):
            self.fields[name].setVisible(is_room)
        self.fields["service_id"].setVisible(not is_room)
        hint = _("People in one slot at most, whatever the duty roster gives.")
        self.fields["capacity"].call(
            _(RESOURCE_LABELS["capacity"]), _("People that the room holds.") if is_room else hint
        )

    def _typed(self) -> Resource:
        return replace(
            self._resource,
            name=self.name.text(),
            kind=self.kind.value,
            capacity=number_in(self.capacity.text(), "capacity"),
            venue_id=self.venue.value,
            service_id=self.service.value,
            shared=self.shared.isChecked(),
        )

    def do(self) -> None:
        assert self.editing is not None
        wanted = self.editing.wanted
        with self._desk.write() as work:
            if wanted.id:
                self.to_ring = resources.edit(work, wanted.id, wanted, read=self.editing.read)
                self.stored_id = wanted.id
            else:
                self.stored_id = resources.add(work, wanted)


class EditRule(FormDialog):
    """From when to when, in slots of how many minutes, on which days; under the places how they come about."""

    def __init__(self, parent: QWidget, desk: Desk, resource: Resource, rule: SlotRule) -> None:
        super().__init__(parent, _("Slots of {name}", name=resource.name))
        self.setMinimumWidth(780)
        self.resize(ON_ONE_LINE, self.height())
        self._desk, self._resource, self._rule = desk, resource, rule
        self.to_ring = 0
        """How many have no place by it and are to be rung up, once it is stored."""
        holder, self.days = ticks([(_(name), n) for n, name in enumerate(shifts.DAY_NAMES)], frozenset(rule.days))
        self.begins, self.ends = latin_line("08:30", most=5), latin_line("11:30", most=5)
        self.minutes, self.places = latin_line(most=3), latin_line(most=4)
        self.first_on, self.last_on = DayLine(desk, rule.first_on), DayLine(desk, rule.last_on, Leaning.AHEAD)
        self.reckoned = label("", "muted", wrap=True)
        is_desk = resource.kind is ResourceKind.DESK
        empty = _("Empty: by the duty roster.") if is_desk else _("Empty: as many as the room holds.")
        self.add("days", Field(P_("shift", "Days"), holder, required=True))
        self._pair(begins=Field(_("From"), self.begins, required=True), ends=Field(_("To"), self.ends, required=True))
        self._pair(
            minutes=Field(_("Slot, minutes"), self.minutes, required=True),
            places=Field(P_("slot", "Places"), self.places, empty),
        )
        self.add("reckoned", Field("", self.reckoned, width=FULL))
        self._pair(
            first_on=Field(_("Valid from"), self.first_on, _("Empty: from now on.")),
            last_on=Field(_("Valid until"), self.last_on, _("Empty: until it is changed.")),
        )
        self._show(rule)
        for line in (self.begins, self.ends, self.minutes, self.places, self.first_on, self.last_on):
            line.textChanged.connect(lambda _text: self._reckon())
        for box in self.days.values():
            box.toggled.connect(lambda _on: self._reckon())
        self._reckon()
        self.finish(_("Save"))

    def _pair(self, **fields: Field) -> None:
        """Two fields beside each other: all of them stay in sight on a low screen."""
        self._column.addLayout(row(*fields.values()))
        self.fields |= fields

    def _show(self, rule: SlotRule) -> None:
        self.begins.setText(clock(rule.begins))
        self.ends.setText(clock(rule.ends))
        self.minutes.setText(str(rule.minutes))
        self.places.setText("" if rule.places is None else str(rule.places))

    def _typed(self) -> SlotRule:
        places = self.places.text().strip()
        return replace(
            self._rule,
            resource_id=self._resource.id,
            days=frozenset(day for day, box in self.days.items() if box.isChecked() and isinstance(day, int)),
            begins=minutes_in(self.begins.text(), "begins"),
            ends=minutes_in(self.ends.text(), "ends"),
            minutes=number_in(self.minutes.text(), "minutes"),
            places=number_in(places, "places") if places else None,
            first_on=self.first_on.day_or_none("first_on"),
            last_on=self.last_on.day_or_none("last_on"),
        )

    def _reckon(self) -> None:
        """What the rule as it is typed gives; nothing while it is not right yet."""
        sentence = ""
        try:
            rule = self._typed()
            if rule.days and 0 < rule.minutes <= rule.ends - rule.begins:
                with self._desk.read() as work:
                    sentence = reckoning.words_of(work, self._resource, rule)
        except DeskError:
            pass
        self.reckoned.setText(sentence)

    def do(self) -> None:
        typed = self._typed()
        with self._desk.write() as work:
            rules = queries.rules_of(work, [self._resource.id])
            ids = [each.id for each in rules]
            if self._rule.id and self._rule.id not in ids:
                raise Invalid(Problem("", _("Somebody has changed these slots since. Please close this and look.")))
            place = ids.index(self._rule.id) if self._rule.id else len(rules)
            rules[place : place + 1] = [typed]
            try:
                self.to_ring = resources.save_rules(work, self._resource.id, rules)
            except Invalid as wrong:
                raise Invalid(*(_named_here(each) for each in wrong.problems)) from None


def _named_here(problem: Problem) -> Problem:
    """``rules.0.begins`` is the field ``begins``."""
    return replace(problem, field=problem.field.rpartition(".")[2])


class CloseForTime(FormDialog):
    """The whole centre, or one counter or room, from one moment until another, and why."""

    def __init__(self, parent: QWidget, desk: Desk, chosen: Resource | None = None) -> None:
        super().__init__(parent, _("Close for a time"))
        self.setMinimumWidth(620)
        self._desk = desk
        self.hit = 0
        """How many bookings fall into it, once it is stored."""
        with desk.read() as work:
            offered = queries.all_resources(work)
            today = work.today
        self.what = Combo([(_("The whole centre"), None), *((each.name, each.id) for each in offered)])
        self.what.choose(chosen.id if chosen else None)
        self.first_on, self.last_on = (DayLine(desk, today, Leaning.AHEAD) for _n in range(2))
        self.begins, self.ends = latin_line("08:30", most=5), latin_line("17:30", most=5)
        self.begins.setText("00:00")
        self.ends.setText("24:00")
        self.reason = line_edit(most=LONGEST_TYPED)
        self.add("resource_id", Field(P_("closure", "What"), self.what))
        self.add("first_on", Field(P_("closure", "First day"), self.first_on, required=True))
        self.add("begins", Field(_("From"), self.begins, required=True))
        self.add("last_on", Field(P_("closure", "Last day"), self.last_on, required=True))
        self.add("ends_at", Field(_("To"), self.ends, required=True))
        hint = _("Residents read it where the time is closed.")
        self.add("reason", Field(P_("closure", "Reason"), self.reason, hint, required=True))
        self.finish(P_("closure", "Close"))

    def do(self) -> None:
        closure = Closure(
            self._moment(self.first_on.day_in("first_on"), self.begins.text(), "begins"),
            self._moment(self.last_on.day_in("last_on"), self.ends.text(), "ends_at"),
            self.reason.text(),
            self.what.value,
        )
        with self._desk.write() as work:
            self.hit = resources.close(work, closure)

    def _moment(self, day: date, time: str, field: str) -> datetime:
        """Raises ``Invalid`` for what is no time; 24:00 is the end of the day."""
        return moment(day, minutes_in(time, field))
