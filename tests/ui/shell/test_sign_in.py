"""The sign-in page: a name by its initials, however the field is left."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QListWidget
from pytestqt.qtbot import QtBot

from desk.core.errors import WrongPassword
from desk.demo.tour import Hands
from desk.services import session
from desk.ui.shell.sign_in import SignIn

PEOPLE = ["林小芳", "黄志强", "林小凤", "Li Ming"]
LEAVING: dict[str, Callable[[SignIn], object]] = {
    "Tab": lambda page: QTest.keyClick(page.name, Qt.Key.Key_Tab),
    "click on the password": lambda page: page.password.setFocus(Qt.FocusReason.MouseFocusReason),
    "Esc and Enter": lambda page: (
        QTest.keyClick(page.name, Qt.Key.Key_Escape),
        QTest.keyClick(page.name, Qt.Key.Key_Return),
    ),
    "sign in": lambda page: page.try_it(),
}


def typed(page: SignIn, text: str) -> None:
    """In place of what stands there; Chinese comes in as an input method sends it."""
    page.name.setFocus()
    page.name.selectAll()
    for character in text:
        event = QInputMethodEvent()
        event.setCommitString(character)
        QCoreApplication.sendEvent(page.name, event)


class Door:
    """What was tried at the door."""

    def __init__(self) -> None:
        self.people = list(PEOPLE)
        self.tried: list[tuple[str, str]] = []

    def enter(self, name: str, password: str) -> None:
        self.tried.append((name, password))
        if password != "right":
            raise WrongPassword("wrong")


@pytest.fixture
def door() -> Door:
    return Door()


@pytest.fixture
def page(qtbot: QtBot, door: Door) -> Iterator[SignIn]:
    made = SignIn(lambda: door.people, door.enter, lambda *_given: None)
    made.resize(900, 700)
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    made.ask("登录")
    yield made


@pytest.mark.parametrize("way", LEAVING)
def test_one_hit_is_taken_however_the_field_is_left(page: SignIn, way: str) -> None:
    typed(page, "hzq")
    LEAVING[way](page)
    assert page.name.text() == "黄志强"
    assert page.fields["name"].problem == ""


@pytest.mark.parametrize("way", LEAVING)
def test_several_hits_are_told_and_none_is_guessed(page: SignIn, door: Door, way: str) -> None:
    typed(page, "lx")
    LEAVING[way](page)
    assert page.name.text() == "lx"
    assert page.fields["name"].problem == "“lx”符合2人，请从列表中选择一人。"
    page.password.setText("right")
    page.try_it()
    assert door.tried == []


@pytest.mark.parametrize("way", LEAVING)
def test_a_name_that_nobody_has_is_told_at_once_and_not_tried(page: SignIn, door: Door, way: str) -> None:
    typed(page, "赵")
    LEAVING[way](page)
    assert (
        page.fields["name"].problem
        == "没有可登录的“赵”，请核对姓名或首字母。如刚更换数据密钥或尚未设密码，请联系管理员设密码。"
    )
    page.password.setText("right")
    page.try_it()
    assert door.tried == []
    typed(page, "林小芳")
    assert page.fields["name"].problem == ""
    page.try_it()
    assert door.tried == [("林小芳", "right")]


def test_enter_still_takes_the_line_that_is_marked(page: SignIn) -> None:
    typed(page, "lx")
    QTest.keyClick(page.name, Qt.Key.Key_Down)
    marked = page.name.hits[1].value
    QTest.keyClick(page.name, Qt.Key.Key_Return)
    assert page.name.text() == marked
    assert page.fields["name"].problem == ""


def test_tab_with_several_hits_stays_until_one_is_chosen(page: SignIn, door: Door) -> None:
    """By keys alone, from the initials to the open book."""
    typed(page, "lx")
    QTest.keyClick(page.name, Qt.Key.Key_Tab)
    assert page.name.hasFocus() and len(page.name.hits) == 2 and "选择一人" in page.fields["name"].problem
    QTest.keyClick(page.name, Qt.Key.Key_Down)
    marked = page.name.hits[1].value
    QTest.keyClick(page.name, Qt.Key.Key_Tab)
    assert (page.name.text(), page.name.hits, page.fields["name"].problem) == (marked, [], "")
    assert page.password.hasFocus()
    QTest.keyClicks(page.password, "right")
    QTest.keyClick(page.password, Qt.Key.Key_Return)
    assert door.tried == [(marked, "right")]


@pytest.mark.parametrize("way", ["Enter", "click"])
def test_a_chosen_line_closes_the_list_and_leads_to_the_password(page: SignIn, way: str) -> None:
    typed(page, "lx")
    wanted = page.name.hits[0].value
    if way == "Enter":
        QTest.keyClick(page.name, Qt.Key.Key_Return)
    else:
        [shown] = page.findChildren(QListWidget)
        place = shown.visualItemRect(shown.item(0)).center()
        QTest.mouseClick(shown.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert page.name.text() == wanted and page.name.hits == [] and page.password.hasFocus()


def test_enter_with_several_people_opens_their_list_again(page: SignIn) -> None:
    typed(page, "lx")
    QTest.keyClick(page.name, Qt.Key.Key_Escape)
    assert page.name.hits == []
    QTest.keyClick(page.name, Qt.Key.Key_Return)
    assert page.name.hasFocus() and len(page.name.hits) == 2


def test_enter_presses_the_button_that_has_the_focus(page: SignIn) -> None:
    page.forgot.setFocus()
    QTest.keyClick(page.forgot, Qt.Key.Key_Return)
    assert page.recovery.isVisible() and page.recovery.key.hasFocus()


def test_a_whole_name_counts_although_another_begins_with_it(page: SignIn, door: Door) -> None:
    door.people.append("林小芳芳")
    page.name.setText("林小芳")
    page.password.setText("right")
    page.try_it()
    assert door.tried == [("林小芳", "right")]


def test_a_foreign_name_is_found_by_its_beginning(page: SignIn) -> None:
    typed(page, "li m")
    LEAVING["Tab"](page)
    assert page.name.text() == "Li Ming"


def test_somebody_added_meanwhile_may_come_in(page: SignIn, door: Door) -> None:
    door.people.append("吴新人")
    typed(page, "wxr")
    LEAVING["Tab"](page)
    assert page.name.text() == "吴新人"


def test_initials_and_tab_open_the_real_book(hands: Hands) -> None:
    hands.type("hzq")
    hands.press(Qt.Key.Key_Tab)
    hands.type("frontdesk-1")
    hands.press(Qt.Key.Key_Return)
    assert hands.window.desk is not None and hands.window.desk.actor.name == "黄志强"
    assert not (hands.window.desk.folder / "attempts.json").exists()
    assert session.exists(hands.window.desk.folder)


def test_an_empty_password_is_asked_for_and_not_tried(page: SignIn, door: Door) -> None:
    typed(page, "林小芳")
    page.try_it()
    assert page.fields["password"].problem == "请输入密码。" and page.password.hasFocus() and door.tried == []


def test_the_part_for_the_recovery_key_goes_on_by_enter_and_folds_by_esc(page: SignIn, door: Door) -> None:
    def refuse(*_given: str) -> None:
        raise WrongPassword("恢复密钥有误，请逐字核对。")

    page._recover = refuse
    page.name.setText("林小芳")
    page.forgot.click()
    part = page.recovery
    QTest.keyClick(part.key, Qt.Key.Key_Return)
    assert part.password.hasFocus()
    QTest.keyClick(part.password, Qt.Key.Key_Return)
    assert part.again.hasFocus()
    QTest.keyClick(part.again, Qt.Key.Key_Return)
    assert part.fields["key"].problem == "请输入恢复密钥。" and part.key.hasFocus()
    part.key.setText("ABCD")
    part.password.setText("new-password-1")
    part.again.setText("new-password-1")
    QTest.keyClick(part.again, Qt.Key.Key_Return)
    assert part.fields["key"].problem == "恢复密钥有误，请逐字核对。" and part.key.selectedText() == "ABCD"
    QTest.keyClick(part.key, Qt.Key.Key_Escape)
    assert not part.isVisible() and page.password.hasFocus() and part.key.text() == part.password.text() == ""


def test_a_wrong_recovery_key_is_called_that(hands: Hands, book: Path) -> None:
    page = hands.window.sign_in
    page.name.setText("林小芳")
    page.forgot.click()
    page.recovery.key.setText("ABCD-EFGH")
    page.recovery.password.setText("another-pass-9")
    page.recovery.again.setText("another-pass-9")
    QTest.keyClick(page.recovery.again, Qt.Key.Key_Return)
    assert page.recovery.fields["key"].problem == "恢复密钥有误，请逐字核对。"
    QTest.keyClick(page.recovery.key, Qt.Key.Key_Escape)
    assert not page.recovery.isVisible()
