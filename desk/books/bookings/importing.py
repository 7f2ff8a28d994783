"""Bookings from a list 预约名单, as a platform, a partner or another centre sends it.

Every row goes by the rules of the counter, against what is booked already and against the rows above it.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property

from desk.books import visits
from desk.books.bookings import availability, booking, limits, queries, references, rules
from desk.books.bookings.columns import COLUMNS, exported
from desk.books.bookings.model import (
    OCCUPYING,
    TO_COME,
    Booking,
    BookingChannel,
    BookingRequest,
    BookingState,
    NoPlaceReason,
    Resource,
    ResourceKind,
    moment,
)
from desk.books.bookings.row_times import times_of
from desk.books.centre import rule
from desk.books.visits import Pace
from desk.core import identity, importing, spreadsheet
from desk.core.calendar import moment_words
from desk.core.clock import local
from desk.core.column_guess import Content
from desk.core.errors import DeskError, Invalid, Problem, Refused
from desk.core.importing import ImportSpec
from desk.core.month import Month
from desk.core.occupation import Occupation
from desk.core.permissions import May
from desk.core.sheet_columns import words_of
from desk.core.spreadsheet import Cell, Progress
from desk.core.words import N_, _
from desk.core.work import Work

STATES = {
    **{words_of(state): state for state in BookingState},
    **dict.fromkeys(("预约成功", "已预约", "已约", "成功", "待使用", "待办理", "有效"), BookingState.BOOKED),
    **dict.fromkeys(("候补", "排队", "候补中"), BookingState.WAITING),
    **dict.fromkeys(("取消", "已取消", "作废", "已撤销", "用户取消"), BookingState.CANCELLED),
}
"""What lists say of a booking's state."""
TAKEN = (None, BookingState.BOOKED, BookingState.HELD, BookingState.WAITING)
"""What is booked from a row; whatever else a row says, it is none."""
CHANNELS = {
    **{words_of(channel): channel for channel in BookingChannel},
    **dict.fromkeys(("微信", "公众号", "小程序", "线上", "网上", "网上预约"), BookingChannel.WECHAT),
    **dict.fromkeys(("窗口", "现场", "线下"), BookingChannel.COUNTER),
    **dict.fromkeys(("电话", "电话预约"), BookingChannel.TELEPHONE),
    **dict.fromkeys(("合作单位", "共建单位", "村", "社区", "代约"), BookingChannel.PARTNER),
}
COLUMN_OF = {"begins_at": "times", "ends_at": "times", "contact": "resident_id"}
"""In which column a list has what the rules call otherwise."""
Row = Mapping[str, Cell]


@dataclass(frozen=True)
class RowAbove:
    """A row of the same list that has a place."""

    request: BookingRequest
    resource: Resource

    @property
    def taken(self) -> Occupation:
        """What it takes up."""
        return Occupation(self.request.begins_at, self.request.ends_at, self.request.people, subject="row")

    def is_beside(self, resource: Resource) -> bool:
        """Does it take place in the venue of another resource, which nobody can have then?"""
        same_venue = self.resource.venue_id is not None and self.resource.venue_id == resource.venue_id
        return same_venue and self.resource.id != resource.id


