"""Dispatching 派单: taking an order on or not, turning it into another matter, sending it to a team or a member."""

from __future__ import annotations

import re
from typing import Any

from desk.books import centre
from desk.books.orders import clocks, households, queries
from desk.books.orders.model import BECOMES, HOTLINE_CASE, OWNED, Dispatch, DispatchAnswer, Order, OrderState
from desk.books.orders.moves import change_state, require_state
from desk.books.teams import queries as teams
from desk.core.errors import Invalid, NotAllowed, Problem, Refused
from desk.core.moves import require_reason
from desk.core.permissions import May
from desk.core.words import _
from desk.core.work import Work
from desk.models.orders import dispatches

RECORD = re.compile(r"([a-z_]+):([1-9]\d{0,15})", re.ASCII)
NOBODY: dict[str, Any] = {"team_id": None, "member_id": None, "accept_by": None}
"""What an order has that is back in the queue."""


def review(work: Work, id: int) -> Order:
    """Take an order on 受理: from now on it is due, however often it is passed on. Raises ``Refused``."""
    work.require(May.DISPATCH)
    order = queries.find(work, id)
    require_state(order, OrderState.PLACED)
    due_at = clocks.due_at(work, order.urgency)
    return change_state(work, order, OrderState.REVIEWED, first_due_at=due_at, due_at=due_at)


def refuse(work: Work, id: int, reason: str) -> Order:
    """Not take it on 不予受理, which the leader in charge decides. Raises ``Invalid`` without a reason, ``Refused``."""
    work.require(May.DECIDE_ORDERS)
    return change_state(work, queries.find(work, id), OrderState.REFUSED, require_reason(reason))


def turn(work: Work, id: int, became: str, reason: str) -> Order:
    """It is another matter 转办: ``became`` is the case or the follow-up that it is now, ``table:id``, or ``12345``.

    Raises ``Invalid`` for ``became`` and ``reason``, ``Refused``.
    """
    work.require(May.DISPATCH)
    order = queries.find(work, id)
    remark = require_reason(reason)
    if not _is_known(work, became):
        raise Invalid(Problem("became", _("Please choose what the order became.")))
    return change_state(work, order, OrderState.TURNED, remark, became=became)


def _is_known(work: Work, became: str) -> bool:
    if became == HOTLINE_CASE:
        return True
    match = RECORD.fullmatch(became)
    return match is not None and match[1] in BECOMES and queries.is_there(work, match[1], int(match[2]))


def offer(work: Work, id: int, team_id: int, member_id: int | None = None) -> Dispatch:
    """Send an order to a team, or to one of its members. The second time that it came back 退回两次 the leader in
    charge sends it, and always to somebody who lives with whoever asks.

    Raises ``Refused`` for who left and for a team that is no more, ``NotAllowed``.
    """
    work.require(May.DISPATCH)
    order = queries.find(work, id)
    require_state(order, OrderState.REVIEWED)
    if needs_leader(work, order) and not work.actor.may(May.DECIDE_ORDERS):
        raise NotAllowed(
            _(
                "{number} came back {n} times. The leader in charge sends it.",
                number=order.number,
                n=order.refused_times,
            )
        )
    _require_there(work, team_id, member_id)
    if member_id is not None:
        households.need_agreement(work, order, (member_id,))
    accept_by = clocks.accept_by(work, order.urgency)
    sent = queries.dispatches_of(work, id)
    values = {
        "order_id": id,
        "n": len(sent) + 1,
        "team_id": team_id,
        "member_id": member_id,
        "offered_at": work.now,
        "accept_by": accept_by,
        "staff_id": work.actor.id,
    }
    work.add(dispatches, values)
    change_state(
        work, order, OrderState.OFFERED, team_id=team_id, member_id=member_id, accept_by=accept_by, freed=False
    )
    return queries.dispatches_of(work, id)[-1]


def needs_leader(work: Work, order: Order) -> bool:
    """Has it come back so often that only the leader in charge may send it again?"""
    return order.refused_times >= centre.rule(work, "order_refusals")


def _require_there(work: Work, team_id: int, member_id: int | None) -> None:
    team = teams.find_team(work, team_id)
    if not team.active:
        raise Refused(_("“{name}” is no more. Please choose another team.", name=team.name))
    if member_id is not None:
        require_member(work, team_id, member_id)


def require_member(work: Work, team_id: int, member_id: int) -> None:
    """Raises ``Refused`` for who left, or is in another team."""
    member = teams.find_member(work, member_id)
    if member.left_on is not None:
        raise Refused(_("Member {number} has left the team. Please choose somebody else.", number=member.number))
    if member.team_id != team_id:
        raise Refused(_("Member {number} is in another team.", number=member.number))


def withdraw(work: Work, id: int, reason: str) -> Order:
    """Take an order back from whoever has it 收回: it is in the queue again, and nobody is blamed for it.

    Raises ``Invalid`` without a reason, ``Refused``.
    """
    work.require(May.DISPATCH)
    order = queries.find(work, id)
    require_state(order, *OWNED)
    return take_back(work, order, require_reason(reason))


def take_back(work: Work, order: Order, remark: str, *, freed: bool = False) -> Order:
    """Put an order back into the queue, whoever has it; what nobody has answered yet counts as withdrawn. ``freed``:
    whoever had it left their team.
    """
    work.require(May.SERVE)
    if order.state is OrderState.OFFERED:
        note_answer(work, order, DispatchAnswer.WITHDRAWN, remark)
    return change_state(work, order, OrderState.REVIEWED, remark, **NOBODY, freed=freed)


def note_answer(work: Work, order: Order, answer: DispatchAnswer, reason: str = "", **values: Any) -> Dispatch:
    """Write the answer into the dispatch that is open, which happens once. Raises ``Refused`` when somebody did."""
    work.require(May.SERVE)
    sent = queries.dispatches_of(work, order.id)
    if not sent or sent[-1].answered_at is not None:
        raise Refused(_("{number} was answered meanwhile.", number=order.number))
    change = {"answer": answer.value, "answered_at": work.now, "reason": reason}
    work.change(dispatches, sent[-1].id, {**change, **values})
    return sent[-1]
