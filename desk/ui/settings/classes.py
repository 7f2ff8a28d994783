"""The tree of asset classes: add below one, rename, set the usual life, take out of use; and the letters of new
numbers.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QListWidget

from desk.books import centre
from desk.books.assets import classes
from desk.books.assets.classes import AssetClass
from desk.core.errors import Invalid, Problem
from desk.core.numbers import number_in
from desk.core.words import N_, _
from desk.services.session import Desk
from desk.ui.settings.section import Section
from desk.ui.widgets.controls import Field, button, label, latin_line, row
from desk.ui.widgets.editing import Editing
from desk.ui.widgets.form_dialog import RecordDialog, lines, sure


class ClassSection(Section):
    """资产分类 by GB/T 14885, and the letters that new asset numbers begin with."""

    TITLE = N_("Asset classes")
    SHOWS = frozenset({"assets", "centre"})

    def __init__(self, desk: Desk, folder: Path) -> None:
        super().__init__(desk, folder)
        self.tree: list[AssetClass] = []
        self.prefix = latin_line("ZC", most=8)
        numbers = Field(_("New numbers"), self.prefix, _("These letters and six digits. Ctrl+Enter saves."))
        self.editing: Editing[Mapping[str, Any]] = Editing(
            lambda values: self.prefix.setText(values["asset_prefix"]),
            lambda: {"asset_prefix": self.prefix.text().strip().upper()},
            {"asset_prefix": numbers},
        )
        self.list = QListWidget()
        self.list.setAccessibleName(_("Asset classes"))
        self.list.itemActivated.connect(lambda _item: self.edit())
        about = _(
            "Codes and names by GB/T 14885-2022, as far as they came with the program; please check them against your "
            "copy."
        )
        self.column.addWidget(numbers)
        self.column.addWidget(label(about, "muted", wrap=True))
        self.column.addWidget(self.list, 1)
        buttons = (
            button(_("Out of use"), self.retire, "flat"),
            button(_("Change…"), self.edit),
            button(_("New class below…"), self.add),
        )
        self.column.addLayout(row(1, *buttons, self.button(self.save)))

    def fill(self) -> None:
        with self.desk.read() as work:
            self.tree = classes.every(work)
            read = centre.settings_now(work, ("asset_prefix",))
        self.editing.follow(read)
        at = max(self.list.currentRow(), 0)
        self.list.clear()
        for each in self.tree:
            life = _("{n} years of use", n=f"{each.life_months / 12:g}") if each.life_months else ""
            self.list.addItem("　" * each.depth + "　".join(filter(None, (each.title, life))))
        self.list.setCurrentRow(min(at, self.list.count() - 1))

    def current(self) -> AssetClass | None:
        """The chosen class; None where nothing is chosen."""
        at = self.list.currentRow()
        return self.tree[at] if 0 <= at < len(self.tree) else None

    def _ask(self, title: str, given: AssetClass, code: str | None) -> None:
        names = {"name": _("Class name"), "life_months": _("Useful life, years")}
        names = {"code": _("Class code"), **names} if code is None else names

        def texts(shown: AssetClass) -> dict[str, str]:
            start = {"code": shown.code, "name": shown.name, "life_months": f"{shown.life_months // 12}"}
            return {name: start[name] for name in names}

        def typed(values: dict[str, str]) -> AssetClass:
            years = number_in(values["life_months"] or "0", "life_months")
            return AssetClass(code or values["code"], values["name"].strip(), 12 * years)

        def store(fresh: AssetClass, read: AssetClass) -> None:
            with self.desk.write() as work:
                if code is None and fresh.code.strip().upper() in {shown.code for shown in classes.every(work)}:
                    raise Invalid(Problem("code", _("This code is there already.")))
                classes.put(work, fresh, read=None if code is None else read)

        if RecordDialog(self, title, lines(names), given, texts, typed, store, required=("code", "name")).exec():
            self.done(_("Saved."))

    def add(self) -> None:
        """Below the chosen class: its code is there to be gone on with."""
        above = self.current() or AssetClass("A", "")
        self._ask(_("New class below {name}", name=above.title), AssetClass(above.code, "", above.life_months), None)

    def edit(self) -> None:
        """修改: name and usual life (in years) of the chosen class; its code stays."""
        if each := self.current():
            self._ask(_("Change {name}", name=each.title), each, each.code)

    def retire(self) -> None:
        """停用, with every class below it. Refused while things are of one of them."""
        each = self.current()
        if each is None or not sure(self, _("Offer {name} no longer?", name=each.title), _("Out of use")):
            return

        def act() -> None:
            with self.desk.write() as work:
                classes.retire(work, each.code)

        self.attempt(act, _("{name} is offered no longer.", name=each.title))

    def save(self) -> None:
        def act() -> None:
            prefix = self.editing.wanted["asset_prefix"]
            if not (prefix.isascii() and prefix.isalnum() and not prefix[-1:].isdigit()):
                raise Invalid(Problem("prefix", _("Please enter one to eight letters, like ZC.")))
            with self.desk.write() as work:
                centre.save_settings(work, {"asset_prefix": prefix}, read=self.editing.read)

        self.attempt(act, _("Saved."), self.editing)
