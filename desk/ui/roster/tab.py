"""The tab 坐班轮值: one month for all pages."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtWidgets import QWidget

from desk.core.month import Month
from desk.core.permissions import May
from desk.core.words import N_
from desk.services.session import Desk
from desk.ui.roster.attendance import AttendancePage
from desk.ui.roster.board import RosterBoard
from desk.ui.roster.changes import ChangesPage
from desk.ui.roster.handover import HandoverPage
from desk.ui.roster.month import RosterMonthPage
from desk.ui.roster.page import RosterPage
from desk.ui.shell.page import Destinations, Page
from desk.ui.shell.paged_tab import MonthTab
from desk.ui.shell.tab import PageDeclaration


class RosterTab(MonthTab):
    """坐班轮值: pages that share one month."""

    PAGES = (
        PageDeclaration(N_("Rota"), "desk.ui.roster.month:RosterMonthPage"),
        PageDeclaration(N_("Attendance"), "desk.ui.roster.attendance:AttendancePage"),
        PageDeclaration(N_("Swaps"), "desk.ui.roster.changes:ChangesPage"),
        PageDeclaration(N_("Hand-over"), "desk.ui.roster.handover:HandoverPage"),
        PageDeclaration(N_("People and leave"), "desk.ui.roster.assignees:AssigneesPage"),
        PageDeclaration(N_("Shifts and rules"), "desk.ui.roster.shifts:ShiftsPage", May.PLAN_ROSTER),
        PageDeclaration(N_("Year loads"), "desk.ui.roster.year:YearPage", May.PLAN_ROSTER),
    )
    DESTINATIONS: ClassVar[Destinations] = {
        "roster.attendance": lambda tab, _about: tab.open(AttendancePage),
        "roster.attendance_month": lambda tab, first: tab.show_month(Month.of(first), AttendancePage),
        "roster.month": lambda tab, _about: tab.open(RosterMonthPage),
        "roster.handover": lambda tab, id: tab.show_handover(id),
        "roster.changes": lambda tab, _about: tab.open(ChangesPage),
    }

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        self.board = RosterBoard(desk, Month.of(desk.clock.today()))
        super().__init__(desk, parent)

    def make_page(self, kind: type[Page]) -> Page:
        assert issubclass(kind, RosterPage)
        return kind(self.desk, self.board)

    def month(self) -> Month:
        return self.board.month

    def show_month(self, month: Month, page: type[Page]) -> None:
        """A page of another month."""
        self.board.go_to(month)
        self.open(page)

    def show_handover(self, id: int | None) -> None:
        """The hand-overs up to one of them, which is chosen; None for what was handed over with none so far."""
        page = self.open(HandoverPage)
        assert isinstance(page, HandoverPage)
        page.show_until(id)

    def step(self, months: int) -> None:
        self.board.go_to(self.board.month.plus(months))
        self.load()
