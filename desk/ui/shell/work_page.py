"""What the signed-in person sees: bar, strip and tabs."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QStackedWidget, QTabWidget, QVBoxLayout, QWidget

from desk.books import centre
from desk.books.assets import queries
from desk.core.words import _
from desk.services.session import Desk
from desk.ui.assets.tab import AssetsTab
from desk.ui.incidents.tab import IncidentsTab
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
        self.bar.destination_wanted.connect(self.open_destination)
        self.bar.emergency_wanted.connect(self.emergency)

    def page(self, place: int) -> Page:
        """The tab at a place, made now if nobody has looked at it yet."""
        if place not in self._made:
            tab = self._makers[place].make()
            self._made[place] = tab
            tab.told.connect(self.strip.tell)
            tab.destination_wanted.connect(self.open_destination)
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
        """The tab that is open; it is made when it was never open before."""
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

    def open_destination(self, name: str, about: object = None) -> None:
        """Open what a count or a figure leads to, by the name under which its tab declares it."""
        place = next(at for at, maker in enumerate(self._makers) if name in maker.kind.DESTINATIONS)
        self.go_to(place)
        self._makers[place].kind.DESTINATIONS[name](self.current, about)

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
        if asset is not None:
            self._tab(AssetsTab).open_card(asset.id)

    @property
    def idle_minutes(self) -> int:
        """After how long without a key or the mouse the window locks."""
        with self.desk.read() as work:
            return int(centre.setting(work, "idle_minutes"))

    def leave(self) -> None:
        """Before the lock or the end: every tab keeps what was half typed."""
        for tab in self._made.values():
            tab.leave()
