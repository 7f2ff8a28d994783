"""The first rows of a file, masked as in a list, and above each column what it is taken for; another choice reads it
again.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtWidgets import QAbstractItemView, QTableWidget, QTableWidgetItem

from desk.books.import_columns import first_shown
from desk.books.imports import PreparedImport, spec_of
from desk.core.words import P_, _
from desk.ui.widgets.controls import Combo


class MappingTable(QTableWidget):
    """``changed`` tells that a column was given another meaning by hand."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(_("Columns of the file and its first rows"))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setMinimumHeight(96)
        self.setMaximumHeight(230)
        self._combos: list[Combo] = []
        self._headers: tuple[str, ...] = ()
        self._automatic: dict[str, str] = {}

    def show_file(self, prepared: PreparedImport) -> None:
        """Columns in the order of the file."""
        fields = spec_of(prepared.kind).headers
        taken_for = {header: field for field, header in prepared.columns.items()}
        self._automatic, self._headers = dict(prepared.columns), prepared.headers
        self.clear()
        self.setColumnCount(len(prepared.headers))
        first = first_shown(prepared)
        self.setRowCount(len(first) + 1)
        self.setHorizontalHeaderLabels(list(prepared.headers))
        self.setVerticalHeaderLabels([P_("column of a file", "is"), *(str(n) for n in range(1, len(first) + 1))])
        self._combos = []
        for at, header in enumerate(prepared.headers):
            combo = Combo([(_("not used"), ""), *((known[0], field) for field, known in fields.items())])
            combo.choose(taken_for.get(header, ""))
            combo.setAccessibleName(_("Column “{name}” is", name=header))
            combo.currentIndexChanged.connect(lambda _i: self.changed.emit())
            self.setCellWidget(0, at, combo)
            combo.installEventFilter(self)
            self.setTabOrder(self._combos[-1] if self._combos else self, combo)
            self._combos.append(combo)
            for line, cells in enumerate(first, 1):
                self.setItem(line, at, QTableWidgetItem(cells[at] if at < len(cells) else ""))
            self.setColumnWidth(at, 132)
        self.setRowHeight(0, 36)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The column that one comes to with the keyboard is in sight."""
        if event.type() == QEvent.Type.FocusIn and (column := self.chosen_column) is not None:
            self.scrollTo(self.model().index(0, column))
        return super().eventFilter(watched, event)

    @property
    def chosen_column(self) -> int | None:
        """The column whose meaning is being chosen: the one that has the focus."""
        return next((at for at, combo in enumerate(self._combos) if combo.hasFocus()), None)

    def go_to(self, column: int) -> None:
        """Put the focus into the meaning of a column."""
        if column < len(self._combos):
            self._combos[column].setFocus()

    def mapped(self) -> dict[str, str]:
        """Field to header as it is chosen now; an empty header for a field that is let go of."""
        pairs = zip(self._combos, self._headers, strict=True)
        chosen = {combo.value: header for combo, header in pairs if combo.value}
        return {field: "" for field in self._automatic if field not in chosen} | chosen
