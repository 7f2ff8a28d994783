"""A figure on the tab 报表 opens exactly its rows, and a row the record that it is."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

import pytest
from PySide6.QtCore import QModelIndex, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QPushButton
from pytestqt.qtbot import QtBot

from desk.books import figures
from desk.core.figure import FigureRow
from desk.core.words import _
from desk.demo.tour import Hands
from desk.ui.activities.window import ActivityWindow
from desk.ui.assets.window import CardWindow
from desk.ui.cases.window import CaseWindow
from desk.ui.figures.figure_rows import FigureListDialog, FigureRowsDialog
from desk.ui.figures.tab import FiguresTab
from tests.support.tabs import desk_of, reach

Dialog = TypeVar("Dialog", bound=QDialog)


def when_open(page: FiguresTab, kind: type[Dialog], act: Callable[[Dialog], object]) -> None:
    """What somebody does once a window of this kind is over the others."""
    looking = QTimer(page)

    def look() -> None:
        over = QApplication.activeModalWidget()
        if isinstance(over, kind) and over.isVisible():
            looking.stop()
            act(over)

    looking.timeout.connect(look)
    looking.start(20)


def of_month(hands: Hands) -> FiguresTab:
    page = reach(hands, FiguresTab)
    page.span.choose("month")
    return page


def choose(dialog: FigureListDialog, code: str) -> None:
    at = next(n for n, line in enumerate(dialog.list.model.rows) if line.figure.code == code)
    dialog.list.table.selectRow(at)


def press_enter(dialog: FigureListDialog | FigureRowsDialog) -> None:
    QTest.keyClick(dialog.list.table, Qt.Key.Key_Return)


def all_of(dialog: FigureRowsDialog) -> list[FigureRow]:
    """Every row, as if somebody scrolled to the end."""
    model, top = dialog.list.model, QModelIndex()
    while model.canFetchMore(top):
        model.fetchMore(top)
    return model.rows


@pytest.mark.parametrize(
    ("code", "kind"),
    [("finished", CaseWindow), ("activities_planned", ActivityWindow), ("assets_end_pieces", CardWindow)],
)
def test_enter_on_a_figure_shows_its_rows_and_enter_on_a_row_the_record(
    manager: Hands, qtbot: QtBot, code: str, kind: type[QDialog]
) -> None:
    page, figure = of_month(manager), figures.find(code)
    with desk_of(manager).read() as work:
        expected = figures.rows(work, figure, *page.dates())
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


def test_a_figure_of_the_tab_opens_what_it_says_and_a_share_all_of_its_denominator(
    manager: Hands, qtbot: QtBot
) -> None:
    page = of_month(manager)
    boxes = [page.facts.itemAt(place).widget() for place in range(page.facts.count())]
    shown = {each.accessibleName(): each for box in boxes for each in box.findChildren(QPushButton)}
    read: dict[str, list[FigureRow]] = {}

    def read_rows(dialog: FigureRowsDialog) -> None:
        read[dialog.heading.text()] = list(all_of(dialog))
        dialog.reject()

    for name in ("办结：", "按时办结率：", "来访："):
        opener = next(button for title, button in shown.items() if title.startswith(name))
        before = len(read)
        when_open(page, FigureRowsDialog, read_rows)
        opener.click()
        qtbot.waitUntil(lambda before=before: len(read) > before, timeout=20_000)
    (ended, part, came) = read.values()
    assert shown[f"办结：{len(ended):,}"] and shown[f"来访：{len(came):,}"]
    assert [row.subject for row in part] == [row.subject for row in ended]
    in_time = sum(row.amount for row in part)
    assert shown[f"按时办结率：{100 * in_time / len(part):.1f}%"] and 0 < in_time <= len(part)


def test_a_day_has_the_figures_of_the_counter(manager: Hands, qtbot: QtBot) -> None:
    page, seen = reach(manager, FiguresTab), []
    page.span.choose("day")

    def read_list(dialog: FigureListDialog) -> None:
        seen.extend(line.figure.code for line in dialog.list.model.rows)
        dialog.reject()

    when_open(page, FigureListDialog, read_list)
    page.show_figures()
    qtbot.waitUntil(lambda: bool(seen), timeout=20_000)
    assert {"visits", "finished", "waiting_minutes"} <= set(seen) and "duties_planned" not in seen
