"""What the signed-in person sees: bar, strip and tabs."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QTabWidget, QVBoxLayout, QWidget

from desk.books import centre
from desk.books.activities.kept import Month
from desk.books.caselist import Filter
from desk.session import Desk
from desk.ui.activities.publishing import PublishingPage
from desk.ui.activities.tab import ActivitiesTab
from desk.ui.bar import Bar, Strip, stacked
from desk.ui.cases.tab import CasesTab
from desk.ui.roster.attending import AttendancePage
from desk.ui.roster.changing import ChangesPage
from desk.ui.roster.tab import RosterTab
from desk.ui.tab import Tab, TabMaker
from desk.words import _

Tabs = Callable[[Desk], list[TabMaker]]


class WorkPage(QWidget):
    """Bar, strip and tabs of the signed-in person."""

    lock_wanted = Signal()
    hand_over_wanted = Signal()

    def __init__(self, desk: Desk, make_tabs: Tabs) -> None:
        super().__init__()
        self.desk = desk
        self.bar = Bar(desk)
        self.strip = Strip()
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self._makers = make_tabs(desk)
        self._made: dict[int, Tab] = {}
        self._places: list[QVBoxLayout] = []
        for maker in self._makers:
            place = QWidget()
            layout = stacked()
            place.setLayout(layout)
            self._places.append(layout)
            self.tabs.addTab(place, _(maker.kind.TITLE))
        self.setLayout(stacked(self.bar, self.strip, self.tabs))
        self.tabs.currentChanged.connect(lambda _i: self.current.refresh())
        self.bar.lock_wanted.connect(self.lock_wanted)
        self.bar.hand_over_wanted.connect(self.hand_over_wanted)
        self.bar.list_wanted.connect(self.show_cases)
        self.bar.roster_wanted.connect(self.show_roster)
        self.bar.calendar_wanted.connect(self.show_calendar)

    def page(self, place: int) -> Tab:
        """The tab at a place, made now if nobody has looked at it yet."""
        if place not in self._made:
            tab = self._makers[place].make()
            self._made[place] = tab
            tab.told.connect(self.strip.tell)
            tab.changed.connect(self.bar.refresh)
            wanted = getattr(tab, "cases_wanted", None)
            if wanted is not None:
                wanted.connect(self.show_cases)
            self._places[place].addWidget(tab)
            tab.show()
        return self._made[place]

    @property
    def current(self) -> Tab:
        return self.page(self.tabs.currentIndex())

    def show_cases(self, wanted: Filter) -> None:
        """Open the list of cases behind a count."""
        place = next(i for i, maker in enumerate(self._makers) if maker.kind is CasesTab)
        self.tabs.setCurrentIndex(place)
        tab = self.page(place)
        assert isinstance(tab, CasesTab)
        tab.show_filter(wanted)

    def show_roster(self, page: str) -> None:
        """Open the page of the roster behind a word or count on the bar."""
        place = next(i for i, maker in enumerate(self._makers) if maker.kind is RosterTab)
        self.tabs.setCurrentIndex(place)
        tab = self.page(place)
        assert isinstance(tab, RosterTab)
        tab.open({"attendance": AttendancePage, "changes": ChangesPage}[page])

    def show_calendar(self, month: Month) -> None:
        """Open the publishing page of a month's calendar."""
        place = next(i for i, maker in enumerate(self._makers) if maker.kind is ActivitiesTab)
        self.tabs.setCurrentIndex(place)
        tab = self.page(place)
        assert isinstance(tab, ActivitiesTab)
        tab.open(PublishingPage)
        tab.go_to(month)

    @property
    def idle_minutes(self) -> int:
        """After how long without a key or the mouse the window locks."""
        with self.desk.read() as work:
            return int(centre.setting(work, "idle_minutes"))

    def leave(self) -> None:
        for tab in self._made.values():
            tab.leave()
