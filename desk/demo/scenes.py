"""What the manager shows in the guided demo: the month of roster and calendar, bookings, the ledger, an emergency."""

from __future__ import annotations

from datetime import timedelta
from time import monotonic
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from shiboken6 import isValid

from desk.books.activities import queries
from desk.books.roster import months
from desk.demo.tour import Hands
from desk.ui.roster.month import RosterMonthPage
from desk.ui.roster.plan_search import PlanningJob
from desk.ui.shell.page import Page

SEARCH_SECONDS = 5
AnyTab = TypeVar("AnyTab", bound=Page)


def to_tab(hands: Hands, kind: type[AnyTab]) -> AnyTab:
    """Go to the tab of this kind, wherever it stands."""
    work = hands.window.work
    assert work is not None
    place = next(at for at, declared in enumerate(work.declared) if declared.is_of(kind))
    hands.window.go_to(place)
    tab = work.page(place)
    assert isinstance(tab, kind)
    return tab


def take_the_best_plan(page: RosterMonthPage) -> None:
    """A month may take a minute to be proven best; the demo stops the search a moment after there is a plan."""
    search = QApplication.activeModalWidget()
    began = monotonic()
    while not page.board.assignments:
        QTest.qWait(50)
        lasts = monotonic() - began > SEARCH_SECONDS
        if lasts and isinstance(search, PlanningJob) and isValid(search) and search.values.text():
            search.stop()


def roster_month(hands: Hands) -> None:
    """The manager plans next month, changes a duty by hand, publishes, and looks at every page of the roster."""
    from desk.ui.roster.tab import RosterTab

    tab = to_tab(hands, RosterTab)
    tab.step(1)
    page = tab.page
    assert isinstance(page, RosterMonthPage)
    hands.press(Qt.Key.Key_F6)
    take_the_best_plan(page)
    hands.window.activateWindow()
    QTest.qWait(100)
    hands.picture("roster-planned")
    page.grid.setFocus()
    hands.type("2")
    hands.picture("roster-changed-by-hand")
    hands.press(Qt.Key.Key_F8)
    hands.press(Qt.Key.Key_F7)
    hands.picture("roster-days-down")
    hands.press(Qt.Key.Key_F7)
    with hands.window.desk.write() as work:  # type: ignore[union-attr]
        months.publish(work, tab.board.month)
    tab.step(-1)
    for place in range(1, len(tab.pages)):
        tab.show_page(place)
        hands.picture(f"roster-page-{place + 1}")


def activity_month(hands: Hands) -> None:
    """The manager looks at next month's calendar, makes a new activity from an idea, and lets the month go out."""
    from desk.books.activities import publishing
    from desk.ui.activities.publication import PublishingPage
    from desk.ui.activities.tab import ActivitiesTab
    from desk.ui.activities.window import ActivityWindow

    tab = to_tab(hands, ActivitiesTab)
    for place in range(len(tab.pages)):
        tab.show_page(place)
        hands.picture(f"calendar-page-{place + 1}")
    tab.step(1)
    window = ActivityWindow(tab.desk, hands.window, 0, tab.board.month.last)
    window.show()
    window.form.title.setText("fcch")
    window.form.title.refresh()
    hands.picture("activity-ideas", window)
    window.form.title.close_list()
    window.done(0)
    page = tab.open(PublishingPage)
    assert isinstance(page, PublishingPage)
    page.approve_all()
    with tab.desk.write() as work:
        publishing.record(work, tab.board.month, "微信公众号", work.today)
    tab.load()
    hands.picture("calendar-went-out")
    with tab.desk.read() as work:
        signed = next(activity for activity in queries.of_month(work, tab.board.month.plus(-1)) if activity.sign_up)
    window = ActivityWindow(tab.desk, hands.window, signed.id)
    window.show()
    for place, name in ((1, "activity-sign-ups"), (2, "activity-result")):
        window.pages.setCurrentIndex(place)
        hands.picture(name, window)
    window.done(0)


