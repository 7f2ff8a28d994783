"""A meeting with all that its windows show of it, from one reading; and the columns of their lists."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial

from desk.books.matching import queries as matching
from desk.books.matching.model import Match
from desk.books.meetings import agenda_queries, queries
from desk.books.meetings.model import (
    AgendaItem,
    AgendaKind,
    Meeting,
    MeetingCounts,
    MeetingMove,
    MeetingPerson,
    MeetingState,
    Presence,
    Resolution,
)
from desk.core.calendar import weekday_words
from desk.core.clock import local
from desk.core.clock_times import span_words
from desk.core.identity import mask_telephone
from desk.core.tone import Tone
from desk.core.words import P_, _, bracketed, phrases
from desk.core.work import Work
from desk.ui.widgets.columns import Column


@dataclass(frozen=True)
class NumberedItem:
    """An item of the agenda with the number by which people call it."""

    place: int
    item: AgendaItem
    decided: int
    """How many resolutions it has."""

    @property
    def id(self) -> object:
        """Of the row; what is open from last time has none of its own before the meeting begins."""
        return self.item.id or ("carried", self.item.n)

    @property
    def is_minuted(self) -> bool:
        """Are words or a resolution kept of it?"""
        return bool(self.item.decision) or self.decided > 0


@dataclass(frozen=True)
class ShownMeeting:
    """A meeting, who is asked, its agenda, what it decided, and what became of it."""

    meeting: Meeting
    people: list[MeetingPerson]
    items: list[NumberedItem]
    resolutions: list[Resolution]
    moves: list[MeetingMove]
    matches: dict[int, Match]
    """Those that its items are about, or that were made at the table, by their ids."""

    @property
    def attendance(self) -> str:
        """应到9人，实到7人，请假1人: also how many organisations came, as a quorum is only told."""
        counts = (
            _("{n} asked", n=len(self.people)),
            _("{n} came", n=sum(each.came for each in self.people)),
            _("{n} excused", n=sum(each.presence is Presence.EXCUSED for each in self.people)),
        )
        asked = {each.organisation_id for each in self.people} - {None}
        came = {each.organisation_id for each in self.people if each.came} - {None}
        of_organisations = _("{n} of {all} organisations", n=len(came), all=len(asked)) if asked else ""
        return phrases(filter(None, (*counts, of_organisations)))


def read(work: Work, id: int) -> ShownMeeting:
    """All of it. Raises ``Refused``."""
    meeting = queries.find(work, id)
    resolutions = agenda_queries.resolutions_of(work, id)
    items = [
        NumberedItem(place, item, sum(each.item_id == item.id for each in resolutions))
        for place, item in agenda_queries.numbered_items(work, meeting)
    ]
    of_items = {each.item.match_id for each in items} - {None}
    matches = {match.id: match for match in (matching.find_match(work, at) for at in of_items if at is not None)}
    return ShownMeeting(meeting, queries.people_of(work, id), items, resolutions, queries.moves_of(work, id), matches)


def when_words(meeting: Meeting) -> str:
    """2026-12-09 周三 15:00—16:30."""
    return f"{meeting.day:%Y-%m-%d} {weekday_words(meeting.day)} {span_words(meeting.begins, meeting.ends)}"


@dataclass(frozen=True)
class MeetingRow:
    """A line of the list of meetings."""

    meeting: Meeting
    counts: MeetingCounts

    @property
    def id(self) -> int:
        """The meeting's."""
        return self.meeting.id


def meeting_columns(today: Callable[[], date]) -> list[Column[MeetingRow]]:
    """Number, when, what, where it stands, and what came of it."""
    return [
        Column(P_("joint meeting", "Number"), 96, lambda row: row.meeting.number),
        Column(
            P_("joint meeting", "Day"),
            104,
            lambda row: f"{row.meeting.day:%Y-%m-%d}",
            sorts_by=lambda row: row.meeting.day,
        ),
        Column(P_("joint meeting", "Title"), 200, lambda row: row.meeting.title, flex=4),
        Column(_("State"), 90, lambda row: row.meeting.state.label, lambda row: row.meeting.tone(today())),
        Column(P_("joint meeting", "Place"), 100, lambda row: row.meeting.where, flex=1, rank=4),
        Column(P_("joint meeting", "Came"), 70, _came, number=True, rank=2),
        Column(P_("joint meeting", "Resolutions"), 70, lambda row: _count(row, row.counts.resolutions), number=True),
        Column(
            P_("joint meeting", "Still open"), 70, lambda row: _count(row, row.counts.still_open), number=True, rank=1
        ),
        Column(
            P_("joint meeting", "Overdue"),
            60,
            lambda row: str(row.counts.overdue or ""),
            lambda row: Tone.OVERDUE if row.counts.overdue else None,
            rank=3,
        ),
    ]


