"""Doing an order 办理: begun, done with proof and minutes, cancelled by the asker, complained of and judged."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from sqlalchemy import delete

from desk.books.orders import clocks, households, photos, queries, settling
from desk.books.orders.dispatching import note_answer
from desk.books.orders.model import OVER, Complaint, DispatchAnswer, Order, OrderState
from desk.books.orders.moves import change_state, record_move, require_state
from desk.books.teams import queries as teams
from desk.core.errors import Refused, Rule, refuse_wrong
from desk.core.moves import require_reason
from desk.core.permissions import May
from desk.core.words import _
from desk.core.work import Work
from desk.models.orders import order_people, orders

LONGEST_RESULT = 500
"""Characters of what came of an order."""
DAY = 24 * 60
"""Nobody was there for more minutes than this."""


def begin(work: Work, id: int) -> Order:
    """Whoever took it is at it 开始办理. Raises ``Refused``."""
    work.require(May.SERVE)
    return change_state(work, queries.find(work, id), OrderState.DOING)


def finish(work: Work, id: int, result: str, people: Mapping[int, int]) -> Order:
    """It is done 办结: what came of it in words, or a photo, and how many minutes each member was there. Done again
    after a poor rating, those who did it last count.

    Raises ``Invalid`` for ``result`` and ``people``, ``Refused`` for who left, ``NotAllowed`` for helpers who live with
    whoever asks.
    """
    work.require(May.SERVE)
    order = queries.find(work, id)
    require_state(order, *photos.UNDERWAY)
    refuse_wrong([*_result_rules(work, order, result.strip()), *_people_rules(work, order, people)])
    for member in (teams.find_member(work, each) for each in people):
        if member.left_on is not None:
            raise Refused(_("Member {number} has left the team. Please choose somebody else.", number=member.number))
    households.need_agreement(work, order, people.keys() - {order.member_id})
    work.connection.execute(delete(order_people).where(order_people.c.order_id == id))
    work.add_all(
        order_people,
        [{"order_id": id, "member_id": member, "minutes": minutes} for member, minutes in people.items()],
    )
    return change_state(
        work,
        order,
        OrderState.DONE,
        result=result.strip(),
        minutes=sum(people.values()),
        first_done_at=order.first_done_at or work.now,
        done_at=work.now,
        call_back_on=clocks.call_back_on(work),
        rate_by=clocks.rate_by(work),
    )


def _result_rules(work: Work, order: Order, result: str) -> list[Rule]:
    too_long = _("{n} characters are too many; {most} is the most.", n=len(result), most=LONGEST_RESULT)
    return [
        (
            "result",
            not result and not photos.of(work, order.id),
            _("Please enter what came of it, or add a photo."),
        ),
        ("result", len(result) > LONGEST_RESULT, too_long),
    ]


def _people_rules(work: Work, order: Order, people: Mapping[int, int]) -> list[Rule]:
    longest = max(people.values(), default=0)
    passed = int((work.now - began_at(work, order)) / timedelta(minutes=1))
    return [
        ("people", not people, _("Please enter who did it, and for how many minutes.")),
        ("people", min(people.values(), default=1) < 1, _("Please enter the minutes of each, at least 1.")),
        ("people", longest > DAY, _("Nobody is there for more than {n} minutes a day.", n=DAY)),
        (
            "people",
            longest > max(passed, 1),
            _("It was sent {n} minutes ago, so nobody was there longer. Please check the minutes.", n=max(passed, 1)),
        ),
    ]


def began_at(work: Work, order: Order) -> datetime:
    """When it was sent to whoever took it, before which nobody can have begun. That they took it may be noted long
    after they said so.
    """
    taken = [each for each in queries.dispatches_of(work, order.id) if each.answer is DispatchAnswer.TAKEN]
    return taken[-1].offered_at if taken else order.placed_at


def cancel(work: Work, id: int, reason: str) -> Order:
    """The asker does not want it any more 取消, which they may say until it is done. Raises ``Invalid`` without a
    reason, ``Refused``.
    """
    work.require(May.SERVE)
    order = queries.find(work, id)
    remark = require_reason(reason)
    done = change_state(work, order, OrderState.CANCELLED, remark, accept_by=None)
    if order.state is OrderState.OFFERED:
        note_answer(work, order, DispatchAnswer.WITHDRAWN, remark)
    return done


def complain(work: Work, id: int, reason: str) -> Order:
    """Somebody complains of how it was done 投诉; the leader in charge judges it. Raises ``Invalid`` without a reason,
    ``Refused`` before it was done, while a complaint is to be judged, and once one was held true.
    """
    work.require(May.SERVE)
    order = queries.find(work, id)
    remark = require_reason(reason)
    if order.first_done_at is None or (order.state in OVER and order.settled_at is None):
        raise Refused(
            _("{number} is “{was}”: there is nothing to complain of.", number=order.number, was=order.state.label)
        )
    return set_complaint(work, order, Complaint.MADE, remark)


def judge(work: Work, id: int, upheld: bool, reason: str) -> Order:
    """Whether a complaint is held true 投诉认定. An order whose points wait for that, or were given, is settled (anew).

    Raises ``Invalid`` without a reason, ``Refused`` without a complaint.
    """
    work.require(May.DECIDE_ORDERS)
    order = queries.find(work, id)
    remark = require_reason(reason)
    if order.complaint is not Complaint.MADE:
        raise Refused(_("There is no complaint to judge about {number}.", number=order.number))
    judged = set_complaint(work, order, Complaint.UPHELD if upheld else Complaint.DISMISSED, remark)
    if judged.state in (OrderState.RATED, OrderState.UNRATED):
        return settling.settle(work, judged)
    return judged


def set_complaint(work: Work, order: Order, complaint: Complaint, remark: str) -> Order:
    """How a complaint stands, with the words for it. Raises ``Refused`` where one is to be judged already, and where
    one was held true: a second one that is not would give the points after all.
    """
    work.require(May.SERVE)
    if order.complaint is Complaint.MADE and complaint is Complaint.MADE:
        raise Refused(_("A complaint about {number} is to be judged already.", number=order.number))
    if order.complaint is Complaint.UPHELD:
        raise Refused(_("A complaint about {number} was held true already; that stays.", number=order.number))
    work.change(orders, order.id, {"complaint": complaint.value, "version": order.version + 1})
    record_move(work, order.id, order.state, order.state, remark)
    before, after = {"complaint": order.complaint.value}, {"complaint": complaint.value}
    work.audit("order.complaint", f"orders:{order.id}", before, after)
    return queries.find(work, order.id)


def note_remark(work: Work, id: int, remark: str) -> Order:
    """A line in an order's history 备注, whatever its state. Raises ``Invalid`` without any text."""
    work.require(May.SERVE)
    order = queries.find(work, id)
    record_move(work, id, order.state, order.state, require_reason(remark))
    work.audit("order.remark", f"orders:{id}")
    return order
