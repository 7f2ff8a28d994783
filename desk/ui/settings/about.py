"""What the program is and whose software is in it. The licences of Qt and others ask for this notice."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QFontDatabase, QFontInfo
from PySide6.QtWidgets import QApplication, QDialog, QPlainTextEdit, QVBoxLayout, QWidget

from desk.core.words import N_, _
from desk.services import about
from desk.services.session import Desk
from desk.ui.settings.section import Section
from desk.ui.widgets.controls import button, fit, label, row
from desk.ui.widgets.whole_text import hint


class AboutSection(Section):
    """关于: what to tell whoever helps, to be copied, and whose software is in it."""

    TITLE = N_("About this program")

    def __init__(self, desk: Desk, folder: Path) -> None:
        super().__init__(desk, folder)
        self.facts = label("\n".join(self._lines()), wrap=True)
        self.facts.setTextInteractionFlags(self.facts.textInteractionFlags().TextSelectableByMouse)
        self.notice = label(_("This program uses Qt (PySide6, LGPL-3.0) and other free software."), wrap=True)
        self.licences_button = button(_("Licences of free software…"), self.show_licences)
        self.column.addWidget(self.facts)
        self.column.addSpacing(8)
        self.column.addWidget(self.notice)
        self.copy_button = button(_("Copy for whoever helps"), self.copy_diagnostics)
        self.copy_button.setToolTip(hint(_("Versions, sizes and display; nothing of any person.")))
        self.column.addLayout(row(self.copy_button, self.licences_button, 1))
        self.column.addStretch(1)

    def _lines(self) -> list[str]:
        facts = [_("{name}: {value}", name=name, value=value) for name, value in about.facts(self.folder)]
        return [about.title(), *facts]

    def copy_diagnostics(self) -> None:
        """诊断信息 onto the clipboard, to be pasted into a message."""
        screens = (f"{s.size().width()}x{s.size().height()} @{s.devicePixelRatio():g}" for s in QApplication.screens())
        QApplication.clipboard().setText(about.diagnostics(self.folder, screens))
        self.toast.emit(_("Copied: versions, sizes and display; nothing of any person."), "good")

    def show_licences(self) -> None:
        """开源软件许可: the licences in full, as they ask for."""
        dialog = Licences(self)
        dialog.exec()
        dialog.deleteLater()


class Licences(QDialog):
    """The notices, to be read; Esc closes."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Licences of free software"))
        fit(self, 980, 680)
        self.text = QPlainTextEdit(about.notices())
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        fixed = QFontInfo(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)).family()
        self.text.setStyleSheet(f'font-family: "{fixed}", "Noto Sans SC"; font-size: 14px;')
        self.text.setAccessibleName(_("Licences of free software"))
        self.close_button = button(_("Close"), self.reject)
        column = QVBoxLayout(self)
        column.addWidget(self.text, 1)
        column.addLayout(row(1, self.close_button))
        self.text.setFocus()
