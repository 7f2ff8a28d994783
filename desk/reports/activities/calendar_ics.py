"""The activity calendar 活动月历 as iCalendar (RFC 5545), to take into a telephone's calendar."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Any

from desk.books.activities.model import Activity, ActivityState
from desk.core.month import Month
from desk.core.words import _, on_record
from desk.core.work import Work
from desk.reports.activities.view_model import CalendarSheet
from desk.reports.activities.view_model import sheet as calendar_sheet
from desk.text import printable

PRODUCT = "-//neighbourhood-desk//activities//CN"
STATUS = {ActivityState.CANCELLED: "CANCELLED", ActivityState.DRAFT: "TENTATIVE"}


@on_record()
def ics(work: Work, month: Month) -> bytes:
    """Every activity once, cancelled ones as CANCELLED. The UID stays, SEQUENCE grows with every change."""
    from icalendar import Calendar, Event

    sheet = calendar_sheet(work, month)

    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", f"{sheet.centre.name} {sheet.title}")
    calendar.add_component(shanghai())
    activities: dict[int, Activity] = {entry.activity.id: entry.activity for entry in sheet.all}
    for activity in activities.values():
        event = Event()
        event.add("uid", activity.uid)
        event.add("sequence", activity.sequence)
        event.add("dtstamp", work.now)
        if activity.changed_at:
            event.add("last-modified", activity.changed_at)
        event.add("summary", activity.title)
        for field, minutes in (("dtstart", activity.begins), ("dtend", activity.ends)):
            event.add(field, _moment(activity, minutes), parameters={"TZID": "Asia/Shanghai"})
        event.add("location", " ".join(filter(None, [sheet.centre.name, activity.where])))
        event.add("categories", [activity.kind.label])
        event.add("status", STATUS.get(activity.state, "CONFIRMED"))
        if activity.audience or activity.contact:
            event.add(
                "description",
                _(
                    "For {audience}; contact {contact}",
                    audience=activity.audience or _("everybody"),
                    contact=activity.contact or sheet.centre.telephone,
                ),
            )
        calendar.add_component(event)
    return written(calendar)


def written(calendar: Any) -> bytes:
    """The finished file, without characters that a calendar cannot hold."""
    return printable(bytes(calendar.to_ical()).decode()).encode()


def shanghai() -> Any:
    """The VTIMEZONE: UTC+8 all year round since 1992."""
    from icalendar import Timezone, TimezoneStandard

    zone, standard = Timezone(), TimezoneStandard()
    zone.add("tzid", "Asia/Shanghai")
    standard.add("dtstart", datetime(1992, 1, 1))
    standard.add("tzoffsetfrom", timedelta(hours=8))
    standard.add("tzoffsetto", timedelta(hours=8))
    zone.add_component(standard)
    return zone


def _moment(activity: Activity, minutes: int) -> datetime:
    return datetime.combine(activity.day, time()) + timedelta(minutes=minutes)


def short(sheet: CalendarSheet) -> str:
    """The same in the fewest words, for a code to scan: local times, no zone.

    DTSTAMP is the last change, as RFC 5545 (3.8.7.2) wants it where no METHOD stands.
    """
    from icalendar import Calendar, Event

    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    for entry in sheet.all:
        if entry.off:
            continue
        activity = entry.activity
        event = Event()
        event.add("uid", activity.uid)
        if activity.sequence:
            event.add("sequence", activity.sequence)
        event.add("dtstamp", activity.changed_at)
        event.add("summary", activity.title)
        event.add("dtstart", _moment(activity, activity.begins))
        event.add("dtend", _moment(activity, activity.ends))
        if activity.where:
            event.add("location", activity.where)
        calendar.add_component(event)
    return bytes(calendar.to_ical()).decode().rstrip()
