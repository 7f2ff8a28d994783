"""Reading follow-ups 督办: one, those that are not closed, their history, extensions, and what is counted of them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, Text, and_, bindparam, func, or_, select, type_coerce, union

from desk.books.follow_ups.model import (
    NOT_CLOSED,
    UNDONE,
    ClosedItem,
    Extension,
    FollowUp,
    FollowUpKind,
    FollowUpMove,
    FollowUpOutcome,
    FollowUpState,
    OfficerMeans,
    OwnerKind,
)
from desk.books.officers.model import OfficerState
from desk.core.clock import local, start_of
from desk.core.errors import Refused
from desk.core.permissions import Role
from desk.core.records import first_record, or_none, records
from desk.core.words import _
from desk.core.work import Work
from desk.models.follow_ups import follow_up_extensions, follow_up_moves, follow_up_photos, follow_ups
from desk.models.officers import officer_terms, officers
from desk.models.staff import staff
from desk.storage.matching import LONGEST

DAY = timedelta(days=1)
CHECKER, OPENER, OTHER = staff.alias("checker"), staff.alias("opener"), follow_ups.alias("other")
_LASTS = (officer_terms.c.first, officer_terms.c.last, func.coalesce(officer_terms.c.ended_on, officer_terms.c.last))
_FIRST, _LAST, _ENDED = (type_coerce(day, Text) for day in _LASTS)
OFFICER_TERMS = (
    select(func.aggregate_strings(_FIRST + "/" + _LAST + "/" + _ENDED, " "))
    .where(officer_terms.c.officer_id == follow_ups.c.officer_id)
    .scalar_subquery()
)
"""Of each term of the officer the first day, the last one, and the one on which it was broken off."""
OWN = tuple(column for column in follow_ups.c if column.name in FollowUp.__dataclass_fields__)
ITEMS: Select[Any] = (
    select(
        *OWN,
        CHECKER.c.name.label("checker"),
        CHECKER.c.role.label("checker_role"),
        CHECKER.c.active.label("checker_is_here"),
        OPENER.c.name.label("opener"),
        func.coalesce(OTHER.c.number, "").label("same_as"),
        func.coalesce(officers.c.name, "").label("officer"),
        officers.c.state.label("officer_state"),
        OFFICER_TERMS.label("officer_terms"),
    )
    .join(CHECKER, CHECKER.c.id == follow_ups.c.checker_id)
    .join(OPENER, OPENER.c.id == follow_ups.c.opened_by)
    .outerjoin(OTHER, OTHER.c.id == follow_ups.c.same_as_id)
    .outerjoin(officers, officers.c.id == follow_ups.c.officer_id)
)
"""The columns of ``FollowUp``, each by its name."""


def _term(written: str) -> tuple[date, date]:
    first, last, ended = map(date.fromisoformat, written.split("/"))
    return first, min(last, ended)


MADE: dict[str, Any] = {
    "officer_terms": lambda terms: tuple(map(_term, (terms or "").split())),
    "officer_state": or_none(OfficerState),
    "kind": FollowUpKind,
    "owner_kind": OwnerKind,
    "checker_role": Role,
    "state": FollowUpState,
    "outcome": FollowUpOutcome,
}
BY_ID = ITEMS.where(follow_ups.c.id == bindparam("item"))
BY_NUMBER = ITEMS.where(follow_ups.c.number == bindparam("wanted"))
IS_NOT_CLOSED = follow_ups.c.state.in_([state.value for state in NOT_CLOSED])
IS_UNDONE = follow_ups.c.state.in_([state.value for state in UNDONE])
NOT_CLOSED_ITEMS = ITEMS.where(IS_NOT_CLOSED).order_by(follow_ups.c.due_on, follow_ups.c.id)


def find(work: Work, id: int) -> FollowUp:
    """One item as it stands. Raises ``Refused`` for one that is not in the data file."""
    item = first_record(work.connection.execute(BY_ID, {"item": id}), FollowUp, **MADE)
    if item is None:
        raise Refused(_("This follow-up is no longer there."))
    return item


def by_ids(work: Work, ids: Collection[int]) -> dict[int, FollowUp]:
    """Several items by their ids."""
    if not ids:
        return {}
    query = ITEMS.where(follow_ups.c.id.in_(list(ids)))
    return {each.id: each for each in records(work.connection.execute(query), FollowUp, **MADE)}


def by_number(work: Work, number: str) -> FollowUp | None:
    """The item with this number 督办编号."""
    wanted = {"wanted": number.strip().upper()}
    return first_record(work.connection.execute(BY_NUMBER, wanted), FollowUp, **MADE)


def not_closed(work: Work) -> list[FollowUp]:
    """Everything that is still on the list, the earliest day first."""
    return records(work.connection.execute(NOT_CLOSED_ITEMS), FollowUp, **MADE)


def _between(column: ColumnElement[Any], first: date, last: date) -> ColumnElement[bool]:
    """A moment of these days, both included."""
    return (column >= start_of(first)) & (column < start_of(last) + DAY)


def closed_between(work: Work, first: date, last: date) -> list[FollowUp]:
    """What was closed on these days and still is, the last first."""
    query = ITEMS.where(_between(follow_ups.c.closed_at, first, last))
    query = query.order_by(follow_ups.c.closed_at.desc(), follow_ups.c.id.desc())
    return records(work.connection.execute(query), FollowUp, **MADE)


def opened_between(work: Work, first: date, last: date) -> list[FollowUp]:
    """What was opened on these days, the first first."""
    query = ITEMS.where(_between(follow_ups.c.opened_at, first, last)).order_by(follow_ups.c.id)
    return records(work.connection.execute(query), FollowUp, **MADE)


def of_period(work: Work, first: date, last: date) -> list[FollowUp]:
    """What was on the list on any of these days 销号表, the first first."""
    query = ITEMS.where(
        follow_ups.c.opened_at < start_of(last) + DAY,
        or_(follow_ups.c.closed_at.is_(None), follow_ups.c.closed_at >= start_of(first)),
    )
    return records(work.connection.execute(query.order_by(follow_ups.c.opened_at, follow_ups.c.id)), FollowUp, **MADE)


def overdue_by(work: Work, day: date) -> list[FollowUp]:
    """What had been opened by the end of a day, is not done yet and whose day was over then, the earliest first."""
    query = NOT_CLOSED_ITEMS.where(IS_UNDONE, follow_ups.c.due_on < day, follow_ups.c.opened_at < start_of(day) + DAY)
    return records(work.connection.execute(query), FollowUp, **MADE)


def search(work: Work, typed: str, most: int) -> list[FollowUp]:
    """Items by the beginning of their number, or a piece of their owner's name; the newest first."""
    text = typed.strip()[:LONGEST]
    query = ITEMS.where(
        or_(
            follow_ups.c.number.startswith(text.upper(), autoescape=True),
            follow_ups.c.owner_name.icontains(text, autoescape=True),
        )
    )
    return records(work.connection.execute(query.order_by(follow_ups.c.id.desc()).limit(most)), FollowUp, **MADE)


