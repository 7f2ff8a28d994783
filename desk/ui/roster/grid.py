"""The month grid: people down or days down, a coloured mark for every duty, moved by keyboard or by dragging.

A digit gives the person in the cell that shift on that day or takes it away, Delete clears the cell, P pins it;
a mark dragged to another cell moves there. What is given away or cancelled after publishing stays visible, struck out.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QMimeData, QModelIndex, QPersistentModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QColor, QDragMoveEvent, QDropEvent, QFont, QKeyEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from desk.books.roster.assignees import AbsenceKind
from desk.books.roster.queries import Duty
from desk.core.calendar import DayKind, day_words, rest_sign, short_weekdays, weekday_words
from desk.core.words import NP_, _, phrases
from desk.scheduling.problem import Assignment
from desk.ui.roster.board import RosterBoard
from desk.ui.roster.colours import of_shift
from desk.ui.shell import theme
from desk.ui.widgets.whole_text import hint

Index = QModelIndex | QPersistentModelIndex
CHOOSABLE = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
MOVABLE = CHOOSABLE | Qt.ItemFlag.ItemIsDragEnabled | Qt.ItemFlag.ItemIsDropEnabled
MIME = "application/x-desk-turn"
ABSENT = {
    AbsenceKind.LEAVE: NP_("sign in the roster", "L"),
    AbsenceKind.UNAVAILABLE: NP_("sign in the roster", "U"),
    AbsenceKind.WISH_OFF: NP_("sign in the roster", "off?"),
    AbsenceKind.WISH_ON: NP_("sign in the roster", "on?"),
}
"""Why somebody has no duty in a cell, or wishes one: msgids."""
CHIP, GAP, TALLEST = 21, 3, 48
LONG_DAY = date(2028, 12, 31)
"""A day whose words are as wide as any."""


class RosterGridModel(QAbstractTableModel):
    """``days_down`` turns the grid over: rows are days and columns are shifts instead of people by days."""

    def __init__(self) -> None:
        super().__init__()
        self.board: RosterBoard | None = None
        self.days_down = False
        self.marked: frozenset[date] = frozenset()

    def show(self, board: RosterBoard, *, days_down: bool, marked: frozenset[date]) -> None:
        """Lay the board out anew. ``days_down`` turns it; ``marked`` are days of a contradiction."""
        self.beginResetModel()
        self.board, self.days_down, self.marked = board, days_down, marked
        self.people, self.cards, self.days = board.people, board.used, board.month.days
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        if self.board is None or parent.isValid():
            return 0
        return len(self.days) if self.days_down else len(self.people)

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        if self.board is None or parent.isValid():
            return 0
        return len(self.cards) if self.days_down else len(self.days)

    def day_at(self, index: Index) -> date:
        return self.days[index.row() if self.days_down else index.column()]

    def person_at(self, index: Index) -> int | None:
        """Whose row it is; None while days go down, for then a column is a shift."""
        return None if self.days_down else self.people[index.row()].id

    def duties_at(self, index: Index) -> list[Duty]:
        """The duties in a cell; those of a person with cancelled ones and those that somebody else took."""
        assert self.board is not None
        if self.days_down:
            return self.board.people_in((self.day_at(index), self.cards[index.column()].id))
        return self.board.duties_of(self.people[index.row()].id, self.day_at(index))

    def turns_at(self, index: Index) -> list[Assignment]:
        """The duties that count in a cell."""
        person = self.person_at(index)
        return [d.assignment for d in self.duties_at(index) if not d.cancelled and person in (None, d.staff_id)]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Only what is read aloud or shown as a tip; ``DutyChips`` paints the rest."""
        if self.board is None:
            return None
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(index)
        if role == Qt.ItemDataRole.ToolTipRole:
            return hint(self._why(index))
        return None

    def _spoken(self, index: Index) -> str:
        assert self.board is not None
        cards, names = self.board.cards, self.board.names
        said = [f"{names[d.staff_id]} {cards[d.shift_id].name}" for d in self.duties_at(index) if not d.cancelled]
        return f"{self.day_at(index)} {phrases(said)}"

    def _why(self, index: Index) -> str:
        board, day, person = self.board, self.day_at(index), self.person_at(index)
        assert board is not None
        lines = [f"{day_words(day)}　{board.calendar.kind(day).label}"]
        for duty in self.duties_at(index):
            card = board.cards[duty.shift_id]
            line = f"{board.names[duty.staff_id]} {card.name}"
            if duty.cancelled:
                line += _("(cancelled)")
            elif duty.planned_id not in (None, duty.staff_id):
                line += _("(for {name})", name=board.names[duty.planned_id or 0])
            lines.append(line + (_("(pinned)") if duty.pinned else ""))
        if person is not None:
            lines += [f"{a.kind.label} {a.reason}".strip() for a in board.absences_of(person, day)]
            lines += [breach.sentence for breach in board.breaches_of(person, day)]
        else:
            lines += [breach.sentence for breach in board.breaches_on(day)]
        return "\n".join(dict.fromkeys(lines))

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if self.board is None or section < 0:
            return None
        across = orientation is Qt.Orientation.Horizontal
        is_day = across is not self.days_down
        if role == Qt.ItemDataRole.DisplayRole:
            if is_day:
                return self._day_name(self.days[section])
            return self.cards[section].name if across else self.people[section].name
        if is_day and role == Qt.ItemDataRole.ForegroundRole:
            off = self.board.calendar.kind(self.days[section]) in (DayKind.WEEKEND, DayKind.HOLIDAY)
            return QColor(theme.colours().brand) if off else None
        if not is_day and not across and role == Qt.ItemDataRole.ToolTipRole:
            person = self.people[section].id
            return hint(self.board.why(person)) if person in self.board.standing else None
        return None

    def _day_name(self, day: date) -> str:
        assert self.board is not None
        mark = self.board.calendar.mark(day)
        sign = mark.sign if mark else short_weekdays([day.weekday()])[0]
        return (
            f"{day_words(day)} {weekday_words(day)}{' ' + sign if mark else ''}"
            if self.days_down
            else f"{day.day}\n{sign}"
        )

    def flags(self, index: Index) -> Qt.ItemFlag:
        return MOVABLE if index.isValid() else CHOOSABLE

    def mimeTypes(self) -> list[str]:
        return [MIME]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        data = QMimeData()
        turns = self.turns_at(indexes[0]) if indexes else []
        if turns:
            data.setData(MIME, json.dumps([turns[0].day.isoformat(), turns[0].shift, turns[0].person]).encode())
        return data


