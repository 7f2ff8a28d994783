"""The sheets of a workbook beside each other, those ticked that are taken in: one, several or all."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QListView, QListWidget, QListWidgetItem

from desk.books.imports import PreparedImport
from desk.core.words import _

HEIGHT = 44


class SheetStrip(QListWidget):
    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(_("Sheets of the file"))
        self.setProperty("role", "pictures")
        self.setFlow(QListView.Flow.LeftToRight)
        self.setFixedHeight(HEIGHT)
        self.itemChanged.connect(lambda _item: self.changed.emit())

    def show_file(self, prepared: PreparedImport | None) -> None:
        """The sheets that hold such a table; nothing is shown where there is one only."""
        names = prepared.sheets if prepared else ()
        with QSignalBlocker(self):
            self.clear()
            for name in names:
                item = QListWidgetItem(name)
                item.setFlags(
                    Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsUserCheckable
                )
                taken = prepared is not None and name in prepared.taken_sheets
                item.setCheckState(Qt.CheckState.Checked if taken else Qt.CheckState.Unchecked)
                self.addItem(item)
        self.setVisible(len(names) > 1)

    def chosen(self) -> tuple[str, ...]:
        """The ticked sheets; none where there is nothing to choose."""
        if self.count() < 2:
            return ()
        items = [self.item(at) for at in range(self.count())]
        return tuple(item.text() for item in items if item.checkState() is Qt.CheckState.Checked)
