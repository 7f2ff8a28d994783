"""What somebody asked for comes up in front of them, not over the lock, nor before who signed in since."""

from __future__ import annotations

from collections.abc import Sequence
from threading import Event

import pytest
from PySide6.QtCore import QThread
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QProgressDialog
from pytestqt.qtbot import QtBot

from desk.books import figures
from desk.core.figure import FigureRow
from desk.demo.tour import Hands
from desk.ui.figures.figure_rows import FigureRowsDialog
from desk.ui.figures.tab import FiguresTab
from tests.support.figures_tab import tile_of, wait_for_figures
from tests.support.open_window import when_open
from tests.support.tabs import reach
from tests.ui.conftest import signed_in


@pytest.fixture
def may_go_on(manager: Hands, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Event:
    """The rows behind a figure are asked for and the window is locked; they are read once this is set."""
    tab = reach(manager, FiguresTab)
    page = wait_for_figures(tab, qtbot)
    go_on, read = Event(), figures.rows

    def rows(*about: object) -> Sequence[FigureRow]:
        assert go_on.wait(10)
        return read(*about)  # type: ignore[arg-type]

    monkeypatch.setattr(figures, "rows", rows)
    tile_of(page, "visits").click()
    manager.window.lock()
    return go_on


def shown(hands: Hands) -> list[QDialog]:
    return [each for each in hands.window.findChildren(QDialog) if each.isVisible()]


def test_nothing_comes_up_over_the_lock_and_who_asked_sees_it_when_back(
    manager: Hands, may_go_on: Event, qtbot: QtBot
) -> None:
    QTest.qWait(350)
    assert not [each for each in shown(manager) if isinstance(each, QProgressDialog)]
    may_go_on.set()
    qtbot.waitUntil(lambda: not manager.window.findChildren(QThread))
    QTest.qWait(20)
    assert shown(manager) == []
    seen: list[QDialog] = []

    def look(dialog: FigureRowsDialog) -> None:
        seen.append(dialog)
        dialog.close()

    when_open(manager.window, FigureRowsDialog, look)
    signed_in(manager, "管理员")
    qtbot.waitUntil(lambda: bool(seen))


def test_somebody_else_who_signs_in_does_not_get_it(manager: Hands, may_go_on: Event) -> None:
    may_go_on.set()
    signed_in(manager, "林小芳")
    QTest.qWait(100)
    assert shown(manager) == []
