"""Backups made and kept, the check of the book, and bringing a backup back."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QApplication

from desk.core.permissions import May
from desk.core.words import N_, P_, _, clauses
from desk.services import backups, data_check
from desk.services import restore as services_restore
from desk.services.restore import DrillResult
from desk.services.session import Desk
from desk.storage import backup
from desk.storage.backup import BackupFile
from desk.ui.settings.section import Section
from desk.ui.shell import backup_words
from desk.ui.shell.restore_dialog import BringBack
from desk.ui.shell.window import Window
from desk.ui.widgets import jobs
from desk.ui.widgets.columns import Column
from desk.ui.widgets.controls import button, label, row
from desk.ui.widgets.lists import ListView


class BackupSection(Section):
    """备份与检查: what is kept, how old it is, and whether the book is sound."""

    TITLE = N_("Backup and check")

    def __init__(self, desk: Desk, folder: Path) -> None:
        super().__init__(desk, folder)
        today, book = desk.clock.today(), desk.book_id
        columns: list[Column[BackupFile]] = [
            Column(P_("backup", "Made at"), 148, lambda kept: f"{kept.made:%Y-%m-%d %H:%M}"),
            Column(P_("backup", "Age"), 76, lambda kept: backup_words.age_words(kept, today)),
            Column(P_("backup", "Made"), 92, lambda kept: backup_words.how_words(kept, book)),
            Column(_("Size"), 84, backup_words.size_words, number=True),
            Column(P_("backup", "Contents"), 190, lambda kept: kept.about.summary, flex=3),
        ]
        none = _("No backup yet. Please press “Back up now”.")
        self.list: ListView[BackupFile] = ListView(columns, none, _("Backups"))
        self.finding = label("", wrap=True)
        self.column.addWidget(
            label(
                _(
                    "Kept are 7 daily, 4 weekly and 12 monthly backups, of which one is made every day and at close, "
                    "and the last 10 made by hand. "
                    "Another centre's backups in the same folder are left alone."
                ),
                "muted",
                wrap=True,
            )
        )
        self.column.addWidget(self.list, 1)
        self.column.addWidget(self.finding)
        self.restore_button = button(_("Bring back a backup…"), self.restore)
        self.drill_button = button(_("Try the newest backup"), self.drill)
        for made in () if desk.actor.may(May.RESTORE) else (self.restore_button, self.drill_button):
            made.hide()
        self.column.addLayout(
            row(
                self.restore_button,
                1,
                self.drill_button,
                button(_("Check the book"), self.check),
                button(_("Back up now"), self.back_up, "primary"),
            )
        )

    def fill(self) -> None:
        self.list.show_all(backup.backups_in(self.folder / backup.FOLDER), keep=True)

    def _run(self, title: str, work: Any, done: Any) -> None:
        jobs.run(self, title, work, done, self._refused, can_cancel=False)

    def _refused(self, sentence: str) -> None:
        self.finding.clear()
        self.toast.emit(sentence, "bad")

    def _tell(self, sentence: str, kind: str, finding: str = "") -> None:
        """What came of it takes the place of what was told before, over the page and under the list."""
        self.finding.setText(finding)
        self.toast.emit(sentence, kind)

    def back_up(self) -> None:
        """立即备份, verified when made. What could not be copied is told as a warning."""

        def done(result: tuple[Path, list[str]]) -> None:
            self.load()
            made, warnings = result
            if warnings:
                self._tell(clauses(warnings), "warning")
            else:
                self._tell(_("Backed up and verified: {file}", file=made.name), "good")

        self._run(_("Backing up"), partial(backups.back_up, self.desk, by_hand=True), done)

    def check(self) -> None:
        """检查数据: look through the whole book; at most 20 problems are told, nothing is changed."""

        def done(problems: list[str]) -> None:
            if problems:
                self._tell(_("The check found {n} problems.", n=len(problems)), "bad", "\n".join(problems[:20]))
            else:
                self._tell(_("The book is sound."), "good")

        self._run(_("Checking"), lambda _progress: data_check.problems(self.desk), done)

    def drill(self) -> None:
        """Bring the newest backup back on trial; nothing of the book changes."""

        def done(drilled: DrillResult) -> None:
            self._tell(_("The newest backup can be brought back."), "good", drilled.summary)

        self._run(_("Trying the newest backup"), lambda _progress: services_restore.drill(self.desk), done)

    def restore(self) -> None:
        """Bring a backup back in place of the book, which is kept; the program closes and must be started again."""
        with self.desk.read() as work:
            work.require(May.RESTORE)
        closes = _("The program closes when it is done; please start it again.")
        desk = self.desk
        asked = BringBack(self, self.folder, closes, desk.actor.name, desk.close, desk.book_id, desk.occupied)
        if asked.exec():
            self.toast.emit(_("The backup is back. Please start the program again."), "good")
            QApplication.exit(0)
        elif asked.has_let_go:
            window = self.window()
            assert isinstance(window, Window)
            window.close_book(_("{why} Please sign in again.", why=asked.problem.text()))
