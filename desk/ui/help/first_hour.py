"""The steps of the first hour 第一小时: ticked with the space bar, Enter goes to the page of a step."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from desk.core.manual import FIRST_HOUR, Block, BlockKind, Inline, Topic, topic
from desk.core.words import _
from desk.services import help_progress
from desk.services.session import Desk
from desk.ui.widgets.controls import label

BESIDE, ABOVE_AND_BELOW = 72, 12
"""Pixels of a row that are not for its words."""


class StepList(QListWidget):
    """Its rows are as high as their words need: Qt forgets the box before them, and cuts the last ones off."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() == event.oldSize().width():
            return
        room = QRect(0, 0, self.viewport().width() - BESIDE, 1000)
        self.blockSignals(True)
        for item in map(self.item, range(self.count())):
            needed = self.fontMetrics().boundingRect(room, Qt.TextFlag.TextWordWrap, item.text())
            item.setSizeHint(QSize(0, needed.height() + ABOVE_AND_BELOW))
        self.blockSignals(False)


class FirstHour(QWidget):
    """How far this person is, kept for the next time."""

    page_wanted = Signal(str)
    """The topic of a step's page."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._folder, self._staff_id = desk.folder, desk.actor.id
        self.progress = label("", "muted", wrap=True)
        self.list = StepList()
        self.list.setAccessibleName(_("Steps of the first hour"))
        self.list.setWordWrap(True)
        self.list.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        done = help_progress.steps_done(self._folder, self._staff_id)
        for step in topic(FIRST_HOUR).steps:
            item = QListWidgetItem(f"{step.number}　{step.text}", self.list)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked if step.number in done else Qt.CheckState.Unchecked)
            item.setData(Qt.ItemDataRole.UserRole, _page_of(step))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.progress)
        column.addWidget(self.list, 1)
        self._tell()
        self.list.itemChanged.connect(lambda _item: self._keep())
        self.list.itemActivated.connect(lambda item: self.page_wanted.emit(item.data(Qt.ItemDataRole.UserRole)))

    @staticmethod
    def without_steps(whole: Topic) -> Topic:
        """What stands around the steps."""
        return replace(whole, blocks=tuple(block for block in whole.blocks if block.kind is not BlockKind.STEP))

    def _done(self) -> list[int]:
        rows = range(self.list.count())
        return [at + 1 for at in rows if self.list.item(at).checkState() is Qt.CheckState.Checked]

    def _keep(self) -> None:
        help_progress.keep_steps(self._folder, self._staff_id, self._done())
        self._tell()

    def _tell(self) -> None:
        many, done = self.list.count(), len(self._done())
        sentence = _("{done} of {many} done. Space ticks a step, Enter goes to its page.", done=done, many=many)
        self.progress.setText(_("All steps are done. Well done!") if done == many else sentence)


def _page_of(step: Block) -> str:
    return next(piece.target for piece in step.pieces if piece.kind is Inline.LINK)
