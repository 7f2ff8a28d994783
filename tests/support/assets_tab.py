"""Hands on the tab of the asset ledger."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from PySide6.QtWidgets import QApplication, QDialog

from desk.books.assets import cards, queries
from desk.books.assets.model import Asset, AssetCard
from desk.demo.tour import Hands
from desk.ui.assets.tab import AssetsTab
from desk.ui.shell.page import Page
from tests.support.open_window import when_open
from tests.support.tabs import desk_of, reach

AnyDialog = TypeVar("AnyDialog", bound=QDialog)


def tab_of(hands: Hands) -> AssetsTab:
    return reach(hands, AssetsTab)


def page(hands: Hands, kind: type[Page]) -> Any:
    return tab_of(hands).open(kind)


def thing(hands: Hands, name: str) -> Asset:
    """A card of the demo's house by the name of the thing; the last of that name."""
    with desk_of(hands).read() as work:
        return [one for one in queries.page(work, queries.AssetFilter(gone=True)) if one.name == name][-1]


def add(hands: Hands, name: str = "电子琴", **more: Any) -> Asset:
    with desk_of(hands).write() as work:
        return queries.find(work, cards.add(work, AssetCard(name, "A0245", work.today, unit="台", **more)))


def once_open(kind: type[AnyDialog], act: Callable[[AnyDialog], object]) -> None:
    """Do something as soon as a dialog of this kind is open, which a job may take a while to make."""
    [window, *_others] = [each for each in QApplication.topLevelWidgets() if each.isVisible()]
    when_open(window, kind, act)
