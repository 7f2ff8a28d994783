"""What can be printed and saved from a page 打印与导出: a button with a menu, and the page's commands for it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from desk.core.errors import DeskError
from desk.core.words import _
from desk.ui.shell.commands import Commands
from desk.ui.shell.page import Page
from desk.ui.widgets import papers
from desk.ui.widgets.controls import button


class PagePapers:
    """The papers of one page, made of what is chosen and shown there."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self.button = button(_("Papers and exports"), self.show_menu, "flat", opens_menu=True)

    def commands(self) -> Commands:
        """All of them; the first has the key of every paper."""
        raise NotImplementedError

    def show_menu(self) -> None:
        """打印与导出, under its button."""
        menu = self._page.menu_with(*(each.act for each in self.commands() if each.act))
        menu.exec(self.button.mapToGlobal(self.button.rect().bottomLeft()))

    def preview(self, identifier: str, *about: object, **values: Any) -> None:
        """Make a paper now and show it; the reason why not is told."""
        self.attempt(lambda: papers.preview(self._page, self._page.desk, identifier, *about, **values))

    def attempt(self, act: Callable[[], object]) -> None:
        """Do it; the reason why not is told."""
        try:
            act()
        except DeskError as error:
            self._page.toast.emit(error.message, "bad")
