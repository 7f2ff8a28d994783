"""Tickets from the queue: shown before they are printed, or printed at once by a setting of this PC."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo
from PySide6.QtWidgets import QApplication

from desk.books import visits
from desk.core.paper_kinds import PaperKind, Sheet
from desk.demo.tour import Hands
from desk.services import print_choices
from desk.services.counter_window import CounterWindow
from desk.services.print_choices import PrintChoice
from desk.ui.shell.preview import Preview
from tests.support.pdf_text import words_of
from tests.support.tabs import desk_of, told
from tests.support.visits_tab import tab

Key = Qt.Key


def nobody_waits(clerk: Hands) -> None:
    with desk_of(clerk).write() as work:
        for visit in visits.queue(work):
            visits.leave(work, visit.id)
    tab(clerk).queue.load()


def shown_by(clerk: Hands) -> list[bytes]:
    """The paper whose preview comes up when the ticket of the chosen number is asked for."""
    seen: list[bytes] = []

    def look() -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, Preview)
        seen.append(box.pages.only([0]))
        box.reject()

    QTimer.singleShot(50, clerk.window, look)
    tab(clerk).queue.show_ticket()
    return seen


def test_the_menu_shows_the_ticket_of_the_chosen_number_in_the_size_that_is_in_the_printer(clerk: Hands) -> None:
    nobody_waits(clerk)
    clerk.press(Key.Key_F4)
    queue = tab(clerk).queue
    label = queue._visits[0].label
    menu = queue.menu_of(queue.list)
    assert menu is not None and "打印小票…" in [entry.text() for entry in menu.actions()]
    (roll,) = shown_by(clerk)
    assert label in words_of(roll) and "下一位就是您" in words_of(roll)
    print_choices.keep(desk_of(clerk).folder, PaperKind.TICKET, PrintChoice(sheet=Sheet.A5.value))
    (sheet,) = shown_by(clerk)
    assert len(sheet) and sheet != roll


def test_without_anybody_waiting_there_is_no_ticket(clerk: Hands) -> None:
    nobody_waits(clerk)
    tab(clerk).queue.show_ticket()
    assert told(clerk) == "现在没有人等候。"


def test_a_number_is_given_all_the_same_when_this_pc_has_no_printer_for_its_ticket(clerk: Hands) -> None:
    nobody_waits(clerk)
    CounterWindow(prints_tickets=True).save(desk_of(clerk).folder)
    clerk.press(Key.Key_F4)
    assert told(clerk) == "没有打印小票的打印机。请连接打印机，或在设置中关闭“取号即打印”。"
    assert len(tab(clerk).queue._visits) == 1


def test_a_ticket_comes_out_as_soon_as_a_number_is_given(
    clerk: Hands, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Printed into a file, which is what a machine without printers has."""
    nobody_waits(clerk)
    CounterWindow(prints_tickets=True).save(desk_of(clerk).folder)
    print_choices.keep(desk_of(clerk).folder, PaperKind.TICKET, PrintChoice("小票机"))
    out = tmp_path / "ticket.pdf"
    monkeypatch.setattr(QPrinterInfo, "availablePrinterNames", staticmethod(lambda: ["小票机"]))
    usual = QPrinter.setPageSize

    def into_a_file(printer: QPrinter, size: object) -> bool:
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(out))
        return bool(usual(printer, size))  # type: ignore[arg-type]

    monkeypatch.setattr(QPrinter, "setPageSize", into_a_file)
    clerk.press(Key.Key_F4)
    assert out.read_bytes().startswith(b"%PDF")
    assert "已取号" in told(clerk)