WHO, STEAD = staff.alias("who"), staff.alias("stead")
MOVES_OF = (
    select(
        *(follow_up_moves.c[name] for name in ("at", "was", "state", "remark", "due_on", "outcome", "officer_means")),
        WHO.c.name.label("who"),
        func.coalesce(STEAD.c.name, "").label("stead"),
    )
    .join(WHO, WHO.c.id == follow_up_moves.c.staff_id)
    .outerjoin(STEAD, STEAD.c.id == follow_up_moves.c.in_stead_of)
    .where(follow_up_moves.c.follow_up_id == bindparam("item"))
    .order_by(follow_up_moves.c.id)
)


def moves_of(work: Work, id: int) -> list[FollowUpMove]:
    """What became of an item, from the day on which it was opened."""
    rows = work.connection.execute(MOVES_OF, {"item": id})
    return records(
        rows,
        FollowUpMove,
        was=or_none(FollowUpState),
        state=FollowUpState,
        outcome=FollowUpOutcome,
        officer_means=OfficerMeans,
    )


TOOK_PART = and_(
    follow_up_moves.c.state.in_((FollowUpState.DOING.value, FollowUpState.DONE.value)),
    follow_up_moves.c.was.is_distinct_from(follow_up_moves.c.state),
)
"""Taking it on or reporting it as done; a remark or another due day meanwhile is no part in it."""
DOERS = union(
    select(follow_up_moves.c.staff_id).where(follow_up_moves.c.follow_up_id == bindparam("item"), TOOK_PART),
    select(follow_up_photos.c.staff_id).where(follow_up_photos.c.follow_up_id == bindparam("item")),
)


def doers(work: Work, item: FollowUp) -> frozenset[int]:
    """Who has a part in doing it: the owner, where that is one of the staff, and whoever took it on, added a photo that
    proves it or reported it as done. None of them checks.
    """
    who = set(work.connection.scalars(DOERS, {"item": item.id}))
    if item.owner_kind is OwnerKind.STAFF and item.owner_id is not None:
        who.add(item.owner_id)
    return frozenset(who)


REPORTED_AT = select(func.max(follow_up_moves.c.at)).where(
    follow_up_moves.c.follow_up_id == bindparam("item"),
    follow_up_moves.c.state == FollowUpState.DONE.value,
    follow_up_moves.c.was.is_distinct_from(FollowUpState.DONE.value),
)


def reported_on(work: Work, id: int) -> date | None:
    """The day on which it was reported as done last; None where it never was."""
    return _day(work.connection.scalar(REPORTED_AT, {"item": id}))


CLOSED_IN_STEAD = (
    select(follow_up_moves.c.officer_means)
    .where(follow_up_moves.c.follow_up_id == bindparam("item"), follow_up_moves.c.outcome != "")
    .order_by(follow_up_moves.c.id.desc())
    .limit(1)
)


def was_closed_in_stead(work: Work, id: int) -> bool:
    """Did a leader in charge close it last in the officer's stead?"""
    return work.connection.scalar(CLOSED_IN_STEAD, {"item": id}) == OfficerMeans.STEAD.value


