"""Hands on the tab 报表, where everything is counted beside the window."""

from __future__ import annotations

from collections.abc import Iterator

from pytestqt.qtbot import QtBot

from desk.demo.tour import Hands
from desk.ui.figures.page import BookFiguresPage
from desk.ui.figures.tab import FiguresTab
from desk.ui.figures.tile import FigureTile
from tests.support.tabs import reach


def wait_for_figures(tab: FiguresTab, qtbot: QtBot) -> BookFiguresPage:
    """The page in sight, once the figures of the dates shown are there."""
    page = tab.page
    assert isinstance(page, BookFiguresPage)
    qtbot.waitUntil(lambda: page.counted is not None and not page.answer.is_counting, timeout=20_000)
    return page


def of_month(hands: Hands, qtbot: QtBot) -> FiguresTab:
    """The tab with the present month counted."""
    tab = reach(hands, FiguresTab)
    tab.tools.kind.choose("month")
    wait_for_figures(tab, qtbot)
    return tab


def pages_of_month(hands: Hands, qtbot: QtBot) -> Iterator[BookFiguresPage]:
    """Every page of the tab in sight, the present month counted."""
    tab = of_month(hands, qtbot)
    for place in range(len(tab.pages)):
        if not issubclass(tab.pages[place].load(), BookFiguresPage):
            continue
        tab.show_page(place)
        yield wait_for_figures(tab, qtbot)


def tile_of(page: BookFiguresPage, code: str) -> FigureTile:
    """The tile of a figure."""
    return next(tile for tile in page.tiles if tile.figure.code == code)
