"""What can be booked and when 预约设置: counters and rooms, their slot rules, and times at which they are closed."""

from __future__ import annotations

from dataclasses import asdict, replace
from datetime import timedelta
from functools import partial
from typing import Any

from sqlalchemy import delete

from desk.books import catalogue, centre
from desk.books.bookings import availability, lost_places, queries
from desk.books.bookings.lost_places import FAR
from desk.books.bookings.model import (
    HOLIDAYS,
    BookingState,
    CallReason,
    Closure,
    Resource,
    ResourceKind,
    SlotRule,
)
from desk.books.bookings.waiting_list import move_up
from desk.books.visits import Pace
from desk.core import edit_conflicts, identity
from desk.core.clock import local, start_of
from desk.core.errors import Refused, Rule, refuse_wrong
from desk.core.permissions import May
from desk.core.words import N_, NP_, _
from desk.core.work import Work
from desk.models.bookings import closures, resources, slot_rules

RESOURCE_LABELS = {
    "name": NP_("resource", "Name"),
    "kind": NP_("resource", "Kind"),
    "capacity": NP_("resource", "Places"),
    "venue_id": N_("Venue"),
    "service_id": N_("Service item"),
    "shared": NP_("resource", "Several at one time"),
}
LONGEST_NAME = 30
LONGEST_REASON = 60


def add(work: Work, resource: Resource) -> int:
    """Something that can be booked from now on, once it has slot rules. Raises ``Invalid``."""
    work.require(May.DECIDE_BOOKINGS)
    values = _row(_checked(work, resource))
    id = work.add(resources, values)
    work.audit("resource.add", f"resources:{id}", after=values)
    return id


def edit(work: Work, id: int, resource: Resource, read: Resource | None = None) -> int:
    """Change it as it was ``read``. More places go to whoever waits; who has none any more is put on the list of calls.
    How many these are. Raises ``Invalid``, ``Refused``, and ``EditConflict`` as every edit does.
    """
    work.require(May.DECIDE_BOOKINGS)
    was = queries.find_resource(work, id)
    edited = edit_conflicts.EditedRecord(f"resources:{id}", RESOURCE_LABELS, partial(_shown, work))
    settled = edit_conflicts.settled(work, edited, read, was, replace(resource, id=id))
    refuse_wrong(
        [
            (
                "kind",
                settled.kind is not was.kind and queries.was_ever_booked(work, id),
                _("“{name}” has bookings already and stays what it is. Please add another one.", name=was.name),
            )
        ]
    )
    values = _row(_checked(work, settled))
    before = _row(was)
    changed = {name: value for name, value in values.items() if before[name] != value}
    if not changed:
        return 0
    work.change(resources, id, changed)
    work.audit("resource.edit", f"resources:{id}", {name: before[name] for name in changed}, changed)
    return reconsider(work, id)


def _shown(work: Work, field: str, value: Any) -> str:
    """A value as the form shows it."""
    if field == "venue_id" and value is not None:
        return next((each.name for each in centre.all_venues(work, retired=True) if each.id == value), "")
    if field == "service_id" and value is not None:
        return catalogue.find(work, value).name
    return edit_conflicts.plain(value)


def retire(work: Work, id: int, active: bool = False) -> None:
    """It is offered no longer 停止预约, or again; what is booked stays."""
    work.require(May.DECIDE_BOOKINGS)
    work.change(resources, id, {"active": active})
    work.audit("resource.retire" if not active else "resource.offer", f"resources:{id}")


def _row(resource: Resource) -> dict[str, Any]:
    values = asdict(resource)
    return {name: values[name] for name in RESOURCE_LABELS} | {"kind": resource.kind.value}


def _checked(work: Work, resource: Resource) -> Resource:
    tidied = replace(resource, name=identity.one_line(resource.name))
    others = [each.name for each in queries.all_resources(work, retired=True) if each.id != tidied.id]
    is_room = tidied.kind is ResourceKind.ROOM
    tidied = replace(tidied, service_id=None) if is_room else replace(tidied, venue_id=None, shared=False)
    refuse_wrong(
        [
            ("name", not tidied.name, _("Please enter a name.")),
            ("name", len(tidied.name) > LONGEST_NAME, _("The name has more than {n} characters.", n=LONGEST_NAME)),
            (
                "name",
                tidied.name in others,
                _("“{name}” can be booked already. Please choose another name.", name=tidied.name),
            ),
            ("capacity", not 1 <= tidied.capacity <= 1000, _("The places are 1 to 1000.")),
            ("venue_id", is_room and tidied.venue_id is None, _("Please choose the venue.")),
        ]
    )
    return tidied


def save_rules(work: Work, resource_id: int, rules: list[SlotRule]) -> int:
    """The slot rules of a resource anew; who no longer has a place by them is put on the list of calls. How many these
    are.

    Raises ``Invalid`` naming the rule by its place, from 0: ``rules.0.begins``.
    """
    work.require(May.DECIDE_BOOKINGS)
    refuse_wrong([wrong for n, rule in enumerate(rules) for wrong in _rule_problems(n, rule)])
    before = [_rule_row(rule) for rule in queries.rules_of(work, [resource_id])]
    rows = [_rule_row(replace(rule, resource_id=resource_id)) for rule in rules]
    if before == rows:
        return 0
    work.connection.execute(delete(slot_rules).where(slot_rules.c.resource_id == resource_id))
    work.add_all(slot_rules, rows)
    work.audit("slot_rules.save", f"resources:{resource_id}", {"rules": before}, {"rules": rows})
    return reconsider(work, resource_id)


