"""Asking for the new date of a postponed activity."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from desk.books.activities import transitions
from desk.books.activities.model import Activity
from desk.core.clock_times import clock, minutes_in
from desk.core.words import _
from desk.services.session import Desk
from desk.ui.widgets.controls import Field, latin_line, line_edit
from desk.ui.widgets.day_line import DayLine
from desk.ui.widgets.form_dialog import FormDialog


class Postpone(FormDialog):
    """延期: the new day, when it begins there, and why; it lasts as long as before."""

    def __init__(self, parent: QWidget, desk: Desk, activity: Activity) -> None:
        super().__init__(parent, _("Postpone “{title}”", title=activity.title))
        self._desk, self._one = desk, activity
        self.day, self.begins, self.reason = (
            DayLine(desk, activity.day),
            latin_line("09:00", most=5),
            line_edit(most=200),
        )
        self.begins.setText(clock(activity.begins))
        self.add("day", Field(_("New day"), self.day, required=True))
        self.add("begins", Field(_("Begins"), self.begins))
        self.add("reason", Field(_("Reason"), self.reason, required=True))
        self.finish(_("Postpone"))

    def do(self) -> None:
        day = self.day.day_in("day")
        begins = minutes_in(self.begins.text(), "begins")
        with self._desk.write() as work:
            transitions.postpone(work, self._one.id, day, begins, self.reason.text())
