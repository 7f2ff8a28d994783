"""A new booking, as a clerk takes it down: who, what for, when; the waiting list, rooms and several dates."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desk.books import residents
from desk.books.bookings import booking, queries, resources
from desk.books.bookings.model import Booking, BookingChannel, BookingState, Closure, ResourceKind, moment
from desk.books.residents import ResidentDetails
from desk.demo.tour import CTRL, Hands
from desk.ui.bookings.board_page import DayBoardPage
from desk.ui.bookings.booking_form import BookingForm
from desk.ui.bookings.booking_form_series import SeriesForm
from tests.support.bookings_tab import (
    COUNTER,
    HALL,
    NINE,
    Morning,
    as_manager,
    board,
    booked,
    found,
    hall_booked,
    morning,
    put_cursor,
    unmet,
)
from tests.support.people import person
from tests.support.roster_tab import dialog, in_dialog
from tests.support.tabs import desk_of, told
from tests.ui.conftest import after_a_double_click

Key = Qt.Key


@pytest.fixture
def there(clerk: Hands) -> Morning:
    return morning(clerk)


@pytest.fixture
def page(clerk: Hands, there: Morning) -> DayBoardPage:
    page = board(clerk, there)
    put_cursor(page, COUNTER, NINE)
    return page


def in_form(page: DayBoardPage, act: Callable[[BookingForm], object]) -> None:
    """F2, then this in the form."""

    def careful() -> None:
        form = dialog(BookingForm)
        QApplication.setActiveWindow(form)
        act(form)
        if form.isVisible():
            form.reject()

    in_dialog(careful)
    page.new()


def name(form: BookingForm, letters: str = "oymz") -> None:
    QTest.keyClicks(form.person.finder, letters)
    QTest.keyClick(form.person.finder, Key.Key_Return)


def item(form: BookingForm, there: Morning) -> None:
    """The item of the morning, by its name."""
    called = next(each.item.name for each in form._catalogue if each.item.id == there.item)
    form.item.setText(called)
    form.item.refresh()
    QTest.keyClick(form.item, Key.Key_Return)


def counter_at(form: BookingForm, begins: int) -> None:
    """Choose a time of the morning's counter with the arrows."""
    form.times.setFocus()
    for _step in range(len(form.times.choices)):
        choice = form.times.choice
        assert choice is not None
        if choice.resource.name == COUNTER and choice.span.startswith(f"{begins // 60:02d}:{begins % 60:02d}"):
            return
        QTest.keyClick(form.times, Key.Key_Down)
    raise AssertionError([each.spoken(1) for each in form.times.choices])


def newest(hands: Hands) -> Booking:
    with desk_of(hands).read() as work:
        return queries.find(work, work.rows("SELECT max(id) FROM bookings")[0][0])


def test_the_person_and_the_item_lead_to_the_first_free_time(clerk: Hands, there: Morning, page: DayBoardPage) -> None:
    def fill(form: BookingForm) -> None:
        name(form)
        assert "欧**珠" not in form.person.about.text() and "138****0000" in form.person.about.text()
        assert QApplication.focusWidget() is form.item
        item(form, there)
        assert QApplication.focusWidget() is form.times
        choice = form.times.choice
        assert choice is not None and choice.slot.free > 0 and "余2" in form.times.currentItem().text()
        QTest.keyClick(form.times, Key.Key_Return)
        assert not form.isVisible(), form._rest.text()

    in_form(page, fill)
    made = newest(clerk)
    assert (made.begins, made.resident_id, made.service_id) == (NINE, there.people[0], there.item)
    assert made.telephone == "13811100000", "the person's own"
    assert "欧**珠已预约" in told(clerk) and made.number in told(clerk)
    assert page.list.booking is not None and page.list.booking.id == made.id


def test_a_full_time_stays_in_sight_and_means_the_waiting_list(
    clerk: Hands, there: Morning, page: DayBoardPage
) -> None:
    booked(clerk, there, 1)
    booked(clerk, there, 2)
    page.load()

    def fill(form: BookingForm) -> None:
        name(form)
        item(form, there)
        counter_at(form, NINE)
        assert "已约满" in form.times.currentItem().text() and "司**如" in form.times.currentItem().text()
        assert form.waits.isChecked() and form.ok.text() == "列入候补"
        QTest.keyClick(form.times, Key.Key_Return)

    in_form(page, fill)
    made = newest(clerk)
    assert made.state is BookingState.WAITING and "候补" in told(clerk)
    counter = page.grid.cell
    assert counter is not None


