"""Days off 休假安排 of a year that the library does not know yet are the manager's."""

from datetime import date

from desk.books.centre import days_off
from desk.core.calendar import DayMark
from desk.services.session import Desk
from desk.ui.settings.days import marks_in


def test_a_year_not_announced_is_said_to_be_so_until_the_manager_enters_it(desk: Desk) -> None:
    marks = marks_in("2028-01-29 至 2028-02-04 休 春节\n2028年2月6日 班")
    with desk.write() as work:
        assert not days_off.calendar(work).is_announced(2028)
        days_off.enter(work, 2028, marks)
        calendar = days_off.calendar(work)
    assert calendar.is_announced(2028)
    assert calendar.mark(date(2028, 2, 1)) == DayMark(False, "春节")
    assert calendar.is_workday(date(2028, 2, 6)) and not calendar.is_workday(date(2028, 2, 3))
