"""The pages of 报表: painted before they are counted, every chart by the keyboard, in both themes and at two sizes."""

from __future__ import annotations

from threading import Event, current_thread, main_thread

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desk.books import figure_pages, figures
from desk.books.registry import books
from desk.core.period import PeriodKind
from desk.core.words import _
from desk.core.work import Work
from desk.demo.tour import Hands
from desk.services.preferences import Preferences
from desk.ui.charts.chart import Chart
from desk.ui.charts.heat_chart import HeatChart
from desk.ui.figures.chart_panel import RowsWanted
from desk.ui.figures.page import BookFiguresPage
from desk.ui.figures.tab import FiguresTab
from desk.ui.figures.tile import MARGIN, TileGrid
from desk.ui.shell import theme
from desk.ui.widgets.inks import Inks
from desk.ui.widgets.newest_answer import NewestAnswer
from tests.support.figures_tab import of_month, pages_of_month, tile_of, wait_for_figures
from tests.support.tabs import desk_of, reach


def test_every_book_that_declares_a_page_has_one(manager: Hands) -> None:
    tab = reach(manager, FiguresTab)
    declared = {book.figures.page() for book in books() if book.figures}
    made = [kind.declaration() for kind in tab.places(desk_of(manager).actor) if issubclass(kind, BookFiguresPage)]
    assert len(made) == 1 + len(declared) and set(made[1:]) == declared
    titles = [_(page.title) for page in tab.pages if issubclass(page.load(), BookFiguresPage)]
    assert titles == [
        "概览",
        "办件",
        "来访",
        "预约",
        "突击队",
        "点单",
        "督办",
        "积分",
        "值班",
        "活动",
        "红色合伙人",
        "需求与服务",
        "联席会议",
        "体验官",
        "问题整改",
        "功能区",
        "资产",
        "应急",
    ], "as the tabs stand"


