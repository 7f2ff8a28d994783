"""What a line of the queue says: number and name, how long it has been so, who is next and why, how long it takes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from PySide6.QtCore import QElapsedTimer
from PySide6.QtWidgets import QApplication

from desk.books.visits import ExpectedWaits, Line, Turn, Visit, VisitState
from desk.core import identity
from desk.core.tone import Tone
from desk.core.words import P_, _
from desk.ui.widgets.line_list import LineList

LONG_WAIT = 20
"""Minutes after which somebody has waited for long."""
MINUTE = timedelta(minutes=1)


@dataclass(frozen=True)
class QueueRow:
    """The two lines of a visit and its tag."""

    first: str
    second: str
    tag: str
    tone: Tone

    def add_to(self, shown: LineList) -> None:
        """One row more of the list."""
        shown.add(self.first, self.second, self.tag, self.tone)


def rows_of(line: Line, waits: ExpectedWaits, now: datetime) -> Iterator[QueueRow]:
    """A row for each visit, in the order of the queue."""
    for visit in (*line.serving, *line.hold):
        yield QueueRow(_named(visit), _been(visit, now), visit.state.label, visit.state.tone or Tone.WAITING)
    for turn in line.turns:
        tag, tone = _tag(turn, now, is_next=turn is line.next)
        yield QueueRow(_named(turn.visit), _waiting(turn, waits, now, is_next=turn is line.next), tag, tone)


def _named(visit: Visit) -> str:
    name = identity.mask_name(visit.name) if visit.name else _("name not known yet")
    return f"{visit.label}　{name}"


def _been(visit: Visit, now: datetime, *, with_priority: bool = True) -> str:
    """How long it has been as it is, and how often it was called."""
    parts = [f"{visit.state.label} {_('{n} min', n=(now - visit.since) // MINUTE)}"]
    if visit.calls > 1 and visit.state in (VisitState.SERVING, VisitState.MISSED):
        parts.append(_("called {n} times", n=visit.calls))
    if visit.priority and with_priority:
        parts.append(_("priority: {why}", why=visit.priority.label))
    return " · ".join(parts)


def _waiting(turn: Turn, waits: ExpectedWaits, now: datetime, *, is_next: bool) -> str:
    """How long it will be, why it stands here, how long it has been; who is next needs no first."""
    still = None if is_next else waits.of_visits.get(turn.visit.id)
    about = "" if still is None else _("about {n} min", n=still)
    been = _here(turn.visit, now)
    if turn.is_handed_on:
        return " · ".join(filter(None, [about, been, _handed_on(turn, now)]))
    reason = turn.reason or (_("as they came") if is_next else "")
    return " · ".join(filter(None, [about, reason, been]))


def _here(visit: Visit, now: datetime) -> str:
    """How long somebody has waited since they came; of a number passed over how long ago that was."""
    if visit.state is not VisitState.WAITING:
        return _been(visit, now, with_priority=False)
    return f"{visit.state.label} {_('{n} min', n=_minutes_here(visit, now))}"


def _handed_on(turn: Turn, now: datetime) -> str:
    """To whom and how long ago: the place in line is that of the arrival all the same."""
    minutes = (now - turn.visit.since) // MINUTE
    if turn.is_for_another:
        return _("handed to {who} {n} min ago", who=turn.visit.wanted, n=minutes)
    return _("handed to you {n} min ago", n=minutes)


def _minutes_here(visit: Visit, now: datetime) -> int:
    """From when they came: a number that was called by mistake, held or handed on has waited all the same."""
    return (now - visit.arrived_at) // MINUTE


def _tag(turn: Turn, now: datetime, *, is_next: bool) -> tuple[str, Tone]:
    visit = turn.visit
    if is_next:
        return P_("queue", "Is next"), Tone.DUE_SOON
    if visit.state is not VisitState.WAITING:
        return visit.state.label, visit.state.tone or Tone.WAITING
    if visit.priority:
        return P_("queue", "Priority"), Tone.DUE_SOON
    return (P_("queue", "Waits long") if _minutes_here(visit, now) >= LONG_WAIT else ""), Tone.WAITING


class QueueList(LineList):
    """The list of the queue: typed digits, with or without the letter, choose the number that ends so."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self._typed, self._since = "", QElapsedTimer()

    def keyboardSearch(self, search: str) -> None:
        """12 and a12 choose A012; what is typed after a while begins anew."""
        if not self._since.isValid() or self._since.restart() > QApplication.keyboardInputInterval() * 2:
            self._typed = ""
            self._since.start()
        self._typed += search.strip().upper()
        letter, digits = self._typed.rstrip("0123456789"), self._typed.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
        for at in range(self.count()):
            label = self.item(at).text().split("　")[0]
            number = label.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
            if label.startswith(letter) and (not digits or digits.lstrip("0") == number.lstrip("0")):
                self.setCurrentRow(at)
                return
