"""Answering 接单: taken, declined, or silent; one answer to each dispatch, from whichever desk it comes first."""

from __future__ import annotations

from dataclasses import dataclass

from desk.books.orders import answer_lines, households, queries
from desk.books.orders.dispatching import NOBODY, note_answer, require_member
from desk.books.orders.model import DispatchAnswer, Order, OrderState
from desk.books.orders.moves import change_state, require_state
from desk.books.teams import queries as teams
from desk.books.teams.model import Member
from desk.core.errors import Invalid, Problem, Refused
from desk.core.moves import require_reason
from desk.core.permissions import May
from desk.core.words import _, on_record
from desk.core.work import Work


def take(work: Work, id: int, member_id: int) -> Order:
    """A member takes it 接单: whoever was asked, or anybody of the team that was. Raises ``Refused`` once it was
    answered, for who left, and for somebody else than was asked; ``NotAllowed`` for who lives with whoever asks.
    """
    work.require(May.SERVE)
    order = queries.find(work, id)
    require_state(order, OrderState.OFFERED)
    assert order.team_id is not None
    require_member(work, order.team_id, member_id)
    if order.member_id is None:
        households.need_agreement(work, order, (member_id,))
    elif order.member_id != member_id:
        raise Refused(_("{number} was sent to somebody else. Please withdraw it first.", number=order.number))
    note_answer(work, order, DispatchAnswer.TAKEN, member_id=member_id)
    return change_state(work, order, OrderState.TAKEN, member_id=member_id, accept_by=None)


def decline(work: Work, id: int, reason: str) -> Order:
    """Whoever was asked cannot 退单: back to the queue. Raises ``Invalid`` without a reason, ``Refused``."""
    work.require(May.SERVE)
    order = queries.find(work, id)
    require_state(order, OrderState.OFFERED)
    return _back(work, order, DispatchAnswer.DECLINED, require_reason(reason))


def time_out(work: Work) -> list[Order]:
    """Whatever was not answered in time goes back to the queue 逾时退回; the orders as they are then."""
    work.require(May.SERVE)
    return [_back(work, order, DispatchAnswer.TIMED_OUT, "") for order in queries.silent(work)]


def _back(work: Work, order: Order, answer: DispatchAnswer, reason: str) -> Order:
    note_answer(work, order, answer, reason)
    with on_record():
        remark = reason or answer.label
    return change_state(work, order, OrderState.REVIEWED, remark, **NOBODY, refused_times=order.refused_times + 1)


@dataclass(frozen=True)
class ReadReply:
    """What a typed line does once it is entered: ``member`` takes the order, or it is declined for ``reason``."""

    order: Order
    team: str
    member: Member | None
    reason: str

    @property
    def is_taken(self) -> bool:
        """Does somebody take it?"""
        return self.member is not None


def understand(work: Work, text: str) -> ReadReply:
    """What a typed line 一行回复 would do, without doing it: “D20261130-003 张三 接”, “003 不去 有事”.

    Raises ``Invalid`` for ``line`` with what is missing or has two meanings.
    """
    line = answer_lines.read(text)
    fitting = [each for each in queries.unanswered(work) if each[0].number.endswith(line.number)]
    if not fitting:
        raise Invalid(Problem("line", _("No order with the number {number} waits for an answer.", number=line.number)))
    if len(fitting) > 1:
        raise Invalid(
            Problem("line", _("Several orders end with {number}. Please enter it whole.", number=line.number))
        )
    [(order, dispatch)] = fitting
    members = teams.members_of(work, dispatch.team_id)
    member, rest = answer_lines.name_in(line.rest, members)
    answer = answer_lines.answer_in(rest)
    if not answer.is_taken and not answer.reason:
        raise Invalid(Problem("line", _("Please enter why as well, behind 不接.")))
    if not answer.is_taken:
        return ReadReply(order, dispatch.team, None, answer.reason)
    if member is None and dispatch.member_id is None:
        raise Invalid(Problem("line", _("Please enter who takes it: the order was sent to the whole team.")))
    taker = member or teams.find_member(work, dispatch.member_id or 0)
    return ReadReply(order, dispatch.team, taker, "")


def answer_line(work: Work, text: str) -> Order:
    """Do what a typed line says. Raises what ``understand``, ``take`` and ``decline`` raise."""
    work.require(May.SERVE)
    reply = understand(work, text)
    if reply.member is None:
        return decline(work, reply.order.id, reply.reason)
    return take(work, reply.order.id, reply.member.id)
