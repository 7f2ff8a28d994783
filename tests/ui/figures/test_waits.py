"""来访 of 报表: waits by hour and by item as tables, each line opening exactly its visits."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desk.books import figures
from desk.core.words import _
from desk.demo.tour import Hands
from desk.ui.charts.table_chart import TableChart
from desk.ui.figures.chart_panel import RowsWanted
from tests.support.figures_tab import of_month, tile_of, wait_for_figures
from tests.support.tabs import desk_of


def test_each_line_of_a_table_of_waits_opens_its_visits(manager: Hands, qtbot: QtBot) -> None:
    tab = of_month(manager, qtbot)
    tab.show_page([_(page.title) for page in tab.pages].index("来访"))
    page = wait_for_figures(tab, qtbot)
    assert tile_of(page, "visits.waiting.p90").value
    panels = [panel for panel in page.panels if isinstance(panel.chart, TableChart)]
    assert [panel.chart.accessibleName() for panel in panels] == [
        "各时段等候时长",
        "各事项等候时长",
        "各时段办理时长",
        "各事项办理时长",
    ]
    for panel in panels:
        chart = panel.chart
        assert isinstance(chart, TableChart) and chart.many
        wanted: list[RowsWanted] = []
        panel.wanted.disconnect()
        panel.wanted.connect(wanted.append)
        chart.setFocus(Qt.FocusReason.TabFocusReason)
        QTest.keyClick(chart, Qt.Key.Key_Down)
        QTest.keyClick(chart, Qt.Key.Key_Return)
        place = min(1, chart.many - 1)
        (asked,), line = wanted, chart.line(place)
        assert line.title in asked.days and "中位数：" in chart.tip and "按承诺：" in chart.tip
        with desk_of(manager).read() as work:
            rows = figures.rows(work, asked.figure, asked.first, asked.last)
            assert len([row for row in rows if asked.holds(row)]) == line.values[0]
