"""How far a figure moved, in words."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from desk.core.figure import Unit
from desk.core.period import Period, PeriodKind
from desk.core.words import NP_, P_, _

FEW = 10
"""Below this many before, a change is told as a number: three instead of one are no 200 %."""
MINUS = "\N{MINUS SIGN}"
BEFORE: Mapping[PeriodKind, str] = {
    PeriodKind.DAY: NP_("compared with", "the day before"),
    PeriodKind.WEEK: NP_("compared with", "last week"),
    PeriodKind.MONTH: NP_("compared with", "last month"),
    PeriodKind.QUARTER: NP_("compared with", "last quarter"),
    PeriodKind.HALF_YEAR: NP_("compared with", "the half year before"),
    PeriodKind.YEAR: NP_("compared with", "last year"),
    PeriodKind.RANGE: NP_("compared with", "the days before"),
}
"""What the period before is called beside one of a kind: msgids."""
SO_FAR: Mapping[PeriodKind, str] = {
    PeriodKind.WEEK: NP_("compared with", "last week so far"),
    PeriodKind.MONTH: NP_("compared with", "last month so far"),
    PeriodKind.QUARTER: NP_("compared with", "last quarter so far"),
    PeriodKind.HALF_YEAR: NP_("compared with", "the half year before so far"),
    PeriodKind.YEAR: NP_("compared with", "last year so far"),
}
"""The same beside one that goes on: as many days of it."""


def before_of(period: Period, today: date) -> str:
    """What the period is compared with, in words: 上月, of one that goes on 上月同期."""
    kinds = SO_FAR if period.goes_on(today) and period.kind in SO_FAR else BEFORE
    return _(kinds[period.kind])


def difference(unit: Unit, now: float, was: float) -> str:
    """+11.4%, −1.1分钟, +0.3个百分点."""
    sign = "+" if now > was else MINUS
    moved = abs(now - was)
    if unit is Unit.PERCENT:
        return P_("figure", "{change} pts", change=f"{sign}{moved:.1f}")
    if unit in (Unit.MINUTES, Unit.HOURS) or abs(was) < FEW:
        return sign + unit.tell(round(moved, 1) if isinstance(moved, float) else moved)
    return f"{sign}{100 * moved / abs(was):,.1f}%"
