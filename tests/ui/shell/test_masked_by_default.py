"""Nothing in the window shows a resident's name, papers, telephone or address before somebody asks: every tab, page and
window.
"""

from __future__ import annotations

import ast
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from sqlalchemy import update

import desk.ui
from desk.books import cases, catalogue, residents, staff, visits
from desk.books.activities import signups
from desk.books.assets import cards, lending
from desk.books.assets.lending import LoanRequest
from desk.books.assets.model import AssetCard, BorrowerKind
from desk.books.bookings import availability, booking
from desk.books.bookings import queries as bookings
from desk.books.bookings.model import BookingRequest, CallReason, ResourceKind
from desk.books.bookings.moves import add_call
from desk.books.cases import Assistance, CaseState, Evaluation, NewCase
from desk.books.catalogue import ServiceMode
from desk.books.orders import answering, dispatching, doing, placing, rating
from desk.books.orders.model import NewOrder, OrderKind, RatingMeans
from desk.books.residents.personal import personal_columns, rows_of
from desk.books.visits import Registered, Registration
from desk.core.book import tables_of
from desk.core.permissions import Role
from desk.core.work import Actor, Work
from desk.demo.tour import Hands
from desk.models import metadata
from desk.models import points as points_tables
from desk.models import teams as teams_tables
from desk.models.residents import residents as residents_table
from desk.models.staff import drafts
from desk.ui.activities.window import ActivityWindow
from desk.ui.assets.window import CardWindow
from desk.ui.bookings.booking_card import BookingCard
from desk.ui.bookings.booking_form import BookingForm
from desk.ui.cases.window import CaseWindow
from desk.ui.orders.order_card import OrderCard
from desk.ui.orders.order_form import OrderForm
from desk.ui.residents.page import ResidentsPage
from desk.ui.settings.tab import SettingsTab
from desk.ui.shell.paged_tab import PagedTab
from desk.ui.teams.member_forms import AddMember
from desk.ui.visits.registration import RegistrationPage
from desk.ui.widgets.finder import Finder
from tests.support import orders
from tests.support.calendar_tab import add
from tests.support.people import person
from tests.support.tabs import desk_of, reach
from tests.support.widget_text import words_in

PERSON = replace(person("欧阳小重", serial=771, telephone="13700001234"), address="东门街8号", note="打13700001234")
CLEAR = (PERSON.name, PERSON.id_number, PERSON.telephone, PERSON.address)
TYPED = {
    "name": PERSON.name,
    "telephone": PERSON.telephone,
    "text": f"{PERSON.name}电话{PERSON.telephone}，证号{PERSON.id_number}",
    "number": PERSON.id_number[-4:],
    "in sight": "子女",
    True: PERSON.address,
}
"""What stands in a personal column of any table, by what it is marked with."""


OF_MEMBERS = {*tables_of(teams_tables), *tables_of(points_tables)}
"""Who does what residents ask for is called by name to everybody who serves."""
Everywhere = tuple[Registered, int, int, int, int]


@pytest.fixture
def everywhere(manager: Hands) -> Everywhere:
    """Somebody with a case, in the queue, on a list of those who come, with a thing on loan, a booking and an order:
    the case, activity, card, booking and order.
    """
    activity = add(manager, sign_up=True, capacity=5)
    with desk_of(manager).write() as work:
        item = next(one for one in catalogue.all_items(work) if one.mode is ServiceMode.ON_THE_SPOT and one.on_behalf)
        new = NewCase(
            item.id,
            CaseState.DECLINED,
            remark=f"{PERSON.name}电话{PERSON.telephone}，证号{PERSON.id_number}",
            assistance=Assistance.ON_BEHALF,
            authoriser=PERSON.name,
        )
        stored = visits.register(work, Registration(PERSON, (new,)))
        id = stored.resident.id
        visits.take_number(work, resident_id=id)
        signups.sign_up(work, activity, id)
        card = cards.add(work, AssetCard("手推车", "A0203", work.today))
        lending.lend(work, card, LoanRequest(1, work.today + timedelta(days=3), BorrowerKind.RESIDENT, id))
        cases.correct(work, stored.cases[0].id, "写错", "写对")
        cases.evaluate(work, stored.cases[0].id, Evaluation.VERY_DISSATISFIED, "等太久")
        desk = next(each for each in bookings.all_resources(work) if each.kind is ResourceKind.DESK)
        days = (work.today, work.today + timedelta(days=6))
        slot = next(availability.schedule(work, desk.id, *days).openings(*days))
        wish = BookingRequest(desk.id, slot.begins_at, slot.ends_at, resident_id=id, service_id=item.id)
        booked = booking.book(work, wish)
        add_call(work, booked.id, CallReason.CLOSED, "停电")
        order = rated_order(work, id)
        for table in set(metadata.sorted_tables) - {residents_table, drafts, *OF_MEMBERS}:
            told = {column.name: TYPED[column.info["personal"]] for column in personal_columns(table)}
            theirs = rows_of(table, [id])
            if told and theirs is not None:
                assert work.connection.execute(update(table).where(theirs).values(told)).rowcount, table
    return stored, activity, card, booked.id, order


