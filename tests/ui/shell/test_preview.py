"""打印预览: what will be printed, how it will be printed, and that a long paper opens at once."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QMainWindow
from pytestqt.qtbot import QtBot

from desk.core.paper_kinds import PaperKind, Sheet
from desk.services import print_choices
from desk.services.print_choices import PrintChoice
from desk.ui.shell.page_view import STRIP
from desk.ui.shell.pdf_pages import PdfPages
from desk.ui.shell.preview import Preview, paint
from desk.ui.shell.print_panel import TO_FILE, WIDTH, page_size, sheet_size

A4 = (595.3, 841.9)
CTRL = Qt.KeyboardModifier.ControlModifier


def paper(pages: int, size: tuple[float, float] = A4) -> bytes:
    document, out = pypdfium2.PdfDocument.new(), io.BytesIO()
    for _page in range(pages):
        document.new_page(*size)
    document.save(out)
    document.close()
    return out.getvalue()


@pytest.fixture
def over(dressed: QApplication, qtbot: QtBot) -> Iterator[QMainWindow]:
    window = QMainWindow()
    window.setGeometry(0, 0, 1366, 740)
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is window)
    yield window


def shown(content: bytes, over: QMainWindow, folder: Path | None = None, kind: PaperKind = PaperKind.REPORT) -> Preview:
    preview = Preview(content, "月报", over, kind, folder)
    preview.show()
    preview.activateWindow()
    for _time in range(100):
        if QApplication.activeWindow() is preview:
            break
        QTest.qWait(10)
    return preview


@pytest.mark.parametrize("size", [(1366, 740), (910, 441)])
def test_it_takes_all_of_the_window_and_the_page_fits_between_the_two_columns(
    over: QMainWindow, size: tuple[int, int]
) -> None:
    over.resize(*size)
    preview = shown(paper(3), over)
    assert (preview.width(), preview.height()) == size
    assert preview.thumbs.width() == STRIP == 132 and preview.panel.width() == WIDTH == 260
    page = preview.view.canvas.boxes[0]
    assert page.width() <= preview.view.viewport().width() < page.width() * 1.2
    assert preview.view.horizontalScrollBar().maximum() == 0
    assert preview.panel.geometry().right() <= preview.width() and preview.print_button.geometry().bottom() < 60


def test_three_hundred_pages_open_at_once_and_only_those_in_sight_are_drawn(over: QMainWindow) -> None:
    preview = shown(paper(300), over)
    preview.grab()
    drawn = preview.pages._drawn
    assert len(preview.pages) == 300 and 0 < len(drawn) < 15
    assert {at for at, _dpi, _ratio in drawn} <= set(range(12))


def test_page_keys_and_a_click_turn_pages_and_the_small_one_in_sight_is_framed(over: QMainWindow) -> None:
    preview = shown(paper(5), over)
    assert preview.thumbs.currentRow() == 0
    for _time in range(2):
        QTest.keyClick(preview, Qt.Key.Key_PageDown)
    assert preview.view.page == preview.thumbs.currentRow() == 2
    QTest.keyClick(preview, Qt.Key.Key_PageUp)
    assert preview.view.page == 1
    preview.thumbs.setCurrentRow(4)
    assert preview.view.page == 4
    for _time in range(3):
        QTest.keyClick(preview, Qt.Key.Key_PageDown)
    assert preview.view.page == 4


def test_the_size_follows_the_window_until_somebody_chooses_one(over: QMainWindow) -> None:
    preview = shown(paper(2), over)
    fitted = preview.view.canvas.dpi
    preview.resize(1000, 700)
    assert preview.view.canvas.dpi < fitted and preview.size_label.text().startswith("适合宽度")
    QTest.keyClick(preview, Qt.Key.Key_Plus, CTRL)
    larger = preview.view.canvas.dpi
    here = QPointF(200, 200)
    turn = QWheelEvent(
        here, here, QPoint(), QPoint(0, 120), Qt.MouseButton.NoButton, CTRL, Qt.ScrollPhase.NoScrollPhase, False
    )
    QApplication.sendEvent(preview.view.viewport(), turn)
    assert preview.view.canvas.dpi > larger and not preview.size_label.text().startswith("适合宽度")
    preview.resize(1300, 700)
    assert preview.view.canvas.dpi > larger
    QTest.keyClick(preview, Qt.Key.Key_0, CTRL)
    assert preview.view.fits


def test_without_a_printer_there_are_words_and_the_pages_wanted_can_be_saved(
    over: QMainWindow, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, qtbot: QtBot
) -> None:
    monkeypatch.setattr(QPrinterInfo, "availablePrinterNames", staticmethod(list))
    preview = shown(paper(5), over)
    assert preview.panel.no_printer.isVisible() and preview.panel.printer.count() == 1
    QTest.keyClick(preview, Qt.Key.Key_P, CTRL)
    assert "没有打印机" in preview.problem.text()
    preview.panel.range.setText("9")
    QTest.keyClick(preview, Qt.Key.Key_S, CTRL)
    assert preview.problem.text() == "页码请填1至5，例如1-3,5。" and preview.panel.range.hasFocus()
    target = tmp_path / "部分.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_given: (str(target), ""))
    preview.panel.range.setText("1-2,5")
    QTest.qWait(QApplication.doubleClickInterval() + 50)
    QTest.keyClick(preview, Qt.Key.Key_S, CTRL)
    qtbot.waitUntil(target.exists)
    assert len(PdfPages(target.read_bytes())) == 3
    qtbot.waitUntil(lambda: preview.panel.news.text() == f"已保存：{target}")
    assert preview.problem.text() == "", "red is only what went wrong"


def test_printer_and_paper_are_remembered_for_each_kind(
    over: QMainWindow, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(QPrinterInfo, "availablePrinterNames", staticmethod(lambda: ["大厅", "小票机"]))
    print_choices.keep(tmp_path, PaperKind.RECEIPT, PrintChoice("小票机", Sheet.ROLL.value))
    print_choices.keep(tmp_path, PaperKind.LABEL, PrintChoice("拆掉的打印机"))
    receipt = shown(paper(1), over, tmp_path, PaperKind.RECEIPT).panel
    assert (receipt.printer.value, receipt.sheet.value) == ("小票机", Sheet.ROLL.value)
    assert shown(paper(1), over, tmp_path, PaperKind.LABEL).panel.printer.value == "大厅"
    report = shown(paper(1), over, tmp_path).panel
    report.printer.choose(TO_FILE)
    report.duplex.setChecked(True)
    report.remember()
    again = shown(paper(1), over, tmp_path).panel
    assert again.to_file and again.duplex.isChecked()


def test_what_is_printed_are_the_pages_that_were_asked_for(dressed: QApplication, tmp_path: Path) -> None:
    printer = QPrinter(QPrinter.PrinterMode.ScreenResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    printer.setPageSize(sheet_size(Sheet.A5, page_size(210, 297)))
    pages = PdfPages(paper(6, (A4[1], A4[0])))
    assert paint(printer, pages, [0, 3, 5])
    printed = PdfPages((tmp_path / "printed.pdf").read_bytes())
    assert len(printed) == 3 and all(width > height for width, height in printed.sizes)
    assert [round(max(size) * 25.4) for size in printed.sizes] == [210, 210, 210]
