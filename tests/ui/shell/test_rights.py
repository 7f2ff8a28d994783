"""The window of somebody who is disabled or demoted while they sit before it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desk.core.permissions import Role
from desk.demo.tour import Hands
from desk.services import accounts
from desk.services.session import Desk
from desk.services.sign_in import sign_in
from tests.conftest import PASSWORD

WORDS = "林小芳的账号已停用，请联系管理员。"


@pytest.fixture
def elsewhere(clerk: Hands) -> Desk:
    """The manager at another desk of the same book."""
    assert clerk.window.desk is not None
    return sign_in(clerk.window.desk.folder, "管理员", PASSWORD)


def id_of(clerk: Hands) -> int:
    assert clerk.window.desk is not None
    return clerk.window.desk.actor.id


def test_who_is_disabled_is_told_and_the_window_locks_at_the_next_action(
    clerk: Hands, elsewhere: Desk, qtbot: QtBot
) -> None:
    window = clerk.window
    accounts.disable_person(elsewhere, id_of(clerk))
    elsewhere.close()
    with qtbot.captureExceptions() as broke:
        QTest.keyClick(window, Qt.Key.Key_F5)
        qtbot.waitUntil(lambda: not window.working)
    assert {type(error[1]).__name__ for error in broke} <= {"LockedOut"}
    assert window.sign_in.about.text() == WORDS
    assert window.sign_in.name.text() == ""


def test_a_window_that_nobody_touches_locks_too(clerk: Hands, elsewhere: Desk, qtbot: QtBot) -> None:
    accounts.disable_person(elsewhere, id_of(clerk))
    elsewhere.close()
    clerk.window._check_idle()
    qtbot.waitUntil(lambda: not clerk.window.working)
    assert clerk.window.sign_in.about.text() == WORDS


def test_who_is_promoted_meanwhile_sees_the_new_page_after_the_lock(clerk: Hands, elsewhere: Desk) -> None:
    window = clerk.window
    accounts.change_role(elsewhere, id_of(clerk), Role.LEADER)
    elsewhere.close()
    before = window.work
    window.lock()
    window.sign_in.password.setText(PASSWORD)
    window.sign_in.try_it()
    QTest.qWait(20)
    assert window.working and window.work is not before
