"""What must always hold of the asset ledger 资产台账, beside what its movements add up to."""

from __future__ import annotations

from sqlalchemy import func, select

from desk.books.assets.model import DECIDED, MovementKind
from desk.core.invariants import Invariant
from desk.core.words import N_
from desk.models.assets import assets, loans, movements

_LENT = (
    select(func.coalesce(func.sum(loans.c.quantity - loans.c.back), 0))
    .where(loans.c.asset_id == assets.c.id, loans.c.back_on.is_(None))
    .scalar_subquery()
)
_APPROVED_ONE_BY_ONE = sorted(DECIDED - {MovementKind.STOCKTAKE})
"""A stocktake is approved as a whole."""

INVARIANTS = (
    Invariant(
        N_("Asset {0}: what is lent of it is not the sum of its open loans."),
        select(assets.c.number).where(assets.c.lent != _LENT),
    ),
    Invariant(
        N_("Asset {0}: it went without a manager's approval."),
        select(assets.c.number)
        .join(movements, movements.c.asset_id == assets.c.id)
        .where(movements.c.approved_by.is_(None), movements.c.kind.in_(_APPROVED_ONE_BY_ONE)),
    ),
)
