"""How many points a rule gives 计分: pure, in whole points and half hours."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from desk.books.points.model import PointRule, RuleBasis

HALF_HOUR = 30
MONTHS_OF_YEAR = 12


def holds(rule: PointRule, day: date) -> bool:
    """Is the rule in force on a day?"""
    return rule.first_on <= day and (rule.last_on is None or day <= rule.last_on)


def full_points(rule: PointRule, minutes: int) -> int:
    """What a rule gives for so many minutes before its caps: full half hours count, half a point does not."""
    if rule.basis is RuleBasis.HOUR:
        return rule.points * (minutes // HALF_HOUR) // 2
    return rule.points


def best_rule(rules: Iterable[PointRule], kind: str, day: date, minutes: int) -> PointRule | None:
    """The rule by which an order of a kind, done on a day, gives points: one that names the kind goes before one for
    all kinds, and of several the one that gives most, then the newest. None where no rule holds.
    """
    fitting = [
        each
        for each in rules
        if each.basis is not RuleBasis.FIXED and holds(each, day) and (not each.kinds or kind in each.kinds)
    ]
    return max(fitting, key=lambda each: (bool(each.kinds), full_points(each, minutes), each.id), default=None)


def capped(rule: PointRule, points: int, given_day: int, given_month: int) -> int:
    """What is left by the rule's caps of a day and a month, of which so much was given already, by whatever rule."""
    room = [points]
    if rule.cap_day is not None:
        room.append(rule.cap_day - given_day)
    if rule.cap_month is not None:
        room.append(rule.cap_month - given_month)
    return max(min(room), 0)


def expiry_of(day: date, months: int) -> date:
    """The first day on which points of ``day`` count no more: so many months after the end of its year. With three it
    is 1 April, the 31 March before it being the last.
    """
    years, month = divmod(months, MONTHS_OF_YEAR)
    return date(day.year + 1 + years, month + 1, 1)


def day_after(day: date) -> date:
    """The next day."""
    return date.fromordinal(day.toordinal() + 1)
