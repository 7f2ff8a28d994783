"""待办 comes by itself once a day, at the first sign-in of a person, if anything is late."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desk.books.incidents import log
from desk.books.incidents.model import IncidentKind
from desk.core.clock import Clock
from desk.core.tone import Tone
from desk.demo.tour import Hands
from desk.services.first_look import LOOKS
from tests.conftest import PASSWORD
from tests.support.tabs import desk_of, work_of
from tests.support.visits_tab import tab as registration
from tests.ui.conftest import signed_in

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def morning(book: Path, hands: Hands) -> Hands:
    """The sign-in page of a day on which nobody has signed in yet."""
    (book / LOOKS).unlink()
    return hands


def lock_and_unlock(hands: Hands, name: str = "") -> None:
    hands.press(Qt.Key.Key_L, CTRL)
    hands.window.sign_in.name.setText(name or hands.window.sign_in.name.text())
    hands.window.sign_in.password.setText(PASSWORD)
    hands.window.sign_in.try_it()
    QTest.qWait(20)


def test_what_is_late_comes_once_a_day_to_each_person(morning: Hands) -> None:
    clerk = signed_in(morning, "林小芳")
    work = work_of(clerk)
    assert work.drawer.isVisible() and QApplication.focusWidget() is work.drawer.list
    assert any(each.tone is Tone.OVERDUE for each in work.drawer.list.lines())
    clerk.press(Qt.Key.Key_Escape)
    assert not work.drawer.isVisible()
    assert QApplication.focusWidget() is registration(clerk).form.person.finder, "where a clerk begins"
    lock_and_unlock(clerk)
    assert not work.drawer.isVisible(), "it was shown today"
    lock_and_unlock(clerk, "管理员")
    assert work_of(clerk).drawer.isVisible(), "somebody else begins the day"
    clerk.press(Qt.Key.Key_Escape)
    tomorrow = desk_of(clerk).clock.now() + timedelta(days=1)
    work_of(clerk).desk = replace(desk_of(clerk), clock=Clock(lambda: tomorrow))
    work_of(clerk).show_what_is_late()
    assert work_of(clerk).drawer.isVisible(), "another day"


def test_it_never_comes_over_what_is_half_typed_but_at_the_next_sign_in(morning: Hands, book: Path) -> None:
    clerk = signed_in(morning, "林小芳")
    clerk.press(Qt.Key.Key_Escape)
    (book / LOOKS).unlink()
    clerk.type("许晴")
    lock_and_unlock(clerk)
    work, finder = work_of(clerk), registration(clerk).form.person.finder
    assert not work.drawer.isVisible() and finder.text() == "许晴"
    finder.clear()
    lock_and_unlock(clerk)
    assert work.drawer.isVisible()


def test_it_does_not_come_while_an_incident_goes_on(morning: Hands, book: Path) -> None:
    clerk = signed_in(morning, "林小芳")
    clerk.press(Qt.Key.Key_Escape)
    (book / LOOKS).unlink()
    with desk_of(clerk).write() as writing:
        log.open_incident(writing, IncidentKind.LOST_PERSON, "村口广场")
    lock_and_unlock(clerk)
    assert not work_of(clerk).drawer.isVisible()
    assert "going_on" in {each.key for each in work_of(clerk).bar.due}


def test_it_does_not_come_when_nothing_is_late(morning: Hands) -> None:
    clerk = signed_in(morning, "林小芳")
    work = work_of(clerk)
    clerk.press(Qt.Key.Key_Escape)
    (desk_of(clerk).folder / LOOKS).unlink()
    work.bar.show_attention([each for each in work.bar.due if each.tone is not Tone.OVERDUE])
    work.show_what_is_late()
    assert not work.drawer.isVisible()
