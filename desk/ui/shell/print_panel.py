"""How a paper is printed: on which printer, how often, which pages, on what."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QSizeF
from PySide6.QtGui import QPageSize
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo
from PySide6.QtWidgets import QCheckBox, QFrame, QLabel, QVBoxLayout, QWidget

from desk.core import numbers
from desk.core.errors import Invalid, Problem
from desk.core.page_range import pages_in
from desk.core.paper_kinds import PaperKind, Sheet
from desk.core.words import P_, _
from desk.services import print_choices
from desk.services.print_choices import PrintChoice
from desk.ui.shell.pdf_pages import PdfPages
from desk.ui.widgets.controls import Combo, label, latin_line
from desk.ui.widgets.scrolled import scrolled

WIDTH = 260
MOST_COPIES = 99
TO_FILE = "\0pdf"
"""In place of a printer's name: into a PDF file."""


class PrintPanel(QFrame):
    """What was chosen for this kind of paper last stands there; no more is asked."""

    def __init__(self, pages: PdfPages, kind: PaperKind, folder: Path | None) -> None:
        super().__init__()
        self._pages, self._kind, self._folder = pages, kind, folder
        self.setProperty("role", "panel")
        self.setFixedWidth(WIDTH)
        names = QPrinterInfo.availablePrinterNames()
        self.has_printer = bool(names)
        self.printer = Combo([*((name, name) for name in names), (_("Save as PDF"), TO_FILE)])
        self.copies, self.range = latin_line(most=2), latin_line(_("All; or 1-3,5"), most=100)
        self.sheet = Combo([(sheet.label, sheet.value) for sheet in Sheet])
        self.duplex = QCheckBox(_("Both sides"))
        self.own_size = label(_size_words(*pages.sizes[0]), "caption")
        self.problem = label("", "problem", wrap=True)
        self.news = label("", "muted", wrap=True)
        """What was done, such as where a file lies."""
        self.no_printer = label(_("This PC has no printer. The paper can be saved as PDF."), "notice", wrap=True)
        self.no_printer.setVisible(not names)
        self.copies.setText("1")
        self._lay_out()
        self._offer(names)

    def _lay_out(self) -> None:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(5)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(14, 12, 14, 12)
        outer.addWidget(scrolled(inside))
        for name, editor in (
            (_("Printer"), self.printer),
            (P_("printing", "Copies"), self.copies),
            (P_("printing", "Pages"), self.range),
            (P_("printing", "Paper"), self.sheet),
        ):
            column.addWidget(_named(name, editor))
            column.addWidget(editor)
        column.addWidget(self.own_size)
        column.addWidget(self.duplex)
        column.addWidget(self.problem)
        column.addWidget(self.news)
        column.addStretch(1)
        column.addWidget(self.no_printer)
        self.printer.setSizeAdjustPolicy(Combo.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)

    def _offer(self, names: list[str]) -> None:
        chosen = print_choices.choice(self._folder, self._kind) if self._folder else PrintChoice()
        usual = QPrinterInfo.defaultPrinterName()
        wanted = [name for name in (chosen.printer, usual) if name in names or name == TO_FILE]
        self.printer.choose(wanted[0] if wanted else self.printer.value)
        self.sheet.choose(chosen.sheet)
        self.duplex.setChecked(chosen.duplex)

    @property
    def to_file(self) -> bool:
        """Is "save as PDF" chosen in place of a printer?"""
        return bool(self.printer.value == TO_FILE)

    def wanted_pages(self) -> list[int]:
        """The pages, counted from 0. Raises ``Invalid``."""
        return pages_in(self.range.text(), len(self._pages))

    def wanted_copies(self) -> int:
        """Raises ``Invalid``."""
        typed = self.copies.text().strip() or "1"
        if not numbers.is_whole(typed) or not 1 <= int(typed) <= MOST_COPIES:
            raise Invalid(Problem("copies", _("Please enter 1 to {most} copies.", most=MOST_COPIES)))
        return int(typed)

    def tell(self, wrong: Invalid | None) -> None:
        """What is wrong with what was typed, or that nothing is."""
        self.problem.setText("\n".join(problem.message for problem in wrong.problems) if wrong else "")
        self.news.setText("")
        if wrong is not None:
            field = self.copies if wrong.problems[0].field == "copies" else self.range
            field.setFocus()
            field.selectAll()

    def make_printer(self, size: QPageSize) -> QPrinter:
        """The printer as it was chosen, for pages that are made for this ``size``. Raises ``Invalid``."""
        made = QPrinter(QPrinterInfo.printerInfo(self.printer.value), QPrinter.PrinterMode.HighResolution)
        made.setCopyCount(self.wanted_copies())
        made.setPageSize(sheet_size(Sheet(self.sheet.value), size))
        duplex = QPrinter.DuplexMode.DuplexAuto if self.duplex.isChecked() else QPrinter.DuplexMode.DuplexNone
        made.setDuplex(duplex)
        return made

    def remember(self) -> None:
        """For the next paper of this kind."""
        if self._folder is not None:
            chosen = PrintChoice(self.printer.value, self.sheet.value, self.duplex.isChecked())
            print_choices.keep(self._folder, self._kind, chosen)


def _named(name: str, editor: QWidget) -> QLabel:
    made = label(name, "muted")
    made.setBuddy(editor)
    editor.setAccessibleName(name)
    return made


def _size_words(width: float, height: float) -> str:
    """A4 竖版, of a page in inches."""
    size = page_size(width * 25.4, height * 25.4)
    lying = P_("paper", "landscape") if width > height else P_("paper", "portrait")
    return f"{size.name().split(' ')[0]} {lying}" if size.id() is not QPageSize.PageSizeId.Custom else lying


SHEETS = (QPageSize.PageSizeId.A5, QPageSize.PageSizeId.A4, QPageSize.PageSizeId.A3)
ROLL_WIDTH, ROLL_LENGTH = 80.0, 297.0
"""Millimetres of a receipt printer's paper; it cuts where the page ends."""


def page_size(width: float, height: float) -> QPageSize:
    """The paper for a page of so many millimetres: a usual sheet, or its own size, as a label's."""
    short, long = sorted((width, height))
    for sheet in map(QPageSize, SHEETS):
        usual = sheet.size(QPageSize.Unit.Millimeter)
        if abs(usual.width() - short) < 2 and abs(usual.height() - long) < 2:
            return sheet
    return QPageSize(QSizeF(short, long), QPageSize.Unit.Millimeter)


def sheet_size(sheet: Sheet, own: QPageSize) -> QPageSize:
    """What is in the printer, for a page made for its ``own`` size; one made for the roll is cut where it ends."""
    if sheet is Sheet.ROLL and abs(own.size(QPageSize.Unit.Millimeter).width() - ROLL_WIDTH) < 1:
        return own
    if sheet is Sheet.ROLL:
        return QPageSize(QSizeF(ROLL_WIDTH, ROLL_LENGTH), QPageSize.Unit.Millimeter)
    usual = {Sheet.A4: QPageSize.PageSizeId.A4, Sheet.A5: QPageSize.PageSizeId.A5}
    return QPageSize(usual[sheet]) if sheet in usual else own
