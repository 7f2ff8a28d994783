"""One key for each score: what a clerk presses is what stands on the paper, and a slip is taken back."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desk.books.officers.model import ScoreItem, ZoneScore
from desk.ui.officers.score_grid import ScoreGrid

Key = Qt.Key
ZONES = [(3, "服务大厅"), (7, "阅览室")]


def grid_of(qtbot: QtBot) -> ScoreGrid:
    grid = ScoreGrid(ZONES)
    qtbot.addWidget(grid)
    grid.resize(grid.sizeHint())
    return grid


def given(grid: ScoreGrid) -> list[int]:
    """Every cell, 0 for none."""
    scores = {(each.zone_id, each.item): each.score for each in grid.scores}
    return [scores.get((id, item), 0) for id, _name in ZONES for item in ScoreItem]


def test_a_digit_sets_and_goes_on_until_behind_the_last_cell(dressed: QApplication, qtbot: QtBot) -> None:
    grid = grid_of(qtbot)
    QTest.keyClicks(grid, "5430 1 25432")
    assert given(grid) == [5, 4, 3, 0, 0, 1, 0, 2, 5, 4], "0 and space: not seen; the last two came too late"
    assert grid.at == grid.many and "填完" in grid.accessibleDescription()
    QTest.keyClick(grid, Key.Key_Backspace)
    assert grid.at == 9 and given(grid)[9] == 0
    QTest.keyClicks(grid, "967")
    assert given(grid)[9] == 0, "a score is 1 to 5"
    QTest.keyClicks(grid, "1")
    assert given(grid)[9] == 1


def test_arrows_move_without_changing_and_the_cell_is_told(dressed: QApplication, qtbot: QtBot) -> None:
    grid = grid_of(qtbot)
    QTest.keyClick(grid, Key.Key_Down)
    QTest.keyClick(grid, Key.Key_Right)
    assert "阅览室" in grid.accessibleDescription() and "设施" in grid.accessibleDescription()
    QTest.keyClicks(grid, "4")
    assert grid.scores == (ZoneScore(7, ScoreItem.FACILITIES, 4),)
    for key, at in ((Key.Key_Down, 7), (Key.Key_Up, 2), (Key.Key_Home, 0), (Key.Key_Left, 0), (Key.Key_End, 9)):
        QTest.keyClick(grid, key)
        assert grid.at == at
    assert grid.scores == (ZoneScore(7, ScoreItem.FACILITIES, 4),)
    QTest.mouseClick(grid, Qt.MouseButton.LeftButton, pos=grid._cell(6).center())
    QTest.keyClick(grid, Key.Key_Delete)
    assert (grid.at, grid.scores) == (6, ())


def test_what_a_sheet_has_is_shown_and_given_back(dressed: QApplication, qtbot: QtBot) -> None:
    grid = grid_of(qtbot)
    scores = (ZoneScore(3, ScoreItem.SERVICE, 2), ZoneScore(7, ScoreItem.SURROUNDINGS, 5))
    grid.show_scores(scores)
    assert grid.scores == scores
    assert [row.cells for row in grid.rows] == [("", "", "2", "", "", "2.0"), ("5", "", "", "", "", "5.0")]
