from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWizard
from pytestqt.qtbot import QtBot

from desk.books import catalogue, centre, sample
from desk.books.sample import SampleSize
from desk.core.errors import DeskError
from desk.services import backups, data_check
from desk.services.sign_in import sign_in
from desk.storage.keys import is_book
from desk.ui.shell import backup_words
from desk.ui.shell.restore_dialog import BringBack
from desk.ui.shell.setup import CENTRE, HOURS, MANAGER, RECOVERY, START, VENUES, SetUpWizard
from desk.ui.widgets.jobs import Job
from tests.conftest import PASSWORD
from tests.support.roster_tab import in_dialog
from tests.ui.conftest import jobs_rest, say_no, say_yes_when_asked


@pytest.fixture
def wizard(tmp_path: Path, dressed: QApplication, qtbot: QtBot) -> SetUpWizard:
    made = SetUpWizard(tmp_path / "new")
    qtbot.addWidget(made)
    made.show()
    return made


def test_a_centre_is_set_up_from_nothing_and_the_key_must_be_typed_back(wizard: SetUpWizard) -> None:
    assert wizard.currentId() == START
    wizard.next()
    wizard.next()
    assert wizard.currentId() == CENTRE
    assert wizard.centre.form.fields["name"].problem == "请填写邻里中心名称。"
    wizard.centre.form.lines["name"].setText("凤翔村邻里中心")
    wizard.centre.form.lines["district"].setText("示例区")
    wizard.next()
    assert wizard.currentId() == HOURS
    wizard.hours.form.lines[5].setText("九十到十二")
    wizard.next()
    assert wizard.currentId() == HOURS and "08:00-12:00" in wizard.hours.form.fields[5].problem
    wizard.hours.form.lines[5].setText("９:00－12：00")
    wizard.next()
    assert wizard.currentId() == VENUES
    wizard.venues.form.list.setCurrentRow(0)
    wizard.venues.form.remove()
    wizard.next()
    assert wizard.currentId() == MANAGER
    wizard.manager.name.setText("陈主任")
    wizard.manager.password.setText("short")
    wizard.manager.again.setText("short")
    wizard.next()
    assert wizard.currentId() == MANAGER and "8个字符" in wizard.manager.fields["password"].problem
    assert not is_book(wizard.folder)
    wizard.manager.password.setText(PASSWORD)
    wizard.manager.again.setText(PASSWORD)
    wizard.next()
    assert wizard.currentId() == RECOVERY and is_book(wizard.folder)
    wizard.recovery.typed.setText("AAAA")
    wizard.button(QWizard.WizardButton.FinishButton).click()
    assert "逐字核对" in wizard.recovery.back.problem and wizard.isVisible()
    seen: list[str] = []
    say_no(seen)
    wizard.reject()
    assert "退出后不再显示" in seen[0] and wizard.isVisible()
    wizard.recovery.typed.setText(wizard.recovery_key.lower().replace("-", " "))
    wizard.button(QWizard.WizardButton.FinishButton).click()
    assert not wizard.isVisible()
    desk = sign_in(wizard.folder, "陈主任", PASSWORD)
    with desk.read() as work:
        assert centre.get(work).name == "凤翔村邻里中心"
        assert [(o.weekday, o.opens) for o in centre.opening_hours(work) if o.weekday == 5] == [(5, 540)]
        assert len(centre.all_venues(work)) == len(centre.PRESET_VENUES) - 1
        assert len(catalogue.all_items(work)) >= 80
    assert data_check.problems(desk) == []
    desk.close()


