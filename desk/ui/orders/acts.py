"""What can be done with an order, from the board and from its card alike. Each act tells what came of it, in words for
a toast; nothing where somebody went back.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from desk.books.matching.model import NeedSource
from desk.books.orders import dispatching, doing, queries, rating
from desk.books.orders.helping import HELPED_IN
from desk.books.orders.model import OPEN, OWNED, QUEUED, Complaint, Order, OrderState
from desk.core.calendar import moment_words
from desk.core.permissions import May
from desk.core.words import NP_, P_, _
from desk.services.session import Desk
from desk.ui.matching.need_form import RaiseNeed
from desk.ui.orders.finish_form import FinishOrder
from desk.ui.orders.forms import (
    AnswerOrder,
    AskOrganisation,
    GiveReason,
    JudgeComplaint,
    RateOrder,
    TurnIntoFollowUp,
    TurnOrder,
)
from desk.ui.orders.send_form import SendOrder, copy_message
from desk.ui.widgets.form_dialog import FormDialog

Act = Callable[[QWidget, Desk, Order], str]
UNDERWAY = (OrderState.TAKEN, OrderState.DOING, OrderState.REDO)
RATEABLE = (OrderState.DONE, OrderState.UNRATED)


def _asked(form: FormDialog) -> bool:
    is_stored = bool(form.exec())
    form.deleteLater()
    return is_stored


def _now(desk: Desk, order: Order) -> Order:
    with desk.read() as work:
        return queries.find(work, order.id)


def _stands(desk: Desk, order: Order) -> str:
    """How an order stands by now, told after something was done with it."""
    now = _now(desk, order)
    return _("{number} is now “{state}”.", number=now.number, state=now.state.label)


def review(_parent: QWidget, desk: Desk, order: Order) -> str:
    """受理: from now on it is due."""
    with desk.write() as work:
        taken_on = dispatching.review(work, order.id)
        today = work.today
    assert taken_on.due_at is not None
    due = moment_words(taken_on.due_at, today)
    return _("{number} is taken on, due {due}.", number=order.number, due=due)


def send(parent: QWidget, desk: Desk, order: Order) -> str:
    """派单."""
    form = SendOrder(parent, desk, order)
    if not _asked(form) or form.receiver is None:
        return ""
    who = f"{form.receiver.team} {form.receiver.name}"
    by = _now(desk, order).accept_by
    assert by is not None
    sentence = _(
        "{number} is sent to {who}, who answers by {by}.",
        number=order.number,
        who=who,
        by=moment_words(by, desk.clock.today()),
    )
    return sentence + (_(" The text for the group is on the clipboard.") if form.is_copied else "")


def answer(parent: QWidget, desk: Desk, order: Order) -> str:
    """接单答复."""
    return answer_words(_now(desk, order)) if _asked(AnswerOrder(parent, desk, order)) else ""


def answer_words(now: Order) -> str:
    """What is told after an answer: who has it, or that it is back in the queue."""
    if now.state is OrderState.TAKEN:
        return _("{number}: {who} takes it.", number=now.number, who=now.member)
    return _(
        "{number} was declined and is back in the queue, for the {n}. time.", number=now.number, n=now.refused_times
    )


def begin(_parent: QWidget, desk: Desk, order: Order) -> str:
    """开始办理."""
    with desk.write() as work:
        doing.begin(work, order.id)
    return _stands(desk, order)


def finish(parent: QWidget, desk: Desk, order: Order) -> str:
    """办结."""
    if not _asked(FinishOrder(parent, desk, order)):
        return ""
    day = _now(desk, order).call_back_on
    return _("{number} is done. The asker is rung up on {day}.", number=order.number, day=day)


def rate(parent: QWidget, desk: Desk, order: Order) -> str:
    """群众评价; whoever had a part in it is told so before anything is typed."""
    with desk.read() as work:
        rating.require_no_part(work, order)
    return rated_words(_now(desk, order)) if _asked(RateOrder(parent, desk, order)) else ""


def rated_words(now: Order) -> str:
    """What is told after a rating: what follows from a poor one."""
    if now.state is OrderState.REDO:
        return _("{number} is done again: the rating was poor.", number=now.number)
    if now.complaint is Complaint.MADE:
        return _("{number}: the leader in charge looks at the poor rating.", number=now.number)
    return _("{number} is rated.", number=now.number)


def _reason(parent: QWidget, desk: Desk, order: Order, form: GiveReason) -> str:
    return _stands(desk, order) if _asked(form) else ""


def withdraw(parent: QWidget, desk: Desk, order: Order) -> str:
    """收回: back in the queue, and nobody is blamed for it."""
    title = _("Take {number} back", number=order.number)
    form = GiveReason(parent, desk, order, title, P_("order", "Take back"), dispatching.withdraw)
    return _reason(parent, desk, order, form)


def cancel(parent: QWidget, desk: Desk, order: Order) -> str:
    """取消: the asker does not want it any more."""
    title = _("Cancel {number}", number=order.number)
    form = GiveReason(parent, desk, order, title, P_("order", "Cancel the order"), doing.cancel)
    return _reason(parent, desk, order, form)


def refuse(parent: QWidget, desk: Desk, order: Order) -> str:
    """不予受理."""
    title = _("Do not take {number} on", number=order.number)
    hint = _("The asker is told it.")
    form = GiveReason(parent, desk, order, title, P_("order", "Do not take on"), dispatching.refuse, hint)
    return _reason(parent, desk, order, form)


def turn(parent: QWidget, desk: Desk, order: Order) -> str:
    """转办."""
    return _stands(desk, order) if _asked(TurnOrder(parent, desk, order)) else ""


def to_follow_up(parent: QWidget, desk: Desk, order: Order) -> str:
    """转督办."""
    form = TurnIntoFollowUp(parent, desk, order)
    if not _asked(form) or form.made is None:
        return ""
    return _("{number} is now follow-up {made}.", number=order.number, made=form.made.number)


def ask_organisation(parent: QWidget, desk: Desk, order: Order) -> str:
    """协助单位."""
    if not _asked(AskOrganisation(parent, desk, order)):
        return ""
    now = _now(desk, order)
    if not now.organisation:
        return _("No organisation helps with {number} any more.", number=now.number)
    return _("{organisation} helps with {number}.", organisation=now.organisation, number=now.number)


def complain(parent: QWidget, desk: Desk, order: Order) -> str:
    """投诉."""
    title = _("Complaint about {number}", number=order.number)
    hint = _("The leader in charge judges it.")
    form = GiveReason(parent, desk, order, title, P_("order", "Note the complaint"), doing.complain, hint)
    sentence = _("The complaint about {number} is noted.", number=order.number)
    return sentence if _asked(form) else ""


def judge(parent: QWidget, desk: Desk, order: Order) -> str:
    """投诉认定."""
    if not _asked(JudgeComplaint(parent, desk, order)):
        return ""
    verdict = _now(desk, order).complaint.label
    return _("The complaint about {number}: {verdict}.", number=order.number, verdict=verdict)


def remark(parent: QWidget, desk: Desk, order: Order) -> str:
    """备注."""
    title = _("Remark on {number}", number=order.number)
    form = GiveReason(parent, desk, order, title, P_("order", "Write"), doing.note_remark)
    return _("The remark is noted.") if _asked(form) else ""


def copy(_parent: QWidget, desk: Desk, order: Order) -> str:
    """复制派单文字: for the team's group."""
    copy_message(desk, order.id)
    return _("The text for the group is on the clipboard, ready to paste.")