def appointments(hands: Hands) -> None:
    """The manager looks at every page of the bookings, at a new one being made, and at the screen for the hall."""
    from desk.ui.bookings.board_page import DayBoardPage
    from desk.ui.bookings.booking_form import BookingForm
    from desk.ui.bookings.tab import BookingsTab
    from desk.ui.hall.opening import open_hall

    tab = to_tab(hands, BookingsTab)
    for place in range(len(tab.pages)):
        tab.show_page(place)
        hands.picture(f"bookings-page-{place + 1}")
    board = tab.open(DayBoardPage)
    assert isinstance(board, DayBoardPage)
    board.go_to(board.board.day + timedelta(days=1))
    hands.picture("bookings-tomorrow")
    form = BookingForm(board, tab.desk, board.board.day)
    form.show()
    hands.picture("booking-new", form)
    form.done(0)
    hall = open_hall(hands.window, tab.desk)
    hall.resize(1366, 768)
    hands.picture("hall-screen", hall)
    hall.close()
    hands.window.activateWindow()


def orders_of_residents(hands: Hands) -> None:
    """The manager looks at every page of the orders, at a new one, at who is proposed for one, and at a card."""
    from desk.ui.orders.board import BoardStage
    from desk.ui.orders.board_page import OrderBoardPage
    from desk.ui.orders.order_card import OrderCard
    from desk.ui.orders.order_form import OrderForm
    from desk.ui.orders.send_form import SendOrder
    from desk.ui.orders.tab import OrdersTab

    tab = to_tab(hands, OrdersTab)
    for place in range(len(tab.pages)):
        tab.show_page(place)
        hands.picture(f"orders-page-{place + 1}")
    board = tab.open(OrderBoardPage)
    assert isinstance(board, OrderBoardPage)
    to_send, underway = (board.board.in_stage(stage)[0] for stage in (BoardStage.TO_DISPATCH, BoardStage.UNDERWAY))
    windows = (
        ("order-new", OrderForm(board, tab.desk)),
        ("order-send", SendOrder(board, tab.desk, to_send)),
        ("order-card", OrderCard(tab.desk, underway.id, board)),
    )
    for name, window in windows:
        window.show()
        hands.picture(name, window)
        window.done(0)


def asset_ledger(hands: Hands) -> None:
    """The manager looks at every page of the ledger, opens a card, and scans in a stocktake."""
    from desk.books.assets import queries as ledger
    from desk.ui.assets.stocktake import StocktakePage
    from desk.ui.assets.tab import AssetsTab
    from desk.ui.assets.window import CardWindow

    tab = to_tab(hands, AssetsTab)
    for place in range(len(tab.pages)):
        tab.show_page(place)
        hands.picture(f"ledger-page-{place + 1}")
    with tab.desk.read() as work:
        assets = ledger.page(work, ledger.AssetFilter())
    chairs = next(asset for asset in assets if asset.name == "折叠椅")
    window = CardWindow(tab.desk, hands.window, chairs.id)
    window.show()
    for place, name in enumerate(("asset-card", "asset-history", "asset-files", "asset-loans")):
        window.pages.setCurrentIndex(place)
        hands.picture(name, window)
    window.done(0)
    page = tab.open(StocktakePage)
    assert isinstance(page, StocktakePage)
    for label in (assets[0].number, "X-0001"):
        page.scan_line.setText(label)
        page.scan()
        hands.picture("stocktake-scan")


def emergency(hands: Hands) -> None:
    """F12, a key for what, a key for where; two entries and a step; the pages beside the log."""
    from desk.books.incidents import log
    from desk.books.incidents.checklist import StepMark
    from desk.books.incidents.model import IncidentKind
    from desk.ui.incidents.start import StartIncident
    from desk.ui.incidents.tab import IncidentsTab
    from desk.ui.incidents.window import IncidentWindow

    tab = to_tab(hands, IncidentsTab)
    desk = tab.desk
    start = StartIncident(hands.window, desk)
    start.show()
    hands.picture("emergency-start", start)
    start.done(0)
    with desk.write() as work:
        id = log.open_incident(work, IncidentKind.LOST_PERSON, "多功能厅", drill=True)
        log.add(work, id, "广播寻人，两人守住前后门")
    window = IncidentWindow(desk, hands.window, id)
    window.show()
    window.mark_step(1, StepMark.DONE)
    hands.picture("emergency-log", window)
    window.done(0)
    for place, name in enumerate(("list", "to-do", "plans", "contacts", "drills")):
        tab.show_page(place)
        hands.picture(f"emergency-{name}")
