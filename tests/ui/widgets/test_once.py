"""Two clicks 90 ms apart, or a key hit twice, start one thing: in the wizard (test_setup), on buttons, in forms, for
jobs.
"""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from desk.books import visits
from desk.books.visits import VisitState
from desk.core.errors import Invalid, Problem
from desk.demo.tour import Hands
from desk.reports import recovery_sheet
from desk.storage.backup import backups_in
from desk.ui.settings.backup import BackupSection
from desk.ui.shell.preview import Preview
from desk.ui.widgets import jobs
from desk.ui.widgets.controls import button
from desk.ui.widgets.form_dialog import TextsDialog
from desk.ui.widgets.once import shortcut
from tests.conftest import MORNING
from tests.support.settings_tab import section

LEFT = Qt.MouseButton.LeftButton
SOURCES = Path(__file__).parents[3] / "desk" / "ui"


def click_twice(on: QWidget) -> None:
    QTest.mouseClick(on, LEFT)
    QTest.qWait(90)
    QTest.mouseClick(on, LEFT)


@pytest.fixture
def pressed(qtbot: QtBot, dressed: QApplication) -> list[str]:
    return []


def test_a_button_takes_a_double_click_as_one_and_a_stepper_as_many(pressed: list[str], qtbot: QtBot) -> None:
    once, many = (
        button("一次", lambda: pressed.append("once")),
        button("▶", lambda: pressed.append("many"), repeats=True),
    )
    for made in (once, many):
        qtbot.addWidget(made)
        made.show()
        click_twice(made)
    assert pressed == ["once", "many", "many"]
    QTest.mouseDClick(once, LEFT)
    for _time in range(2):
        QTest.keyClick(once, Qt.Key.Key_Space)
    assert pressed.count("once") == 1
    qtbot.waitUntil(once._once.may_begin)
    QTest.keyClick(once, Qt.Key.Key_Space)
    assert pressed.count("once") == 2


def test_a_click_that_was_made_while_the_first_one_kept_the_window_busy_counts_as_the_same(
    pressed: list[str], qtbot: QtBot
) -> None:
    """The second press waits in the queue, and comes when the work is done."""

    def work() -> None:
        pressed.append("work")
        QTest.mouseClick(made, LEFT)

    made = button("做", work)
    qtbot.addWidget(made)
    made.show()
    click_twice(made)
    assert pressed == ["work"]


def test_two_clicks_on_back_up_now_make_one_backup(manager: Hands, book: Path, qtbot: QtBot) -> None:
    shown = section(manager, BackupSection)
    before = len(backups_in(book / "backups"))
    [made] = [each for each in shown.findChildren(type(shown.restore_button)) if each.text() == "立即备份"]
    click_twice(made)
    shown.back_up()
    qtbot.waitUntil(lambda: len(shown.list.model.rows) == before + 1)
    QTest.qWait(150)
    assert len(backups_in(book / "backups")) == before + 1


def test_a_job_of_one_title_runs_once_and_a_later_press_is_told_so(qtbot: QtBot, dressed: QApplication) -> None:
    from threading import Event

    parent, go = QWidget(), Event()
    qtbot.addWidget(parent)
    told: list[str] = []
    done: list[object] = []

    def start() -> jobs.Job:
        return jobs.run(parent, "导出", lambda _progress: go.wait(5), done.append, told.append)

    first = start()
    assert start() is first and told == []
    qtbot.waitUntil(lambda: not _once(parent).has_just_ended("导出"))
    assert start() is first and told == ["“导出”还在进行，请等它完成。"]
    go.set()
    qtbot.waitUntil(lambda: done == [True])
    start()
    qtbot.waitUntil(lambda: len(done) == 2 and not parent.findChildren(jobs.Job))


def _once(parent: QWidget) -> jobs.Once:
    found = parent.findChild(jobs._Jobs)
    assert isinstance(found, jobs._Jobs)
    return found.once


