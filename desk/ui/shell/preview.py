"""打印预览: paper on screen before it goes to the printer or into a file."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPageLayout, QPainter
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from desk.core.errors import Invalid
from desk.core.paper_kinds import PaperKind
from desk.core.words import P_, _
from desk.ui.shell.page_view import PageView, Thumbs
from desk.ui.shell.pdf_pages import PdfPages
from desk.ui.shell.print_panel import PrintPanel, page_size
from desk.ui.widgets.controls import button, keyed, label, row
from desk.ui.widgets.once import shortcut
from desk.ui.widgets.save_as import ask_path, write_files
from desk.ui.widgets.whole_window import take_all_room

PRINT_DPI = 300
LARGER, SMALLER = 1.25, 0.8


class Preview(QDialog):
    """Ctrl+P prints, Ctrl+S saves as PDF, PgUp and PgDn turn pages, Ctrl+plus, Ctrl+minus and the wheel with Ctrl
    change the size, Esc closes.
    """

    def __init__(
        self,
        content: bytes,
        name: str,
        parent: QWidget,
        kind: PaperKind = PaperKind.REPORT,
        folder: Path | None = None,
    ) -> None:
        """``folder`` is where this PC keeps on which printer and paper it prints this ``kind``."""
        super().__init__(parent)
        self._name = name
        self.pages = PdfPages(content)
        self.setWindowTitle(_("Print preview: {name}", name=name))
        self.view, self.thumbs = PageView(self.pages), Thumbs(self.pages)
        self.panel = PrintPanel(self.pages, kind, folder)
        self.problem = self.panel.problem
        self._lay_out()
        self.thumbs.currentRowChanged.connect(self.view.show_page)
        self.view.turned.connect(self.thumbs.follow)
        self.view.sized.connect(self._tell_size)
        self._make_keys()
        take_all_room(self, parent)
        self.print_button.setFocus()

    def _lay_out(self) -> None:
        self.print_button = keyed(self, _("Print"), self.print, "Ctrl+P", "primary")
        self.save_button = keyed(self, _("Save as PDF"), self.save, "Ctrl+S")
        self.size_label = label("", "muted")
        zoom = (
            button("－", lambda: self.zoom(SMALLER), "flat", repeats=True),
            button("＋", lambda: self.zoom(LARGER), "flat", repeats=True),
        )
        for made, what in zip(zoom, (_("Smaller"), _("Larger")), strict=True):
            made.setAccessibleName(what)
        head = QFrame()
        head.setProperty("role", "bar")
        title, name = label(_("Print preview"), "heading"), label(self._name, "muted")
        line = row(title, name, 1, zoom[0], self.size_label, zoom[1], self.save_button, self.print_button, margins=6)
        line.addWidget(button(_("Close"), self.reject, key="Esc"))
        head.setLayout(line)
        below = QHBoxLayout()
        below.setContentsMargins(0, 0, 12, 0)
        below.setSpacing(0)
        below.addWidget(self.thumbs)
        below.addWidget(self.view, 1)
        side = QVBoxLayout()
        side.setContentsMargins(12, 12, 0, 12)
        side.addWidget(self.panel)
        below.addLayout(side)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(head)
        outer.addLayout(below, 1)

    def _make_keys(self) -> None:
        for key, factor in (("Ctrl++", LARGER), ("Ctrl+=", LARGER), ("Ctrl+-", SMALLER)):
            shortcut(self, key, partial(self.zoom, factor), repeats=True)
        shortcut(self, "Ctrl+0", self.view.fit, repeats=True)
        shortcut(self, "PgDown", lambda: self.view.show_page(self.view.page + 1), repeats=True)
        shortcut(self, "PgUp", lambda: self.view.show_page(self.view.page - 1), repeats=True)

    def _tell_size(self) -> None:
        percent = self.view.percent
        fits = P_("preview", "Fits the width, {percent}%", percent=percent)
        self.size_label.setText(fits if self.view.fits else P_("preview", "{percent}%", percent=percent))

    def zoom(self, factor: float) -> None:
        """Above 1 is larger."""
        self.view.zoom(factor)

    def print(self) -> None:
        """Ctrl+P: onto the chosen printer, or into a file where that is chosen; words when this PC has none."""
        if not self.panel.has_printer:
            self.problem.setText(_("This PC has no printer. Please save as PDF, or connect a printer and try again."))
            return
        if self.panel.to_file:
            self.save()
            return
        width, height = self.pages.sizes[0]
        try:
            wanted = self.panel.wanted_pages()
            printer = self.panel.make_printer(page_size(width * 25.4, height * 25.4))
        except Invalid as wrong:
            self.panel.tell(wrong)
            return
        self.panel.remember()
        if paint(printer, self.pages, wanted):
            self.accept()
        else:
            self.problem.setText(_("The printer did not take the page. Please check it and try again."))

    def save(self) -> None:
        """Ctrl+S: the pages that are wanted as a PDF file. What cannot be written is told at the right."""
        try:
            content = self.pages.only(self.panel.wanted_pages())
        except Invalid as wrong:
            self.panel.tell(wrong)
            return
        self.panel.tell(None)
        self.panel.remember()
        if (path := ask_path(self, f"{self._name}.pdf")) is not None:
            write_files(self, path, lambda: {path: content}, self._tell)

    def _tell(self, sentence: str, kind: str) -> None:
        """Red is only what went wrong."""
        self.problem.setText(sentence if kind == "bad" else "")
        self.panel.news.setText("" if kind == "bad" else sentence)


def paint(printer: QPrinter, pages: PdfPages, wanted: list[int]) -> bool:
    """Put each of the wanted pages on a page of its own, lying where it lies; False when the printer refused."""
    printer.setFullPage(True)
    _turn(printer, pages, wanted[0])
    painter = QPainter()
    if not painter.begin(printer):
        return False
    for place, at in enumerate(wanted):
        if place:
            _turn(printer, pages, at)
            printer.newPage()
        image: QImage = pages.image(at, PRINT_DPI)
        fitted = image.scaled(
            painter.viewport().size(), Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
        )
        painter.drawImage(0, 0, fitted)
    return painter.end()


def _turn(printer: QPrinter, pages: PdfPages, at: int) -> None:
    width, height = pages.sizes[at]
    lying = width > height
    printer.setPageOrientation(QPageLayout.Orientation.Landscape if lying else QPageLayout.Orientation.Portrait)
