"""The page of what can be booked 号源设置: counters and rooms, the slots of each, and when they are closed."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from desk.books.bookings import presets, queries, reckoning, resources
from desk.books.bookings.model import Closure, Resource, ResourceKind, SlotRule
from desk.books.roster import shifts
from desk.core.clock import local
from desk.core.clock_times import span_words
from desk.core.permissions import May
from desk.core.tone import Tone
from desk.core.words import N_, NP_, P_, _
from desk.services.session import Desk
from desk.ui.bookings.page import BookingsPage
from desk.ui.bookings.resource_forms import CloseForTime, EditResource, EditRule
from desk.ui.shell.commands import Command, Commands
from desk.ui.widgets.choices import Latch
from desk.ui.widgets.columns import Column
from desk.ui.widgets.controls import label, row
from desk.ui.widgets.form_dialog import sure
from desk.ui.widgets.lists import ListView

RULES, CLOSURES = range(2)
"""The places of the two lists at the right."""


class ResourcesPage(BookingsPage):
    """号源设置: the list of what can be booked, and beside it the slots of the chosen one, or what is closed."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.list: ListView[Resource] = ListView(
            self._resource_columns(),
            _(
                "Nothing can be booked yet. Take the usual ones: a counter with the centre's opening hours and a room "
                "for each venue, and check them."
            ),
            _("What can be booked"),
        )
        self.rules: ListView[SlotRule] = ListView(
            self._rule_columns(),
            _("No slots yet. F7 adds the first: days, from when to when, and how long a slot is."),
            _("Slots"),
        )
        self.closures: ListView[Closure] = ListView(
            self._closure_columns(),
            _("Nothing is closed. F4 closes the centre, a counter or a room for a time."),
            _("Closed times"),
        )
        self.reckoned = label("", "muted", wrap=True)
        self._names: dict[int | None, str] = {}
        self._lay_out()
        self.list.table.selectionModel().currentChanged.connect(lambda _now, _before: self._show_rules())
        self.rules.table.selectionModel().currentChanged.connect(lambda _now, _before: self._reckon())

    def _lay_out(self) -> None:
        self._group, self._stack = QButtonGroup(self), QStackedWidget()
        lists: tuple[ListView[Any], ...] = (self.rules, self.closures)
        for place, shown in enumerate(lists):
            self._group.addButton(Latch(""), place)
            self._stack.addWidget(shown)
        self._group.idClicked.connect(self.show_list)
        self._add = self.button(self.add)
        left, right = QVBoxLayout(), QVBoxLayout()
        left.addWidget(self.list, 1)
        self.presets = self.button(self.take_presets)
        self.list.empty.offer(self.presets)
        left.addLayout(row(self.button(self.retire), 1))
        right.addLayout(row(*self._group.buttons(), 1))
        right.addWidget(self._stack, 1)
        right.addWidget(self.reckoned)
        self._of_rules = (self.button(self.remove_rule), self.button(self.add_rule))
        self._of_closures = (self.button(self.lift),)
        right.addLayout(row(*self._of_rules, *self._of_closures, 1, self.button(self.close_for_time)))
        sides = QHBoxLayout()
        sides.addLayout(left, 4)
        sides.addLayout(right, 5)
        self.column.addLayout(sides, 1)
        papers = _("How far ahead, how often, and the share for bookings: Settings, Rules and their papers.")
        self.column.addLayout(row(label(papers, "caption"), self.button(self.open_rules), 1))
        self.show_list(RULES)

    def beside_pages(self) -> tuple[QWidget, ...]:
        return (self._add,)

    def make_commands(self) -> Commands:
        table, decide = self.list.table, May.DECIDE_BOOKINGS
        slots, closed = self.rules.table, self.closures.table
        adding, closing = N_("Add a counter or a room"), N_("Close for a time")
        return (
            Command("F2", adding, self.add, label=NP_("button", "Add"), role="primary", may=decide),
            Command("F3", N_("Go to the list"), table.setFocus, repeats=True),
            Command("F4", closing, self.close_for_time, label=NP_("closure", "Close…"), may=decide, of=(table, closed)),
            Command("F6", N_("Slots, or closed times"), self.next_list, repeats=True),
            Command("F7", N_("Add slots"), self.add_rule, may=decide, of=slots, enabled=self._has_resource),
            Command(
                "Enter", N_("Change the chosen one"), self.edit_chosen, on_label=False, may=decide, of=(table, slots)
            ),
            Command("", N_("Stop or offer again"), self.retire, may=decide, of=table),
            Command("", N_("Remove slots…"), self.remove_rule, may=decide, of=slots),
            Command("", N_("Open again…"), self.lift, may=decide, of=closed),
            Command("", N_("Take the usual ones"), self.take_presets, may=decide),
            Command("", N_("Rules and their papers"), self.open_rules, role="link", may=May.EDIT_CENTRE),
        )

    def _has_resource(self) -> bool:
        return self.list.current() is not None

    def _resource_columns(self) -> list[Column[Resource]]:
        return [
            Column(P_("resource", "Name"), 220, lambda each: each.name, flex=3),
            Column(P_("resource", "Kind"), 70, lambda each: each.kind.label, rank=1),
            Column(P_("resource", "Places"), 60, lambda each: str(each.capacity), number=True),
            Column(_("State"), 80, self._state_words, lambda each: Tone.DONE if each.active else Tone.QUIET),
        ]

    def _state_words(self, each: Resource) -> str:
        return P_("resource", "Offered") if each.active else P_("resource", "Stopped")

    def _rule_columns(self) -> list[Column[SlotRule]]:
        return [
            Column(P_("shift", "Days"), 150, lambda each: shifts.days_words(each.days), flex=4),
            Column(_("Time"), 120, lambda each: span_words(each.begins, each.ends)),
            Column(_("Slot, minutes"), 60, lambda each: str(each.minutes), number=True),
            Column(P_("slot", "Places"), 80, self._places_words, number=True),
            Column(_("Valid"), 160, _valid_words, flex=2, rank=1),
        ]

    def _places_words(self, each: SlotRule) -> str:
        if each.places is not None:
            return str(each.places)
        chosen = self.list.current()
        is_room = chosen is not None and chosen.kind is ResourceKind.ROOM
        return P_("places", "as the room holds") if is_room else P_("places", "by the roster")

    def _closure_columns(self) -> list[Column[Closure]]:
        return [
            Column(P_("closure", "What"), 110, lambda each: self._names.get(each.resource_id, ""), flex=2),
            Column(_("Time"), 250, resources.day_words_of, self._closure_tone, sorts_by=lambda each: each.begins_at),
            Column(P_("closure", "Reason"), 140, lambda each: each.reason, flex=3),
            Column(P_("closure", "Closed by"), 80, lambda each: each.by, rank=1),
            Column(P_("closure", "Closed at"), 130, _closed_at, rank=2, sorts_by=lambda each: each.at),
        ]

    def _closure_tone(self, each: Closure) -> Tone:
        return Tone.WAITING if each.begins_at <= self.desk.clock.now() else Tone.QUIET

    def fill(self) -> None:
        with self.desk.read() as work:
            offered = queries.all_resources(work, retired=True)
            closed = queries.closures_from(work, work.today)
        self._names = {None: _("The whole centre"), **{each.id: each.name for each in offered}}
        self.list.show_all(sorted(offered, key=lambda each: not each.active), keep=True)
        self.closures.show_all(closed)
        self._group.button(CLOSURES).setText(_("Closed times {n}", n=len(closed)))
        self.presets.setVisible(not offered and self.desk.actor.may(May.DECIDE_BOOKINGS))
        self._show_rules()

    def _show_rules(self) -> None:
        """The slots of the chosen one; the first is chosen, so that its sum is to be seen."""
        chosen = self.list.current()
        rules: list[SlotRule] = []
        if chosen is not None:
            with self.desk.read() as work:
                rules = queries.rules_of(work, [chosen.id])
        self.rules.show_all(sorted(rules, key=lambda each: (sorted(each.days), each.begins)), keep=True)
        title = _("Slots of {name}", name=chosen.name) if chosen else _("Slots")
        self._group.button(RULES).setText(title)
        self._reckon()
        self.show_enabled()

    def _reckon(self) -> None:
        """Under the slots: how the places of the chosen ones come about."""
        chosen, rule = self.list.current(), self.rules.current()
        sentence = ""
        if chosen is not None and rule is not None and self._stack.currentIndex() == RULES:
            with self.desk.read() as work:
                sentence = reckoning.words_of(work, chosen, rule)
        self.reckoned.setText(sentence)
        self.reckoned.setVisible(bool(sentence))

    def show_list(self, place: int) -> None:
        """The slots, or what is closed, with its buttons."""
        self._group.button(place).setChecked(True)
        self._stack.setCurrentIndex(place)
        for made in self._of_rules:
            made.setVisible(place == RULES)
        for made in self._of_closures:
            made.setVisible(place == CLOSURES)
        self._reckon()

    def next_list(self) -> None:
        """F6: slots and closed times in turn."""
        self.show_list(CLOSURES if self._stack.currentIndex() == RULES else RULES)
        (self.closures if self._stack.currentIndex() == CLOSURES else self.rules).enter()

    def add(self) -> None:
        """F2: another counter or room; then its slots are to be set."""
        asked = EditResource(self, self.desk, Resource(""))
        if asked.exec():
            self.done(_("Saved. Please set its slots now."))
            self.list.choose(asked.stored_id)
        asked.deleteLater()

    def edit_chosen(self) -> None:
        """Enter: the form of the chosen resource, or of the chosen slots."""
        chosen, rule = self.list.current(), self.rules.current()
        if self.rules.table.hasFocus() and chosen is not None and rule is not None:
            self._ask(EditRule(self, self.desk, chosen, rule))
        elif chosen is not None:
            self._ask(EditResource(self, self.desk, chosen))

    def add_rule(self) -> None:
        """F7: more slots of the chosen one, begun from an example."""
        if chosen := self.list.current():
            self.show_list(RULES)
            self._ask(EditRule(self, self.desk, chosen, SlotRule(chosen.id, 8 * 60 + 30, 11 * 60 + 30)))

    def _ask(self, form: EditRule | EditResource) -> None:
        if form.exec():
            self._tell(_("Saved."), form.to_ring)
        form.deleteLater()

    def _tell(self, sentence: str, added: int) -> None:
        """``added``: so many have to be rung up because of it."""
        if added > 0:
            sentence += _(" {n} are to be rung up; they are under Calls.", n=added)
        self.done(sentence, "warning" if added > 0 else "good")

    def remove_rule(self) -> None:
        """The chosen slots are offered no longer; who has one of them is put on the list of calls."""
        chosen, rule = self.list.current(), self.rules.current()
        if chosen is None or rule is None:
            return
        time = span_words(rule.begins, rule.ends)
        question = _(
            "Remove the slots {days} {time} of {name}?", days=shifts.days_words(rule.days), time=time, name=chosen.name
        )
        if not sure(self, question, _("Remove")):
            return
        with self.desk.write() as work:
            rules = [each for each in queries.rules_of(work, [chosen.id]) if each.id != rule.id]
            added = resources.save_rules(work, chosen.id, rules)
        self._tell(_("The slots are removed."), added)

    def retire(self) -> None:
        """停止预约, or again. What is booked stays."""
        chosen = self.list.current()
        if chosen is None:
            return
        with self.desk.write() as work:
            resources.retire(work, chosen.id, active=not chosen.active)
        if chosen.active:
            self.done(_("{name} can no longer be booked; what is booked stays.", name=chosen.name))
        else:
            self.done(_("{name} can be booked again.", name=chosen.name))

    def close_for_time(self) -> None:
        """F4 停用: then it is told how many have to be rung up."""
        asked = CloseForTime(self, self.desk, self.list.current() if self.list.table.hasFocus() else None)
        if asked.exec():
            self._tell(_("Closed for that time."), asked.hit)
            self.show_list(CLOSURES)
        asked.deleteLater()

    def lift(self) -> None:
        """Open again after all."""
        closure = self.closures.current()
        if closure is None or not sure(
            self, _("Open again: {time}?", time=resources.day_words_of(closure)), _("Open again")
        ):
            return
        with self.desk.write() as work:
            resources.lift(work, closure.id)
        self.done(_("It is open again; whoever waits for that time has moved up."))

    def open_rules(self) -> None:
        """The numbers that hold for all bookings, each with its paper, in the settings."""
        self.destination_wanted.emit("settings.rules", None)

    def take_presets(self) -> None:
        """采用常用设置."""
        with self.desk.write() as work:
            added = presets.take_presets(work)
        self.done(_("{n} are set up. Please check their slots and places.", n=added))


def _closed_at(closure: Closure) -> str:
    """2026-12-01 09:12."""
    return f"{local(closure.at):%Y-%m-%d %H:%M}" if closure.at else ""


def _valid_words(rule: SlotRule) -> str:
    """2026-12-01 and its end; empty for always."""
    if rule.first_on is None and rule.last_on is None:
        return P_("valid", "always")
    return f"{rule.first_on or ''}—{rule.last_on or ''}"
