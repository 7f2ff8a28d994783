"""The import page offers the template of the chosen table, and all of it to whoever may take it out."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from desk.demo.tour import Hands
from desk.ui.settings.imports import ImportSection
from desk.ui.widgets.save_as import LastFolder
from tests.support.form_answers import values
from tests.support.roster_tab import in_dialog
from tests.support.settings_tab import section
from tests.support.tabs import told
from tests.ui.conftest import signed_in


def saving_in(folder: Path, monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """Every file is saved in this folder under the name that is offered; the files."""
    saved: list[Path] = []

    def ask(_parent: object, _title: str, offered: str, *_more: object) -> tuple[str, str]:
        saved.append(folder / Path(offered).name)
        return str(saved[-1]), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", staticmethod(ask))
    monkeypatch.setattr(LastFolder, "path", None)
    return saved


def test_the_template_is_saved_by_keyboard_and_taken_in_again(
    manager: Hands, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    saved = saving_in(tmp_path, monkeypatch)
    shown = section(manager, ImportSection)
    shown.kind.choose("assets")
    shown.kind.setFocus()
    for _past in (shown.kind, shown.changes.mode):
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is shown.whole.template
    QTest.keyClick(shown.whole.template, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: "已保存" in told(manager))
    assert [path.name for path in saved] == ["资产台账导入模板.xlsx"]
    shown.check(saved[0])
    qtbot.waitUntil(lambda: shown.prepared is not None)
    assert shown.prepared is not None and shown.prepared.is_empty
    assert shown.prepared.lines() == ["列名下面没有任何内容，没有可导入的行。"]


def test_all_residents_are_exported_once_it_is_said_what_for(
    manager: Hands, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    saved = saving_in(tmp_path, monkeypatch)
    shown = section(manager, ImportSection)
    shown.kind.choose("residents")
    in_dialog(lambda: (values(purpose=" "), values(purpose="换电脑")))
    shown.whole.export.click()
    qtbot.waitUntil(lambda: "行" in told(manager))
    assert [path.name for path in saved] == ["居民完整导出.xlsx"]
    rows = list(load_workbook(saved[0]).worksheets[0].iter_rows(values_only=True))
    assert rows[0][:3] == ("姓名*", "证件类型", "身份证号") and len(rows) > 100
    assert manager.window.desk is not None
    with manager.window.desk.read() as work:
        assert len(work.rows("SELECT id FROM lookups WHERE purpose = '换电脑' AND resident_id IS NULL")) == 1


def test_a_leader_takes_templates_and_the_catalogue_but_no_people(hands: Hands) -> None:
    shown = section(signed_in(hands, "陈主任"), ImportSection)
    offered = {}
    for kind in ("residents", "services"):
        shown.kind.choose(kind)
        offered[kind] = (shown.whole.template.isVisible(), shown.whole.export.isVisible())
    assert offered == {"residents": (True, False), "services": (True, True)}
