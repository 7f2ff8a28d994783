"""The board as it is shown: columns beside each other, or, where there is no room for that, one below the other."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from desk.books.orders.model import Order
from desk.ui.orders.board import BoardStage, OrderBoard
from desk.ui.shell.text_size import scaled
from desk.ui.widgets.controls import GAP, label
from desk.ui.widgets.line_list import LineList, row_height

COLUMN = 212
"""Pixels that a column needs at least; where five of them do not fit, they stand one below the other."""
UNDER = 2
"""Lines of a card under its first."""
EDGE = 4


class StageList(LineList):
    """The cards of one column. Arrows beyond its edge lead to the next column that has any."""

    entered = Signal(object)
    """The keys go to this column now."""
    beyond = Signal(object, int, bool)
    """From this column, so many columns on; and whether one goes there by ↑ or ↓."""

    def __init__(self, stage: BoardStage) -> None:
        super().__init__(stage.label)
        self.stage = stage
        self.ids: list[int] = []
        self.is_stacked = False
        """Is the next column below this one?"""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, at, last = event.key(), self.currentRow(), self.count() - 1
        if key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self.beyond.emit(self.stage, 1 if key == Qt.Key.Key_Right else -1, False)
        elif self.is_stacked and key == Qt.Key.Key_Down and at >= last:
            self.beyond.emit(self.stage, 1, True)
        elif self.is_stacked and key == Qt.Key.Key_Up and at <= 0:
            self.beyond.emit(self.stage, -1, True)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.entered.emit(self.stage)


class BoardView(QScrollArea):
    """All columns. One card of one column is chosen."""

    chosen = Signal()
    stacked = Signal(bool)
    """Whether the columns stand one below the other from now on."""

    def __init__(self, board: OrderBoard) -> None:
        super().__init__()
        self._board = board
        self._active = BoardStage.TO_REVIEW
        self._is_stacked: bool | None = None
        self.lists = {stage: StageList(stage) for stage in BoardStage}
        self._heads = {stage: label(stage.label, "heading") for stage in BoardStage}
        self._frames: dict[BoardStage, QWidget] = {}
        self._inside = QWidget()
        self._grid = QGridLayout(self._inside)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(GAP)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for stage in BoardStage:
            self._make_column(stage)
        self.setWidget(self._inside)
        self._lay_out(stacked=False)

    def _make_column(self, stage: BoardStage) -> None:
        frame = QWidget()
        inner = QVBoxLayout(frame)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(EDGE)
        inner.addWidget(self._heads[stage])
        shown = self.lists[stage]
        inner.addWidget(shown, 1)
        self._frames[stage] = frame
        shown.entered.connect(self._enter)
        shown.beyond.connect(self._go_beyond)
        shown.currentRowChanged.connect(lambda _row: self.chosen.emit())

    def _lay_out(self, *, stacked: bool) -> None:
        if stacked is self._is_stacked:
            return
        self._is_stacked = stacked
        for place, stage in enumerate(BoardStage):
            across, down = (0, place) if stacked else (place, 0)
            self._grid.addWidget(self._frames[stage], down, across)
            self._grid.setColumnStretch(place, int(place == 0 or not stacked))
            self.lists[stage].is_stacked = stacked
            policy = QSizePolicy.Policy.Fixed if stacked else QSizePolicy.Policy.Expanding
            self._frames[stage].setSizePolicy(QSizePolicy.Policy.Expanding, policy)
        self._grid.setRowStretch(len(self.lists), int(stacked))
        self._fit_heights()
        self.stacked.emit(stacked)

    def _fit_heights(self) -> None:
        """One below the other, each column is as high as its cards, and an empty one is left out."""
        for stage, shown in self.lists.items():
            stacked = bool(self._is_stacked)
            self._frames[stage].setVisible(not stacked or shown.count() > 0)
            bar = Qt.ScrollBarPolicy.ScrollBarAlwaysOff if stacked else Qt.ScrollBarPolicy.ScrollBarAsNeeded
            shown.setVerticalScrollBarPolicy(bar)
            high = row_height(UNDER) * shown.count() + EDGE
            shown.setMinimumHeight(high if stacked else 0)
            shown.setMaximumHeight(high if stacked else QWIDGETSIZE_MAX)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out(stacked=event.size().width() < scaled(COLUMN) * len(self.lists) + GAP * (len(self.lists) - 1))

    @property
    def columns(self) -> tuple[StageList, ...]:
        """All columns in their order."""
        return tuple(self.lists.values())

    @property
    def first(self) -> StageList:
        """The first column."""
        return self.lists[BoardStage.TO_REVIEW]

    def head(self, stage: BoardStage) -> QLabel:
        """The heading of a column, with how many stand in it."""
        return self._heads[stage]

    @property
    def order(self) -> Order | None:
        """The chosen one; None where nothing is chosen."""
        shown = self.lists[self._active]
        at = shown.currentRow()
        return self._board.find(shown.ids[at]) if 0 <= at < len(shown.ids) else None

    def show_board(self) -> None:
        """The cards of the board; what was chosen stays so, or else what took its place."""
        was, at = self.order, self.lists[self._active].currentRow()
        for stage, shown in self.lists.items():
            orders = self._board.in_stage(stage)
            shown.blockSignals(True)
            shown.clear()
            shown.ids = [each.id for each in orders]
            for order in orders:
                card = self._board.card(order)
                shown.add(card.lines[0], "\n".join(card.lines[1:]), card.tag, card.tone)
            shown.blockSignals(False)
            self._heads[stage].setText(f"{stage.label} {len(orders)}" if orders else stage.label)
        self._fit_heights()
        if was is None or not self.choose(was.id):
            self._choose_near(at)

    def _choose_near(self, at: int) -> None:
        """The card that took the place of one that went, or the first of the board."""
        if not self.lists[self._active].count():
            self._active = next((stage for stage, shown in self.lists.items() if shown.count()), self._active)
        shown = self.lists[self._active]
        self._choose_row(shown, min(max(at, 0), shown.count() - 1))

    def choose(self, id: int) -> bool:
        """Choose an order, wherever it stands; False where it is not on the board."""
        for shown in self.lists.values():
            if id in shown.ids:
                self._choose_row(shown, shown.ids.index(id))
                return True
        return False

    def _choose_row(self, shown: StageList, at: int) -> None:
        has_keys = any(each.hasFocus() for each in self.lists.values())
        self._active = shown.stage
        for each in self.lists.values():
            each.blockSignals(True)
            each.setCurrentRow(at if each is shown else -1)
            each.blockSignals(False)
        if has_keys and not shown.hasFocus():
            shown.setFocus()
        self._bring_into_sight(shown)
        self.chosen.emit()

    def _bring_into_sight(self, shown: StageList) -> None:
        item = shown.currentItem()
        if item is not None and self._is_stacked:
            area = shown.visualItemRect(item)
            centre = shown.viewport().mapTo(self._inside, area.center())
            self.ensureVisible(centre.x(), centre.y(), 0, area.height())

    def take_keys(self) -> None:
        """The keys go to the chosen card."""
        self.lists[self._active].setFocus()

    def _enter(self, stage: BoardStage) -> None:
        """By the mouse or Tab: its own row is the chosen one, or its first."""
        shown = self.lists[stage]
        if stage is not self._active or shown.currentRow() < 0:
            self._choose_row(shown, max(shown.currentRow(), 0) if shown.count() else -1)

    def _go_beyond(self, stage: BoardStage, step: int, by_rows: bool) -> None:
        """The next column that has cards: at the same height, or, one below the other, at its near end."""
        stages = list(BoardStage)
        at = stages.index(stage) + step
        while 0 <= at < len(stages) and not self.lists[stages[at]].count():
            at += step
        if not 0 <= at < len(stages):
            return
        shown, row = self.lists[stages[at]], max(self.lists[stage].currentRow(), 0)
        if by_rows or self._is_stacked:
            row = 0 if step > 0 else shown.count() - 1
        self._choose_row(shown, min(row, shown.count() - 1))
        shown.setFocus()


QWIDGETSIZE_MAX = (1 << 24) - 1
"""Qt's own bound, which it does not give to Python."""
