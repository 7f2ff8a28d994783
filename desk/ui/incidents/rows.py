"""How steps and entries stand in the window of an incident: a row of two lines, its time where the eye looks for it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Generic

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem

from desk.books.incidents.checklist import StepMark
from desk.books.incidents.model import EntryKind, IncidentEntry
from desk.core.tone import Tone
from desk.ui.shell.text_size import is_narrow, scaled
from desk.ui.shell.tokens import BODY, CELL_PADDING, CONTROL_RADIUS, GAPS
from desk.ui.widgets.cell import Cells, fill_round
from desk.ui.widgets.columns import Column, Index, Row
from desk.ui.widgets.icons import icon
from desk.ui.widgets.inks import Letters
from desk.ui.widgets.lists import ListView, PagedModel
from desk.ui.widgets.rows_view import RowsView

ABOVE = 7
"""Pixels over the first and under the last line of a row."""
CIRCLE, AFTER_CIRCLE = 24, 46
"""Pixels: the circle of a step, and where its words begin."""
PICTURE, TIME, AFTER_TIME = 16, 84, 122
"""Pixels: the picture of an entry, how wide its time is at most, and where its words begin."""
TAG, TAG_PADDING, APART = 22, 8, GAPS[1]
"""Pixels: the height of a tag, beside its words, and from it to other words."""
TOP_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
WRAPPED = TOP_LEFT | Qt.TextFlag.TextWordWrap
ON_ONE_LINE = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
AT_THE_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine


PICTURES = {
    EntryKind.OPEN: ("siren", Tone.DANGER),
    EntryKind.NOTE: ("pencil", Tone.WAITING),
    EntryKind.CORRECTION: ("undo-2", Tone.DUE_SOON),
    EntryKind.LEVEL: ("triangle-alert", Tone.DUE_SOON),
    EntryKind.STATE: ("flag", Tone.WAITING),
    EntryKind.PEOPLE: ("users", Tone.DUE_SOON),
    EntryKind.PLACE: ("undo-2", Tone.DUE_SOON),
    EntryKind.REPORT: ("phone", Tone.DONE),
    EntryKind.LINK: ("files", Tone.QUIET),
    EntryKind.STEP: ("check", Tone.DONE),
    EntryKind.PHOTO: ("camera", Tone.QUIET),
    EntryKind.HANDOVER: ("arrow-left-right", Tone.QUIET),
    EntryKind.WAIVED: ("minus", Tone.QUIET),
    EntryKind.NAMED: ("user-round", Tone.QUIET),
    EntryKind.MEASURE: ("circle-check", Tone.DONE),
}
"""By which picture each kind of entry is told from the others, and in which tone."""


def picture_of(entry: IncidentEntry) -> tuple[str, Tone]:
    """A step that was struck or opened again has no tick."""
    if entry.kind is EntryKind.STEP and entry.fields["mark"] != StepMark.DONE:
        return "minus", Tone.QUIET
    return PICTURES[entry.kind]


class Rows(Cells, Generic[Row]):
    """Paints a whole record in the one column of a table; the rows are as high as their words need."""

    def __init__(self, table: RowsView) -> None:
        super().__init__(table)
        table.setWordWrap(True)
        table.head.hide()
        table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        table.setVerticalScrollMode(RowsView.ScrollMode.ScrollPerPixel)
        for changed in (table.columns_fitted, table.model().modelReset, table.model().rowsInserted):
            changed.connect(lambda *_of: table.resizeRowsToContents())

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        inks, area = self._table.inks, option.rect
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        under = inks.select if chosen else inks.hover if index.row() == self._table.hovered else inks.panel
        painter.fillRect(area, under)
        painter.fillRect(area.left() + CELL_PADDING, area.bottom(), area.width() - 2 * CELL_PADDING, 1, inks.line)
        self.paint_row(painter, area.adjusted(CELL_PADDING, ABOVE, -CELL_PADDING, -ABOVE), self._row(index), chosen)

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        width = self._table.columnWidth(index.column()) - 2 * CELL_PADDING
        return QSize(width, self.height_in(width, self._row(index)) + 2 * ABOVE + 1)

    def _row(self, index: Index) -> Row:
        model = index.model()
        assert isinstance(model, PagedModel)
        row: Row = model.rows[index.row()]
        return row

    def paint_row(self, painter: QPainter, inside: QRect, row: Row, chosen: bool) -> None:
        """What stands in a row."""
        raise NotImplementedError

    def height_in(self, width: int, row: Row) -> int:
        """Pixels that the row needs where it is so wide."""
        raise NotImplementedError

    def _wrapped(self, letters: Letters, text: str, width: int) -> int:
        """How high these words are."""
        return letters.metrics.boundingRect(QRect(0, 0, max(width, 1), 100_000), WRAPPED, text).height()

    def _draw(self, painter: QPainter, letters: Letters, ink: QColor, at: QRect, flags: int, text: str) -> None:
        painter.setFont(letters.font)
        painter.setPen(ink)
        painter.drawText(at, flags, text)

    @property
    def _is_narrow(self) -> bool:
        return is_narrow(self._table.window().width())


class StepRows(Rows[Row]):
    """A step: its number or a tick in a circle, what to do, who, and how much time is left."""

    def __init__(
        self,
        table: RowsView,
        says: Callable[[Row], tuple[int, str, str]],
        time: Callable[[Row], tuple[str, Tone | None]],
        is_over: Callable[[Row], bool],
    ) -> None:
        """``says`` gives the number, what is to be done and who; ``time`` what the tag says and means."""
        super().__init__(table)
        self._says, self._time, self._is_over = says, time, is_over

    def height_in(self, width: int, row: Row) -> int:
        _n, step, who = self._says(row)
        inks, room = self._table.inks, width - AFTER_CIRCLE + CELL_PADDING - self._beside(row)
        below = max(inks.small.metrics.height() if who else 0, TAG if self._is_narrow and self._time(row)[0] else 0)
        return max(CIRCLE, self._wrapped(inks.regular, step, room) + below)

    def _beside(self, row: Row) -> int:
        """Pixels that the tag takes beside the words; in a narrow window it stands below them."""
        text = self._time(row)[0]
        return 0 if self._is_narrow or not text else self._tag_width(text) + APART

    def _tag_width(self, text: str) -> int:
        return self._table.inks.head.width(text) + 2 * TAG_PADDING

    def paint_row(self, painter: QPainter, inside: QRect, row: Row, chosen: bool) -> None:
        inks, (n, step, who) = self._table.inks, self._says(row)
        self._paint_circle(painter, QRect(inside.left(), inside.top(), CIRCLE, CIRCLE), row, n)
        at = inside.adjusted(AFTER_CIRCLE - CELL_PADDING, 0, -self._beside(row), 0)
        ink = inks.muted if self._is_over(row) else inks.text
        self._draw(painter, inks.regular, ink, at, WRAPPED, step)
        high = self._wrapped(inks.regular, step, at.width())
        self._draw(painter, inks.small, inks.muted, at.adjusted(0, high, 0, 0), TOP_LEFT, who)
        text, tone = self._time(row)
        if text:
            width = self._tag_width(text)
            top = inside.top() + high if self._is_narrow else inside.top()
            self._paint_time(painter, QRect(inside.right() - width + 1, top, width, TAG), text, tone, chosen)

    def _paint_time(self, painter: QPainter, box: QRect, text: str, tone: Tone | None, chosen: bool) -> None:
        inks = self._table.inks
        if tone in (None, Tone.DONE):
            self._draw(painter, inks.small, inks.muted, box, AT_THE_RIGHT, text)
            return
        ink, ground = inks.tones[tone]
        fill_round(painter, QRectF(box), inks.panel if chosen else ground, CONTROL_RADIUS)
        self._draw(painter, inks.head, ink, box, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextSingleLine, text)

    def _paint_circle(self, painter: QPainter, box: QRect, row: Row, n: int) -> None:
        inks, over = self._table.inks, self._is_over(row)
        good = inks.tones[Tone.DONE][0]
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen if over else inks.muted)
        painter.setBrush(good if over else inks.panel)
        painter.drawEllipse(QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        if over:
            inset, ratio = (CIRCLE - PICTURE) // 2, painter.device().devicePixelRatioF()
            done = self._time(row)[1] is Tone.DONE
            picture = icon("check" if done else "minus", inks.panel.name(), PICTURE, ratio)
            painter.drawPixmap(box.topLeft() + QPoint(inset, inset), picture)
        else:
            self._draw(painter, inks.head, inks.text, box, Qt.AlignmentFlag.AlignCenter, str(n))


class EntryRows(Rows[Row]):
    """An entry: when, a picture of its kind, what it says, and below that who wrote it."""

    def __init__(
        self,
        table: RowsView,
        says: Callable[[Row], tuple[str, str, str]],
        picture: Callable[[Row], tuple[str, Tone]],
    ) -> None:
        """``says`` gives the time, the text and the second line; ``picture`` its name and in which tone."""
        super().__init__(table)
        self._says, self._picture = says, picture
        self._time = Letters(BODY - 1, bold=True)

    def height_in(self, width: int, row: Row) -> int:
        _when, text, below = self._says(row)
        inks = self._table.inks
        room = width - scaled(AFTER_TIME) + CELL_PADDING
        return self._wrapped(inks.regular, text, room) + (inks.small.metrics.height() if below else 0)

    def paint_row(self, painter: QPainter, inside: QRect, row: Row, chosen: bool) -> None:
        inks, (when, text, below) = self._table.inks, self._says(row)
        first = QRect(inside.left(), inside.top(), scaled(TIME), inks.regular.metrics.height())
        day, _space, time = when.rpartition(" ")
        self._draw(painter, self._time, inks.text, first, ON_ONE_LINE, time)
        self._draw(painter, inks.small, inks.muted, first.translated(0, first.height()), TOP_LEFT, day)
        name, tone = self._picture(row)
        ink = inks.tones[tone][0] if tone is not Tone.QUIET else inks.muted
        top = first.top() + (first.height() - PICTURE) // 2
        ratio = painter.device().devicePixelRatioF()
        painter.drawPixmap(QPoint(first.right() + 1, top), icon(name, ink.name(), PICTURE, ratio))
        at = inside.adjusted(scaled(AFTER_TIME) - CELL_PADDING, 0, 0, 0)
        self._draw(painter, inks.regular, inks.text, at, WRAPPED, text)
        high = self._wrapped(inks.regular, text, at.width())
        self._draw(painter, inks.small, inks.muted, at.adjusted(0, high, 0, 0), TOP_LEFT, below)


class PanelList(ListView[Row]):
    """A list inside a panel, whose border is its own; it has one itself only while the keys go to it."""

    def __init__(self, column: Column[Row], empty: str, name: str) -> None:
        super().__init__([column], empty, name, sortable=False)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.table.hasFocus():
            super().paintEvent(event)

    def show_every(self, rows: Sequence[Row]) -> None:
        """All of them at once: what is newest stands at the end and has to be in sight."""
        self.show_all(rows)
        nowhere: Any = self.model.index(-1, -1)
        while self.model.canFetchMore(nowhere):
            self.model.fetchMore(nowhere)
