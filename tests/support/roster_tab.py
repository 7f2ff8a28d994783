"""Hands on the tab of the duty roster."""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from desk.books import centre, staff
from desk.books.roster import months, shifts
from desk.books.roster.shifts import ShiftCard
from desk.demo.tour import Hands
from desk.models.roster import duties
from desk.scheduling.problem import LoadKind, Slot
from desk.ui.roster.month import RosterMonthPage
from desk.ui.roster.page import RosterPage
from desk.ui.roster.tab import RosterTab
from tests.support.tabs import reach

Kind_ = TypeVar("Kind_", bound=RosterPage)
AnyDialog = TypeVar("AnyDialog", bound=QDialog)


def tab_of(hands: Hands) -> RosterTab:
    return reach(hands, RosterTab)


def page_of(hands: Hands, kind: type[Kind_]) -> Kind_:
    page = tab_of(hands).open(kind)
    assert isinstance(page, kind)
    return page


def dialog(kind: type[AnyDialog]) -> AnyDialog:
    found = QApplication.activeModalWidget()
    assert isinstance(found, kind), found
    return found


def in_dialog(act: object) -> None:
    """Do something once the next dialog is open; a dialog never stays open behind a failure."""

    def careful() -> None:
        try:
            act()  # type: ignore[operator]
        except BaseException:
            open_one = QApplication.activeModalWidget()
            if isinstance(open_one, QDialog):
                open_one.done(0)
            raise

    QTimer.singleShot(0, careful)


def next_month(hands: Hands, qtbot: QtBot) -> RosterMonthPage:
    """Next month's draft, planned."""
    tab = tab_of(hands)
    tab.show_page(0)
    tab.step(1)
    page = tab.page
    assert isinstance(page, RosterMonthPage)
    hands.press(Qt.Key.Key_F6)
    qtbot.waitUntil(lambda: bool(page.board.assignments), timeout=30_000)
    be_active(hands, qtbot)
    return page


def be_active(hands: Hands, qtbot: QtBot) -> None:
    """What a window manager does when a dialog closes; the offscreen platform does not."""
    hands.window.activateWindow()
    qtbot.waitUntil(hands.window.isActiveWindow)


def on_duty_today(hands: Hands, name: str, begins: int = 0, ends: int = 1440) -> int:
    """Give somebody a published duty that runs now, without grace: just after midnight nobody is there either. Its
    id.
    """
    desk = hands.window.desk
    assert desk is not None
    with desk.write() as work:
        centre.save_setting(work, "roster_grace_minutes", 0)
        card = next((c for c in shifts.all_shifts(work) if c.name == "全天值守"), None)
        id = card.id if card else shifts.add(work, ShiftCard("全天值守", begins, ends, frozenset(range(8))))
        person = next(p.id for p in staff.everyone(work) if p.name == name)
        card = next(c for c in shifts.all_shifts(work) if c.id == id)
        row = months.row_of(Slot(work.today, card.shift, 1, 100, LoadKind.WORKDAY), person)
        return work.add(duties, {**row, "planned_id": person})
