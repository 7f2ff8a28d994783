"""The card of a zone 功能区卡: what is known of it, its twelve months, its adjustments with before and after, what was
found wrong there, and what can be done now.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desk.books.findings import queries as findings
from desk.books.zones import comparison, editing, footfall, hours, lowness, queries
from desk.books.zones.comparison import Comparison
from desk.books.zones.lowness import ZoneMeasure
from desk.books.zones.model import Adjustment, AdjustmentState
from desk.books.zones.scores import officers_score, score_words
from desk.core.calendar import date_words
from desk.core.chart_scale import Measure
from desk.core.clock import local
from desk.core.figure import Unit
from desk.core.month import Month
from desk.core.permissions import May
from desk.core.words import P_, _, bracketed, listed, named
from desk.core.work import Work
from desk.services.session import Desk
from desk.ui.charts.axis_chart import ColumnChart, Group
from desk.ui.shell.person_record import wrapped_lines
from desk.ui.shell.record_window import RecordWindow, beside_actions
from desk.ui.widgets.controls import button, clear_layout, fit, label, row
from desk.ui.widgets.once import shortcut
from desk.ui.widgets.scrolled import scrolled
from desk.ui.zones import adjust_acts
from desk.ui.zones.adjust_forms import comparison_lines

TREND = 12
"""Months."""


class ZoneCard(RecordWindow):
    """Opened from the page, from 待办, from a figure, or by its name."""

    SHOWS = frozenset(
        {"activities", "bookings", "cases", "centre", "findings", "follow_ups", "officers", "visits", "zones"}
    )

    def __init__(self, desk: Desk, id: int, parent: QWidget) -> None:
        super().__init__(desk, parent)
        self._id = id
        fit(self, 940, 660)
        self.heading = label("", "title", wrap=True)
        self.facts = label("", wrap=True)
        self.trend = ColumnChart(P_("zone", "People by month"), (P_("zone", "People"),))
        compared = (P_("before and after", "Before"), P_("before and after", "After"))
        self.compared = ColumnChart(P_("zone", "Before and after"), compared)
        self.compared_about = label("", "muted", wrap=True)
        self.story = wrapped_lines(P_("zone", "Adjustments and findings"))
        self.problem = label("", "problem", wrap=True)
        self._actions = QVBoxLayout()
        self._keys: dict[str, Callable[[], None]] = {}
        for key in "AENW":
            shortcut(self, key, lambda key=key: self._keys.get(key, _nothing)())  # type: ignore[misc]
        self._lay_out()
        self.load()
        self.story.setFocus()

    def _lay_out(self) -> None:
        inside = QWidget()
        left = QVBoxLayout(inside)
        left.setContentsMargins(0, 0, 8, 0)
        left.addWidget(self.facts)
        left.addWidget(label(P_("zone", "People by month"), "heading"))
        left.addWidget(self.trend)
        self._compared_head = label(P_("zone", "Before and after"), "heading")
        for part in (self._compared_head, self.compared_about, self.compared):
            left.addWidget(part)
        left.addWidget(label(P_("zone", "Adjustments and findings"), "heading"))
        left.addWidget(self.story, 1)
        self._scrolled = scrolled(inside)
        outer = QVBoxLayout(self)
        outer.addWidget(self.heading)
        outer.addLayout(beside_actions(self._scrolled, self._actions, self.problem, (3, 1)), 1)
        outer.addLayout(row(1, button(_("Close"), self.accept, key="Esc")))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        QTimer.singleShot(0, self, lambda: self._scrolled.verticalScrollBar().setValue(0))

    def fill(self) -> None:
        """Read the zone again and offer what can be done."""
        with self.desk.read() as work:
            self.zone = queries.find(work, self._id)
            self._read(work)
        state = "" if self.zone.active else bracketed(P_("zone", "Out of use"))
        self.setWindowTitle(_("Zone {name}", name=self.zone.name))
        self.heading.setText(self.zone.name + state)
        self.facts.setText("\n".join(self._fact_lines()))
        self._draw_compared()
        self._offer()

    def _read(self, work: Work) -> None:
        today = work.today
        months = list(Month.of(today).plus(1 - TREND).until(Month.of(today)))
        counted = footfall.read(work, months[0].first, today).by_month
        groups = [Group(f"{each.number}", (counted.get((self._id, each), 0),), each.label) for each in months]
        self.trend.show_groups(groups, Measure.of(Unit.PEOPLE))
        measures = lowness.measure(work, *hours.months_until(today))
        self._measure: ZoneMeasure = next(each for each in measures if each.id == self._id)
        self._rules = lowness.rules(work)
        self._score = officers_score(work, *hours.months_until(today)).get(self._id)
        self._venues = queries.venues_of(work, self._id)
        self._is_counter = footfall.counter_zone(work) == self._id
        about = [each for each in queries.adjustments(work) if self._id in (each.zone_id, each.other_zone_id)]
        self._going_on = next((each for each in about if each.zone_id == self._id and each.is_going_on), None)
        compared = (comparison.compare(work, each) for each in about)
        self._compared: Comparison | None = next((each for each in compared if each), None)
        self._tell_story(work, about)

    def _tell_story(self, work: Work, about: list[Adjustment]) -> None:
        self.story.clear()
        for each in about:
            into = bracketed(P_("adjustment", "into {zone}", zone=each.other_zone)) if each.other_zone else ""
            head = f"{each.number}　{each.zone}　{each.kind.label}{into}　{each.state.label}"
            moves = [
                f"{local(move.at):%Y-%m-%d}　{move.state.label}　{move.who}"
                + (f"　{move.remark}" if move.remark else "")
                for move in queries.moves_of(work, each.id)
            ]
            self.story.addItem("\n".join([head, each.reason, each.description, *moves]))
        for line in self._finding_lines(work):
            self.story.addItem(line)
        if not self.story.count():
            self.story.addItem(_("Nothing was adjusted or found here yet."))

    def _finding_lines(self, work: Work) -> list[str]:
        """What was found here in the twelve months and is not over, or was then; people's numbers masked."""
        first = Month.of(work.today).plus(1 - TREND).first
        tracked = findings.of_period(work, first, work.today, self._id)
        return [f"{each.finding.number}　{each.state_words}\n{each.finding.masked}" for each in reversed(tracked)]

    def _fact_lines(self) -> list[str]:
        each, zone = self._measure, self.zone
        size = [_("{n} m²", n=zone.area)] if zone.area else []
        size += [_("{n} seats", n=zone.seats)] if zone.seats else []
        facts = (
            (P_("zone", "Purpose"), zone.purpose),
            (P_("zone", "Size"), listed(size)),
            (P_("zone", "Hours"), zone.hours_words or _("the centre's hours")),
            (P_("zone", "Rooms"), listed(venue.name for venue in self._venues)),
            (
                P_("zone", "Footfall"),
                zone.footfall.label + (bracketed(_("the counter is here")) if self._is_counter else ""),
            ),
            (_("Three months"), self._people_words(each)),
            (P_("zone", "Satisfaction"), lowness.satisfaction_words(each, self._rules)),
            (P_("zone", "Officers' score"), score_words(self._score)),
            (P_("zone", "Judgement"), lowness.verdict_words(each, self._rules)),
        )
        return [named(caption, value) for caption, value in facts if value]

    def _people_words(self, each: ZoneMeasure) -> str:
        said = _("{n} people, {rate} per hour", n=f"{each.people:,}", rate=lowness.rate_words(each.rate))
        if each.median is not None:
            said += bracketed(_("median {median}", median=lowness.rate_words(each.median)))
        return said

    def _draw_compared(self) -> None:
        compared = self._compared
        for part in (self._compared_head, self.compared_about, self.compared):
            part.setVisible(compared is not None)
        if compared is None:
            return
        day = date_words(compared.after_span[0], self.desk.clock.today())
        head = _("{number}, in effect since {day}", number=compared.adjustment.number, day=day)
        self.compared_about.setText("\n".join([head, *comparison_lines(compared)]))
        groups = [
            Group(each.label, (None, each.people) if each.is_after else (each.people, None), each.label)
            for each in compared.months
        ]
        self.compared.show_groups(groups, Measure.of(Unit.PEOPLE))

    def _offer(self) -> None:
        clear_layout(self._actions)
        self.problem.setText("")
        self._keys.clear()
        if not self.desk.actor.may(May.ADJUST_ZONES):
            return
        going_on = self._going_on
        is_decided = going_on is not None and going_on.state is AdjustmentState.DECIDED
        offered: tuple[tuple[bool, str, str, Callable[[], str]], ...] = (
            (going_on is None and self.zone.active, "A", P_("zone", "Adjust…"), self._adjust),
            (is_decided, "N", P_("adjustment", "Put into effect…"), self._go_on),
            (
                going_on is not None and not is_decided and self._is_over(),
                "N",
                P_("adjustment", "Did it help?…"),
                self._go_on,
            ),
            (is_decided, "W", P_("adjustment", "Withdraw…"), self._withdraw),
            (True, "E", P_("zone", "Change…"), self._change),
            (self.zone.active, "", P_("zone", "Take out of use"), self._set_active),
            (not self.zone.active, "", P_("zone", "Use again"), self._set_active),
        )
        for is_offered, key, caption, act in offered:
            if is_offered:
                self._actions.addWidget(button(caption, self.doing(act), key=key))
                if key:
                    self._keys[key] = self.doing(act)

    def _is_over(self) -> bool:
        return self._going_on is not None and comparison.is_over(self._going_on, self.desk.clock.today())

    def _adjust(self) -> str:
        return adjust_acts.adjust(self, self.desk, self.zone)

    def _change(self) -> str:
        return adjust_acts.change(self, self.desk, self.zone)

    def _go_on(self) -> str:
        return adjust_acts.go_on(self, self.desk, self._going_on) if self._going_on else ""

    def _withdraw(self) -> str:
        return adjust_acts.withdraw(self, self.desk, self._going_on) if self._going_on else ""

    def _set_active(self) -> str:
        with self.desk.write() as work:
            editing.set_active(work, self.zone.id, not self.zone.active)
        if self.zone.active:
            return _("“{zone}” is out of use.", zone=self.zone.name)
        return _("“{zone}” is in use again.", zone=self.zone.name)


def _nothing() -> None:
    """A key that means nothing now."""