def _came(row: MeetingRow) -> str:
    if row.meeting.held_at is None:
        return f"—/{row.counts.asked}" if row.counts.asked else ""
    return f"{row.counts.came}/{row.counts.asked}"


def _count(row: MeetingRow, number: int) -> str:
    return str(number) if row.meeting.held_at is not None else ""


def resolution_columns(today: Callable[[], date], *, of_all: bool) -> list[Column[Resolution]]:
    """What, who, by when, and where it stands; ``of_all``: of which meeting, too."""
    columns: list[Column[Resolution]] = [
        Column(P_("resolution", "What"), 160, lambda each: each.masked, flex=5),
        Column(P_("resolution", "Owner"), 90, lambda each: each.owner_name, flex=1),
        Column(
            P_("resolution", "Due day"),
            104,
            lambda each: f"{each.now_due_on:%Y-%m-%d}",
            sorts_by=lambda each: each.now_due_on,
        ),
        Column(_("State"), 100, partial(_state_words, today), lambda each: each.tone(today())),
    ]
    if of_all:
        columns.append(Column(P_("resolution", "Meeting"), 96, lambda each: each.meeting, rank=1))
        columns.append(Column(P_("resolution", "Follow-up"), 132, lambda each: each.follow_up, rank=2))
    return columns


def _state_words(today: Callable[[], date], each: Resolution) -> str:
    """待办（逾期3天）."""
    if not each.is_overdue(today()):
        return each.state_words
    return each.state_words + bracketed(_("overdue {n} days", n=(today() - each.now_due_on).days))


def people_columns() -> list[Column[MeetingPerson]]:
    """Organisation, who, whether they came and at what time; telephones are masked."""
    return [
        Column(P_("person at a meeting", "Organisation"), 130, lambda each: each.belongs_to, flex=3),
        Column(_("Name"), 70, lambda each: each.name),
        Column(P_("person at a meeting", "Position"), 80, lambda each: each.position, flex=1, rank=2),
        Column(_("Telephone"), 110, lambda each: mask_telephone(each.telephone), rank=1),
        Column(P_("person at a meeting", "Presence"), 96, lambda each: each.presence_words, _presence_tone),
        Column(P_("person at a meeting", "Signed in"), 64, _signed_words, rank=3),
    ]


def _signed_words(each: MeetingPerson) -> str:
    return f"{local(each.signed_at):%H:%M}" if each.signed_at else ""


def _presence_tone(each: MeetingPerson) -> Tone:
    if each.came:
        return Tone.DONE
    return Tone.WAITING if each.presence is Presence.INVITED else Tone.QUIET


def item_columns() -> list[Column[NumberedItem]]:
    """The number, what it is about, and whether it is minuted."""
    return [
        Column(P_("agenda", "No."), 40, lambda row: str(row.place), number=True),
        Column(P_("agenda", "Kind"), 92, lambda row: row.item.kind.label, rank=2),
        Column(P_("agenda", "Item"), 200, lambda row: row.item.masked, flex=5),
        Column(P_("agenda", "Minuted"), 92, _minuted, lambda row: Tone.DONE if row.is_minuted else None, rank=1),
    ]


def _minuted(row: NumberedItem) -> str:
    if row.decided:
        return P_("agenda", "{n} decided", n=row.decided)
    if row.item.decision:
        return P_("agenda", "written down")
    return ""


def can_be_changed(meeting: Meeting) -> bool:
    """Is its agenda still to be read out?"""
    return meeting.state in (MeetingState.PLANNED, MeetingState.NOTIFIED)


def is_own_item(row: NumberedItem | None) -> bool:
    """Is it an item that somebody put there, not what is open from last time?"""
    return row is not None and row.item.kind is not AgendaKind.CARRIED
