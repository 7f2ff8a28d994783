"""Zones, rooms in them, and people who were there, as tests want them."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date, timedelta

from desk.books import centre, staff
from desk.books.centre import Venue
from desk.books.follow_ups.model import FollowUpOwner, OwnerKind
from desk.books.zones import adjusting, editing, queries
from desk.books.zones.adjusting import Carrying
from desk.books.zones.model import Adjustment, AdjustmentKind, FootfallWay, NewAdjustment, NewZone
from desk.core.clock import start_of
from desk.core.permissions import Role
from desk.core.work import Work
from desk.models.activities import activities, results
from desk.models.bookings import bookings, resources
from desk.models.visits import visits
from desk.models.zones import zone_counts
from desk.services.session import Desk
from tests.support.demo import TakenBack

HALL, READING, FITNESS, PARLOUR = "便民服务区", "阅览区", "健身区", "会客区"
DAY = timedelta(days=1)


def rolled_back(desk: Desk, act: object) -> None:
    """Do something in one action that is taken back as a whole."""
    with suppress(TakenBack), desk.write() as work:
        act(work)  # type: ignore[operator]
        raise TakenBack


def hall(work: Work) -> int:
    """The zone of the counter, by its room; the id."""
    return zone_with_room(work, HALL, "便民服务大厅")


def zone_with_room(work: Work, name: str, room: str) -> int:
    """A zone whose people the books know by its room; the id."""
    centre.add_venue(work, Venue(room, name, 40))
    return next(each.id for each in queries.details(work) if each.name == name)


def venue_of(work: Work, zone_id: int) -> int:
    """Its first room."""
    return queries.venues_of(work, zone_id)[0].id


def counted(work: Work, name: str = FITNESS) -> int:
    """A zone that is counted on rounds; the id."""
    return editing.add(work, NewZone(name, footfall=FootfallWay.COUNTED))


def count(work: Work, zone_id: int, days: Sequence[date], people: int, hour: int = 10) -> None:
    """So many on each of these days, whoever may enter it."""
    rows = [
        {
            "zone_id": zone_id,
            "day": day,
            "hour": hour,
            "people": people,
            "staff_id": work.actor.id,
            "at": start_of(day) + timedelta(hours=hour, minutes=5),
        }
        for day in days
    ]
    work.add_all(zone_counts, rows)


def came(work: Work, day: date, hour: int, many: int = 1, channel: str = "counter", state: str = "finished") -> None:
    """So many visits of an hour."""
    before = len(work.connection.execute(visits.select()).all())
    for n in range(many):
        work.add(
            visits,
            {
                "day": day,
                "queue": "Z",
                "number": before + n + 1,
                "state": state,
                "arrived_at": start_of(day) + timedelta(hours=hour, minutes=7),
                "staff_id": work.actor.id,
                "channel": channel,
            },
        )


def held(
    work: Work,
    venue_id: int | None,
    day: date,
    hour: int,
    people: int,
    answers: tuple[int, ...] = (0,) * 5,
    state: str = "held",
) -> None:
    """An activity of ninety minutes with its result."""
    count_before = len(work.connection.execute(activities.select()).all())
    id = work.add(
        activities,
        {
            "title": "活动",
            "kind": "culture",
            "state": state,
            "day": day,
            "begins": hour * 60 + 30,
            "ends": hour * 60 + 119,
            "venue_id": venue_id,
            "organiser_kind": "centre",
            "responsible_id": work.actor.id,
            "uid": f"uid-{count_before}",
            "changed_by": work.actor.id,
            "changed_at": work.now,
        },
    )
    values = {"activity_id": id, "people": people, "summary": "", "cost": 0, "satisfaction": list(answers)}
    work.add_all(results, [values])


def booked(
    work: Work, venue_id: int, day: date, hour: int, people: int, state: str = "done", kind: str = "room"
) -> None:
    """A room that somebody had for an hour."""
    before = len(work.connection.execute(bookings.select()).all())
    resource = work.add(
        resources, {"kind": kind, "name": f"场地{before}", "venue_id": venue_id, "capacity": 40, "active": True}
    )
    begins = start_of(day) + timedelta(hours=hour)
    work.add(
        bookings,
        {
            "number": f"Y{before:05d}",
            "resource_id": resource,
            "begins_at": begins,
            "ends_at": begins + timedelta(hours=1),
            "people": people,
            "channel": "counter",
            "state": state,
            "made_by": work.actor.id,
            "made_at": work.now,
        },
    )


def carrying(work: Work) -> Carrying:
    """A clerk sees to it."""
    clerk = next((each for each in staff.everyone(work) if each.name == "林小芳"), None)
    clerk = clerk or staff.add(work, "林小芳", Role.CLERK)
    return Carrying(FollowUpOwner(OwnerKind.STAFF, clerk.name, clerk.id))


def new_adjustment(zone_id: int, kind: AdjustmentKind = AdjustmentKind.OPERATOR, **more: object) -> NewAdjustment:
    """One with reason and description, of today."""
    new = NewAdjustment(zone_id, kind, "少有人来", "换由志愿者管理", effective_on=date(2026, 11, 24))
    return replace(new, **more)  # type: ignore[arg-type]


def in_effect(
    work: Work, zone_id: int, on: date, kind: AdjustmentKind = AdjustmentKind.OPERATOR, **more: object
) -> Adjustment:
    """Decided on and in effect since a day."""
    then = replace(work, now=start_of(on) + timedelta(hours=9))
    made = adjusting.decide(then, new_adjustment(zone_id, kind, effective_on=on, **more), carrying(then))
    return adjusting.take_effect(then, made.id, made.version, on)


def as_role(work: Work, role: Role) -> Work:
    """The same action by somebody of another role."""
    return replace(work, actor=replace(work.actor, role=role))
