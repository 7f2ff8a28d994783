"""What must always hold between points 红色积分 and the double-entry book: whose account it is, and what it is for."""

from __future__ import annotations

from sqlalchemy import Text, and_, exists, func, or_, select

from desk.books.orders.model import Complaint
from desk.books.points.model import PointAccount, PostingKind, RedemptionState
from desk.books.postings.model import AccountUnit
from desk.core.invariants import Invariant
from desk.core.words import N_
from desk.models.orders import orders
from desk.models.points import grants, redemptions
from desk.models.postings import accounts, legs, postings
from desk.models.teams import team_members

_KINDS = [kind.value for kind in PointAccount]
_IS_MEMBERS = accounts.c.kind == PointAccount.MEMBER.value
_MEMBER = func.substr(accounts.c.code, len("member:") + 1)
_EARNED = [PostingKind.EARNED.value, PostingKind.ENTERED.value]
_WAITS = redemptions.c.state == RedemptionState.RESERVED.value
_back = postings.alias("back")

INVARIANTS = (
    Invariant(
        N_("Account {0}: whose points it holds, or that it may be overdrawn, was changed."),
        select(accounts.c.code).where(
            accounts.c.unit == AccountUnit.POINT.value,
            or_(
                accounts.c.kind.not_in(_KINDS),
                accounts.c.may_be_negative != (accounts.c.kind == PointAccount.ISSUED.value),
                and_(~_IS_MEMBERS, accounts.c.code != accounts.c.kind),
                and_(_IS_MEMBERS, accounts.c.code != "member:" + _MEMBER),
                and_(_IS_MEMBERS, accounts.c.owner != "team_members:" + _MEMBER),
                and_(_IS_MEMBERS, _MEMBER.not_in(select(team_members.c.id.cast(Text)))),
            ),
        ),
    ),
    Invariant(
        N_("Points given for {0}: they are on the account of somebody else, or were posted for something else."),
        select(grants.c.id)
        .join(postings, postings.c.id == grants.c.posting_id)
        .join(legs, and_(legs.c.posting_id == postings.c.id, legs.c.amount > 0))
        .join(accounts, accounts.c.id == legs.c.account_id)
        .where(
            or_(
                accounts.c.owner != "team_members:" + grants.c.member_id.cast(Text),
                postings.c.source.is_distinct_from("point_grants:" + grants.c.id.cast(Text)),
            )
        ),
    ),
    Invariant(
        N_("Posting {0} gave points, and nothing says for what."),
        select(postings.c.id).where(
            postings.c.unit == AccountUnit.POINT.value,
            postings.c.kind.in_(_EARNED),
            ~exists().where(grants.c.posting_id == postings.c.id),
        ),
    ),
    Invariant(
        N_("Order {0}: a complaint was held true, and its points were not taken back."),
        select(orders.c.number)
        .join(grants, grants.c.order_id == orders.c.id)
        .join(postings, postings.c.id == grants.c.posting_id)
        .where(orders.c.complaint == Complaint.UPHELD.value, ~exists().where(_back.c.reverses_id == postings.c.id))
        .distinct(),
    ),
    Invariant(
        N_("Exchange {0}: the points were taken from somebody else, or it does not say when and by whom it ended."),
        select(redemptions.c.number)
        .outerjoin(
            postings,
            and_(
                postings.c.source == "redemptions:" + redemptions.c.id.cast(Text),
                postings.c.kind == PostingKind.REDEEMED.value,
            ),
        )
        .outerjoin(legs, and_(legs.c.posting_id == postings.c.id, legs.c.amount < 0))
        .outerjoin(accounts, accounts.c.id == legs.c.account_id)
        .where(
            or_(
                accounts.c.owner != "team_members:" + redemptions.c.member_id.cast(Text),
                redemptions.c.ended_at.is_(None) != _WAITS,
                redemptions.c.ended_by.is_(None) != _WAITS,
            )
        ),
    ),
    Invariant(
        N_("Posting {0} took points for an exchange that is not there."),
        select(postings.c.id).where(
            postings.c.unit == AccountUnit.POINT.value,
            postings.c.kind == PostingKind.REDEEMED.value,
            postings.c.source.not_in(select("redemptions:" + redemptions.c.id.cast(Text))),
        ),
    ),
)
