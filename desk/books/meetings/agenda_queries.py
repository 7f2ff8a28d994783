"""Reading the agenda 议程 and the resolutions 决议 of joint meetings, and where each of these stands now."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, bindparam, func, or_, select

from desk.books.follow_ups import queries as follow_up_queries
from desk.books.follow_ups.model import NOT_CLOSED, UNDONE, FollowUp, FollowUpKind, FollowUpOutcome, FollowUpState
from desk.books.meetings.model import (
    TO_COME,
    AgendaItem,
    AgendaKind,
    Meeting,
    MeetingCounts,
    Resolution,
    ResolutionView,
)
from desk.core.errors import Refused
from desk.core.records import first_record, records
from desk.core.words import _, on_record
from desk.core.work import Work
from desk.models.follow_ups import follow_ups
from desk.models.meetings import meeting_items, meeting_resolutions, meetings

ITEMS: Select[Any] = select(*meeting_items.c).order_by(meeting_items.c.n)
ITEMS_OF = ITEMS.where(meeting_items.c.meeting_id == bindparam("meeting"))
ITEM = ITEMS.where(meeting_items.c.id == bindparam("item"))
NEXT_ITEM = select(func.coalesce(func.max(meeting_items.c.n), 0) + 1).where(
    meeting_items.c.meeting_id == bindparam("meeting")
)


def carried(work: Work) -> list[FollowUp]:
    """What earlier meetings decided and is not closed, the earliest day first: the first item of the next agenda."""
    return [each for each in follow_up_queries.not_closed(work) if each.kind is FollowUpKind.MEETING]


def items_of(work: Work, meeting: Meeting) -> list[AgendaItem]:
    """The agenda in its order, first what is still open from last time: as it is now until the meeting begins, from
    then on as it was read out.
    """
    kept = stored_items(work, meeting.id)
    if meeting.state not in TO_COME:
        return kept
    open_now = [carried_item(meeting.id, n, each) for n, each in enumerate(carried(work), 1)]
    return [*open_now, *(replace(each, n=each.n + len(open_now)) for each in kept)]


def stored_items(work: Work, meeting_id: int) -> list[AgendaItem]:
    """The items that are kept as rows."""
    return records(work.connection.execute(ITEMS_OF, {"meeting": meeting_id}), AgendaItem, kind=AgendaKind)


def carried_item(meeting_id: int, n: int, item: FollowUp) -> AgendaItem:
    """A follow-up as an item of the agenda, in the words in which it will be kept."""
    with on_record():
        text = _("{what} ({owner}, {number})", number=item.number, owner=item.owner, what=item.description)
    return AgendaItem(0, meeting_id, n, AgendaKind.CARRIED, text, None, None, None, item.id, "")


def numbered_items(work: Work, meeting: Meeting) -> list[tuple[int, AgendaItem]]:
    """The agenda as it is read out, each item with its number: all that is open from last time is number 1, and where
    that is nothing, number 1 says so.
    """
    items = items_of(work, meeting)
    first = [each for each in items if each.kind is AgendaKind.CARRIED]
    others = [each for each in items if each.kind is not AgendaKind.CARRIED]
    return [*((1, each) for each in first or [nothing_open(meeting.id)]), *enumerate(others, 2)]


def nothing_open(meeting_id: int) -> AgendaItem:
    """What stands in the place of item 1 where all that was decided is closed. It is no row."""
    sentence = _("All resolutions of earlier meetings are closed.")
    return AgendaItem(0, meeting_id, 0, AgendaKind.CARRIED, sentence, None, None, None, None, "")


def find_item(work: Work, id: int) -> AgendaItem:
    """One item. Raises ``Refused`` for one that is not on an agenda any more."""
    item = first_record(work.connection.execute(ITEM, {"item": id}), AgendaItem, kind=AgendaKind)
    if item is None:
        raise Refused(_("This item is no longer on the agenda."))
    return item


def next_item(work: Work, meeting_id: int) -> int:
    """The place behind the last item."""
    return int(work.connection.scalar(NEXT_ITEM, {"meeting": meeting_id}) or 1)


RESOLUTIONS: Select[Any] = (
    select(
        *(column for column in meeting_resolutions.c),
        meetings.c.number.label("meeting"),
        meetings.c.day,
        follow_ups.c.number.label("follow_up"),
        follow_ups.c.state,
        follow_ups.c.outcome,
        follow_ups.c.due_on.label("now_due_on"),
    )
    .join(meetings, meetings.c.id == meeting_resolutions.c.meeting_id)
    .join(follow_ups, follow_ups.c.id == meeting_resolutions.c.follow_up_id)
)
MADE: dict[str, Any] = {"state": FollowUpState, "outcome": FollowUpOutcome}
IS_KEPT = meeting_resolutions.c.taken_back_at.is_(None)
IS_OPEN = follow_ups.c.state.in_([state.value for state in NOT_CLOSED])
RESOLUTIONS_OF = RESOLUTIONS.where(meeting_resolutions.c.meeting_id == bindparam("meeting"), IS_KEPT).order_by(
    meeting_resolutions.c.n
)
RESOLUTION = RESOLUTIONS.where(meeting_resolutions.c.id == bindparam("resolution"))
NEXT_RESOLUTION = select(func.coalesce(func.max(meeting_resolutions.c.n), 0) + 1).where(
    meeting_resolutions.c.meeting_id == bindparam("meeting")
)
NEXT_ID = select(func.coalesce(func.max(meeting_resolutions.c.id), 0) + 1)


def resolutions_of(work: Work, meeting_id: int) -> list[Resolution]:
    """What a meeting decided, in its order, without what was taken back."""
    return records(work.connection.execute(RESOLUTIONS_OF, {"meeting": meeting_id}), Resolution, **MADE)


def find_resolution(work: Work, id: int) -> Resolution:
    """One resolution. Raises ``Refused`` for one that is not in the data file."""
    resolution = first_record(work.connection.execute(RESOLUTION, {"resolution": id}), Resolution, **MADE)
    if resolution is None:
        raise Refused(_("This resolution is no longer there."))
    return resolution


def next_resolution(work: Work, meeting_id: int) -> tuple[int, int]:
    """The id of the next resolution, under the write lock, and its place in a meeting."""
    place = work.connection.scalar(NEXT_RESOLUTION, {"meeting": meeting_id})
    return int(work.connection.scalar(NEXT_ID) or 1), int(place or 1)


def resolutions(work: Work, view: ResolutionView, year: int) -> list[Resolution]:
    """Those of all meetings that a view shows, the earliest day first; ``year`` counts where all of one are shown."""
    conditions: dict[ResolutionView, tuple[ColumnElement[bool], ...]] = {
        ResolutionView.OPEN: (IS_OPEN,),
        ResolutionView.OVERDUE: (
            follow_ups.c.state.in_([state.value for state in UNDONE]),
            follow_ups.c.due_on < work.today,
        ),
        ResolutionView.ALL: (meetings.c.year == year,),
    }
    query = RESOLUTIONS.where(IS_KEPT, *conditions[view]).order_by(follow_ups.c.due_on, meeting_resolutions.c.id)
    return records(work.connection.execute(query), Resolution, **MADE)


def made_between(work: Work, first: date, last: date) -> list[Resolution]:
    """The resolutions of meetings that were held on these days."""
    query = RESOLUTIONS.where(IS_KEPT, meetings.c.day.between(first, last))
    return records(work.connection.execute(query.order_by(meetings.c.day, meeting_resolutions.c.n)), Resolution, **MADE)


def of_follow_ups(work: Work, ids: Sequence[int]) -> list[Resolution]:
    """The resolutions behind some follow-ups."""
    query = RESOLUTIONS.where(meeting_resolutions.c.follow_up_id.in_(ids), IS_KEPT)
    return records(work.connection.execute(query.order_by(meeting_resolutions.c.id)), Resolution, **MADE)


def about(
    work: Work, *, need_id: int | None = None, offering_id: int | None = None, match_id: int | None = None
) -> list[str]:
    """The numbers of the meetings that had a need, an offering or a match on their agenda."""
    wanted = [
        column == id
        for column, id in (
            (meeting_items.c.need_id, need_id),
            (meeting_items.c.offering_id, offering_id),
            (meeting_items.c.match_id, match_id),
        )
        if id is not None
    ]
    query = select(meetings.c.number).join(meeting_items, meeting_items.c.meeting_id == meetings.c.id)
    return list(work.connection.scalars(query.where(or_(*wanted)).order_by(meetings.c.day).distinct()))


def resolution_counts(work: Work, year: int) -> dict[int, MeetingCounts]:
    """How many resolutions each meeting of a year made, and how many are still open or overdue."""
    counted: dict[int, MeetingCounts] = {}
    for each in resolutions(work, ResolutionView.ALL, year):
        was = counted.get(each.meeting_id, MeetingCounts())
        counted[each.meeting_id] = replace(
            was,
            resolutions=was.resolutions + 1,
            still_open=was.still_open + (not each.is_closed),
            overdue=was.overdue + each.is_overdue(work.today),
        )
    return counted