def rated_order(work: Work, resident_id: int) -> int:
    """Somebody's order, done and rated poorly: its id. Who does it is called by name to everybody who serves."""
    ready = orders.set_up(work)
    wish = NewOrder(OrderKind.REPAIR, "家里水管漏水", resident_id=resident_id)
    order = dispatching.review(work, placing.place(work, wish).id)
    dispatching.offer(work, order.id, ready.team, ready.members[0])
    answering.take(work, order.id, ready.members[0])
    doing.finish(work, order.id, "已修好水管", {ready.members[0]: 1})
    asking = replace(work, actor=Actor(staff.add(work, "回访员", Role.CLERK).id, "回访员", Role.CLERK))
    rating.rate(asking, order.id, Evaluation.DISSATISFIED, RatingMeans.IN_PERSON, "又漏了")
    return order.id


def unmasked(hands: Hands) -> list[str]:
    """What stands in the clear anywhere in the window and what lies over it."""
    return in_the_clear(hands.window)


def in_the_clear(part: QWidget) -> list[str]:
    QApplication.processEvents()
    said = words_in(part, hidden=True)
    return [secret for secret in CLEAR if secret in said]


def test_no_tab_and_no_page_shows_anybody_in_the_clear(manager: Hands, everywhere: Everywhere) -> None:
    """Each part by itself as it comes up, and the whole window once for each tab: it holds all that was seen before."""
    work = manager.window.work
    assert work is not None
    for place in range(work.tabs.count()):
        manager.window.go_to(place)
        tab = work.page(place)
        for page in range(len(tab.pages)) if isinstance(tab, PagedTab) else ():
            tab.show_page(page)
            assert in_the_clear(tab.page) == [], tab.page
        for section in range(tab.list.count()) if isinstance(tab, SettingsTab) else ():
            tab.list.setCurrentRow(section)
            assert in_the_clear(tab) == [], tab.list.item(section).text()
        assert unmasked(manager) == [], tab


def test_no_window_over_it_does_before_it_is_asked(manager: Hands, everywhere: Everywhere) -> None:
    stored, activity, card, booked, order = everywhere
    desk, window = desk_of(manager), manager.window
    reach(manager, ResidentsPage).open(stored.resident.id)
    assert unmasked(manager) == []
    open_them: tuple[Callable[[], QDialog], ...] = (
        lambda: CaseWindow(desk, stored.cases[0].id, window),
        lambda: ActivityWindow(desk, window, activity),
        lambda: CardWindow(desk, window, card),
        lambda: BookingCard(desk, booked, window),
        lambda: OrderCard(desk, order, window),
    )
    for make in open_them:
        shown = make()
        shown.show()
        assert "欧**重" in words_in(shown, hidden=True) and unmasked(manager) == [], shown
        shown.done(0)


@pytest.mark.parametrize("form", [OrderForm, AddMember])
def test_the_forms_of_orders_and_members_show_no_more_of_somebody_than_the_name_that_was_typed(
    manager: Hands, everywhere: Everywhere, form: type[OrderForm] | type[AddMember]
) -> None:
    shown = form(manager.window, desk_of(manager))
    shown.show()
    shown.who.setText(PERSON.name)
    shown.who.refresh()
    shown.who.take(shown.who.hits[0])
    shown.who.taken.emit(shown.who.hits[0].value)
    seen = words_in(shown, hidden=True)
    assert not any(secret in seen for secret in CLEAR[1:]), seen
    shown.done(0)