def test_enter_hit_twice_on_a_wrong_password_counts_once(hands: Hands, book: Path) -> None:
    hands.window.sign_in.name.setText("林小芳")
    hands.window.sign_in.password.setText("wrong-wrong")
    for _time in range(2):
        QTest.keyClick(hands.window.sign_in.password, Qt.Key.Key_Return)
    assert "有误" in hands.window.sign_in.fields["password"].problem
    assert json.loads((book / "attempts.json").read_text("utf-8"))["林小芳"][0] == 1


def test_a_form_is_taken_once(pressed: list[str], qtbot: QtBot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    form = TextsDialog(parent, "新建", {"name": "名称"}, lambda typed: pressed.append(typed["name"]))
    form.show()
    form.lines["name"].setText("甲")
    QTest.mouseDClick(form.ok, LEFT)
    for _time in range(2):
        QTest.keyClick(form.lines["name"], Qt.Key.Key_Return)
    form.ok.click()
    assert pressed == ["甲"]


def test_a_form_is_taken_with_ctrl_enter_like_every_other_and_mended_at_once(qtbot: QtBot) -> None:
    taken: list[str] = []

    def take(typed: dict[str, str]) -> None:
        if not typed["name"]:
            raise Invalid(Problem("name", "请填写名称。"))
        taken.append(typed["name"])

    parent = QWidget()
    qtbot.addWidget(parent)
    form = TextsDialog(parent, "新建", {"name": "名称"}, take)
    form.show()
    form.activateWindow()
    qtbot.waitUntil(form.isActiveWindow)
    QTest.keyClick(form.lines["name"], Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert form.fields["name"].problem == "请填写名称。" and form.isVisible()
    form.lines["name"].setText("甲")
    QTest.keyClick(form.lines["name"], Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert taken == ["甲"] and not form.isVisible()


def test_f9_hit_twice_calls_one_person(clerk: Hands) -> None:
    desk = clerk.window.desk
    assert desk is not None
    with desk.write() as work:
        for _time in range(2):
            visits.take_number(work)
        waiting = len([one for one in visits.queue(work) if one.state is VisitState.WAITING])
    for _time in range(2):
        QTest.keyClick(clerk.window, Qt.Key.Key_F9)
    with desk.read() as work:
        assert len([one for one in visits.queue(work) if one.state is VisitState.WAITING]) == waiting - 1


def test_a_key_hit_twice_or_held_down_works_once_and_a_stepper_as_often(pressed: list[str], qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    shortcut(window, "Ctrl+P", lambda: pressed.append("print"))
    shortcut(window, "Ctrl+=", lambda: pressed.append("zoom"), repeats=True)
    window.show()
    window.activateWindow()
    assert QTest.qWaitForWindowActive(window)
    for key in (Qt.Key.Key_P, Qt.Key.Key_P, Qt.Key.Key_Equal, Qt.Key.Key_Equal):
        QTest.keyClick(window, key, Qt.KeyboardModifier.ControlModifier)
    assert pressed == ["print", "zoom", "zoom"]


def test_a_paper_is_saved_once_however_often_ctrl_s_is_hit(
    qtbot: QtBot, dressed: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The keys of a window over the window go the same way as its buttons."""
    window = QWidget()
    qtbot.addWidget(window)
    shown = Preview(recovery_sheet.sheet("中心", "管理员", "AAAA", MORNING), "恢复密钥单", window)
    asked: list[str] = []

    def nowhere(*_given: object) -> tuple[str, str]:
        asked.append("where")
        return "", ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", nowhere)
    shown.show()
    shown.activateWindow()
    assert QTest.qWaitForWindowActive(shown)
    for _time in range(2):
        QTest.keyClick(shown, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert asked == ["where"]


def test_every_button_and_key_of_the_window_asks_the_one_mechanism() -> None:
    """Bare ones are those that only choose what is shown, and the window's own keys, which ask for themselves."""
    bare = {
        path.relative_to(SOURCES).as_posix()
        for path in SOURCES.rglob("*.py")
        if re.search(r"\b(QPushButton|QToolButton|QShortcut)\(", path.read_text("utf-8"))
    }
    assert bare == {
        "shell/window.py",
        "widgets/once.py",
    }
