"""What was found in the file of a centre, and what the centre is told 核验结果."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QApplication, QDialog, QVBoxLayout, QWidget

from desk.books.district import telling
from desk.books.district.report import DistrictReport
from desk.core.words import P_, _, bracketed, named
from desk.ui.district.rows import FileRow
from desk.ui.widgets.controls import button, fit, label, row
from desk.ui.widgets.once import shortcut
from desk.ui.widgets.scrolled import scrolled


class FileWindow(QDialog):
    """``done`` is the act that was chosen here, for whoever opened it."""

    def __init__(
        self, parent: QWidget, report: DistrictReport, shown: FileRow, acts: list[tuple[str, str, Callable[[], object]]]
    ) -> None:
        """``acts`` are (key, caption, what to do), each of which closes the window."""
        super().__init__(parent)
        self._report, self._row = report, shown
        self.act: Callable[[], object] | None = None
        title = shown.centre.name if shown.centre else shown.name
        self.setWindowTitle(title)
        fit(self, 640, 460)
        outer = QVBoxLayout(self)
        outer.addWidget(label(title, "title", wrap=True))
        self.text = label("\n".join(self._lines()), wrap=True)
        outer.addWidget(scrolled(self._inside()), 1)
        made = []
        for key, caption, act in acts:
            made.append(button(caption, lambda act=act: self._leave(act), key=key))  # type: ignore[misc]
            shortcut(self, key, made[-1].click)
        if shown.centre is not None:
            made.append(button(_("Copy what the centre is told"), self.copy, key="C"))
            shortcut(self, "C", made[-1].click)
        self.said = label("", "muted", wrap=True)
        outer.addWidget(self.said)
        close = button(_("Close"), self.accept, key="Esc")
        outer.addLayout(row(*made, 1, close))
        close.setFocus()

    def _inside(self) -> QWidget:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 8, 0)
        column.addWidget(self.text)
        column.addStretch(1)
        return inside

    def _lines(self) -> list[str]:
        shown, report = self._row, self._report
        lines = [named(P_("district's table", "Light"), shown.light)]
        if shown.name:
            lines.append(named(P_("district's table", "File"), shown.name))
        if shown.centre is not None:
            lines.append(named(P_("district's table", "Code"), shown.centre.code))
            if sent := report.by_centre.get(shown.centre.id):
                late = bracketed(P_("delivery", "late")) if report.is_late(sent) else ""
                lines.append(named(P_("district's table", "Received"), f"{sent.received_on:%Y-%m-%d}{late}"))
        lines += ["", *(shown.line.sentences if shown.line else [shown.remark])]
        if shown.line is not None and not shown.line.reasons:
            lines.append(_("Nothing is odd about this file."))
        if shown.centre is not None and (moved := report.movers.get(shown.centre.id)):
            lines += ["", _("What moved most against like centres:"), *map(telling.moved_words, moved)]
        return lines

    def copy(self) -> None:
        """C: what the centre is told goes onto the clipboard."""
        assert self._row.centre is not None
        QApplication.clipboard().setText(telling.receipt_text(self._report, self._report.receipt(self._row.centre)))
        self.said.setText(_("The text is on the clipboard, ready to paste."))

    def _leave(self, act: Callable[[], object]) -> None:
        self.act = act
        self.accept()
