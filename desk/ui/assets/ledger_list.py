"""The ledger as a list: filtered by anything, sums below, one thing or many acted upon."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QMenu, QVBoxLayout

from desk.books.assets import classes, queries
from desk.books.assets.model import Asset, AssetCondition
from desk.books.assets.queries import AssetFilter
from desk.books.assets.transfers import AssetPlace
from desk.core.errors import DeskError
from desk.core.money import yuan
from desk.core.permissions import May
from desk.core.words import N_, P_, _
from desk.services.session import Desk
from desk.ui.assets.actions import ACTS, TOGETHER, ActionContext, AssetAction
from desk.ui.assets.pickers import places
from desk.ui.shell.commands import Command, Commands
from desk.ui.shell.page import Page
from desk.ui.shell.saved_filters import SavedFilters
from desk.ui.shell.text_size import hold
from desk.ui.widgets import quietly
from desk.ui.widgets.columns import Column
from desk.ui.widgets.controls import Combo, line_edit, row
from desk.ui.widgets.lists import ListView

FILTER_AFTER_MS = 120
LOW, GONE = "low", "gone"


def quantity_words(asset: Asset) -> str:
    """40把, and how many of them are out."""
    out = _(" ({n} out)", n=asset.lent) if asset.lent else ""
    return f"{asset.quantity:,}{asset.unit}{out}"


def columns() -> list[Column[Asset]]:
    """The columns of the ledger. A click on a head sorts where the column has an order."""
    return [
        Column(_("Asset number"), 104, lambda a: a.number, order="number"),
        Column(_("Asset name"), 180, lambda a: a.name, order="name", flex=3),
        Column(_("Asset class"), 120, lambda a: a.class_name, order="class", muted=lambda _a: True, flex=2, rank=3),
        Column(_("Model"), 120, lambda a: a.model, flex=2, rank=2),
        Column(P_("asset", "Quantity"), 96, quantity_words, number=True, rank=1),
        Column(_("Original value, yuan"), 110, lambda a: yuan(a.value), number=True, order="value"),
        Column(_("Location"), 180, lambda a: a.where, order="zone", flex=3),
        Column(_("Keeper"), 90, lambda a: a.custodian, order="custodian"),
        Column(_("Condition"), 92, lambda a: a.condition.label, lambda a: a.condition.tone, order="condition"),
        Column(_("Acquired on"), 110, lambda a: f"{a.acquired_on}", order="acquired_on", rank=4),
    ]


class LedgerPage(Page):
    """台账: the list with filters on top and sums, of all that fits, below."""

    SHOWS = frozenset({"assets", "centre"})
    opened = Signal(int)
    new_wanted = Signal()
    labels_wanted = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.order, self.descending = "number", False
        self._shown: object = None
        self.search = line_edit(_("number, name, initials, model, serial number, keeper"), most=80)
        self.search.setAccessibleName(_("Find a thing"))
        self.kind, self.place, self.keeper = Combo(), Combo(), Combo()
        self.condition = Combo(
            [
                (_("Every condition"), None),
                *((each.label, each) for each in AssetCondition if each is not AssetCondition.DISPOSED),
                (_("Restock needed"), LOW),
                (_("With those gone"), GONE),
            ]
        )
        self.list: ListView[Asset] = ListView(
            columns(), _("Nothing fits. Clear the search with Esc, or enter a card with F2."), _("Ledger")
        )
        boxes = (self.kind, self.place, self.keeper, self.condition)
        self.saved = SavedFilters(self, "assets", boxes, self.show_rows)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.show_rows)
        self._lay_out()
        self._connect()

    def make_commands(self) -> Commands:
        table, keep = self.list.table, May.KEEP_ASSETS
        doing, labelling = N_("Record a change"), N_("Labels for the chosen things")
        return (
            Command("F2", N_("New card"), self.new, role="primary", may=keep),
            Command("F3", N_("Find a thing"), self.search.setFocus, repeats=True),
            Command("Enter", N_("Open the card"), self.open_current, of=table),
            Command("F4", doing, self.show_menu, label=N_("Do something"), opens_menu=True, may=keep, of=table),
            Command("Ctrl+P", labelling, self.show_labels, of=table),
            Command("F6", N_("Saved filters"), self.show_saved, role="flat", opens_menu=True, repeats=True),
            Command("Esc", N_("Clear the search"), self.clear, repeats=True),
        )

    def new(self) -> None:
        self.new_wanted.emit()

    def open_current(self) -> None:
        """Enter: the card's window."""
        if asset := self.list.current():
            self.opened.emit(asset.id)

    def show_labels(self) -> None:
        """Ask for the labels of the chosen cards."""
        self.labels_wanted.emit(self.list.chosen())

    def _lay_out(self) -> None:
        for box, name in (
            (self.kind, _("Asset class")),
            (self.place, _("Location")),
            (self.keeper, _("Keeper")),
            (self.condition, _("Condition")),
        ):
            box.setAccessibleName(name)
            hold(box, Combo.setMaximumWidth, 170)
        self.new_button = self.button(self.new)
        self.act_button = self.button(self.show_menu)
        self.list.empty.offer(self.button(self.new))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 4, 0, 0)
        self.search.setMinimumWidth(180)
        outer.addLayout(row(self.search, self.kind, self.place, self.keeper, self.condition))
        outer.addWidget(self.list, 1)
        self.saved_button = self.button(self.show_saved)
        outer.addLayout(row(self.saved_button, 1, self.act_button, self.new_button))

    def _connect(self) -> None:
        self.search.textEdited.connect(lambda _text: self._timer.start(FILTER_AFTER_MS))
        self.search.returnPressed.connect(self.open_first)
        self.list.search_from(self.search)
        for box in (self.kind, self.place, self.keeper, self.condition):
            box.currentIndexChanged.connect(lambda _i: self._timer.start(0))
        self.list.table.sort_wanted.connect(self._sort)

    def _offer_choices(self) -> None:
        with self.desk.read() as work:
            tree, keepers = classes.every(work), queries.custodians(work)
        for box, choices in (
            (self.kind, [(_("Every class"), ""), *(("　" * each.depth + each.name, each.code) for each in tree)]),
            (self.place, [(_("Every place"), AssetPlace()), *places(self.desk)]),
            (self.keeper, [(_("Every keeper"), None), (_("No keeper"), ""), *((name, name) for name in keepers)]),
        ):
            quietly.renew(box, choices)

    @property
    def wanted(self) -> AssetFilter:
        """What the boxes say."""
        place, condition = self.place.value or AssetPlace(), self.condition.value
        return AssetFilter(
            self.search.text(),
            self.kind.value or "",
            None if place.venue_id else place.zone_id,
            place.venue_id,
            self.keeper.value,
            condition if isinstance(condition, AssetCondition) else None,
            low_stock=condition == LOW,
            gone=condition == GONE,
        )

    def fill(self) -> None:
        self._offer_choices()
        self.show_rows()

    def show_rows(self) -> None:
        """List what the filters ask for and add it up; what has just been shown keeps its place."""
        wanted, desk, order, descending = self.wanted, self.desk, self.order, self.descending
        again, self._shown = self._shown == (wanted, order, descending), (wanted, order, descending)

        def fetch(offset: int, limit: int) -> list[Asset]:
            with desk.read() as work:
                return queries.page(work, wanted, order, offset, limit, descending=descending)

        self.list.table.show_order(order, descending=descending)
        self.list.show_rows(fetch, again=again)
        with desk.read() as work:
            sums = queries.sums(work, wanted)
        self.list.foot.show_sum(
            _(
                "{cards} cards · {pieces} pieces · {value} yuan",
                cards=f"{sums.cards:,}",
                pieces=f"{sums.pieces:,}",
                value=yuan(sums.value),
            )
        )
        if self.list.model.rows and self.list.current() is None:
            self.list.table.selectRow(0)

    def choose(self, id: int) -> None:
        """The card is chosen and in sight: where the filters leave it out they are cleared, and where it stands far
        down, the highest number comes first.
        """
        self.show_rows()
        if not self.list.choose(id):
            self._empty_filters()
            self.order, self.descending = "number", True
            self.show_rows()
            self.list.choose(id)

    def _empty_filters(self) -> None:
        self._timer.stop()
        for box in (self.kind, self.place, self.keeper, self.condition):
            box.blockSignals(True)
            box.setCurrentIndex(0)
            box.blockSignals(False)
        self.search.clear()

    def _sort(self, section: int) -> None:
        by = self.list.model.columns[section].order
        if by:
            self.descending = self.order == by and not self.descending
            self.order = by
            self.show_rows()

    def open_first(self) -> None:
        """Enter in the search line opens what is left, when it is one; else it goes to the list."""
        self._timer.stop()
        self.show_rows()
        if len(self.list.model.rows) == 1:
            self.opened.emit(self.list.model.rows[0].id)
        else:
            self.list.enter()

    def show_saved(self) -> None:
        """F6 常用筛选."""
        self.saved.show_menu(self.saved_button)

    def show_menu(self) -> None:
        """What can be done with the chosen things; the digits choose."""
        menu = self.menu()
        if menu is not None:
            menu.exec(self.act_button.mapToGlobal(self.act_button.rect().topLeft()))

    def menu(self) -> QMenu | None:
        """What can be done with all chosen cards together; None when nothing is chosen or may be done."""
        assets = tuple(self.list.chosen())
        if not assets or not self.desk.actor.may(May.KEEP_ASSETS):
            return None
        acts = [
            action for action in ACTS if all(map(action.fits, assets)) and (len(assets) == 1 or action.run in TOGETHER)
        ]
        return filled_menu(self, acts, lambda act: self.do(act, ActionContext(self.desk, self, assets)))

    def do(self, act: AssetAction, doing: ActionContext) -> None:
        """Run an action and say that it is done; a refusal is told, a form that was left says nothing."""
        try:
            done = act.run(doing)
        except DeskError as error:
            self.toast.emit(error.message, "bad")
            return
        if done:
            self.done(_(act.done))

    def clear(self) -> None:
        """Esc 清除条件: every filter is empty again."""
        self._empty_filters()
        self.search.setFocus()
        self.show_rows()


def filled_menu(parent: Page | Any, acts: list[AssetAction], run: Callable[[AssetAction], object]) -> QMenu:
    """A menu whose first nine entries are chosen by a digit."""
    menu = QMenu(parent)
    for place, act in enumerate(acts, 1):
        caption = f"&{place} {_(act.label)}…" if place < 10 else f"{_(act.label)}…"
        menu.addAction(caption, partial(run, act))
    return menu
