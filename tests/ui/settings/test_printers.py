"""打印机与纸张: chosen once for receipts, labels and reports, and offered by the preview."""

from __future__ import annotations

import pytest
from PySide6.QtPrintSupport import QPrinterInfo

from desk.core.paper_kinds import PaperKind, Sheet
from desk.demo.tour import Hands
from desk.services import print_choices
from desk.services.print_choices import PrintChoice
from desk.ui.settings.printers import PrintersSection
from tests.support.settings_tab import section


def test_a_clerk_says_which_printer_takes_what(clerk: Hands, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QPrinterInfo, "availablePrinterNames", staticmethod(lambda: ["大厅", "小票机"]))
    desk = clerk.window.desk
    assert desk is not None
    print_choices.keep(desk.folder, PaperKind.REPORT, PrintChoice("大厅", duplex=True))
    shown = section(clerk, PrintersSection)
    assert shown.printers[PaperKind.REPORT].value == "大厅" and shown.printers[PaperKind.RECEIPT].value == ""
    shown.printers[PaperKind.RECEIPT].choose("小票机")
    shown.sheets[PaperKind.RECEIPT].choose(Sheet.ROLL.value)
    shown.save()
    assert print_choices.choice(desk.folder, PaperKind.RECEIPT) == PrintChoice("小票机", Sheet.ROLL.value)
    assert print_choices.choice(desk.folder, PaperKind.REPORT) == PrintChoice("大厅", duplex=True)
