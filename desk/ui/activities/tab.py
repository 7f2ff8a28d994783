"""The tab 活动月历: one month and one day for all pages; which page is chosen on top."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QButtonGroup, QPushButton, QStackedWidget, QVBoxLayout

from desk.books.activities import repeating
from desk.books.activities.kept import Month
from desk.books.roles import May
from desk.session import Desk
from desk.ui.activities.board import Board
from desk.ui.activities.listing import ListPage
from desk.ui.activities.month import MonthPage
from desk.ui.activities.page import Page
from desk.ui.activities.publishing import PublishingPage
from desk.ui.activities.repeating import placed_words
from desk.ui.activities.week import WeekPage
from desk.ui.activities.window import ActivityWindow
from desk.ui.tab import Tab
from desk.ui.widgets.asking import sure
from desk.ui.widgets.basic import Combo, button, label, row
from desk.words import N_, _

PAGES: tuple[type[Page], ...] = (MonthPage, WeekPage, ListPage, PublishingPage)


class ActivitiesTab(Tab):
    TITLE = N_("Activity calendar")

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.board = Board(desk)
        self.name = label("", "heading")
        self.name.setMinimumWidth(110)
        back = button("◀", lambda: self.step(-1), "quiet", _("Earlier month (Alt+Left)"))
        on = button("▶", lambda: self.step(1), "quiet", _("Later month (Alt+Right)"))
        for made, words, keys in ((back, _("Earlier month"), "Alt+Left"), (on, _("Later month"), "Alt+Right")):
            made.setAccessibleName(words)
            made.setShortcut(keys)
        self._group = QButtonGroup(self)
        chosen = []
        for place, kind in enumerate(PAGES):
            made = QPushButton(_(kind.TITLE))
            made.setCheckable(True)
            made.setAutoDefault(False)
            made.setStyleSheet("padding: 3px 10px;")
            made.setShortcut(f"Alt+{place + 1}")
            self._group.addButton(made, place)
            chosen.append(made)
        self._group.idClicked.connect(self.show_page)
        self.copy = Combo(
            [(_("Copy a month here…"), None), (_("last month's activities"), -1), (_("last year's activities"), -12)]
        )
        self.copy.setAccessibleName(_("Copy a month here…"))
        self.copy.activated.connect(lambda _at: self.copy_month(self.copy.value))
        self._stack = QStackedWidget()
        self._made: dict[int, Page] = {}
        self._put_away: dict[int, ActivityWindow] = {}
        outer = QVBoxLayout(self)
        outer.setContentsMargins(8, 6, 8, 6)
        outer.addLayout(row(back, self.name, on, button(_("Today"), self.go_today, "quiet"), *chosen, 1, self.copy))
        outer.addWidget(self._stack, 1)

    @property
    def KEYS(self) -> tuple[tuple[str, str], ...]:  # type: ignore[override]
        """The keys of the page in sight."""
        return (*self.page.KEYS, ("Alt+←/→", N_("Earlier or later month")), ("Alt+1…4", N_("Go to a page")))

    @property
    def page(self) -> Page:
        return self._page(max(self._group.checkedId(), 0))

    def _page(self, place: int) -> Page:
        """Pages are made when they are first looked at."""
        if place not in self._made:
            page = PAGES[place](self.desk, self.board)
            page.told.connect(self.told)
            page.changed.connect(self._after_change)
            page.moved.connect(self.refresh)
            page.opened.connect(self.open_activity)
            page.new_wanted.connect(self.new_activity)
            self._made[place] = page
            self._stack.addWidget(page)
        return self._made[place]

    def show_page(self, place: int) -> None:
        self._group.button(place).setChecked(True)
        page = self._page(place)
        self._stack.setCurrentWidget(page)
        self.board.read()
        self.name.setText(_("{year}/{month}", year=self.board.month.year, month=self.board.month.number))
        page.load()

    def open(self, kind: type[Page]) -> Page:
        """Show a page by what it is."""
        self.show_page(PAGES.index(kind))
        return self.page

    def go_to(self, month: Month) -> None:
        self.board.day = month.first
        self.refresh()

    def go_today(self) -> None:
        self.board.day = self.board.today
        self.refresh()

    def step(self, months: int) -> None:
        self.board.step(months)
        self.refresh()

    def refresh(self) -> None:
        self.show_page(max(self._group.checkedId(), 0))

    def _after_change(self) -> None:
        self.changed.emit()
        self.refresh()

    def open_activity(self, id: int) -> None:
        self._show(self._put_away.pop(id) if id in self._put_away else self._window(id))

    def new_activity(self, day: date, minute: int = -1) -> None:
        if self.desk.actor.may(May.PLAN_ACTIVITIES):
            self._show(self._put_away.pop(0) if 0 in self._put_away else self._window(0, day, minute))

    def _window(self, id: int, day: date | None = None, minute: int = -1) -> ActivityWindow:
        window = ActivityWindow(self.desk, self, id, day, minute)
        window.told.connect(self.told)
        window.changed.connect(self.changed)
        return window

    def _show(self, window: ActivityWindow) -> None:
        """Until it is closed; one that the lock closed waits with what was typed in it."""
        asked = window.id
        window.show_again()
        if window.is_put_away:
            self._put_away[asked] = window
            self.told.emit(_("What you had typed in the activity is still there: open it again to go on."), "warning")
        else:
            window.deleteLater()
        self.refresh()

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
        placed: list[repeating.Placed] = []

        def act() -> None:
            with self.desk.write() as work:
                placed.append(repeating.copy_month(work, source, target))

        if self.page.attempt(act, _("Copied.")):
            self.told.emit(placed_words(placed[0]), "warning" if placed[0].unplaced else "good")

    def act(self, key: str) -> bool:
        return self.page.act(key)
