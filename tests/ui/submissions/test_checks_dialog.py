"""The dialog 上报前核对: what is odd is answered in a sentence, and what was written comes back."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from desk.books.own_figures import keeping
from desk.books.own_figures.model import OwnFigure
from desk.books.submissions import answers, checks, queries, reporting
from desk.core.period import named_period
from desk.models.submissions import reports
from desk.services.session import Desk
from desk.ui.shell.page import Page
from desk.ui.submissions import checks_dialog
from desk.ui.submissions.checks_dialog import ChecksDialog
from tests.support.open_window import when_open
from tests.support.points_page import in_sight
from tests.ui.conftest import after_a_double_click

OCTOBER = named_period("2026-10")


@pytest.fixture
def told() -> list[str]:
    return []


@pytest.fixture
def page(desk: Desk, told: list[str], dressed: QApplication, qtbot: QtBot) -> Iterator[Page]:
    with desk.write() as work:
        keeping.add(work, OwnFigure("媒体报道", "篇"))
    made = Page(desk)
    qtbot.addWidget(made)
    in_sight(made, told)
    yield made


def answer_in(qtbot: QtBot, page: Page, told: list[str], act: Callable[[ChecksDialog], object]) -> list[str]:
    """Open the dialog and let ``act`` answer it; what followed."""
    went_on: list[str] = []
    done: list[bool] = []

    def answer(dialog: ChecksDialog) -> None:
        act(dialog)
        done.append(True)
        if dialog.isVisible():
            dialog.reject()

    looking = when_open(page, ChecksDialog, answer)
    checks_dialog.check(page, page.desk, OCTOBER, told.append, lambda: went_on.append("kept"), "上报")
    qtbot.waitUntil(lambda: bool(done) or bool(told))
    looking.stop()
    return went_on


def test_the_keys_begin_at_the_first_that_nobody_explained(
    page: Page, desk: Desk, told: list[str], qtbot: QtBot
) -> None:
    with desk.write() as work:
        keeping.add(work, OwnFigure("用电量", "千瓦时"))
        first, second = checks.findings(work, reporting.counted(work, OCTOBER))
        answers.save(work, OCTOBER, first.key, "本月无媒体报道。")
    at: list[bool] = []
    answer_in(qtbot, page, told, lambda dialog: at.append(dialog.focusWidget() is dialog.answers[second.key]))
    assert at == [True]


def test_what_is_odd_is_answered_and_the_remarks_are_kept(
    page: Page, desk: Desk, told: list[str], qtbot: QtBot
) -> None:
    def write(dialog: ChecksDialog) -> None:
        [line] = dialog.answers.values()
        assert "1. “媒体报道”未填2026年10月的数据。" in [each.text() for each in dialog.findChildren(QLabel)]
        line.setText("本月无媒体报道。")
        dialog.remarks.setPlainText("本月新增夜间延时服务。")
        dialog.ok.click()

    went_on = answer_in(qtbot, page, told, write)
    qtbot.waitUntil(lambda: went_on == ["kept"])
    with desk.read() as work:
        [finding] = checks.findings(work, reporting.counted(work, OCTOBER))
        assert (finding.answer, queries.remarks_of(work, OCTOBER)) == ("本月无媒体报道。", "本月新增夜间延时服务。")

    def look(dialog: ChecksDialog) -> None:
        [line] = dialog.answers.values()
        assert (line.text(), dialog.remarks.toPlainText()) == ("本月无媒体报道。", "本月新增夜间延时服务。")
        dialog.reject()

    after_a_double_click()
    assert answer_in(qtbot, page, told, look) == []


def test_what_was_handed_in_is_not_looked_through_again(page: Page, desk: Desk, told: list[str], qtbot: QtBot) -> None:
    with desk.write() as work:
        out = {"kind": "month", "period": "2026-10", "handed_in_at": work.now, "staff_id": work.actor.id, "figures": {}}
        work.add(reports, out)
    assert answer_in(qtbot, page, told, lambda _dialog: None) == []
    assert told == ["2026年10月已上报，如需修改，请先撤回。"]