@dataclass
class BookingReader:
    """Reads one row after another; ``mends`` says why the last one was left out."""

    work: Work
    clean: bool = False
    mends: Sequence[Problem] = ()
    above: list[RowAbove] = field(default_factory=list)
    """The rows that have a place."""

    @cached_property
    def pace(self) -> Pace:
        """How long serving takes, read once for all rows."""
        return visits.pace(self.work)

    def __call__(self, cells: Row) -> BookingRequest | None:
        """A row as a request; None for what was cancelled. Raises ``Invalid`` naming every field that is wrong."""
        self.mends = ()
        problems: list[Problem] = []
        state = importing.chosen(cells, "state", STATES, problems)
        if state not in TAKEN:
            word = spreadsheet.as_text(cells["state"])
            self.mends = (Problem("state", _("“{word}”: nobody comes; left out", word=word)),)
            return None
        asked = self._request(cells, problems)
        if problems or asked is None:
            raise Invalid(*problems)
        checked = self._checked(replace(asked, waits=state is BookingState.WAITING))
        self._refuse_twice(checked.request, checked.resource)
        if self._has_place(checked.request, checked.resource):
            self.above.append(RowAbove(checked.request, checked.resource))
        return checked.request

    def _checked(self, asked: BookingRequest) -> rules.Checked:
        """By the rules of the counter, what is wrong told by the columns of a list. Raises ``Invalid``."""
        try:
            return rules.checked(self.work, asked)
        except Invalid as wrong:
            raise Invalid(
                *(replace(each, field=COLUMN_OF.get(each.field, each.field)) for each in wrong.problems)
            ) from None

    def _request(self, cells: Row, problems: list[Problem]) -> BookingRequest | None:
        """What the cells say; None where it is not known what is booked. What cannot be read is a problem."""
        text = {name: spreadsheet.as_text(cells.get(name, "")) for name in COLUMNS}
        try:
            resource = references.resource_of(self.work, text["resource_id"])
        except Invalid as wrong:
            problems += wrong.problems
            return None
        day, begins, ends = times_of(self.work, resource, cells, problems, self.pace)
        who, contact = self._who(text, resource, problems)
        return BookingRequest(
            resource.id,
            moment(day, begins),
            moment(day, ends),
            people=importing.whole(cells, "people", problems, "人", "名") or 1,
            resident_id=who,
            party=text["party"],
            contact=contact,
            telephone=text["telephone"],
            guardian=text["guardian"],
            guardian_telephone=text["guardian_telephone"],
            purpose=text["purpose"],
            service_id=self._item(text["service_id"], resource, problems),
            channel=importing.chosen(cells, "channel", CHANNELS, problems) or BookingChannel.PARTNER,
        )

    def _who(self, text: Mapping[str, str], resource: Resource, problems: list[Problem]) -> tuple[int | None, str]:
        """The resident of whom it is, and who speaks for a party. A party's contact need not stand among residents."""
        name, number = text["resident_id"], text["id_number"]
        is_party = resource.kind is ResourceKind.ROOM and bool(text["party"])
        if not number and (is_party or not name):
            return None, name
        try:
            return references.person_of(self.work, name, number, text["telephone"]), ""
        except Invalid as wrong:
            problems += wrong.problems
            return None, name

    def _item(self, name: str, resource: Resource, problems: list[Problem]) -> int | None:
        if not name or resource.kind is ResourceKind.ROOM:
            return None
        try:
            return references.item_of(self.work, name)
        except Invalid as wrong:
            problems += wrong.problems
            return None

    def _has_place(self, asked: BookingRequest, resource: Resource) -> bool:
        """Is there a place beside what is booked and what the rows above take? False for whoever goes onto the waiting
        list. Raises ``Invalid`` for everybody else without a place.
        """
        day = local(asked.begins_at).date()
        read = availability.schedule(self.work, resource.id, day, day, pace=self.pace)
        answer = read.answer(asked.begins_at, asked.ends_at, asked.people)
        full = answer.reason is NoPlaceReason.FULL and not answer.closed
        if answer.reason is not None and not (asked.waits and full):
            raise Invalid(Problem("times", booking.no_place_words(self.work, asked, resource, answer)))
        beside = replace(
            read,
            taken=[*read.taken, *(each.taken for each in self.above if each.resource.id == resource.id)],
            closed=[*read.closed, *(each.taken for each in self.above if each.is_beside(resource))],
        )
        answer = beside.answer(asked.begins_at, asked.ends_at, asked.people)
        if answer.reason is None:
            return True
        if asked.waits and not answer.closed:
            return False
        raise Invalid(Problem("times", _("Rows above have the places of this time already.")))

    def _refuse_twice(self, asked: BookingRequest, resource: Resource) -> None:
        """Raises ``Invalid`` for somebody who is in two rows at one time, or has by the rows above what the rules allow
        one person or one party.
        """
        if resource.kind is ResourceKind.ROOM and asked.party:
            self._refuse_long_party(asked)
        if asked.resident_id is None:
            return
        theirs = [each for each in self.above if each.request.resident_id == asked.resident_id]
        if any(each.taken.overlaps(asked.begins_at, asked.ends_at) for each in theirs):
            raise Invalid(Problem("resident_id", _("This person stands in a row above at that time already.")))
        alike = [each.request for each in theirs if each.resource.kind is resource.kind]
        if alike and resource.kind is ResourceKind.DESK:
            self._refuse_often(asked, alike)
        elif alike:
            self._refuse_long(asked, alike)

    def _refuse_often(self, asked: BookingRequest, above: Sequence[BookingRequest]) -> None:
        day, most = local(asked.begins_at).date(), rule(self.work, "booking_per_day")
        same_day = [each for each in above if local(each.begins_at).date() == day]
        if same_day and len(same_day) + len(self._booked(asked, ResourceKind.DESK, day, day)) >= most:
            sentence = _("This person stands in rows above; {n} bookings a day is the most.", n=most)
            raise Invalid(Problem("resident_id", sentence))

    def _refuse_long(self, asked: BookingRequest, above: Sequence[BookingRequest]) -> None:
        month, most = Month.of(local(asked.begins_at).date()), rule(self.work, "booking_room_hours")
        booked = self._booked(asked, ResourceKind.ROOM, month.first, month.last)
        wanted = [each for each in above if local(each.begins_at).date() in month]
        spans = [(each.begins_at, each.ends_at) for each in booked]
        hours = limits.hours_of([*spans, *((each.begins_at, each.ends_at) for each in (*wanted, asked))])
        if wanted and hours > most:
            sentence = _(
                "With the rows above it would be {n} hours in the month; {most} is the most a person may book.",
                n=f"{hours:g}",
                most=most,
            )
            raise Invalid(Problem("resident_id", sentence))

    def _refuse_long_party(self, asked: BookingRequest) -> None:
        month, most = Month.of(local(asked.begins_at).date()), rule(self.work, "booking_room_hours")
        rooms = [each.request for each in self.above if each.resource.kind is ResourceKind.ROOM]
        theirs = [each for each in rooms if limits.is_same_party(asked, each)]
        wanted = [each for each in theirs if local(each.begins_at).date() in month]
        booked = limits.of_party(self.work, asked) if wanted else []
        spans = [(each.begins_at, each.ends_at) for each in booked]
        hours = limits.hours_of([*spans, *((each.begins_at, each.ends_at) for each in (*wanted, asked))])
        if wanted and hours > most:
            sentence = _(
                "With the rows above it would be {n} hours in the month under this name or telephone; {most} is the "
                "most a party may book.",
                n=f"{hours:g}",
                most=most,
            )
            raise Invalid(Problem("party", sentence))

    def _booked(self, asked: BookingRequest, kind: ResourceKind, first: date, last: date) -> list[Booking]:
        """What somebody has of a kind in the book, from the first to the last of some days."""
        assert asked.resident_id
        theirs = queries.of_person(self.work, asked.resident_id, moment(first, 0), moment(last, 24 * 60))
        return [each for each in theirs if each.kind is kind and each.state in OCCUPYING]


