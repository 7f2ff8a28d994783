"""Earning points 得分: once for everybody who did an order that is settled; nothing for an upheld complaint."""

from __future__ import annotations

from collections.abc import Mapping

from desk.books.centre import rule
from desk.books.orders.model import Complaint
from desk.books.points import accounts, order_queries, queries, reckoning
from desk.books.points.model import Grant, PointAccount, PostingKind, SettledOrder
from desk.books.postings import posting
from desk.books.postings.model import AccountUnit, Leg, NewPosting
from desk.books.postings.posting import Overdrawn
from desk.core.month import Month
from desk.core.permissions import May
from desk.core.words import _, on_record
from desk.core.work import Work
from desk.models.points import grants


def settle(work: Work, order_id: int) -> None:
    """Post what everybody who did an order gets, once it is settled; a second time changes nothing. A complaint that is
    not judged yet holds it up, one that was upheld takes back what was posted.
    """
    work.require(May.SERVE)
    order = order_queries.settled(work, order_id)
    if order is None or order.complaint == Complaint.MADE.value:
        return
    if order.complaint == Complaint.UPHELD.value:
        for grant in queries.grants_of_order(work, order_id):
            _take_back(work, grant)
        return
    there = {grant.member_id for grant in queries.grants_of_order(work, order_id)}
    for member_id, minutes in order_queries.people(work, order_id).items():
        if member_id not in there:
            _grant(work, order, member_id, minutes)


def _grant(work: Work, order: SettledOrder, member_id: int, minutes: int) -> None:
    """By the rule that holds on the day on which it was done; without any there is nothing to give."""
    by = reckoning.best_rule(queries.all_rules(work), order.kind, order.day, minutes)
    if by is None:
        return
    full = reckoning.full_points(by, minutes)
    month = Month.of(order.day)
    given_day = queries.given_for_orders(work, member_id, order.day, order.day)
    given_month = queries.given_for_orders(work, member_id, *month.span)
    grant = {
        "member_id": member_id,
        "order_id": order.id,
        "rule_id": by.id,
        "day": order.day,
        "minutes": minutes,
        "uncapped": full,
        "points": reckoning.capped(by, full, given_day, given_month),
    }
    write_grant(work, grant, PostingKind.EARNED, paper=by.paper)


def write_grant(work: Work, grant: Mapping[str, object], kind: PostingKind, remark: str = "", paper: str = "") -> int:
    """Note by which rule somebody gets points, and post them where there are any; the grant's id."""
    work.require(May.SERVE)
    id = work.add(grants, grant)
    points, member_id = grant["points"], grant["member_id"]
    assert isinstance(points, int) and isinstance(member_id, int)
    if points:
        source = f"point_grants:{id}"
        work.change(grants, id, {"posting_id": give(work, member_id, points, kind, source, remark, paper)})
    return id


def give(
    work: Work, member_id: int, points: int, kind: PostingKind, source: str, remark: str = "", paper: str = ""
) -> int:
    """Put points on somebody's account, which expire as the rules say; the posting's id."""
    work.require(May.SERVE)
    until = reckoning.expiry_of(work.today, rule(work, "points_expiry_months"))
    legs = (
        Leg(accounts.of_member(work, member_id), points, until),
        Leg(accounts.of_centre(work, PointAccount.ISSUED), -points),
    )
    return posting.post(work, NewPosting(AccountUnit.POINT, kind.value, legs, source, remark, paper))


def _take_back(work: Work, grant: Grant) -> None:
    """What is spent or has expired cannot be taken back from the member: the centre makes it up, which is posted."""
    if grant.posting_id is None or queries.is_taken_back(work, grant.posting_id):
        return
    with on_record():
        remark = str(_("A complaint about the order was upheld."))
    try:
        posting.reverse(work, grant.posting_id, PostingKind.REVERSED.value, remark)
    except Overdrawn as short:
        give(work, grant.member_id, short.missing, PostingKind.COVERED, f"postings:{grant.posting_id}", remark)
        posting.reverse(work, grant.posting_id, PostingKind.REVERSED.value, remark)
