"""How far a figure moved, in words."""

from __future__ import annotations

from desk.core.figure import Unit
from desk.core.words import P_

FEW = 10
"""Below this many before, a change is told as a number: three instead of one are no 200 %."""
MINUS = "\N{MINUS SIGN}"


def difference(unit: Unit, now: float, was: float) -> str:
    """+11.4%, −1.1分钟, +0.3个百分点."""
    sign = "+" if now > was else MINUS
    moved = abs(now - was)
    if unit is Unit.PERCENT:
        return P_("figure", "{change} pts", change=f"{sign}{moved:.1f}")
    if unit in (Unit.MINUTES, Unit.HOURS) or abs(was) < FEW:
        return sign + unit.tell(round(moved, 1) if isinstance(moved, float) else moved)
    return f"{sign}{100 * moved / abs(was):,.1f}%"