def test_of_a_child_the_guardian_is_asked_for(clerk: Hands, there: Morning, page: DayBoardPage) -> None:
    with desk_of(clerk).write() as work:
        small = replace(person("公孙小满", date(2018, 5, 1), 900, "13811199999"))
        residents.add(work, small)

    def fill(form: BookingForm) -> None:
        assert form.guardian.isHidden() or not form.fields["guardian"].isVisible()
        name(form, "gsxm")
        assert form.fields["guardian"].isVisible() and QApplication.focusWidget() is form.guardian
        item(form, there)
        counter_at(form, NINE)
        form.try_it()
        assert "14" in form.fields["guardian"].problem and form.isVisible()
        form.guardian.setText("公孙大雨")
        form.guardian_telephone.setText("13811188888")
        form.try_it()
        assert not form.isVisible()

    in_form(page, fill)
    assert newest(clerk).guardian == "公孙大雨"


def test_somebody_new_is_stored_with_the_booking_or_not_at_all(
    clerk: Hands, there: Morning, page: DayBoardPage
) -> None:
    def people() -> int:
        with desk_of(clerk).read() as work:
            return int(work.rows("SELECT count(*) FROM residents")[0][0])

    before = people()

    def fill(form: BookingForm) -> None:
        form.person.show_new(ResidentDetails("南宫新客"))
        item(form, there)
        counter_at(form, NINE)
        form.try_it()
        assert form.isVisible() and "电话" in form.fields["telephone"].problem
        assert people() == before, "a failed booking stores nobody"
        form.telephone.setText("13811177777")
        form.try_it()
        assert not form.isVisible(), form._rest.text()

    in_form(page, fill)
    assert people() == before + 1 and newest(clerk).resident == "南宫新客"


def test_a_place_that_somebody_else_took_meanwhile_is_told_and_nothing_typed_is_lost(
    clerk: Hands, there: Morning, page: DayBoardPage
) -> None:
    def fill(form: BookingForm) -> None:
        name(form)
        item(form, there)
        form.purpose.setText("带证件")
        counter_at(form, NINE)
        booked(clerk, there, 1)
        booked(clerk, there, 2)
        form.try_it()
        assert form.isVisible() and "已约满" in form._rest.text()
        assert form.purpose.text() == "带证件" and form.person.resident is not None

    in_form(page, fill)


def test_what_is_missing_stands_beside_its_field(page: DayBoardPage) -> None:
    def fill(form: BookingForm) -> None:
        form.try_it()
        assert "请选择事项" in form.fields["service_id"].problem
        assert form.fields["purpose"].name.text() == "备注"
        form.kind.choose(ResourceKind.ROOM)
        assert form.fields["purpose"].name.text() == "用途", "as the card, the lists and the application call it"
        form.begins.setText("16:00")
        form.ends.setText("14:00")
        form.try_it()
        problems = {field: each.problem for field, each in form.fields.items() if each.problem}
        assert set(problems) == {"party", "telephone", "purpose", "ends_at"}, problems
        form.ends.setText("abc")
        form.try_it()
        assert "08:05" in form.fields["ends_at"].problem

    in_form(page, fill)


def test_a_room_is_asked_for_and_waits_for_the_leader(clerk: Hands, there: Morning, page: DayBoardPage) -> None:
    put_cursor(page, HALL, 14 * 60)

    def fill(form: BookingForm) -> None:
        assert form.is_room and form.room.currentText() == HALL
        assert (form.begins.text(), form.ends.text()) == ("14:00", "15:00")
        form.party.setText("红歌队")
        form.contact.setText("李小明")
        form.telephone.setText("13800001111")
        form.purpose.setText("排练")
        form.ends.setText("16:30")
        form.people.setValue(25)
        form.try_it()
        assert not form.isVisible(), form._rest.text()

    in_form(page, fill)
    made = newest(clerk)
    assert (made.begins, made.ends, made.people) == (14 * 60, 16 * 60 + 30, 25)
    assert made.state is BookingState.HELD and "待带班领导审批" in told(clerk)


