"""The page of incidents and drills: every one of a span, and the proof that nothing was changed."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout

from desk.books.incidents import chain, queries, statistics
from desk.books.incidents.model import Incident
from desk.core.clock import local
from desk.core.errors import DeskError
from desk.core.words import N_, NP_, _
from desk.reports.kit.declaration import Format
from desk.services.session import Desk
from desk.ui.shell.commands import Command, Commands
from desk.ui.shell.page import Page
from desk.ui.widgets import papers
from desk.ui.widgets.columns import Column
from desk.ui.widgets.controls import button, label, row
from desk.ui.widgets.day_span import OF_LOG, DaySpan, SpanChoice
from desk.ui.widgets.lists import ListView


class IncidentListPage(Page):
    """事件与演练 of a span of days, the newest on top."""

    SHOWS = frozenset({"incidents"})
    start_wanted = Signal()
    opened = Signal(int)

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.span = DaySpan(desk, OF_LOG)
        self.span.choose(SpanChoice.YEAR)
        self.span.changed.connect(self.load)
        self.span.refused.connect(lambda sentence: self.toast.emit(sentence, "bad"))
        self.count = label("", "muted")
        self.list: ListView[Incident] = ListView(
            self._columns(), _("No incident in this span. F12 opens one from anywhere."), _("Emergency log")
        )
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        started = button(_("Emergency"), self.start_wanted.emit, "siren", key="F12")
        outer.addLayout(row(self.span, self.count, 1, started))
        outer.addWidget(self.list, 1)
        outer.addLayout(row(1, *map(self.button, (self.verify, self.save_workbook, self.print))))

    def make_commands(self) -> Commands:
        return (
            Command("F2", N_("An emergency"), self.start_wanted.emit),
            Command("F3", N_("Go to the list"), self.list.table.setFocus, repeats=True),
            Command(
                "Enter", N_("Open the incident"), self.open_current, label=NP_("button", "Open"), of=self.list.table
            ),
            Command("F4", N_("Check the chain"), self.verify),
            Command("Ctrl+P", N_("The list of the span"), self.print, label=N_("List…")),
            Command("", N_("Excel…"), self.save_workbook),
        )

    def open_current(self) -> None:
        """Enter: the window of the chosen incident."""
        if incident := self.list.current():
            self.opened.emit(incident.id)

    def _columns(self) -> list[Column[Incident]]:
        return [
            Column(_("Incident number"), 110, lambda incident: incident.number),
            Column(_("First heard at"), 140, lambda incident: f"{local(incident.heard_at):%Y-%m-%d %H:%M}"),
            Column(_("Kind of incident"), 110, lambda incident: incident.kind.label),
            Column(_("Place of the incident"), 180, lambda incident: incident.place, flex=3),
            Column(_("State"), 90, lambda incident: incident.state.label, lambda incident: incident.state.tone),
            Column(_("Level of the incident"), 120, lambda incident: incident.level.label),
            Column(_("Affected"), 76, lambda incident: str(incident.affected or ""), number=True),
            Column(_("Injured"), 60, lambda incident: str(incident.injured or ""), number=True, rank=1),
            Column(_("Deaths"), 60, lambda incident: str(incident.dead or ""), number=True, rank=1),
            Column(_("Missing"), 60, lambda incident: str(incident.missing or ""), number=True, rank=1),
            Column(_("Category"), 120, lambda incident: incident.kind.category.label, flex=2, rank=3),
            Column(_("Same as another incident"), 110, lambda incident: incident.same_as, rank=2),
        ]

    def _span(self) -> tuple[date, date] | None:
        try:
            if self.span.value is SpanChoice.RANGE:
                return self.span.first.day_in("first"), self.span.last.day_in("last")
            first, last = self.span.span
            today = self.desk.clock.today()
            return first or today, last or today
        except DeskError as error:
            self.toast.emit(error.message, "bad")
            return None

    def set_span(self, first: date, last: date) -> None:
        """Another span of days, from the next time that this is read."""
        self.span.show_span(first, last)

    def fill(self) -> None:
        span = self._span()
        if span is None:
            return
        with self.desk.read() as work:
            incidents = queries.between(work, *span)[::-1]
            once = queries.counted(work, incidents)
        self.list.show_all(incidents, keep=True)
        drills = sum(incident.drill for incident in once)
        self.count.setText(statistics.count_words(len(once) - drills, drills, len(incidents) - len(once)))

    def verify(self) -> None:
        """Walk the whole book's chain."""
        with self.desk.read() as work:
            fault = chain.first_fault(work)
            many = queries.entry_count(work)
        sentence = _("{n} entries of the emergency log hold.", n=many) if fault is None else fault.sentence
        self.toast.emit(sentence, "good" if fault is None else "bad")

    def save_workbook(self) -> None:
        """The list of the span as Excel."""
        if span := self._span():
            papers.save(self, "incidents", Format.XLSX, *span, span=span)

    def print(self) -> None:
        """Ctrl+P 一览表 of the span."""
        if span := self._span():
            papers.preview(self, self.desk, "incidents", *span, span=span)
