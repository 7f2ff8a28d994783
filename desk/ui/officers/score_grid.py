"""The scores of a sheet, typed as they stand on the paper: one key for each, and on to the next."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter

from desk.books.officers.model import ScoreItem, ZoneScore
from desk.core.words import P_, _, named
from desk.ui.officers.score_table import ScoreRow, ScoreTable, average_words, item_headings
from desk.ui.widgets.inks import Inks

ITEMS = tuple(ScoreItem)
DIGITS = {Qt.Key.Key_0 + digit: digit for digit in range(6)}
STEPS = {
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Up: -len(ITEMS),
    Qt.Key.Key_Down: len(ITEMS),
}


class ScoreGrid(ScoreTable):
    """1 to 5 set a score and go on, 0 and the space bar leave a cell empty and go on, Backspace takes the one before
    back, arrows move. Behind the last cell nothing is typed any more. Tab leaves.
    """

    changed = Signal()
    moved = Signal(QRect)
    """Where the cell with the cursor is, to be kept in sight."""

    def __init__(self, zones: Sequence[tuple[int, str]]) -> None:
        super().__init__(P_("officer's visit", "Scores"), (*item_headings(), P_("officer's visit", "Average")))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
        self.zones = list(zones)
        self._given: dict[int, int] = {}
        self.at = 0
        """The place of the cursor; ``many`` is behind the last cell."""
        self._renew()

    @property
    def many(self) -> int:
        """How many cells there are."""
        return len(self.zones) * len(ITEMS)

    @property
    def scores(self) -> tuple[ZoneScore, ...]:
        """What is set, zone by zone."""
        return tuple(
            ZoneScore(self.zones[place // len(ITEMS)][0], ITEMS[place % len(ITEMS)], score)
            for place, score in sorted(self._given.items())
        )

    def show_scores(self, scores: Sequence[ZoneScore]) -> None:
        """Set these and no others, the cursor at the first cell."""
        places = {id: at * len(ITEMS) for at, (id, _name) in enumerate(self.zones)}
        self._given = {places[each.zone_id] + ITEMS.index(each.item): each.score for each in scores}
        self.at = 0
        self._renew()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """As the class says."""
        key, bare = event.key(), not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if bare and (key in DIGITS or key == Qt.Key.Key_Space):
            self._type(DIGITS.get(key, 0))
        elif bare and key == Qt.Key.Key_Backspace:
            self._take_back()
        elif bare and key == Qt.Key.Key_Delete and self.at < self.many:
            self._given.pop(self.at, None)
            self._renew()
        elif bare and key in STEPS:
            self._move(self.at + STEPS[Qt.Key(key)])
        elif bare and key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self._move(0 if key == Qt.Key.Key_Home else self.many - 1)
        else:
            super().keyPressEvent(event)

    def _type(self, score: int) -> None:
        if self.at >= self.many:
            return
        if score:
            self._given[self.at] = score
        else:
            self._given.pop(self.at, None)
        self.at += 1
        self._renew()

    def _take_back(self) -> None:
        if self.at > 0:
            self.at -= 1
            self._given.pop(self.at, None)
            self._renew()

    def _move(self, place: int) -> None:
        """To another cell, where there is one."""
        if 0 <= place < self.many:
            self.at = place
            self._renew()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click puts the cursor into a cell."""
        for place in range(self.many):
            if self._cell(place).contains(event.position().toPoint()):
                self._move(place)

    def _cell(self, place: int) -> QRect:
        return self.area(*divmod(place, len(ITEMS))).toRect()

    def _renew(self) -> None:
        rows = []
        for at, (_id, name) in enumerate(self.zones):
            given = [self._given.get(at * len(ITEMS) + item) for item in range(len(ITEMS))]
            seen = [score for score in given if score]
            average = average_words(sum(seen) / len(seen)) if seen else ""
            rows.append(ScoreRow(name, (*(str(score or "") for score in given), average)))
        self.show_rows(rows)
        self.setAccessibleDescription(self.spoken())
        self.moved.emit(self._cell(min(self.at, max(self.many - 1, 0))))
        self.changed.emit()

    def spoken(self) -> str:
        """The cell with the cursor, for a screen reader: 服务大厅·设施：4."""
        if self.at >= self.many:
            return _("All cells are done.")
        zone, item = divmod(self.at, len(ITEMS))
        score = self._given.get(self.at)
        return named(f"{self.zones[zone][1]}·{ITEMS[item].label}", score or P_("officer's visit", "not seen"))

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def paint(self, painter: QPainter, inks: Inks) -> None:
        """The cell with the cursor has the colour of the focus round it while the keys go there."""
        inks.paint_frame(painter, self.rect(), focus=self.hasFocus())
        super().paint(painter, inks)
        if self.at < self.many:
            cell = self._cell(self.at).adjusted(2, 2, -2, -2)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(inks.ring if self.hasFocus() else inks.edge)
            painter.drawRect(cell)
