"""Backups made and kept, the check of the book, and bringing a backup back."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QApplication, QFileDialog, QListWidget

from desk.books.roles import May
from desk.session import Desk
from desk.storage import backup
from desk.ui.settings.section import Section
from desk.ui.widgets import jobs
from desk.ui.widgets.asking import sure
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
                _("7 daily, 4 weekly and 12 monthly backups are kept; one is made every day and at close."),
                "muted",
                wrap=True,
            )
        )
        self.column.addWidget(self.list, 1)
        self.column.addWidget(self.found)
        self.restore_button = button(_("Bring back a backup…"), self.restore)
        self.restore_button.setVisible(desk.actor.may(May.RESTORE))
        self.column.addLayout(
            row(
                button(_("Back up now"), self.back_up, "main"),
                button(_("Check the book"), self.check),
                1,
                self.restore_button,
            )
        )

    def load(self) -> None:
        self.list.clear()
        for kept in backup.backups_in(self.folder / "backups"):
            size = kept.path.stat().st_size / 1_000_000
            self.list.addItem(f"{kept.made:%Y-%m-%d %H:%M}　{size:.1f} MB　{kept.path.name}")

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

        self._run(_("Backing up"), self.desk.back_up, done)

    def check(self) -> None:
        def done(problems: list[str]) -> None:
            self.found.setText("\n".join(problems[:20]) or _("The book is sound."))

        self._run(_("Checking"), lambda _progress: self.desk.problems(), done)

    def restore(self) -> None:
        """Bring a backup back in place of the book, which is kept; the program closes and must be started again."""
        chosen, _kind = QFileDialog.getOpenFileName(
            self, _("Bring back a backup…"), str(self.folder / "backups"), f"*{backup.SUFFIX}"
        )
        question = _(
            "Replace the present book by this backup? The present one is kept beside it. The program closes then; please start it again."
        )
        if not chosen or not sure(self, question, _("Bring back")):
            return

        def act() -> None:
            with self.desk.read() as work:
                work.require(May.RESTORE)
            self.desk.close()
            backup.restore(Path(chosen), self.folder, self.desk.clock.now())

        if self.attempt(act, _("The backup is back. Please start the program again.")):
            QApplication.exit(0)
