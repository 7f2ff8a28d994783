"""What is read of meetings of long ago before names and numbers are taken out of their minutes 匿名化."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from sqlalchemy import ColumnElement, Table, or_, select

from desk.books.follow_ups.model import OwnerKind
from desk.books.meetings.model import MeetingState
from desk.core.work import Work
from desk.models.follow_ups import follow_ups
from desk.models.meetings import meeting_items, meeting_resolutions, meetings

Texts = list[tuple[int, dict[str, str]]]
"""Ids of rows, each with what is written in some of its columns."""


def issued_before(work: Work, day: date) -> list[int]:
    """The meetings before a day whose minutes are issued."""
    query = select(meetings.c.id).where(meetings.c.day < day, meetings.c.state == MeetingState.ISSUED.value)
    return list(work.connection.scalars(query.order_by(meetings.c.id)))


def owners_outside(work: Work, meeting_id: int) -> dict[int, str]:
    """By follow-up who outside the centre does what a meeting decided, where their name is kept."""
    query = (
        select(follow_ups.c.id, meeting_resolutions.c.owner_name)
        .join(follow_ups, follow_ups.c.id == meeting_resolutions.c.follow_up_id)
        .where(
            meeting_resolutions.c.meeting_id == meeting_id,
            meeting_resolutions.c.owner_name != "",
            follow_ups.c.owner_kind == OwnerKind.OUTSIDE.value,
        )
    )
    return {row.id: row.owner_name for row in work.connection.execute(query)}


def texts_of_items(work: Work, meeting_id: int, follow_ups_named: Collection[int]) -> Texts:
    """Of the agenda of a meeting, and of the items of later ones by which some follow-ups were gone on with."""
    of = or_(meeting_items.c.meeting_id == meeting_id, meeting_items.c.follow_up_id.in_(follow_ups_named))
    return _texts(work, meeting_items, of, "text", "decision")


def texts_of_resolutions(work: Work, meeting_id: int) -> Texts:
    """Of what a meeting decided."""
    return _texts(work, meeting_resolutions, meeting_resolutions.c.meeting_id == meeting_id, "description")


def _texts(work: Work, table: Table, condition: ColumnElement[bool], *columns: str) -> Texts:
    rows = work.connection.execute(select(table.c.id, *(table.c[name] for name in columns)).where(condition))
    return [(row.id, {name: getattr(row, name) for name in columns}) for row in rows]
