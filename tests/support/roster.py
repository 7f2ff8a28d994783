"""A centre with six clerks and a leader, its shifts, and a month published."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from desk.books import staff
from desk.books.roster import months, planner, queries, shifts
from desk.books.roster.shifts import ShiftCard
from desk.core.month import Month
from desk.core.permissions import Role
from desk.core.work import Actor, Work
from desk.scheduling.problem import Post
from desk.services.session import Desk

CLERKS = ("甲一", "乙二", "丙三", "丁四", "戊五", "己六")
JANUARY = Month(2027, 1)


def set_up(work: Work) -> dict[str, int]:
    """Six clerks, a leader, morning and afternoon shifts on every day but holidays, a leader in charge."""
    ids = {name: staff.add(work, name, Role.CLERK).id for name in CLERKS}
    ids["主任"] = staff.add(work, "主任", Role.LEADER).id
    shifts.add(work, ShiftCard("上午班", 480, 720, frozenset(range(7)), needs=1))
    shifts.add(work, ShiftCard("下午班", 870, 1050, frozenset(range(7)), needs=1))
    shifts.add(work, ShiftCard("带班", 480, 1050, frozenset(range(7)), post=Post.LEADER))
    return ids


def published(desk: Desk, month: Month = JANUARY) -> dict[str, int]:
    with desk.write() as work:
        ids = set_up(work)
        planner.plan_month(work, month, 10, 1)
        months.publish(work, month)
    return ids


def as_(work: Work, id: int, role: Role = Role.CLERK) -> Work:
    return replace(work, actor=Actor(id, "", role))


def duty_on(work: Work, day: date, shift: str) -> queries.Duty:
    card = next(card for card in shifts.all_shifts(work) if card.name == shift)
    return next(d for d in queries.duties_between(work, day, day) if d.shift_id == card.id)


def today_published(desk: Desk) -> dict[str, int]:
    """The present month, November 2026, published from the 24th on."""
    with desk.write() as work:
        ids = set_up(work)
        planner.plan_month(work, Month(2026, 11), 10, 1)
        months.publish(work, Month(2026, 11), despite=True)
    return ids
