"""What a thing is still worth: straight-line depreciation by the month, exact to the fen.

A month's charge begins in the month after a thing was acquired and still counts in the month in which it goes
(财会〔2023〕14号, 农村集体经济组织会计制度; the same rule as in 企业会计准则第4号). Nothing is charged below the
residual value. What has been charged when value, useful life or residual rate change stays; the rest is spread over
what is left.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

WHOLE = 10_000
"""Residual rates are in parts of this."""


class ValueChange(NamedTuple):
    """From ``day`` on: this value, life and residual rate; ``moved`` was added to the accumulated depreciation.

    One that ``opens`` a card counts from the day of acquiring, whenever that is corrected to.
    """

    day: date
    value: int
    life_months: int
    residual: int
    moved: int = 0
    opens: bool = False


@dataclass(frozen=True)
class BookValue:
    """In fen."""

    value: int
    depreciated: int

    @property
    def net(self) -> int:
        """Net value 净值, in fen."""
        return self.value - self.depreciated


def residual_of(value: int, rate: int) -> int:
    """The fen that are never depreciated, rounded to the nearest one."""
    return (value * rate + WHOLE // 2) // WHOLE


def months_between(first: date, last: date) -> int:
    """Whole calendar months, whatever the days: 31 January to 1 February is one."""
    return (last.year - first.year) * 12 + last.month - first.month


def worth(acquired_on: date, steps: Iterable[ValueChange], at: date) -> BookValue:
    """Value and accumulated depreciation on a day, from all steps until then in their order."""
    value = base = 0
    begun, life, residual = 0, 0, 0

    def charged_at(month: int) -> int:
        left = life - begun
        if left <= 0 or month <= begun:
            return base
        spread = max(value - residual_of(value, residual) - base, 0)
        return base + spread * min(month - begun, left) // left

    for step in steps:
        if step.day > at:
            break
        month = 0 if step.opens else max(months_between(acquired_on, step.day), 0)
        charged = charged_at(month)
        base, begun = min(charged + step.moved, step.value), month
        value, life, residual = step.value, step.life_months, step.residual
    charged = charged_at(max(months_between(acquired_on, at), 0))
    return BookValue(value, charged)
