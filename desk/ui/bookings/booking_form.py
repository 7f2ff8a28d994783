"""A new booking 新预约: who, what for, and when; the next free times are a list, the first of them is chosen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime

from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from desk.books import catalogue, residents, visits
from desk.books.bookings import booking, queries, rules
from desk.books.bookings.booking import NoPlace
from desk.books.bookings.model import (
    LABELS,
    Booking,
    BookingChannel,
    BookingRequest,
    NoPlaceReason,
    Resource,
    ResourceKind,
    minutes_of_day,
    moment,
)
from desk.books.catalogue import ServiceItem
from desk.books.residents import Resident, ResidentDetails
from desk.books.visits import Pace
from desk.core.clock_times import END_OF_DAY, clock, minutes_in
from desk.core.errors import DeskError, Invalid, Problem
from desk.core.identity import mask_telephone
from desk.core.permissions import May
from desk.core.typed_days import Leaning
from desk.core.words import P_, _, clauses
from desk.core.work import Work
from desk.services.session import Desk
from desk.ui.bookings.board import BoardCell
from desk.ui.bookings.booking_form_series import SeriesForm
from desk.ui.bookings.booking_form_times import TimeChoice, TimeList, choice_of, is_same, offered
from desk.ui.bookings.booking_words import made_words, series_words, why_none_words
from desk.ui.bookings.counted_requests import CountedRequests
from desk.ui.bookings.required import require
from desk.ui.visits.item import item_in_words
from desk.ui.visits.person import PersonPicker
from desk.ui.widgets.choices import Choice
from desk.ui.widgets.controls import (
    Combo,
    Field,
    fit,
    keyed,
    label,
    latin_line,
    line_edit,
    line_of,
    number_box,
    row,
    tell_problems,
)
from desk.ui.widgets.day_line import DayLine
from desk.ui.widgets.field_parts import FULL
from desk.ui.widgets.finder import FinderDelegate, Hit
from desk.ui.widgets.form_dialog import FormDialog

OF_DESK = frozenset({"service_id"})
OF_ROOM = frozenset({"party", "contact", "resource_id", "begins_at", "ends_at"})
GUARDIAN = ("guardian", "guardian_telephone")
WIDTH, HEIGHT, APART = 880, 435, 24
"""Pixels: of the form where the screen has them, and between its two sides."""


class BookingForm(FormDialog):
    """``made`` is what was booked, one or a series; ``sentence`` tells it."""

    def __init__(self, parent: QWidget, desk: Desk, day: date, cell: BoardCell | None = None) -> None:
        super().__init__(parent, _("New booking"))
        fit(self, WIDTH, HEIGHT)
        self._desk, self._wanted = desk, choice_of(cell)
        self._taken: TimeChoice | None = None
        """The time that stands in the fields of a room."""
        self._why_none: NoPlaceReason | None = None
        self._pace: Pace | None = None
        self.made: Sequence[Booking] = ()
        self.sentence = ""
        self._read()
        self._make_editors(max(day, desk.clock.today()))
        self._lay_out()
        self.several = keyed(self, _("Several dates…"), self.book_several, "F6")
        self.no_place = keyed(self, P_("booking", "No place"), self.note_unmet, "F4")
        self.finish(P_("booking", "Book"), self.several, self.no_place)
        self._watch()
        kinds = {each.kind for each in self._resources}
        self.kind.setVisible(len(kinds) > 1)
        kind = cell.resource.kind if cell else ResourceKind.DESK if ResourceKind.DESK in kinds else ResourceKind.ROOM
        if cell is not None and kind is ResourceKind.ROOM:
            self.room.choose(cell.resource)
        self.kind.choose(kind)
        self._show_guardian(False)

    def _read(self) -> None:
        with self._desk.read() as work:
            self._resources = queries.all_resources(work)
            self._catalogue = catalogue.sought(catalogue.all_items(work, retired=False))
            self._often = catalogue.frequent(work)
            self._usual = queries.usual_channel(work)

    def _make_editors(self, day: date) -> None:
        self.kind = Choice(tuple(ResourceKind))
        self.person = PersonPicker(self._desk)
        self.item = FinderDelegate(_("Name or initials of the item"), self._items, opens_empty=True)
        rooms = [each for each in self._resources if each.kind is ResourceKind.ROOM]
        self.room = Combo([(each.name, each) for each in rooms])
        self.day = DayLine(self._desk, day, Leaning.AHEAD)
        self.times = TimeList()
        self.why = label("", "muted", wrap=True)
        self.begins, self.ends = latin_line("14:00", most=5), latin_line("16:00", most=5)
        self.undo = keyed(self, P_("queue", "Undo"), self.take_back_unmet, "F8")
        self._counted = CountedRequests(self._desk, self.undo)
        self.waits = QCheckBox(_("Onto the waiting list where it is full"))
        self.beyond = QCheckBox(_("Also beyond the hours of a month"))
        self.people = number_box(1, 1000)
        self.party, self.contact = line_edit(most=40), line_edit(most=25)
        self.purpose = line_edit(most=200)
        self.telephone, self.guardian_telephone = (line_of("telephone", most=40) for _n in range(2))
        self.guardian = line_edit(most=25)
        self.channel = Combo([(each.label, each) for each in BookingChannel])
        self.channel.choose(self._usual)

    def _lay_out(self) -> None:
        """Who over the whole width; below it what and for whom at the left, when at the right: all of it in sight on
        an old screen.
        """
        names = {name: _(text) for name, text in LABELS.items()}
        self.kind.stay_on_one_line()
        self._head.addWidget(self.kind)
        self._column.addWidget(self.person)
        self.fields["resident_id"] = self.person.field
        what, when = QVBoxLayout(), QVBoxLayout()
        for side in (what, when):
            side.setSpacing(self._column.spacing())
        self._put(
            what,
            service_id=Field(names["service_id"], self.item, required=True, width=FULL),
            party=Field(names["party"], self.party, width=FULL),
            contact=Field(names["contact"], self.contact, width=FULL),
            resource_id=Field(P_("what is booked", "Room"), self.room),
            telephone=Field(names["telephone"], self.telephone, width=FULL),
            guardian=Field(names["guardian"], self.guardian, required=True, width=FULL),
            guardian_telephone=Field(_("Telephone"), self.guardian_telephone, required=True, width=FULL),
            purpose=Field(P_("booking", "What for"), self.purpose, width=FULL),
            people=Field(names["people"], self.people),
        )
        what.addStretch(1)
        self._put(when, day=Field(P_("booking", "From this day on"), self.day))
        self._put(when, time=Field(names["begins_at"], self.times, width=FULL))
        self.fields["begins_at"], self.fields["ends_at"] = Field(_("From"), self.begins), Field(_("To"), self.ends)
        self.fields["channel"] = Field(names["channel"], self.channel)
        when.addLayout(row(self.fields["begins_at"], self.fields["ends_at"]))
        when.addLayout(row(self.waits, self.beyond, 1, self.fields["channel"]))
        when.addLayout(row(self.why, 1, self.undo))
        sides = QHBoxLayout()
        sides.setSpacing(APART)
        sides.addLayout(what, 2)
        sides.addLayout(when, 3)
        self._column.addLayout(sides, 1)

    def _put(self, column: QVBoxLayout, **fields: Field) -> None:
        """Fields below each other; a list takes what room there is."""
        for name, field in fields.items():
            column.addWidget(field, int(name == "time"))
        self.fields |= fields

    def _watch(self) -> None:
        self.kind.changed.connect(lambda _kind: self._show_kind())
        self.person.chosen.connect(self._take_person)
        self.item.taken.connect(lambda _item: self._go_to_times())
        self.room.currentIndexChanged.connect(lambda _at: self._offer())
        self.day.textChanged.connect(lambda _text: self._offer())
        self.people.valueChanged.connect(lambda _n: self._offer())
        self.times.currentRowChanged.connect(lambda _row: self._take_time())
        self.waits.toggled.connect(lambda _on: self._name_ok())

    @property
    def is_room(self) -> bool:
        """Is a room booked, not the counter?"""
        return self.kind.value is ResourceKind.ROOM

    def _show_kind(self) -> None:
        """The fields that a counter or a room needs."""
        for name in OF_DESK:
            self.fields[name].setVisible(not self.is_room)
        for name in OF_ROOM:
            self.fields[name].setVisible(self.is_room)
        self.beyond.setVisible(self.is_room and self._desk.actor.may(May.DECIDE_BOOKINGS))
        self._require_what_is_needed()
        self._offer()
        (self.party if self.is_room else self.person.finder).setFocus()

    def _require_what_is_needed(self) -> None:
        """The stars: the counter needs the person; a room what it is for, and a telephone unless the person has one."""
        require(self.person.field, not self.is_room)
        require(self.fields["telephone"], self.is_room and self.person.person is None)
        self.fields["purpose"].name.setText(P_("booking", "Purpose") if self.is_room else P_("booking", "What for"))
        require(self.fields["purpose"], self.is_room)

    def _items(self, text: str) -> list[Hit]:
        matching = catalogue.matching(self._catalogue, text, self._often)
        return [Hit(item_in_words(item), item) for item in matching]

    def _take_person(self, person: Resident | None) -> None:
        """The telephone is the person's own unless another is typed; of a child the guardian is asked for."""
        self.telephone.setPlaceholderText(mask_telephone(person.telephone) if person else "")
        age = person.age(self._desk.clock.today()) if person else None
        is_child = age is not None and age < rules.CHILD
        self._show_guardian(is_child)
        self._require_what_is_needed()
        if person is not None:
            following = self.guardian if is_child else self.party if self.is_room else self.item
            following.setFocus()

    def _show_guardian(self, shown: bool) -> None:
        for name in GUARDIAN:
            self.fields[name].setVisible(shown)

    def _which(self) -> list[Resource]:
        """The room, or the counters that take the item."""
        if self.is_room:
            return [self.room.value] if self.room.value else []
        item: ServiceItem | None = self.item.value
        desks = [each for each in self._resources if each.kind is ResourceKind.DESK]
        if item is None:
            return [self._wanted.resource] if self._wanted and not self.is_room else []
        return [each for each in desks if each.service_id in (None, item.id)]

    def _go_to_times(self) -> None:
        self._offer()
        (self.times if self.times.choices else self.day).setFocus()

    def _offer(self) -> None:
        """The times from the day on, anew."""
        day, which = self.day.day, self._which()
        if day is None or not which:
            self.times.clear()
            self.times.choices = ()
            self._say(_("Choose the item; then the next free times are shown here."))
            return
        with self._desk.read() as work:
            self._pace = None if self.is_room else visits.pace(work, self._pace)
            offer = offered(work, which, max(day, work.today), self.people.value(), self._pace)
        chosen = self.times.choice
        stays = chosen is not None and chosen.resource.id in [each.id for each in which]
        self.times.show_offer(offer, self.people.value(), chosen if stays else self._wanted)
        self._why_none = offer.why
        self._say(why_none_words(offer.why, later=any(each.slot.free for each in self.times.choices)))
        self._take_time()

    def _say(self, sentence: str) -> None:
        """Under the times; no room is kept for nothing."""
        self.why.setText(sentence)
        self.why.setVisible(bool(sentence))

    def _take_time(self) -> None:
        """The chosen time: a room's stands in its fields, to be changed; what is full means the waiting list."""
        choice = self.times.choice
        if choice is None:
            return
        if self.is_room and not is_same(choice, self._taken):
            self.begins.setText(clock(minutes_of_day(choice.slot.begins_at)))
            self.ends.setText(clock(minutes_of_day(choice.slot.ends_at) or END_OF_DAY))
        self._taken = choice if self.is_room else None
        self.waits.setChecked(choice.slot.free < self.people.value())
        self._name_ok()

    def _name_ok(self) -> None:
        self.ok.setText(P_("booking", "Onto the waiting list") if self.waits.isChecked() else P_("booking", "Book"))

    def _time(self) -> tuple[Resource, TimeChoice | None]:
        choice = self.times.choice
        if choice is not None:
            return choice.resource, choice
        which = self._which()
        if self.is_room and which:
            return which[0], None
        sentence = _("Please choose the item first.") if self.item.value is None else _("Please choose a time.")
        raise Invalid(Problem("service_id" if self.item.value is None else "time", sentence))

    def _span(self, choice: TimeChoice | None) -> tuple[datetime, datetime]:
        if not self.is_room:
            assert choice is not None
            return choice.slot.begins_at, choice.slot.ends_at
        day = choice.day if choice else self.day.day_in("day")
        begins, ends = minutes_in(self.begins.text(), "begins_at"), minutes_in(self.ends.text(), "ends_at")
        return moment(day, begins), moment(day, ends)

    def request(self, resident_id: int | None) -> BookingRequest:
        """What is typed, not yet checked. Raises ``Invalid``."""
        resource, choice = self._time()
        begins_at, ends_at = self._span(choice)
        return BookingRequest(
            resource.id,
            begins_at,
            ends_at,
            self.people.value(),
            resident_id,
            party=self.party.text() if self.is_room else "",
            contact=self.contact.text() if self.is_room else "",
            telephone=self.telephone.text(),
            guardian=self.guardian.text(),
            guardian_telephone=self.guardian_telephone.text(),
            purpose=self.purpose.text(),
            service_id=None if self.is_room or self.item.value is None else self.item.value.id,
            channel=self.channel.value,
            waits=self.waits.isChecked(),
            beyond=self.beyond.isVisible() and self.beyond.isChecked(),
        )

    def do(self) -> None:
        try:
            with self._desk.write() as work:
                made = booking.book(work, self.request(self._resident(work)))
        except Invalid as wrong:
            raise self._placed(wrong) from wrong
        except NoPlace:
            self._pace = None
            self._offer()
            raise
        self.made, self.sentence = [made], made_words(made)

    def _resident(self, work: Work) -> int | None:
        """The person's id; somebody new is stored with the booking, or not at all."""
        id, newcomer = self._checked_person(work)
        return id if newcomer is None else residents.add(work, newcomer).id

    def _checked_person(self, work: Work) -> tuple[int | None, ResidentDetails | None]:
        """Whom it is for: a known person's id, or the details of somebody new, who is stored with the dates only."""
        person = self.person.person
        if not isinstance(person, ResidentDetails):
            return person, None
        try:
            return None, residents.checked(person, work.today)
        except Invalid as wrong:
            raise Invalid(*self.person.details.tell(wrong)) from wrong

    def _placed(self, wrong: Invalid) -> Invalid:
        """Each problem at a field that is in sight; the guardian's come into sight with it."""
        if any(each.field in GUARDIAN for each in wrong.problems):
            self._show_guardian(True)
        if self.is_room:
            return wrong
        at_time = ("begins_at", "ends_at", "resource_id")
        return Invalid(*(replace(each, field="time") if each.field in at_time else each for each in wrong.problems))

    def note_unmet(self) -> None:
        """F4 想约未约上: counted with the day, the hour and the item that were asked for; the form stays open."""
        choice = self.times.choice
        why = self._why_none
        if choice is not None and choice.slot.free < self.people.value():
            why = NoPlaceReason.FULL
        if why is None:
            self._say(_("There is still a place on that day; nothing was counted."))
            return
        day = choice.day if choice else self.day.day or self._desk.clock.today()
        item: ServiceItem | None = self.item.value
        self._counted.note(
            day,
            why,
            resource_id=choice.resource.id if choice else None,
            service_id=item.id if item and not self.is_room else None,
            begins=minutes_of_day(choice.slot.begins_at) if choice else None,
            people=self.people.value(),
        )
        self._say(_("Counted: asked for, but no place ({why}).", why=why.label))

    def take_back_unmet(self) -> None:
        """F8: whoever was counted here last was a slip."""
        if self._counted.take_back():
            self._say(_("It is no longer counted."))

    def _tell(self, problems: Sequence[Problem]) -> None:
        rest = tell_problems(self.fields, problems)
        self._rest.setText(clauses(each.message for each in rest))

    def book_several(self) -> None:
        """连续预约: the same at the same time of other days; each date is answered by itself."""
        try:
            with self._desk.read() as work:
                id, newcomer = self._checked_person(work)
                request = self.request(id)
                rules.checked(work, request, newcomer=newcomer)
        except Invalid as wrong:
            self._tell(self._placed(wrong).problems)
            return
        except DeskError as wrong:
            self._rest.setText(wrong.message)
            return
        asked = SeriesForm(self, self._desk, request, newcomer)
        if asked.exec():
            self.made = asked.made
            self.sentence = series_words(asked.made)
            self.accept()
