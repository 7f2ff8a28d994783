"""Hands on the tab of the activity calendar."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from desk.books import centre
from desk.books.activities import planning, queries
from desk.books.activities.model import ActivityDraft, ActivityKind
from desk.core.month import Month
from desk.demo.tour import Hands
from desk.ui.activities.page import CalendarPage
from desk.ui.activities.tab import ActivitiesTab
from tests.support.tabs import desk_of, reach


def tab_of(hands: Hands) -> ActivitiesTab:
    return reach(hands, ActivitiesTab)


def page(hands: Hands, kind: type[CalendarPage]) -> Any:
    return tab_of(hands).open(kind)


def free_day(hands: Hands) -> date:
    """A day of the month after next, where the demo has planned nothing."""
    return Month.of(desk_of(hands).clock.today()).plus(2).first + timedelta(days=9)


def add(hands: Hands, title: str = "健身操", **more: Any) -> int:
    """In the third venue from nine to ten; today, where the demo may have something in it, outside."""
    day = more.pop("day", free_day(hands))
    with desk_of(hands).write() as work:
        venue = None if day == work.today else centre.all_venues(work)[2].id
        return planning.add(
            work, ActivityDraft(title, ActivityKind.HEALTH, day, 540, 600, venue, "" if venue else "村口广场", **more)
        )


def found(hands: Hands, id: int) -> queries.Activity:
    with desk_of(hands).read() as work:
        return queries.find(work, id)
