"""Labels, the papers page, and a scanner that opens cards from anywhere."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desk.books.assets import labels
from desk.demo.tour import Hands
from desk.ui.assets import actions
from desk.ui.assets.actions import ActionContext
from desk.ui.assets.ledger_list import LedgerPage
from desk.ui.assets.papers import PapersPage
from desk.ui.assets.window import CardWindow
from desk.ui.shell import scanner
from desk.ui.shell.preview import Preview
from desk.ui.shell.print_panel import page_size
from desk.ui.shell.scanner import Scanner
from desk.ui.widgets.form_dialog import ValuesDialog
from tests.support.assets_tab import once_open, page, tab_of, thing
from tests.support.roster_tab import dialog, in_dialog
from tests.support.tabs import desk_of
from tests.ui.conftest import say_yes

CTRL = Qt.KeyboardModifier.ControlModifier


def test_labels_are_counted_and_recorded_once_printed(clerk: Hands, qtbot: QtBot) -> None:
    papers = page(clerk, PapersPage)
    with desk_of(clerk).read() as work:
        fresh = len(labels.without(work))
    assert papers.count.text().startswith(f"{fresh}张标签")
    papers.start.setText("22")
    papers.print_labels()
    assert papers.fields["start"].problem == "这种标签纸的位置是1至21。"
    papers.start.setText("3")
    seen: list[str] = []

    def printed(preview: Preview) -> None:
        say_yes(seen)
        preview.reject()

    once_open(Preview, printed)
    papers.print_labels()
    qtbot.waitUntil(lambda: papers.count.text().startswith("0张标签"))
    assert f"这{fresh}张标签" in seen[0]


def test_the_chosen_things_get_labels(clerk: Hands) -> None:
    ledger = page(clerk, LedgerPage)
    ledger.search.setText("折叠椅")
    ledger.show_rows()
    clerk.press(Qt.Key.Key_P, CTRL)
    papers = tab_of(clerk).page
    assert isinstance(papers, PapersPage)
    assert papers.count.text() == "台账中选定的1件。 1张标签，1张纸。"


def test_days_of_a_paper_are_checked_beside_their_field(clerk: Hands) -> None:
    papers = page(clerk, PapersPage)
    papers.at.setText("去年")
    papers.list_paper()
    assert "不是日期" in papers.fields["at"].problem
    papers.first.setText("2026-12-31")
    papers.last.setText("2026-01-01")
    papers.changes_paper()
    assert papers.fields["last"].problem == "结束日期早于开始日期。"


@pytest.mark.parametrize("gap", [0.01, 0.2])
def test_a_scanner_opens_the_card_and_gives_the_field_back(clerk: Hands, gap: float, qtbot: QtBot) -> None:
    """Keys 10 ms apart are a scanner; 200 ms apart they are a person, who keeps what was typed."""
    one = thing(clerk, "投影仪")
    ledger = page(clerk, LedgerPage)
    ledger.search.setText("半句话")
    ledger.search.setCursorPosition(2)
    ledger.search.setFocus()
    opened: list[str] = []
    now = [100.0]
    scanner = Scanner(lambda text: text == one.number, opened.append, lambda: now[0])

    def key(text: str, code: int = 0) -> bool:
        now[0] += gap
        event = QKeyEvent(QEvent.Type.KeyPress, code, Qt.KeyboardModifier.NoModifier, text)
        taken = scanner.eventFilter(clerk.window, event)
        if not taken and text.isprintable():
            ledger.search.insert(text)
        return taken

    now[0] += 1
    for character in one.number:
        assert key(character) is False
    taken = key("\r", Qt.Key.Key_Return)
    if gap < 0.05:
        assert (taken, opened, ledger.search.text(), ledger.search.cursorPosition()) == (
            True,
            [one.number],
            "半句话",
            2,
        )
    else:
        assert (taken, opened, ledger.search.text()) == (False, [], f"半句{one.number}话")


@pytest.fixture
def unhurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """A scan counts as one however busy the machine of the tests is, which types for the scanner."""
    monkeypatch.setattr(scanner, "FASTER_THAN", 10.0)


@pytest.mark.usefixtures("unhurried")
def test_a_scan_reaches_the_window_from_any_tab(clerk: Hands, qtbot: QtBot) -> None:
    one = thing(clerk, "投影仪")
    clerk.window.go_to(0)
    heads: list[str] = []
    in_window = clerk.window.windowHandle()
    clerk.window.watch(in_window)

    def look(window: CardWindow) -> None:
        heads.append(window.head.text())
        window.done(0)

    once_open(CardWindow, look)
    for character in one.number:
        QTest.keyClick(in_window, character)
    QTest.keyClick(in_window, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(heads))
    assert heads == [f"{one.number}　投影仪"]


@pytest.mark.parametrize(
    ("page_mm", "sheet_mm"),
    [
        ((50, 30), (30, 50)),
        ((60, 40), (40, 60)),
        ((210, 297), (210, 297)),
        ((420, 297), (297, 420)),
        ((210, 148), (148, 210)),
    ],
)
def test_a_page_is_printed_at_its_own_size(page_mm: tuple[int, int], sheet_mm: tuple[int, int]) -> None:
    from PySide6.QtGui import QPageSize

    size = page_size(*page_mm).size(QPageSize.Unit.Millimeter)
    assert (round(size.width()), round(size.height())) == sheet_mm


@pytest.mark.usefixtures("unhurried")
def test_a_scan_over_an_open_form_leaves_it_as_it_was(clerk: Hands, qtbot: QtBot) -> None:
    """The clerk is writing why a thing moves when somebody scans another one: its card opens, the form waits
    unchanged.
    """
    moved, scanned = thing(clerk, "会议音响"), thing(clerk, "投影仪")
    heads: list[str] = []
    texts: list[str] = []

    def scan() -> None:
        form = dialog(ValuesDialog)
        reason = form.editors["reason"]
        reason.setText("写到一半")
        QApplication.setActiveWindow(form)
        reason.setFocus()
        handle = form.windowHandle()
        clerk.window.watch(handle)

        def look(window: CardWindow) -> None:
            heads.append(window.head.text())
            window.done(0)
            texts.append(reason.text())
            form.reject()

        once_open(CardWindow, look)
        for character in scanned.number:
            QTest.keyClick(handle, character)
        QTest.keyClick(handle, Qt.Key.Key_Return)

    in_dialog(scan)
    assert not actions.move(ActionContext(desk_of(clerk), clerk.window, (moved,)))
    assert heads == [f"{scanned.number}　投影仪"] and texts == ["写到一半"]
    assert thing(clerk, "会议音响").last_day == moved.last_day
