"""What the one table of the program does: order, columns that come and go, copies, keys."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QMenu, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desk.ui.widgets.columns import CELL, Column
from desk.ui.widgets.controls import button
from desk.ui.widgets.lists import ListView
from desk.ui.widgets.remembered_columns import RemembersLists
from tests.support.list_lines import LINES, Line, columns


def press(table: QWidget, *keys: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    for key in keys:
        QTest.keyClick(table, key, modifier)


def test_keys_order_the_rows_as_a_click_on_a_heading_does(shown: ListView[Line]) -> None:
    table, wanted = shown.table, list[int]()
    table.sort_wanted.connect(wanted.append)
    control = Qt.KeyboardModifier.ControlModifier
    press(table, Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Left, Qt.Key.Key_Up, modifier=control)
    assert wanted == [0, 1, 0, 0]
    assert "Ctrl+←" in table.head.accessibleName()


def test_a_list_that_a_query_fills_is_ordered_by_the_query_only(shown: ListView[Line]) -> None:
    made: ListView[Line] = ListView(columns(), "Nothing.", "Read as one scrolls")
    made.show_rows(lambda offset, limit: LINES[offset : offset + limit])
    wanted: list[int] = []
    made.table.sort_wanted.connect(wanted.append)
    made.table.show_order("name", descending=False)
    press(made.table, *[Qt.Key.Key_Right] * 2, modifier=Qt.KeyboardModifier.ControlModifier)
    assert wanted == [1, 1], "only headings that the query knows an order for"
    assert made.model.rows == LINES


def click_heading(shown: ListView[Line], place: int) -> None:
    x = shown.table.head.sectionViewportPosition(place) + 30
    QTest.mouseClick(shown.table.head.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(x, 10))


def test_every_heading_orders_rows_that_are_all_there_and_the_third_click_leaves_it(shown: ListView[Line]) -> None:
    lines = [Line(1, "2 张", 1000), Line(2, "10 张", 90), Line(3, "", 5), Line(4, "阿姨", 1000), Line(5, "张三", 7)]
    shown.show_all(lines)
    shown.table.selectRow(1)

    def ids() -> list[int]:
        return [line.id for line in shown.model.rows]

    seen = []
    for _click in range(3):
        click_heading(shown, 0)
        seen.append(ids())
        assert shown.current() == lines[1], "the chosen row stays chosen"
    assert seen == [[1, 2, 4, 5, 3], [5, 4, 2, 1, 3], [1, 2, 3, 4, 5]], "2 before 10, by pinyin, nothing last"
    click_heading(shown, 1)
    assert ids() == [3, 5, 2, 1, 4], "by the number, not by its digits"
    shown.show_all([*lines, Line(6, "new", 8)])
    assert ids() == [3, 5, 6, 2, 1, 4], "what is read again comes in the order that was chosen"


def test_a_heading_is_whole_with_its_chevron(shown: ListView[Line]) -> None:
    click_heading(shown, 3)
    table = shown.table
    assert table.head.is_sorted(3)
    assert table.columnWidth(3) >= table.head.sectionSizeHint(3)


def test_a_log_keeps_its_order(qtbot: QtBot, dressed: QApplication) -> None:
    made: ListView[Line] = ListView(columns(), "", "Log", sortable=False)
    qtbot.addWidget(made)
    made.resize(900, 300)
    made.show()
    made.show_all(list(reversed(LINES)))
    click_heading(made, 3)
    assert made.model.rows == list(reversed(LINES)) and not made.table.head.isSortIndicatorShown()


class Place(QWidget, RemembersLists):
    """Something that a list stands in, as a page is."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self._folder = folder
        self.list: ListView[Line] = ListView(columns(), "", "Lines")
        QVBoxLayout(self).addWidget(self.list)

    @property
    def lists_folder(self) -> Path:
        return self._folder


def in_its_place(qtbot: QtBot, place: Place) -> ListView[Line]:
    qtbot.addWidget(place)
    place.list.show_all(LINES)
    place.resize(1200, 400)
    place.show()
    qtbot.waitExposed(place)
    return place.list


