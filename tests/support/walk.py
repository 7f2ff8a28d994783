"""Going through the whole window, page by page."""

from __future__ import annotations

from collections.abc import Iterable

from desk.ui.settings.tab import SettingsTab
from desk.ui.shell.commands import Command
from desk.ui.shell.page import Page
from desk.ui.shell.paged_tab import PagedTab


def pages_of(tab: Page) -> Iterable[Page]:
    """Every page of a tab, each shown in turn."""
    if isinstance(tab, PagedTab):
        for place in range(len(tab.pages)):
            tab.show_page(place)
            yield tab.page
    elif isinstance(tab, SettingsTab):
        for row in range(tab.list.count()):
            tab.list.setCurrentRow(row)
            yield tab.parts()[0]
    else:
        yield tab


def openers(page: Page) -> list[Command]:
    """The commands of a page that open a dialog or a window."""
    asking = ("…", "F2", "Enter")
    return [each for each in page.commands if each.act and (each.name.endswith(asking[0]) or each.key in asking[1:])]
