"""A new order 新点单: what for by one digit, who asks, what is wished for; everything else has its usual value."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from desk.books import residents
from desk.books.orders import hints, placing, rules
from desk.books.orders.draft import OrderDraft
from desk.books.orders.hints import Hint, HintKind
from desk.books.orders.model import LABELS, NewOrder, Order, OrderChannel, OrderKind, OrderUrgency
from desk.core.clock import start_of
from desk.core.clock_times import times_in_cell
from desk.core.errors import Invalid, Problem
from desk.core.identity import mask_telephone
from desk.core.typed_days import Leaning
from desk.core.words import P_, _
from desk.services.session import Desk
from desk.ui.visits.person_line import in_words, person_in
from desk.ui.widgets.choices import NumberedChoice
from desk.ui.widgets.controls import Combo, Field, keyed, label, latin_line, line_edit, line_of, number_box, row
from desk.ui.widgets.day_line import DayLine
from desk.ui.widgets.field_parts import FULL
from desk.ui.widgets.finder import FinderDelegate, Hit
from desk.ui.widgets.form_dialog import FormDialog
from desk.ui.widgets.once import shortcut
from desk.ui.widgets.wrapping import Wrapping

LONGEST_TYPED = 700
"""Characters that can be typed; what is too long is said, not cut."""
LOOK_AFTER_MS = 200
LAST_MINUTE = timedelta(hours=23, minutes=59)


@dataclass(frozen=True)
class NameOnly:
    """Somebody without a record: what is kept is the name, and the telephone where one was typed with it."""

    name: str
    telephone: str = ""


class OrderForm(FormDialog):
    """``made`` is the order. ``case_wanted``: it is an official matter, and is to be registered instead."""

    def __init__(self, parent: QWidget, desk: Desk, draft: OrderDraft | None = None) -> None:
        super().__init__(parent, _("New order"))
        self.setMinimumWidth(700)
        self._desk, self._given = desk, draft or OrderDraft()
        self.made: Order | None = None
        self.case_wanted = False
        self._hint: Hint | None = None
        self._make_editors()
        self._lay_out()
        self.finish(P_("order", "Place the order"))
        self._watch()
        self._show_draft(self._given)
        (self.kind if self._given.kind is None else self.description).setFocus()

    def _make_editors(self) -> None:
        self.kind = NumberedChoice(tuple(OrderKind))
        self.who = FinderDelegate(_("Name, initials, or 4 digits of telephone or ID number"), self._people)
        self.description = Wrapping(LONGEST_TYPED)
        self.notice = label("", "notice", wrap=True)
        self.to_case = keyed(self, _("Register as a case"), self.register_case, "F4")
        self.place, self.village_group = line_edit(most=200), line_edit(most=100)
        self.telephone, self.told_by = line_of("telephone", most=60), line_edit(most=60)
        self.urgency = NumberedChoice(tuple(OrderUrgency))
        self.channel = Combo([(each.label, each) for each in OrderChannel])
        self.day = DayLine(self._desk, None, Leaning.AHEAD)
        self.times = latin_line("14:00-16:00", most=20)
        self.people = number_box(1, rules.MOST_PEOPLE)

    def _lay_out(self) -> None:
        names = {name: _(text) for name, text in LABELS.items()}
        self.add("kind", Field(names["kind"], self.kind, required=True, width=FULL))
        hint = _("A resident from the list, or only a name.")
        self.add("asker", Field(names["asker"], self.who, hint, required=True, width=FULL))
        self.add("description", Field(names["description"], self.description, required=True, width=FULL))
        beside = row()
        beside.addWidget(self.notice, 1)
        beside.addWidget(self.to_case)
        self._column.addLayout(beside)
        hint = _("F7 takes the next one, from any field.")
        self.add("urgency", Field(names["urgency"], self.urgency, hint, width=FULL))
        shortcut(self, "F7", self.next_urgency, repeats=True)
        self._pair(
            place=Field(names["place"], self.place), village_group=Field(names["village_group"], self.village_group)
        )
        self._pair(telephone=Field(names["telephone"], self.telephone), told_by=Field(names["told_by"], self.told_by))
        self._pair(
            wanted_from=Field(P_("order", "Wanted on"), self.day),
            wanted_by=Field(P_("order", "Between"), self.times),
        )
        self._pair(channel=Field(names["channel"], self.channel), people=Field(names["people"], self.people))

    def _pair(self, **fields: Field) -> None:
        """Two fields beside each other."""
        self._column.addLayout(row(*fields.values()))
        self.fields |= fields

    def _watch(self) -> None:
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self._look_for_hint)
        self.kind.typed.connect(self._go_to_who)
        self.urgency.typed.connect(self.description.setFocus)
        self.who.taken.connect(self._take_person)
        self.who.textEdited.connect(lambda _text: self._show_known(None))
        self.description.textEdited.connect(lambda _text: self._timer.start(LOOK_AFTER_MS))
        self._show_hint(None)

    def _show_draft(self, draft: OrderDraft) -> None:
        if draft.kind is not None:
            self.kind.choose(draft.kind)
        for line, text in (
            (self.description, draft.description),
            (self.place, draft.place),
            (self.village_group, draft.village_group),
            (self.telephone, draft.telephone),
            (self.told_by, draft.told_by),
            (self.day, draft.day),
            (self.times, draft.times),
            (self.who, draft.asker),
        ):
            line.setText(text)
        self.urgency.choose(draft.urgency)
        self.channel.choose(draft.channel)
        self.people.setValue(draft.people)
        if draft.resident_id is not None:
            self._show_resident(draft.resident_id)
        self._look_for_hint()

    def _go_to_who(self) -> None:
        (self.who if self.who.value is None else self.description).setFocus()

    def _people(self, typed: str) -> list[Hit]:
        """Residents, and the name alone where it could be one."""
        with self._desk.read() as work:
            known = residents.search(work, typed, FinderDelegate.ROWS - 1)
        hits = [Hit(in_words(each, typed), each.id) for each in known]
        fresh = person_in(typed)
        if fresh is not None and fresh.name and not fresh.name.isascii():
            only = NameOnly(fresh.name, fresh.telephone)
            hits.append(Hit(_("Only the name: {name}", name=fresh.name), only))
        return hits

    def _take_person(self, person: int | NameOnly) -> None:
        if isinstance(person, NameOnly):
            self.who.setText(person.name)
            self.telephone.setText(person.telephone or self.telephone.text())
        else:
            self._show_resident(person)
        self.description.setFocus()

    def _show_resident(self, id: int) -> None:
        """Where they live and their telephone are the record's, unless something else is typed."""
        with self._desk.read() as work:
            person = residents.find(work, id)
            hit = residents.mask(person, work.today)
        self.who.take(Hit(in_words(hit), id))
        self._show_known(person)

    def _show_known(self, person: residents.Resident | None) -> None:
        self.telephone.setPlaceholderText(mask_telephone(person.telephone) if person else "")
        self.place.setPlaceholderText(_("As in the record") if person and person.address else "")
        self.village_group.setPlaceholderText(person.village_group if person else "")

    def next_urgency(self) -> None:
        """F7: the next urgency, from wherever one types."""
        every = list(OrderUrgency)
        self.urgency.choose(every[(every.index(self.urgency.value) + 1) % len(every)])

    def _look_for_hint(self) -> None:
        text = self.description.text().strip()
        with self._desk.read() as work:
            hint = hints.for_text(work, text) if text else None
        self._show_hint(hint)

    def _show_hint(self, hint: Hint | None) -> None:
        """An emergency or an official matter; nobody is kept from placing the order."""
        self._hint = hint
        self.notice.setText(hint.text if hint else "")
        self.notice.setVisible(hint is not None)
        self.to_case.setVisible(hint is not None and hint.kind is HintKind.OFFICIAL)

    @property
    def case(self) -> tuple[int | None, int | None]:
        """Whose case it is and of which item, both by id, as far as they are known."""
        who = self.who.value
        return who if isinstance(who, int) else None, self._hint.service_id if self._hint else None

    def register_case(self) -> None:
        """F4 登记办件: leaves the form for the registration, with the person and the item."""
        if self._hint is not None and self._hint.kind is HintKind.OFFICIAL:
            self.case_wanted = True
            self.reject()

    def draft(self) -> OrderDraft:
        """What is typed, to go on with later."""
        who = self.who.value
        return OrderDraft(
            self.kind.value,
            who if isinstance(who, int) else None,
            "" if isinstance(who, int) else self.who.text(),
            self.description.text(),
            self.place.text(),
            self.village_group.text(),
            self.telephone.text(),
            self.told_by.text(),
            self.urgency.value,
            self.channel.value,
            self.day.text(),
            self.times.text(),
            self.people.value(),
            self._given.visit_id,
        )

    def entered(self) -> NewOrder:
        """What is typed, not yet checked by the book. Raises ``Invalid``."""
        if self.kind.value is None:
            raise Invalid(Problem("kind", _("Please choose the kind: its digit does it.")))
        who, name = self.who.value, self.who.text().strip()
        if who is None and name.isascii() and self._people(name):
            raise Invalid(Problem("asker", _("Please choose the person from the list, or enter the whole name.")))
        begins, ends = self._wanted()
        return NewOrder(
            self.kind.value,
            self.description.text(),
            self.place.text(),
            self.village_group.text(),
            who if isinstance(who, int) else None,
            "" if isinstance(who, int) else name,
            self.told_by.text(),
            self.telephone.text(),
            self.channel.value,
            self.urgency.value,
            begins,
            ends,
            self.people.value(),
            self._given.visit_id,
        )

    def _wanted(self) -> tuple[datetime | None, datetime | None]:
        """From when until when somebody is to come: times of the day named, of today where none is."""
        day = self.day.day_or_none("wanted_from")
        if not self.times.text().strip():
            return (None, None) if day is None else (self._begin_of(day), start_of(day) + LAST_MINUTE)
        try:
            begins, *ends = times_in_cell(self.times.text())
        except ValueError:
            sentence = _("“{word}” is not a time. Please enter it as 14:30-16:00.", word=self.times.text()[:20])
            raise Invalid(Problem("wanted_by", sentence)) from None
        midnight = start_of(day or self._desk.clock.today())
        until = midnight + timedelta(minutes=ends[0]) if ends else None
        return midnight + timedelta(minutes=begins), until

    def _begin_of(self, day: object) -> datetime | None:
        """The whole of today begins now."""
        return None if day == self._desk.clock.today() else start_of(day)  # type: ignore[arg-type]

    def do(self) -> None:
        try:
            new = self.entered()
            with self._desk.write() as work:
                self.made = placing.place(work, new)
        except Invalid as wrong:
            self._look_for_hint()
            raise Invalid(
                *(replace(each, field=CALLED.get(each.field, each.field)) for each in wrong.problems)
            ) from wrong


CALLED = {"resident_id": "asker"}
"""Fields of the record that are another's here."""
