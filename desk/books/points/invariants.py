"""What must always hold of points 红色积分."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import or_, select

from desk.books.points import certificates, queries
from desk.books.points.model import PostingKind, RedemptionState, RuleBasis
from desk.books.postings.model import AccountUnit
from desk.core.invariants import Invariant
from desk.core.words import N_, _
from desk.core.work import Work
from desk.models.points import grants, point_rules, redemptions
from desk.models.postings import legs, postings

_IS_POINT = postings.c.unit == AccountUnit.POINT.value
_paid, _back = postings.alias("paid"), postings.alias("back")

UNREADABLE = (
    Invariant(
        N_("Rule of points “{0}”: for what it gives points is not known."),
        select(point_rules.c.name).where(point_rules.c.basis.not_in([each.value for each in RuleBasis])),
    ),
    Invariant(
        N_("Exchange {0}: its state is not known."),
        select(redemptions.c.number).where(redemptions.c.state.not_in([each.value for each in RedemptionState])),
    ),
    Invariant(
        N_("Posting {0}: why points changed is not known."),
        select(postings.c.id).where(_IS_POINT, postings.c.kind.not_in([each.value for each in PostingKind])),
    ),
)
"""With one of these broken the pages cannot be filled."""

_HELD_BACK = redemptions.c.state == RedemptionState.RETURNED.value
INVARIANTS = (
    Invariant(
        N_("Exchange {0}: what was taken from the account is not what it cost, or was given back and is not said so."),
        select(redemptions.c.number)
        .outerjoin(
            _paid,
            (_paid.c.source == "redemptions:" + redemptions.c.id.cast(postings.c.source.type))
            & (_paid.c.kind == PostingKind.REDEEMED.value),
        )
        .outerjoin(_back, _back.c.reverses_id == _paid.c.id)
        .outerjoin(legs, (legs.c.posting_id == _paid.c.id) & (legs.c.amount < 0))
        .where(or_(legs.c.amount.is_distinct_from(-redemptions.c.points), _back.c.id.is_(None) == _HELD_BACK)),
    ),
    Invariant(
        N_("Points given for {0}: the account got {1}, the rule gave {2}."),
        select(grants.c.id, legs.c.amount, grants.c.points)
        .outerjoin(legs, (legs.c.posting_id == grants.c.posting_id) & (legs.c.amount > 0))
        .where(
            or_(
                grants.c.points != legs.c.amount,
                (grants.c.points > 0) != legs.c.id.is_not(None),
                grants.c.points > grants.c.uncapped,
            )
        ),
    ),
)


def altered_certificates(work: Work) -> Iterator[str]:
    """A sentence for each certificate that no longer gives its hash, is not the one that was given out, or is gone."""
    issued, there = queries.certificates_issued(work), queries.all_certificates(work)
    for id in issued.keys() - {each.id for each in there}:
        yield _("Certificate {number} was given out and is no longer there.", number=issued[id]["number"])
    for each in there:
        if certificates.is_altered(each, issued.get(each.id)):
            yield _("Certificate {number}: what it says does not give its hash.", number=each.number)
