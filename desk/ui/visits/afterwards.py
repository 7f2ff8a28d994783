"""Entering afterwards 补录: the day and times of what was served on paper."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from PySide6.QtWidgets import QWidget

from desk.books import residents, visits
from desk.books.residents import Resident
from desk.books.visits import Afterwards, Visit
from desk.core.clock import local, start_of
from desk.core.clock_times import minutes_in
from desk.core.typed_days import Leaning
from desk.core.words import P_, _
from desk.core.work import Work
from desk.services.session import Desk
from desk.ui.widgets.controls import Field, label, latin_line, line_edit
from desk.ui.widgets.day_line import DayLine
from desk.ui.widgets.field_parts import FULL
from desk.ui.widgets.form_dialog import FormDialog


class EnterAfterwards(FormDialog):
    """Asked before the form is filled in, so that a day which cannot be entered is told at once."""

    def __init__(self, parent: QWidget, desk: Desk) -> None:
        super().__init__(parent, _("Enter afterwards"))
        self._desk = desk
        self.entry: Afterwards | None = None
        self._column.addWidget(
            label(_("For what was served on paper; the promised day counts from that day."), "muted", wrap=True)
        )
        self.day = DayLine(desk, desk.clock.today(), Leaning.BACK)
        self.times = {name: latin_line("09:30", most=10) for name in ("arrived", "began", "ended")}
        self.reason = line_edit(_("power cut, paper form no. …"), most=400)
        names = {"arrived": _("Arrived at"), "began": _("Serving began"), "ended": _("Serving ended")}
        self.add("day", Field(P_("visit", "Day"), self.day, required=True))
        for name, line in self.times.items():
            self.add(name, Field(names[name], line, required=True))
        self.add("reason", Field(P_("afterwards", "Reason"), self.reason, required=True, width=FULL))
        self.finish(_("Go on"))

    def do(self) -> None:
        begins = start_of(self.day.day_in("day"))
        arrived, began, ended = (
            begins + timedelta(minutes=minutes_in(line.text(), name)) for name, line in self.times.items()
        )
        with self._desk.read() as work:
            self.entry = visits.checked_entry(work, Afterwards(arrived, began, ended, self.reason.text()))


def entry_in_words(entry: Afterwards) -> str:
    """The day and times as the form's heading has them."""
    began, ended = local(entry.began_at), local(entry.ended_at)
    return _(
        "Entered afterwards: {day} {began}—{ended}", day=began.date(), began=f"{began:%H:%M}", ended=f"{ended:%H:%M}"
    )


def visit_of(work: Work, draft: Mapping[str, Any]) -> tuple[Visit | None, Resident | None]:
    """The visit that a draft goes on with: one that is here, or the one of a past day that has its first case already,
    with the person of that. No visit for somebody who just walked in, and where it is over by now.
    """
    id = draft.get("visit")
    if id is None or "afterwards" not in draft:
        return next((visit for visit in visits.queue(work) if visit.id == id), None), None
    visit = visits.find(work, id)
    return visit, residents.find(work, visit.resident_id) if visit.resident_id else None


def plain_entry(entry: Afterwards) -> list[str]:
    """As a draft keeps it."""
    return [*(moment.isoformat() for moment in (entry.arrived_at, entry.began_at, entry.ended_at)), entry.reason]


def entry_of(plain: list[Any]) -> Afterwards:
    """What ``plain_entry`` made of it."""
    arrived, began, ended = (datetime.fromisoformat(each) for each in plain[:3])
    return Afterwards(arrived, began, ended, plain[3])