def drag(shown: ListView[Line], place: int, by: int) -> None:
    head = shown.table.head
    edge = QPoint(head.sectionViewportPosition(place) + head.sectionSize(place) - 1, 10)
    QTest.mousePress(head.viewport(), Qt.MouseButton.LeftButton, pos=edge)
    QTest.mouseMove(head.viewport(), edge + QPoint(by, 0))
    QTest.mouseRelease(head.viewport(), Qt.MouseButton.LeftButton, pos=edge + QPoint(by, 0))


def columns_menu(shown: ListView[Line]) -> dict[str, QAction]:
    menu = QMenu(shown)
    shown.table.add_columns(menu)
    return {entry.text(): entry for entry in menu.actions() if entry.text()}


def test_widths_and_chosen_columns_come_back_at_the_next_start(
    qtbot: QtBot, dressed: QApplication, tmp_path: Path
) -> None:
    places = [Place(tmp_path) for _start in range(3)]
    first = in_its_place(qtbot, places[0])
    drag(first, 1, 60)
    wide = first.table.columnWidth(1)
    columns_menu(first)["Model"].trigger()
    assert hidden(first) == ["Model"] and first.table.gone == set(), "put away is not left out for want of room"
    again = in_its_place(qtbot, places[1])
    assert hidden(again) == ["Model"] and again.table.columnWidth(1) == wide >= 150
    assert sum(again.table.columnWidth(place) for place in range(5)) == again.table.viewport().width()
    columns_menu(again)["所有列恢复原来的宽度"].trigger()
    assert hidden(again) == [] and again.table.columnWidth(1) < wide
    assert in_its_place(qtbot, places[2]).table.away == set()


def test_some_column_is_always_there_and_what_is_put_away_is_not_copied(shown: ListView[Line]) -> None:
    for name in ("EName", "Ends", "Place", "Model"):
        columns_menu(shown)[name].trigger()
    assert not columns_menu(shown)["Price"].isEnabled()
    shown.table.selectRow(0)
    shown.table.copy()
    assert list(chosen_lines()) == ["Price", "100E"]


def test_the_menu_of_a_row_copies_it_and_chooses_columns(shown: ListView[Line]) -> None:
    shown.table.selectRow(0)
    menu = QMenu(shown)
    shown.table.add_own(menu)
    assert [entry.text() for entry in menu.actions()] == ["复制\tCtrl+C", "列"]
    assert len(columns_menu(shown)) == 6


def hidden(shown: ListView[Line]) -> list[str]:
    return [column.name for at, column in enumerate(shown.table.columns) if shown.table.isColumnHidden(at)]


def test_without_room_the_columns_go_by_rank_and_come_back_on_a_key(shown: ListView[Line]) -> None:
    shown.resize(500, 420)
    assert hidden(shown) == ["Place"]
    shown.resize(400, 420)
    assert hidden(shown) == ["Place", "Model"]
    press(shown.table, Qt.Key.Key_Right)
    assert hidden(shown) == []
    assert shown.table.horizontalScrollBar().maximum() > 0
    shown.table.horizontalScrollBar().setValue(0)
    press(shown.table, Qt.Key.Key_Left)
    assert hidden(shown) == ["Place", "Model"]
    shown.resize(1200, 420)
    assert hidden(shown) == []


def test_a_width_that_was_dragged_stays_and_the_others_fill_up(shown: ListView[Line]) -> None:
    table = shown.table
    table.head.resizeSection(1, 180)
    assert table.columnWidth(1) == 180
    shown.resize(1300, 420)
    assert table.columnWidth(1) == 180
    assert sum(table.columnWidth(place) for place in range(5)) == table.viewport().width()


def chosen_lines() -> Iterable[str]:
    return QApplication.clipboard().text().split("\n")


def test_rows_chosen_with_shift_are_copied_with_their_headings(shown: ListView[Line]) -> None:
    table = shown.table
    table.selectRow(0)
    table.setFocus()
    press(table, Qt.Key.Key_Down, Qt.Key.Key_Down, modifier=Qt.KeyboardModifier.ShiftModifier)
    press(table, Qt.Key.Key_C, modifier=Qt.KeyboardModifier.ControlModifier)
    heads, *lines = chosen_lines()
    assert heads == "EName\tPrice\tEnds\tPlace\tModel"
    assert lines == [f"E{n}\t{100 * n}E\tEnds\tEPlace\tEModel" for n in (1, 2, 3)]


