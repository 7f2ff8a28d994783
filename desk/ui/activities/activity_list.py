"""The list: the month's activities in a table, or every activity whose words fit."""

from __future__ import annotations

from datetime import date

from desk.books.activities import queries, results
from desk.books.activities.model import Activity, ActivityState
from desk.core.calendar import weekday_words
from desk.core.permissions import May
from desk.core.words import N_, _, phrases
from desk.services.session import Desk
from desk.ui.activities.board import CalendarBoard
from desk.ui.activities.page import CalendarPage
from desk.ui.shell.commands import Command, Commands
from desk.ui.shell.saved_filters import SavedFilters
from desk.ui.widgets.columns import Column
from desk.ui.widgets.controls import Combo, line_edit, row
from desk.ui.widgets.day_span import OF_CALENDAR, DaySpan, SpanChoice
from desk.ui.widgets.lists import ListView

MOST = 500
"""Hits of a search of all years that are listed, the newest; what is narrowed further is listed whole."""


def _columns() -> list[Column[Activity]]:
    return [
        Column(_("Day"), 100, lambda activity: f"{activity.day}"),
        Column(_("Weekday"), 56, lambda activity: weekday_words(activity.day), rank=2),
        Column(_("Time"), 110, lambda activity: activity.times),
        Column(_("Title"), 220, lambda activity: activity.title, flex=4),
        Column(_("Kind of activity"), 90, lambda activity: activity.kind.label),
        Column(_("Place"), 120, lambda activity: activity.where, flex=2),
        Column(
            _("Organiser"),
            120,
            lambda activity: activity.held_by or activity.organiser_kind.label,
            flex=2,
            rank=1,
        ),
        Column(_("Person responsible"), 80, lambda activity: activity.responsible),
        Column(_("State"), 90, lambda activity: activity.state.label, lambda activity: activity.state.tone),
        Column(_("After publishing"), 120, after, flex=2, rank=3),
    ]


class ActivityListPage(CalendarPage):
    """列表: typed words search all years; without any, the month is listed, or the days that are chosen."""

    def __init__(self, desk: Desk, board: CalendarBoard) -> None:
        super().__init__(desk, board)
        self.search = line_edit(_("title, initials, venue or organiser; all years"), most=40)
        self.search.setAccessibleName(_("Search all activities"))
        self.state = Combo(
            [
                (_("Every state"), None),
                *((state.label, state) for state in ActivityState),
                (_("Summary missing"), "lacking"),
            ]
        )
        self.state.setAccessibleName(_("State"))
        self.list: ListView[Activity] = ListView(_columns(), _("No activities fit."), _("Activities"))
        self.span = DaySpan(desk, OF_CALENDAR, whole=True)
        self.span.changed.connect(self.load)
        self.span.refused.connect(lambda sentence: self.toast.emit(sentence, "bad"))
        self._month = board.month
        self.saved = SavedFilters(self, "activities", (self.state,), self.load, self.span)
        self.saved_button = self.button(self.show_saved)
        self.search.textChanged.connect(lambda _t: self.load())
        self.search.returnPressed.connect(self.list.enter)
        self.list.search_from(self.search)
        self.state.currentIndexChanged.connect(lambda _i: self.load())
        self.search.setMinimumWidth(180)
        self.column.addLayout(row(self.search, self.span, self.state, self.saved_button))
        self.column.addWidget(self.list, 1)

    def make_commands(self) -> Commands:
        return (
            Command("F2", N_("New activity"), self.new, may=May.PLAN_ACTIVITIES),
            Command("F3", N_("Search all activities"), self.search.setFocus, repeats=True),
            Command("Enter", N_("Open the activity"), self.open_current, of=self.list.table),
            Command("F6", N_("Saved filters"), self.show_saved, role="flat", opens_menu=True, repeats=True),
        )

    def open_current(self) -> None:
        """Enter: the window of the chosen activity."""
        if activity := self.list.current():
            self.opened.emit(activity.id)

    def show_saved(self) -> None:
        """F6 常用筛选."""
        self.saved.show_menu(self.saved_button)

    def _days(self) -> tuple[date, date]:
        """The first and last day that are listed; another month in sight is listed whole."""
        if self._month != self.board.month:
            self._month = self.board.month
            self.span.show_choice(SpanChoice.SHOWN)
        shown = self.span.value is SpanChoice.SHOWN
        first, last = self._month.span if shown else self.span.span
        return first or date.min, last or date.max

    def fill(self) -> None:
        typed, chosen, (first, last) = self.search.text().strip(), self.state.value, self._days()
        everywhere = typed and self.span.value is SpanChoice.SHOWN
        most = MOST if everywhere and not chosen else None
        with self.desk.read() as work:
            activities = queries.search(work, typed, most) if typed else queries.between(work, first, last)
            if not everywhere:
                activities = [activity for activity in activities if first <= activity.day <= last]
            if chosen == "lacking":
                wanted = set(results.lacking(work, first, last))
                activities = [activity for activity in activities if activity.id in wanted]
        if isinstance(chosen, ActivityState):
            activities = [activity for activity in activities if activity.state is chosen]
        self.list.foot.show_sum(_("{n} activities", n=len(activities)))
        self.list.show_all(activities)


def after(activity: Activity) -> str:
    """变更, or 延期，原定12-01."""
    first = _("first on {day}", day=f"{activity.was_day:%m-%d}") if activity.was_day else ""
    return phrases(filter(None, (activity.mark.label if activity.is_changed else "", first)))
