"""A figure on the tab 报表 opens exactly its rows, and a row the record that it is."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from desk.books import figures
from desk.books.cases.case_queries import CaseFilter
from desk.core.words import _
from desk.demo.tour import Hands
from desk.ui.activities.window import ActivityWindow
from desk.ui.assets.window import CardWindow
from desk.ui.cases.ledger import CaseLedgerPage
from desk.ui.cases.window import CaseWindow
from desk.ui.figures.figure_rows import FigureListDialog, FigureRowsDialog
from desk.ui.figures.tab import FiguresTab
from desk.ui.visits.tab import VisitsTab
from tests.support.figures_tab import all_of, of_month, pages_of_month, read_rows, tile_of, wait_for_figures
from tests.support.open_window import when_open
from tests.support.tabs import desk_of, reach


def choose(dialog: FigureListDialog, code: str) -> None:
    at = next(n for n, line in enumerate(dialog.list.model.rows) if line.figure.code == code)
    dialog.list.table.selectRow(at)


def press_enter(dialog: FigureListDialog | FigureRowsDialog) -> None:
    QTest.keyClick(dialog.list.table, Qt.Key.Key_Return)


@pytest.mark.parametrize(
    ("code", "kind"),
    [("finished", CaseWindow), ("activities_planned", ActivityWindow), ("assets_end_pieces", CardWindow)],
)
def test_enter_on_a_figure_shows_its_rows_and_enter_on_a_row_the_record(
    manager: Hands, qtbot: QtBot, code: str, kind: type[QDialog]
) -> None:
    page, figure = of_month(manager, qtbot), figures.find(code)
    with desk_of(manager).read() as work:
        expected = figures.rows(work, figure, *page.tools.dates())
    seen: list[str] = []

    def leave(record: QDialog) -> None:
        seen.append(record.windowTitle())
        record.reject()

    def open_first(dialog: FigureRowsDialog) -> None:
        assert [row.subject for row in all_of(dialog)] == [row.subject for row in expected] and expected
        assert dialog.heading.text().endswith(f"{figure.label}：{figure.unit.tell(figure.worth(expected))}")
        when_open(page, kind, leave)
        press_enter(dialog)

    def go_in(dialog: FigureListDialog) -> None:
        choose(dialog, code)
        assert dialog.meaning.text() == f"{_(figure.definition)}口径第1版。"
        when_open(page, FigureRowsDialog, open_first)
        press_enter(dialog)

    when_open(page, FigureListDialog, go_in)
    manager.press(Qt.Key.Key_F6)
    qtbot.waitUntil(lambda: len(seen) == 1, timeout=20_000)
    assert seen[0]


def test_every_tile_says_what_its_rows_come_to(manager: Hands, qtbot: QtBot) -> None:
    seen = 0
    for page in pages_of_month(manager, qtbot):
        assert page.counted is not None
        with desk_of(manager).read() as work:
            for tile in page.tiles:
                rows = figures.rows(work, tile.figure, *page.counted.span)
                assert tile.value == tile.figure.unit.say(tile.figure.worth(rows)), tile.figure.code
                assert tile.accessibleName().startswith(f"{tile.figure.label}：{tile.value}")
                seen += bool(rows)
    assert seen > 20


def test_enter_and_a_click_on_a_tile_show_its_rows(manager: Hands, qtbot: QtBot) -> None:
    tab = of_month(manager, qtbot)
    page = wait_for_figures(tab, qtbot)
    for code, act in (
        ("visits", lambda tile: QTest.keyClick(tile, Qt.Key.Key_Return)),
        ("in_time_percent", lambda tile: QTest.mouseClick(tile, Qt.MouseButton.LeftButton)),
    ):
        tile = tile_of(page, code)
        dialog = read_rows(page, lambda act=act, tile=tile: act(tile), qtbot)
        assert dialog.heading.text().endswith(f"{tile.figure.label}：{tile.value}{tile.unit}")
        assert dialog.list.model.rows
    QTest.keyClick(tile_of(page, "cases"), Qt.Key.Key_Space)
    shown = manager.window.work.current  # type: ignore[union-attr]
    assert isinstance(shown, VisitsTab) and isinstance(shown.page, CaseLedgerPage)
    assert shown.page.wanted == CaseFilter(first=tab.tools.dates()[0], last=tab.tools.dates()[1])


def test_a_day_has_the_figures_of_every_book(manager: Hands, qtbot: QtBot) -> None:
    page, seen = reach(manager, FiguresTab), []
    page.tools.kind.choose("day")

    def read_list(dialog: FigureListDialog) -> None:
        seen.extend(line.figure.code for line in dialog.list.model.rows)
        dialog.reject()

    when_open(page, FigureListDialog, read_list)
    page.tools.show_figures()
    qtbot.waitUntil(lambda: bool(seen), timeout=20_000)
    assert {"visits", "finished", "waiting_minutes", "duties_planned", "activities_held"} <= set(seen)
