"""The words of bookings 预约: what can be booked, when, by whom, and where a booking stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import date, datetime, timedelta

from desk.core.calendar import DayKind, WorkCalendar
from desk.core.clock import local, start_of
from desk.core.clock_times import span_words
from desk.core.identity import mask_name, mask_text
from desk.core.permissions import May
from desk.core.tone import Tone
from desk.core.words import N_, NP_, Worded, bracketed

HOLIDAYS = 7
"""The day number that stands for public holidays, beside the weekdays 0 (Monday) to 6, as in the shifts of a roster."""
WORKDAYS = frozenset(range(5))


class ResourceKind(Worded):
    """What is booked 预约对象."""

    DESK = "desk", NP_("what is booked", "Service counter")
    ROOM = "room", NP_("what is booked", "Room")


class BookingState(Worded):
    """Where a booking stands 预约状态."""

    HELD = "held", NP_("booking", "To be decided"), Tone.WAITING
    BOOKED = "booked", NP_("booking", "Booked"), Tone.DONE
    REFUSED = "refused", NP_("booking", "Not agreed to"), Tone.QUIET
    WAITING = "waiting", NP_("booking", "Waiting list"), Tone.WAITING
    LAPSED = "lapsed", NP_("booking", "Lapsed"), Tone.QUIET
    ARRIVED = "arrived", NP_("booking", "Arrived"), Tone.DONE
    DONE = "done", NP_("booking", "Over"), Tone.QUIET
    CANCELLED = "cancelled", NP_("booking", "Cancelled"), Tone.QUIET
    MISSED = "missed", NP_("booking", "Missed"), Tone.DANGER


class Cancellation(Worded):
    """How a booking was cancelled 取消方式. A late one is no miss."""

    NONE = "", NP_("cancellation", "Not cancelled")
    EARLY = "early", NP_("cancellation", "In time")
    LATE = "late", NP_("cancellation", "Late")
    BY_US = "by_us", NP_("cancellation", "By the centre")


class BookingChannel(Worded):
    """How somebody booked 预约渠道."""

    COUNTER = "counter", NP_("channel of a booking", "Counter")
    TELEPHONE = "telephone", NP_("channel of a booking", "Telephone")
    WECHAT = "wechat", NP_("channel of a booking", "WeChat")
    PARTNER = "partner", NP_("channel of a booking", "Partner")


class CallReason(Worded):
    """Why somebody is to be rung up 告知原因."""

    PROMOTED = "promoted", NP_("why somebody is rung up", "A place came free")
    ROSTER = "roster", NP_("why somebody is rung up", "Fewer staff on duty")
    CLOSED = "closed", NP_("why somebody is rung up", "Closed at that time")
    CANCELLED = "cancelled", NP_("why somebody is rung up", "Cancelled by the centre")
    DECIDED = "decided", NP_("why somebody is rung up", "The request was decided")


class NoPlaceReason(Worded):
    """Why there is no place 约不上的原因."""

    NO_SLOTS = "no_slots", NP_("why there is no place", "Not open for bookings that day")
    FULL = "full", NP_("why there is no place", "Full")
    TOO_SHORT = "too_short", NP_("why there is no place", "No gap is long enough")


OCCUPYING = (BookingState.HELD, BookingState.BOOKED, BookingState.ARRIVED, BookingState.DONE)
"""What takes up a place: also what was asked for and is not decided, so that nobody is promised the same."""
OPEN = (BookingState.HELD, BookingState.BOOKED, BookingState.WAITING, BookingState.ARRIVED)
"""What is still to come or going on."""
TO_COME = (BookingState.HELD, BookingState.BOOKED, BookingState.WAITING)
"""What has not begun to happen: the rest has come, is over, or never will be."""

MOVES: Mapping[tuple[BookingState, BookingState], May] = {
    (BookingState.HELD, BookingState.BOOKED): May.DECIDE_BOOKINGS,
    (BookingState.HELD, BookingState.REFUSED): May.DECIDE_BOOKINGS,
    (BookingState.HELD, BookingState.CANCELLED): May.SERVE,
    (BookingState.WAITING, BookingState.BOOKED): May.SERVE,
    (BookingState.WAITING, BookingState.HELD): May.SERVE,
    (BookingState.WAITING, BookingState.LAPSED): May.SERVE,
    (BookingState.WAITING, BookingState.CANCELLED): May.SERVE,
    (BookingState.BOOKED, BookingState.ARRIVED): May.SERVE,
    (BookingState.BOOKED, BookingState.HELD): May.SERVE,
    (BookingState.BOOKED, BookingState.CANCELLED): May.SERVE,
    (BookingState.BOOKED, BookingState.MISSED): May.SERVE,
    (BookingState.BOOKED, BookingState.LAPSED): May.SERVE,
    (BookingState.MISSED, BookingState.ARRIVED): May.SERVE,
    (BookingState.MISSED, BookingState.BOOKED): May.SERVE,
    (BookingState.ARRIVED, BookingState.DONE): May.SERVE,
    (BookingState.ARRIVED, BookingState.BOOKED): May.SERVE,
}
"""Which state follows which, and what it takes. Back from missed and arrived: a slip, put right on the same day; back
to be decided: a room at another time than the one that was agreed to."""
ANSWERS_TAKEN_BACK: Mapping[tuple[BookingState, BookingState], May] = {
    (BookingState.DONE, BookingState.BOOKED): May.SERVE,
    (BookingState.DONE, BookingState.ARRIVED): May.SERVE,
    (BookingState.MISSED, BookingState.BOOKED): May.SERVE,
    (BookingState.CANCELLED, BookingState.BOOKED): May.SERVE,
}
"""The same for what was said in the list of the evening 待确认 and was a slip: by whoever said it, on the same day."""


@dataclass(frozen=True)
class Resource:
    """A service counter or a room that can be booked."""

    name: str
    kind: ResourceKind = ResourceKind.DESK
    capacity: int = 1
    venue_id: int | None = None
    service_id: int | None = None
    shared: bool = False
    active: bool = True
    id: int = 0

    @property
    def is_shared(self) -> bool:
        """May several be there at one time? At a counter each has a place of its own."""
        return self.kind is ResourceKind.DESK or self.shared


@dataclass(frozen=True)
class SlotRule:
    """From when to when a resource can be booked on which days, and how long a slot is, in minutes.

    On a make-up workday those rules hold that hold on all five ordinary workdays, on a public holiday those that name
    it: as with the shifts of the roster, by which the counter is staffed.
    """

    resource_id: int
    begins: int
    ends: int
    minutes: int = 30
    days: frozenset[int] = WORKDAYS
    places: int | None = None
    """People in a slot; None of a counter: as many as the duty roster allows."""
    first_on: date | None = None
    last_on: date | None = None
    id: int = 0

    def holds_on(self, day: date, calendar: WorkCalendar) -> bool:
        """Does it hold on this day, holidays and make-up workdays 调休 considered?"""
        if (self.first_on and day < self.first_on) or (self.last_on and day > self.last_on):
            return False
        kind = calendar.kind(day)
        if kind is DayKind.HOLIDAY:
            return HOLIDAYS in self.days
        if kind is DayKind.MAKE_UP:
            return self.days >= WORKDAYS
        return day.weekday() in self.days


@dataclass(frozen=True)
class Closure:
    """A time at which a resource, or with none of its own the whole centre, is closed 停用."""

    begins_at: datetime
    ends_at: datetime
    reason: str
    resource_id: int | None = None
    lifted_at: datetime | None = None
    id: int = 0
    by: str = ""
    """Who closed it."""
    at: datetime | None = None
    """When it was closed."""


def moment(day: date, minutes: int) -> datetime:
    """The moment of a time of day, in minutes since midnight at the centre."""
    return start_of(day) + timedelta(minutes=minutes)


def minutes_of_day(at: datetime) -> int:
    """Minutes since midnight at the centre."""
    here = local(at)
    return here.hour * 60 + here.minute


@dataclass(frozen=True)
class BookingRequest:
    """What somebody asks for. At a counter ``resident_id`` says who comes; a room may be wanted by a ``party``."""

    resource_id: int
    begins_at: datetime
    ends_at: datetime
    people: int = 1
    resident_id: int | None = None
    party: str = ""
    contact: str = ""
    telephone: str = ""
    guardian: str = ""
    guardian_telephone: str = ""
    purpose: str = ""
    service_id: int | None = None
    channel: BookingChannel = BookingChannel.COUNTER
    waits: bool = False
    """Goes onto the waiting list 候补 where there is no place."""
    beyond: bool = False
    """A room also beyond the hours that one person or party may have in a month: with the leader's yes."""

    def on(self, day: date) -> BookingRequest:
        """The same at the same time of another day."""
        begins = minutes_of_day(self.begins_at)
        begins_at = moment(day, begins)
        return replace(self, begins_at=begins_at, ends_at=begins_at + (self.ends_at - self.begins_at))


