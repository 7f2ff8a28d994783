"""The tab 报表: the figures of any period on screen, a page for the whole and one for each book that shows some."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desk.core.words import NP_
from desk.services.session import Desk
from desk.ui.figures.page import Answer, BookFiguresPage
from desk.ui.figures.tools import FiguresTools
from desk.ui.shell.page import Page
from desk.ui.shell.paged_tab import PagedTab
from desk.ui.shell.tab import PageDeclaration


class FiguresTab(PagedTab):
    """报表: pages of one period, and the papers made of it."""

    PAGES = (
        PageDeclaration(NP_("page", "Overview"), "desk.ui.figures.pages:OverviewPage"),
        PageDeclaration(NP_("page of figures", "Cases"), "desk.ui.figures.pages:CaseFiguresPage"),
        PageDeclaration(NP_("page of figures", "Duties"), "desk.ui.figures.pages:DutyFiguresPage"),
        PageDeclaration(NP_("page of figures", "Activities"), "desk.ui.figures.pages:ActivityFiguresPage"),
        PageDeclaration(NP_("page of figures", "Assets"), "desk.ui.figures.pages:AssetFiguresPage"),
        PageDeclaration(NP_("page of figures", "Emergencies"), "desk.ui.figures.pages:IncidentFiguresPage"),
    )

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        self.tools = FiguresTools(desk)
        super().__init__(desk, parent)
        outer = self.layout()
        assert isinstance(outer, QVBoxLayout)
        outer.insertWidget(1, self.tools)
        tools = self.tools
        tools.toast.connect(self.toast)
        tools.destination_wanted.connect(self.destination_wanted)
        tools.chooser.changed.connect(self._count_again)

    def extras(self) -> tuple[QWidget, ...]:
        return self.tools.buttons

    def make_page(self, kind: type[Page]) -> Page:
        assert issubclass(kind, BookFiguresPage)
        page = kind(self.desk, self.tools.chooser)
        page.answered.connect(self._take)
        page.counting.connect(self.tools.say_counting)
        page.saved_again.connect(self.tools.save_handed_in)
        return page

    def parts(self) -> tuple[Page, ...]:
        return (self.tools, self.page)

    def _take(self, answer: Answer) -> None:
        self.tools.take_submitted(answer.submitted)

    def _count_again(self) -> None:
        self.page.load()

    def go_to(self, day: date) -> None:
        """The figures of another day, or of the week, month, quarter or year around it."""
        self.tools.chooser.go_to(day)
