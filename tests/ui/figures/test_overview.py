"""The overview 概览: what is notable opens its rows, and a tile says what the manager aims at."""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from desk.books.own_figures import aiming
from desk.demo.tour import Hands
from desk.ui.figures.pages import OverviewPage
from tests.support.figures_tab import all_of, of_month, read_rows, tile_of, wait_for_figures
from tests.support.tabs import desk_of

LONG_AGO = date(2019, 3, 3)
"""Before the demo centre kept a book."""


def overview_of(manager: Hands, qtbot: QtBot, day: date) -> OverviewPage:
    """The overview of a month, with what is notable in it."""
    tab = of_month(manager, qtbot)
    tab.tools.chooser.go_to(day)
    page = wait_for_figures(tab, qtbot)
    assert isinstance(page, OverviewPage)
    qtbot.waitUntil(lambda: not page.looking.is_counting and page.notable_panel.isVisible(), timeout=20_000)
    return page


def test_a_target_stands_on_its_tile_and_missing_it_is_notable(manager: Hands, qtbot: QtBot) -> None:
    with desk_of(manager).write() as work:
        aiming.aim(work, "satisfaction_percent", 90)
        aiming.aim(work, "visits", 10_000)
    page = overview_of(manager, qtbot, desk_of(manager).clock.today() - timedelta(days=7))
    assert page.counted is not None
    assert tile_of(page, "satisfaction_percent").aim == "目标90%"
    visits, many = tile_of(page, "visits"), page.counted.now["visits"]
    assert many and visits.aim == f"目标10,000人次，已达{100 * many / 10_000:.0f}%"
    assert visits.aim in visits.accessibleName()
    links = [each for each in page.notable_panel.findChildren(QPushButton) if each.text() == "来访"]
    said = [each.text() for each in page.notable_panel.findChildren(QLabel)]
    assert f"{many}人次，未达到目标10,000人次。" in said
    dialog = read_rows(page, links[0].click, qtbot)
    assert len(all_of(dialog)) == many


def test_a_month_in_which_nothing_moved_says_so(manager: Hands, qtbot: QtBot) -> None:
    page = overview_of(manager, qtbot, LONG_AGO)
    said = [each.text() for each in page.notable_panel.findChildren(QLabel)]
    assert said == ["值得注意", "本期没有异常变化。"]
