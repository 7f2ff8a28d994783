"""标签页与顺序: which tabs this centre's window has, and in what order."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget, QListWidgetItem

from desk.books import centre
from desk.core.words import N_, _
from desk.services.session import Desk
from desk.ui.settings.section import Section
from desk.ui.shell.commands import Command, Commands
from desk.ui.shell.tab import TabDeclaration, tab_key
from desk.ui.shell.tab_order import HIDDEN, ORDER, SETTINGS, is_hidden, ordered
from desk.ui.shell.tabs import TABS
from desk.ui.widgets.controls import label, row
from desk.ui.widgets.editing import Editing

TAB = Qt.ItemDataRole.UserRole
ON, OFF = Qt.CheckState.Checked, Qt.CheckState.Unchecked


class TabOrderSection(Section):
    """标签页与顺序: for every desk of the centre. What is hidden keeps its data; its counts leave 待办."""

    TITLE = N_("Tabs and their order")
    SHOWS = frozenset({"centre"})

    def __init__(self, desk: Desk, folder: Path) -> None:
        super().__init__(desk, folder)
        self.list = QListWidget()
        self.list.setAccessibleName(_(self.TITLE))
        self.editing: Editing[Mapping[str, Any]] = Editing(self._show, self._typed)
        about = _(
            "Ticked tabs stand in the window, from left to right in this order; their keys Ctrl+1 to Ctrl+- follow. "
            "What is hidden keeps its data, and is no longer told in the list of what is to be done."
        )
        self.column.addWidget(label(about, "muted", wrap=True))
        self.column.addWidget(self.list, 1)
        moves = (self.button(self.move_up), self.button(self.move_down), self.button(self.take_usual))
        self.column.addLayout(row(*moves, 1, self.button(self.save)))
        self.list.itemChanged.connect(lambda _item: self._number())

    def make_commands(self) -> Commands:
        return (
            Command("Alt+Up", N_("Move the chosen tab up"), self.move_up, label=N_("Up"), repeats=True),
            Command("Alt+Down", N_("Move the chosen tab down"), self.move_down, label=N_("Down"), repeats=True),
            Command("", N_("Usual order"), self.take_usual),
            Command("Space", N_("Show or hide the chosen tab"), inside=self.list),
            Command("Ctrl+Enter", N_("Save"), self.save, role="primary", stores_form=True),
        )

    def fill(self) -> None:
        with self.desk.read() as work:
            self.editing.follow(centre.settings_now(work, SETTINGS))

    def _show(self, wanted: Mapping[str, Any]) -> None:
        self._list(ordered(TABS, wanted), wanted)

    def _list(self, tabs: list[TabDeclaration], wanted: Mapping[str, Any]) -> None:
        at = max(self.list.currentRow(), 0)
        self.list.blockSignals(True)
        self.list.clear()
        for tab in tabs:
            item = QListWidgetItem(self.list)
            item.setData(TAB, tab)
            item.setCheckState(OFF if is_hidden(tab, wanted) else ON)
            if not tab.can_hide:
                item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsUserCheckable)
        self.list.blockSignals(False)
        self.list.setCurrentRow(min(at, self.list.count() - 1))
        self._number()

    def _items(self) -> list[QListWidgetItem]:
        return [self.list.item(at) for at in range(self.list.count())]

    def _number(self) -> None:
        """Each with the key that it will have."""
        self.list.blockSignals(True)
        place = 0
        for item in self._items():
            parts = [_(item.data(TAB).title)]
            if item.checkState() is ON:
                parts.append(tab_key(place))
                place += 1
            if not item.data(TAB).can_hide:
                parts.append(_("always there"))
            item.setText("　".join(filter(None, parts)))
        self.list.blockSignals(False)

    def _typed(self) -> Mapping[str, Any]:
        names = {item.data(TAB).name: item.checkState() is OFF for item in self._items()}
        return {ORDER: list(names), HIDDEN: [name for name, is_off in names.items() if is_off]}

    def move_up(self) -> None:
        """上移: one place further to the left in the window."""
        self._move(-1)

    def move_down(self) -> None:
        """下移."""
        self._move(1)

    def _move(self, by: int) -> None:
        at = self.list.currentRow()
        if not (0 <= at < self.list.count() and 0 <= at + by < self.list.count()):
            return
        self.list.insertItem(at + by, self.list.takeItem(at))
        self.list.setCurrentRow(at + by)
        self._number()

    def take_usual(self) -> None:
        """All of them, as the program has them; it counts when it is saved."""
        self._list(list(TABS), {})

    def save(self) -> None:
        """Kept in the book for every desk; the window follows at once."""

        def act() -> None:
            with self.desk.write() as work:
                centre.save_settings(work, self.editing.wanted, read=self.editing.read)

        self.attempt(act, _("Saved."), self.editing)
