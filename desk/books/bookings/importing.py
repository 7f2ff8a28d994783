"""Bookings from a list 预约名单, as a platform, a partner or another centre sends it.

Every row goes by the rules of the counter, against what is booked already and against the rows above it.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from desk.books.bookings import booking, queries, references, rules
from desk.books.bookings.columns import COLUMNS, exported
from desk.books.bookings.model import (
    OCCUPYING,
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
from desk.core import identity, importing, spreadsheet
from desk.core.calendar import moment_words
from desk.core.clock import local
from desk.core.column_guess import Content
from desk.core.errors import DeskError, Invalid, Problem, Refused
from desk.core.importing import ImportSpec
from desk.core.occupation import Occupation, peak
from desk.core.permissions import May
from desk.core.sheet_columns import words_of
from desk.core.spreadsheet import Cell, Progress
from desk.core.words import N_, _
from desk.core.work import Work

STATES = {
    **{words_of(state): state for state in BookingState},
    **dict.fromkeys(("预约成功", "已预约", "成功", "待使用", "待办理", "有效"), BookingState.BOOKED),
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
    **dict.fromkeys(("合作单位", "村", "社区", "代约"), BookingChannel.PARTNER),
}
COLUMN_OF = {"begins_at": "times", "ends_at": "times", "contact": "resident_id"}
"""In which column a list has what the rules call otherwise."""
Row = Mapping[str, Cell]


@dataclass
class BookingReader:
    """Reads one row after another; ``mends`` says why the last one was left out."""

    work: Work
    clean: bool = False
    mends: Sequence[Problem] = ()
    above: list[BookingRequest] = field(default_factory=list)
    """What the rows above ask for."""

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
        self._refuse_full(checked.request, checked.resource)
        self._refuse_twice(checked.request, checked.resource)
        self.above.append(checked.request)
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
        day, begins, ends = times_of(self.work, resource, cells, problems)
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

    def _refuse_full(self, asked: BookingRequest, resource: Resource) -> None:
        """Raises ``Invalid`` where there is no place beside what is booked and what the rows above ask for; who waits
        goes onto the waiting list then.
        """
        answer = booking.answer(self.work, asked)
        beside = [
            Occupation(each.begins_at, each.ends_at, each.people)
            for each in self.above
            if each.resource_id == resource.id and each.begins_at < asked.ends_at and asked.begins_at < each.ends_at
        ]
        if answer.reason is not None and not (
            asked.waits and answer.reason is NoPlaceReason.FULL and not answer.closed
        ):
            raise Invalid(Problem("times", booking.no_place_words(self.work, asked, resource, answer)))
        if not beside or asked.waits:
            return
        free = answer.free - peak(beside, asked.begins_at, asked.ends_at) if resource.is_shared else 0
        if free < asked.people:
            raise Invalid(Problem("times", _("Rows above have the places of this time already.")))

    def _refuse_twice(self, asked: BookingRequest, resource: Resource) -> None:
        """Raises ``Invalid`` for somebody who is in two rows at one time, or too often at counters on one day."""
        if asked.resident_id is None:
            return
        theirs = [each for each in self.above if each.resident_id == asked.resident_id]
        if any(each.begins_at < asked.ends_at and asked.begins_at < each.ends_at for each in theirs):
            raise Invalid(Problem("resident_id", _("This person stands in a row above at that time already.")))
        if resource.kind is ResourceKind.ROOM:
            return
        day, most = local(asked.begins_at).date(), rule(self.work, "booking_per_day")
        same_day = [each for each in theirs if each.service_id and local(each.begins_at).date() == day]
        if same_day and len(same_day) + self._booked(asked) >= most:
            sentence = _("This person stands in rows above; {n} bookings a day is the most.", n=most)
            raise Invalid(Problem("resident_id", sentence))

    def _booked(self, asked: BookingRequest) -> int:
        """How many of somebody's bookings at counters of that day are in the book."""
        assert asked.resident_id
        day = local(asked.begins_at).date()
        begins, ends = moment(day, 0), moment(day, 24 * 60)
        theirs = queries.of_person(self.work, asked.resident_id, begins, ends)
        return sum(each.kind is ResourceKind.DESK and each.state in OCCUPYING for each in theirs)


def likeness(asked: BookingRequest) -> Hashable:
    """What two entries of one booking have in common."""
    return asked.resource_id, asked.begins_at, asked.ends_at, asked.resident_id, asked.party


def _stored_alike(work: Work) -> set[Hashable]:
    ahead = queries.in_states(work, (BookingState.HELD, BookingState.BOOKED, BookingState.WAITING))
    return {likeness(booking.request_of(each)) for each in ahead}


def store(work: Work, records: list[BookingRequest], progress: Progress | None) -> None:
    """Book all rows, each by the rules as they are now. Raises ``Refused`` with the row that no longer fits."""
    work.require(May.IMPORT)
    for done, asked in enumerate(records):
        if progress and done % 20 == 0:
            progress(done, len(records))
        try:
            booking.book(work, asked)
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
