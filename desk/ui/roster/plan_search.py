"""Planning from the window: the search runs beside it, tells how far it is, and can be stopped at any time."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QDialog, QPlainTextEdit, QVBoxLayout, QWidget

from desk.core.words import _
from desk.scheduling.problem import RosterProblem
from desk.ui.widgets import curtain, jobs
from desk.ui.widgets.controls import button, fit, label, row

if TYPE_CHECKING:
    from desk.scheduling.explanation import Contradiction
    from desk.scheduling.plan import Progress, SolvedPlan
    from desk.scheduling.solver import Search

SECONDS = 30.0
SEED = 1
SECOND_MS = 1000


class _Relay(QObject):
    """Brings progress from the search's thread into the window's."""

    moved = Signal(object)


class PlanningJob(QDialog):
    """Shown while a search runs, if that takes a while. ``solved`` gets the plan, ``impossible`` the contradictions,
    ``refused`` words.
    """

    def __init__(
        self,
        parent: QWidget,
        ask: RosterProblem,
        solved: Callable[[SolvedPlan], object],
        impossible: Callable[[list[Contradiction]], object],
        refused: Callable[[str], object],
        seconds: float = SECONDS,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Planning"))
        self.setMinimumWidth(520)
        self._part, self._ask, self._seconds = parent, ask, seconds
        self._found, self._impossible, self._refused = solved, impossible, refused
        self._search: Search | None = None
        self._stop_wanted = False
        self.level = label(_("Looking for a first plan …"), "heading")
        self.values = label("", wrap=True)
        self.clock = label("", "muted")
        self.stop_button = button(_("Stop and take the best"), self.stop, "primary")
        column = QVBoxLayout(self)
        for widget in (self.level, self.values, self.clock):
            column.addWidget(widget)
        column.addLayout(row(1, self.stop_button))
        self._relay = _Relay(self)
        self._relay.moved.connect(self._move, Qt.ConnectionType.QueuedConnection)
        self._began = 0.0
        self._second = QTimer(self)
        self._second.timeout.connect(self._show_time)

    def start(self) -> None:
        """Begin. Nothing else can be done from now on; what is planned sooner than somebody could read does not flash
        up. What came of it waits while the window is locked, and somebody else who signs in is never told.
        """
        self._began = time.monotonic()
        self.setModal(True)
        self.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
        self.show()
        QTimer.singleShot(jobs.SHOW_AFTER_MS, self, self._appear)
        tell = partial(curtain.tell, curtain.before(self._part), self._part)
        jobs.run_quietly(
            self._part,
            self._run,
            lambda result: tell(partial(self._ended, result)),
            lambda sentence: tell(partial(self._refuse, sentence)),
        )

    def _appear(self) -> None:
        """Unless it has ended, or was put away with the window's other dialogs."""
        if self.isVisible():
            self.hide()
            self.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen, False)
            self.show()
            self._show_time()
            self._second.start(SECOND_MS)

    def done(self, result: int) -> None:
        """Put away before the search has ended, because the window is locked: as good as it is by then."""
        self._second.stop()
        self.stop()
        super().done(result)

    def _run(self, _progress: Callable[[int, int], None]) -> SolvedPlan | list[Contradiction]:
        from desk.books.roster import planner
        from desk.scheduling.solver import Search

        search = self._search = Search(self._ask, self._seconds, SEED)
        if self._stop_wanted:
            search.stop()
        try:
            return planner.plan(self._ask, search, self._relay.moved.emit)
        except planner.NoPlan as none:
            return none.contradictions

    def stop(self) -> None:
        """Take what there is; the search answers within a moment."""
        self._stop_wanted = True
        self.stop_button.setEnabled(False)
        if self._search is not None:
            self._search.stop()

    def reject(self) -> None:
        """Esc stops the search and takes the best plan so far, as the button does."""
        self.stop()

    def _show_time(self) -> None:
        gone = time.monotonic() - self._began
        self.clock.setText(_("{n} seconds, at most about {most}", n=f"{gone:.0f}", most=f"{self._seconds:.0f}"))

    def _move(self, progress: Progress) -> None:
        from desk.books.roster.plan_quality import level_words

        self.level.setText(_("A plan is there; making it fairer and better …"))
        self.values.setText(level_words(progress))

    def _ended(self, result: SolvedPlan | list[Contradiction]) -> None:
        self._leave()
        if isinstance(result, list):
            self._impossible(result)
        else:
            self._found(result)

    def _refuse(self, sentence: str) -> None:
        self._leave()
        self._refused(sentence)

    def _leave(self) -> None:
        self.accept()
        self.deleteLater()


class Contradictions(QDialog):
    """Why there is no plan, and what could give way."""

    def __init__(self, parent: QWidget, contradictions: list[Contradiction]) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("This cannot be planned"))
        fit(self, 760, 480)
        self.text = QPlainTextEdit(explained(contradictions))
        self.text.setReadOnly(True)
        self.text.setAccessibleName(_("Reasons"))
        column = QVBoxLayout(self)
        column.addWidget(label(_("This cannot be planned"), "heading"))
        column.addWidget(label(_("The days are marked in the grid. Nothing was changed."), "muted"))
        column.addWidget(self.text, 1)
        column.addLayout(row(1, button(_("Close"), self.accept, "primary")))


def explained(contradictions: list[Contradiction]) -> str:
    """All contradictions with what could be relaxed."""
    parts = []
    for each in contradictions:
        lines = [each.sentence, _("Could give way:"), *(f"　· {relax}" for relax in each.relaxations)]
        parts.append("\n".join(lines))
    return "\n\n".join(parts)


def days_of(contradictions: list[Contradiction]) -> frozenset[date]:
    """Every day that a contradiction touches, to be marked in the grid."""
    return frozenset(day for each in contradictions for day in each.days)
