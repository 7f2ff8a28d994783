"""Rating 群众评价: what the asker says of an order that is done, asked by somebody who had no part in it.

A poor rating has it done again, once; another one goes before the leader in charge as a complaint. Whoever says nothing
within the time for it has not rated, and the order is settled all the same.
"""

from __future__ import annotations

from desk.books.cases import LEVELS, POOR, Evaluation
from desk.books.orders import clocks, doing, households, member_queries, queries, settling
from desk.books.orders.model import Complaint, Order, OrderState, RatingMeans
from desk.books.orders.moves import change_state, record_move, require_state
from desk.core.errors import NotAllowed, Refused, refuse_wrong
from desk.core.moves import LONGEST_REASON
from desk.core.permissions import May
from desk.core.words import _, on_record
from desk.core.work import Work
from desk.models.orders import orders, ratings


def rate(work: Work, id: int, level: Evaluation, means: RatingMeans, reason: str = "") -> Order:
    """Note what the asker said. Raises ``Invalid`` for ``level`` and ``reason``, ``Refused`` before it is done, once it
    was rated, and by the telephone of somebody who did it; ``NotAllowed`` for whoever had a part in it.
    """
    work.require(May.SERVE)
    order = queries.find(work, id)
    require_state(order, OrderState.DONE, OrderState.UNRATED)
    refuse_wrong(
        [
            ("level", level not in LEVELS, _("Please choose one of the five levels.")),
            ("reason", level in POOR and not reason.strip(), _("Please note what was not good.")),
            (
                "reason",
                len(reason.strip()) > LONGEST_REASON,
                _("{n} characters are too many; {most} is the most.", n=len(reason.strip()), most=LONGEST_REASON),
            ),
        ]
    )
    require_no_part(work, order)
    _refuse_own_telephone(work, order, means)
    values = {
        "order_id": id,
        "n": len(queries.ratings_of(work, id)) + 1,
        "level": level.value,
        "reason": reason.strip(),
        "means": means.value,
        "staff_id": work.actor.id,
        "at": work.now,
    }
    work.add(ratings, values)
    if level in POOR and order.state is OrderState.DONE and not order.redone:
        return change_state(work, order, OrderState.REDO, redone=True, due_at=clocks.redo_by(work))
    return _rated(work, order, level, reason.strip())


def _rated(work: Work, order: Order, level: Evaluation, reason: str) -> Order:
    rated = change_state(work, order, OrderState.RATED)
    if level in POOR and rated.complaint not in (Complaint.MADE, Complaint.UPHELD):
        rated = doing.set_complaint(work, rated, Complaint.MADE, reason)
    return rated if rated.complaint is Complaint.MADE else settling.settle(work, rated)


def require_no_part(work: Work, order: Order) -> None:
    """Whoever asks the asker neither did it nor wrote down that it was done 回避, the first time or the second. Raises
    ``NotAllowed``; said before anybody is rung up.
    """
    if work.actor.id in queries.staff_with_a_part(work, order.id):
        raise NotAllowed(_("You had a part in {number}. Please let somebody else ask how it was.", number=order.number))


def _refuse_own_telephone(work: Work, order: Order, means: RatingMeans) -> None:
    if means is not RatingMeans.TELEPHONE:
        return
    doers = [person.member_id for person in queries.people_of(work, order.id)]
    own = [(each.telephone, each.resident_telephone) for each in member_queries.whereabouts(work, doers)]
    given = set(households.numbers_in([order.telephone]))
    if any(not given.isdisjoint(households.numbers_in(each)) for each in own):
        raise Refused(
            _(
                "The telephone of {number} is that of somebody who did it. Please ask in person or on paper.",
                number=order.number,
            )
        )


def not_reached(work: Work, id: int, remark: str = "") -> Order:
    """The asker was rung up in vain 未接通: again on the next working day. Raises ``Refused`` unless it is done."""
    work.require(May.SERVE)
    order = queries.find(work, id)
    require_state(order, OrderState.DONE)
    require_no_part(work, order)
    work.change(orders, id, {"call_back_on": clocks.call_back_on(work), "version": order.version + 1})
    with on_record():
        unanswered = _("Nobody answered the call.")
    record_move(work, id, order.state, order.state, remark.strip()[:LONGEST_REASON] or unanswered)
    work.audit("order.not_reached", f"orders:{id}")
    return queries.find(work, id)


def settle_unrated(work: Work) -> list[Order]:
    """Whatever nobody rated within the time for it is settled 未评价; the orders as they are then."""
    work.require(May.SERVE)
    return [settle_as_unrated(work, order) for order in queries.never_rated(work)]


def settle_as_unrated(work: Work, order: Order) -> Order:
    """Nobody will say any more what they think of it. Raises ``Refused`` unless it is done."""
    work.require(May.SERVE)
    return settling.settle(work, change_state(work, order, OrderState.UNRATED))