def likeness(asked: BookingRequest) -> Hashable:
    """What two entries of one booking have in common."""
    return asked.resource_id, asked.begins_at, asked.ends_at, asked.resident_id, asked.party


def _stored_alike(work: Work) -> set[Hashable]:
    ahead = queries.in_states(work, TO_COME)
    return {likeness(booking.request_of(each)) for each in ahead}


def store(work: Work, records: list[BookingRequest], progress: Progress | None) -> None:
    """Book all rows, each by the rules as they are now. Raises ``Refused`` with the row that no longer fits."""
    work.require(May.IMPORT)
    pace = visits.pace(work)
    for done, asked in enumerate(records):
        if progress and done % 20 == 0:
            progress(done, len(records))
        try:
            booking.book(work, asked, pace=pace)
        except DeskError as wrong:
            raise Refused(_not_stored(work, asked, wrong.message)) from wrong


def _not_stored(work: Work, asked: BookingRequest, why: str) -> str:
    resource = queries.find_resource(work, asked.resource_id)
    return _(
        "Nothing was stored. {what}, {at}: {why}",
        what=resource.name,
        at=moment_words(asked.begins_at, work.today),
        why=why,
    )


SPEC = ImportSpec(
    kind="bookings",
    title=N_("List of bookings"),
    columns=COLUMNS,
    required=("resource_id", "day"),
    guessed={
        Content.NAME: ("resident_id",),
        Content.ID_NUMBER: ("id_number",),
        Content.TELEPHONE: ("telephone",),
        Content.DAY: ("day",),
    },
    permission=May.IMPORT,
    reader=BookingReader,
    store=store,
    exported=exported,
    left_out=N_("Bookings that are over, cancelled or not agreed to are not in it."),
    likeness=likeness,
    stored_alike=_stored_alike,
    masked={
        "resident_id": identity.mask_name,
        "id_number": identity.mask_number,
        "telephone": identity.mask_telephone,
        "guardian": identity.mask_name,
        "guardian_telephone": identity.mask_telephone,
        "purpose": identity.mask_text,
    },
)