@pytest.fixture
def small_demo(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is made is one of a few people: the usual one takes ten seconds."""
    few = SampleSize(residents=20, months=1, per_day=2)
    monkeypatch.setattr(sample, "SampleSize", lambda: few)


@pytest.mark.usefixtures("small_demo")
def test_a_demo_centre_is_one_choice_away(wizard: SetUpWizard, qtbot: QtBot) -> None:
    wizard.start.demo.setChecked(True)
    wizard.start.password.setText("short")
    wizard.next()
    assert "8个字符" in wizard.start.fields["password"].problem
    wizard.start.password.setText(PASSWORD)
    wizard.next()
    with qtbot.waitSignal(wizard.finished, timeout=60_000):
        pass
    assert is_book(wizard.folder)
    sign_in(wizard.folder, "管理员", PASSWORD).close()


def double_click(button: QAbstractButton) -> None:
    """As Qt tells of two clicks 90 ms apart: press, release, double click, release."""
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    QTest.qWait(90)
    QTest.mouseDClick(button, Qt.MouseButton.LeftButton)


@pytest.mark.usefixtures("small_demo")
def test_a_double_click_on_the_first_page_makes_one_demo_centre(wizard: SetUpWizard, qtbot: QtBot) -> None:
    wizard.start.demo.setChecked(True)
    wizard.start.password.setText(PASSWORD)
    with qtbot.waitSignal(wizard.finished, timeout=60_000):
        double_click(wizard.button(QWizard.WizardButton.NextButton))
        for key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            QTest.keyClick(wizard.start.password, key)
        assert len(wizard.start.findChildren(Job)) == 1
    desk = sign_in(wizard.folder, "管理员", PASSWORD)
    assert data_check.problems(desk) == []
    desk.close()
    assert not list(wizard.folder.glob("replaced-*"))


def test_leaving_while_the_demo_centre_is_made_keeps_nothing_of_it(wizard: SetUpWizard) -> None:
    wizard.start.demo.setChecked(True)
    wizard.start.password.setText(PASSWORD)
    wizard.next()
    wizard.reject()
    assert not wizard.isVisible() and not is_book(wizard.folder)
    assert not wizard.folder.exists() or list(wizard.folder.iterdir()) == []


def test_a_double_click_turns_one_page(wizard: SetUpWizard, qtbot: QtBot) -> None:
    following = wizard.button(QWizard.WizardButton.NextButton)
    double_click(following)
    assert wizard.currentId() == CENTRE and wizard.centre.form.fields["name"].problem == ""
    wizard.centre.form.lines["name"].setText("凤翔村邻里中心")
    wizard.centre.form.lines["district"].setText("示例区")
    qtbot.waitUntil(lambda: not wizard._once.has_just_ended())
    for _time in range(2):
        QTest.keyClick(wizard.centre.form.lines["name"], Qt.Key.Key_Return)
    assert wizard.currentId() == HOURS
    qtbot.waitUntil(lambda: not wizard._once.has_just_ended())
    double_click(following)
    assert wizard.currentId() == VENUES


def test_a_failure_in_what_was_entered_leaves_no_book(wizard: SetUpWizard) -> None:
    wizard.centre.form.lines["name"].setText("凤翔村邻里中心")
    wizard.centre.form.lines["district"].setText("示例区")
    twice = wizard.venues.form.venues[0]
    wizard.venues.form.venues.append(twice)
    with pytest.raises(DeskError):
        wizard.make_book("陈主任", PASSWORD)
    assert list(wizard.folder.iterdir()) == []


def test_a_backup_is_brought_back_at_the_first_start(wizard: SetUpWizard, book: Path, qtbot: QtBot) -> None:
    desk = sign_in(book, "管理员", PASSWORD)
    made, _warnings = backups.back_up(desk)
    desk.close()
    wizard.start.restore.setChecked(True)

    def fill() -> None:
        asked = QApplication.activeModalWidget()
        assert isinstance(asked, BringBack)
        assert asked.list.count() == 0
        assert asked.none.isVisible() and asked.focusWidget() is asked.other
        asked.offer(backup_words.of_file(made))
        asked.name.setText("管理员")
        asked.secret.setText("wrong-wrong")
        asked.go_button.click()
        qtbot.waitUntil(lambda: "密码有误" in asked.problem.text())
        asked.secret.setText(PASSWORD)
        qtbot.waitUntil(lambda: jobs_rest(asked))
        say_yes_when_asked(asked, seen)
        asked.go()

    seen: list[str] = []
    in_dialog(fill)
    wizard.next()
    assert "居民200人" in seen[0]
    assert not wizard.isVisible() and is_book(wizard.folder)
    sign_in(wizard.folder, "管理员", PASSWORD).close()


def test_each_page_says_which_step_it_is_and_what_was_mended_is_not_told_any_more(wizard: SetUpWizard) -> None:
    assert wizard.start.step.text() == "第1步，共6步" and wizard.start.step.isVisible()
    wizard.next()
    assert wizard.centre.step.text() == "第2步，共6步"
    name = wizard.centre.form.fields["name"]
    wizard.next()
    assert name.required and name.problem
    QTest.keyClicks(wizard.centre.form.lines["name"], "A")
    assert name.problem == ""
    manager = wizard.manager
    manager.name.setText("陈主任")
    manager.password.setText(PASSWORD)
    manager.again.setText("another")
    assert not manager.validatePage() and manager.fields["again"].problem
    manager.again.clear()
    QTest.keyClicks(manager.again, PASSWORD)
    assert manager.fields["again"].problem == ""