OPENED_AGAIN = select(func.max(follow_up_moves.c.at)).where(
    follow_up_moves.c.follow_up_id == bindparam("item"),
    follow_up_moves.c.state == FollowUpState.OPEN.value,
    follow_up_moves.c.was.is_distinct_from(FollowUpState.OPEN.value),
)


def open_since(work: Work, id: int) -> datetime:
    """When it was opened, returned or reopened last: proof from before that proves nothing."""
    row: datetime = work.connection.scalar(OPENED_AGAIN, {"item": id})
    return row


ASKER = staff.alias("asker")
EXTENSIONS = (
    select(
        *(column for column in follow_up_extensions.c),
        ASKER.c.name.label("asker"),
    )
    .join(ASKER, ASKER.c.id == follow_up_extensions.c.asked_by)
    .order_by(follow_up_extensions.c.id)
)
EXTENSIONS_OF = EXTENSIONS.where(follow_up_extensions.c.follow_up_id == bindparam("item"))
TO_DECIDE = EXTENSIONS.join(follow_ups, follow_ups.c.id == follow_up_extensions.c.follow_up_id).where(
    follow_up_extensions.c.decided_at.is_(None), IS_UNDONE
)


def extensions_of(work: Work, id: int) -> list[Extension]:
    """The extensions that were asked for, in their order."""
    return records(work.connection.execute(EXTENSIONS_OF, {"item": id}), Extension)


def to_decide(work: Work) -> list[Extension]:
    """The extensions on which the leader in charge has still to decide, in the order in which they were asked for."""
    return records(work.connection.execute(TO_DECIDE), Extension)


_EARLIER = follow_up_moves.alias("earlier")
_DONE_AT = (
    select(func.max(_EARLIER.c.at))
    .where(
        _EARLIER.c.follow_up_id == follow_up_moves.c.follow_up_id,
        _EARLIER.c.state == FollowUpState.DONE.value,
        _EARLIER.c.id < follow_up_moves.c.id,
    )
    .scalar_subquery()
)
CLOSINGS = (
    select(
        follow_up_moves.c.id.label("move_id"),
        follow_ups.c.id,
        follow_ups.c.number,
        follow_ups.c.description,
        follow_ups.c.owner_name,
        follow_ups.c.kind,
        follow_up_moves.c.outcome,
        follow_up_moves.c.officer_means.label("means"),
        follow_ups.c.opened_at.label("opened_on"),
        follow_ups.c.first_due_on,
        _DONE_AT.label("done_on"),
        follow_up_moves.c.at.label("closed_on"),
    )
    .join(follow_ups, follow_ups.c.id == follow_up_moves.c.follow_up_id)
    .where(follow_up_moves.c.outcome != "")
    .order_by(follow_up_moves.c.id)
)


def _day(at: datetime | None) -> date | None:
    return None if at is None else local(at).date()


def closings_between(work: Work, first: date, last: date) -> list[ClosedItem]:
    """Every closing of these days, also of what was reopened afterwards, in their order."""
    query = CLOSINGS.where(_between(follow_up_moves.c.at, first, last))
    made: dict[str, Any] = {
        "kind": FollowUpKind,
        "outcome": FollowUpOutcome,
        "means": OfficerMeans,
        "opened_on": _day,
        "done_on": _day,
        "closed_on": _day,
    }
    return records(work.connection.execute(query), ClosedItem, **made)


@dataclass(frozen=True)
class ItemEvent:
    """Something that happened to an item on a day: it was returned, or an extension was granted."""

    id: int
    item_id: int
    number: str
    description: str
    owner_name: str
    kind: FollowUpKind
    day: date


_OF_ITEM = (
    follow_ups.c.id.label("item_id"),
    follow_ups.c.number,
    follow_ups.c.description,
    follow_ups.c.owner_name,
    follow_ups.c.kind,
)
RETURNS = (
    select(follow_up_moves.c.id, *_OF_ITEM, follow_up_moves.c.at.label("day"))
    .join(follow_ups, follow_ups.c.id == follow_up_moves.c.follow_up_id)
    .where(follow_up_moves.c.was == FollowUpState.DONE.value, follow_up_moves.c.state == FollowUpState.OPEN.value)
    .order_by(follow_up_moves.c.id)
)
GRANTED = (
    select(follow_up_extensions.c.id, *_OF_ITEM, follow_up_extensions.c.decided_at.label("day"))
    .join(follow_ups, follow_ups.c.id == follow_up_extensions.c.follow_up_id)
    .where(follow_up_extensions.c.granted)
    .order_by(follow_up_extensions.c.id)
)


def returns_between(work: Work, first: date, last: date) -> list[ItemEvent]:
    """What was returned on these days, each time once."""
    query = RETURNS.where(_between(follow_up_moves.c.at, first, last))
    return records(work.connection.execute(query), ItemEvent, kind=FollowUpKind, day=_day)


def granted_between(work: Work, first: date, last: date) -> list[ItemEvent]:
    """The extensions that were granted on these days."""
    query = GRANTED.where(_between(follow_up_extensions.c.decided_at, first, last))
    return records(work.connection.execute(query), ItemEvent, kind=FollowUpKind, day=_day)