def test_what_somebody_typed_is_no_formula_in_the_sheet_it_is_pasted_into(shown: ListView[Line]) -> None:
    shown.show_all([Line(1, "=1+1", 1)])
    shown.table.selectAll()
    press(shown.table, Qt.Key.Key_C, modifier=Qt.KeyboardModifier.ControlModifier)
    assert list(chosen_lines())[1].split("\t")[0] == '="=1+1"'


def test_only_a_cell_that_is_cut_has_a_tip(shown: ListView[Line]) -> None:
    table = shown.table
    shown.show_all([Line(1, "short", 1), Line(2, "long " * 80, 1)])
    cut = [table.cells.is_cut(table.model().index(row, 0).data(CELL), table.model().index(row, 0)) for row in (0, 1)]
    assert cut == [False, True]


def test_a_narrow_list_says_how_many_columns_it_leaves_out_and_shows_them_on_a_click(shown: ListView[Line]) -> None:
    assert not shown.foot.isVisible()
    shown.resize(400, 420)
    assert shown.foot.isVisible() and shown.foot.more.text() == "→ 其余2列"
    QTest.mouseClick(shown.foot.more, Qt.MouseButton.LeftButton)
    assert hidden(shown) == [] and shown.foot.more.text() == "← 收起2列"
    QTest.mouseClick(shown.foot.more, Qt.MouseButton.LeftButton)
    assert hidden(shown) == ["Place", "Model"]


def test_the_sum_keeps_its_room_and_the_keys_go_first(shown: ListView[Line]) -> None:
    shown.foot.show_sum("共 6 行")
    assert shown.foot.sum.isVisible() and "Enter" in shown.foot.keys.text() and shown.foot.keys.isVisible()
    shown.resize(240, 420)
    assert shown.foot.sum.isVisible() and not shown.foot.keys.isVisible()
    assert shown.foot.sum.width() >= shown.foot.sum.sizeHint().width()


def test_down_leads_from_the_search_into_the_list(shown: ListView[Line], qtbot: QtBot) -> None:
    field = QLineEdit()
    shown.layout().addWidget(field)
    shown.search_from(field)
    shown.activateWindow()
    field.setFocus()
    qtbot.waitUntil(field.hasFocus)
    press(field, Qt.Key.Key_Down)
    assert shown.table.hasFocus() and shown.current() == LINES[0]


def test_without_rows_it_says_what_is_not_there_and_how_to_start(qtbot: QtBot, dressed: QApplication) -> None:
    made: ListView[Line] = ListView(columns(), "没有卡片。按 F2 新建。", "Lines")
    qtbot.addWidget(made)
    begun: list[int] = []
    made.empty.offer(button("新建", lambda: begun.append(1), "main"))
    made.show_all([])
    made.show()
    words = [each.text() for each in made.empty.findChildren(QLabel)]
    assert words == ["没有卡片。", "按 F2 新建。"] and not made.table.isVisible()
    start = made.empty.findChild(QPushButton)
    assert start is not None and start.property("role") == ""
    start.click()
    assert begun == [1]


def test_a_date_is_never_cut_and_a_column_does_not_shrink_while_somebody_searches(
    qtbot: QtBot, dressed: QApplication
) -> None:
    made: ListView[str] = ListView([Column("Day", 60, str), Column("Note", 120, str, flex=1)], "", "Days")
    qtbot.addWidget(made)
    made.resize(600, 300)
    made.show()
    made.show_all(["2026-11-28"])
    wide = made.table.columnWidth(0)
    index = made.table.model().index(0, 0)
    assert not made.table.cells.is_cut(index.data(CELL), index)
    made.show_all(["28"])
    assert made.table.columnWidth(0) == wide
    made.show_all(["an endless word " * 20])
    assert made.table.columnWidth(0) <= 120, "the others keep their room"
