"""The plan's steps in the order in which they are done: who, and how much time is left."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHeaderView, QVBoxLayout, QWidget

from desk.books.incidents.checklist import StepMark, StepStanding
from desk.core.clock import Clock, local
from desk.core.tone import Tone
from desk.core.words import P_, _, bracketed
from desk.ui.widgets.columns import Column
from desk.ui.widgets.controls import label
from desk.ui.widgets.lists import ListView

SOON_SECONDS = 60


class Checklist(QWidget):
    """Enter or a double click ticks the chosen step, Delete strikes it; ``chosen`` says which, and what is wanted."""

    chosen = Signal(int, object)

    def __init__(self, clock: Clock) -> None:
        super().__init__()
        self._clock = clock
        self._by_post: Mapping[str, str] = {}
        self.title = label("", "heading", wrap=True)
        columns: list[Column[StepStanding]] = [
            Column(_("No."), 44, lambda standing: str(standing.n), number=True, muted=_is_over),
            Column(_("Step"), 170, self._words, muted=_is_over, flex=1),
            Column(_("Time left"), 104, self._time, self._tone),
        ]
        self.list: ListView[StepStanding] = ListView(
            columns, _("No plan for this kind: write down what is done."), _("Steps of the plan"), sortable=False
        )
        table = self.list.table
        table.setWordWrap(True)
        table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        table.head.hide()
        self.list.on_open(
            lambda standing: self.chosen.emit(
                standing.n, StepMark.OPEN if standing.mark is not StepMark.OPEN else StepMark.DONE
            )
        )
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self.title)
        outer.addWidget(self.list, 1)
        outer.addWidget(label(_("Enter ticks, Delete strikes"), "muted"))

    def _words(self, standing: StepStanding) -> str:
        """What to do, and who: by name where the roster tells."""
        who = " ".join(filter(None, (standing.step.who, self._by_post.get(standing.step.who, ""))))
        return f"{standing.step.text}{bracketed(who)}" if who else standing.step.text

    def _time(self, standing: StepStanding) -> str:
        """What is left or how much too late; when it was done."""
        if standing.mark is StepMark.DONE and standing.at:
            return f"✓ {local(standing.at):%H:%M}"
        if standing.mark is StepMark.STRUCK:
            return P_("step of a plan", "skipped")
        return "" if standing.due_at is None else countdown(standing.due_at, self._clock.now())

    def _tone(self, standing: StepStanding) -> Tone | None:
        if standing.is_late(self._clock.now()):
            return Tone.OVERDUE
        if standing.mark is not StepMark.OPEN or standing.due_at is None:
            return standing.mark.tone
        return Tone.DUE_SOON if (standing.due_at - self._clock.now()).total_seconds() <= SOON_SECONDS else None

    def show_steps(self, plan: str, steps: Sequence[StepStanding], by_post: Mapping[str, str]) -> None:
        """Show how each step stands, with who is on duty as what; the first open one is chosen."""
        self._by_post = by_post
        self.title.setText(plan or _("Steps"))
        before = self.list.table.currentIndex().row()
        self.list.show_all(steps)
        open_ones = [place for place, standing in enumerate(steps) if standing.mark is StepMark.OPEN]
        if steps:
            self.list.table.selectRow(next((place for place in open_ones if place >= before), max(before, 0)))

    def tick(self) -> None:
        """A second has passed."""
        model = self.list.model
        if model.rows:
            model.dataChanged.emit(model.index(0, 0), model.index(len(model.rows) - 1, 2))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        standing = self.list.current()
        if standing is not None and event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.chosen.emit(standing.n, StepMark.STRUCK)
        elif standing is not None and event.key() == Qt.Key.Key_Space:
            self.chosen.emit(standing.n, StepMark.OPEN if standing.mark is not StepMark.OPEN else StepMark.DONE)
        else:
            super().keyPressEvent(event)


def countdown(due: datetime, now: datetime) -> str:
    """2:31, 1:05:00; late ones with words."""
    seconds = int((due - now).total_seconds())
    late, seconds = seconds < 0, abs(seconds)
    hours, minutes = divmod(seconds // 60, 60)
    shown = f"{hours}:{minutes:02d}:{seconds % 60:02d}" if hours else f"{minutes}:{seconds % 60:02d}"
    return _("late {time}", time=shown) if late else shown


def _is_over(standing: StepStanding) -> bool:
    return standing.mark is not StepMark.OPEN
