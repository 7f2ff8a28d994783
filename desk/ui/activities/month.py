"""The page that plans: the month as a grid, the chosen day's activities beside it."""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QSizePolicy, QWidget

from desk.books.activities import planning, queries
from desk.books.activities.model import Activity, ActivityState
from desk.core.almanac import almanac
from desk.core.calendar import day_words, weekday_words
from desk.core.permissions import May
from desk.core.words import N_, _, marked
from desk.services.session import Desk
from desk.ui.activities.board import CalendarBoard
from desk.ui.activities.grid import MonthGrid
from desk.ui.activities.page import CalendarPage
from desk.ui.shell.commands import Command, Commands
from desk.ui.shell.text_size import hold
from desk.ui.widgets.controls import label, panel, row


class CalendarMonthPage(CalendarPage):
    """月视图: the grid, and beside it the chosen day with its activities."""

    def __init__(self, desk: Desk, board: CalendarBoard) -> None:
        super().__init__(desk, board)
        self.grid = MonthGrid(board)
        self.title, self.lunar = label("", "heading"), label("", "muted", wrap=True)
        self.list = QListWidget()
        self.list.setAccessibleName(_("Activities of the day"))
        self.list.setWordWrap(True)
        self.list.setAlternatingRowColors(True)
        self.add = self.button(self.new)
        self._there: list[Activity] = []
        self._taken: int | None = None
        side, inner = panel(margin=8)
        side.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        hold(side, QWidget.setFixedWidth, 272)
        for part in (self.title, self.lunar):
            inner.addWidget(part)
        inner.addWidget(self.list, 1)
        inner.addLayout(row(1, self.add))
        line = row()
        line.addWidget(self.grid, 1)
        line.addWidget(side)
        self.column.addLayout(line, 1)
        self._watch()

    def make_commands(self) -> Commands:
        plan, opening = May.PLAN_ACTIVITIES, N_("To the day's list; there: open the activity")
        return (
            Command("F2", N_("New activity on the chosen day"), self.new, label=N_("New"), role="primary", may=plan),
            Command("F3", N_("Go to the calendar"), self.grid.setFocus, repeats=True),
            Command("Enter", opening, self.open_current, label=N_("Open the activity"), of=self.list),
            Command("Ctrl+X", N_("Take the activity up"), self.take, of=self.list, inside=self),
            Command("Ctrl+V", N_("Put it on the chosen day"), self.put, inside=self),
        )

    def _watch(self) -> None:
        self.grid.day_chosen.connect(self.choose)
        self.grid.day_opened.connect(self._enter_day)
        self.grid.new_wanted.connect(self.new)
        self.grid.activity_chosen.connect(self._choose_activity)
        self.grid.activity_opened.connect(self.opened)
        self.grid.dropped.connect(self.move_to)
        self.grid.beyond.connect(self._go_beyond)

    def load(self) -> None:
        super().load()
        if not self._inside(self.focusWidget()):
            self.grid.setFocus()

    def fill(self) -> None:
        chosen = self.current()
        self.grid.show_board()
        self.choose(self.board.day)
        if chosen is not None:
            self._choose_activity(chosen.id)

    def _inside(self, widget: QWidget | None) -> bool:
        return widget is not None and self.isAncestorOf(widget)

    def choose(self, day: date) -> None:
        """Show a day's activities beside the grid."""
        self.board.day = day
        self._there = list(self.board.on(day))
        self.title.setText(f"{day_words(day)} {weekday_words(day)}")
        known = almanac(day)
        lunar = _("lunar {date}", date=known.lunar) if known.lunar else ""
        self.lunar.setText(" ".join(filter(None, (lunar, *known.names))))
        self.list.clear()
        for activity in self._there:
            self.list.addItem(QListWidgetItem(described(activity)))
        if not self._there:
            item = QListWidgetItem(_("Nothing is planned on this day."))
            item.setFlags(Qt.ItemFlag.NoItemFlags)
            self.list.addItem(item)
        self.list.setCurrentRow(0)

    def current(self) -> Activity | None:
        """The chosen activity of the chosen day; None where there is none."""
        at = self.list.currentRow()
        return self._there[at] if 0 <= at < len(self._there) else None

    def _enter_day(self, day: date) -> None:
        if self.board.on(day):
            self.list.setFocus()
        else:
            self.new(day)

    def _choose_activity(self, id: int) -> None:
        self.list.setCurrentRow(next((n for n, activity in enumerate(self._there) if activity.id == id), 0))

    def open_current(self) -> None:
        """Enter: the window of the chosen activity."""
        if activity := self.current():
            self.opened.emit(activity.id)

    def _go_beyond(self, days: int) -> None:
        self.board.day += timedelta(days=days)
        self.moved.emit()

    def take(self) -> None:
        """Take the current activity up, to put it on another day."""
        if activity := self.current():
            self._taken = activity.id
            self.toast.emit(_("“{title}” is taken up: choose a day and press Ctrl+V.", title=activity.title), "good")

    def put(self) -> None:
        """Ctrl+V: the activity taken up with Ctrl+X goes to the chosen day. Refused, it stays taken up."""
        if self._taken is not None and self.move_to(self._taken, self.board.day):
            self._taken = None

    def move_to(self, id: int, day: date) -> bool:
        """The activity takes place on another day; a toast says what there is to think about."""
        concerns: list[str] = []

        def act() -> None:
            with self.desk.write() as work:
                if queries.find(work, id).day == day:
                    return
                activity = planning.move_to(work, id, day)
                concerns.extend(concern.message for concern in planning.concerns(work, activity.plan, id))
                concerns.insert(0, _("“{title}” is now on {day}.", title=activity.title, day=day_words(day)))
            self.board.day = day

        if not self.attempt(act, _("Moved.")):
            return False
        if concerns:
            self.toast.emit("　".join(concerns), "warning" if len(concerns) > 1 else "good")
        return True


def described(activity: Activity) -> str:
    """What the day's list says of an activity."""
    state = activity.state.label if activity.state is not ActivityState.PUBLISHED or not activity.is_changed else ""
    head = f"{activity.times}　{state}" + (marked(activity.mark.label).rstrip() if activity.is_changed else "")
    rest = " · ".join(filter(None, (activity.where, activity.responsible)))
    return f"{head}\n{activity.kind.letter} {activity.title}\n{rest}"
