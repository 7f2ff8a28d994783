"""Planning from the window: the search runs beside it, tells how far it is, and can be stopped at any time."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QDialog, QPlainTextEdit, QVBoxLayout, QWidget

from desk.core.words import _
from desk.scheduling.problem import RosterProblem
from desk.ui.widgets import jobs
from desk.ui.widgets.controls import button, fit, label, row

if TYPE_CHECKING:
    from desk.scheduling.explanation import Contradiction
    from desk.scheduling.plan import SolvedPlan

SECONDS = 30.0


class _Relay(QObject):
    """Brings progress from the search's thread into the window's."""

    moved = Signal(object)


class PlanningJob(QDialog):
    """Shown while a search runs. ``solved`` gets the plan, ``impossible`` the contradictions, ``refused`` words."""

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
        self._ask, self._seconds = ask, seconds
        self._found, self._impossible, self._refused = solved, impossible, refused
        self._search: Any = None
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

    def start(self) -> None:
        """Show the window and begin."""
        self.setModal(True)
        self.show()
        jobs.run_quietly(self.parentWidget() or self, self._run, self._ended, self._refuse)

    def _run(self, _progress: Callable[[int, int], None]) -> Any:
        from desk.books.roster import planner
        from desk.scheduling.solver import Search

        self._search = Search(self._ask, self._seconds)
        if self._stop_wanted:
            self._search.stop()
        try:
            return planner.plan(self._ask, self._search, self._relay.moved.emit)
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

    def _move(self, progress: Any) -> None:
        from desk.books.roster.plan_quality import level_words

        self.level.setText(_("A plan is there; making it fairer and better …"))
        self.values.setText(level_words(progress))
        self.clock.setText(
            _("{n} seconds, at most about {most}", n=f"{progress.seconds:.0f}", most=f"{self._seconds:.0f}")
        )

    def _ended(self, result: Any) -> None:
        self.accept()
        if isinstance(result, list):
            self._impossible(result)
        else:
            self._found(result)

    def _refuse(self, sentence: str) -> None:
        self.accept()
        self._refused(sentence)


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
