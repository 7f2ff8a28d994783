"""Tabs of several pages, one in sight: with a month over all of them, or without."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from desk.core.month import Month
from desk.core.words import N_
from desk.core.work import Actor
from desk.services.session import Desk
from desk.ui.shell.commands import Command, Commands
from desk.ui.shell.page import Page
from desk.ui.shell.page_buttons import PageButtons
from desk.ui.shell.tab import PageDeclaration
from desk.ui.widgets.controls import row
from desk.ui.widgets.month_control import MonthControl


class PagedTab(Page):
    """Alt and a digit choose a page. Pages are made when they are first looked at, and only those that the role may
    see.
    """

    PAGES: ClassVar[tuple[PageDeclaration, ...]] = ()
    """Every page, in the order of how often it is wanted."""
    PAGE_KEYS = True

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.pages = self._allowed(desk.actor)
        """Those that whoever is signed in may see."""
        self.buttons = PageButtons(self.pages)
        self.buttons.chosen.connect(self._go_to)
        self.stack = QStackedWidget(self)
        """Where the pages stand."""
        self._made: dict[int, Page] = {}
        self._beside = QHBoxLayout()
        self._beside.setContentsMargins(0, 0, 0, 0)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(8, 6, 8, 6)
        beside = QWidget()
        beside.setLayout(self._beside)
        outer.addLayout(row(*self.leading(), self.buttons, 1, *self.extras(), beside))
        outer.addWidget(self.stack, 1)

    def leading(self) -> tuple[QWidget, ...]:
        """What stands on top before the pages."""
        return ()

    def extras(self) -> tuple[QWidget, ...]:
        """What else stands on top, at the right, whatever page is in sight."""
        return ()

    def make_page(self, kind: type[Page]) -> Page:
        """A page of this kind, connected to what only this tab knows."""
        raise NotImplementedError

    def parts(self) -> tuple[Page, ...]:
        """The page in sight."""
        return (self.page,)

    def make_commands(self) -> Commands:
        return (Command(f"Alt+1…{self.buttons.keys}", N_("Go to a page"), inside=self),)

    @property
    def page(self) -> Page:
        """The page in sight."""
        return self._page(self.buttons.place)

    def _page(self, place: int) -> Page:
        if place not in self._made:
            page = self.make_page(self.pages[place].load())
            page.toast.connect(self.toast)
            page.undo_offered.connect(self.undo_offered)
            page.taken_back.connect(self.taken_back)
            page.destination_wanted.connect(self.destination_wanted)
            self._made[place] = page
            self.stack.addWidget(page)
            for each in page.beside_pages():
                self._beside.addWidget(each)
        return self._made[place]

    def _place_of(self, kind: type[Page]) -> int:
        return next(at for at, declared in enumerate(self.pages) if declared.is_of(kind))

    def made(self, kind: type[Page]) -> Page:
        """The page of this kind, whether it is in sight or not."""
        return self._page(self._place_of(kind))

    def raise_page(self, kind: type[Page]) -> Page:
        """Bring a page into sight without reading it: whoever asks for it does so."""
        self.buttons.show_place(self._place_of(kind))
        self._bring_up()
        return self.page

    def show_page(self, place: int) -> None:
        """Another page, read anew."""
        self.buttons.show_place(place)
        self.load()

    def _go_to(self, place: int) -> None:
        """By its key or button: the focus goes to where one works in it."""
        self.show_page(place)
        self.page.take_focus()

    def open(self, kind: type[Page]) -> Page:
        """Show a page by what it is."""
        self.show_page(self._place_of(kind))
        return self.page

    @classmethod
    def _allowed(cls, actor: Actor) -> tuple[PageDeclaration, ...]:
        return tuple(each for each in cls.PAGES if each.may is None or actor.may(each.may))

    @classmethod
    def places(cls, actor: Actor) -> tuple[type[Page], ...]:
        return tuple(each.load() for each in cls._allowed(actor))

    @classmethod
    def title_of(cls, kind: type[Page]) -> str:
        return next((each.title for each in cls.PAGES if each.is_of(kind)), kind.TITLE)

    def turn_to(self, kind: type[Page]) -> None:
        self.open(kind)

    def fill(self) -> None:
        self._bring_up()

    def _bring_up(self) -> None:
        """The chosen page, and beside the row of pages what belongs to it."""
        page = self.page
        for made in self._made.values():
            for each in made.beside_pages():
                each.setVisible(made is page)
        self.stack.setCurrentWidget(page)

    @property
    def is_half_typed(self) -> bool:
        return self.page.is_half_typed

    def leave(self) -> None:
        """Every page that was made keeps what was half typed."""
        for page in self._made.values():
            page.leave()


class MonthTab(PagedTab):
    """One month for all pages: Alt and an arrow show another one."""

    def leading(self) -> tuple[QWidget, ...]:
        self.month_line = MonthControl(self.desk.clock.today, self.month(), ("Alt+Left", "Alt+Right"))
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
