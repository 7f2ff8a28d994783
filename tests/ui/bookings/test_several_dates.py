"""Several dates for somebody new, and a room beyond its hours: what is stored, and when."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desk.books.bookings import queries
from desk.books.bookings.model import ResourceKind
from desk.books.residents import ResidentDetails
from desk.demo.tour import Hands
from desk.ui.bookings.board_page import DayBoardPage
from desk.ui.bookings.booking_form import BookingForm
from desk.ui.bookings.booking_form_series import SeriesForm
from tests.support.bookings_tab import HALL, NINE, Morning, board, hall_booked, morning, put_cursor
from tests.support.roster_tab import dialog, in_dialog
from tests.support.tabs import desk_of, told

NEWCOMER = "端木流萤"


@pytest.fixture
def there(clerk: Hands) -> Morning:
    return morning(clerk)


@pytest.fixture
def page(clerk: Hands, there: Morning) -> DayBoardPage:
    page = board(clerk, there)
    put_cursor(page, HALL, 14 * 60)
    return page


def counts(hands: Hands) -> tuple[int, int]:
    """Residents and bookings in the data file."""
    with desk_of(hands).read() as work:
        return work.rows("SELECT count(*) FROM residents")[0][0], work.rows("SELECT count(*) FROM bookings")[0][0]


def several_for_somebody_new(page: DayBoardPage, act: Callable[[SeriesForm, BookingForm], object]) -> None:
    def fill() -> None:
        form = dialog(BookingForm)
        form.person.details.show()
        form.person.details.show_details(ResidentDetails(NEWCOMER, telephone="13822220000"))
        form.purpose.setText("练字")
        in_dialog(lambda: act(dialog(SeriesForm), form))
        form.book_several()
        if form.isVisible():
            assert form.person.is_new, form._rest.text()
            form.reject()

    in_dialog(fill)
    page.new()


def test_a_new_person_is_not_stored_before_the_dates_are_taken(clerk: Hands, page: DayBoardPage) -> None:
    before = counts(clerk)
    during: list[tuple[int, int]] = []
    texts: list[str] = []

    def look(series: SeriesForm, _form: BookingForm) -> None:
        texts.extend(series.list.item(n).text() for n in range(series.list.count()))
        during.append(counts(clerk))
        series.reject()

    several_for_somebody_new(page, look)
    assert len(texts) == 4 and all("可约" in text for text in texts), texts
    assert during == [before] and counts(clerk) == before


def test_with_the_dates_the_new_person_is_stored_in_one_step(clerk: Hands, page: DayBoardPage) -> None:
    residents, bookings = counts(clerk)
    several_for_somebody_new(page, lambda series, _form: series.try_it())
    assert counts(clerk) == (residents + 1, bookings + 4)
    assert "已预约4天" in told(clerk)


def test_dates_that_cannot_be_had_leave_nobody_behind(clerk: Hands, there: Morning, page: DayBoardPage) -> None:
    """A colleague takes one of the dates while they are being looked at."""

    def take(series: SeriesForm, _form: BookingForm) -> None:
        hall_booked(clerk, there, 14 * 60, 15 * 60)
        before.append(counts(clerk))
        series.try_it()
        assert series.isVisible() and series.fields["list"].problem
        series.reject()

    before: list[tuple[int, int]] = []
    several_for_somebody_new(page, take)
    assert before == [counts(clerk)]


def test_only_the_leader_is_offered_to_book_beyond_the_hours(manager: Hands) -> None:
    there = morning(manager)
    lions = {"party": "舞狮队", "telephone": "13822223333"}
    for n in range(2):
        hall_booked(manager, there, NINE, 19 * 60, day=there.day + timedelta(days=n + 1), **lions)
    page = board(manager, there)
    put_cursor(page, HALL, 14 * 60)

    def fill() -> None:
        form = dialog(BookingForm)
        form.kind.choose(ResourceKind.ROOM)
        for line, text in ((form.party, "舞狮队"), (form.contact, "李小明"), (form.telephone, "13822223333")):
            line.setText(text)
        form.purpose.setText("排练")
        form.try_it()
        assert "每月时数" in form.fields["ends_at"].problem and form.isVisible()
        assert form.beyond.isVisible()
        form.beyond.setChecked(True)
        form.try_it()
        assert not form.isVisible(), form._rest.text()

    in_dialog(fill)
    page.new()
    with desk_of(manager).read() as work:
        made = queries.find(work, work.rows("SELECT max(id) FROM bookings")[0][0])
        assert (made.party, made.day) == ("舞狮队", there.day)


def test_a_clerk_is_not_offered_it(clerk: Hands, page: DayBoardPage) -> None:
    seen: list[bool] = []

    def look() -> None:
        form = dialog(BookingForm)
        QTest.keyClick(form, Qt.Key.Key_Tab)
        seen.append(form.is_room and form.beyond.isVisible())
        form.reject()

    in_dialog(look)
    page.new()
    assert seen == [False]
