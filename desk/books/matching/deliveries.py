"""Deliveries 落实: the activities and orders by which an offering is brought. Whether one counts is never typed."""

from __future__ import annotations

from datetime import date

from sqlalchemy import delete

from desk.books.activities import queries as activities
from desk.books.activities.model import ActivityState
from desk.books.matching import delivery_queries, link_queries, queries
from desk.books.matching.model import OPEN_MATCHES, Delivery, Match, MatchState, Offering, code_of
from desk.books.matching.moves import match_as_seen, move_match, name_of, require_state
from desk.books.orders import queries as orders
from desk.books.orders.model import OrderState
from desk.books.organisations import queries as organisations
from desk.core.calendar import date_words
from desk.core.clock import local
from desk.core.errors import Refused
from desk.core.permissions import May
from desk.core.words import _
from desk.core.work import Work
from desk.models.matching import deliveries

NEVER = (OrderState.REFUSED, OrderState.TURNED, OrderState.CANCELLED)


def link_activity(work: Work, match_id: int, version: int, activity_id: int) -> Match:
    """An activity is how a match is carried out 安排活动; the partner has said yes by that. Raises ``Refused`` for an
    activity that was cancelled, is of another kind, or brings this offering already.
    """
    work.require(May.SERVE)
    match = _carried_out(work, match_id, version)
    offering = queries.find_offering(work, match.offering_id)
    activity = activities.find(work, activity_id)
    if activity.state is ActivityState.CANCELLED:
        raise Refused(_("“{title}” is cancelled.", title=activity.title))
    if f"activity.{activity.kind.value}" != code_of(offering.kind):
        raise Refused(
            _(
                "“{title}” is {kind}, not {other}.",
                title=activity.title,
                kind=activity.kind.label,
                other=_kind(offering),
            )
        )
    _require_own(work, offering, activity.title, activity.organisation_id, activity.day)
    _require_new(delivery_queries.of_offering(work, offering.id), activity_id=activity_id)
    return _link(work, match, {"activity_id": activity_id})


def link_order(work: Work, match_id: int, version: int, number: str) -> Match:
    """An order, by its number, is how a match is carried out. Raises ``Refused`` as with an activity."""
    work.require(May.SERVE)
    match = _carried_out(work, match_id, version)
    offering = queries.find_offering(work, match.offering_id)
    order = orders.by_number(work, number.strip().upper())
    if order is None:
        raise Refused(_("There is no order with this number."))
    if order.state in NEVER:
        raise Refused(_("{number} is “{was}” by now.", number=order.number, was=order.state.label))
    if f"order.{order.kind.value}" != code_of(offering.kind):
        raise Refused(
            _("“{title}” is {kind}, not {other}.", title=order.number, kind=order.kind.label, other=_kind(offering))
        )
    _require_own(work, offering, order.number, order.organisation_id, local(order.done_at or work.now).date())
    _require_new(delivery_queries.of_offering(work, offering.id), order_id=order.id)
    return _link(work, match, {"order_id": order.id})


def _kind(offering: Offering) -> str:
    return offering.kind.label


def _carried_out(work: Work, match_id: int, version: int) -> Match:
    match = match_as_seen(work, match_id, version)
    require_state(match, *OPEN_MATCHES)
    return match


def _require_own(work: Work, offering: Offering, title: str, organisation_id: int | None, day: date) -> None:
    """What another organisation did is not how this one kept its promise, nor what was before it promised anything."""
    if organisation_id not in (None, offering.organisation_id):
        other = organisations.names_of(work, [organisation_id])[organisation_id]
        raise Refused(
            _("“{title}” is of “{other}”, not of “{name}”.", title=title, other=other, name=offering.organisation)
        )
    if day < offering.first:
        begins = date_words(offering.first, work.today)
        raise Refused(
            _("“{title}” was before {number} began ({day}).", title=title, number=offering.number, day=begins)
        )


def _require_new(there: list[Delivery], activity_id: int | None = None, order_id: int | None = None) -> None:
    if any((each.activity_id, each.order_id) == (activity_id, order_id) for each in there):
        raise Refused(_("This is linked with the offering already."))


def _link(work: Work, match: Match, what: dict[str, int]) -> Match:
    values = {"offering_id": match.offering_id, "match_id": match.id, **what}
    id = work.add(deliveries, {**values, "staff_id": work.actor.id, "at": work.now})
    work.audit("delivery.link", f"deliveries:{id}", after=values)
    if match.state is MatchState.PROPOSED:
        match = move_match(work, match, MatchState.CLAIMED)
    if match.state is MatchState.CLAIMED:
        return move_match(work, match, MatchState.UNDER_WAY)
    return queries.find_match(work, match.id)


def unlink(work: Work, delivery_id: int) -> None:
    """This is not how it was carried out 解除关联. With the last one gone, the match waits for another. Raises
    ``Refused`` for what was accepted.
    """
    work.require(May.SERVE)
    delivery = delivery_queries.find(work, delivery_id)
    if delivery is None:
        raise Refused(_("This link is no longer there."))
    match = None if delivery.match_id is None else queries.find_match(work, delivery.match_id)
    if match and match.state is MatchState.ACCEPTED:
        raise Refused(_("{name} was accepted. Please take that back first.", name=name_of(match)))
    work.connection.execute(delete(deliveries).where(deliveries.c.id == delivery_id))
    work.audit(
        "delivery.unlink",
        f"deliveries:{delivery_id}",
        {"activity_id": delivery.activity_id, "order_id": delivery.order_id, "match_id": delivery.match_id},
    )
    if match and match.state is MatchState.UNDER_WAY and not delivery_queries.of_match(work, match.id):
        move_match(work, match, MatchState.CLAIMED)


def choices(work: Work, match: Match) -> list[link_queries.LinkableActivity]:
    """Activities that could be how a match is carried out: of its kind, those of its organisation first."""
    offering = queries.find_offering(work, match.offering_id)
    return link_queries.linkable(work, offering)
