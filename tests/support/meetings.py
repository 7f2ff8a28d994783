"""Joint meetings of a centre with two leaders and two clerks, and the organisations that come to them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from desk.books.meetings import agenda, holding, people, planning, queries
from desk.books.meetings.model import Meeting, MeetingKind, NewItem, NewMeeting, NewPerson, Presence
from desk.core.work import Work
from tests.support.follow_ups import Crew


def new_meeting(work: Work, crew: Crew, **more: Any) -> NewMeeting:
    """A quarterly meeting today, with room for other values."""
    new = NewMeeting(
        "2026年第四季度党建联席会议",
        MeetingKind.QUARTERLY,
        work.today,
        15 * 60,
        16 * 60,
        "陈主任",
        crew.clerk.id,
        place="二楼会议室",
    )
    return replace(new, **more)


def called(work: Work, crew: Crew, *items: str, **more: Any) -> Meeting:
    """A meeting that is planned, with somebody from outside and a clerk asked to it."""
    meeting = planning.call(work, new_meeting(work, crew, **more))
    people.ask(work, meeting.id, NewPerson(name="郑书记", position="凤亭村党支部", telephone="13850009999"))
    people.ask(work, meeting.id, NewPerson(staff_id=crew.clerk.id))
    for text in items:
        agenda.add(work, meeting.id, NewItem(text))
    return meeting


def held(work: Work, crew: Crew, *items: str, **more: Any) -> Meeting:
    """A meeting that goes on, with the first of its people present."""
    meeting = called(work, crew, *items, **more)
    meeting = planning.give_notice(work, meeting.id, meeting.version)
    meeting = holding.begin(work, meeting.id, meeting.version)
    people.sign(work, queries.people_of(work, meeting.id)[0].id, Presence.PRESENT)
    return meeting


def issued(work: Work, meeting: Meeting) -> Meeting:
    """Its minutes are out."""
    return holding.issue(work, meeting.id, queries.find(work, meeting.id).version)
