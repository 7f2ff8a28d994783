"""A full table is painted again about as fast as Qt's own over the same rows: an arrow key held down shows each row."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication, QTableView

from desk.core.tone import Tone
from desk.services.preferences import Preferences
from desk.ui.shell import theme
from desk.ui.widgets.columns import Column
from desk.ui.widgets.lists import ListView
from tests.bench.conftest import Table, took

ROWS, COLUMNS, SIZE = 60, 10, (1340, 680)
MOST = 1.3
"""Times Qt's own table."""


def _says(place: int) -> Column[int]:
    if place == 8:
        return Column("State", 90, lambda _n: "在用", lambda n: Tone.DONE if n % 3 else Tone.DUE_SOON)
    return Column(f"Heading {place}", 120, lambda n: f"便民服务大厅 {n}", number=place in (4, 5), flex=1)


def test_a_full_table_is_painted_as_fast_as_a_plain_one(qapp: QApplication, table: Table) -> None:
    theme.apply(qapp, Preferences(appearance="light"))
    ours: ListView[int] = ListView([_says(place) for place in range(COLUMNS)], "", "rows")
    ours.show_all(range(ROWS))
    plain = QTableView()
    plain.setModel(ours.model)
    plain.verticalHeader().hide()
    for shown in (ours, plain):
        shown.resize(*SIZE)
        shown.show()
    for place in range(COLUMNS):
        plain.setColumnWidth(place, ours.table.columnWidth(place))
    plain.verticalHeader().setDefaultSectionSize(ours.table.row_height)
    qapp.processEvents()
    painted, bare = took(ours.table.viewport().repaint, 21), took(plain.viewport().repaint, 21)
    table.add("repaint of a full table", f"{painted * 1000:.1f} ms", f"{bare * 1000:.1f} ms", painted / bare, "1.3")
    assert painted <= MOST * bare
