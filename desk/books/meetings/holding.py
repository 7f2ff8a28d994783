"""Holding a joint meeting 开会, and issuing its minutes 签发纪要, after which nothing in them changes any more."""

from __future__ import annotations

from datetime import datetime, timedelta

from desk.books import centre
from desk.books.centre import days_off
from desk.books.meetings import agenda, agenda_queries, queries
from desk.books.meetings.model import AgendaKind, Meeting, MeetingState, Presence
from desk.books.meetings.moves import as_seen, change_state
from desk.core.calendar import date_words
from desk.core.clock import local, start_of
from desk.core.errors import Refused
from desk.core.permissions import May
from desk.core.words import _, listed
from desk.core.work import Work
from desk.models.meetings import meeting_people


def begin(work: Work, id: int, version: int) -> Meeting:
    """It is held: what is still open from last time is kept as the first item. Also afterwards, of one that was held on
    its day. Raises ``Refused``.
    """
    work.require(May.HOLD_MEETINGS)
    meeting = as_seen(work, id, version)
    if work.today < meeting.day and meeting.state is MeetingState.NOTIFIED:
        day = date_words(meeting.day, work.today)
        raise Refused(
            _("{number} is on {day}. Please change its day if it is held today.", number=meeting.number, day=day)
        )
    held_at = _held_at(work, meeting)
    due_on = days_off.calendar(work).after(local(held_at).date(), centre.rule(work, "meeting_minutes_workdays"))
    held = change_state(work, meeting, MeetingState.HELD, held_at=held_at, minutes_due_on=due_on)
    agenda.carry_over(work, id)
    return held


def _held_at(work: Work, meeting: Meeting) -> datetime:
    if meeting.day == work.today:
        return work.now
    return start_of(meeting.day) + timedelta(minutes=meeting.begins)


def issue(work: Work, id: int, version: int) -> Meeting:
    """The minutes are out 签发, with their number of the year; who was asked and did not come was absent. Raises
    ``Refused`` while nobody signed or an item has neither words nor a resolution.
    """
    work.require(May.HOLD_MEETINGS)
    meeting = as_seen(work, id, version)
    if meeting.state is MeetingState.HELD:
        require_can_issue(work, meeting)
    number = queries.highest_minutes(work, meeting.year) + 1
    issued = change_state(work, meeting, MeetingState.ISSUED, issued_at=work.now, minutes_number=number)
    for person in queries.people_of(work, id):
        if person.presence is Presence.INVITED:
            work.change(meeting_people, person.id, {"presence": Presence.ABSENT.value})
    return issued


def require_can_issue(work: Work, meeting: Meeting) -> None:
    """Raises ``Refused`` while nobody signed or an item has neither words nor a resolution."""
    if not any(each.came for each in queries.people_of(work, meeting.id)):
        raise Refused(_("Nobody has signed in at {number} yet. Please mark who came.", number=meeting.number))
    if missing := unminuted(work, meeting):
        raise Refused(
            _(
                "Of item {places} nothing is written down. Please write what was said, or “none”.",
                places=listed(map(str, missing)),
            )
        )


def unminuted(work: Work, meeting: Meeting) -> list[int]:
    """The numbers of the items of which neither words nor a resolution are kept, but for what was open from last
    time.
    """
    decided = {each.item_id for each in agenda_queries.resolutions_of(work, meeting.id)}
    return [
        place
        for place, each in agenda_queries.numbered_items(work, meeting)
        if each.kind is not AgendaKind.CARRIED and not each.decision and each.id not in decided
    ]
