"""开始使用: what a new centre still has to do, above the page with which its manager begins."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from desk import app
from desk.books import centre, sample
from desk.books.centre import Centre
from desk.books.roster import planner
from desk.core.month import Month
from desk.core.paper_kinds import PaperKind
from desk.core.permissions import Role
from desk.demo.tour import Hands
from desk.services import accounts, new_data_file, print_choices
from desk.services.first_steps import FirstStep
from desk.ui.figures.tab import FiguresTab
from desk.ui.roster.month import RosterMonthPage
from desk.ui.roster.tab import RosterTab
from desk.ui.settings.staff import StaffSection
from desk.ui.settings.tab import SettingsTab
from desk.ui.shell.first_steps import FirstSteps
from tests.conftest import CHEAP, PASSWORD
from tests.support import roster
from tests.support.tabs import desk_of, reach, told, work_of
from tests.ui.conftest import signed_in

CTRL = Qt.KeyboardModifier.ControlModifier
MANAGER = "庄雅琴"


@pytest.fixture
def new_centre(tmp_path: Path, dressed: QApplication, qtbot: QtBot) -> Iterator[Hands]:
    """As it stands after the set-up: one manager, nothing else. On its sign-in page."""
    folder = tmp_path / "new"
    new_data_file.create(folder, Centre("凤亭村邻里中心", "示例区"), MANAGER, PASSWORD, cost=CHEAP)[0].close()
    window = app.make_window(folder)
    window.resize(1366, 740)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    yield Hands(window, tmp_path)
    window.close()
    window.deleteLater()


def card_of(hands: Hands) -> FirstSteps:
    card = work_of(hands).first_steps
    assert card is not None
    return card


def ticked(hands: Hands) -> set[FirstStep]:
    return {step for step, made in card_of(hands).buttons.items() if made.text().startswith("√")}


def test_each_step_leads_to_its_place_with_one_key(new_centre: Hands) -> None:
    manager = signed_in(new_centre, MANAGER)
    card, work = card_of(manager), work_of(manager)
    assert card.isVisible() and isinstance(work.current, FiguresTab)
    assert [made.text() for made in card.buttons.values()] == [
        *("工作人员", "服务事项", "打印机", "第二备份位置", "坐班轮值")
    ]
    focus = QApplication.focusWidget()
    assert isinstance(focus, QPushButton) and focus.text() == "工作人员", "the first one left has the focus"
    manager.press(Qt.Key.Key_1)
    assert isinstance(work.current, SettingsTab) and isinstance(work.current.parts()[0], StaffSection)
    reach(manager, FiguresTab)
    card.take_focus()
    for _step in range(4):
        manager.press(Qt.Key.Key_Right)
    manager.press(Qt.Key.Key_Return)
    assert isinstance(work.current, RosterTab) and isinstance(work.current.page, RosterMonthPage)


def test_steps_are_ticked_from_the_data_and_the_card_goes_for_good(new_centre: Hands) -> None:
    manager = signed_in(new_centre, MANAGER)
    card, desk = card_of(manager), desk_of(manager)
    assert not ticked(manager)
    desk.cost = CHEAP
    accounts.add_person(desk, "林小芳", Role.CLERK, PASSWORD)
    with desk.write() as work:
        sample.take_in_catalogue(work)
    QTest.qWait(20)
    assert ticked(manager) == {FirstStep.PEOPLE, FirstStep.ITEMS}
    assert card.buttons[FirstStep.PEOPLE].accessibleName() == "工作人员，已完成"
    assert card.count.text() == "还有3步，按数字前往"
    reach(manager, SettingsTab)
    print_choices.keep(desk.folder, PaperKind.RECEIPT, print_choices.PrintChoice("柜台"))
    reach(manager, FiguresTab)
    QTest.qWait(20)
    assert FirstStep.PRINTER in ticked(manager), "what no book announces is seen when the page is"
    with desk.write() as work:
        centre.save_setting(work, "second_backup", "/media/stick")
        roster.set_up(work)
        planner.plan_month(work, Month.of(work.today).next, 10, 1)
    QTest.qWait(20)
    assert not card.isVisible()
    with desk.write() as work:
        centre.save_setting(work, "second_backup", "")
    signed_in(lock(manager), "林小芳")
    assert work_of(manager).first_steps is None, "a clerk sets nothing up"
    signed_in(lock(manager), MANAGER)
    assert work_of(manager).first_steps is None, "once done they never come again"


def lock(hands: Hands) -> Hands:
    hands.press(Qt.Key.Key_L, CTRL)
    return hands


def test_who_puts_them_away_is_not_reminded_again(new_centre: Hands) -> None:
    manager = signed_in(new_centre, MANAGER)
    desk_of(manager).cost = CHEAP
    accounts.add_person(desk_of(manager), "陈主任", Role.LEADER, PASSWORD)
    card_of(manager).away_button.click()
    assert not card_of(manager).isVisible() and "不再" in told(manager)
    leader = signed_in(lock(manager), "陈主任")
    shown = [made.text() for made in card_of(leader).buttons.values()]
    assert card_of(leader).isVisible() and "第二备份位置" not in shown and "打印机" in shown
    signed_in(lock(leader), MANAGER)
    assert work_of(manager).first_steps is None


def test_a_demo_centre_has_none(manager: Hands) -> None:
    assert work_of(manager).first_steps is None
