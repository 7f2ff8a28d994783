"""Hands on a tab of the window."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desk.core.book import Attention
from desk.demo.tour import Hands
from desk.services.session import Desk
from desk.ui.settings.tab import SettingsTab
from desk.ui.shell.page import Page
from desk.ui.shell.paged_tab import PagedTab
from desk.ui.shell.tabs import TABS
from desk.ui.shell.work_page import WorkPage

AnyTab = TypeVar("AnyTab", bound=Page)


def place_of(name: str) -> int:
    """Where the tab of this name stands for somebody who has all of them, counted from 0."""
    return [tab.name for tab in TABS].index(name)


def reach(hands: Hands, kind: type[AnyTab]) -> AnyTab:
    """Go to the tab of this kind, or to the page of this kind in its tab."""
    work = hands.window.work
    assert work is not None
    for place, declared in enumerate(work.declared):
        tab = declared.load()
        pages = tab.PAGES if issubclass(tab, PagedTab) else ()
        if not (declared.is_of(kind) or any(page.is_of(kind) for page in pages)):
            continue
        hands.window.go_to(place)
        reached = work.current
        if isinstance(reached, PagedTab) and not isinstance(reached, kind):
            reached = reached.open(kind)
            reached.take_focus()
        assert isinstance(reached, kind)
        return reached
    raise AssertionError(f"{kind} is in no tab of this person")


def work_of(hands: Hands) -> WorkPage:
    """The window once somebody is signed in."""
    assert hands.window.work is not None
    return hands.window.work


def desk_of(hands: Hands) -> Desk:
    return work_of(hands).desk


def told(hands: Hands) -> str:
    """What was told over the page last."""
    return work_of(hands).toasts.newest


def every_page(hands: Hands) -> Iterator[tuple[str, Page]]:
    """Each tab with each of its pages or sections in sight."""
    work = hands.window.work
    assert work is not None
    for place in range(work.tabs.count()):
        hands.window.go_to(place)
        tab = work.current
        if isinstance(tab, PagedTab):
            for place_of_page in range(len(tab.pages)):
                tab.show_page(place_of_page)
                yield f"{type(tab).__name__} {type(tab.page).__name__}", tab
        elif isinstance(tab, SettingsTab):
            for row in range(tab.list.count()):
                tab.list.setCurrentRow(row)
                yield f"{type(tab).__name__} {row}", tab
        else:
            yield type(tab).__name__, tab


def due(hands: Hands) -> dict[str, Attention]:
    """What needs attention 待办, by its key, as the bar counts it now."""
    work = hands.window.work
    assert work is not None
    return {each.key: each for each in work.bar.due}


def go_to_due(hands: Hands, key: str) -> None:
    """F10, the arrows as far as this one, Enter."""
    work = hands.window.work
    assert work is not None
    hands.window.activateWindow()
    QTest.qWaitForWindowActive(hands.window)
    hands.press(Qt.Key.Key_F10)
    for _step in range([each.key for each in work.drawer.list.lines()].index(key)):
        hands.press(Qt.Key.Key_Down)
    hands.press(Qt.Key.Key_Return)
