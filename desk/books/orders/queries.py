"""Reading orders 点单: one, the board, whom to call back, and what became of each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, bindparam, exists, func, or_, select, union

from desk.books.cases import Evaluation
from desk.books.orders.model import (
    OPEN,
    Complaint,
    Dispatch,
    DispatchAnswer,
    Order,
    OrderChannel,
    OrderKind,
    OrderMove,
    OrderPerson,
    OrderRating,
    OrderState,
    OrderUrgency,
    RatingMeans,
)
from desk.core.clock import start_of
from desk.core.errors import Refused
from desk.core.records import first_record, records
from desk.core.words import _
from desk.core.work import Work
from desk.models.cases import cases
from desk.models.follow_ups import follow_ups
from desk.models.orders import dispatches, order_moves, order_people, orders, ratings
from desk.models.organisations import organisations
from desk.models.residents import residents
from desk.models.staff import staff
from desk.models.teams import team_members, teams
from desk.storage.matching import begins_with, holds

OWN = tuple(column for column in orders.c if column.name in Order.__dataclass_fields__)
ORDERS: Select[Any] = (
    select(
        *OWN,
        func.coalesce(residents.c.name, "").label("resident"),
        func.coalesce(teams.c.name, "").label("team"),
        func.coalesce(team_members.c.name, "").label("member"),
        func.coalesce(organisations.c.name, "").label("organisation"),
    )
    .outerjoin(residents, residents.c.id == orders.c.resident_id)
    .outerjoin(teams, teams.c.id == orders.c.team_id)
    .outerjoin(team_members, team_members.c.id == orders.c.member_id)
    .outerjoin(organisations, organisations.c.id == orders.c.organisation_id)
)
"""The columns of ``Order``, each by its name."""
MADE: dict[str, Any] = {
    "kind": OrderKind,
    "channel": OrderChannel,
    "urgency": OrderUrgency,
    "state": OrderState,
    "complaint": Complaint,
}
BY_ID = ORDERS.where(orders.c.id == bindparam("order_id"))
BY_NUMBER = ORDERS.where(orders.c.number == bindparam("wanted"))


def find(work: Work, id: int) -> Order:
    """One order as it stands. Raises ``Refused`` for one that is not in the data file."""
    order = first_record(work.connection.execute(BY_ID, {"order_id": id}), Order, **MADE)
    if order is None:
        raise Refused(_("This order is no longer there."))
    return order


def by_number(work: Work, number: str) -> Order | None:
    """The order with this number 点单编号."""
    return first_record(work.connection.execute(BY_NUMBER, {"wanted": number}), Order, **MADE)


def _in(states: Iterable[OrderState]) -> ColumnElement[bool]:
    return orders.c.state.in_([state.value for state in states])


BOARD = ORDERS.where(or_(_in((*OPEN, OrderState.DONE)), orders.c.complaint == Complaint.MADE.value)).order_by(
    orders.c.placed_at, orders.c.id
)


def board(work: Work) -> list[Order]:
    """Whatever is not over for good: open, done and not rated yet, or with a complaint to judge; the oldest first."""
    return records(work.connection.execute(BOARD), Order, **MADE)


def between(work: Work, first: date, last: date) -> list[Order]:
    """The orders that were placed on these days, whatever became of them."""
    query = ORDERS.where(orders.c.placed_at >= start_of(first), orders.c.placed_at < _after(last))
    return records(work.connection.execute(query.order_by(orders.c.placed_at, orders.c.id)), Order, **MADE)


def _after(last: date) -> datetime:
    return start_of(date.fromordinal(last.toordinal() + 1))


SILENT_IF = and_(
    orders.c.state == OrderState.OFFERED.value,
    orders.c.accept_by < bindparam("now", type_=orders.c.accept_by.type),
)
SILENT = ORDERS.where(SILENT_IF).order_by(orders.c.accept_by, orders.c.id)


def silent(work: Work) -> list[Order]:
    """What was sent and not answered in time 逾时未答."""
    return records(work.connection.execute(SILENT, {"now": work.now}), Order, **MADE)


TO_SETTLE = ORDERS.where(
    orders.c.state == OrderState.DONE.value,
    orders.c.complaint != Complaint.MADE.value,
    orders.c.rate_by < bindparam("now", type_=orders.c.rate_by.type),
).order_by(orders.c.id)


def never_rated(work: Work) -> list[Order]:
    """What is done and was not rated within the time for that; a complaint is judged first."""
    return records(work.connection.execute(TO_SETTLE, {"now": work.now}), Order, **MADE)


TO_CALL_IF = and_(orders.c.state == OrderState.DONE.value, orders.c.call_back_on <= bindparam("today"))
TO_CALL = ORDERS.where(TO_CALL_IF).order_by(orders.c.call_back_on, orders.c.done_at, orders.c.id)


def to_call(work: Work) -> list[Order]:
    """Whose askers are to be rung up today or were to be before 待回访."""
    return records(work.connection.execute(TO_CALL, {"today": work.today}), Order, **MADE)


OF_MEMBER = ORDERS.where(orders.c.member_id == bindparam("member"), _in(OPEN)).order_by(orders.c.id)


def open_of_member(work: Work, member_id: int) -> list[Order]:
    """What a member of a team has, or is asked about."""
    return records(work.connection.execute(OF_MEMBER, {"member": member_id}), Order, **MADE)


OF_VISIT = ORDERS.where(orders.c.visit_id == bindparam("visit")).order_by(orders.c.id)


def of_visit(work: Work, visit_id: int) -> list[Order]:
    """The orders that somebody placed when they came."""
    return records(work.connection.execute(OF_VISIT, {"visit": visit_id}), Order, **MADE)


OF_RESIDENT = (
    ORDERS.where(orders.c.resident_id == bindparam("person"))
    .order_by(orders.c.placed_at.desc(), orders.c.id.desc())
    .limit(bindparam("most"))
)


def of_resident(work: Work, resident_id: int, most: int) -> list[Order]:
    """What somebody wished for, whatever became of it, the newest first."""
    rows = work.connection.execute(OF_RESIDENT, {"person": resident_id, "most": most})
    return records(rows, Order, **MADE)


DISPATCHES = (
    select(
        *(dispatches.c[name] for name in Dispatch.__dataclass_fields__ if name in dispatches.c),
        teams.c.name.label("team"),
        func.coalesce(team_members.c.name, "").label("member"),
    )
    .join(teams, teams.c.id == dispatches.c.team_id)
    .outerjoin(team_members, team_members.c.id == dispatches.c.member_id)
)
OF_ORDER = DISPATCHES.where(dispatches.c.order_id == bindparam("order_id")).order_by(dispatches.c.n)


def dispatches_of(work: Work, id: int) -> list[Dispatch]:
    """To whom an order was sent, in turn."""
    rows = work.connection.execute(OF_ORDER, {"order_id": id})
    return records(rows, Dispatch, answer=DispatchAnswer)


UNANSWERED = DISPATCHES.where(dispatches.c.answered_at.is_(None)).order_by(dispatches.c.id)


def unanswered(work: Work) -> list[tuple[Order, Dispatch]]:
    """Who was asked and has not answered yet, each with the order."""
    asked = records(work.connection.execute(UNANSWERED), Dispatch, answer=DispatchAnswer)
    query = ORDERS.where(orders.c.id.in_([each.order_id for each in asked]))
    known = {order.id: order for order in records(work.connection.execute(query), Order, **MADE)}
    return [(known[each.order_id], each) for each in asked]


MOVES_OF = (
    select(order_moves.c.at, staff.c.name.label("who"), order_moves.c.state, order_moves.c.remark)
    .join(staff, staff.c.id == order_moves.c.staff_id)
    .where(order_moves.c.order_id == bindparam("order_id"))
    .order_by(order_moves.c.id)
)


def moves_of(work: Work, id: int) -> list[OrderMove]:
    """What became of an order, from its first state on."""
    return records(work.connection.execute(MOVES_OF, {"order_id": id}), OrderMove, state=OrderState)


PEOPLE_OF = (
    select(
        order_people.c.member_id,
        team_members.c.number,
        team_members.c.name,
        team_members.c.telephone,
        team_members.c.staff_id,
        order_people.c.minutes,
    )
    .join(team_members, team_members.c.id == order_people.c.member_id)
    .where(order_people.c.order_id == bindparam("order_id"))
    .order_by(order_people.c.id)
)


def people_of(work: Work, id: int) -> list[OrderPerson]:
    """Who did an order, and how long each was there."""
    return records(work.connection.execute(PEOPLE_OF, {"order_id": id}), OrderPerson)


_NOTED_AS_DONE = select(order_moves.c.staff_id).where(
    order_moves.c.order_id == bindparam("order_id"),
    order_moves.c.state == OrderState.DONE.value,
    order_moves.c.was.is_distinct_from(OrderState.DONE.value),
)
_TOOK = (
    select(team_members.c.staff_id)
    .join(dispatches, dispatches.c.member_id == team_members.c.id)
    .where(
        dispatches.c.order_id == bindparam("order_id"),
        dispatches.c.answer == DispatchAnswer.TAKEN.value,
        team_members.c.staff_id.is_not(None),
    )
)
_DID = (
    select(team_members.c.staff_id)
    .join(order_people, order_people.c.member_id == team_members.c.id)
    .where(order_people.c.order_id == bindparam("order_id"), team_members.c.staff_id.is_not(None))
)
WITH_A_PART = union(_NOTED_AS_DONE, _TOOK, _DID)


def staff_with_a_part(work: Work, id: int) -> frozenset[int]:
    """Who of the staff took an order, did it or noted that it was done, at any time: those who did it first are no
    longer among its people once it was done again.
    """
    return frozenset(work.connection.scalars(WITH_A_PART, {"order_id": id}))


RATINGS_OF = (
    select(
        ratings.c.n,
        ratings.c.level,
        ratings.c.reason,
        ratings.c.means,
        staff.c.name.label("who"),
        ratings.c.at,
    )
    .join(staff, staff.c.id == ratings.c.staff_id)
    .where(ratings.c.order_id == bindparam("order_id"))
    .order_by(ratings.c.n)
)


def ratings_of(work: Work, id: int) -> list[OrderRating]:
    """What the asker said of it: nothing yet, once, or again after it was done anew."""
    rows = work.connection.execute(RATINGS_OF, {"order_id": id})
    return records(rows, OrderRating, level=Evaluation, means=RatingMeans)


def last_ratings(work: Work, ids: Iterable[int]) -> dict[int, Evaluation]:
    """What the askers of these orders said last, by the order's id; nothing of those who said nothing."""
    query = select(ratings.c.order_id, ratings.c.level).where(ratings.c.order_id.in_(list(ids))).order_by(ratings.c.n)
    return {row.order_id: Evaluation(row.level) for row in work.connection.execute(query)}


