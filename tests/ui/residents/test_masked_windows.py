"""The resident's card and the case window open masked; showing is one key more, and is logged; the same key masks
again.
"""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from desk.books import catalogue, residents, visits
from desk.books.cases import Assistance, CaseState, NewCase
from desk.books.catalogue import ServiceMode
from desk.books.visits import Registered, Registration
from desk.demo.tour import Hands
from desk.ui.cases.window import CaseWindow
from desk.ui.residents.page import ResidentsPage
from tests.support.people import person
from tests.support.tabs import desk_of, reach
from tests.support.widget_text import words_in
from tests.ui.conftest import after_a_double_click

PERSON = person("欧阳小重", serial=771, telephone="13700001234")
CLEAR = (PERSON.name, PERSON.id_number, PERSON.telephone)
KIND = "男 46岁　三组"


@pytest.fixture
def stored(clerk: Hands) -> Registered:
    """A person whose remark names them and their number, and who was acted for."""
    with desk_of(clerk).write() as work:
        item = next(one for one in catalogue.all_items(work) if one.mode is ServiceMode.ON_THE_SPOT and one.on_behalf)
        new = NewCase(
            item.id,
            CaseState.DECLINED,
            remark=f"{PERSON.name}电话{PERSON.telephone}，证号{PERSON.id_number}",
            assistance=Assistance.ON_BEHALF,
            authoriser="欧阳小明",
        )
        return visits.register(work, Registration(PERSON, (new,)))


def looked_up(hands: Hands, id: int) -> list[str]:
    with desk_of(hands).read() as work:
        return [purpose for (purpose,) in work.rows("SELECT purpose FROM lookups WHERE resident_id = ?", id)]


def test_a_residents_card_opens_masked_and_f4_shows_it_in_full(clerk: Hands, stored: Registered) -> None:
    id = stored.resident.id
    page = reach(clerk, ResidentsPage)
    clerk.press(Qt.Key.Key_F3)
    clerk.type(PERSON.id_number[-8:])
    clerk.press(Qt.Key.Key_Return)
    assert "欧**重" in words_in(page.card) and "137****1234" in words_in(page.card)
    assert not any(secret in words_in(page.card) for secret in CLEAR) and page.details.isHidden()
    assert looked_up(clerk, id) == [] and QApplication.focusWidget() is not page.veil.button
    clerk.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert looked_up(clerk, id) == [], "there is nothing to save while nothing is shown"
    clerk.press(Qt.Key.Key_F4)
    assert all(secret in words_in(page.card) for secret in CLEAR)
    assert looked_up(clerk, id) == ["card"] and QApplication.focusWidget() is page.details.name
    after_a_double_click()
    clerk.press(Qt.Key.Key_F4)
    assert not any(secret in words_in(page.card, hidden=True) for secret in CLEAR) and "欧**重" in words_in(page.card)
    after_a_double_click()
    clerk.press(Qt.Key.Key_F4)
    assert all(secret in words_in(page.card) for secret in CLEAR)
    assert looked_up(clerk, id) == ["card", "card"], "each look is a line of its own"
    page.details.address.setText("东门街8号")
    clerk.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    with desk_of(clerk).read() as work:
        assert residents.find(work, id).address == "东门街8号"
    page.open(id)
    assert not any(secret in words_in(page.card) for secret in CLEAR)


def test_a_new_person_is_entered_in_the_open(clerk: Hands) -> None:
    page = reach(clerk, ResidentsPage)
    clerk.press(Qt.Key.Key_F2)
    assert page.details.isVisible() and QApplication.focusWidget() is page.details.name
    clerk.type("曾小丰")
    clerk.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert page.shown is not None and page.shown.name == "曾*丰" and page.details.name.text() == "曾小丰"


def test_a_case_opens_masked_in_all_that_it_says_and_f4_shows_it(
    clerk: Hands, stored: Registered, qtbot: QtBot
) -> None:
    shown = CaseWindow(desk_of(clerk), stored.cases[0].id, clerk.window)
    shown.show()
    qtbot.waitUntil(shown.isActiveWindow)
    said = words_in(shown)
    assert not any(secret in said for secret in (*CLEAR, "欧阳小明")), said
    assert "欧**重" in said and said.count("电话137****1234") > 1, "in the facts and in the story"
    assert looked_up(clerk, stored.resident.id) == []
    assert not isinstance(QApplication.focusWidget(), QPushButton)
    assert KIND in said
    QTest.keyClick(shown, Qt.Key.Key_F4)
    assert all(secret in words_in(shown) for secret in (*CLEAR, KIND, "欧阳小明"))
    after_a_double_click()
    QTest.keyClick(shown, Qt.Key.Key_F4)
    assert words_in(shown) == said
    assert looked_up(clerk, stored.resident.id) == ["case"]
    shown.close()


def test_neither_tab_nor_enter_reaches_the_showing_by_accident(clerk: Hands, stored: Registered, qtbot: QtBot) -> None:
    shown = CaseWindow(desk_of(clerk), stored.cases[0].id, clerk.window)
    shown.show()
    qtbot.waitUntil(shown.isActiveWindow)
    for _press in range(12):
        assert QApplication.focusWidget() is not shown.veil.button
        QTest.keyClick(shown, Qt.Key.Key_Tab)
    shown.story.setFocus()
    QTest.keyClick(shown.story, Qt.Key.Key_Return)
    assert looked_up(clerk, stored.resident.id) == []
    shown.close()
