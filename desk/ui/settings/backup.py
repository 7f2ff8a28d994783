"""Backups made and kept, the check of the book, and bringing a backup back."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QApplication, QListWidget

from desk import rescue
from desk.books.roles import May
from desk.rescue import Drilled
from desk.session import Desk
from desk.storage import backup
from desk.ui.bringing_back import BringBack
from desk.ui.settings.section import Section
from desk.ui.widgets import jobs
from desk.ui.widgets.basic import button, label, row
from desk.words import N_, _


class BackupSection(Section):
    TITLE = N_("Backup and check")

    def __init__(self, desk: Desk, folder: Path) -> None:
        super().__init__(desk, folder)
        self._jobs: list[jobs.Job] = []
        self.list = QListWidget()
        self.list.setAccessibleName(_("Backups"))
        self.found = label("", wrap=True)
        self.column.addWidget(
            label(
                _(
                    "Kept are 7 daily, 4 weekly and 12 monthly backups, of which one is made every day and at close, and the last 10 made by hand. "
                    "Another centre's backups in the same folder are left alone."
                ),
                "muted",
                wrap=True,
            )
        )
        self.column.addWidget(self.list, 1)
        self.column.addWidget(self.found)
        self.restore_button = button(_("Bring back a backup…"), self.restore)
        self.restore_button.setVisible(desk.actor.may(May.RESTORE))
        self.drill_button = button(_("Try the newest backup"), self.drill)
        self.drill_button.setVisible(desk.actor.may(May.RESTORE))
        self.column.addLayout(
            row(
                button(_("Back up now"), self.back_up, "main"),
                button(_("Check the book"), self.check),
                self.drill_button,
                1,
                self.restore_button,
            )
        )

    def load(self) -> None:
        self.list.clear()
        for kept in backup.backups_in(self.folder / "backups"):
            size = kept.path.stat().st_size / 1_000_000
            parts = (f"{kept.made:%Y-%m-%d %H:%M}", f"{size:.1f} MB", kept.about.words, kept.path.name)
            self.list.addItem("　".join(filter(None, parts)))

    def _run(self, title: str, work: Any, done: Any) -> None:
        self._jobs.append(
            jobs.run(self, title, work, done, lambda words: self.told.emit(words, "bad"), can_cancel=False)
        )

    def back_up(self) -> None:
        def done(result: tuple[Path, list[str]]) -> None:
            self.load()
            made, warnings = result
            if warnings:
                self.told.emit("；".join(warnings), "warning")
            else:
                self.told.emit(_("Backed up and verified: {file}", file=made.name), "good")

        self._run(_("Backing up"), partial(self.desk.back_up, by_hand=True), done)

    def check(self) -> None:
        def done(problems: list[str]) -> None:
            self.found.setText("\n".join(problems[:20]) or _("The book is sound."))

        self._run(_("Checking"), lambda _progress: self.desk.problems(), done)

    def drill(self) -> None:
        """Bring the newest backup back on trial; nothing of the book changes."""

        def done(drilled: Drilled) -> None:
            self.found.setText(drilled.words)
            self.changed.emit()

        self._run(_("Trying the newest backup"), lambda _progress: rescue.drill(self.desk), done)

    def restore(self) -> None:
        """Bring a backup back in place of the book, which is kept; the program closes and must be started again."""
        with self.desk.read() as work:
            work.require(May.RESTORE)
        closes = _("The program closes when it is done; please start it again.")
        asked = BringBack(self, self.folder, closes, self.desk.actor.name, self.desk.close, self.desk.book_id)
        if asked.exec():
            self.told.emit(_("The backup is back. Please start the program again."), "good")
            QApplication.exit(0)
