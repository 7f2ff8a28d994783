from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QWizard
from pytestqt.qtbot import QtBot

from desk.books import centre, services
from desk.session import sign_in
from desk.storage.keys import is_book
from desk.ui.setup import CENTRE, HOURS, MANAGER, RECOVERY, START, VENUES, SetUp
from tests.conftest import PASSWORD


@pytest.fixture
def wizard(tmp_path: Path, dressed: QApplication, qtbot: QtBot) -> SetUp:
    made = SetUp(tmp_path / "new")
    qtbot.addWidget(made)
    made.show()
    return made


def test_a_centre_is_set_up_from_nothing_and_the_key_must_be_typed_back(wizard: SetUp) -> None:
    assert wizard.currentId() == START
    wizard.next()
    wizard.next()
    assert wizard.currentId() == CENTRE
    assert wizard.centre.form.fields["name"].problem == "请填写邻里中心名称。"
    wizard.centre.form.lines["name"].setText("凤翔村邻里中心")
    wizard.centre.form.lines["district"].setText("示例区")
    wizard.next()
    assert wizard.currentId() == HOURS
    wizard.hours.form.lines[5].setText("9点到12点")
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
    assert wizard.currentId() == MANAGER and "8 个字符" in wizard.manager.fields["password"].problem
    assert not is_book(wizard.folder)
    wizard.manager.password.setText(PASSWORD)
    wizard.manager.again.setText(PASSWORD)
    wizard.next()
    assert wizard.currentId() == RECOVERY and is_book(wizard.folder)
    wizard.recovery.typed.setText("AAAA")
    wizard.button(QWizard.WizardButton.FinishButton).click()
    assert "逐字核对" in wizard.recovery.back.problem and wizard.isVisible()
    wizard.recovery.typed.setText(wizard.recovery_key.lower().replace("-", " "))
    wizard.button(QWizard.WizardButton.FinishButton).click()
    assert not wizard.isVisible()
    desk = sign_in(wizard.folder, "陈主任", PASSWORD)
    with desk.read() as work:
        assert centre.get(work).name == "凤翔村邻里中心"
        assert [(o.weekday, o.opens) for o in centre.opening_hours(work) if o.weekday == 5] == [(5, 540)]
        assert len(centre.all_venues(work)) == len(centre.PRESET_VENUES) - 1
        assert len(services.all_items(work)) >= 80
    assert desk.problems() == []
    desk.close()


def test_a_demo_centre_is_one_choice_away(wizard: SetUp, qtbot: QtBot) -> None:
    wizard.start.demo.setChecked(True)
    wizard.start.password.setText("short")
    wizard.next()
    assert "8 个字符" in wizard.start.fields["password"].problem
    wizard.start.password.setText(PASSWORD)
    wizard.next()
    with qtbot.waitSignal(wizard.finished, timeout=60_000):
        pass
    assert is_book(wizard.folder)
    sign_in(wizard.folder, "管理员", PASSWORD).close()
