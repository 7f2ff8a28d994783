"""What all pages of the calendar look at: one month, one day in it, and its activities."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from desk.books.activities import queries
from desk.books.activities.model import Activity
from desk.books.centre import days_off
from desk.core.calendar import WorkCalendar
from desk.core.month import Month
from desk.services.session import Desk


class CalendarBoard:
    """``day`` is the day in sight; ``month`` is its month."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.day = desk.clock.today()
        self.calendar = WorkCalendar()
        self._by_day: dict[date, list[Activity]] = {}

    @property
    def month(self) -> Month:
        """The month that ``day`` is in: turning to a month is choosing a day of it."""
        return Month.of(self.day)

    @property
    def today(self) -> date:
        """By the desk's clock, not Qt's."""
        return self.desk.clock.today()

    @property
    def week(self) -> list[date]:
        """Monday to Sunday around ``day``, also where they belong to another month."""
        monday = self.day - timedelta(days=self.day.weekday())
        return [monday + timedelta(days=n) for n in range(7)]

    def step(self, months: int) -> None:
        """The same day of another month, or its last."""
        month = self.month.plus(months)
        self.day = month.same_day(self.day)

    def read(self) -> None:
        """Everything on the month's grid, which holds every week that touches it."""
        grid = self.month.weeks
        self._by_day = {day: [] for day in grid}
        with self.desk.read() as work:
            self.calendar = days_off.calendar(work)
            for activity in queries.between(work, grid[0], grid[-1]):
                self._by_day[activity.day].append(activity)

    def on(self, day: date) -> Sequence[Activity]:
        """The activities of a day, cancelled ones too; none for a day that is not on the month's grid."""
        return self._by_day.get(day, [])
