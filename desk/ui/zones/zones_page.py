"""The page 功能区: how many come to each zone, how content they are, and what is adjusted."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from desk.books.zones import lowness, rounds
from desk.books.zones.model import Adjustment, FootfallWay
from desk.core.calendar import date_words
from desk.core.chart_scale import Measure
from desk.core.figure import Unit
from desk.core.month import Month
from desk.core.permissions import May
from desk.core.tone import Tone
from desk.core.words import N_, NP_, P_, _, named, phrases
from desk.services.session import Desk
from desk.ui.shell.column_page import ColumnPage
from desk.ui.shell.commands import Command, Commands
from desk.ui.shell.text_size import hold
from desk.ui.widgets.columns import Column
from desk.ui.widgets.controls import Combo, label, row
from desk.ui.widgets.lists import ListView
from desk.ui.widgets.month_control import MonthControl
from desk.ui.widgets.scrolled import scrolled
from desk.ui.zones import adjust_acts, zone_rows
from desk.ui.zones.round_form import RoundForm
from desk.ui.zones.zone_card import ZoneCard
from desk.ui.zones.zone_forms import ZoneForm
from desk.ui.zones.zone_heat import ZoneHeat
from desk.ui.zones.zone_papers import ZonePapers
from desk.ui.zones.zone_rows import HeatBy, ZoneRow, ZoneSpan, ZonesShown

VERDICT = 40
"""Pixels: two lines."""


class ZonesPage(ColumnPage):
    """功能区: everybody reads it and counts; leaders in charge adjust."""

    SHOWS = frozenset({"activities", "bookings", "cases", "centre", "visits", "zones"})

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._shown: ZonesShown | None = None
        self.month = MonthControl(desk.clock.today, Month.of(desk.clock.today()))
        self.span = Combo([(each.label, each) for each in ZoneSpan])
        self.by = Combo([(each.label, each) for each in HeatBy])
        self.zones: ListView[ZoneRow] = ListView(
            self._zone_columns(), _("No zones yet. F7 enters the first: its name and what it is for."), _("Zones")
        )
        self.heat = ZoneHeat(P_("zone", "Footfall by zone"))
        self.adjustments: ListView[Adjustment] = ListView(
            self._adjustment_columns(),
            _("No adjustments yet. A adjusts the chosen zone."),
            P_("zone", "Adjustments"),
        )
        self.verdict: QLabel = label("", "caption", wrap=True)
        self.papers = ZonePapers(self)
        self.sides = QWidget()
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        self.span.setAccessibleName(P_("zone", "Span"))
        self.by.setAccessibleName(P_("zone", "Footfall by zone"))
        self._round = self.button(self.go_round)
        hold(self.verdict, QLabel.setFixedHeight, VERDICT)
        self.verdict.setAlignment(Qt.AlignmentFlag.AlignTop)
        left, right = QVBoxLayout(), QVBoxLayout()
        left.addWidget(self.zones, 1)
        left.addWidget(self.verdict)
        left.addLayout(row(self.button(self.add_zone), 1, self.button(self.adjust)))
        right.addWidget(scrolled(self.heat), 3)
        right.addWidget(self.adjustments, 2)
        right.addLayout(row(1, self.button(self.go_on)))
        sides = QHBoxLayout(self.sides)
        sides.setContentsMargins(0, 0, 0, 0)
        sides.addLayout(left, 5)
        sides.addLayout(right, 6)
        self.column.addLayout(row(self.month, self.span, 1, self.by))
        self.column.addWidget(self.sides, 1)

    def _connect(self) -> None:
        self.month.changed.connect(lambda _month: self.load())
        self.month.refused.connect(lambda sentence: self.toast.emit(sentence, "bad"))
        self.span.currentIndexChanged.connect(lambda _at: self.load())
        self.by.currentIndexChanged.connect(lambda _at: self._show_heat())
        self.heat.opened.connect(lambda place: self.open_zone(self.heat.zone_of(place)))
        self.zones.table.selectionModel().currentChanged.connect(lambda _now, _before: self._tell_verdict())
        self.adjustments.table.selectionModel().currentChanged.connect(lambda _now, _before: self.show_enabled())

    def beside_pages(self) -> tuple[QWidget, ...]:
        return (self.papers.button, self._round)

    def make_commands(self) -> Commands:
        zones, those, inside, may = self.zones.table, self.adjustments.table, self.sides, May.ADJUST_ZONES
        return (
            Command("F2", N_("Round: count who is in each zone"), self.go_round, NP_("zone", "Round"), "primary"),
            Command("F3", N_("To the zones"), self.zones.enter, repeats=True),
            Command("F6", N_("Zones, or adjustments"), self.next_list, repeats=True),
            Command("F7", N_("Add a zone"), self.add_zone, may=may),
            Command("Enter", N_("Open the chosen zone"), self.open_chosen, of=(zones, those), on_label=False),
            Command(
                "A", NP_("zone", "Adjust…"), self.adjust, may=may, of=zones, inside=inside, enabled=self._is_in_use
            ),
            Command("E", NP_("zone", "Change…"), self.change, may=may, of=zones, inside=inside),
            Command(
                "N",
                NP_("adjustment", "Next step…"),
                self.go_on,
                may=may,
                of=those,
                inside=inside,
                enabled=self._goes_on,
            ),
            *self.papers.commands(),
        )

    def _zone_columns(self) -> list[Column[ZoneRow]]:
        return [
            Column(P_("zone", "Zone"), 96, lambda each: each.shown.zone.name, flex=1),
            Column(P_("zone", "Judgement"), 70, lambda each: each.mark, lambda each: each.tone),
            Column(P_("zone", "Footfall"), 70, self._way_of, rank=2),
            Column(P_("zone", "People"), 60, self._people_of, number=True, sorts_by=lambda each: each.shown.people),
            Column(
                P_("zone", "Per hour"),
                60,
                lambda each: lowness.rate_words(each.shown.rate),
                number=True,
                sorts_by=lambda each: each.shown.rate,
            ),
            Column(P_("zone", "Satisfaction"), 200, self._satisfaction_of, flex=1, rank=1),
        ]

    def _way_of(self, each: ZoneRow) -> str:
        is_counted = each.shown.zone.footfall is FootfallWay.COUNTED
        return P_("zone, short", "Counted") if is_counted else P_("zone, short", "Books")

    def _people_of(self, each: ZoneRow) -> str:
        return f"{each.shown.people:,}" if each.shown.knowable else "—"

    def _satisfaction_of(self, each: ZoneRow) -> str:
        return lowness.satisfaction_words(each.shown, each.rules)

    def _adjustment_columns(self) -> list[Column[Adjustment]]:
        return [
            Column(P_("adjustment", "Number"), 90, lambda each: each.number),
            Column(P_("zone", "Zone"), 90, lambda each: each.zone, flex=2),
            Column(P_("adjustment", "Kind"), 80, lambda each: each.kind.label, rank=1),
            Column(P_("adjustment", "From"), 80, self._from_words, sorts_by=lambda each: each.effective_on, rank=2),
            Column(_("State"), 80, lambda each: each.state.label, self._tone_of),
            Column(P_("adjustment", "Next"), 90, self._next_words, flex=1),
        ]

    def _from_words(self, each: Adjustment) -> str:
        return date_words(each.effective_on, self.desk.clock.today()) if each.effective_on else ""

    def _tone_of(self, each: Adjustment) -> Tone | None:
        return each.state.tone

    def _next_words(self, each: Adjustment) -> str:
        return zone_rows.next_step(each, self.desk.clock.today())

    def fill(self) -> None:
        with self.desk.read() as work:
            self._shown = shown = zone_rows.read(work, self.month.month, self.span.value)
        self.zones.show_all(shown.rows, keep=True)
        self.zones.foot.show_sum(phrases(self._sums(shown)) if shown.rows else "")
        self.adjustments.show_all(shown.adjustments, keep=True)
        self._show_heat()
        self._tell_verdict()

    def _sums(self, shown: ZonesShown) -> list[str]:
        """What the books know and what was counted, never added."""
        sums = [
            named(way.label, P_("zone", "{n} people", n=f"{shown.people_of(way):,}"))
            for way in FootfallWay
            if any(each.shown.zone.footfall is way for each in shown.rows)
        ]
        return sums + ([_("{n} more in no zone", n=f"{shown.elsewhere:,}")] if shown.elsewhere else [])

    def _show_heat(self) -> None:
        if self._shown is not None:
            rows, heads = self._shown.heat(self.by.value)
            self.heat.show_rows(rows, heads, Measure.of(Unit.PEOPLE))

    def _tell_verdict(self) -> None:
        chosen = self.zones.current()
        self.verdict.setText(chosen.verdict if chosen else "")
        self.show_enabled()

    def _is_in_use(self) -> bool:
        chosen = self.zones.current()
        return chosen is not None and chosen.shown.zone.active

    def _goes_on(self) -> bool:
        chosen = self.adjustments.current()
        return chosen is not None and chosen.is_going_on

    def show_low(self) -> None:
        """The zones as three months say, of which the low ones come first."""
        self.month.show_month(Month.of(self.desk.clock.today()))
        self.span.blockSignals(True)
        self.span.choose(ZoneSpan.THREE)
        self.span.blockSignals(False)
        self.load()
        self.zones.enter()

    def show_zone(self, id: int | None) -> None:
        """The card of a zone, over the page."""
        self.load()
        if id is not None:
            self.zones.choose(id)
            self.open_zone(id)

    def show_round(self) -> None:
        """A round, over the page."""
        self.load()
        self.go_round()

    def next_list(self) -> None:
        """F6: zones and adjustments in turn."""
        (self.adjustments if self.zones.table.hasFocus() else self.zones).enter()

    def open_chosen(self) -> None:
        """Enter: the card of the zone."""
        if self.adjustments.table.hasFocus():
            if chosen := self.adjustments.current():
                self.open_zone(chosen.zone_id)
        elif zone := self.zones.current():
            self.open_zone(zone.id)

    def open_zone(self, id: int) -> None:
        """The card of a zone, until it is closed."""
        ZoneCard(self.desk, id, self).show_over(self.toast)
        self.done()

    def go_round(self) -> None:
        """F2: who is where now."""
        with self.desk.read() as work:
            there = rounds.counted_zones(work)
        if not there:
            self.alarm(_("No zone is counted on rounds. E sets how the people of the chosen one are known."))
            return
        form = RoundForm(self, self.desk)
        if form.exec():
            self.done(_("{n} zones counted.", n=form.stored))
        form.deleteLater()

    def add_zone(self) -> None:
        """F7: another zone."""
        form = ZoneForm(self, self.desk)
        if form.exec():
            self.done(_("Saved."))
            self.zones.choose(form.stored_id)
        form.deleteLater()

    def _act(self, act: Callable[[], str]) -> None:
        if sentence := act():
            self.done(sentence)

    def adjust(self) -> None:
        """A: a change of the chosen zone."""
        if chosen := self.zones.current():
            self._act(lambda: adjust_acts.adjust(self, self.desk, chosen.shown.zone))

    def change(self) -> None:
        """E: what the centre says of it."""
        if chosen := self.zones.current():
            self._act(lambda: adjust_acts.change(self, self.desk, chosen.shown.zone))

    def go_on(self) -> None:
        """N: the next step of the chosen adjustment."""
        if chosen := self.adjustments.current():
            self._act(lambda: adjust_acts.go_on(self, self.desk, chosen))
