"""The published duties 值班日历 as iCalendar (RFC 5545): everybody's, or one person's."""

from __future__ import annotations

from desk.books import centre
from desk.books.roster import turns
from desk.core.clock import CHINA
from desk.core.errors import Refused
from desk.core.month import Month
from desk.core.words import _, on_record
from desk.core.work import Work
from desk.reports.activities.calendar_ics import shanghai, written
from desk.storage import data_file_id


@on_record()
def ics(work: Work, month: Month, person: str = "") -> bytes:
    """The month's duties as a calendar, all people's or one's.

    An event is one person's turn at a duty: its UID stays the same, its SEQUENCE grows with every change. What was
    swapped, taken over or cancelled stays in the file as CANCELLED, so that it leaves the telephone that has it.
    """
    from icalendar import Calendar, Event

    shown = [turn for turn in turns.of_month(work, month) if person in ("", turn.name)]
    if person and not shown:
        raise Refused(_("{name} has no duty in this month.", name=person))
    house, book = centre.get(work), data_file_id.book_id(work.connection)
    calendar = Calendar()
    calendar.add("prodid", "-//neighbourhood-desk//roster//CN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", _("Duty roster of {name}", name=person or house.name))
    calendar.add_component(shanghai())
    for turn in shown:
        event = Event()
        event.add("uid", f"duty-{turn.duty.id}-{turn.person_id}@{book}")
        event.add("sequence", turn.changes)
        event.add("dtstamp", work.now)
        event.add("last-modified", turn.changed_at)
        event.add("status", "CANCELLED" if turn.off else "CONFIRMED")
        event.add("summary", f"{turn.shift.name} {turn.name}")
        for field, moment in (("dtstart", turn.duty.begins_at), ("dtend", turn.duty.ends_at)):
            event.add(field, moment.astimezone(CHINA).replace(tzinfo=None), parameters={"TZID": "Asia/Shanghai"})
        event.add("location", house.address or house.name)
        calendar.add_component(event)
    return written(calendar)
