"""查找 over ten years: a key press within a frame, and every remark looked through while nobody waits. Counted is the
processor's time: nothing in them waits for anything.
"""

from __future__ import annotations

import os
from pathlib import Path
from statistics import median, quantiles
from time import process_time, thread_time

import pytest
from PySide6.QtWidgets import QApplication

from desk.books.registry import books
from desk.services.preferences import Preferences
from desk.services.session import Desk
from desk.ui.shell import loading, theme
from desk.ui.shell.work_page import WorkPage
from tests.bench.conftest import Table
from tests.support.demo import TakenBack

FRAME = 0.016
TYPED = ("zhang", "chenzhiqiang", "2026112", "zc0000", "盘点", "bf", "13905")
WRITTEN = "申请人行动不便，需上门办理；其女儿代办，委托书已存"


def test_a_key_press_in_the_palette(big: Desk, table: Table, qapp: QApplication) -> None:
    theme.apply(qapp, Preferences(appearance="light"))
    loading.load_tabs()
    page = WorkPage(big)
    page.resize(1366, 740)
    page.show()
    palette = page.command_palette
    palette.toggle(())
    spent = []
    found = []
    for text in TYPED:
        for length in range(1, len(text) + 1):
            began = process_time()
            palette.field.setText(text[:length])
            palette.panel.grab()
            spent.append(process_time() - began)
        found.append(palette.list.model().rowCount())
    palette.shut()
    assert sum(map(bool, found)) > len(found) / 2, found
    worst = quantiles(spent, n=20)[-1]
    words = f"{worst * 1000:.1f} ms"
    table.add("palette, a key press with its picture, 95th percentile", words, "16 ms (a frame)", worst / FRAME, "<= 1")
    page.deleteLater()


def test_the_drawer_over_ten_years(big: Desk, table: Table, qapp: QApplication) -> None:
    """F10 with all that is to be done, and its picture: what it shows was read before, by the bar."""
    theme.apply(qapp, Preferences(appearance="light"))
    loading.load_tabs()
    page = WorkPage(big)
    page.resize(1366, 740)
    page.show()
    page.bar.refresh()
    assert len(page.bar.due) > 3
    spent = []
    for _time in range(20):
        began = process_time()
        page.drawer.toggle()
        page.drawer.panel.grab()
        spent.append(process_time() - began)
        page.drawer.shut()
    worst = quantiles(spent, n=20)[-1]
    shown = f"{worst * 1000:.1f} ms"
    table.add("drawer, F10 with its picture, 95th percentile", shown, "16 ms (a frame)", worst / FRAME, "<= 1")
    page.deleteLater()


def test_a_word_in_all_that_was_written(big: Desk, table: Table) -> None:
    """As if every fifth case and every fifth step of one had a remark; taken back afterwards."""
    with pytest.raises(TakenBack), big.write() as work:
        cursor = work.connection.connection.cursor()
        for name in ("cases", "case_moves"):
            cursor.execute(f"UPDATE {name} SET remark = ? || id WHERE id % 5 = 0 AND remark = ''", (WRITTEN,))

        def look() -> None:
            assert not [hit for book in books() for hit in book.find_texts(work, "没有人写过", 4)]

        began = process_time()
        look()
        seconds = process_time() - began
        words = f"{seconds * 1000:.0f} ms"
        table.add("palette, a word in all remarks, logs and hand-overs", words, "200 ms", seconds / 0.2, "<= 1")
        raise TakenBack


def test_turning_to_another_tab_over_ten_years(big: Desk, table: Table, qapp: QApplication) -> None:
    """Every tab and page that has been looked at once, turned to again and painted; and what all of them together
    keep in memory. The time of the window's own thread: what 报表 counts goes on beside it.
    """
    theme.apply(qapp, Preferences(appearance="light"))
    loading.load_tabs()
    before = _megabytes()
    page = WorkPage(big)
    page.resize(1366, 740)
    page.show()
    with_the_first = _megabytes()
    for place in range(page.tabs.count()):
        page.go_to(place)
        page.grab()
    spent = {}
    for _round in range(5):
        for place, declared in enumerate(page.declared):
            began = thread_time()
            page.go_to(place)
            page.grab()
            spent.setdefault(declared.name, []).append(thread_time() - began)
            assert declared.is_of(type(page.current))
    worst = quantiles([each for of_tab in spent.values() for each in of_tab], n=20)[-1]
    slowest = max(spent, key=lambda name: median(spent[name]))
    words = f"{worst * 1000:.0f} ms (slowest: {slowest}, {median(spent[slowest]) * 1000:.0f} ms)"
    table.add("another tab with its picture, 95th percentile", words, "50 ms", worst / 0.05, "<= 1")
    opened = _megabytes()
    words = f"{opened - before:.0f} MB more than the loaded program ({before:.0f} MB)"
    table.add("memory with every tab open", words, f"{with_the_first - before:.0f} MB with the first tab alone")
    page.deleteLater()


def _megabytes() -> float:
    """What the process has in memory now."""
    pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20
