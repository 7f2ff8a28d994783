"""Reading the calendar 活动日历: a span of days, one activity, its history, a search."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime, timedelta
from typing import Any, Final

from sqlalchemy import ColumnElement, Select, bindparam, case, func, literal, null, select, union_all

from desk.books.activities.model import (
    OVER,
    Activity,
    ActivityChange,
    ActivityDraft,
    ActivityKind,
    ActivityState,
    OrganiserKind,
)
from desk.core import name_search
from desk.core.clock import local, start_of
from desk.core.errors import Refused
from desk.core.month import Month
from desk.core.occupation import Occupation
from desk.core.records import first_record, records
from desk.core.words import P_, _, listed
from desk.core.work import Work
from desk.models.activities import activities, moves, publications
from desk.models.activities import changes as change_table
from desk.models.centre import venues, zones
from desk.models.organisations import organisations
from desk.models.staff import staff

STORED = [activities.c[field.name] for field in fields(Activity) if field.name in activities.c]
WHERE = (
    func.coalesce(venues.c.name, "").label("venue"),
    func.coalesce(zones.c.name, "").label("zone"),
    staff.c.name.label("responsible"),
    func.coalesce(organisations.c.name, "").label("organisation"),
)
JOINED = (
    activities.join(staff, staff.c.id == activities.c.responsible_id)
    .outerjoin(venues, venues.c.id == activities.c.venue_id)
    .outerjoin(zones, zones.c.id == venues.c.zone_id)
    .outerjoin(organisations, organisations.c.id == activities.c.organisation_id)
)
ACTIVITIES: Select[Any] = select(*STORED, *WHERE).select_from(JOINED)
"""Every column of an ``Activity``, by its name."""
MADE: Final = {
    "kind": ActivityKind,
    "state": ActivityState,
    "organiser_kind": OrganiserKind,
    "mark": ActivityChange,
}
IN_SPAN = ACTIVITIES.where(activities.c.day.between(bindparam("first"), bindparam("last"))).order_by(
    activities.c.day, activities.c.begins, activities.c.id
)
BY_ID = ACTIVITIES.where(activities.c.id == bindparam("activity_id"))
OF_SERIES = ACTIVITIES.where(activities.c.series_id == bindparam("series_id")).order_by(
    activities.c.day, activities.c.begins
)
PUT_OFF = ACTIVITIES.where(
    activities.c.was_day.between(bindparam("first"), bindparam("last")),
    activities.c.state.in_([ActivityState.POSTPONED.value, ActivityState.HELD.value, ActivityState.CANCELLED.value]),
    (activities.c.was_day != activities.c.day) | (activities.c.was_begins != activities.c.begins),
).order_by(activities.c.was_day, activities.c.was_begins)


def between(work: Work, first: date, last: date) -> list[Activity]:
    """All activities of a span in the order in which they begin."""
    return records(work.connection.execute(IN_SPAN, {"first": first, "last": last}), Activity, **MADE)


def of_month(work: Work, month: Month, states: Sequence[ActivityState] = tuple(ActivityState)) -> list[Activity]:
    """The activities of a month that are in one of the states, in the order in which they begin."""
    return [activity for activity in between(work, month.first, month.last) if activity.state in states]


def of_series(work: Work, series_id: int) -> list[Activity]:
    """All activities of a repetition, in the order in which they begin."""
    return records(work.connection.execute(OF_SERIES, {"series_id": series_id}), Activity, **MADE)


def put_off(work: Work, month: Month) -> list[Activity]:
    """Those that first stood in a month and were postponed 延期, in the order of their first dates."""
    return records(work.connection.execute(PUT_OFF, {"first": month.first, "last": month.last}), Activity, **MADE)


def find(work: Work, id: int) -> Activity:
    """Raises ``Refused`` when somebody removed it meanwhile."""
    activity = first_record(work.connection.execute(BY_ID, {"activity_id": id}), Activity, **MADE)
    if activity is None:
        raise Refused(_("This draft was removed meanwhile."))
    return activity


def _overlapping(resource: str) -> Select[Any]:
    """Who has a venue or a person at a time on a day; what was cancelled has nothing."""
    same_time = (activities.c.begins < bindparam("until")) & (activities.c.ends > bindparam("since"))
    return (
        ACTIVITIES.where(activities.c[resource] == bindparam("resource_id"), activities.c.day == bindparam("on"))
        .where(same_time, activities.c.id != bindparam("but"), activities.c.state != ActivityState.CANCELLED.value)
        .order_by(activities.c.begins)
        .limit(1)
    )


OVERLAPPING = {resource: _overlapping(resource) for resource in ("venue_id", "responsible_id")}


def overlapping(work: Work, resource: str, plan: ActivityDraft, but: int) -> Activity | None:
    """The first other activity than ``but`` that has the plan's venue or person responsible at its time.

    ``resource`` is ``venue_id`` or ``responsible_id``.
    """
    sought = {"resource_id": getattr(plan, resource), "on": plan.day, "but": but}
    sought |= {"since": plan.begins, "until": plan.ends}
    return first_record(work.connection.execute(OVERLAPPING[resource], sought), Activity, **MADE)


AT_VENUE = ACTIVITIES.where(
    activities.c.venue_id == bindparam("venue"),
    activities.c.day.between(bindparam("first"), bindparam("last")),
    activities.c.state != ActivityState.CANCELLED.value,
).order_by(activities.c.day, activities.c.begins)


def occupations(work: Work, venue: int, begins_at: datetime, ends_at: datetime) -> Iterator[Occupation]:
    """When a venue is taken by activities, drafts too, on the days of a span of time."""
    days = {"first": local(begins_at).date(), "last": local(ends_at).date()}
    for activity in records(work.connection.execute(AT_VENUE, {"venue": venue, **days}), Activity, **MADE):
        midnight = start_of(activity.day)
        yield Occupation(
            midnight + timedelta(minutes=activity.begins),
            midnight + timedelta(minutes=activity.ends),
            activity.capacity or 1,
            True,
            f"activities:{activity.id}",
            P_("who has a venue", "activity “{title}”", title=activity.title),
        )


@dataclass(frozen=True)
class ChangeRecord:
    """One line of an activity's history. ``announced`` only for a change after publishing, and None until it was."""

    at: datetime
    who: str
    what: str
    sentence: str
    announced: bool | None = None


