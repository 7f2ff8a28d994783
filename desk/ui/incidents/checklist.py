"""The plan's steps in the order in which they are done: who, and how much time is left."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from desk.books.incidents.checklist import StepMark, StepStanding
from desk.core.clock import Clock, local
from desk.core.tone import Tone
from desk.core.words import P_, _, bracketed
from desk.ui.incidents.rows import PanelList, StepRows
from desk.ui.widgets.columns import Column
from desk.ui.widgets.controls import label

SOON_SECONDS = 60


class Checklist(QFrame):
    """Enter or a double click ticks the chosen step, Delete strikes it; ``chosen`` says which, and what is wanted."""

    chosen = Signal(int, object)

    def __init__(self, clock: Clock) -> None:
        super().__init__()
        self.setProperty("role", "panel")
        self._clock = clock
        self._by_post: Mapping[str, str] = {}
        self.title, self.count = label("", "heading", wrap=True), label("", "caption")
        self.list: PanelList[StepStanding] = PanelList(
            Column(_("Step"), 170, self._reads, flex=1),
            _("No plan for this kind: write down what is done."),
            _("Steps of the plan"),
        )
        table = self.list.table
        table.setItemDelegate(StepRows(table, self._says, self.time_of, _is_over))
        self.list.on_open(
            lambda standing: self.chosen.emit(
                standing.n, StepMark.OPEN if standing.mark is not StepMark.OPEN else StepMark.DONE
            )
        )
        head = QHBoxLayout()
        head.setContentsMargins(12, 8, 12, 4)
        head.addWidget(self.title, 1)
        head.addWidget(self.count)
        self.keys = label(_("Enter ticks, Delete strikes"), "caption")
        self.keys.setContentsMargins(12, 4, 12, 6)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(1, 1, 1, 1)
        outer.setSpacing(0)
        outer.addLayout(head)
        outer.addWidget(self.list, 1)
        outer.addWidget(self.keys)

    def _who(self, standing: StepStanding) -> str:
        """By name where the roster tells."""
        return " ".join(filter(None, (standing.step.who, self._by_post.get(standing.step.who, ""))))

    def _says(self, standing: StepStanding) -> tuple[int, str, str]:
        return standing.n, standing.step.text, self._who(standing)

    def _reads(self, standing: StepStanding) -> str:
        """All that stands in the row, for a screen reader and for whoever copies it."""
        who = self._who(standing)
        step = f"{standing.step.text}{bracketed(who)}" if who else standing.step.text
        return "　".join(filter(None, (str(standing.n), step, self.time_of(standing)[0])))

    def time_of(self, standing: StepStanding) -> tuple[str, Tone | None]:
        """What is left or how much too late, when it was done; and what that means."""
        if standing.mark is StepMark.DONE and standing.at:
            late = standing.is_late(self._clock.now())
            return f"{local(standing.at):%H:%M}", Tone.OVERDUE if late else Tone.DONE
        if standing.mark is StepMark.STRUCK:
            return P_("step of a plan", "skipped"), None
        if standing.due_at is None:
            return "", None
        now = self._clock.now()
        if standing.is_late(now):
            return countdown(standing.due_at, now), Tone.OVERDUE
        is_soon = (standing.due_at - now).total_seconds() <= SOON_SECONDS
        return time_left(standing.due_at, now), Tone.DUE_SOON if is_soon else Tone.QUIET

    def show_steps(self, plan: str, steps: Sequence[StepStanding], by_post: Mapping[str, str]) -> None:
        """Show how each step stands, with who is on duty as what; the first open one is chosen."""
        self._by_post = by_post
        self.title.setText(plan or _("Steps"))
        before = self.list.table.currentIndex().row()
        self.list.show_every(steps)
        self.count.setText(f"{sum(map(_is_over, steps))} / {len(steps)}" if steps else "")
        self.keys.setVisible(bool(steps))
        open_ones = [place for place, standing in enumerate(steps) if standing.mark is StepMark.OPEN]
        if steps:
            self.list.table.selectRow(next((place for place in open_ones if place >= before), max(before, 0)))

    def tick(self) -> None:
        """A second has passed."""
        self.list.table.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        standing = self.list.current()
        if standing is not None and event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.chosen.emit(standing.n, StepMark.STRUCK)
        elif standing is not None and event.key() == Qt.Key.Key_Space:
            self.chosen.emit(standing.n, StepMark.OPEN if standing.mark is not StepMark.OPEN else StepMark.DONE)
        else:
            super().keyPressEvent(event)


def countdown(due: datetime, now: datetime) -> str:
    """2:31, 1:05:00; late ones with words, from a day on in days."""
    if now - due >= timedelta(days=1):
        return P_("to do", "{n} d late", n=(now - due).days)
    shown = _clock_time(abs(int((due - now).total_seconds())))
    return _("late {time}", time=shown) if due < now else shown


def time_left(due: datetime, now: datetime) -> str:
    """剩 2:31; for what is not late."""
    return _("left {time}", time=_clock_time(int((due - now).total_seconds())))


def _clock_time(seconds: int) -> str:
    hours, minutes = divmod(seconds // 60, 60)
    return f"{hours}:{minutes:02d}:{seconds % 60:02d}" if hours else f"{minutes}:{seconds % 60:02d}"


def _is_over(standing: StepStanding) -> bool:
    return standing.mark is not StepMark.OPEN
