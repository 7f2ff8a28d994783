"""Asking for a rule to repeat by, with the days it gives listed before anything is stored."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QListWidget, QListWidgetItem, QWidget

from desk.books.activities import repetition
from desk.books.activities.model import ActivityDraft
from desk.books.activities.repetition import PlacedSeries
from desk.books.centre import days_off
from desk.core import recurrence
from desk.core.almanac import almanac, day_name
from desk.core.calendar import LAST, weekday_names, weekday_words
from desk.core.errors import Invalid
from desk.core.recurrence import FESTIVALS, Every, Rule
from desk.core.typed_days import Leaning
from desk.core.words import P_, _, clauses, named
from desk.services.session import Desk
from desk.ui.roster.assignees import ticks
from desk.ui.widgets.choices import Choice
from desk.ui.widgets.controls import Combo, Field
from desk.ui.widgets.day_line import DayLine
from desk.ui.widgets.form_dialog import FormDialog


class Repeat(FormDialog):
    """Untick a day to leave it out. ``placed`` is what became of it."""

    def __init__(self, parent: QWidget, desk: Desk, plan: ActivityDraft, *, skip_first: bool) -> None:
        super().__init__(parent, _("Repeat “{title}”", title=plan.title))
        self.setMinimumWidth(640)
        self._desk, self._plan, self._skip_first = desk, plan, skip_first
        self.placed = PlacedSeries((), ())
        self.every = Choice(tuple(Every))
        holder, self.weekdays = ticks(
            [(name, n) for n, name in enumerate(weekday_names())], frozenset({plan.day.weekday()})
        )
        self.weeks = Combo([(_("every week"), 1), *((_("every {n} weeks", n=n), n) for n in range(2, 9))])
        self.nth = Combo([*((_("no. {n}", n=n), n) for n in range(1, 6)), (_("last"), LAST)])
        self.nth.choose((plan.day.day - 1) // 7 + 1)
        self.number = Combo([*((_("day {n}", n=n), n) for n in range(1, 32)), (_("last day"), LAST)])
        self.lunar = Combo([(_("lunar day {n}", n=n), n) for n in range(1, 31)])
        self.number.choose(plan.day.day)
        self.lunar.choose(15)
        self.festival = Combo([(day_name(name), name) for name in FESTIVALS])
        self.until = DayLine(desk, plan.day + timedelta(days=90), Leaning.AHEAD)
        self.holidays = QCheckBox(_("not on public holidays"))
        self.list = QListWidget()
        self.list.setAccessibleName(P_("repetition", "Days"))
        self.list.setMaximumHeight(150)
        for name, field in (
            ("every", Field(P_("repetition", "Frequency"), self.every)),
            ("weekdays", Field(_("Weekdays"), holder)),
            ("weeks", Field(_("Weeks"), self.weeks)),
            ("nth", Field(P_("repetition", "Which"), self.nth)),
            ("day", Field(_("Day of the month"), self.number)),
            ("lunar", Field(_("Lunar day"), self.lunar)),
            ("festival", Field(P_("repetition", "Festival"), self.festival)),
            ("until", Field(_("Repeat until"), self.until)),
            ("holidays", Field("", self.holidays)),
            ("list", Field(_("These days"), self.list, _("Untick a day to leave it out."))),
        ):
            self.add(name, field)
        self.finish(_("Make the drafts"))
        self._watch()
        self.every.choose(Every.WEEK)

    def _watch(self) -> None:
        self.every.changed.connect(lambda _e: self._show())
        for combo in (self.weeks, self.nth, self.number, self.lunar, self.festival):
            combo.currentIndexChanged.connect(lambda _i: self._preview())
        for box in (*self.weekdays.values(), self.holidays):
            box.toggled.connect(lambda _on: self._preview())
        self.until.textChanged.connect(lambda _t: self._preview())

    def _show(self) -> None:
        """Only the fields that this way of repeating needs."""
        needs = {
            Every.WEEK: {"weekdays", "weeks"},
            Every.NTH_WEEKDAY: {"weekdays", "nth"},
            Every.MONTH_DAY: {"day"},
            Every.LUNAR_DAY: {"lunar"},
            Every.FESTIVAL: {"festival"},
        }[self.every.value]
        for name in ("weekdays", "weeks", "nth", "day", "lunar", "festival"):
            self.fields[name].setVisible(name in needs)
        self._preview()

    @property
    def rule(self) -> Rule:
        """As the fields have it. Raises ``Invalid`` for an end that is no date; empty, it has no end."""
        every = self.every.value
        until = self.until.day_or_none("until")
        chosen = frozenset(n for n, box in self.weekdays.items() if box.isChecked() and isinstance(n, int))
        day = self.lunar.value if every is Every.LUNAR_DAY else self.number.value if every is Every.MONTH_DAY else 1
        return Rule(
            every,
            until,
            chosen,
            self.weeks.value,
            self.nth.value,
            day,
            self.festival.value if every is Every.FESTIVAL else "",
            self.holidays.isChecked(),
        )

    def _preview(self) -> None:
        self.list.clear()
        try:
            days = self._days(self.rule)
        except Invalid as wrong:
            self.list.addItem(wrong.message)
            return
        for day in days:
            item = QListWidgetItem(f"{day} {weekday_words(day)} {almanac(day).caption}")
            item.setData(Qt.ItemDataRole.UserRole, day.isoformat())
            item.setCheckState(Qt.CheckState.Checked)
            self.list.addItem(item)

    def _days(self, rule: Rule) -> list[date]:
        with self._desk.read() as work:
            days = recurrence.days_of(rule, self._plan.day, days_off.calendar(work))
        return [day for day in days if not (self._skip_first and day == self._plan.day)]

    def do(self) -> None:
        items = [self.list.item(n) for n in range(self.list.count())]
        left = {
            date.fromisoformat(item.data(Qt.ItemDataRole.UserRole))
            for item in items
            if item.data(Qt.ItemDataRole.UserRole) and item.checkState() is not Qt.CheckState.Checked
        }
        if self._skip_first:
            left.add(self._plan.day)
        with self._desk.write() as work:
            self.placed = repetition.repeat(work, self._plan, replace(self.rule, skipped=frozenset(left)))


def placed_words(placed: PlacedSeries) -> str:
    """已生成9场活动草稿。　3场未能排入：2026-12-08 …."""
    sentence = _("{n} drafts made.", n=len(placed.ids))
    if not placed.unplaced:
        return sentence
    lost = clauses(named(f"{draft.day} {draft.title}", draft.reason) for draft in placed.unplaced[:4])
    more = P_("activities", "and {n} more", n=len(placed.unplaced) - 4) if len(placed.unplaced) > 4 else ""
    return f"{sentence}　" + _("{n} could not be placed: {list}", n=len(placed.unplaced), list=lost) + more