def _rule_row(rule: SlotRule) -> dict[str, Any]:
    values = asdict(rule) | {"days": sorted(rule.days)}
    del values["id"]
    return values


def _rule_problems(n: int, rule: SlotRule) -> list[Rule]:
    in_a_day = 0 <= rule.begins < rule.ends <= 24 * 60
    backwards = bool(rule.first_on and rule.last_on and rule.first_on > rule.last_on)
    return [
        (f"rules.{n}.days", not rule.days, _("Please choose the days.")),
        (f"rules.{n}.days", not rule.days <= frozenset(range(HOLIDAYS + 1)), _("Please choose the days.")),
        (f"rules.{n}.ends", not in_a_day, _("The time ends after it begins, like 08:30—11:30.")),
        (f"rules.{n}.minutes", not 5 <= rule.minutes <= 480, _("A slot has 5 to 480 minutes.")),
        (
            f"rules.{n}.minutes",
            in_a_day and rule.minutes > rule.ends - rule.begins,
            _("No slot fits between begin and end."),
        ),
        (f"rules.{n}.places", rule.places is not None and not 1 <= rule.places <= 1000, _("The places are 1 to 1000.")),
        (f"rules.{n}.last_on", backwards, _("The last day is before the first.")),
    ]


def close(work: Work, closure: Closure) -> int:
    """Close a resource, or the whole centre, for a time 停用. Whoever has a booking then is put on the list of calls.
    How many bookings that are. Raises ``Invalid``.
    """
    work.require(May.DECIDE_BOOKINGS)
    reason = identity.one_line(closure.reason)
    refuse_wrong(
        [
            ("ends_at", closure.ends_at <= closure.begins_at, _("It ends before it begins. Please enter a later end.")),
            ("ends_at", closure.ends_at <= work.now, _("This time is over.")),
            ("ends_at", closure.ends_at - work.now > FAR, _("Please enter an end within a year.")),
            ("reason", not reason, _("Please enter the reason; residents will ask.")),
            ("reason", len(reason) > LONGEST_REASON, _("The reason has more than {n} characters.", n=LONGEST_REASON)),
        ]
    )
    values = {name: getattr(closure, name) for name in ("resource_id", "begins_at", "ends_at")}
    values |= {"reason": reason, "staff_id": work.actor.id, "at": work.now}
    id = work.add(closures, values)
    work.audit("closure.add", f"closures:{id}", after=values)
    which = [closure.resource_id] if closure.resource_id else [r.id for r in queries.all_resources(work, retired=True)]
    hit = [
        booking
        for booking in queries.occupying(work, which, closure.begins_at, closure.ends_at)
        if booking.state in (BookingState.BOOKED, BookingState.HELD) and booking.ends_at > work.now
    ]
    for booking in hit:
        lost_places.call_once(work, booking.id, CallReason.CLOSED, reason)
    return len(hit)


def lift(work: Work, id: int) -> None:
    """Open again after all 恢复: nobody is rung up any more about what was closed, and who waits gets what came free.
    Raises ``Refused`` when it is open already.
    """
    work.require(May.DECIDE_BOOKINGS)
    closure = next((each for each in queries.closures_from(work, work.today) if each.id == id), None)
    if closure is None:
        raise Refused(_("It is open again already, or the time is over."))
    work.change(closures, id, {"lifted_at": work.now})
    work.audit("closure.lift", f"closures:{id}")
    every = queries.all_resources(work, retired=True)
    opened = [each for each in every if closure.resource_id in (None, each.id)]
    pace = availability.pace_for(work, opened)
    for each in opened:
        move_up(work, each.id, closure.begins_at, closure.ends_at, pace)


def reconsider(work: Work, resource_id: int, pace: Pace | None = None) -> int:
    """After rules or places changed: who waits moves up; who has no place any more is put on the list of calls, and
    who has one again is taken off it. How many were put on it.
    """
    work.require(May.SERVE)
    pace = pace or availability.pace_for(work, [queries.find_resource(work, resource_id)])
    move_up(work, resource_id, work.now, work.now + FAR, pace)
    without = lost_places.without_place(work, resource_id, pace)
    return sum(lost_places.call_once(work, id, CallReason.ROSTER) for id in without)


def after_roster_change(work: Work) -> int:
    """Compare the bookings to come with the roster as it stands now 排班变动核对: whoever has no place by it is put on
    the list of calls. How many were added.
    """
    work.require(May.SERVE)
    desks = [each for each in queries.all_resources(work) if each.kind is ResourceKind.DESK]
    pace = availability.pace_for(work, desks)
    return sum(reconsider(work, desk.id, pace) for desk in desks)


def day_words_of(closure: Closure) -> str:
    """2026-12-01 09:00—12:00, 2026-12-01 09:00—2026-12-02 12:00, or whole days 全天, as a list shows it."""
    begins, ends = local(closure.begins_at), local(closure.ends_at)
    if begins == start_of(begins.date()) and ends == start_of(ends.date()):
        last = ends.date() - timedelta(days=1)
        days = f"{begins:%Y-%m-%d}" if last == begins.date() else f"{begins:%Y-%m-%d}—{last:%Y-%m-%d}"
        return _("{days} all day", days=days)
    if begins.date() == ends.date():
        return f"{begins:%Y-%m-%d %H:%M}—{ends:%H:%M}"
    return f"{begins:%Y-%m-%d %H:%M}—{ends:%Y-%m-%d %H:%M}"
