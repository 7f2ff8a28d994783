"""What has expired is taken out 到期清零. What is left is folded each time, so that a second run finds nothing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from datetime import date

from desk.books.postings import queries
from desk.books.postings.lots import fold
from desk.books.postings.model import AccountUnit, Leg, NewPosting
from desk.books.postings.posting import post
from desk.core.permissions import May
from desk.core.work import Work


def expire(work: Work, unit: AccountUnit, day: date, into: int, kind: str, only: Collection[int] | None = None) -> int:
    """Move what counts no more on ``day`` into the account ``into``: one posting for each day on which something
    expired, with everybody of whom it was. ``only`` some accounts are looked at. How much it was.
    """
    work.require(May.SERVE)
    gone: dict[date, list[Leg]] = defaultdict(list)
    for account_id, legs in queries.folded(work, unit, day, only).items():
        for on, amount in fold(legs).expired(day).items():
            gone[on].append(Leg(account_id, -amount, on))
    total = 0
    for _on, taken in sorted(gone.items()):
        amount = -sum(leg.amount for leg in taken)
        post(work, NewPosting(unit, kind, (*taken, Leg(into, amount))))
        total += amount
    return total
