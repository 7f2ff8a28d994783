"""Planning: what an activity must be, venues booked once, warnings, and two people editing at one time."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from secrets import token_hex
from typing import Any, TypeVar

from sqlalchemy import bindparam, delete, select, update

from desk.books import centre
from desk.books.activities import queries, signups
from desk.books.activities.linking import with_organisation
from desk.books.activities.model import (
    FIELDS,
    LABELS,
    LONGEST_TITLE,
    OUT,
    OVER,
    PRINTED,
    Activity,
    ActivityChange,
    ActivityDraft,
    ActivityKind,
    ActivityState,
    OrganiserKind,
    as_row,
)
from desk.books.centre import days_off
from desk.books.occupations import busy, give_up
from desk.core import edit_conflicts, identity, money
from desk.core.calendar import date_words
from desk.core.clock import local, start_of
from desk.core.clock_times import clock, span_words
from desk.core.edit_conflicts import EditConflict
from desk.core.errors import Invalid, Problem, Refused, refuse_wrong
from desk.core.month import Month
from desk.core.permissions import May
from desk.core.words import _, clauses, listed, named, on_record
from desk.core.work import Work, changes
from desk.models.activities import activities, moves, sign_ups
from desk.models.activities import changes as change_table
from desk.models.centre import venues
from desk.models.organisations import organisations
from desk.models.roster import duties, shifts
from desk.models.staff import staff
from desk.storage import data_file_id

Draft = TypeVar("Draft", bound=ActivityDraft)
DAY = 24 * 60
ONE_LINE = ("title", "organiser", "audience", "contact", "place")
UNSAID = frozenset({"note", "contact"})
"""Fields that may name people, so the audit, which is kept for ever, does not hold them."""


@dataclass(frozen=True)
class PlanningWarning:
    """Something to think about; it never stops anybody."""

    field: str
    message: str


def add(work: Work, plan: ActivityDraft, *, series_id: int | None = None, held: bool = False) -> int:
    """A new draft. With ``held`` a past activity is entered afterwards 补登, by who may approve. Raises ``Invalid``."""
    work.require(May.APPROVE_ACTIVITIES if held else May.PLAN_ACTIVITIES)
    plan = checked(work, plan, past=held)
    state = ActivityState.HELD if held else ActivityState.DRAFT
    values = as_row(plan) | {
        "state": state.value,
        "series_id": series_id,
        "uid": f"{token_hex(6)}@{data_file_id.book_id(work.connection)}",
        "changed_by": work.actor.id,
        "changed_at": work.now,
    }
    id = work.add(activities, values)
    record_move(work, id, state)
    work.audit("activity.add", f"activities:{id}", after=_short(values))
    return id


def edit(work: Work, id: int, typed: ActivityDraft, base: Activity) -> Activity:
    """Apply what was typed upon ``base``. Fields that others changed meanwhile and this person did not are kept.

    Raises ``Invalid``; ``EditConflict`` when both changed one field; ``Refused`` for one that is over.
    """
    work.require(May.PLAN_ACTIVITIES)
    fresh = queries.find(work, id)
    if fresh.state is not ActivityState.DRAFT:
        work.require(May.APPROVE_ACTIVITIES)
    if fresh.state in OVER:
        raise Refused(_("This activity is {state}; it can no longer be changed.", state=fresh.state.label))
    record = edit_conflicts.EditedRecord(f"activities:{id}", LABELS, _in_words(work))
    try:
        merged = edit_conflicts.settled(work, record, base.plan, fresh.plan, typed)
    except EditConflict as stale:
        raise EditConflict(stale.message, fresh, stale.merged, stale.problems) from None
    plan = checked(work, merged, id, was=fresh.day)
    if fresh.state in OUT and Month.of(plan.day) != Month.of(fresh.day):
        sentence = _(
            "It is announced for {month}. Please postpone it, so that its first date stays readable.",
            month=Month.of(fresh.day).label,
        )
        raise Invalid(Problem("day", sentence))
    was, now = changes(as_row(fresh.plan), as_row(plan))
    if not now:
        return fresh
    store(work, fresh, now)
    work.audit("activity.edit", f"activities:{id}", _short(was), _short(now))
    if "capacity" in now:
        signups.move_up(work, id)
    if fresh.state in OUT and any(name in PRINTED for name in now):
        note_change(work, fresh, ActivityChange.CHANGED, _difference(fresh, queries.find(work, id)))
    return queries.find(work, id)


def move_to(work: Work, id: int, day: date, begins: int | None = None) -> Activity:
    """The same length on another day, or from another time on, as when it is dragged."""
    work.require(May.PLAN_ACTIVITIES)
    activity = queries.find(work, id)
    start = activity.begins if begins is None else begins
    return edit(
        work, id, replace(activity.plan, day=day, begins=start, ends=start + activity.ends - activity.begins), activity
    )


def remove(work: Work, id: int) -> None:
    """Take a draft out of the book; everything else is cancelled instead. Raises ``Refused``."""
    work.require(May.PLAN_ACTIVITIES)
    activity = queries.find(work, id)
    if activity.state is not ActivityState.DRAFT:
        raise Refused(_("Only a draft is removed. Please cancel this activity instead, so that people can be told."))
    if signups.all_of(work, id):
        raise Refused(_("People have signed up for this draft. Please withdraw them first."))
    for table in (moves, sign_ups):
        work.connection.execute(delete(table).where(table.c.activity_id == id))
    work.connection.execute(delete(activities).where(activities.c.id == id))
    _give_up_venue(work, activity)
    work.audit("activity.remove", f"activities:{id}", _short(as_row(activity.plan)))


BY_ID = update(activities).where(activities.c.id == bindparam("activity_id"))


def store(work: Work, activity: Activity, values: Mapping[str, Any]) -> None:
    """Write columns and count the version; what was announced counts its sequence as well."""
    work.require(May.PLAN_ACTIVITIES)
    counted = {"version": activity.version + 1, "sequence": activity.sequence + (activity.state in OUT)}
    who = {"changed_by": work.actor.id, "changed_at": work.now}
    work.connection.execute(
        update(activities).where(activities.c.id == activity.id).values({**values, **counted, **who})
    )
    if values.get("state") == ActivityState.CANCELLED.value or not PLACE_AND_TIME.isdisjoint(values):
        _give_up_venue(work, activity)


PLACE_AND_TIME = frozenset({"venue_id", "day", "begins", "ends"})
"""Columns that say what an activity takes up."""


def _give_up_venue(work: Work, activity: Activity) -> None:
    """Where it was is free for whoever waits for that."""
    if activity.venue_id is not None:
        begins_at = start_of(activity.day) + timedelta(minutes=activity.begins)
        give_up(work, activity.venue_id, begins_at, begins_at + timedelta(minutes=activity.ends - activity.begins))


def record_move(work: Work, id: int, state: ActivityState, remark: str = "") -> None:
    """Write into its history that the activity came to a state, by the signed-in person, now."""
    work.require(May.PLAN_ACTIVITIES)
    work.add(
        moves, {"activity_id": id, "state": state.value, "at": work.now, "staff_id": work.actor.id, "remark": remark}
    )


def note_change(work: Work, activity: Activity, kind: ActivityChange, sentence: str) -> None:
    """Mark it 变更 and keep what there is to announce. An added one stays marked as added."""
    work.require(May.PLAN_ACTIVITIES)
    mark = activity.mark if activity.mark is ActivityChange.ADDED and kind is ActivityChange.CHANGED else kind
    work.connection.execute(BY_ID, {"activity_id": activity.id, "mark": mark.value})
    values = {
        "activity_id": activity.id,
        "kind": kind.value,
        "words": sentence,
        "at": work.now,
        "staff_id": work.actor.id,
    }
    work.add(change_table, values)


def checked(work: Work, plan: Draft, id: int = 0, *, past: bool = False, was: date | None = None) -> Draft:
    """Tidied. ``was`` is the day on which it stands already, which may lie in the past. Raises ``Invalid``."""
    texts: dict[str, Any] = {name: identity.one_line(getattr(plan, name)) for name in ONE_LINE}
    texts |= {name: getattr(plan, name).strip() for name in ("materials", "note")}
    texts["place"] = "" if plan.venue_id else texts["place"]
    texts |= {"kind": ActivityKind(plan.kind), "organiser_kind": OrganiserKind(plan.organiser_kind)}
    tidied = with_organisation(work, replace(plan, **texts, responsible_id=plan.responsible_id or work.actor.id))
    refuse_wrong(_rules(work, tidied, past, was))
    if taken := venue_taken(work, tidied, id):
        raise Invalid(Problem("venue_id", taken))
    return tidied


Rule = tuple[str, object, str]
"""The field, whether it is wrong, and what is said then."""
LONGEST = {"organiser": 40, "audience": 40, "contact": 60, "place": 40, "materials": 500, "note": 500}
"""Characters of each text, but for the title."""


def _rules(work: Work, plan: ActivityDraft, past: bool, was: date | None) -> list[Rule]:
    return [*_title_rules(plan), *_time_rules(work, plan, past, was), *_host_rules(work, plan), *_length_rules(plan)]


def _title_rules(plan: ActivityDraft) -> list[Rule]:
    n = len(plan.title)
    too_long = _("The title has {n} characters; {most} is the most, so that it fits the wall.", n=n, most=LONGEST_TITLE)
    return [("title", not n, _("Please enter the title.")), ("title", n > LONGEST_TITLE, too_long)]


def _time_rules(work: Work, plan: ActivityDraft, past: bool, was: date | None) -> list[Rule]:
    early, day = plan.day < work.today and plan.day != was, date_words(plan.day, work.today)
    midnight = _("It ends after midnight or before it begins. Please enter a night over two days as two activities.")
    over = _("{day} is over. A past activity is entered with “held already”.", day=day)
    to_come = _("{day} is still to come; it cannot be held already.", day=day)
    far_ahead = _("{day} is more than three years ahead.", day=day)
    return [
        ("begins", not 0 <= plan.begins < DAY, _("It begins between 00:00 and 23:59.")),
        ("ends", plan.ends > DAY or plan.ends <= plan.begins, midnight),
        ("day", early and not past, over),
        ("day", past and plan.day > work.today, to_come),
        ("day", (plan.day - work.today).days > 1100, far_ahead),
    ]


def _host_rules(work: Work, plan: ActivityDraft) -> list[Rule]:
    """Where it is, who holds it, for how many and for how much."""
    full = plan.capacity is not None and not 1 <= plan.capacity <= 100_000
    nowhere = plan.venue_id is None and not plan.place
    closed = plan.venue_id is not None and not _venue(work, plan.venue_id)
    nobody = plan.organiser_kind is not OrganiserKind.CENTRE and not plan.organiser
    return [
        ("capacity", full, _("The places are 1 or more; leave the field empty when everybody may come.")),
        ("venue_id", nowhere, _("Please choose the venue, or enter a place outside.")),
        ("venue_id", closed, _("This venue is no longer in use.")),
        ("budget", not 0 <= plan.budget <= 10**10, _("The budget is 0 or more.")),
        ("organiser", nobody, _("Please enter who organises it.")),
    ]


def _length_rules(plan: ActivityDraft) -> list[Rule]:
    lengths = [(name, len(getattr(plan, name)), most) for name, most in LONGEST.items()]
    return [
        (name, n > most, _("{n} characters are too many; {most} is the most.", n=n, most=most))
        for name, n, most in lengths
    ]


def _venue(work: Work, id: int) -> centre.Venue | None:
    return next((venue for venue in centre.all_venues(work) if venue.id == id), None)


def venue_taken(work: Work, plan: ActivityDraft, id: int = 0) -> str:
    """Why the venue cannot be had at that time, naming whose it is then; empty where it can. Drafts hold it as well,
    and so does whatever another book has there.
    """
    if plan.venue_id is None:
        return ""
    if other := queries.overlapping(work, "venue_id", plan, id):
        return _(
            "{venue} is taken from {times} by “{title}” ({who}). Please choose another time or venue.",
            venue=other.venue,
            times=other.times,
            title=other.title,
            who=other.responsible,
        )
    begins_at, ends_at = (start_of(plan.day) + timedelta(minutes=at) for at in (plan.begins, plan.ends))
    venue = _venue(work, plan.venue_id)
    return "".join(
        _(
            "{venue} is taken from {times}: {what}. Please choose another time or venue.",
            venue=venue.name if venue else "",
            times=f"{local(each.begins_at):%H:%M}—{local(each.ends_at):%H:%M}",
            what=each.text,
        )
        for each in busy(work, plan.venue_id, begins_at, ends_at, f"activities:{id}")[:1]
    )


def concerns(work: Work, plan: ActivityDraft, id: int = 0) -> list[PlanningWarning]:
    """What a colleague would point out: two places at once, more people than the room holds, a closed house."""
    warnings = []
    plan = replace(plan, responsible_id=plan.responsible_id or work.actor.id)
    busy = queries.overlapping(work, "responsible_id", plan, id)
    if busy:
        sentence = _(
            "{who} is already responsible for “{title}” at {times}.",
            who=busy.responsible,
            title=busy.title,
            times=busy.times,
        )
        warnings.append(PlanningWarning("responsible_id", sentence))
    venue = _venue(work, plan.venue_id) if plan.venue_id else None
    if venue and plan.capacity and plan.capacity > venue.capacity:
        sentence = _("{venue} holds {n} people.", venue=venue.name, n=venue.capacity)
        warnings.append(PlanningWarning("capacity", sentence))
    if venue and (sentence := closed_words(work, plan, venue)):
        warnings.append(PlanningWarning("begins", sentence))
    return warnings


def closed_words(work: Work, plan: ActivityDraft, venue: centre.Venue) -> str:
    """Words when the house is closed at that time and nobody has extended hours on duty; empty when all is well."""
    open_then = (
        [(venue.opens, venue.closes)]
        if venue.opens is not None and venue.closes is not None
        else days_off.open_spans(work, plan.day)
    )
    if _covers(open_then, plan):
        return ""
    if _covers([*open_then, *extended(work, plan.day)], plan):
        return ""
    spans = listed(span_words(opens, closes) for opens, closes in open_then) or _("closed that day")
    return _("Outside opening hours ({spans}). Please arrange extended hours on duty.", spans=spans)


EXTENDED = (
    select(shifts.c.begins, shifts.c.ends)
    .join(duties, duties.c.shift_id == shifts.c.id)
    .where(duties.c.day == bindparam("on"), shifts.c.extended, ~duties.c.cancelled)
)


def extended(work: Work, day: date) -> list[tuple[int, int]]:
    """Extended hours 延时服务 that somebody is on duty for, in minutes since midnight."""
    return [(row.begins, row.ends) for row in work.connection.execute(EXTENDED, {"on": day})]


def _covers(spans: list[tuple[int, int]], plan: ActivityDraft) -> bool:
    """Is every minute of the activity inside one of the spans?"""
    at = plan.begins
    for opens, closes in sorted(spans):
        if opens <= at < closes:
            at = closes
    return at >= plan.ends


@on_record()
def _difference(was: Activity, now: Activity) -> str:
    """时间：12月3日 14:00—16:00 → 12月4日 09:00—11:00；地点：…."""
    parts = []
    pairs = (
        (_("Title"), was.title, now.title),
        (_("Time"), f"{was.day} {was.times}", f"{now.day} {now.times}"),
        (_("Place"), was.where, now.where),
        *(
            (_(LABELS[name]), _shown(getattr(was, name)), _shown(getattr(now, name)))
            for name in ("kind", "organiser", "audience", "capacity", "sign_up", "contact")
        ),
    )
    for label, old, new in pairs:
        if old != new:
            parts.append(named(label, f"{old or _('none')} → {new or _('none')}"))
    return clauses(parts)


def _shown(value: object) -> str:
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, ActivityKind):
        return value.label
    return "" if value is None else str(value)


NAME_BY_ID = {
    field: select(table.c.name).where(table.c.id == bindparam("named_id"))
    for field, table in (("venue_id", venues), ("responsible_id", staff), ("organisation_id", organisations))
}


def _in_words(work: Work) -> Callable[[str, Any], str]:
    """How a field's value is told to whoever changed it as well."""

    def shown(field: str, value: Any) -> str:
        if field in ("begins", "ends"):
            return clock(value)
        if field == "budget":
            return money.short(value)
        if field in NAME_BY_ID and value:
            return str(work.connection.scalars(NAME_BY_ID[field], {"named_id": value}).one())
        return edit_conflicts.plain(value)

    return shown


def _short(values: Mapping[str, Any]) -> dict[str, Any]:
    """For the audit."""
    return {name: values[name] for name in FIELDS if name in values and name not in UNSAID}
