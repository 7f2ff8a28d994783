"""Rows that are read when somebody looks at them: none twice, none that nobody asks for, and in their order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pytestqt.qtbot import QtBot

from desk.ui.widgets.columns import Column
from desk.ui.widgets.lists import ListView
from desk.ui.widgets.rows_in_sight import RowsInSight

IDS = list(range(1000, 0, -1))


class Shelf:
    """What was asked for, time after time."""

    def __init__(self) -> None:
        self.asked: list[list[int]] = []

    def read(self, ids: Sequence[int]) -> Mapping[int, str]:
        self.asked.append(list(ids))
        return {id: f"第{id}件" for id in reversed(ids)}


def test_a_list_reads_what_is_in_sight_and_a_heading_orders_all_of_it(qtbot: QtBot) -> None:
    shelf = Shelf()
    rows = RowsInSight(IDS, shelf.read, {1000: "已知"})
    shown: ListView[str] = ListView([Column("名称", 100, str)], "没有", "清单")
    qtbot.addWidget(shown)
    shown.show_all(rows)
    assert shown.length == 1000 and shown.model.rows[:2] == ["已知", "第999件"]
    assert shelf.asked == [list(range(999, 900, -1))], "one page, without what is known"
    shown.show_all(rows)
    assert len(shelf.asked) == 1, "nothing twice"
    shown.table.sort_wanted.emit(0)
    assert shown.model.rows[0] == "第1件" and sum(map(len, shelf.asked)) == 999
    assert max(map(len, shelf.asked)) == 500
