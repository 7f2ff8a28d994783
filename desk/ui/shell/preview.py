"""Paper on screen before it goes to the printer or into a file."""

from __future__ import annotations

from PySide6.QtCore import QSizeF, Qt
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter, QPixmap
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QDialog, QLabel, QScrollArea, QVBoxLayout, QWidget

from desk.core.words import _
from desk.reports.kit import pages
from desk.ui.widgets.controls import button, fit, keyed, label, row
from desk.ui.widgets.once import shortcut
from desk.ui.widgets.save_as import ask_path, write_files

SCREEN_DPI = 110
PRINT_DPI = 300


def page_images(content: bytes, dpi: int) -> list[QImage]:
    """Every page of a PDF as a picture."""
    images = []
    with pages.opened(content) as document:
        for page in document:
            bitmap = page.render(scale=dpi / 72, rev_byteorder=True, prefer_bgrx=True)
            image = QImage(bitmap.buffer, bitmap.width, bitmap.height, bitmap.stride, QImage.Format.Format_RGBX8888)
            images.append(image.copy())
    return images


class Preview(QDialog):
    """Ctrl+P prints, Ctrl+S saves as PDF, Ctrl+plus and Ctrl+minus change the size, Esc closes."""

    def __init__(self, content: bytes, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._content, self._name, self._dpi = content, name, SCREEN_DPI
        self.setWindowTitle(_("Print preview: {name}", name=name))
        fit(self, 1040, 760)
        self.problem = label("", "problem", wrap=True)
        self.pages: list[QLabel] = []
        self._inside = QWidget()
        self._column = QVBoxLayout(self._inside)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(self._inside)
        area.setAccessibleName(_("Pages"))
        self.print_button = keyed(self, _("Print"), self.print, "Ctrl+P", "primary")
        self.save_button = keyed(self, _("Save as PDF"), self.save, "Ctrl+S")
        outer = QVBoxLayout(self)
        outer.addWidget(area, 1)
        outer.addWidget(self.problem)
        zoom = (
            button("－", lambda: self.zoom(0.8), "flat", repeats=True),
            button("＋", lambda: self.zoom(1.25), "flat", repeats=True),
        )
        for made, what in zip(zoom, (_("Smaller"), _("Larger")), strict=True):
            made.setAccessibleName(what)
        outer.addLayout(row(*zoom, 1, button(_("Close"), self.reject, key="Esc"), self.save_button, self.print_button))
        shortcut(self, "Ctrl++", lambda: self.zoom(1.25), repeats=True)
        shortcut(self, "Ctrl+-", lambda: self.zoom(0.8), repeats=True)
        self._fit_width()
        self._show_pages()
        self.print_button.setFocus()

    def _fit_width(self) -> None:
        """Begin with the whole width of the page in sight."""
        inches = page_images(self._content, 10)[0].width() / 10
        self._dpi = int(min(SCREEN_DPI, max(50, (self.width() - 90) / inches)))

    def _show_pages(self) -> None:
        for page in self.pages:
            page.deleteLater()
        self.pages = []
        for image in page_images(self._content, self._dpi):
            page = QLabel()
            page.setPixmap(QPixmap.fromImage(image))
            page.setAlignment(Qt.AlignmentFlag.AlignCenter)
            self._column.addWidget(page)
            self.pages.append(page)

    def zoom(self, factor: float) -> None:
        """Above 1 is larger; from 50 to 250 dots an inch."""
        self._dpi = int(min(max(self._dpi * factor, 50), 250))
        self._show_pages()

    def print(self) -> None:
        """Ask for a printer and print; words when this PC has none."""
        if not QPrinterInfo.availablePrinterNames():
            self.problem.setText(_("This PC has no printer. Please save as PDF, or connect a printer and try again."))
            return
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        images = page_images(self._content, PRINT_DPI)
        lying = images[0].width() > images[0].height()
        printer.setPageOrientation(QPageLayout.Orientation.Landscape if lying else QPageLayout.Orientation.Portrait)
        printer.setPageSize(page_size(images[0].width() / PRINT_DPI * 25.4, images[0].height() / PRINT_DPI * 25.4))
        printer.setFullPage(True)
        if QPrintDialog(printer, self).exec():
            if paint(printer, images):
                self.accept()
            else:
                self.problem.setText(_("The printer did not take the page. Please check it and try again."))

    def save(self) -> None:
        """Ctrl+S: the paper as a PDF file. What cannot be written is told below."""
        if (path := ask_path(self, f"{self._name}.pdf")) is not None:
            write_files(
                self, path, lambda: {path: self._content}, lambda sentence, _kind: self.problem.setText(sentence)
            )


SHEETS = (QPageSize.PageSizeId.A5, QPageSize.PageSizeId.A4, QPageSize.PageSizeId.A3)


def page_size(width: float, height: float) -> QPageSize:
    """The paper for a page of so many millimetres: a usual sheet, or its own size, as a label's."""
    short, long = sorted((width, height))
    for sheet in map(QPageSize, SHEETS):
        usual = sheet.size(QPageSize.Unit.Millimeter)
        if abs(usual.width() - short) < 2 and abs(usual.height() - long) < 2:
            return sheet
    return QPageSize(QSizeF(short, long), QPageSize.Unit.Millimeter)


def paint(printer: QPrinter, images: list[QImage]) -> bool:
    """Put every picture on a page of its own; False when the printer refused."""
    painter = QPainter()
    if not painter.begin(printer):
        return False
    for place, image in enumerate(images):
        if place:
            printer.newPage()
        area = painter.viewport()
        fitted = image.scaled(
            area.size(), Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
        )
        painter.drawImage(0, 0, fitted)
    return painter.end()
