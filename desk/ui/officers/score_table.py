"""Zones by items 功能区评分: what each was given, as numbers in a table; the darker the more where it is a heat map."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desk.books.officers.averages import ZoneAverage
from desk.books.officers.model import SCORES, OfficerVisit, ScoreItem
from desk.core.words import P_, listed, named
from desk.ui.shell.text_size import scaled
from desk.ui.widgets.inks import Inks

ROW, LEAST_CELL, MOST_CELL, MOST_NAME = 28, 44, 96, 200
"""Pixels of a row's height, of a cell's width and of a zone's name."""
PAD = 12


@dataclass(frozen=True)
class ScoreRow:
    """A zone: its name, what stands in its cells, and how dark each is, from 0 to 1; None for no ground."""

    name: str
    cells: tuple[str, ...]
    shades: tuple[float | None, ...] = ()


class ScoreTable(QWidget):
    """Read only. ``headings`` stand over the cells."""

    def __init__(self, name: str, headings: Sequence[str]) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.headings = tuple(headings)
        self.rows: list[ScoreRow] = []
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_rows(self, rows: Sequence[ScoreRow]) -> None:
        """Show these; a screen reader hears them row by row."""
        self.rows = list(rows)
        self.setAccessibleDescription(listed(named(row.name, " ".join(row.cells)) for row in self.rows))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._name_width() + len(self.headings) * scaled(MOST_CELL), self._high())

    def minimumSizeHint(self) -> QSize:
        return QSize(scaled(LEAST_CELL) * (len(self.headings) + 2), self._high())

    def _high(self) -> int:
        return scaled(ROW) * (len(self.rows) + 1) + 2

    def _name_width(self) -> int:
        widest = max((Inks.in_use().regular.width(row.name) for row in self.rows), default=0) + 2 * PAD
        return min(widest, scaled(MOST_NAME), max(self.width() - len(self.headings) * scaled(LEAST_CELL), PAD))

    def area(self, row: int, column: int) -> QRectF:
        """Where a cell is; row -1 has the headings."""
        left, high = self._name_width(), scaled(ROW)
        wide = min((self.width() - left) / max(len(self.headings), 1), scaled(MOST_CELL))
        return QRectF(left + column * wide, (row + 1) * high, wide, high)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, inks = QPainter(self), Inks.in_use()
        self.paint(painter, inks)
        painter.end()

    def paint(self, painter: QPainter, inks: Inks) -> None:
        """The headings, then a line for each zone."""
        middle, left = Qt.AlignmentFlag.AlignCenter, Qt.AlignmentFlag.AlignVCenter
        painter.setFont(inks.head.font)
        painter.setPen(inks.muted)
        for at, heading in enumerate(self.headings):
            painter.drawText(self.area(-1, at), middle, heading)
        for at, row in enumerate(self.rows):
            self._paint_row(painter, inks, at, row)
        painter.setPen(inks.line)
        for at in range(len(self.rows) + 1):
            right = self.area(at, len(self.headings) - 1).right()
            painter.drawLine(0, int(self.area(at, 0).top()), int(right), int(self.area(at, 0).top()))
        painter.setPen(inks.text)
        painter.setFont(inks.regular.font)
        for at, row in enumerate(self.rows):
            room = self._name_width() - 2 * PAD
            field = QRectF(PAD, self.area(at, 0).top(), room, scaled(ROW))
            painter.drawText(field, left, inks.regular.elided(row.name, room))

    def _paint_row(self, painter: QPainter, inks: Inks, at: int, row: ScoreRow) -> None:
        painter.setFont(inks.regular.font)
        for column, text in enumerate(row.cells):
            field = self.area(at, column)
            part = row.shades[column] if column < len(row.shades) else None
            painter.setPen(inks.text)
            if part is not None:
                ground, ink = inks.shade(part)
                painter.fillRect(field.adjusted(1, 1, -1, -1), ground)
                painter.setPen(ink)
            painter.drawText(field, Qt.AlignmentFlag.AlignCenter, text)


def item_headings() -> tuple[str, ...]:
    """环境 设施 服务 流程 指引."""
    return tuple(item.label for item in ScoreItem)


def average_headings() -> tuple[str, ...]:
    """The items, then what the zone was given as a whole, and on how many sheets."""
    return (*item_headings(), P_("officer's visit", "Average"), P_("officer's visit", "Sheets"))


def average_words(value: float | None) -> str:
    """4.3; a dash where nobody looked."""
    return "—" if value is None else f"{value:.1f}"


def depth(score: float) -> float:
    """How dark a score is, from the worst at 0 to the best at 1."""
    worst, best = SCORES[0], SCORES[-1]
    return (score - worst) / (best - worst)


def average_row(zone: ZoneAverage) -> ScoreRow:
    """A zone with the average of each item, the darker the better."""
    values = [*(zone.of(item) for item in ScoreItem), zone.whole]
    shades = tuple(None if value is None else depth(value) for value in values)
    cells = (*map(average_words, values), str(zone.sheets) if zone.sheets else "—")
    return ScoreRow(zone.zone, cells, shades)


def sheet_rows(visit: OfficerVisit, zones: Sequence[tuple[int, str]]) -> list[ScoreRow]:
    """What a sheet says of each zone that was seen, with the zone's average."""
    rows = []
    for id, name in zones:
        given = visit.of_zone(id)
        if given:
            cells = tuple(str(given.get(item, "—")) for item in ScoreItem)
            average = average_words(sum(given.values()) / len(given))
            shades = tuple(depth(given[item]) if item in given else None for item in ScoreItem)
            rows.append(ScoreRow(name, (*cells, average), (*shades, None)))
    return rows
