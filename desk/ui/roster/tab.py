"""The tab 坐班轮值: one month for all pages."""

from __future__ import annotations

from desk.session import Desk
from desk.ui.paged import MonthTab
from desk.ui.part import Part
from desk.ui.roster.attending import AttendancePage
from desk.ui.roster.board import Board
from desk.ui.roster.changing import ChangesPage
from desk.ui.roster.handing import HandoverPage
from desk.ui.roster.month import MonthPage
from desk.ui.roster.page import Page
from desk.ui.roster.people import PeoplePage
from desk.ui.roster.shifts import ShiftsPage
from desk.ui.roster.yearly import YearPage
from desk.words import N_

PAGES: tuple[type[Page], ...] = (MonthPage, AttendancePage, ChangesPage, HandoverPage, PeoplePage, ShiftsPage, YearPage)
"""Every page, in the order of how often it is wanted."""


class RosterTab(MonthTab):
    TITLE = N_("Duty roster")
    PAGES = PAGES

    def __init__(self, desk: Desk) -> None:
        today = desk.clock.today()
        self.board = Board(desk, today.year, today.month)
        super().__init__(desk)

    def make_page(self, kind: type[Part]) -> Part:
        assert issubclass(kind, Page)
        page = kind(self.desk, self.board)
        page.changed.connect(self.changed)
        return page

    def month(self) -> tuple[int, int]:
        return self.board.year, self.board.number

    def show_month(self, year: int, number: int, page: type[Part]) -> None:
        """A page of another month."""
        self.board.go_to(year, number)
        self.open(page)

    def step(self, months: int) -> None:
        self.board.go_to(*self.board.month.following(months))
        self.refresh()
