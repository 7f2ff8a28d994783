"""A centre with venues and a month of activities."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from desk.books import centre, staff
from desk.books.activities import planning
from desk.books.activities.model import ActivityDraft, ActivityKind
from desk.books.centre import Venue
from desk.core.permissions import Role
from desk.core.work import Actor, Work

DECEMBER = date(2026, 12, 1)
HALL, ROOM = "多功能厅", "图书阅览室"


def set_up(work: Work) -> dict[str, int]:
    """Two venues, a clerk and a leader; ids by name."""
    ids = {
        HALL: centre.add_venue(work, Venue(HALL, "文体活动区", 80)),
        ROOM: centre.add_venue(work, Venue(ROOM, "文体活动区", 24)),
    }
    for name, role in (("林小芳", Role.CLERK), ("黄志强", Role.CLERK), ("陈主任", Role.LEADER)):
        ids[name] = staff.add(work, name, role).id
    return ids


def plan(venue: int | None, day: date = DECEMBER, begins: int = 540, ends: int = 630, **more: Any) -> ActivityDraft:
    return replace(
        ActivityDraft("健身操", ActivityKind.HEALTH, day, begins, ends, venue, "" if venue else "村口广场"), **more
    )


def add(work: Work, venue: int | None, **more: Any) -> int:
    return planning.add(work, plan(venue, **more))


def as_(work: Work, id: int, role: Role = Role.CLERK) -> Work:
    return replace(work, actor=Actor(id, "", role))