def test_the_window_counts_nothing_itself_and_shows_the_page_first(
    manager: Hands, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    threads, may_count, count = [], Event(), figure_pages.of_period

    def counted(*about: object) -> figure_pages.PageFigures:
        threads.append(current_thread())
        assert may_count.wait(20)
        return count(*about)  # type: ignore[arg-type]

    tab = reach(manager, FiguresTab)
    wait_for_figures(tab, qtbot)
    monkeypatch.setattr(figure_pages, "of_period", counted)
    tab.show_page(next(at for at, page in enumerate(tab.pages) if page.group))
    page = tab.page
    assert isinstance(page, BookFiguresPage)
    qtbot.waitUntil(lambda: bool(threads))
    places = [tile.geometry() for tile in page.tiles] + [panel.geometry() for panel in page.panels]
    assert page.counted is None and not page.tiles[0].value and page.tiles[0].accessibleName() == "来访"
    qtbot.waitUntil(lambda: tab.tools.busy.text() == "正在统计……")
    may_count.set()
    wait_for_figures(tab, qtbot)
    assert main_thread() not in threads and page.tiles[0].value and not tab.tools.busy.text()
    assert places == [tile.geometry() for tile in page.tiles] + [panel.geometry() for panel in page.panels]


def test_only_the_newest_question_is_answered(manager: Hands, qtbot: QtBot) -> None:
    part, answers, counted, may_go_on = QWidget(), [], [], Event()
    qtbot.addWidget(part)

    def question(name: str) -> object:
        def count(_work: Work) -> str:
            counted.append(name)
            assert may_go_on.wait(20)
            return name

        return count

    asked = NewestAnswer(part, desk_of(manager))
    asked.answered.connect(answers.append)
    asked.ask(question("first"))  # type: ignore[arg-type]
    assert not counted, "nothing is counted before the part is painted"
    part.show()
    qtbot.waitUntil(lambda: counted == ["first"])
    for name in ("second", "third"):
        asked.ask(question(name))  # type: ignore[arg-type]
    may_go_on.set()
    qtbot.waitUntil(lambda: not asked.is_counting)
    assert answers == ["third"] and counted == ["first", "third"]
    part.hide()
    asked.ask(question("out of sight"))  # type: ignore[arg-type]
    QTest.qWait(80)
    assert counted[-1] == "third", "a thread would still count for what is put away"
    part.show()
    qtbot.waitUntil(lambda: answers[-1] == "out of sight")


def test_the_period_stays_from_page_to_page(manager: Hands, qtbot: QtBot) -> None:
    tab = of_month(manager, qtbot)
    tab.tools.chooser.line.earlier.click()
    first = tab.tools.dates()[0]
    for title in ("来访", "点单", "概览"):
        tab.show_page([_(page.title) for page in tab.pages].index(title))
        page = wait_for_figures(tab, qtbot)
        assert page is tab.page and page.counted and page.counted.period.first == first
        assert page.counted.period.kind is PeriodKind.MONTH


def test_every_chart_is_walked_by_keys_and_opens_what_it_says(manager: Hands, qtbot: QtBot) -> None:
    seen = 0
    for page in pages_of_month(manager, qtbot):
        wanted: list[RowsWanted] = []
        for panel in page.panels:
            panel.wanted.disconnect()
            panel.wanted.connect(wanted.append)
            chart = panel.chart
            assert chart.accessibleName() and chart.focusPolicy() & Qt.FocusPolicy.TabFocus
            chart.setFocus(Qt.FocusReason.TabFocusReason)
            assert chart.tip, "one part is told at once"
            place = chart.largest()
            if place is None:
                continue
            walk_to(chart, place)
            tip, before = chart.tip, len(wanted)
            assert chart.accessibleDescription() == tip
            QTest.keyClick(chart, Qt.Key.Key_Return)
            menu = QApplication.activePopupWidget()
            if menu is not None:
                QTest.keyClick(menu, Qt.Key.Key_Return)
                manager.window.activateWindow()
                QTest.qWaitForWindowActive(manager.window)
            assert len(wanted) == before + 1
            opened = wanted[-1]
            with desk_of(manager).read() as work:
                rows = figures.rows(work, opened.figure, opened.first, opened.last)
            rows = [each for each in rows if opened.holds(each)]
            assert rows and opened.figure.unit.tell(opened.figure.worth(rows)) in tip, opened
            seen += 1
    assert seen > 15


def walk_to(chart: Chart, place: int) -> None:
    """With arrows alone."""
    if isinstance(chart, HeatChart):
        return  # it begins at the largest
    for _step in range(chart.many):
        QTest.keyClick(chart, Qt.Key.Key_Left)
    for _step in range(place):
        QTest.keyClick(chart, Qt.Key.Key_Right)
    assert chart.at == place


class Paintings(QObject):
    """Who was painted."""

    def __init__(self, *parts: QWidget) -> None:
        super().__init__()
        self.painted: list[QObject] = []
        for part in parts:
            part.installEventFilter(self)

    def are_over(self) -> bool:
        """Was nothing painted for a moment?"""
        self.painted.clear()
        QTest.qWait(40)
        return not self.painted

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Paint:
            self.painted.append(watched)
        return False


def test_the_mouse_over_a_chart_paints_that_chart_alone(manager: Hands, qtbot: QtBot) -> None:
    tab = of_month(manager, qtbot)
    page = wait_for_figures(tab, qtbot)
    chart, *others = (panel.chart for panel in page.panels)
    assert manager.window.work is not None
    manager.window.work.toasts.clear()
    seen = Paintings(chart, *others, *page.tiles, tab.tools.kind)
    qtbot.waitUntil(seen.are_over)
    QTest.mouseMove(chart, chart.area(chart.many - 1).center().toPoint())
    qtbot.waitUntil(lambda: bool(seen.painted))
    QTest.qWait(30)
    assert set(seen.painted) == {chart}


def test_charts_and_tiles_change_their_colours_with_the_theme(
    manager: Hands, qtbot: QtBot, dressed: QApplication
) -> None:
    tab = of_month(manager, qtbot)
    page = wait_for_figures(tab, qtbot)
    parts = [tile_of(page, "visits"), *(panel.chart for panel in page.panels)]
    try:
        for appearance in ("dark", "light"):
            theme.apply(dressed, Preferences(appearance=appearance))
            QTest.qWait(20)
            for part in parts:
                shown = part.grab().toImage()
                assert has_colour(shown, theme.colours().data[0]), (appearance, part.accessibleName())
    finally:
        theme.apply(dressed, Preferences(appearance="light"))


@pytest.mark.parametrize("width", [380, 700, 1300])
def test_tiles_have_as_many_rows_as_they_need_and_begin_at_the_top(
    dressed: QApplication, qtbot: QtBot, width: int
) -> None:
    holder, grid = (
        QWidget(),
        TileGrid([figures.find(code) for code in ("visits", "cases", "finished", "overdue", "assisted")]),
    )
    qtbot.addWidget(holder)
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(grid)
    column.addStretch(1)
    holder.resize(width, 700)
    holder.show()
    assert grid.y() == 0 and grid.height() == grid.heightForWidth(width)
    assert max(tile.geometry().bottom() for tile in grid.tiles) == grid.height() - 1
    assert {380: 2, 700: 3, 1300: 5}[width] == grid.beside


def has_colour(picture: QImage, wanted: str) -> bool:
    """Is it anywhere in the picture?"""
    pixel = QColor(wanted).rgb()
    return any(picture.pixel(x, y) == pixel for y in range(picture.height()) for x in range(0, picture.width(), 2))


@pytest.mark.parametrize("size", [(1366, 698), (910, 441)])
def test_no_word_of_a_tile_is_cut_and_all_stand_on_one_grid(
    manager: Hands, qtbot: QtBot, size: tuple[int, int]
) -> None:
    manager.window.resize(*size)
    inks = Inks.in_use()
    for page in pages_of_month(manager, qtbot):
        for tile in page.tiles:
            room = tile.width() - 2 * MARGIN
            assert inks.regular.width(tile.figure.label) <= room, tile.figure.label
            assert inks.small.width(tile.change.text) <= room, tile.change.text
            assert inks.title.width(tile.value) + inks.regular.width(tile.unit) + 6 <= room, tile.value
        beside = page.grid.beside
        tops = [[tile.y() for tile in page.tiles[at : at + beside]] for at in range(0, len(page.tiles), beside)]
        assert all(len(set(row)) == 1 for row in tops)
        assert max(tile.width() for tile in page.tiles) - min(tile.width() for tile in page.tiles) <= 1
        inside = page.grid.parentWidget()
        assert inside is not None
        for panel in page.panels:
            at = panel.mapTo(inside, QPoint(0, 0))
            assert at.x() >= 0 and at.x() + panel.width() <= inside.width()
            assert panel.chart.width() >= panel.chart.minimumSizeHint().width()