class DutyChips(QStyledItemDelegate):
    """Draws the marks of a cell."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = index.model()
        assert isinstance(model, RosterGridModel) and model.board is not None
        board, day, person, c = model.board, model.day_at(index), model.person_at(index), theme.colours()
        area: QRect = option.rect
        off = board.calendar.kind(day) in (DayKind.WEEKEND, DayKind.HOLIDAY)
        painter.fillRect(area, QColor(c.sunken if off else c.panel))
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(area, QColor(c.select))
        there = model.duties_at(index)
        stacked = 1 if model.days_down else len(there) + bool(person is not None and board.absences_of(person, day))
        y = area.y() + max(GAP, (area.height() - stacked * (CHIP + GAP)) // 2)
        x = area.x() + GAP
        for duty in there:
            place = next((n for n, card in enumerate(model.cards) if card.id == duty.shift_id), 0)
            gone = duty.cancelled or person not in (None, duty.staff_id)
            text = board.names[duty.staff_id] if model.days_down else model.cards[place].name
            if model.days_down:
                wide = painter.fontMetrics().horizontalAdvance(text) + 14
                self._chip(painter, QRect(x, y, wide, CHIP), text, place, duty, gone)
                x += wide + 4
            else:
                self._chip(painter, QRect(area.x() + 2, y, area.width() - 5, CHIP), text, place, duty, gone)
                y += CHIP + GAP
        if person is not None:
            self._absent(painter, area, y, [_(ABSENT[a.kind]) for a in board.absences_of(person, day)])
        wrong = (
            board.breaches_of(person, day)
            if person is not None
            else [b for b in board.breaches_on(day) if b.shift == model.cards[index.column()].id]
        )
        if wrong or day in model.marked:
            painter.setPen(QPen(QColor(c.bad), 2))
            painter.drawRect(area.adjusted(1, 1, -2, -2))
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(QColor(c.focus), 2))
            painter.drawRect(area.adjusted(1, 1, -2, -2))

    def _chip(self, painter: QPainter, area: QRect, text: str, place: int, duty: Duty, gone: bool) -> None:
        ink, ground = of_shift(place)
        c = theme.colours()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(c.muted), 1, Qt.PenStyle.DashLine) if gone else QPen(ink, 2 if duty.pinned else 0.5))
        painter.setBrush(QColor(c.panel) if gone else ground)
        painter.drawRoundedRect(area, 4, 4)
        font = QFont(painter.font())
        font.setPixelSize(12)
        font.setStrikeOut(gone)
        font.setBold(not gone)
        painter.setFont(font)
        painter.setPen(QColor(c.muted) if gone else ink)
        changed = "*" if not gone and duty.planned_id not in (None, duty.staff_id) else ""
        shown = text + changed
        if painter.fontMetrics().horizontalAdvance(shown) > area.width() - 2:
            shown = text[: max(1, (area.width() - 2 - 6 * len(changed)) // 12)] + changed
        painter.drawText(area, Qt.AlignmentFlag.AlignCenter, shown)
        painter.restore()

    def _absent(self, painter: QPainter, area: QRect, y: int, texts: list[str]) -> None:
        if texts:
            painter.save()
            font = QFont(painter.font())
            font.setPixelSize(12)
            painter.setFont(font)
            painter.setPen(QColor(theme.colours().muted))
            painter.drawText(
                QRect(area.x(), y, area.width(), CHIP), Qt.AlignmentFlag.AlignCenter, "/".join(dict.fromkeys(texts))
            )
            painter.restore()


class RosterGrid(QTableView):
    """The view. It asks for changes; the page makes them and tells what they did."""

    change_wanted = Signal(object, object)
    """``Assignment`` that was, ``Assignment`` that is to be; either may be None."""
    pin_wanted = Signal(object)
    person_wanted = Signal(object)
    """A slot's key: who is to have it is asked for."""
    hovered = Signal(object, object)

    def __init__(self) -> None:
        super().__init__()
        self.grid = RosterGridModel()
        self.setModel(self.grid)
        self.setItemDelegate(DutyChips(self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setDragEnabled(True)
        self.setAcceptDrops(True)
        self.setDropIndicatorShown(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        self.setTabKeyNavigation(False)
        self.setAccessibleName(_("Month grid"))
        self.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignCenter)
        self.verticalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
        self.horizontalHeader().setStyleSheet("QHeaderView::section { padding: 3px 0; }")
        for header in (self.horizontalHeader(), self.verticalHeader()):
            header.setSectionsClickable(False)
            header.setHighlightSections(True)

    def show_board(self, board: RosterBoard, *, days_down: bool, marked: frozenset[date] = frozenset()) -> None:
        """Show a month, the cursor where it was."""
        was = self.currentIndex()
        at = (was.row(), was.column()) if was.isValid() and self.grid.days_down is days_down else (0, 0)
        self.grid.show(board, days_down=days_down, marked=marked)
        self._size()
        self.setCurrentIndex(self.grid.index(*at) if at[0] < self.grid.rowCount() else self.grid.index(0, 0))

    def _size(self) -> None:
        down, across = self.verticalHeader(), self.horizontalHeader()
        if self.grid.days_down:
            down.setDefaultSectionSize(CHIP + 2 * GAP)
            for row in range(self.grid.rowCount()):
                self.setRowHeight(row, CHIP + 2 * GAP)
            down.setFixedWidth(
                self.fontMetrics().horizontalAdvance(
                    f"{day_words(LONG_DAY)} {weekday_words(LONG_DAY)} {rest_sign(working=True)}"
                )
                + 30
            )
            across.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
            return
        across.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        across.setMinimumSectionSize(26)
        names = max((self.fontMetrics().horizontalAdvance(p.name) for p in self.grid.people), default=60) + 26
        down.setFixedWidth(names)
        room = self.width() - names - 6 - self.verticalScrollBar().sizeHint().width()
        across.setDefaultSectionSize(max(26, room // max(self.grid.columnCount(), 1)))
        down.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        even = (self.height() - across.height() - 6) // max(self.grid.rowCount(), 1)
        for row in range(self.grid.rowCount()):
            many = max(
                (len(self.grid.duties_at(self.grid.index(row, n))) for n in range(self.grid.columnCount())), default=1
            )
            self.setRowHeight(row, max(min(even, TALLEST), max(many, 1) * (CHIP + GAP) + GAP + 2))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.grid.board is not None:
            self._size()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index, key = self.currentIndex(), event.key()
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if not index.isValid() or not plain:
            super().keyPressEvent(event)
        elif Qt.Key.Key_1 <= key <= Qt.Key.Key_9 and self._digit(index, key - Qt.Key.Key_1):
            pass
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            for turn in self.grid.turns_at(index)[:1]:
                self.change_wanted.emit(turn, None)
        elif key == Qt.Key.Key_P:
            self.pin_wanted.emit(self.grid.turns_at(index))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.person_wanted.emit(self.slot_key(index))
        else:
            super().keyPressEvent(event)

    def _digit(self, index: QModelIndex, place: int) -> bool:
        person = self.grid.person_at(index)
        if person is None or place >= len(self.grid.cards):
            return False
        turn = Assignment(self.grid.day_at(index), self.grid.cards[place].id, person)
        there = turn in self.grid.turns_at(index)
        self.change_wanted.emit(turn if there else None, None if there else turn)
        return True

    def slot_key(self, index: QModelIndex) -> tuple[date, int] | None:
        """The day and the shift that a cell is about; None for an empty one of a person."""
        if self.grid.days_down:
            return self.grid.day_at(index), self.grid.cards[index.column()].id
        turns = self.grid.turns_at(index)
        return turns[0][:2] if turns else None

    def _dropped(self, event: QDropEvent | QDragMoveEvent) -> tuple[Assignment, Assignment] | None:
        """What a drop at the event's place would change."""
        index = self.indexAt(event.position().toPoint())
        content = event.mimeData().data(MIME).data()
        if not index.isValid() or not content:
            return None
        day, shift, person = json.loads(bytes(content))
        was = Assignment(date.fromisoformat(day), shift, person)
        there = self.grid.person_at(index)
        card = self.grid.cards[index.column()].id if self.grid.days_down else shift
        now = Assignment(self.grid.day_at(index), card, there if there is not None else person)
        return (was, now) if was != now else None

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        change = self._dropped(event)
        if change:
            self.hovered.emit(*change)
            event.acceptProposedAction()
        else:
            event.ignore()

    def dropEvent(self, event: QDropEvent) -> None:
        change = self._dropped(event)
        if change:
            event.acceptProposedAction()
            self.change_wanted.emit(*change)