def is_there(work: Work, table: str, id: int) -> bool:
    """Is there a case or a follow-up with this id? What an order became is not linked by the tables themselves."""
    column = {"cases": cases.c.id, "follow_ups": follow_ups.c.id}[table]
    return work.connection.execute(select(column).where(column == id)).first() is not None


def case_with_number(work: Work, number: str) -> int | None:
    """The id of the case with this number, into which an order can be turned."""
    row = work.connection.execute(select(cases.c.id).where(cases.c.number == number.strip())).first()
    return row.id if row else None


def keeps_resident(since: date) -> ColumnElement[bool]:
    """Of a row of ``residents``: an order of theirs is open, or was done or placed on this day or later."""
    recent = or_(
        _in((*OPEN, OrderState.DONE)), orders.c.placed_at >= start_of(since), orders.c.done_at >= start_of(since)
    )
    return exists().where(orders.c.resident_id == residents.c.id, recent)


def search(work: Work, typed: str, limit: int = 50) -> Sequence[Order]:
    """Orders by the begin of their number; the newest first."""
    text = typed.strip().upper()
    if not text:
        return []
    query = ORDERS.where(begins_with(orders.c.number, text)).order_by(orders.c.number.desc()).limit(limit)
    return records(work.connection.execute(query), Order, **MADE)


def with_text(work: Work, typed: str, limit: int) -> list[Order]:
    """Orders in whose wish or result this stands, the newest first."""
    written = or_(holds(orders.c.description, typed), holds(orders.c.result, typed))
    query = ORDERS.where(written).order_by(orders.c.id.desc()).limit(limit)
    return records(work.connection.execute(query), Order, **MADE)
