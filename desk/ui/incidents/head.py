"""The head of an incident's window: how long it goes on, what and where it is, how it stands, what is owed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from desk.books.incidents.model import PEOPLE, Incident, IncidentLevel
from desk.books.incidents.reporting import OwedReport
from desk.core.clock import local
from desk.core.clock_times import duration
from desk.core.tone import Tone
from desk.core.words import P_, _, bracketed
from desk.ui.incidents.checklist import countdown, time_left
from desk.ui.widgets.controls import label, row, set_role
from desk.ui.widgets.tag import show_tag, tag

LONG_TITLE = 24
"""Characters of a title that still stands on one line."""


class DeadlineBox(QFrame):
    """One report that is asked for: what, and how much time is left, or when it was made."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "deadline")
        self.name, self.time = label("", "caption"), label("", "heading")
        inner = QHBoxLayout(self)
        inner.setContentsMargins(10, 3, 10, 3)
        inner.setSpacing(6)
        inner.addWidget(self.name)
        inner.addWidget(self.time)

    def show_report(self, owed: OwedReport, now: datetime) -> None:
        """How it stands now."""
        self.name.setText(owed.need.label)
        if owed.done:
            self.time.setText(_("reported {time}", time=f"{local(owed.done.happened_at):%H:%M}"))
            tone = Tone.DONE
        else:
            is_late = owed.is_late(now)
            self.time.setText(countdown(owed.due_at, now) if is_late else time_left(owed.due_at, now))
            tone = Tone.OVERDUE if is_late else Tone.DUE_SOON
        set_role(self, "kind", tone)
        self.setAccessibleName(self.text)

    @property
    def text(self) -> str:
        """What it says, for a screen reader."""
        return f"{self.name.text()} {self.time.text()}"


class IncidentHead(QFrame):
    """The clock at the left, beside it two lines; the buttons that the window gives it at the right."""

    def __init__(self, *buttons: QWidget) -> None:
        super().__init__()
        self.setProperty("role", "bar")
        self.clock, self.title = label("", "number"), label("", "title")
        self.clock.setAccessibleName(P_("incident", "Time since it began"))
        self.state, self.level, self.drill = tag(), tag(), tag()
        self.about = label("", "caption")
        self.boxes: list[DeadlineBox] = []
        self._lay_out(buttons)

    def _lay_out(self, buttons: Sequence[QWidget]) -> None:
        lines = QVBoxLayout()
        lines.setSpacing(4)
        lines.addLayout(row(self.title, self.state, self.level, self.drill, 1, *buttons))
        self._second = row(self.about, 1)
        lines.addLayout(self._second)
        between = QFrame()
        between.setFixedWidth(1)
        between.setProperty("role", "rule")
        outer = QHBoxLayout(self)
        outer.setContentsMargins(16, 8, 12, 8)
        outer.setSpacing(16)
        outer.addWidget(self.clock, 0, Qt.AlignmentFlag.AlignVCenter)
        outer.addWidget(between)
        outer.addLayout(lines, 1)

    def show_incident(self, incident: Incident, *, narrow: bool) -> None:
        """What and where, and how it stands; in a narrow window only the numbers that say something."""
        self.title.setText(f"{incident.kind.label} · {incident.place}")
        self.title.setWordWrap(len(self.title.text()) > LONG_TITLE)
        show_tag(self.state, incident.state.label, Tone.QUIET if incident.is_over else Tone.WAITING)
        is_graded = incident.level is not IncidentLevel.UNSET
        show_tag(self.level, incident.level.label, Tone.DUE_SOON if is_graded else Tone.QUIET)
        show_tag(self.drill, _("Drill") if incident.drill else "", "drill")
        self.about.setText(" · ".join(_about(incident, narrow=narrow)))

    def show_time(self, incident: Incident, owed: Sequence[OwedReport], now: datetime) -> None:
        """How long it has been going on, or how long it took; what is left for each report."""
        seconds = int(((incident.closed_at or now) - incident.opened_at).total_seconds())
        self.clock.setText(duration(seconds))
        if len(self.boxes) != len(owed):
            for box in self.boxes:
                self._second.removeWidget(box)
                box.hide()
                box.deleteLater()
            self.boxes = [DeadlineBox() for _each in owed]
            for box in self.boxes:
                self._second.addWidget(box)
        for box, each in zip(self.boxes, owed, strict=True):
            box.show_report(each, now)

    @property
    def deadlines(self) -> str:
        """What all reports that are asked for say."""
        return "　".join(box.text for box in self.boxes)


def _about(incident: Incident, *, narrow: bool) -> list[str]:
    """The second line: number, when and by whom it was heard of, how many people."""
    heard = _("heard at {time}", time=f"{local(incident.heard_at):%H:%M}")
    names = dict(zip(PEOPLE, (_("Affected"), _("Injured"), _("Deaths"), _("Missing")), strict=True))
    numbers = {names[each]: getattr(incident, each) for each in PEOPLE}
    people = [f"{name} {many}" for name, many in numbers.items() if many or not narrow]
    same = _("the same as {number}", number=incident.same_as) if incident.same_as else ""
    by = bracketed(incident.reported_by) if incident.reported_by else ""
    return [each for each in (incident.number, heard + by, *people, same) if each]
