"""What the signed-in person sees: bar, strip and tabs."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QStackedWidget, QTabWidget, QVBoxLayout, QWidget

from desk.books import centre
from desk.books.assets import queries
from desk.books.cases.case_queries import CaseFilter, Urgency
from desk.core.month import Month
from desk.core.words import _
from desk.services.session import Desk
from desk.ui.activities.publication import PublishingPage
from desk.ui.activities.tab import ActivitiesTab
from desk.ui.assets.due_list import DuePage
from desk.ui.assets.tab import AssetsTab
from desk.ui.cases.tab import CasesTab
from desk.ui.incidents.attention import AttentionPage
from desk.ui.incidents.incident_list import IncidentListPage
from desk.ui.incidents.tab import IncidentsTab
from desk.ui.roster.attendance import AttendancePage
from desk.ui.roster.changes import ChangesPage
from desk.ui.roster.tab import RosterTab
from desk.ui.shell.bar import MessageStrip, StatusBar, stacked
from desk.ui.shell.page import Page
from desk.ui.shell.tab import TabMaker

AnyTab = TypeVar("AnyTab", bound=Page)
Tabs = Callable[[Desk], list[TabMaker]]


class WorkPage(QWidget):
    """Bar, strip and tabs of the signed-in person."""

    lock_wanted = Signal()
    hand_over_wanted = Signal()

    def __init__(self, desk: Desk, make_tabs: Tabs) -> None:
        super().__init__()
        self.desk = desk
        self.bar = StatusBar(desk)
        self.strip = MessageStrip()
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self._makers = make_tabs(desk)
        self._made: dict[int, Page] = {}
        self._places: list[QVBoxLayout] = []
        for maker in self._makers:
            place = QWidget()
            layout = stacked()
            place.setLayout(layout)
            self._places.append(layout)
            self.tabs.addTab(place, _(maker.kind.TITLE))
        self.setLayout(stacked(self.bar, self.strip, self.tabs))
        self._left_at = 0
        self._alarms: dict[int, str] = {}
        """Bad news that nobody closed, by the tab it belongs to."""
        self.tabs.currentChanged.connect(self._turn_to)
        self.bar.lock_wanted.connect(self.lock_wanted)
        self.bar.hand_over_wanted.connect(self.hand_over_wanted)
        self.bar.wanted.connect(self.show_behind)
        self.bar.emergency_wanted.connect(self.emergency)

    def page(self, place: int) -> Page:
        """The tab at a place, made now if nobody has looked at it yet."""
        if place not in self._made:
            tab = self._makers[place].make()
            self._made[place] = tab
            tab.told.connect(self.strip.tell)
            tab.changed.connect(self.bar.refresh)
            for name, show in (("cases_wanted", self.show_cases), ("book_wanted", self.show_behind)):
                if (wanted := getattr(tab, name, None)) is not None:
                    wanted.connect(show)
            for stack in tab.findChildren(QStackedWidget, options=Qt.FindChildOption.FindDirectChildrenOnly):
                stack.currentChanged.connect(lambda _page: self.strip.turn_over())
            self._places[place].addWidget(tab)
            tab.show()
        return self._made[place]

    def go_to(self, place: int) -> None:
        """Show a tab, the focus where one works in it; made before it is turned to, so that Qt finds its fields on the
        first visit too.
        """
        self.page(place)
        self.tabs.setCurrentIndex(place)
        self.current.take_focus()

    def _turn_to(self, place: int) -> None:
        """What was told belongs to the tab that is left; bad news waits there until it is closed."""
        words, is_bad = self.strip.words.text(), self.strip.property("kind") == "bad"
        was_told = not self.strip.isHidden()
        self.strip.turn_over()
        if was_told and is_bad and self.strip.isHidden():
            self._alarms[self._left_at] = words
        self._left_at = place
        self.current.load()
        if (alarm := self._alarms.pop(place, "")) and self.strip.isHidden():
            self.strip.tell(alarm, "bad")

    @property
    def current(self) -> Page:
        return self.page(self.tabs.currentIndex())

    def _place(self, kind: type[Page]) -> int:
        return next(i for i, maker in enumerate(self._makers) if maker.kind is kind)

    def _tab(self, kind: type[AnyTab]) -> AnyTab:
        """A tab by what it is, wherever one is."""
        tab = self.page(self._place(kind))
        assert isinstance(tab, kind)
        return tab

    def _open(self, kind: type[AnyTab]) -> AnyTab:
        """Go to a tab by what it is."""
        self.go_to(self._place(kind))
        return self._tab(kind)

    def show_behind(self, destination: str, about: object) -> None:
        """Open what a count on the bar leads to."""
        DESTINATIONS[destination](self, about)

    def show_cases(self, wanted: CaseFilter) -> None:
        """Open the list of cases behind a count."""
        self._open(CasesTab).show_filter(wanted)

    def show_activities(self, first: date) -> None:
        """Open the calendar of a month."""
        self._open(ActivitiesTab).go_to(Month.of(first))

    def show_attendance(self, first: date) -> None:
        """Open the attendance of a month."""
        self._open(RosterTab).show_month(Month.of(first), AttendancePage)

    def show_ledger(self) -> None:
        """Open the asset ledger."""
        self._open(AssetsTab)

    def show_incident_month(self, first: date) -> None:
        """Open the log of a month."""
        self._open(IncidentsTab).show_month(first)

    def show_backups(self) -> None:
        """Open the part of the settings where a backup is tried."""
        from desk.ui.settings.backup import BackupSection
        from desk.ui.settings.tab import SettingsTab

        self._open(SettingsTab).open(BackupSection)

    def show_roster(self, page: type[Page]) -> None:
        """Open a page of the roster."""
        self._open(RosterTab).open(page)

    def show_calendar(self, month: Month) -> None:
        """Open the publishing page of a month's calendar."""
        tab = self._open(ActivitiesTab)
        tab.open(PublishingPage)
        tab.go_to(month)

    def show_assets_due(self) -> None:
        """Open the list of what has to be seen to in the asset ledger."""
        self._open(AssetsTab).open(DuePage)

    def show_incidents(self, page: type[Page]) -> None:
        """Open a page of the emergencies."""
        self._open(IncidentsTab).open(page)

    @property
    def incidents(self) -> IncidentsTab:
        """The tab of emergencies, whichever is in sight."""
        return self._tab(IncidentsTab)

    def emergency(self) -> None:
        """F12: start an incident; over an open dialog nothing behind it moves."""
        over = QApplication.activeModalWidget()
        tab = self._open(IncidentsTab) if over is None else self._tab(IncidentsTab)
        tab.start()

    def is_label(self, text: str) -> bool:
        """Is this the number of a card?"""
        with self.desk.read() as work:
            return queries.by_number(work, text) is not None

    def scanned(self, label: str) -> None:
        """Open the card that a scanned label belongs to, over whatever is open."""
        with self.desk.read() as work:
            asset = queries.by_number(work, label)
        if asset is None:
            return
        self._tab(AssetsTab).open_card(asset.id)
        if QApplication.activeModalWidget() is None:
            self.current.load()

    @property
    def idle_minutes(self) -> int:
        """After how long without a key or the mouse the window locks."""
        with self.desk.read() as work:
            return int(centre.setting(work, "idle_minutes"))

    def leave(self) -> None:
        for tab in self._made.values():
            tab.leave()


DESTINATIONS: Mapping[str, Callable[[WorkPage, Any], None]] = {
    "roster.attendance": lambda page, _about: page.show_roster(AttendancePage),
    "roster.changes": lambda page, _about: page.show_roster(ChangesPage),
    "activities.calendar": WorkPage.show_calendar,
    "cases.overdue": lambda page, _about: page.show_cases(CaseFilter(urgency=Urgency.OVERDUE)),
    "cases.due_soon": lambda page, _about: page.show_cases(CaseFilter(urgency=Urgency.DUE_SOON)),
    "cases.callbacks": lambda page, _about: page.show_cases(CaseFilter(callback_owed=True)),
    "assets.due": lambda page, _about: page.show_assets_due(),
    "incidents.list": lambda page, _about: page.show_incidents(IncidentListPage),
    "incidents.attention": lambda page, _about: page.show_incidents(AttentionPage),
    "activities.month": WorkPage.show_activities,
    "roster.attendance_month": WorkPage.show_attendance,
    "assets.list": lambda page, _about: page.show_ledger(),
    "incidents.month": WorkPage.show_incident_month,
    "backups": lambda page, _about: page.show_backups(),
}
"""Where a count on the bar or a figure of the month leads, by the name that its book gives; a month or the like comes
with it."""