@dataclass(frozen=True)
class Booking:
    """One booking as it stands. Names are in the clear: whatever shows one masks it."""

    id: int
    number: str
    resource_id: int
    resource: str
    kind: ResourceKind
    begins_at: datetime
    ends_at: datetime
    people: int
    resident_id: int | None
    resident: str
    party: str
    contact: str
    telephone: str
    guardian: str
    guardian_telephone: str
    purpose: str
    service_id: int | None
    service: str
    channel: BookingChannel
    state: BookingState
    cancelled: Cancellation
    series_id: int | None
    visit_id: int | None
    came_at: datetime | None
    left_at: datetime | None
    held_until: datetime | None
    version: int
    made_by: int
    made_at: datetime

    @property
    def day(self) -> date:
        """The centre's day on which it is."""
        return local(self.begins_at).date()

    @property
    def begins(self) -> int:
        """In minutes since midnight."""
        return minutes_of_day(self.begins_at)

    @property
    def ends(self) -> int:
        """In minutes since midnight; 1440 at its end."""
        return self.begins + round((self.ends_at - self.begins_at).total_seconds() / 60)

    @property
    def who(self) -> str:
        """Whose it is: the party, or the person masked."""
        return self.party or mask_name(self.resident or self.contact)

    @property
    def times(self) -> str:
        """09:00—09:30."""
        return span_words(self.begins, self.ends)

    def masked(self, typed: str) -> str:
        """What was typed about it, without numbers and with whoever is named in the booking masked."""
        return mask_text(typed, self.resident, self.contact, self.guardian)

    @property
    def state_words(self) -> str:
        """Its state; of a cancelled one also how."""
        return self.state.label + (bracketed(self.cancelled.label) if self.cancelled else "")


@dataclass(frozen=True)
class UnmetRequest:
    """Somebody asked for a day, perhaps for a time of it, and there was no place."""

    id: int
    day: date
    begins: int | None
    people: int
    reason: NoPlaceReason
    resource: str
    service: str
    by: str
    """Who counted it."""
    at: datetime


REQUEST_FIELDS = tuple(field.name for field in fields(BookingRequest) if field.name not in ("waits", "beyond"))
"""What of a request is a column of its own."""
LABELS = {
    "resource_id": NP_("booking", "What"),
    "begins_at": NP_("booking", "Time"),
    "ends_at": NP_("booking", "Until"),
    "people": NP_("booking", "People"),
    "resident_id": NP_("booking", "Person"),
    "party": N_("Organisation or team"),
    "contact": N_("Contact person"),
    "telephone": N_("Telephone"),
    "guardian": N_("Guardian"),
    "guardian_telephone": N_("Guardian's telephone"),
    "purpose": NP_("booking", "Purpose"),
    "service_id": N_("Service item"),
    "channel": NP_("booking", "Channel"),
}
