"""Tabs of several pages, one in sight: with a month over all of them, or without."""

from __future__ import annotations

from PySide6.QtWidgets import QButtonGroup, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from desk.core.month import Month
from desk.core.words import N_, _
from desk.core.work import Actor
from desk.services.session import Desk
from desk.ui.shell.commands import Command, Commands
from desk.ui.shell.page import Page
from desk.ui.widgets.choices import Latch
from desk.ui.widgets.controls import row, set_role
from desk.ui.widgets.month_line import MonthLine


class PagedTab(Page):
    """Alt and a digit choose a page. Pages are made when they are first looked at."""

    PAGES: tuple[type[Page], ...] = ()
    PAGE_KEYS = True

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._group = QButtonGroup(self)
        chosen = [self._button(place, kind) for place, kind in enumerate(self.PAGES)]
        chosen[0].setChecked(True)
        self._group.idClicked.connect(self._go_to)
        self._stack = QStackedWidget()
        self._made: dict[int, Page] = {}
        outer = QVBoxLayout(self)
        outer.setContentsMargins(8, 6, 8, 6)
        outer.addLayout(row(*self.leading(), *chosen, 1, *self.extras()))
        outer.addWidget(self._stack, 1)

    def _button(self, place: int, kind: type[Page]) -> QPushButton:
        made = Latch(_(kind.TITLE))
        set_role(made, "role", "page")
        made.setShortcut(f"Alt+{place + 1}")
        self._group.addButton(made, place)
        return made

    def leading(self) -> tuple[QWidget, ...]:
        """What stands on top before the pages."""
        return ()

    def extras(self) -> tuple[QWidget, ...]:
        """What else stands on top, at the right."""
        return ()

    def make_page(self, kind: type[Page]) -> Page:
        """A page of this kind, connected to what only this tab knows."""
        raise NotImplementedError

    def parts(self) -> tuple[Page, ...]:
        """The page in sight."""
        return (self.page,)

    def make_commands(self) -> Commands:
        return (Command(f"Alt+1…{len(self.PAGES)}", N_("Go to a page"), inside=self),)

    @property
    def _place(self) -> int:
        return max(self._group.checkedId(), 0)

    @property
    def page(self) -> Page:
        """The page in sight."""
        return self._page(self._place)

    def _page(self, place: int) -> Page:
        if place not in self._made:
            page = self.make_page(self.PAGES[place])
            page.toast.connect(self.toast)
            page.taken_back.connect(self.taken_back)
            page.destination_wanted.connect(self.destination_wanted)
            self._made[place] = page
            self._stack.addWidget(page)
        return self._made[place]

    def show_page(self, place: int) -> None:
        """Another page, read anew."""
        self._group.button(place).setChecked(True)
        self.load()

    def _go_to(self, place: int) -> None:
        """By its key or button: the focus goes to where one works in it."""
        self.show_page(place)
        self.page.take_focus()

    def open(self, kind: type[Page]) -> Page:
        """Show a page by what it is."""
        self.show_page(self.PAGES.index(kind))
        return self.page

    @classmethod
    def places(cls, _actor: Actor) -> tuple[type[Page], ...]:
        return cls.PAGES

    def turn_to(self, kind: type[Page]) -> None:
        self.open(kind)

    def fill(self) -> None:
        self._stack.setCurrentWidget(self.page)


class MonthTab(PagedTab):
    """One month for all pages: Alt and an arrow show another one."""

    def leading(self) -> tuple[QWidget, ...]:
        self.month_line = MonthLine(self.desk.clock.today, self.month(), ("Alt+Left", "Alt+Right"))
        self.month_line.changed.connect(self._turn)
        self.month_line.refused.connect(lambda sentence: self.toast.emit(sentence, "bad"))
        return (self.month_line,)

    def _turn(self, month: Month) -> None:
        here = self.month()
        self.step((month.year - here.year) * 12 + month.number - here.number)

    def month(self) -> Month:
        """The month in sight."""
        raise NotImplementedError

    def step(self, months: int) -> None:
        """Show another month."""
        raise NotImplementedError

    def make_commands(self) -> Commands:
        return (Command("Alt+←/→", N_("Earlier or later month"), inside=self), *super().make_commands())

    def fill(self) -> None:
        self.month_line.show_month(self.month())
        super().fill()
