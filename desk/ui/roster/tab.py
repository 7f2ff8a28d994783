"""The tab 坐班轮值: one month for all pages; which page is chosen on top."""

from __future__ import annotations

from PySide6.QtWidgets import QButtonGroup, QPushButton, QStackedWidget, QVBoxLayout

from desk.session import Desk
from desk.ui.roster.attending import AttendancePage
from desk.ui.roster.board import Board
from desk.ui.roster.changing import ChangesPage
from desk.ui.roster.handing import HandoverPage
from desk.ui.roster.month import MonthPage
from desk.ui.roster.page import Page
from desk.ui.roster.people import PeoplePage
from desk.ui.roster.shifts import ShiftsPage
from desk.ui.roster.yearly import YearPage
from desk.ui.tab import Tab
from desk.ui.widgets.basic import button, label, row
from desk.words import N_, _

PAGES: tuple[type[Page], ...] = (MonthPage, AttendancePage, ChangesPage, HandoverPage, PeoplePage, ShiftsPage, YearPage)
"""Every page, in the order of how often it is wanted."""


class RosterTab(Tab):
    TITLE = N_("Duty roster")

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        today = desk.clock.today()
        self.board = Board(desk, today.year, today.month)
        self.name = label("", "heading")
        self.name.setMinimumWidth(120)
        back, on = (
            button("◀", lambda: self.step(-1), "quiet", _("Earlier month (Alt+Left)")),
            button("▶", lambda: self.step(1), "quiet", _("Later month (Alt+Right)")),
        )
        back.setAccessibleName(_("Earlier month"))
        on.setAccessibleName(_("Later month"))
        back.setShortcut("Alt+Left")
        on.setShortcut("Alt+Right")
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
        self._stack = QStackedWidget()
        self._made: dict[int, Page] = {}
        outer = QVBoxLayout(self)
        outer.setContentsMargins(8, 6, 8, 6)
        outer.addLayout(row(back, self.name, on, *chosen, 1))
        outer.addWidget(self._stack, 1)

    @property
    def KEYS(self) -> tuple[tuple[str, str], ...]:  # type: ignore[override]
        """The keys of the page in sight."""
        return (*self.page.KEYS, ("Alt+←/→", N_("Earlier or later month")), ("Alt+1…7", N_("Go to a page")))

    @property
    def page(self) -> Page:
        return self._page(max(self._group.checkedId(), 0))

    def _page(self, place: int) -> Page:
        """Pages are made when they are first looked at."""
        if place not in self._made:
            page = PAGES[place](self.desk, self.board)
            page.told.connect(self.told)
            page.changed.connect(self.changed)
            self._made[place] = page
            self._stack.addWidget(page)
        return self._made[place]

    def show_page(self, place: int) -> None:
        self._group.button(place).setChecked(True)
        page = self._page(place)
        self._stack.setCurrentWidget(page)
        self._name_month()
        page.load()

    def open(self, kind: type[Page]) -> Page:
        """Show a page by what it is."""
        self.show_page(PAGES.index(kind))
        return self.page

    def step(self, months: int) -> None:
        """Another month."""
        self.board.go_to(*self.board.month.following(months))
        self.refresh()

    def _name_month(self) -> None:
        self.name.setText(_("{year}/{month}", year=self.board.year, month=self.board.number))

    def refresh(self) -> None:
        self.show_page(max(self._group.checkedId(), 0))

    def act(self, key: str) -> bool:
        return self.page.act(key)
