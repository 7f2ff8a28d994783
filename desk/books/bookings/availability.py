"""What is free when 号源: everything that a schedule reckons with, read together for one resource or many."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import date, datetime, timedelta

from desk.books import centre, visits
from desk.books.bookings import queries
from desk.books.bookings.model import Closure, Resource, ResourceKind
from desk.books.bookings.queries import TakenTime
from desk.books.bookings.schedule import Schedule
from desk.books.bookings.staffing import Staffing
from desk.books.centre import days_off
from desk.books.occupations import busy
from desk.books.roster import presence
from desk.books.visits import Pace
from desk.core.clock import start_of
from desk.core.identity import mask_name
from desk.core.occupation import Occupation
from desk.core.words import P_
from desk.core.work import Work

DAY = timedelta(days=1)


def occupation_of(taken: TakenTime) -> Occupation:
    """A booking as something that takes up its resource."""
    who = taken.party or mask_name(taken.name)
    text = P_("who has a place", "{number} {who}", number=taken.number, who=who)
    return Occupation(taken.begins_at, taken.ends_at, taken.people, True, f"bookings:{taken.id}", text)


def closure_occupation(closure: Closure) -> Occupation:
    """A closure as something that takes up what it closes."""
    text = P_("closure", "closed: {reason}", reason=closure.reason)
    return Occupation(closure.begins_at, closure.ends_at, 1, True, f"closures:{closure.id}", text)


def schedules(
    work: Work,
    which: Sequence[Resource],
    first: date,
    last: date,
    *,
    without: Collection[int] = (),
    pace: Pace | None = None,
) -> dict[int, Schedule]:
    """The schedules of several resources for some days, by resource id, read together. ``without`` are bookings that
    are left out, as they are being moved or counted apart; ``pace`` is what the caller has read in this transaction.
    """
    begins_at, ends_at = start_of(first), start_of(last) + DAY
    ids = [resource.id for resource in which]
    rules = queries.rules_of(work, ids)
    closures = queries.closed_between(work, ids, begins_at, ends_at)
    taken: dict[int, list[Occupation]] = {id: [] for id in ids}
    for each in queries.taken_times(work, ids, begins_at, ends_at):
        if each.id not in without:
            taken[each.resource_id].append(occupation_of(each))
    calendar = days_off.calendar(work)
    staffed = staffing_of(work, which, first, last, pace)
    own = (
        {each.id for each in queries.all_resources(work, retired=True)}
        if any(resource.venue_id for resource in which)
        else set()
    )
    return {
        each.id: Schedule(
            each,
            [rule for rule in rules if rule.resource_id == each.id],
            calendar,
            work.now,
            taken[each.id],
            [closure_occupation(closure) for closure in closures if closure.resource_id in (None, each.id)]
            + _elsewhere(work, each, begins_at, ends_at, own),
            staffed.get(each.id, Staffing()),
        )
        for each in which
    }


def _elsewhere(
    work: Work, resource: Resource, begins_at: datetime, ends_at: datetime, own: Collection[int]
) -> list[Occupation]:
    """What other books, and other resources of the same venue, do there at that time."""
    if resource.venue_id is None:
        return []
    mine = {f"bookings:{booking.id}" for booking in queries.taken_times(work, [resource.id], begins_at, ends_at)}
    closed = {f"closures:{each.id}" for each in queries.closed_between(work, own, begins_at, ends_at)}
    return [each for each in busy(work, resource.venue_id, begins_at, ends_at) if each.subject not in mine | closed]


def at_venue(work: Work, venue_id: int, begins_at: datetime, ends_at: datetime) -> list[Occupation]:
    """When bookings and closures take up a venue, for whoever else wants it."""
    ids = [resource.id for resource in queries.resources_at(work, venue_id)]
    if not ids:
        return []
    taken = [occupation_of(each) for each in queries.taken_times(work, ids, begins_at, ends_at)]
    return taken + [closure_occupation(each) for each in queries.closed_between(work, ids, begins_at, ends_at)]


def schedule(
    work: Work,
    resource_id: int,
    first: date,
    last: date,
    *,
    without: Collection[int] = (),
    pace: Pace | None = None,
) -> Schedule:
    """The schedule of one resource. Raises ``Refused`` when it is gone."""
    resource = queries.find_resource(work, resource_id)
    return schedules(work, [resource], first, last, without=without, pace=pace)[resource_id]


def pace_for(work: Work, which: Iterable[Resource]) -> Pace | None:
    """How long serving takes, to be handed on to several readings of these resources; rooms need nobody's time."""
    return visits.pace(work) if any(resource.kind is ResourceKind.DESK for resource in which) else None


def staffing_of(
    work: Work, which: Iterable[Resource], first: date, last: date, pace: Pace | None = None
) -> dict[int, Staffing]:
    """By whom the counters are staffed; rooms need nobody."""
    desks = [resource for resource in which if resource.kind is ResourceKind.DESK]
    if not desks:
        return {}
    present = presence.clerks_between(work, first, last)
    share, known = centre.rule(work, "booking_share"), pace or visits.pace(work)
    return {
        desk.id: Staffing(
            present or (), known.by_item.get(desk.service_id or 0, known.usual), share, present is not None
        )
        for desk in desks
    }
