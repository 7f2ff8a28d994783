"""On an old screen at 150 % too: the whole form, the whole card, and whole words in the lists of bookings."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog

from desk.books.bookings import resources
from desk.books.bookings.model import CallReason, Resource, ResourceKind, SlotRule, moment
from desk.books.bookings.moves import add_call
from desk.demo.tour import Hands
from desk.ui.bookings.board_grid import name_lines
from desk.ui.bookings.booking_card import BookingCard
from desk.ui.bookings.booking_form import BookingForm
from desk.ui.bookings.calls_page import CallsPage
from desk.ui.widgets.columns import CELL
from desk.ui.widgets.inks import Inks
from tests.support import screens
from tests.support.bookings_tab import NINE, Morning, as_manager, board, booked, hall_booked, morning
from tests.support.room_for_words import settle
from tests.support.tabs import desk_of, reach

LONG = "综合服务第12号窗口"


@pytest.fixture
def there(manager: Hands) -> Morning:
    return morning(manager)


@pytest.fixture(params=["at-100", "at-150", "at-150-low"])
def screen(manager: Hands, there: Morning, request: pytest.FixtureRequest) -> Iterator[str]:
    """The window fills it."""
    screens.fill(manager.window, request.param)
    yield request.param
    QTest.qWait(0)


def shown(dialog: QDialog, name: str) -> QDialog:
    """On that screen, come to rest."""
    dialog.setModal(False)
    dialog.move(screens.screen(name).availableGeometry().topLeft())
    dialog.show()
    settle(dialog)
    assert dialog.height() <= screens.screen(name).availableSize().height()
    return dialog


@pytest.mark.parametrize("kind", ResourceKind)
def test_the_form_of_a_booking_is_seen_whole(manager: Hands, there: Morning, screen: str, kind: ResourceKind) -> None:
    page = board(manager, there)
    of_kind = there.hall if kind is ResourceKind.ROOM else there.counter
    cell = next(each for each in page.board.cells[of_kind] if each.free)
    form = BookingForm(page, desk_of(manager), there.day, cell)
    if kind is ResourceKind.DESK:
        form.person.show_resident(there.people[0])
    shown(form, screen)
    assert form._area.verticalScrollBar().maximum() == 0
    assert form.times.height() >= 3 * form.times.sizeHintForRow(0) - form.times.sizeHintForRow(0) // 2
    assert form.no_place.isVisible() and form.several.isVisible() and form.ok.isVisible()
    form.reject()


@pytest.mark.parametrize("screen", ["at-100", "at-150"], indirect=True)
def test_the_card_of_a_booking_is_seen_whole(manager: Hands, there: Morning, screen: str) -> None:
    page = board(manager, there)
    for made in (booked(manager, there, purpose="带了复印件"), hall_booked(manager, there, NINE, NINE + 60)):
        card = BookingCard(desk_of(manager), made.id, page)
        shown(card, screen)
        assert card._scrolled.verticalScrollBar().maximum() == 0, made.resource
        card.reject()


def long_counter(hands: Hands, there: Morning) -> Resource:
    """Another counter with a name of ten characters, open all morning."""
    with desk_of(hands).write() as own:
        work = as_manager(own)
        id = resources.add(work, Resource(LONG, capacity=20))
        resources.save_rules(work, id, [SlotRule(id, NINE, 12 * 60, 30, places=2)])
    return Resource(LONG, id=id)


def test_whom_to_ring_up_and_about_which_counter_is_read_at_150_per_cent(manager: Hands, there: Morning) -> None:
    counter = long_counter(manager, there)
    made = booked(manager, there, resource_id=counter.id)
    with desk_of(manager).write() as work:
        add_call(work, made.id, CallReason.ROSTER, "停电检修")
    screens.fill(manager.window, "at-150")
    page = reach(manager, CallsPage)
    page.list.choose(next(row.id for row in page.list.model.rows if row.booking.id == made.id))
    settle(page)
    table, row = page.list.table, page.list.table.currentIndex().row()
    cut = [
        column.name
        for place, column in enumerate(page.list.model.columns)
        if not table.isColumnHidden(place)
        if table.cells.width_of(page.list.model.index(row, place).data(CELL)) > table.columnWidth(place)
    ]
    assert cut == []


def test_the_list_of_the_day_says_the_whole_item(manager: Hands, there: Morning) -> None:
    counter = long_counter(manager, there)
    made = booked(manager, there, resource_id=counter.id, people=2)
    page = board(manager, there)
    screens.fill(manager.window, "at-150")
    settle(page)
    page.list.choose(made.id)
    second = page.list.currentItem().text().split("\n")[1]
    assert second.startswith(made.service) and LONG in second
    letters = Inks.in_use().small
    assert all(letters.width(line) <= page.list.room for line in page.list.lines_under(second))


def test_a_long_name_takes_two_lines_of_its_heading_and_keeps_its_end(dressed: QApplication) -> None:
    assert name_lines("窗口一", 100) == ["窗口一"]
    first, second = name_lines("邻里议事与多功能活动厅暨党群服务中心第12室", 110)
    assert first and second.endswith("第12室") and "…" in second
    assert all(Inks.in_use().head.width(line) <= 110 for line in (first, second))


def test_another_year_is_named_in_the_lists_and_this_one_is_not(manager: Hands, there: Morning) -> None:
    made = booked(manager, there)
    with desk_of(manager).write() as work:
        add_call(work, made.id, CallReason.ROSTER, "")
    page = reach(manager, CallsPage)
    [row] = [each for each in page.list.model.rows if each.booking.id == made.id]
    when = page.list.model.columns[1]
    assert when.says(row).startswith(f"{there.day:%m-%d} ")
    there.at = moment(there.day.replace(year=there.day.year - 1), NINE)
    assert when.says(row).startswith(f"{there.day} ")
