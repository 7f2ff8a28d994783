"""When something is free 可预约时段, as a text to paste into a group."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from desk.books import centre
from desk.books.bookings import availability, queries, rules
from desk.books.bookings.model import NoPlaceReason, Resource, ResourceKind, minutes_of_day
from desk.books.bookings.schedule import Schedule, Slot
from desk.core.calendar import day_words, weekday_words
from desk.core.clock_times import clock, span_words
from desk.core.words import P_, _, bracketed, listed, marked, on_record
from desk.core.work import Work
from desk.reports.bookings import about

MOST_DAYS = 366
"""No rule takes bookings further ahead."""


@on_record()
def text(work: Work, first: date, days: int, room: Resource | None = None) -> str:
    """What is free from a day on, for so many days, no further ahead than the rules take bookings. All counters and
    rooms, or one; nobody is named.
    """
    offered = [room] if room else queries.all_resources(work)
    begins, last = max(first, work.today), first + timedelta(days=min(days, MOST_DAYS) - 1)
    read = availability.schedules(work, offered, begins, last) if begins <= last else {}
    lines = [f"{marked(_('Times that can be booked'))}{centre.get(work).name}"]
    some = False
    for ahead in range((last - begins).days + 1):
        day = begins + timedelta(days=ahead)
        of_day = [line for each in offered if ahead_of(work, each, day) for line in _of_resource(read[each.id], day)]
        some = some or bool(of_day)
        lines += ["", day_words(day) + bracketed(weekday_words(day)), *of_day] if of_day else []
    if not some:
        lines += ["", _("Nothing can be booked in these days.")]
    return "\n".join([*lines, "", _("To book, please ring {number}.", number=about.telephone(work))])


def ahead_of(work: Work, resource: Resource, day: date) -> bool:
    """Are bookings taken for this day already?"""
    return (day - work.today).days <= rules.days_ahead(work, resource.kind)


def _of_resource(schedule: Schedule, day: date) -> Iterator[str]:
    """A line for one counter or room; none where it takes no bookings on that day."""
    name, slots = schedule.resource.name, schedule.slots(day)
    if schedule.why_none(day) is NoPlaceReason.FULL:
        yield f"{name}　{_('all booked')}"
    free = [slot for slot in slots if slot.free]
    if not free:
        return
    if schedule.resource.kind is ResourceKind.DESK:
        places = [P_("free places", "{time} ({n})", time=_begin(slot), n=slot.free) for slot in free]
        yield f"{name}　{listed(places)}"
        return
    yield f"{name}　{listed(_spans(free))}"


def _begin(slot: Slot) -> str:
    return clock(minutes_of_day(slot.begins_at))


def _spans(slots: list[Slot]) -> Iterator[str]:
    """Free slots that follow each other as one span: 08:00—11:00."""
    spans: list[list[Slot]] = []
    for slot in slots:
        if spans and spans[-1][-1].ends_at == slot.begins_at:
            spans[-1].append(slot)
        else:
            spans.append([slot])
    for span in spans:
        minutes = round((span[-1].ends_at - span[0].begins_at).total_seconds() / 60)
        begins = minutes_of_day(span[0].begins_at)
        yield span_words(begins, begins + minutes)
