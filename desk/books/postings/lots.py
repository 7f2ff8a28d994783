"""What is left of an account and when it expires 有效期: a fold over its legs in the order of time, nothing stored.

What is taken comes from what expires first; what never expires goes last. A posting that was taken back counts as if
it and the one that took it back had never been, so that points given back expire when they would have.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

NEVER = date.max
"""For sorting: what never expires goes last."""


class FoldedLeg(NamedTuple):
    """A leg as the fold needs it."""

    posting_id: int
    reverses_id: int | None
    amount: int
    expires_on: date | None


@dataclass
class Lots:
    """What is left, by the day on which it expires. ``owed`` is what was taken beyond what was there: none in a sound
    account that may not be negative.
    """

    left: dict[date | None, int] = field(default_factory=dict)
    owed: int = 0

    @property
    def balance(self) -> int:
        """The same as the bare sum of the legs."""
        return sum(self.left.values()) - self.owed

    def expired(self, day: date) -> dict[date, int]:
        """What counts no more on ``day``, by the first day on which it did not."""
        return {on: amount for on, amount in self.coming() if on <= day}

    def coming(self) -> list[tuple[date, int]]:
        """Everything that will expire, the first first."""
        return sorted((on, amount) for on, amount in self.left.items() if on is not None)

    def gain(self, amount: int, expires_on: date | None) -> None:
        """Put in; what is owed is paid from it first."""
        paid = min(self.owed, amount)
        self.owed -= paid
        if amount > paid:
            self.left[expires_on] = self.left.get(expires_on, 0) + amount - paid

    def take(self, amount: int, expires_on: date | None) -> None:
        """Take out: of what expires on just that day where one is named, then of what expires first."""
        if expires_on is not None:
            amount = self._take_of(expires_on, amount)
        while amount and self.left:
            amount = self._take_of(min(self.left, key=_by_day), amount)
        self.owed += amount

    def _take_of(self, on: date | None, amount: int) -> int:
        """Take out of what expires on one day; how much of it was not there."""
        there = self.left.get(on, 0)
        if there > amount:
            self.left[on] = there - amount
            return 0
        if there:
            del self.left[on]
        return amount - there


def _by_day(on: date | None) -> date:
    return on or NEVER


def fold(legs: Iterable[FoldedLeg]) -> Lots:
    """What is left after ``legs`` of one account, which are in the order of time."""
    legs = list(legs)
    undone = {leg.reverses_id for leg in legs if leg.reverses_id is not None}
    lots = Lots()
    for leg in legs:
        if leg.posting_id in undone or leg.reverses_id is not None:
            continue
        if leg.amount > 0:
            lots.gain(leg.amount, leg.expires_on)
        else:
            lots.take(-leg.amount, leg.expires_on)
    return lots


def left_of(balance: int, put_in: Mapping[date, int]) -> dict[date, int]:
    """How much of ``balance`` is left of what was ``put_in`` by the day on which it expires, the first first.

    What is taken comes from what expires first, so what expires last is still there first. The same as the fold from
    two sums, wherever what came later does not expire earlier and nothing lasts for ever; a rule that was shortened
    within a year is the only way to that, and there the fold decides what goes.
    """
    left: dict[date, int] = {}
    for on in sorted(put_in, reverse=True):
        left[on] = min(put_in[on], balance)
        balance -= left[on]
    return {on: amount for on, amount in sorted(left.items()) if amount}


def is_expiry(leg: FoldedLeg) -> bool:
    """Does it take out what has expired? Only that names a day and takes, but for what takes a posting back."""
    return leg.amount < 0 and leg.expires_on is not None and leg.reverses_id is None


def expired_beyond(legs: Sequence[FoldedLeg]) -> FoldedLeg | None:
    """The first leg by which more expired than was there at that time; None in a sound account."""
    for at, leg in enumerate(legs):
        if is_expiry(leg) and fold(legs[:at]).left.get(leg.expires_on, 0) < -leg.amount:
            return leg
    return None