MOVED = (
    select(moves.c.at, staff.c.name.label("who"), moves.c.state.label("what"), moves.c.remark.label("sentence"))
    .add_columns(null().label("announced"), literal(0).label("source"), moves.c.id.label("place"))
    .join(staff, staff.c.id == moves.c.staff_id)
    .where(moves.c.activity_id == bindparam("activity_id"))
)
CHANGED = (
    select(change_table.c.at, staff.c.name, change_table.c.kind, change_table.c.words)
    .add_columns(case((change_table.c.announced_at.is_(None), 0), else_=1), literal(1), change_table.c.id)
    .join(staff, staff.c.id == change_table.c.staff_id)
    .where(
        change_table.c.activity_id == bindparam("activity_id"),
        change_table.c.kind.in_([ActivityChange.CHANGED.value, ActivityChange.ADDED.value]),
    )
)
HISTORY = union_all(MOVED, CHANGED).order_by("at", "source", "place")


def history(work: Work, id: int) -> list[ChangeRecord]:
    """Every state and every change after publishing 变更, oldest first, with who and when."""
    return [
        ChangeRecord(
            row.at,
            row.who,
            ActivityState(row.what).label if row.announced is None else ActivityChange(row.what).label,
            row.sentence,
            None if row.announced is None else bool(row.announced),
        )
        for row in work.connection.execute(HISTORY, {"activity_id": id})
    ]


TITLES = select(activities.c.title).distinct()
PLACE_TEXT = (
    func.coalesce(venues.c.name, "")
    + " "
    + activities.c.place
    + " "
    + activities.c.organiser
    + " "
    + func.coalesce(organisations.c.name, "")
)


def search(work: Work, query: str, limit: int | None = 200) -> list[Activity]:
    """Activities whose title, or its initials, place or organiser hold what was typed; the newest first, all of them
    without a ``limit``.
    """
    typed = name_search.squeezed(query)
    if not typed:
        return []
    titles = [title for title in work.connection.scalars(TITLES) if name_search.holds(title, typed)]
    held = activities.c.title.in_(titles) | PLACE_TEXT.icontains(query.strip(), autoescape=True)
    newest = ACTIVITIES.where(held).order_by(activities.c.day.desc(), activities.c.begins.desc()).limit(limit)
    return records(work.connection.execute(newest), Activity, **MADE)


LINKABLE = activities.c.organisation_id.is_(None) & activities.c.organiser_kind.in_(
    [OrganiserKind.DEPARTMENT.value, OrganiserKind.PARTNER.value]
)


def is_unlinked(organiser: str) -> ColumnElement[bool]:
    """Of an activity: this organiser, and linked with no organisation."""
    return LINKABLE & (activities.c.organiser == organiser)


ORGANISERS = (
    select(activities.c.organiser, func.count().label("many"))
    .where(LINKABLE, activities.c.organiser != "")
    .group_by(activities.c.organiser)
    .order_by(func.count().desc(), activities.c.organiser)
)


def unlinked_organisers(work: Work) -> list[tuple[str, int]]:
    """What was typed as organiser of activities that are linked with no organisation, and of how many; the most
    frequent first.
    """
    return [(row.organiser, row.many) for row in work.connection.execute(ORGANISERS)]


OUT_ALREADY = select(publications.c.id).where(publications.c.month == bindparam("name")).limit(1)


def is_out(work: Work, month: Month) -> bool:
    """Did the month's calendar go out through any channel?"""
    return work.connection.execute(OUT_ALREADY, {"name": month.name}).first() is not None


BOOKED = (
    select(activities.c.day, activities.c.title)
    .where(
        activities.c.venue_id == bindparam("venue"),
        activities.c.day >= bindparam("today"),
        activities.c.state.not_in([state.value for state in OVER]),
    )
    .order_by(activities.c.day)
)


def reasons_for_venue(work: Work, venue: int) -> Iterator[str]:
    """Why a venue cannot be taken out of use: what is still to be held there."""
    booked = work.connection.execute(BOOKED, {"venue": venue, "today": work.today}).all()
    if booked:
        yield _(
            "This venue is still booked {n} times: {named}. Please move or cancel these first.",
            n=len(booked),
            named=listed(f"{row.day} {row.title}" for row in booked[:3]),
        )
