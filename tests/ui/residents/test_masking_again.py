"""What stands open is masked before the window is locked or handed over, and nothing that was typed is lost by it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from desk.books import residents
from desk.books.residents import Resident
from desk.demo.tour import CTRL, Hands
from desk.ui.residents.page import ResidentsPage
from desk.ui.visits.registration import RegistrationPage
from tests.conftest import PASSWORD
from tests.support.people import person
from tests.support.tabs import desk_of, reach, told
from tests.support.widget_text import words_in
from tests.ui.conftest import after_a_double_click, signed_in

PERSON = replace(person("欧阳小重", serial=771, telephone="13700001234"), address="东门街8号")
CLEAR = (PERSON.name, PERSON.id_number, PERSON.telephone, PERSON.address)


@pytest.fixture
def stored(clerk: Hands) -> Resident:
    with desk_of(clerk).write() as work:
        return residents.add(work, PERSON)


def by_key(hands: Hands) -> None:
    hands.press(Qt.Key.Key_L, CTRL)


def by_time(hands: Hands) -> None:
    for _check in range(10 * 60 // 5):
        hands.window._check_idle()


def for_another(hands: Hands) -> None:
    hands.press(Qt.Key.Key_H, CTRL)


WAYS = pytest.mark.parametrize("locked", (by_key, by_time, for_another))


def unlocked(hands: Hands) -> None:
    """By the same person."""
    assert not hands.window.working
    hands.window.desk.hand_to("林小芳", PASSWORD)  # type: ignore[union-attr]
    hands.window.come_back()


@WAYS
def test_a_card_left_open_is_masked_and_what_was_typed_is_there_again(
    clerk: Hands, stored: Resident, locked: Callable[[Hands], None]
) -> None:
    page = reach(clerk, ResidentsPage)
    page.open(stored.id)
    page.veil.lift()
    assert all(secret in words_in(page.card) for secret in CLEAR)
    page.details.note.setText("听力不好")
    page.details.telephone.setText("138")
    locked(clerk)
    assert not any(secret in words_in(clerk.window, hidden=True) for secret in CLEAR)
    unlocked(clerk)
    assert page.details.isHidden() and "F4" in page.kept.text() and page.kept.isVisible()
    page.veil.toggle()
    assert (page.details.note.text(), page.details.telephone.text()) == ("听力不好", "138")
    assert page.details.address.text() == PERSON.address
    page.details.telephone.setText("13700001235")
    page.save()
    with desk_of(clerk).read() as work:
        kept = residents.find(work, stored.id)
    assert (kept.note, kept.telephone, kept.address) == ("听力不好", "13700001235", PERSON.address)


@WAYS
def test_a_person_shown_at_the_counter_is_masked(
    clerk: Hands, stored: Resident, locked: Callable[[Hands], None]
) -> None:
    picker = reach(clerk, RegistrationPage).form.person
    picker.show_resident(stored.id)
    picker.reveal.click()
    assert PERSON.id_number in picker.about.text() and "东门街" in picker.about.text()
    locked(clerk)
    unlocked(clerk)
    assert picker.resident == stored, "who stands at the counter is still chosen"
    assert not any(secret in words_in(clerk.window, hidden=True) for secret in CLEAR[1:])
    assert "********" in picker.about.text() and not picker.veil.lifted


def test_a_case_window_left_open_is_closed_and_masked(clerk: Hands, stored: Resident, qtbot: QtBot) -> None:
    from desk.books.cases.case_queries import CaseFilter, page
    from desk.ui.cases.window import CaseWindow

    with desk_of(clerk).read() as work:
        line = page(work, CaseFilter(), limit=1)[0]
        whose = residents.find(work, line.resident_id)
    shown = CaseWindow(desk_of(clerk), line.id, clerk.window)
    shown.show()
    shown.veil.lift()
    assert whose.id_number in words_in(shown)
    clerk.window.lock()
    assert not shown.isVisible() and whose.id_number not in words_in(shown, hidden=True)


def test_what_was_typed_on_cards_waits_for_its_clerk_while_somebody_else_sits_there(
    clerk: Hands, stored: Resident
) -> None:
    page = reach(clerk, ResidentsPage)
    page.open(stored.id)
    page.veil.lift()
    page.details.note.setText("听力不好")
    clerk.window.hand_over()
    signed_in(clerk, "黄志强")
    other = reach(clerk, ResidentsPage)
    assert other.card.isHidden() and "听力不好" not in words_in(clerk.window, hidden=True)
    clerk.window.hand_over()
    signed_in(clerk, "林小芳")
    page = reach(clerk, ResidentsPage)
    clerk.press(Qt.Key.Key_F3)
    assert page.shown is not None and page.shown.id == stored.id and "已恢复" in told(clerk)
    assert not any(secret in words_in(clerk.window, hidden=True) for secret in CLEAR), "it comes back masked"
    page.veil.lift()
    assert page.details.note.text() == "听力不好" and page.details.address.text() == PERSON.address
    page.save()
    clerk.window.lock()
    signed_in(clerk, "黄志强")
    signed_in(clerk, "林小芳")
    assert reach(clerk, ResidentsPage).card.isHidden(), "what is saved does not come back"


def test_somebody_new_half_typed_waits_too(clerk: Hands) -> None:
    page = reach(clerk, ResidentsPage)
    page.new()
    page.details.name.setText("曾小丰")
    page.details.address.setText("西街")
    clerk.window.lock()
    signed_in(clerk, "黄志强")
    clerk.window.lock()
    signed_in(clerk, "林小芳")
    page = reach(clerk, ResidentsPage)
    clerk.press(Qt.Key.Key_F3)
    assert (page.details.name.text(), page.details.address.text()) == ("曾小丰", "西街")
    page.save()
    with desk_of(clerk).read() as work:
        assert [one.name for one in residents.search(work, "曾小丰")] == ["曾小丰"]


def test_another_card_opened_meanwhile_keeps_what_was_typed_on_the_first(clerk: Hands, stored: Resident) -> None:
    with desk_of(clerk).write() as work:
        second = residents.add(work, person("欧阳小重", serial=773))
    page = reach(clerk, ResidentsPage)
    page.open(stored.id)
    page.veil.lift()
    page.details.note.setText("听力不好")
    page.open(second.id)
    assert page.kept.isHidden()
    page.veil.lift()
    assert page.details.note.text() == ""
    page.open(stored.id)
    assert page.kept.isVisible()
    page.veil.lift()
    assert page.details.note.text() == "听力不好"


def test_words_that_name_a_person_are_taken_back_with_the_card(clerk: Hands, stored: Resident) -> None:
    page = reach(clerk, ResidentsPage)
    page.open(stored.id)
    page.veil.lift()
    with desk_of(clerk).write() as work:
        residents.edit(work, stored.id, replace(stored, address="南门街9号"), read=stored)
    page.details.address.setText("北门街10号")
    page.save()
    problem = page.details.fields["address"].problem
    assert "修改了住址" in told(clerk) and "隐藏的部分不同" in problem and "门街" not in told(clerk) + problem
    clerk.press(Qt.Key.Key_F4)
    assert "门街" not in words_in(clerk.window, hidden=True) and "修改了住址" not in told(clerk)
    after_a_double_click()
    clerk.press(Qt.Key.Key_F4)
    assert page.details.address.text() == "北门街10号"


@WAYS
def test_what_was_copied_out_of_the_window_is_gone_with_the_lock(
    clerk: Hands, stored: Resident, locked: Callable[[Hands], None]
) -> None:
    QGuiApplication.clipboard().setText(PERSON.address)
    locked(clerk)
    assert QGuiApplication.clipboard().text() == ""
