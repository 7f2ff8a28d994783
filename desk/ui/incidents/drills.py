"""The page of drills: the year's plan with what is overdue, and how often each kind should be rehearsed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout

from desk.books import centre
from desk.books.incidents import drills
from desk.books.incidents.drills import Drill, RehearsalRecord
from desk.books.incidents.model import IncidentKind
from desk.core.period import Period, PeriodKind
from desk.core.permissions import May
from desk.core.tone import Tone
from desk.core.words import N_, NP_, P_, _
from desk.services.session import Desk
from desk.ui.shell.commands import Command, Commands
from desk.ui.shell.page import Page
from desk.ui.widgets import papers
from desk.ui.widgets.columns import Column
from desk.ui.widgets.controls import Combo, label, line_edit, row
from desk.ui.widgets.day_line import DayLine
from desk.ui.widgets.form_dialog import ask, ask_values
from desk.ui.widgets.lists import ListView
from desk.ui.widgets.month_control import PeriodControl


class DrillsPage(Page):
    """演练: one year's plan, overdue drills marked."""

    SHOWS = frozenset({"incidents"})
    opened = Signal(int)
    run_wanted = Signal(int)

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        this_year = Period.around(PeriodKind.YEAR, desk.clock.today())
        self.shown = PeriodControl(desk.clock.today, this_year, (_("Year"), _("Earlier year"), _("Later year")))
        self.shown.changed.connect(lambda _period: self.load())
        self.shown.refused.connect(lambda sentence: self.toast.emit(sentence, "bad"))
        self.list: ListView[Drill] = ListView(
            self._planned(), _("No drill planned in this year. F2 plans one."), _("Drills")
        )
        self.kinds: ListView[RehearsalRecord] = ListView(
            self._kinds(), _("No plan asks for drills."), _("What should be rehearsed")
        )
        self.kinds.on_open(lambda record: self.plan(record.kind))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addLayout(row(self.shown, 1))
        outer.addWidget(self.list, 3)
        acts = map(self.button, (self.move_one, self.print, self.open_current, self.plan))
        self.list.empty.offer(self.button(self.plan))
        outer.addLayout(row(self.button(self.cancel), 1, *acts))
        outer.addWidget(label(_("What should be rehearsed"), "heading"))
        outer.addWidget(self.kinds, 2)

    @property
    def year(self) -> int:
        """Whose drills are listed."""
        return self.shown.period.first.year

    def make_commands(self) -> Commands:
        table, prepare = self.list.table, May.PREPARE_EMERGENCIES
        opening = N_("Begin the drill, or open its log")
        return (
            Command("F2", N_("Plan a drill"), self.plan, role="primary", may=prepare),
            Command("F3", N_("Go to the list"), table.setFocus, repeats=True),
            Command("Enter", opening, self.open_current, label=NP_("button", "Begin"), of=table),
            Command(
                "F4",
                N_("Move the drill"),
                self.move_one,
                label=N_("Move…"),
                may=prepare,
                of=table,
                enabled=self._is_to_come,
            ),
            Command("", N_("Cancel the drill…"), self.cancel, may=prepare, of=table, enabled=self._is_to_come),
            Command("Ctrl+P", N_("Drill plan of the year"), self.print, label=N_("Plan of the year…")),
        )

    def _is_to_come(self) -> bool:
        """Is one chosen that was neither held nor cancelled?"""
        drill = self.list.current()
        return drill is not None and not drill.incident_id and not drill.cancelled

    def _planned(self) -> list[Column[Drill]]:
        return [
            Column(_("Planned on"), 110, lambda d: d.planned_on.isoformat()),
            Column(_("Kind of incident"), 130, lambda d: d.kind.label),
            Column(P_("place", "Place of the drill"), 150, lambda d: d.place, flex=2),
            Column(_("Taking part"), 220, lambda d: d.participants, flex=4),
            Column(_("State"), 90, lambda d: d.standing(self.desk.clock.today()).label, self._tone),
            Column(P_("drill", "Log or reason"), 120, lambda d: d.number or d.cancelled, flex=2),
        ]

    def _kinds(self) -> list[Column[RehearsalRecord]]:
        return [
            Column(_("Kind of incident"), 130, lambda record: record.kind.label),
            Column(_("Every so many months"), 110, lambda record: str(record.months), number=True),
            Column(_("Last held on"), 110, lambda record: str(record.last_on or _("never"))),
            Column(_("Next planned on"), 110, lambda record: str(record.next_on or P_("drill", "none planned"))),
            Column(_("State"), 90, self._kind_stands, self._kind_tone),
        ]

    def _tone(self, drill: Drill) -> Tone | None:
        return drill.standing(self.desk.clock.today()).tone

    def _kind_stands(self, record: RehearsalRecord) -> str:
        return P_("drill", "Overdue") if record.is_overdue(self.desk.clock.today()) else P_("drill", "In order")

    def _kind_tone(self, record: RehearsalRecord) -> Tone | None:
        return Tone.OVERDUE if record.is_overdue(self.desk.clock.today()) else None

    def fill(self) -> None:
        with self.desk.read() as work:
            planned, kinds = drills.of_year(work, self.year), drills.yearly(work)
        self.list.show_all(planned, keep=True)
        self.kinds.show_all(kinds)

    def open_current(self) -> None:
        """Enter: begin the chosen drill, or show its log when it was held."""
        drill = self.list.current()
        if drill is not None:
            self.open_one(drill)

    def open_one(self, drill: Drill) -> None:
        """One that was held shows its log; one that was not begins now."""
        if drill.incident_id:
            self.opened.emit(drill.incident_id)
        elif drill.cancelled:
            self.toast.emit(_("This drill was cancelled: {reason}", reason=drill.cancelled), "warning")
        else:
            self.run_wanted.emit(drill.id)

    def plan(self, kind: IncidentKind = IncidentKind.FIRE) -> None:
        """F2 安排演练: asks for kind, day, place and who takes part. Nothing happens for whoever may not plan one."""
        with self.desk.read() as work:
            rooms = [venue.name for venue in centre.all_venues(work)]
        self._ask(Drill(kind, self.desk.clock.today(), rooms[0] if rooms else ""), _("Plan a drill"))

    def move_one(self) -> None:
        """F4 调整 of the chosen drill: another kind, day or place, other people."""
        drill = self.list.current()
        if drill is not None:
            self._ask(drill, _("Move the drill"))

    def _ask(self, drill: Drill, title: str) -> None:
        if not self.desk.actor.may(May.PREPARE_EMERGENCIES):
            return
        kind = Combo([(each.label, each) for each in IncidentKind])
        kind.choose(drill.kind)
        day, place, people = DayLine(self.desk, drill.planned_on), line_edit(most=120), line_edit(most=300)
        place.setText(drill.place)
        people.setText(drill.participants)
        editors = {
            "kind": (_("Kind of incident"), kind),
            "planned_on": (_("Planned on"), day),
            "place": (P_("place", "Place of the drill"), place),
            "participants": (_("Taking part"), people),
        }

        def act(values: dict[str, Any]) -> None:
            values["planned_on"] = day.day_in("planned_on")
            with self.desk.write() as work:
                drills.plan(work, replace(drill, **values))

        if ask_values(self, title, editors, act, required=("planned_on", "place")):
            self._go_to(day.day_in("planned_on"))

    def _go_to(self, day: date) -> None:
        self.shown.show_value(Period.around(PeriodKind.YEAR, day))
        self.load()

    def cancel(self) -> None:
        """取消演练, with the reason; the drill stays in the plan as cancelled."""
        drill = self.list.current()
        if drill is None:
            return

        def act(texts: dict[str, str]) -> None:
            with self.desk.write() as work:
                drills.cancel(work, drill.id, texts["reason"])

        if ask(self, _("Cancel the drill"), {"reason": P_("incident", "Reason")}, act):
            self.done()

    def print(self) -> None:
        """Ctrl+P 年度演练计划 of the year shown."""
        papers.preview(self, self.desk, "drills", self.year, year=self.year)