def test_the_form_of_a_booking_shows_no_more_of_somebody_than_the_name_that_was_typed(
    manager: Hands, everywhere: Everywhere
) -> None:
    form = BookingForm(manager.window, desk_of(manager), desk_of(manager).clock.today())
    form.person.show_resident(everywhere[0].resident.id)
    form.show()
    seen = words_in(form, hidden=True)
    assert PERSON.telephone not in seen and PERSON.id_number not in seen and PERSON.address not in seen
    form.done(0)


@pytest.mark.parametrize("typed", ("oyxz", "771", "小重", PERSON.id_number[-6:], PERSON.telephone))
def test_a_list_of_hits_masks_whom_it_found_and_tells_two_of_one_name_apart(
    manager: Hands, everywhere: Everywhere, typed: str
) -> None:
    with desk_of(manager).write() as work:
        residents.add(work, replace(person("欧阳小重", serial=773, telephone="13700009876"), village_group="五组"))
    page = reach(manager, ResidentsPage)
    page.text.setText(typed)
    page.list.search()
    rows = page.list.rows.model
    hits = ["　".join(column.says(row) for column in rows.columns) for row in rows.rows]
    assert len(set(hits)) == len(hits) and not any(secret in "".join(hits) for secret in CLEAR)
    finder = reach(manager, RegistrationPage).form.person.finder
    finder.setText(typed)
    finder.refresh()
    texts = [hit.text for hit in finder.hits if isinstance(hit.value, int)]
    assert [text.split("　")[0] for text in texts] == [row.name for row in rows.rows]
    panel = ActivityWindow(desk_of(manager), manager.window, everywhere[1]).sign_up_panel
    found = [hit.text for hit in panel._residents(typed)[:-1]]
    assert not any(secret in "".join(found) for secret in CLEAR) and len(found) == len(hits)


def test_whoever_types_a_whole_name_reads_it_in_the_hits(manager: Hands, everywhere: Everywhere) -> None:
    finder = reach(manager, RegistrationPage).form.person.finder
    assert isinstance(finder, Finder)
    finder.setText("欧阳小重")
    finder.refresh()
    assert finder.hits[0].text.startswith("欧阳小重　男 46岁　三组　350599********7716")
    finder.clear()


def test_the_history_beside_somebody_at_the_counter_names_them_masked(manager: Hands, everywhere: Everywhere) -> None:
    tab = reach(manager, RegistrationPage)
    tab.form.person.show_resident(everywhere[0].resident.id)
    assert tab.form.person.finder.text() == PERSON.name, "where the clerk types it"
    tab.form.person.finder.clear()
    assert unmasked(manager) == []
    manager.press(Qt.Key.Key_F2)


IN_THE_CLEAR = {
    "residents": {"find", "look_up", "by_number", "edit", "add", "merge"},
    "signups": {"all_of", "telephones", "sign_up", "withdraw"},
    "lending": {"look_up"},
    "visits": {"queue", "register", "take_number", "call_next"},
}
"""By the book: what gives a person as the book has them."""
LOOKED_AT = {
    "activities/signups",
    "assets/slips",
    "bookings/booking_card",
    "bookings/booking_form",
    "bookings/booking_form_series",
    "cases/window",
    "orders/order_form",
    "residents/page",
    "teams/member_forms",
    "visits/afterwards",
    "visits/form",
    "visits/person",
    "visits/queue",
    "visits/queue_dialogs",
}
"""Where it is called. The tests above look at each; the slip is a paper that is looked up, and logged, for printing.
Dates of a series and what is entered afterwards give the person to the form over which they are."""


def test_every_part_of_the_window_that_reads_people_in_the_clear_is_looked_at_here() -> None:
    """Somebody who adds one opens it in a test above, and adds it here."""
    root = Path(desk.ui.__file__).parent
    found = {
        path.relative_to(root).with_suffix("").as_posix()
        for path in root.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Attribute)
        and isinstance(node.value, ast.Name)
        and node.attr in IN_THE_CLEAR.get(node.value.id, ())
    }
    assert found == LOOKED_AT
