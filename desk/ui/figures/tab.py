"""The tab 报表: the figures of any period on screen, a page for the whole and one for each book that shows some."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import ClassVar

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desk.books.registry import books
from desk.core.book import Book
from desk.core.permissions import May
from desk.core.words import NP_
from desk.services.session import Desk
from desk.ui.figures import pages
from desk.ui.figures.page import Answer, BookFiguresPage
from desk.ui.figures.tools import FiguresTools
from desk.ui.shell.page import Destinations, Page
from desk.ui.shell.paged_tab import PagedTab
from desk.ui.shell.tab import PageDeclaration
from desk.ui.shell.tabs import TABS


def _pages_of_books() -> Iterator[PageDeclaration]:
    """One for each book that counts something, in the order of the tabs."""

    def place(book: Book) -> int:
        return next((place for place, tab in enumerate(TABS) if tab.has(book.name)), len(TABS))

    for book in sorted(books(), key=place):
        if book.figures is not None:
            place_of_class = f"{pages.__name__}:{pages.name_of(book.name)}"
            yield PageDeclaration(book.figures.page_title, place_of_class, group=NP_("page", "By business"))


class FiguresTab(PagedTab):
    """报表: pages of one period, and the papers made of it."""

    PAGES = (
        PageDeclaration(NP_("page", "Overview"), f"{pages.__name__}:OverviewPage"),
        PageDeclaration(NP_("page", "Handing in"), "desk.ui.submissions.page:SubmissionsPage"),
        PageDeclaration(NP_("page", "Own figures"), "desk.ui.own_figures.page:OwnFiguresPage", May.KEEP_FIGURES),
        PageDeclaration(NP_("page", "District's forms"), "desk.ui.report_forms.page:FormsPage", May.KEEP_FIGURES),
        *_pages_of_books(),
        PageDeclaration(NP_("page", "District"), "desk.ui.district.page:DistrictPage", May.MERGE_DISTRICT),
    )
    DESTINATIONS: ClassVar[Destinations] = {"figures.reports": lambda tab, period: tab.open_report(period)}

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
        tools.report_wanted.connect(self.open_report)

    def extras(self) -> tuple[QWidget, ...]:
        return self.tools.buttons

    def make_page(self, kind: type[Page]) -> Page:
        if not issubclass(kind, BookFiguresPage):
            return kind(self.desk)
        page = kind(self.desk, self.tools.chooser)
        page.answered.connect(self._take)
        page.counting.connect(self.tools.say_counting)
        page.report_wanted.connect(self.open_report)
        return page

    def parts(self) -> tuple[Page, ...]:
        return (self.tools, self.page) if isinstance(self.page, BookFiguresPage) else (self.page,)

    def _bring_up(self) -> None:
        """The period and what is made of it stand only over pages that show figures of it."""
        super()._bring_up()
        for each in (self.tools, *self.tools.buttons):
            each.setVisible(isinstance(self.page, BookFiguresPage))

    def _take(self, answer: Answer) -> None:
        self.tools.take_report(answer.figures.period, answer.report)

    def _count_again(self) -> None:
        self.page.load()

    def open_report(self, period: str | None = None) -> None:
        """The page 上报, at the report of a period by its name (2026-11, 2026-Q4)."""
        from desk.ui.submissions.page import SubmissionsPage

        page = self.raise_page(SubmissionsPage)
        assert isinstance(page, SubmissionsPage)
        page.show_period(period or "")

    def go_to(self, day: date) -> None:
        """The figures of another day, or of the week, month, quarter or year around it."""
        self.tools.chooser.go_to(day)
