"""How the one table of the program looks: headings over their cells, full width, states as tags and dots."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desk.core.tone import Tone
from desk.ui.shell import theme
from desk.ui.shell.tokens import DARK, LIGHT, OF_TONE
from desk.ui.widgets.columns import Column
from desk.ui.widgets.inks import WANTS_ACTION
from desk.ui.widgets.lists import ListView
from tests.support.list_lines import LINES, Line


def column_of_ink(picture: QImage, area: QRect, ground: str, *, last: bool = False) -> int:
    """The first or last column of pixels in which something differs from the ground."""
    found = [
        x
        for x in range(area.left(), area.right() + 1)
        if any(picture.pixelColor(x, y).name().upper() != ground for y in range(area.top(), area.bottom()))
    ]
    return found[-1 if last else 0]


@pytest.mark.parametrize("place", [0, 1, 3])
def test_the_words_of_a_heading_stand_over_the_words_of_its_cells(shown: ListView[Line], place: int) -> None:
    table, c = shown.table, theme.colours()
    x, width, right = table.columnViewportPosition(place), table.columnWidth(place), table.columns[place].number
    head = table.head.viewport().grab().toImage()
    cells = table.viewport().grab().toImage()
    over = column_of_ink(head, QRect(x, 4, width, table.head.height() - 8), c.sunken, last=right)
    under = column_of_ink(cells, QRect(x, 4, width, table.row_height - 8), c.panel, last=right)
    assert abs(over - under) <= 1
    index = table.model().index(0, place)
    alignment = Qt.ItemDataRole.TextAlignmentRole
    assert index.data(alignment) == table.model().headerData(place, Qt.Orientation.Horizontal, alignment)


def test_a_tag_begins_where_its_heading_does(shown: ListView[Line]) -> None:
    table, c = shown.table, theme.colours()
    x, width = table.columnViewportPosition(2), table.columnWidth(2)
    head = column_of_ink(table.head.viewport().grab().toImage(), QRect(x, 4, width, table.head.height() - 8), c.sunken)
    for row in range(len(LINES)):
        y = table.rowViewportPosition(row)
        cell = column_of_ink(table.viewport().grab().toImage(), QRect(x, y + 4, width, 24), c.panel)
        assert abs(head - cell) <= 1


def test_the_tag_of_a_number_stands_below_the_end_of_its_heading(qtbot: QtBot, dressed: QApplication) -> None:
    """Among numbers that are no tags, which stand right."""
    column = Column[Line]("Now", 110, lambda line: f"{line.price}", lambda line: line.tone, number=True)
    made: ListView[Line] = ListView([Column[Line]("Name", 120, lambda line: line.name, flex=1), column], "", "Lines")
    qtbot.addWidget(made)
    made.resize(600, 420)
    made.show_all(LINES)
    made.show()
    qtbot.waitExposed(made)
    table, c = made.table, theme.colours()
    x, width = table.columnViewportPosition(1), table.columnWidth(1)
    heading = QRect(x, 4, width, table.head.height() - 8)
    head = column_of_ink(table.head.viewport().grab().toImage(), heading, c.sunken, last=True)
    picture = table.viewport().grab().toImage()
    for row, line in enumerate(LINES):
        area = QRect(x, table.rowViewportPosition(row) + 4, width, 24)
        assert abs(head - column_of_ink(picture, area, c.panel, last=True)) <= 1, line.tone


@pytest.mark.parametrize("width", [1366, 910, 700])
def test_the_columns_fill_the_table_at_every_width(shown: ListView[Line], width: int) -> None:
    shown.resize(width, 420)
    table = shown.table
    there = [place for place in range(5) if not table.isColumnHidden(place)]
    assert sum(table.columnWidth(place) for place in there) == table.viewport().width()
    assert all(table.columnWidth(place) >= table.head.sectionSizeHint(place) for place in there)


def colour_at(table: QWidget, x: int, y: int) -> str:
    return table.grab().toImage().pixelColor(x, y).name().upper()


def colours_in(table: QWidget, area: QRect) -> set[str]:
    picture = table.grab().toImage().copy(area)
    return {picture.pixelColor(x, y).name().upper() for x in range(picture.width()) for y in range(picture.height())}


@pytest.mark.parametrize("tone", list(Tone))
@pytest.mark.parametrize("chosen", [False, True])
def test_a_state_that_wants_action_is_a_tag_and_one_at_rest_a_dot(
    shown: ListView[Line], tone: Tone, chosen: bool
) -> None:
    table, row, c = shown.table, list(Tone).index(tone), theme.colours()
    if chosen:
        table.selectRow(row)
    ink, soft = OF_TONE[tone](c)
    x, y = table.columnViewportPosition(2) + 12, table.rowViewportPosition(row)
    cell = colours_in(table.viewport(), QRect(x, y, 60, table.row_height - 1))
    ground = c.select if chosen else c.panel
    assert ink in cell and ground in cell, "the ground of the row is never that of the state"
    assert (soft in cell) == (tone in WANTS_ACTION and not chosen)
    if tone in WANTS_ACTION and chosen:
        assert c.panel in cell
    assert colour_at(table.viewport(), table.columnViewportPosition(2) + 2, y + 4) == ground


def test_the_row_under_the_mouse_is_marked_in_its_whole_width(shown: ListView[Line], qtbot: QtBot) -> None:
    table, c = shown.table, theme.colours()
    QTest.mouseMove(table.viewport(), QPoint(20, table.rowViewportPosition(1) + 10))
    QTest.mouseMove(table.viewport(), QPoint(30, table.rowViewportPosition(2) + 10))
    qtbot.waitUntil(lambda: table.hovered == 2)
    y = table.rowViewportPosition(2) + 3
    right = table.viewport().width() - 3
    assert {colour_at(table.viewport(), x, y) for x in (2, right)} == {c.hover}
    assert colour_at(table.viewport(), 2, table.rowViewportPosition(1) + 3) == c.panel


def test_the_chosen_row_has_a_bar_and_the_list_a_border_while_keys_go_to_it(
    shown: ListView[Line], qtbot: QtBot
) -> None:
    table, c = shown.table, theme.colours()
    table.selectRow(1)
    y = table.rowViewportPosition(1) + 3
    assert [colour_at(table.viewport(), x, y) for x in (0, 2, 3)] == [c.focus, c.focus, c.select]
    table.clearFocus()
    assert colour_at(shown, 0, 200) == c.line
    before = table.geometry()
    shown.activateWindow()
    table.setFocus()
    qtbot.waitUntil(table.hasFocus)
    assert [colour_at(shown, x, 200) for x in (0, 1)] == [c.focus, c.focus]
    assert table.geometry() == before


def test_a_hairline_lies_under_each_row_and_none_between_columns(shown: ListView[Line]) -> None:
    table, c = shown.table, theme.colours()
    foot = table.rowViewportPosition(1) - 1
    assert {colour_at(table.viewport(), x, foot) for x in (5, 400, table.viewport().width() - 2)} == {c.line}
    edge = table.columnViewportPosition(1)
    grounds = {colour_at(table.viewport(), edge, table.rowViewportPosition(row) + 4) for row in range(4)}
    assert grounds == {c.panel}, "no vertical line and no stripes"


def test_another_theme_reaches_the_table(shown: ListView[Line]) -> None:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    from desk.services.preferences import Preferences

    try:
        theme.dress(app, Preferences(appearance="dark"))
        assert colour_at(shown.table.viewport(), 3, 3) == DARK.panel
    finally:
        theme.dress(app, Preferences(appearance="light"))
    assert colour_at(shown.table.viewport(), 3, 3) == LIGHT.panel


def test_only_the_heading_that_orders_is_in_ink(shown: ListView[Line]) -> None:
    table, c = shown.table, theme.colours()

    def inks() -> list[bool]:
        areas = [QRect(table.columnViewportPosition(at), 0, table.columnWidth(at), 30) for at in range(3)]
        return [c.text in colours_in(table.head.viewport(), area) for area in areas]

    table.show_order("price", descending=True)
    assert inks() == [False, True, False]
    table.show_order("", descending=False)
    assert inks() == [False, False, False]
