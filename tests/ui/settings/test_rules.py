"""The settings page 规则与依据."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from desk.books import centre
from desk.demo.tour import Hands
from desk.ui.settings.rules import RulesSection
from tests.support.settings_tab import section
from tests.support.tabs import told


def test_every_declared_rule_has_a_line_and_keeps_its_number_and_paper(manager: Hands) -> None:
    shown = section(manager, RulesSection)
    assert set(shown.fields) == {each.name for each in centre.rules()} and "排队叫号" in {
        each.text() for each in shown.findChildren(QLabel)
    }
    QTest.qWait(0)
    widths = {each.number.width() for each in shown.editors.values()}
    assert len(widths) == 1, f"the papers begin under each other: {widths}"
    wait = shown.editors["queue_longest_wait"]
    assert wait.number.text() == "40 分钟" and wait.paper.text() == ""
    wait.number.setFocus()
    wait.number.selectAll()
    QTest.keyClicks(wait.number, "30")
    QTest.keyClick(wait.number, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is wait.paper
    wait.paper.setText("惠邻办〔2026〕12号")
    shown.save()
    assert told(manager) == "已保存。"
    again = section(manager, RulesSection).editors["queue_longest_wait"]
    assert (again.number.value(), again.paper.text()) == (30, "惠邻办〔2026〕12号")


def test_a_name_that_is_too_long_is_said_at_its_rule_and_stays(manager: Hands) -> None:
    shown = section(manager, RulesSection)
    paper = shown.editors["queue_late_minutes"].paper
    paper.setText("文" * 101)
    shown.save()
    assert shown.fields["queue_late_minutes"].problem == "依据文件名称不超过100个字。" and paper.text() == "文" * 101
