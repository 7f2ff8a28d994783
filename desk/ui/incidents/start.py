"""Starting in seconds: one key for what it is, one for where, and the log is open."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QDialog, QHBoxLayout, QVBoxLayout, QWidget

from desk.books import centre
from desk.books.incidents import drills, log, queries, reserve_import
from desk.books.incidents.contacts import PUBLIC
from desk.books.incidents.entry import LONGEST
from desk.books.incidents.model import Incident, IncidentKind
from desk.core.clock import local
from desk.core.clock_times import duration
from desk.core.errors import DeskError, EnvironmentFailure
from desk.core.words import _
from desk.services.session import Desk
from desk.ui.incidents import call_list
from desk.ui.incidents.call_list import CallPanel
from desk.ui.incidents.start_keys import KindBoard, LifeFirst
from desk.ui.widgets.controls import button, cap_label, fit, label, line_edit, panel, row
from desk.ui.widgets.flow import FlowLayout
from desk.ui.widgets.kept_dialog import KeptDialog
from desk.ui.widgets.key_cap import CapButton
from desk.ui.widgets.scrolled import scrolled

KEYS = "1234567890ABCDEFGHIJKLMNOPQRSTUVWXYZ"
LATER = (IncidentKind.DROWNING, IncidentKind.ELECTRIC_SHOCK)
"""Kinds that came later: their keys come last, so that the others keep the keys that people know by heart."""
WIDEST, HIGHEST, LOW_BELOW = 1100, 640, 600
"""Pixels: its size where there is room, and the height of a window below which the caps are smaller."""


class StartIncident(KeptDialog):
    """The first key chooses the kind, the second the place, and the incident is opened; ``opened`` is its id.

    While the disk is full it is begun in the reserve, and ``reserved`` is what it is called there.
    """

    def __init__(self, parent: QWidget, desk: Desk, *, locked: bool = False, heard_at: datetime | None = None) -> None:
        super().__init__(parent)
        self.desk, self._locked, self._heard_at = desk, locked, heard_at or desk.clock.now()
        self.opened: int | None = None
        self.reserved = self.head = ""
        self.kind: IncidentKind | None = None
        self.setWindowTitle(_("Emergency"))
        room = parent.window().size()
        self._is_low = room.height() < LOW_BELOW
        with desk.read() as work:
            rooms = [venue.name for venue in centre.all_venues(work)]
        self.kinds = dict(zip(KEYS, sorted(IncidentKind, key=LATER.__contains__), strict=False))
        self.places = dict(zip(KEYS, [*rooms, _("the whole centre"), _("outside the door")], strict=False))
        self.board = KindBoard(self.kinds, self.choose, low=self._is_low)
        self.place_keys = [self._place_key(key, place) for key, place in self.places.items()]
        self.chosen = label("", "muted")
        self.other = line_edit(_("another place, then Enter"), most=80)
        self.other.setAccessibleName(_("Place of the incident"))
        self.other.returnPressed.connect(lambda: self.begin(self.other.text()))
        self.other.setMaximumWidth(340)
        self.drill = QCheckBox(_("a drill"))
        self.drill.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.problem = label("", "problem", wrap=True)
        self._lay_out()
        self.resize(min(WIDEST, room.width()), min(HIGHEST, room.height()))
        self._show_stage()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFocus()

    def _place_key(self, key: str, place: str) -> CapButton:
        made = button(place, lambda: self.begin(place), "choice", key=key)
        made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        return made

    def _lay_out(self) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(12, 8, 12, 8)
        outer.setSpacing(6 if self._is_low else 12)
        outer.addWidget(LifeFirst())
        what = QHBoxLayout()
        for part in (label("1", "step"), label(_("What is it? Press its key."), "heading")):
            what.addWidget(part)
        what.addStretch(1)
        kinds, inside = panel(margin=6 if self._is_low else 12)
        inside.addLayout(what)
        inside.addWidget(self.board, 1)
        outer.addWidget(kinds, 1)
        where, inside = panel(margin=6 if self._is_low else 12)
        inside.addLayout(self._where())
        inside.addLayout(FlowLayout(*self.place_keys, gap=6))
        outer.addWidget(where)
        outer.addWidget(self.problem)
        self.problem.hide()
        leave = button(_("Not an emergency"), self.reject, key="Esc")
        leave.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        noted = _("heard at {time}, noted", time=f"{local(self._heard_at):%H:%M:%S}")
        outer.addLayout(row(self.drill, cap_label("F8"), 1, label(noted, "caption"), leave))

    def _where(self) -> QHBoxLayout:
        made = QHBoxLayout()
        made.setSpacing(8)
        for part in (label("2", "step"), label(_("Where is it?"), "heading"), self.chosen):
            made.addWidget(part)
        made.addStretch(1)
        made.addWidget(cap_label("Tab"))
        made.addWidget(self.other, 1)
        return made

    def _show_stage(self) -> None:
        """First what it is, then where."""
        is_chosen = self.kind is not None
        self.board.show_chosen(self.kind)
        for each in (*self.place_keys, self.other):
            each.setEnabled(is_chosen)
        self.chosen.setText(f"{self.kind.label} →" if self.kind else "")

    def choose(self, kind: IncidentKind) -> None:
        """It is this; now where."""
        self.kind = kind
        self._tell("")
        self._show_stage()
        self.setFocus()

    def _tell(self, sentence: str) -> None:
        self.problem.setText(sentence)
        self.problem.setVisible(bool(sentence))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.text().upper()
        if event.key() == Qt.Key.Key_F8:
            self.drill.toggle()
        elif self.kind is None and key in self.kinds:
            self.choose(self.kinds[key])
        elif self.kind is not None and key in self.places:
            self.begin(self.places[key])
        elif event.key() == Qt.Key.Key_Backspace and self.kind is not None:
            self.kind = None
            self._show_stage()
        else:
            super().keyPressEvent(event)

    def begin(self, place: str) -> None:
        """From here on the log is written."""
        if self.kind is None:
            return
        drill = self.drill.isChecked()
        try:
            with self.desk.write(from_lock_screen=self._locked) as work:
                self.opened = log.open_incident(
                    work, self.kind, place, drill=drill, locked=self._locked, heard_at=self._heard_at
                )
                if drill:
                    drills.adopt(work, self.opened)
        except EnvironmentFailure as full:
            self.opened = None
            self._reserve(full, place)
        except DeskError as error:
            self._tell(error.message)
        else:
            self.accept()

    def _reserve(self, full: EnvironmentFailure, place: str) -> None:
        """The book cannot be written: the incident begins in the reserve."""
        assert self.kind is not None
        now = self.desk.clock.now()
        name = f"{local(now):%Y-%m-%d %H:%M:%S}"
        try:
            line = reserve_import.opening(
                self.desk.actor, now, name, self.kind, place, drill=self.drill.isChecked(), locked=self._locked
            )
            self.desk.reserve.note(line)
        except DeskError as error:
            self._tell("\n".join((full.message, error.message)))
            return
        self.reserved, self.head = name, f"{self.kind.label}　{place}"
        self.accept()


class ReserveWindow(KeptDialog):
    """An incident while the book cannot be written: numbers to call, and a line whose entries wait in the reserve."""

    def __init__(self, parent: QWidget, desk: Desk, name: str, head: str) -> None:
        super().__init__(parent)
        self.desk, self.name = desk, name
        self.setWindowTitle(head)
        fit(self, 760, 480)
        self.line = line_edit(_("what happened or was done, then Enter"), most=LONGEST + 1)
        self.line.setAccessibleName(_("Entry"))
        self.line.returnPressed.connect(self.write)
        self.written, self.problem = label("", wrap=True), label("", "problem", wrap=True)
        about = _(
            "The book cannot be written now, the disk is full or locked. What you write is kept in the reserve file "
            "and goes into the log by itself as soon as there is room."
        )
        numbers = "　".join(f"{number} {_(who)}" for number, who in PUBLIC)
        outer = QVBoxLayout(self)
        for part in (label(head, "title"), label(numbers, "number", wrap=True), label(about, "problem", wrap=True)):
            outer.addWidget(part)
        outer.addWidget(scrolled(self.written), 1)
        outer.addWidget(self.problem)
        outer.addWidget(self.line)
        outer.addLayout(row(1, button(_("Close"), self.accept)))
        self.line.setFocus()

    def write(self) -> None:
        """One more line for the reserve; what cannot be kept stays typed."""
        text, now = self.line.text(), self.desk.clock.now()
        try:
            self.desk.reserve.note(reserve_import.line_for(self.desk.actor, now, self.name, text))
        except DeskError as error:
            self.problem.setText(error.message)
            return
        self.problem.setText("")
        self.line.clear()
        self.written.setText("\n".join(filter(None, (self.written.text(), f"{local(now):%H:%M:%S} {text}"))))


class LockedCalls(QDialog):
    """What the lock screen shows of an incident: that it is open, how long, and whom to call. Nothing else."""

    def __init__(self, parent: QWidget, desk: Desk, id: int) -> None:
        super().__init__(parent)
        self.desk = desk
        with desk.read(from_lock_screen=True) as work:
            self.incident: Incident = queries.find(work, id)
            calls = call_list.read(work, self.incident.kind)
        self.setWindowTitle(_("Emergency"))
        fit(self, 560, 640)
        self.clock, self.calls = label("", "number"), CallPanel()
        self.calls.show_calls(calls)
        head = f"{self.incident.number}　{self.incident.kind.label}　{self.incident.place}"
        about = _("The incident is open; its time runs. Sign in to go on writing, you will be asked who it was.")
        outer = QVBoxLayout(self)
        for part in (self.clock, label(head, "heading"), label(about, "problem", wrap=True)):
            outer.addWidget(part)
        outer.addWidget(scrolled(self.calls), 1)
        outer.addLayout(row(1, button(_("To the sign-in"), self.accept, "primary", key="Esc")))
        self._ticking = QTimer(self)
        self._ticking.timeout.connect(self._tick)
        self._ticking.start(1000)
        self._tick()

    def _tick(self) -> None:
        seconds = int((self.desk.clock.now() - self.incident.opened_at).total_seconds())
        self.clock.setText(duration(seconds))


class BookClosed(QDialog):
    """F12 before anybody has signed in: numbers to call; the time is kept until the book is open."""

    def __init__(self, parent: QWidget, heard_at: datetime) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Emergency"))
        about = _(
            "The time is noted: {time}. Call first; after you have signed in, what and where is asked.",
            time=f"{local(heard_at):%H:%M:%S}",
        )
        outer = QVBoxLayout(self)
        for number, who in PUBLIC:
            outer.addWidget(label(f"{number}　{_(who)}", "number"))
        outer.addWidget(label(about, "problem", wrap=True))
        outer.addLayout(row(1, button(_("To the sign-in"), self.accept, "primary", key="Esc")))


def start_locked(parent: QWidget, desk: Desk) -> None:
    """Ask what and where over the lock screen, then show whom to call until somebody goes to the sign-in."""
    asked = StartIncident(parent, desk, locked=True)
    asked.exec()
    if asked.opened is not None:
        LockedCalls(parent, desk, asked.opened).exec()
    elif asked.reserved:
        ReserveWindow(parent, desk, asked.reserved, asked.head).exec()
