"""What a file changes, side by side with what is stored: three groups with a tick for each record."""

from __future__ import annotations

from collections.abc import Iterable
from enum import IntEnum
from functools import partial
from typing import Any, NamedTuple

from PySide6.QtCore import QAbstractTableModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent

from desk.books.updates import PreparedUpdate, UpdateChoice
from desk.core.words import P_, _
from desk.ui.widgets.columns import CELL, Cell, Column, Index
from desk.ui.widgets.rows_view import RowsView

ROOT = QModelIndex()
ON, OFF, SOME = Qt.CheckState.Checked, Qt.CheckState.Unchecked, Qt.CheckState.PartiallyChecked


class UpdateGroup(IntEnum):
    """In the order in which they are shown."""

    NEW = 0
    CHANGED = 1
    GONE = 2


class UpdateLine(NamedTuple):
    """A line of the table: the head of a group, or the part of a record; several parts are several differences."""

    group: UpdateGroup
    at: int = -1
    part: int = 0

    @property
    def is_head(self) -> bool:
        """Does it say how many there are in the group?"""
        return self.at < 0


class UpdateModel(QAbstractTableModel):
    """Lines of a comparison; what they say is made when they come into sight."""

    ticked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.prepared: PreparedUpdate | None = None
        names = (P_("of an update", "Record"), P_("of an update", "Field"), _("Stored now"), _("In the file"))
        self.columns: list[Column[UpdateLine]] = [
            Column(name, 96, partial(self._word, at), flex=share)
            for at, (name, share) in enumerate(zip(names, (32, 15, 24, 29), strict=True))
        ]
        self.lines: list[UpdateLine] = []
        self.ticks: dict[UpdateGroup, set[int]] = {group: set() for group in UpdateGroup}
        self._may: dict[UpdateGroup, frozenset[int]] = {group: frozenset() for group in UpdateGroup}

    def show(self, prepared: PreparedUpdate | None) -> None:
        """Another comparison, everything new and changed ticked."""
        self.beginResetModel()
        self.prepared, self.lines = prepared, []
        self.ticks = {group: set() for group in UpdateGroup}
        if prepared is not None:
            usual, every = prepared.usual(), prepared.usual(doubles=True, gone=True)
            self.ticks = {
                UpdateGroup.NEW: set(usual.new),
                UpdateGroup.CHANGED: set(usual.changed),
                UpdateGroup.GONE: set(),
            }
            self._may = {UpdateGroup.NEW: every.new, UpdateGroup.CHANGED: every.changed, UpdateGroup.GONE: every.gone}
            self.lines = list(_lines_of(prepared))
        self.endResetModel()
        self.ticked.emit()

    def chosen(self) -> UpdateChoice:
        """What is ticked now."""
        return UpdateChoice(*(frozenset(self.ticks[group]) for group in UpdateGroup))

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self.columns[section].name
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """The first column has the ticks."""
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return flags | Qt.ItemFlag.ItemIsUserCheckable if index.column() == 0 else flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What a line says, its tick, and that what cannot be stored is quiet."""
        line = self.lines[index.row()]
        if role == Qt.ItemDataRole.CheckStateRole and index.column() == 0 and line.part == 0:
            return self._state(line)
        if role == Qt.ItemDataRole.DisplayRole:
            return self._says(line)[index.column()]
        if role == CELL:
            check = self._state(line) if index.column() == 0 and line.part == 0 else None
            return Cell(self._says(line)[index.column()], muted=self._is_left(line), bold=line.is_head, check=check)
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.CheckStateRole:
            return False
        self.tick([index.row()], Qt.CheckState(value) is ON)
        return True

    def tick(self, rows: Iterable[int], on: bool) -> None:
        """Tick the records of rows, or take their ticks away; the head of a group stands for all of it."""
        touched: dict[UpdateGroup, list[int]] = {}
        for row in rows:
            line = self.lines[row]
            meant = self._may[line.group] & ({line.at} if not line.is_head else self._may[line.group])
            self.ticks[line.group] = self.ticks[line.group] | meant if on else self.ticks[line.group] - meant
            touched.setdefault(line.group, []).append(row - line.part)
        for group, places in touched.items():
            self._show_ticks(group, places)
        self.ticked.emit()

    def _show_ticks(self, group: UpdateGroup, rows: list[int]) -> None:
        """The ticks of these rows are others, and so is the head of their group; with the head all of it."""
        head = self.lines.index(UpdateLine(group))
        last = head + sum(line.group is group for line in self.lines) - 1 if head in rows else max(rows)
        for first, end in ((head, head), (min(rows), last)):
            self.dataChanged.emit(self.index(first, 0), self.index(end, 0))

    def is_on(self, line: UpdateLine) -> bool:
        """Is all of it ticked?"""
        return self._state(line) is ON

    def _state(self, line: UpdateLine) -> Qt.CheckState | None:
        """None where nothing can be ticked."""
        may, ticks = self._may[line.group], self.ticks[line.group]
        if not line.is_head:
            return (ON if line.at in ticks else OFF) if line.at in may else None
        if not may:
            return None
        return (ON if len(ticks) == len(may) else SOME) if ticks else OFF

    def _is_left(self, line: UpdateLine) -> bool:
        """Is it something that cannot be stored?"""
        if line.is_head:
            return False
        refused = line.group is UpdateGroup.CHANGED and bool(self._difference(line).refused)
        return refused or line.at not in self._may[line.group]

    def _difference(self, line: UpdateLine) -> Any:
        assert self.prepared is not None
        return self.prepared.changed[line.at].differences[line.part]

    def _word(self, at: int, line: UpdateLine) -> str:
        return self._says(line)[at]

    def _says(self, line: UpdateLine) -> tuple[str, str, str, str]:
        assert self.prepared is not None
        if line.is_head:
            return (_heading(self.prepared, line.group, len(self.ticks[line.group])), "", "", "")
        if line.group is UpdateGroup.NEW:
            place, record = self.prepared.file.good[line.at]
            is_double = line.at in self.prepared.file.doubles
            was = _("probably there already") if is_double else _("not there yet")
            title = _("{place} {title}", place=place.label, title=self.prepared.title(record))
            return title, "", was, self.prepared.details(record)
        if line.group is UpdateGroup.GONE:
            record = self.prepared.gone[line.at]
            return self.prepared.title(record), "", self.prepared.details(record), _(self.prepared.update.dropped)
        changed, each = self.prepared.changed[line.at], self._difference(line)
        title = "" if line.part else _("{place} {title}", place=changed.place.label, title=changed.title)
        said = _("{words} (not stored: {why})", words=each.file, why=each.refused) if each.refused else each.file
        return title, each.label, each.stored, said


def _lines_of(prepared: PreparedUpdate) -> Iterable[UpdateLine]:
    for group, many in zip(
        UpdateGroup, (len(prepared.file.good), len(prepared.changed), len(prepared.gone)), strict=True
    ):
        if many:
            yield UpdateLine(group)
        for at in range(many):
            parts = len(prepared.changed[at].differences) if group is UpdateGroup.CHANGED else 1
            yield from (UpdateLine(group, at, part) for part in range(parts))


def _heading(prepared: PreparedUpdate, group: UpdateGroup, ticked: int) -> str:
    if group is UpdateGroup.NEW:
        return _("New: {n}, ticked {ticked}", n=len(prepared.file.good), ticked=ticked)
    if group is UpdateGroup.CHANGED:
        return _("Changed: {n}, ticked {ticked}", n=len(prepared.changed), ticked=ticked)
    many = len(prepared.gone)
    return (
        _("Not in the file: {n}, ticked {ticked}", n=many, ticked=ticked)
        if prepared.can_drop
        else (_("Not in the file: {n}", n=many))
    )


class UpdateTable(RowsView):
    """Space ticks what is chosen, or takes the ticks away; on the head of a group all of it."""

    def __init__(self) -> None:
        self.lines = UpdateModel()
        super().__init__(self.lines, self.lines.columns, _("What the file changes"))
        self.setProperty("role", "")  # it stands alone, so that its border is its own

    def show_update(self, prepared: PreparedUpdate | None) -> None:
        """The lines of a comparison; the heads of the groups go across."""
        self.clearSpans()
        self.lines.show(prepared)
        for row, line in enumerate(self.lines.lines):
            if line.is_head:
                self.setSpan(row, 0, 1, self.lines.columnCount())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        current = self.currentIndex()
        if event.key() != Qt.Key.Key_Space or not current.isValid():
            super().keyPressEvent(event)
            return
        rows = {index.row() for index in self.selectionModel().selectedRows()} | {current.row()}
        self.lines.tick(rows, not self.lines.is_on(self.lines.lines[current.row()]))