def to_need(parent: QWidget, desk: Desk, order: Order) -> str:
    """列为需求: what is wished for is more than this order, so that partners may offer it; the order goes on."""
    form = RaiseNeed(
        parent,
        desk,
        NeedSource.ORDER,
        f"orders:{order.id}",
        order.masked(order.description),
        f"order.{order.kind.value}",
    )
    if not _asked(form) or form.made is None:
        return ""
    return _("{number} is on the list.", number=form.made.number)


@dataclass(frozen=True)
class OrderAct:
    """An act with what it is called, who may do it, in which states it makes sense, and its key."""

    act: Act
    label: str
    may: May
    states: tuple[OrderState, ...]
    key: str = ""

    def fits(self, desk: Desk, order: Order) -> bool:
        """Can whoever is signed in do it with this order now?"""
        if not desk.actor.may(self.may):
            return False
        if self.act is judge:
            return order.complaint is Complaint.MADE
        if self.act is complain and order.complaint in (Complaint.MADE, Complaint.UPHELD):
            return False
        return order.state in self.states


COMPLAINED_OF = (OrderState.DONE, OrderState.REDO, OrderState.RATED, OrderState.UNRATED)
ACTS: Sequence[OrderAct] = (
    OrderAct(review, NP_("order", "Take on"), May.DISPATCH, (OrderState.PLACED,), "S"),
    OrderAct(send, NP_("order", "Send…"), May.DISPATCH, (OrderState.REVIEWED,), "P"),
    OrderAct(answer, NP_("order", "Answer…"), May.SERVE, (OrderState.OFFERED,), "D"),
    OrderAct(begin, NP_("order", "Begin"), May.SERVE, (OrderState.TAKEN,), "K"),
    OrderAct(finish, NP_("order", "Finish…"), May.SERVE, UNDERWAY, "B"),
    OrderAct(rate, NP_("order", "Rate…"), May.SERVE, RATEABLE, "J"),
    OrderAct(judge, NP_("order", "Judge the complaint…"), May.DECIDE_ORDERS, tuple(OrderState)),
    OrderAct(copy, NP_("order", "Copy for the group"), May.SERVE, OWNED),
    OrderAct(withdraw, NP_("order", "Take back…"), May.DISPATCH, OWNED, "F8"),
    OrderAct(ask_organisation, NP_("order", "Helping organisation…"), May.DISPATCH, HELPED_IN, "X"),
    OrderAct(turn, NP_("order", "Turn over…"), May.DISPATCH, QUEUED),
    OrderAct(to_follow_up, NP_("order", "Into a follow-up…"), May.SUPERVISE, QUEUED),
    OrderAct(to_need, NP_("order", "Into a need…"), May.SERVE, OPEN),
    OrderAct(refuse, NP_("order", "Do not take on…"), May.DECIDE_ORDERS, QUEUED),
    OrderAct(complain, NP_("order", "Complaint…"), May.SERVE, COMPLAINED_OF),
    OrderAct(cancel, NP_("order", "Cancel…"), May.SERVE, OPEN, "Delete"),
    OrderAct(remark, NP_("order", "Remark…"), May.SERVE, tuple(OrderState)),
)
"""In the order in which a card offers them; the first that fits is what usually comes next."""


def fitting(desk: Desk, order: Order) -> list[OrderAct]:
    """What can be done with an order now."""
    return [each for each in ACTS if each.fits(desk, order)]


def fits(desk: Desk, order: Order | None, act: Act) -> bool:
    """Can this be done with an order now?"""
    return order is not None and any(each.act is act for each in fitting(desk, order))
