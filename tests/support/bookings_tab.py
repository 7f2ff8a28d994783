"""Hands on the tab of bookings: a morning of a working day at a centre whose counter and rooms can be booked."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from PySide6.QtCore import QModelIndex, Qt

from desk.books import catalogue, centre, residents
from desk.books.bookings import booking, queries, resources
from desk.books.bookings.model import Booking, BookingRequest, Resource, ResourceKind, SlotRule, moment
from desk.books.centre import days_off
from desk.core.clock import Clock
from desk.core.permissions import Role
from desk.core.work import Work
from desk.demo.tour import Hands
from desk.ui.bookings.board_page import DayBoardPage
from desk.ui.bookings.tab import BookingsTab
from tests.support.people import person
from tests.support.tabs import desk_of, reach

NINE = 9 * 60
COUNTER, HALL = "预约窗口", "排练厅"
NAMES = ("欧阳明珠", "司马相如", "诸葛青云", "上官婉清", "东方朔月", "慕容雪松")
"""Names that nobody in the demo has."""


@dataclass
class Morning:
    """What a test books; ``at`` is the time of the desk's clock, which ``pass_to`` moves."""

    day: date
    counter: int
    hall: int
    item: int
    people: tuple[int, ...]
    at: datetime

    def pass_to(self, minutes: int) -> None:
        """It is so many minutes after midnight."""
        self.at = moment(self.day, minutes)


def as_manager(work: Work) -> Work:
    return replace(work, actor=replace(work.actor, role=Role.MANAGER))


def morning(hands: Hands, places: int = 2) -> Morning:
    """Half past eight of the next working day; a counter of half hours from nine to noon, a hall from eight to nine
    in the evening, and six people.
    """
    desk = desk_of(hands)
    with desk.write() as own:
        work = as_manager(own)
        day = days_off.calendar(work).after(work.today, 1)
        venue = centre.add_venue(work, centre.Venue("排练厅", "活动区", 40))
        ids = (
            resources.add(work, Resource(COUNTER, capacity=20)),
            resources.add(work, Resource(HALL, ResourceKind.ROOM, 40, venue)),
        )
        resources.save_rules(work, ids[0], [SlotRule(ids[0], NINE, 12 * 60, 30, places=places)])
        every_day = frozenset(range(7))
        resources.save_rules(work, ids[1], [SlotRule(ids[1], 8 * 60, 21 * 60, 60, every_day)])
        item = next(each.id for each in catalogue.all_items(work, retired=False))
        people = tuple(
            residents.add(work, replace(person(name, date(1980, 1, 1), 700 + n, f"138111{n:05d}"))).id
            for n, name in enumerate(NAMES)
        )
    made = Morning(day, *ids, item, people, moment(day, 8 * 60 + 30))
    desk.clock = Clock(lambda: made.at)
    return made


def booked(hands: Hands, there: Morning, who: int = 0, begins: int = NINE, **more: Any) -> Booking:
    """Somebody has booked half an hour at the counter."""
    day = more.pop("day", there.day)
    asked = BookingRequest(
        there.counter,
        moment(day, begins),
        moment(day, begins + 30),
        resident_id=there.people[who],
        service_id=there.item,
    )
    with desk_of(hands).write() as work:
        return booking.book(work, replace(asked, **more))


def hall_booked(hands: Hands, there: Morning, begins: int, ends: int, **more: Any) -> Booking:
    """A team has booked the hall, and the leader has agreed."""
    day = more.pop("day", there.day)
    asked = BookingRequest(
        there.hall,
        moment(day, begins),
        moment(day, ends),
        20,
        party="太极队",
        contact="李小明",
        telephone="13800001111",
        purpose="排练",
    )
    with desk_of(hands).write() as work:
        return booking.book(as_manager(work), replace(asked, **more))


def found(hands: Hands, id: int) -> Booking:
    with desk_of(hands).read() as work:
        return queries.find(work, id)


def tab_of(hands: Hands) -> BookingsTab:
    return reach(hands, BookingsTab)


def board(hands: Hands, there: Morning) -> DayBoardPage:
    """The day board of the morning, the cursor in it."""
    page = reach(hands, DayBoardPage)
    page.go_to(there.day)
    page.grid.setFocus()
    return page


def says(page: DayBoardPage, name: str, begins: int) -> str:
    """What is read out of a time on the board, by the name of the counter or room and its minute."""
    return str(place(page, name, begins).data(Qt.ItemDataRole.AccessibleTextRole))


def place(page: DayBoardPage, name: str, begins: int) -> QModelIndex:
    """Where a time stands on the board."""
    names = [each.name for each in page.board.resources]
    return page.grid.grid.index(page.board.edges.index(begins), names.index(name))


def put_cursor(page: DayBoardPage, name: str, begins: int) -> None:
    page.grid.setFocus()
    page.grid.setCurrentIndex(place(page, name, begins))


def unmet(hands: Hands) -> list[tuple[object, ...]]:
    """What was asked for and was not there: reason, minute and people, oldest first."""
    with desk_of(hands).read() as work:
        return work.rows("SELECT reason, begins, people FROM unmet_requests WHERE day >= ? ORDER BY id", "2000-01-01")


def rows(page: DayBoardPage) -> list[str]:
    """The lines of the list beside the board, with their tags, as they are read out."""
    role = Qt.ItemDataRole.AccessibleTextRole
    return [str(page.list.item(n).data(role)) for n in range(page.list.count())]


def later(there: Morning, days: int) -> date:
    return there.day + timedelta(days=days)
