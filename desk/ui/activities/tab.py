"""The tab 活动月历: one month and one day for all pages, and the windows of activities."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import ClassVar

from PySide6.QtWidgets import QWidget

from desk.books.activities import repetition
from desk.core.month import Month
from desk.core.permissions import May
from desk.core.words import N_, NP_, _
from desk.services.session import Desk
from desk.ui.activities.board import CalendarBoard
from desk.ui.activities.page import CalendarPage
from desk.ui.activities.publication import PublishingPage
from desk.ui.activities.repetition import placed_words
from desk.ui.activities.window import ActivityWindow
from desk.ui.shell.page import Destinations, Page
from desk.ui.shell.paged_tab import MonthTab
from desk.ui.shell.tab import PageDeclaration
from desk.ui.shell.waiting_window import PutAway
from desk.ui.widgets.controls import Combo, button
from desk.ui.widgets.form_dialog import sure


class ActivitiesTab(MonthTab):
    """活动月历: pages that share one month and one day."""

    PAGES = (
        PageDeclaration(NP_("page", "Month"), "desk.ui.activities.month:CalendarMonthPage"),
        PageDeclaration(NP_("page", "Week"), "desk.ui.activities.week:WeekPage"),
        PageDeclaration(N_("List"), "desk.ui.activities.activity_list:ActivityListPage"),
        PageDeclaration(
            NP_("page", "Publishing"), "desk.ui.activities.publication:PublishingPage", May.APPROVE_ACTIVITIES
        ),
    )
    SHOWS = frozenset({"activities", "centre", "organisations"})
    DESTINATIONS: ClassVar[Destinations] = {
        "activities.month": lambda tab, first: tab.go_to(Month.of(first)),
        "activities.calendar": lambda tab, month: tab.show_publication(month),
        "activities.activity": lambda tab, id: tab.show_activity(id),
    }

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        self.board = CalendarBoard(desk)
        self._put_away = PutAway()
        super().__init__(desk, parent)

    def extras(self) -> tuple[QWidget, ...]:
        months = ((_("last month's activities"), -1), (_("last year's activities"), -12))
        self.copy = Combo([(_("Copy a month here…"), None), *months])
        self.copy.setAccessibleName(_("Copy a month here…"))
        self.copy.activated.connect(lambda _at: self.copy_month(self.copy.value))
        return button(_("Today"), self.go_today, "flat"), self.copy

    def make_page(self, kind: type[Page]) -> Page:
        assert issubclass(kind, CalendarPage)
        page = kind(self.desk, self.board)
        page.moved.connect(self.load)
        page.opened.connect(self.open_activity)
        page.new_wanted.connect(self.new_activity)
        return page

    def month(self) -> Month:
        return self.board.month

    def fill(self) -> None:
        self.board.read()
        super().fill()

    def go_to(self, month: Month) -> None:
        """Show a month on the page that is open, from its first day."""
        self.board.day = month.first
        self.load()

    def show_publication(self, month: Month) -> None:
        """The publishing page of a month."""
        self.board.day = month.first
        self.open(PublishingPage)

    def go_today(self) -> None:
        """今日: back to the present month with today chosen."""
        self.board.day = self.board.today
        self.load()

    def step(self, months: int) -> None:
        self.board.step(months)
        self.load()

    def show_activity(self, id: int) -> None:
        """The window of an activity, over the calendar."""
        self.load()
        self.open_activity(id)

    def open_activity(self, id: int) -> None:
        """The window of an activity; it comes back after the lock with what was typed in it."""
        self._show(id, lambda: self._window(id))

    def new_activity(self, day: date, minute: int = -1) -> None:
        """A draft's window. Nothing happens for whoever may not plan; -1 is the usual time of day."""
        if self.desk.actor.may(May.PLAN_ACTIVITIES):
            self._show(0, lambda: self._window(0, day, minute))

    def _window(self, id: int, day: date | None = None, minute: int = -1) -> ActivityWindow:
        window = ActivityWindow(self.desk, self, id, day, minute)
        window.toast.connect(self.toast)
        return window

    def _show(self, id: int, make: Callable[[], ActivityWindow]) -> None:
        """Until it is closed; one that the lock closed waits with what was typed in it."""
        if self._put_away.show(id, make):
            self.toast.emit(_("What you had typed in the activity is still there: open it again to go on."), "warning")
        self.done()

    def copy_month(self, months: int | None) -> None:
        """Drafts like those of an earlier month, on the same weekdays."""
        self.copy.choose(None)
        if months is None:
            return
        target = self.board.month
        source = target.plus(months)
        question = _(
            "Copy the activities of {source} to {target} as drafts, each on the same weekday?",
            source=source.name,
            target=target.name,
        )
        if not sure(self, question, _("Copy")):
            return
        placed: list[repetition.PlacedSeries] = []

        def act() -> None:
            with self.desk.write() as work:
                placed.append(repetition.copy_month(work, source, target))

        if self.page.attempt(act, _("Copied.")):
            self.toast.emit(placed_words(placed[0]), "warning" if placed[0].unplaced else "good")
