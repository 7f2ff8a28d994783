"""What the bar 顶栏 asks of follow-ups: how many, and by when; nobody is named."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, and_, exists, func, or_, select

from desk.books.follow_ups import officers_word
from desk.books.follow_ups.model import FollowUp, FollowUpState, OwnerKind
from desk.books.follow_ups.queries import CHECKER, DAY, IS_UNDONE, ITEMS, MADE, TO_DECIDE, TOOK_PART
from desk.books.officers.model import OfficerState
from desk.core.clock import start_of
from desk.core.permissions import May
from desk.core.records import records
from desk.core.work import Work
from desk.models.follow_ups import follow_up_moves, follow_up_photos, follow_ups
from desk.models.officers import officer_terms, officers


@dataclass(frozen=True)
class CountedItems:
    """How many there are, and the earliest day by which one is wanted."""

    many: int
    first: date | None = None


def _counted(work: Work, *conditions: ColumnElement[bool]) -> CountedItems:
    query = (
        select(func.count(), func.min(follow_ups.c.due_on))
        .select_from(follow_ups)
        .join(CHECKER, CHECKER.c.id == follow_ups.c.checker_id)
        .where(*conditions)
    )
    many, first = work.connection.execute(query).one()
    return CountedItems(many, first)


def is_mine(work: Work) -> ColumnElement[bool]:
    """The signed-in person is who has to do it."""
    return and_(follow_ups.c.owner_kind == OwnerKind.STAFF.value, follow_ups.c.owner_id == work.actor.id)


def _may_check(work: Work) -> ColumnElement[bool]:
    """The signed-in person checks it, or a leader in the stead of somebody who left; never who did it."""
    checks = and_(follow_ups.c.checker_id == work.actor.id, follow_ups.c.officer_id.is_(None))
    if work.actor.may(May.SUPERVISE):
        checks = or_(checks, and_(CHECKER.c.active.is_(False), follow_ups.c.officer_id.is_(None)))
    return and_(checks, _did_not(work))


def _may_ask(work: Work) -> ColumnElement[bool]:
    """An officer checks it, and the signed-in person asks them; never who did it."""
    asks: ColumnElement[bool] = follow_ups.c.officer_id.is_not(None)
    if not work.actor.may(May.SUPERVISE):
        asks = and_(asks, follow_ups.c.checker_id == work.actor.id)
    return and_(asks, _did_not(work))


def _did_not(work: Work) -> ColumnElement[bool]:
    """The signed-in person neither has to do it nor had a part in doing it, as ``queries.doers`` has it."""
    moved = exists().where(
        follow_up_moves.c.follow_up_id == follow_ups.c.id, TOOK_PART, follow_up_moves.c.staff_id == work.actor.id
    )
    proved = exists().where(
        follow_up_photos.c.follow_up_id == follow_ups.c.id, follow_up_photos.c.staff_id == work.actor.id
    )
    return and_(~moved, ~proved, ~is_mine(work))


def mine_due(work: Work) -> CountedItems:
    """What is mine to do and due today."""
    return _counted(work, IS_UNDONE, is_mine(work), follow_ups.c.due_on == work.today)


def mine_overdue(work: Work) -> CountedItems:
    """What is mine to do and overdue."""
    return _counted(work, IS_UNDONE, is_mine(work), follow_ups.c.due_on < work.today)


def to_check(work: Work) -> CountedItems:
    """What is done and waits for me to check it."""
    return _counted(work, follow_ups.c.state == FollowUpState.DONE.value, _may_check(work))


def _is_to_be_looked_at(work: Work) -> ColumnElement[bool]:
    due = follow_ups.c.look_again_on <= work.today
    looks = or_(_may_check(work), _may_ask(work))
    return and_(follow_ups.c.state == FollowUpState.CLOSED.value, due, looks)


def to_look_at_again(work: Work) -> CountedItems:
    """What was closed unsolved, where the day has come on which I look again."""
    return CountedItems(_counted(work, _is_to_be_looked_at(work)).many)


def items_to_check(work: Work) -> list[FollowUp]:
    """The items behind ``to_check``."""
    return _read(work, and_(follow_ups.c.state == FollowUpState.DONE.value, _may_check(work)))


def _in_stead(work: Work) -> ColumnElement[bool]:
    """The officer serves no more, or was not reached since it was reported as done so long ago."""
    reported = (
        select(func.max(follow_up_moves.c.at))
        .where(
            follow_up_moves.c.follow_up_id == follow_ups.c.id,
            follow_up_moves.c.state == FollowUpState.DONE.value,
            follow_up_moves.c.was.is_distinct_from(FollowUpState.DONE.value),
        )
        .scalar_subquery()
    )
    serves = (
        select(officers.c.id)
        .join(officer_terms, officer_terms.c.officer_id == officers.c.id)
        .where(
            officers.c.id == follow_ups.c.officer_id,
            officers.c.state == OfficerState.SERVING.value,
            officer_terms.c.first <= work.today,
            officer_terms.c.last >= work.today,
            func.coalesce(officer_terms.c.ended_on, officer_terms.c.last) >= work.today,
        )
        .exists()
    )
    too_long = reported < start_of(officers_word.stead_since(work) + DAY)
    return and_(follow_ups.c.state == FollowUpState.DONE.value, _may_ask(work), or_(~serves, too_long))


def officers_to_ask(work: Work) -> CountedItems:
    """What is done and waits for the word of an officer whom I ask."""
    return _counted(work, follow_ups.c.state == FollowUpState.DONE.value, _may_ask(work))


def to_check_in_stead(work: Work) -> CountedItems:
    """For a leader: what may be checked today in the stead of an officer who was not reached or serves no more."""
    return _counted(work, _in_stead(work))


def items_in_stead(work: Work) -> list[FollowUp]:
    """The items behind ``to_check_in_stead``."""
    return _read(work, _in_stead(work))


def items_to_ask(work: Work) -> list[FollowUp]:
    """What is done and waits for the word of an officer whom I ask."""
    return _read(work, and_(follow_ups.c.state == FollowUpState.DONE.value, _may_ask(work)))


def items_to_look_at_again(work: Work) -> list[FollowUp]:
    """The items behind ``to_look_at_again``."""
    return _read(work, _is_to_be_looked_at(work))


def _read(work: Work, condition: ColumnElement[bool]) -> list[FollowUp]:
    query = ITEMS.where(condition).order_by(follow_ups.c.due_on, follow_ups.c.id)
    return records(work.connection.execute(query), FollowUp, **MADE)


def overdue_before(work: Work, day: date) -> CountedItems:
    """What is not done and was due before a day, whoever has to do it."""
    return _counted(work, IS_UNDONE, follow_ups.c.due_on < day)


def extensions_to_decide(work: Work) -> int:
    """How many extensions wait for the leader in charge."""
    return int(work.connection.scalar(select(func.count()).select_from(TO_DECIDE.order_by(None).subquery())) or 0)