def test_several_dates_are_answered_one_by_one_and_the_free_ones_taken(
    clerk: Hands, there: Morning, page: DayBoardPage
) -> None:
    second, third = there.day + timedelta(days=7), there.day + timedelta(days=14)
    hall_booked(clerk, there, 14 * 60, 15 * 60, day=second)
    with desk_of(clerk).write() as work:
        close = Closure(moment(third, 0), moment(third, 23 * 60), "消防检查", there.hall)
        resources.close(as_manager(work), close)
    put_cursor(page, HALL, 14 * 60)
    seen: list[str] = []

    def take() -> None:
        asked = dialog(SeriesForm)
        seen.extend(asked.list.item(n).text() for n in range(asked.list.count()))
        asked.try_it()

    def fill(form: BookingForm) -> None:
        for line, text in ((form.party, "书法班"), (form.contact, "李小明"), (form.telephone, "13800001111")):
            line.setText(text)
        form.purpose.setText("练字")
        in_dialog(take)
        form.book_several()
        assert not form.isVisible(), form._rest.text()

    in_form(page, fill)
    assert len(seen) == 4 and "可约" in seen[0] and "太极队" in seen[1] and "消防检查" in seen[2]
    made = newest(clerk)
    with desk_of(clerk).read() as work:
        taken = queries.of_series(work, made.series_id or 0)
    assert [each.day for each in taken] == [there.day, there.day + timedelta(days=21)]
    assert "书法班已预约2天" in told(clerk)


def test_asked_but_no_place_is_one_key_in_the_form_too(clerk: Hands, there: Morning, page: DayBoardPage) -> None:
    before = len(unmet(clerk))
    booked(clerk, there, 1)
    booked(clerk, there, 2)
    page.load()

    def fill(form: BookingForm) -> None:
        item(form, there)
        counter_at(form, NINE + 30)
        QTest.keyClick(form, Key.Key_F4)
        assert len(unmet(clerk)) == before and "还有号" in form.why.text()
        counter_at_from_top(form)
        after_a_double_click()
        QTest.keyClick(form, Key.Key_F4)
        assert "已记录" in form.why.text()

    in_form(page, fill)
    assert unmet(clerk)[before:] == [("full", NINE, 1)]


def counter_at_from_top(form: BookingForm) -> None:
    form.times.setCurrentRow(0)
    counter_at(form, NINE)


def test_the_leader_books_a_room_without_asking_anybody(manager: Hands) -> None:
    there = morning(manager)
    page = board(manager, there)
    put_cursor(page, HALL, 10 * 60)

    def fill(form: BookingForm) -> None:
        for line, text in ((form.party, "党支部"), (form.contact, "李小明"), (form.telephone, "13800001111")):
            line.setText(text)
        form.purpose.setText("组织生活")
        QTest.keyClick(form.purpose, Key.Key_Return, CTRL)
        assert not form.isVisible()

    in_form(page, fill)
    made = newest(manager)
    assert made.state is BookingState.BOOKED and found(manager, made.id).party == "党支部"
    with desk_of(manager).write() as work:
        booking.cancel(work, made.id)


def test_a_room_shows_by_stars_what_it_needs_and_calls_it_by_its_name(page: DayBoardPage, there: Morning) -> None:
    def look(form: BookingForm) -> None:
        purpose, telephone = form.fields["purpose"], form.fields["telephone"]
        assert (purpose.name.text(), purpose.required, telephone.required) == ("备注", False, False)
        form.kind.choose(ResourceKind.ROOM)
        assert (purpose.name.text(), purpose.required, telephone.required) == ("用途", True, True)
        assert form.purpose.accessibleName() == "用途，必填"
        name(form)
        assert not telephone.required, "the person has one"

    in_form(page, look)


def test_the_channel_is_that_of_the_booking_before(page: DayBoardPage, there: Morning, clerk: Hands) -> None:
    def by_telephone(form: BookingForm) -> None:
        name(form)
        item(form, there)
        form.channel.choose(BookingChannel.TELEPHONE)
        QTest.keyClick(form.times, Key.Key_Return)
        assert not form.isVisible()

    in_form(page, by_telephone)
    seen: list[object] = []
    in_form(page, lambda form: seen.append(form.channel.value))
    assert seen == [BookingChannel.TELEPHONE], "the next caller costs no key"
