"""What the signed-in person sees: bar, strip and tabs."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QTabWidget, QWidget

from desk.books import centre
from desk.books.caselist import Filter
from desk.session import Desk
from desk.ui.bar import Bar, Strip, stacked
from desk.ui.tab import Tab
from desk.words import _

Tabs = Callable[[Desk], list[Tab]]


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
        self.pages = make_tabs(desk)
        for page in self.pages:
            self.tabs.addTab(page, _(page.TITLE))
            page.told.connect(self.strip.tell)
            page.changed.connect(self.bar.refresh)
            wanted = getattr(page, "cases_wanted", None)
            if wanted is not None:
                wanted.connect(self.show_cases)
        self.setLayout(stacked(self.bar, self.strip, self.tabs))
        self.tabs.currentChanged.connect(lambda _i: self.current.refresh())
        self.bar.lock_wanted.connect(self.lock_wanted)
        self.bar.hand_over_wanted.connect(self.hand_over_wanted)
        self.bar.list_wanted.connect(self.show_cases)

    @property
    def current(self) -> Tab:
        return self.pages[self.tabs.currentIndex()]

    def show_cases(self, wanted: Filter) -> None:
        """Open the list of cases behind a count."""
        for place, page in enumerate(self.pages):
            show = getattr(page, "show_filter", None)
            if show:
                self.tabs.setCurrentIndex(place)
                show(wanted)

    @property
    def idle_minutes(self) -> int:
        """After how long without a key or the mouse the window locks."""
        with self.desk.read() as work:
            return int(centre.setting(work, "idle_minutes"))

    def leave(self) -> None:
        for page in self.pages:
            page.leave()
