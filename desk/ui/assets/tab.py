"""The tab 资产台账: the ledger, what has to be seen to, stocktakes, papers; and the windows of cards."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar

from PySide6.QtWidgets import QWidget

from desk.books.assets import queries, stocktake
from desk.books.assets.count_marks import CountMark
from desk.books.assets.model import Asset, AssetCard
from desk.core.permissions import May
from desk.core.words import N_, NP_, _
from desk.core.work import Work
from desk.services.session import Desk
from desk.ui.assets.due_list import DuePage
from desk.ui.assets.ledger_list import LedgerPage
from desk.ui.assets.papers import PapersPage
from desk.ui.assets.stocktake import StocktakePage
from desk.ui.assets.window import CardWindow
from desk.ui.shell.page import Destinations, Page
from desk.ui.shell.paged_tab import PagedTab
from desk.ui.shell.tab import PageDeclaration
from desk.ui.shell.waiting_window import PutAway


class AssetsTab(PagedTab):
    """资产台账: its pages, and the windows of cards."""

    PAGES = (
        PageDeclaration(N_("Ledger"), "desk.ui.assets.ledger_list:LedgerPage"),
        PageDeclaration(NP_("assets", "Due"), "desk.ui.assets.due_list:DuePage"),
        PageDeclaration(N_("Stocktake"), "desk.ui.assets.stocktake:StocktakePage"),
        PageDeclaration(N_("Papers and labels"), "desk.ui.assets.papers:PapersPage"),
    )
    DESTINATIONS: ClassVar[Destinations] = {
        "assets.list": lambda tab, _about: tab.open(LedgerPage),
        "assets.due": lambda tab, _about: tab.open(DuePage),
        "assets.card": lambda tab, id: tab.show_card(id),
    }

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        self._put_away = PutAway()
        super().__init__(desk, parent)

    def make_page(self, kind: type[Page]) -> Page:
        page = kind(self.desk)
        if isinstance(page, LedgerPage | DuePage):
            page.opened.connect(self.open_card)
        if isinstance(page, LedgerPage):
            page.new_wanted.connect(self.new_card)
            page.labels_wanted.connect(self.show_labels)
        if isinstance(page, StocktakePage):
            page.booking_wanted.connect(self.book_found)
        return page

    def show_card(self, id: int) -> None:
        """The window of a card, over the ledger."""
        self.load()
        self.open_card(id)

    def open_card(self, id: int) -> None:
        """The window of a card; it comes back after the lock with what was typed in it."""
        self._show(id, lambda: CardWindow(self.desk, self, id))

    def new_card(self) -> None:
        """An empty card's window. Nothing happens for whoever may not keep the ledger."""
        if self.desk.actor.may(May.KEEP_ASSETS):
            self._show(0, lambda: CardWindow(self.desk, self))

    def book_found(self, card: AssetCard, mark: CountMark) -> None:
        """A card for what a stocktake found."""
        page = self.page
        assert isinstance(page, StocktakePage) and page.take is not None
        take_id = page.take.id
        self._show(-mark.id, lambda: FoundWindow(self.desk, self, card, take_id, mark))

    def _show(self, id: int, make: Callable[[], CardWindow]) -> None:
        """Until it is closed; one that the lock closed waits with what was typed in it."""

        def connected() -> CardWindow:
            window = make()
            window.toast.connect(self.toast)
            window.added.connect(self._added)
            return window

        if self._put_away.show(id, connected):
            self.toast.emit(_("What you had typed on the card is still there: open it again to go on."), "warning")
        self.done()

    def _added(self, id: int) -> None:
        """Its number is told, for the label, and the ledger has it chosen."""
        with self.desk.read() as work:
            number = queries.find(work, id).number
        self.toast.emit(_("Card {number} is stored.", number=number), "good")
        if isinstance(self.page, LedgerPage):
            self.page.choose(id)

    def show_labels(self, assets: Sequence[Asset]) -> None:
        """Go to the page of labels with these; with none, it offers what has no label yet."""
        page = self.open(PapersPage)
        assert isinstance(page, PapersPage)
        page.show_labels(assets)


class FoundWindow(CardWindow):
    """The card of a thing that a stocktake found without one."""

    def __init__(self, desk: Desk, parent: QWidget, card: AssetCard, take_id: int, mark: CountMark) -> None:
        self._take_id, self._mark = take_id, mark
        super().__init__(desk, parent, 0, card)

    def _add(self, work: Work, card: AssetCard) -> int:
        return stocktake.book(work, self._take_id, self._mark, card)
