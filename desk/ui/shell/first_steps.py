"""开始使用: above the page with which a leader or manager begins the day, what a new centre still has to do. Each step
leads to its place and is ticked from the data; the card goes when all are done, or is put away.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from functools import partial

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QPushButton, QSizePolicy, QWidget

from desk.core.errors import DeskError
from desk.core.tone import Tone
from desk.core.words import N_, NP_, P_, _
from desk.services import first_steps
from desk.services.first_steps import FirstStep
from desk.services.session import Desk
from desk.ui.shell.bar import stacked
from desk.ui.shell.commands import Command, Commands
from desk.ui.shell.page import Page
from desk.ui.widgets.controls import label, panel, row, set_role
from desk.ui.widgets.flow import FlowLayout

PLACES = {
    FirstStep.PEOPLE: ("settings.staff", N_("Enter the staff")),
    FirstStep.ITEMS: ("settings.catalogue", N_("Enter the service items")),
    FirstStep.PRINTER: ("settings.printers", N_("Choose the printers")),
    FirstStep.BACKUP: ("settings.safety", N_("Choose where the second backup goes")),
    FirstStep.ROSTER: ("roster.month", N_("Plan the duty roster")),
}
"""Where each step is done, by its name among the window's destinations, and what F1 tells of its key."""
STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1}


class FirstSteps(Page):
    """The card. Its digits count while the focus is in it; it is hidden from the moment when nothing is left."""

    SHOWS = frozenset({"catalogue", "centre", "roster", "staff"})

    def __init__(self, desk: Desk, leads: Callable[[str], bool], parent: QWidget | None = None) -> None:
        """``leads``: may whoever is signed in go to this destination?"""
        super().__init__(desk, parent)
        self._steps = [step for step, (place, _purpose) in PLACES.items() if leads(place)]
        self._acts = [partial(self.destination_wanted.emit, PLACES[step][0], None) for step in self._steps]
        self.count = label("", "muted")
        self.buttons: dict[FirstStep, QPushButton] = {
            step: self.button(act) for step, act in zip(self._steps, self._acts, strict=True)
        }
        self.away_button = self.button(self.put_away)
        card, inner = panel()
        inner.addLayout(row(label(P_("new centre", "To begin with"), "heading"), self.count, 1, self.away_button))
        steps = QWidget()
        steps.setLayout(FlowLayout(*self.buttons.values(), gap=8))
        inner.addWidget(steps)
        outer = stacked(card)
        outer.setContentsMargins(8, 8, 8, 0)
        self.setLayout(outer)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.setAccessibleName(P_("new centre", "To begin with"))
        self.load()

    def make_commands(self) -> Commands:
        steps = (
            Command(str(at), PLACES[step][1], act, inside=self)
            for at, (step, act) in enumerate(zip(self._steps, self._acts, strict=True), 1)
        )
        purpose = N_("Do not show the first steps again")
        return (*steps, Command("", purpose, self.put_away, label=NP_("first steps", "Not again"), role="link"))

    def fill(self) -> None:
        with self.desk.read() as work:
            wanted, done = first_steps.are_wanted(self.desk, work), first_steps.done(self.desk, work)
        for step, made in self.buttons.items():
            made.setText(P_("first step", "√ {step}", step=step.label) if done[step] else step.label)
            made.setAccessibleName(P_("first step", "{step}, done", step=step.label) if done[step] else step.label)
            set_role(made, "role", Tone.DONE if done[step] else "")
        left = sum(not done[step] for step in self._steps)
        self.count.setText(_("{n} left. A digit goes there.", n=left))
        self.setVisible(wanted and bool(left))
        if wanted and all(done.values()):
            with suppress(DeskError):
                first_steps.finish(self.desk)

    def take_focus(self) -> None:
        """To the first step that is left."""
        left = [made for made in self.buttons.values() if made.property("role") != str(Tone.DONE)]
        (left or [self.away_button])[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def put_away(self) -> None:
        """不再显示, for this person."""
        first_steps.put_away(self.desk)
        self.toast.emit(_("The first steps are not shown to you again."), "good")
        self.hide()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The arrows go from step to step."""
        focus, there = QApplication.focusWidget(), [*self.buttons.values(), self.away_button]
        if event.key() in STEPS and focus in there:
            at = there.index(focus) + STEPS[Qt.Key(event.key())]
            there[at % len(there)].setFocus(Qt.FocusReason.TabFocusReason)
        else:
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        """What this PC has of its own, such as its printers, no book announces."""
        super().showEvent(event)
        QTimer.singleShot(0, self, self._read_again)
