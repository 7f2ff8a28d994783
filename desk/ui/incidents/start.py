"""Starting in seconds: one key for what it is, one for where, and the log is open."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QDialog, QGridLayout, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

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
from desk.ui.widgets.controls import button, cap_label, fit, label, line_edit, row, set_role
from desk.ui.widgets.kept_dialog import KeptDialog
from desk.ui.widgets.scrolled import scrolled

KEYS = "1234567890ABCDEFGHIJKLMNOPQRSTUVWXYZ"


class StartIncident(KeptDialog):
    """The first key chooses the kind, the second the place, and the incident is opened; ``opened`` is its id.

    While the disk is full it is begun in the reserve, and ``reserved`` is what it is called there.
    """

    def __init__(self, parent: QWidget, desk: Desk, *, locked: bool = False, heard_at: datetime | None = None) -> None:
        super().__init__(parent)
        self.desk, self._locked, self._heard_at = desk, locked, heard_at
        self.opened: int | None = None
        self.reserved = self.head = ""
        self.kind: IncidentKind | None = None
        self.setWindowTitle(_("Emergency"))
        fit(self, 860, 560)
        with desk.read() as work:
            rooms = [venue.name for venue in centre.all_venues(work)]
        self.kinds = dict(zip(KEYS, IncidentKind, strict=False))
        self.places = dict(zip(KEYS, [*rooms, _("the whole centre"), _("outside the door")], strict=False))
        self.asking = label(_("What is it? Press its key."), "title")
        self.about = label(
            _("Life first: dial 119 for fire, 120 for the injured, 110 for danger. The log can wait a minute."),
            "problem",
            wrap=True,
        )
        self.kind_labels, self.place_labels = (
            self._keys({k: v.label for k, v in self.kinds.items()}),
            self._keys(self.places),
        )
        self.other = line_edit(_("another place, then Enter"), most=80)
        self.other.setAccessibleName(_("Place of the incident"))
        self.other.returnPressed.connect(lambda: self.begin(self.other.text()))
        self.other.setMinimumWidth(260)
        self.other.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.drill = QCheckBox(_("a drill"))
        self.drill.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.problem = label("", "problem", wrap=True)
        self._lay_out()
        self._show_stage()
        self.setFocus()

    def _keys(self, named: dict[str, str]) -> dict[str, QLabel]:
        return {key: label(f"{key}　{name}") for key, name in named.items()}

    def _lay_out(self) -> None:
        columns = QHBoxLayout()
        for labels in (self.kind_labels, self.place_labels):
            grid = QGridLayout()
            for place, each in enumerate(labels.values()):
                grid.addWidget(each, place % 9, place // 9)
            grid.setRowStretch(9, 1)
            columns.addLayout(grid, 1)
        outer = QVBoxLayout(self)
        for part in (self.asking, self.about):
            outer.addWidget(part)
        outer.addLayout(columns, 1)
        outer.addWidget(self.problem)
        leave = button(_("Not an emergency"), self.reject, "flat", key="Esc")
        leave.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        outer.addLayout(row(self.other, self.drill, cap_label("F8"), leave))
        self.other.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def _show_stage(self) -> None:
        """Kinds are bright first, then places."""
        for labels, now in ((self.kind_labels, self.kind is None), (self.place_labels, self.kind is not None)):
            for each in labels.values():
                set_role(each, "role", "heading" if now else "muted")
        self.other.setEnabled(self.kind is not None)
        if self.kind is not None:
            self.asking.setText(_("{kind}: where? Press its key.", kind=self.kind.label))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.text().upper()
        if event.key() == Qt.Key.Key_F8:
            self.drill.toggle()
        elif self.kind is None and key in self.kinds:
            self.kind = self.kinds[key]
            self._show_stage()
        elif self.kind is not None and key in self.places:
            self.begin(self.places[key])
        elif event.key() == Qt.Key.Key_Backspace and self.kind is not None:
            self.kind = None
            self.asking.setText(_("What is it? Press its key."))
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
            self.problem.setText(error.message)
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
            self.problem.setText("\n".join((full.message, error.message)))
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
