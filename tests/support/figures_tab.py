"""Hands on the tab 报表, where everything is counted beside the window."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta

from PySide6.QtCore import QModelIndex
from pytestqt.qtbot import QtBot

from desk.core.figure import FigureRow
from desk.demo.tour import Hands
from desk.ui.figures.figure_rows import FigureRowsDialog
from desk.ui.figures.page import BookFiguresPage
from desk.ui.figures.tab import FiguresTab
from desk.ui.figures.tile import FigureTile
from tests.support.open_window import when_open
from tests.support.tabs import desk_of, reach


def wait_for_figures(tab: FiguresTab, qtbot: QtBot) -> BookFiguresPage:
    """The page in sight, once the figures of the dates shown are there."""
    page = tab.page
    assert isinstance(page, BookFiguresPage)
    qtbot.waitUntil(lambda: page.counted is not None and not page.answer.is_counting, timeout=20_000)
    return page


def of_month(hands: Hands, qtbot: QtBot) -> FiguresTab:
    """The tab with the month of a week ago counted: in the first days of a month the present one has hardly anything
    to count, on the first of it nothing.
    """
    tab = reach(hands, FiguresTab)
    tab.tools.kind.choose("month")
    tab.tools.chooser.go_to(desk_of(hands).clock.today() - timedelta(days=7))
    wait_for_figures(tab, qtbot)
    return tab


def pages_of_month(hands: Hands, qtbot: QtBot) -> Iterator[BookFiguresPage]:
    """Every page of figures of the tab in sight, the month of ``of_month`` counted."""
    tab = of_month(hands, qtbot)
    for place, declared in enumerate(tab.pages):
        if not issubclass(declared.load(), BookFiguresPage):
            continue
        tab.show_page(place)
        yield wait_for_figures(tab, qtbot)


def tile_of(page: BookFiguresPage, code: str) -> FigureTile:
    """The tile of a figure."""
    return next(tile for tile in page.tiles if tile.figure.code == code)


def all_of(dialog: FigureRowsDialog) -> list[FigureRow]:
    """Every row, as if somebody scrolled to the end."""
    model, top = dialog.list.model, QModelIndex()
    while model.canFetchMore(top):
        model.fetchMore(top)
    return model.rows


def read_rows(page: BookFiguresPage, act: Callable[[], object], qtbot: QtBot) -> FigureRowsDialog:
    """The window of rows that an act opens, closed again."""
    seen: list[FigureRowsDialog] = []

    def leave(dialog: FigureRowsDialog) -> None:
        all_of(dialog)
        seen.append(dialog)
        dialog.reject()

    when_open(page, FigureRowsDialog, leave)
    act()
    qtbot.waitUntil(lambda: bool(seen), timeout=20_000)
    return seen[0]
