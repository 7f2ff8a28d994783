"""The published duties 值班日历 as iCalendar (RFC 5545): everybody's, or one person's."""

from __future__ import annotations

from desk.books import centre
from desk.core.clock import CHINA
from desk.core.errors import Refused
from desk.core.month import Month
from desk.core.words import _, on_record
from desk.core.work import Work
from desk.reports.activities.calendar_ics import shanghai, written
from desk.reports.roster.roster_notice import published_rows


@on_record()
def ics(work: Work, month: Month, person: str = "") -> bytes:
    """The month's duties as a calendar, all people's or one's. UIDs stay the same when a duty changes hands."""
    from icalendar import Calendar, Event

    rows = [row for row in published_rows(work, month) if person in ("", row.name)]
    if person and not rows:
        raise Refused(_("{name} has no duty in this month.", name=person))
    house = centre.get(work)
    calendar = Calendar()
    calendar.add("prodid", "-//neighbourhood-desk//roster//CN")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", _("Duty roster of {name}", name=person or house.name))
    calendar.add_component(shanghai())
    for row in rows:
        event = Event()
        event.add("uid", f"duty-{row.duty.id}@neighbourhood-desk")
        event.add("dtstamp", work.now)
        event.add("summary", f"{row.shift.name} {row.name}")
        for field, moment in (("dtstart", row.duty.begins_at), ("dtend", row.duty.ends_at)):
            event.add(field, moment.astimezone(CHINA).replace(tzinfo=None), parameters={"TZID": "Asia/Shanghai"})
        event.add("location", house.address or house.name)
        calendar.add_component(event)
    return written(calendar)
