"""What is on the clipboard as a table to take in: a range of a spreadsheet, or a table of a web page."""

from __future__ import annotations

from PySide6.QtCore import QMimeData, QSignalBlocker
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QCheckBox

from desk.books.imports import PreparedImport
from desk.core.errors import Refused
from desk.core.pasted_table import PastedTable, Source
from desk.core.spreadsheet import BEST, SheetChoice
from desk.core.words import _

LOOKED_FOR = SheetChoice(headed=None)
"""Of what was pasted it is not known whether the row of headers was copied too."""


def copied_table() -> PastedTable:
    """The table on the clipboard. Raises ``Refused`` with words on what is there instead."""
    held = QGuiApplication.clipboard().mimeData()
    text = held.text().rstrip("\0")
    if "\t" in text:
        return _table(text, "text")
    if held.hasHtml() and "<table" in (page := held.html()).lower():
        return _table(page, "html")
    if not held.hasUrls() and len(text.strip().splitlines()) > 1:
        return _table(text, "text")
    raise Refused(_what_is_there(held))


def _table(text: str, kind: str) -> PastedTable:
    return PastedTable(text.encode("utf-8", "surrogatepass"), kind)


def _what_is_there(held: QMimeData) -> str:
    if held.hasUrls():
        return _("A file was copied, not a table. Please take it with “Choose a file…”, or copy the range in it.")
    if held.text().strip():
        return _("A line of text was copied, not a table. Please copy the range in the spreadsheet, then paste it.")
    if held.hasImage():
        return _("A picture was copied, not a table. Please copy the range in the spreadsheet, then paste it.")
    return _("Nothing was copied. Please copy the range in the spreadsheet, then paste it.")


class FirstRow(QCheckBox):
    """Whether the first row of what was pasted names the columns; a file is never asked about."""

    def __init__(self) -> None:
        super().__init__(_("the first row names the columns"))
        self.hide()

    def show_table(self, source: Source, prepared: PreparedImport | None) -> None:
        """As it was found to be, or as it was said."""
        with QSignalBlocker(self):
            self.setChecked(prepared is None or prepared.headed)
        self.setVisible(prepared is not None and isinstance(source, PastedTable))

    def choice(self, sheets: tuple[str, ...]) -> SheetChoice:
        """These sheets, read as it is ticked here."""
        return SheetChoice(sheets, headed=self.isChecked())


def first_choice(source: Source) -> SheetChoice:
    """How a table is read before anything was said of it."""
    return LOOKED_FOR if isinstance(source, PastedTable) else BEST
