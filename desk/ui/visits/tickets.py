"""Tickets 取号小票 from the queue: shown before they are printed, or printed at once where this PC is set so."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from desk.core.paper_kinds import PaperKind, Sheet
from desk.core.words import _
from desk.reports.kit.declaration import Format
from desk.reports.visits.ticket_size import TicketSize
from desk.services import print_choices
from desk.services.session import Desk
from desk.ui.widgets import papers

TICKET = "ticket"
SHEETS = (Sheet.A4.value, Sheet.A5.value)
"""Where one of these is in the printer for tickets, they are made as sheets."""


def size_of(desk: Desk) -> TicketSize:
    """What tickets are printed on at this PC, as the preview or 打印机与纸张 chose it; the roll until somebody did."""
    return TicketSize.A5 if print_choices.choice(desk.folder, PaperKind.TICKET).sheet in SHEETS else TicketSize.ROLL


def show(parent: QWidget, desk: Desk, visit_id: int, label: str) -> None:
    """The preview, from which it is printed. Raises ``Refused``."""
    papers.preview(parent, desk, TICKET, label, visit=visit_id, size=size_of(desk))


def print_now(desk: Desk, visit_id: int) -> str:
    """Print it without asking, on the printer chosen for tickets; what went wrong in words, empty for nothing."""
    from PySide6.QtPrintSupport import QPrinter, QPrinterInfo  # asks the system for its printers

    from desk.ui.shell.pdf_pages import PdfPages
    from desk.ui.shell.preview import paint
    from desk.ui.shell.print_panel import page_size, sheet_size

    chosen = print_choices.choice(desk.folder, PaperKind.TICKET)
    names = QPrinterInfo.availablePrinterNames()
    name = chosen.printer if chosen.printer in names else QPrinterInfo.defaultPrinterName()
    if not name:
        return _("No printer for the ticket. Please connect one, or turn off tickets in the settings.")
    with desk.read() as work:
        made = papers.maker(desk, TICKET, Format.PDF, visit=visit_id, size=size_of(desk))(work)
    pages = PdfPages(made)
    width, height = pages.sizes[0]
    printer = QPrinter(QPrinterInfo.printerInfo(name), QPrinter.PrinterMode.HighResolution)
    printer.setPageSize(sheet_size(Sheet(chosen.sheet), page_size(width * 25.4, height * 25.4)))
    refused = _("The printer did not take the ticket. Please check it and print it from the queue's menu.")
    return "" if paint(printer, pages, [0]) else refused
