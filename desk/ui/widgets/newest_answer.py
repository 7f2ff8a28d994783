"""What a page counts beside the window: it is painted first, and only the answer to the newest question is shown."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from desk.core.work import Work
from desk.services.session import Desk
from desk.ui.widgets import jobs

Question = Callable[[Work], Any]
PAUSE_MS = 50
"""After the first painting: what painting has left over is done before the counting begins."""


class NewestAnswer(QObject):
    """One question is counted at a time; of those asked meanwhile only the last is counted next. Out of sight nothing
    is begun: what is put away is never left with a thread that still counts for it.
    """

    answered = Signal(object)
    """What the newest question came to."""
    refused = Signal(str)

    def __init__(self, part: QWidget, desk: Desk) -> None:
        """``part`` is painted before its first question is counted."""
        super().__init__(part)
        self._part, self._desk = part, desk
        self._wanted: Question | None = None
        self._going = False
        self._painted = False
        self._start = QTimer(self, singleShot=True)
        self._start.timeout.connect(self._begin)
        part.installEventFilter(self)

    @property
    def is_counting(self) -> bool:
        """Is there a question without an answer yet?"""
        return self._going or self._wanted is not None

    @classmethod
    def is_awaited_in(cls, window: QWidget) -> bool:
        """Is anything in sight in a window still counted?"""
        return any(each.is_counting and each._part.isVisible() for each in window.findChildren(cls))

    def ask(self, question: Question) -> None:
        """Count this and tell it; whatever was asked before is no longer told."""
        self._wanted = question
        if self._painted:
            self._begin()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Paint:
            self._painted = True
            if self._wanted is not None and not self._going:
                self._start.start(PAUSE_MS)
        return False

    def _begin(self) -> None:
        question = self._wanted
        if question is None or self._going or not self._part.isVisible():
            return
        self._wanted, self._going = None, True
        desk = self._desk

        def count(_progress: object) -> Any:
            with desk.read() as work:
                return question(work)

        job = jobs.run_quietly(self._part, count, self._tell, self._refuse)
        job.broke.connect(self._fail)

    def _tell(self, answer: Any) -> None:
        if self._end():
            self.answered.emit(answer)

    def _refuse(self, sentence: str) -> None:
        if self._end():
            self.refused.emit(sentence)

    def _fail(self, _fault: object) -> None:
        self._end()

    def _end(self) -> bool:
        """The next question; was this one the newest?"""
        self._going = False
        if self._wanted is None:
            return True
        self._begin()
        return False
