"""Hands on the tab 报表, where everything is counted beside the window."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from desk.ui.figures.tab import FiguresTab


def wait_for_figures(page: FiguresTab, qtbot: QtBot) -> FiguresTab:
    """Once the figures of the dates shown are there."""
    qtbot.waitUntil(lambda: not page.figures_.is_counting, timeout=20_000)
    return page
