"""How the places of a slot come about 号源测算: the sum that whoever sets the rules can follow."""

from __future__ import annotations

from datetime import date, timedelta

from desk.books.bookings import availability
from desk.books.bookings.model import Resource, ResourceKind, SlotRule, moment
from desk.books.bookings.schedule import Schedule
from desk.core.calendar import moment_words
from desk.core.words import P_, _, bracketed
from desk.core.work import Work

AHEAD = 60
"""Days in which a day is looked for on which the rule holds."""


def words_of(work: Work, resource: Resource, rule: SlotRule) -> str:
    """How many can be booked in a slot of this rule and why, on the next day on which it holds: 2人在岗×30分钟÷10分钟
    ×60%＝3.6，取3人. Of a resource that is not stored yet, and of a rule that holds on no day soon, what can be said.
    """
    if resource.kind is ResourceKind.ROOM or rule.places is not None:
        places = min(rule.places or resource.capacity, resource.capacity)
        return P_("places of a slot", "{n} people a slot, as set here.", n=places)
    if not resource.id:
        return _("By the duty roster, as soon as it is saved.")
    tomorrow = work.today + timedelta(days=1)
    pace = availability.pace_for(work, [resource])
    read = availability.schedule(work, resource.id, tomorrow, tomorrow, pace=pace)
    day = next((on for on in _days(tomorrow) if rule.holds_on(on, read.calendar)), None)
    if day is None:
        return _("It holds on no day of the next {n}.", n=AHEAD)
    if not read.staffing.known:
        return _("The centre keeps no duty roster: as many as the counter takes, {n} people.", n=resource.capacity)
    if day != tomorrow:
        read = availability.schedule(work, resource.id, day, day, pace=pace)
    return _sum(read, rule, day, resource.capacity, work.today)


def _days(first: date) -> list[date]:
    return [first + timedelta(days=n) for n in range(AHEAD)]


def _sum(read: Schedule, rule: SlotRule, day: date, capacity: int, today: date) -> str:
    """Of the slot with the most places; behind it the least and the most of that day where they differ."""
    length = timedelta(minutes=rule.minutes)
    begins = [moment(day, at) for at in range(rule.begins, rule.ends - rule.minutes + 1, rule.minutes)]
    places = [read.places(rule, at, at + length) for at in begins]
    best = begins[places.index(max(places))]
    staffing, clerks = read.staffing, read.staffing.clerks(best, best + length)
    at = moment_words(best, today)
    if not clerks:
        return _("{at}: nobody is on duty by the roster, so nobody can book.", at=at)
    exact = clerks * rule.minutes / staffing.minutes_each * staffing.share / 100
    sentence = _(
        "{at}: {clerks} on duty × {minutes} min ÷ {each} min × {share}% = {exact}, so {n} people",
        at=at,
        clerks=clerks,
        minutes=rule.minutes,
        each=f"{staffing.minutes_each:.3g}",
        share=staffing.share,
        exact=f"{exact:.3g}",
        n=max(places),
    )
    if staffing.places(best, best + length) > capacity:
        sentence += bracketed(_("the counter takes {n}", n=capacity))
    if min(places) < max(places):
        sentence += bracketed(_("{least} to {most} on that day", least=min(places), most=max(places)))
    return sentence
