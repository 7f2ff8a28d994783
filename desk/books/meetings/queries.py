"""Reading joint meetings 联席会议: agenda, who came, resolutions."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Select, bindparam, case, func, or_, select

from desk.books.meetings.model import (
    CAME,
    NOT_OVER,
    Meeting,
    MeetingCounts,
    MeetingKind,
    MeetingMove,
    MeetingPerson,
    MeetingState,
    Presence,
)
from desk.core.calendar import date_words
from desk.core.clock import local, start_of
from desk.core.errors import Refused
from desk.core.occupation import Occupation
from desk.core.records import first_record, records
from desk.core.words import P_, _
from desk.core.work import Work
from desk.models.centre import venues
from desk.models.meetings import meeting_moves, meeting_people, meetings
from desk.models.organisations import organisations
from desk.models.staff import staff
from desk.storage.matching import LONGEST

DAY = timedelta(days=1)
KEEPER = staff.alias("keeper")
OWN = tuple(column for column in meetings.c if column.name in Meeting.__dataclass_fields__)
MEETINGS: Select[Any] = (
    select(*OWN, KEEPER.c.name.label("keeper"), func.coalesce(venues.c.name, "").label("venue"))
    .join(KEEPER, KEEPER.c.id == meetings.c.keeper_id)
    .outerjoin(venues, venues.c.id == meetings.c.venue_id)
)
"""The columns of ``Meeting``, each by its name."""
MADE: dict[str, Any] = {"kind": MeetingKind, "state": MeetingState}
BY_ID = MEETINGS.where(meetings.c.id == bindparam("meeting"))
OF_YEAR = MEETINGS.where(meetings.c.year == bindparam("of")).order_by(meetings.c.day, meetings.c.id)
IS_NOT_OVER = meetings.c.state.in_([state.value for state in NOT_OVER])
TO_DO = MEETINGS.where(IS_NOT_OVER).order_by(meetings.c.day, meetings.c.id)
OF_QUARTER = MEETINGS.where(
    meetings.c.year == bindparam("of"),
    meetings.c.quarter == bindparam("in_quarter"),
    meetings.c.kind == MeetingKind.QUARTERLY.value,
    meetings.c.state != MeetingState.CANCELLED.value,
)
AT_VENUE = MEETINGS.where(
    meetings.c.venue_id == bindparam("at"),
    meetings.c.day.between(bindparam("first"), bindparam("last")),
    meetings.c.state != MeetingState.CANCELLED.value,
).order_by(meetings.c.day, meetings.c.begins)


def find(work: Work, id: int) -> Meeting:
    """One meeting as it stands. Raises ``Refused`` for one that is not in the data file."""
    meeting = first_record(work.connection.execute(BY_ID, {"meeting": id}), Meeting, **MADE)
    if meeting is None:
        raise Refused(_("This meeting is no longer there."))
    return meeting


def of_year(work: Work, year: int) -> list[Meeting]:
    """The meetings of a year, cancelled ones too, in the order of their days."""
    return records(work.connection.execute(OF_YEAR, {"of": year}), Meeting, **MADE)


def of_quarter(work: Work, year: int, quarter: int) -> Meeting | None:
    """The quarterly meeting of a quarter, unless it was cancelled."""
    rows = work.connection.execute(OF_QUARTER, {"of": year, "in_quarter": quarter})
    return first_record(rows, Meeting, **MADE)


def latest(work: Work) -> Meeting | None:
    """The last meeting by its day: the next one is usually held there, at the same time."""
    query = MEETINGS.where(meetings.c.state != MeetingState.CANCELLED.value).order_by(meetings.c.day.desc())
    return first_record(work.connection.execute(query.limit(1)), Meeting, **MADE)


def first_day(work: Work) -> date | None:
    """The day of the first meeting of all that was not cancelled."""
    query = select(func.min(meetings.c.day)).where(meetings.c.state != MeetingState.CANCELLED.value)
    first: date | None = work.connection.execute(query).scalar()
    return first


def not_over(work: Work) -> list[Meeting]:
    """What is planned, announced, or held and not minuted yet."""
    return records(work.connection.execute(TO_DO), Meeting, **MADE)


def years(work: Work) -> list[int]:
    """The years that have meetings, the newest first."""
    query = select(meetings.c.year).distinct().order_by(meetings.c.year.desc())
    return list(work.connection.scalars(query))


def search(work: Work, typed: str, most: int) -> list[Meeting]:
    """Meetings by the beginning of their number or a piece of their title; the newest first."""
    text = typed.strip()[:LONGEST]
    is_like = or_(
        meetings.c.number.startswith(text.upper(), autoescape=True), meetings.c.title.icontains(text, autoescape=True)
    )
    query = MEETINGS.where(is_like).order_by(meetings.c.day.desc(), meetings.c.id.desc()).limit(most)
    return records(work.connection.execute(query), Meeting, **MADE)


def held_between(work: Work, first: date, last: date) -> list[Meeting]:
    """The meetings that were held on these days."""
    is_then = (meetings.c.held_at >= start_of(first)) & (meetings.c.held_at < start_of(last) + DAY)
    return records(work.connection.execute(MEETINGS.where(is_then).order_by(meetings.c.held_at)), Meeting, **MADE)


def highest_minutes(work: Work, year: int) -> int:
    """The last number that was given to minutes of a year; 0 before the first."""
    query = select(func.max(meetings.c.minutes_number)).where(meetings.c.year == year)
    return int(work.connection.scalar(query) or 0)


def occupations(work: Work, venue: int, begins_at: datetime, ends_at: datetime) -> Iterator[Occupation]:
    """When a venue is taken by meetings, planned ones too, on the days of a span of time."""
    days = {"at": venue, "first": local(begins_at).date(), "last": local(ends_at).date()}
    for meeting in records(work.connection.execute(AT_VENUE, days), Meeting, **MADE):
        midnight = start_of(meeting.day)
        yield Occupation(
            midnight + timedelta(minutes=meeting.begins),
            midnight + timedelta(minutes=meeting.ends),
            subject=f"meetings:{meeting.id}",
            text=P_("who has a venue", "joint meeting {number}", number=meeting.number),
        )


def reasons_for_venue(work: Work, venue: int) -> Iterator[str]:
    """Why a venue cannot be taken out of use: what is still to be held there."""
    query = MEETINGS.where(meetings.c.venue_id == venue, IS_NOT_OVER, meetings.c.day >= work.today)
    for meeting in records(work.connection.execute(query.order_by(meetings.c.day)), Meeting, **MADE):
        yield _("{number} is held there on {day}", number=meeting.number, day=date_words(meeting.day, work.today))


MOVES_OF = (
    select(*(meeting_moves.c[name] for name in ("at", "state", "remark")), staff.c.name.label("who"))
    .join(staff, staff.c.id == meeting_moves.c.staff_id)
    .where(meeting_moves.c.meeting_id == bindparam("meeting"))
    .order_by(meeting_moves.c.id)
)


def moves_of(work: Work, id: int) -> list[MeetingMove]:
    """What became of a meeting, from the day on which it was called."""
    return records(work.connection.execute(MOVES_OF, {"meeting": id}), MeetingMove, state=MeetingState)


PEOPLE: Select[Any] = (
    select(
        *(column for column in meeting_people.c if column.name != "name"),
        func.coalesce(staff.c.name, meeting_people.c.name).label("name"),
        func.coalesce(organisations.c.name, "").label("organisation"),
    )
    .outerjoin(staff, staff.c.id == meeting_people.c.staff_id)
    .outerjoin(organisations, organisations.c.id == meeting_people.c.organisation_id)
    .order_by(meeting_people.c.n)
)
PEOPLE_OF = PEOPLE.where(meeting_people.c.meeting_id == bindparam("meeting"))
PERSON = PEOPLE.where(meeting_people.c.id == bindparam("person"))


def people_of(work: Work, id: int) -> list[MeetingPerson]:
    """Who is asked to a meeting, in the order in which they were."""
    return records(work.connection.execute(PEOPLE_OF, {"meeting": id}), MeetingPerson, presence=Presence)


def find_person(work: Work, id: int) -> MeetingPerson:
    """Somebody on a list. Raises ``Refused`` for who is not there any more."""
    person = first_record(work.connection.execute(PERSON, {"person": id}), MeetingPerson, presence=Presence)
    if person is None:
        raise Refused(_("This person is no longer on the list."))
    return person


NEXT_PERSON = select(func.coalesce(func.max(meeting_people.c.n), 0) + 1).where(
    meeting_people.c.meeting_id == bindparam("meeting")
)


def next_person(work: Work, meeting_id: int) -> int:
    """The place behind the last of those who are asked."""
    return int(work.connection.scalar(NEXT_PERSON, {"meeting": meeting_id}) or 1)


_CAME = case((meeting_people.c.presence.in_([each.value for each in CAME]), 1), else_=0)
_PEOPLE_COUNTED = (
    select(meeting_people.c.meeting_id, func.count().label("asked"), func.sum(_CAME).label("came"))
    .join(meetings, meetings.c.id == meeting_people.c.meeting_id)
    .where(meetings.c.year == bindparam("of"))
    .group_by(meeting_people.c.meeting_id)
)


def people_counts(work: Work, year: int) -> dict[int, MeetingCounts]:
    """How many were asked and came, of each meeting of a year."""
    rows = work.connection.execute(_PEOPLE_COUNTED, {"of": year})
    return {row.meeting_id: MeetingCounts(row.asked, row.came) for row in rows}
