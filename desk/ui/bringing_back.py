"""Bringing a backup back, from wherever it is wanted: the first start, a book that does not open, the settings.

Which backup, who opens it, what is in it and what would be lost; only then is the present book put aside.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QCheckBox, QDialog, QFileDialog, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from desk import rescue
from desk.errors import DeskError
from desk.rescue import Candidate, Proof
from desk.storage import backup, bundle
from desk.ui.widgets import jobs
from desk.ui.widgets.asking import sure
from desk.ui.widgets.basic import Field, button, fit, label, line_edit, row
from desk.words import _


class BringBack(QDialog):
    """``exec`` is true when the backup is in its place. ``why`` tells what is wrong with the present book.

    ``let_go`` closes the present book where it is open; it is called when the backup is known to be good. ``book`` is the id of
    the present book where it is known: another one's backup is pointed out.
    """

    def __init__(
        self, parent: QWidget | None, folder: Path, why: str = "", name: str = "",
        let_go: Callable[[], object] = lambda: None, book: str = "",
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self.folder, self._let_go, self._book = folder, let_go, book
        self.setWindowTitle(_("Bring back a backup"))
        fit(self, 640, 520)
        self.list = QListWidget()
        self.list.setAccessibleName(_("Backups"))
        self.list.setMaximumHeight(140)
        self.name, self.secret = line_edit(most=40), line_edit(secret=True)
        self.name.setText(name)
        self.is_key = QCheckBox(_("The recovery key in place of name and password"))
        self.fields = {
            "name": Field(_("Name"), self.name),
            "secret": Field(_("Password"), self.secret, _("A manager's, as it was when the backup was made.")),
        }
        self.problem = label("", "problem", wrap=True)
        self.go_button = button(_("Bring back from the backup"), self.go, "main")
        self.secret.returnPressed.connect(self.go)
        self.is_key.toggled.connect(lambda on: self.name.setDisabled(on))
        self._lay_out(why)
        for offer in rescue.offers(folder):
            self.offer(offer.file, offer.words)
        (self.secret if name else self.name).setFocus()

    def _lay_out(self, why: str) -> None:
        column = QVBoxLayout(self)
        column.addWidget(label(_("Bring back a backup"), "heading"))
        if why:
            column.addWidget(label(why, "problem", wrap=True))
        lost = _("What was stored after a backup was made is not in it.")
        column.addWidget(label(" ".join(filter(None, (lost, rescue.last_written(self.folder)))), "muted", wrap=True))
        column.addWidget(self.list)
        column.addLayout(row(button(_("Another file…"), self.choose), 1))
        for part in (*self.fields.values(), self.is_key, self.problem):
            column.addWidget(part)
        column.addStretch(1)
        column.addLayout(row(1, button(_("Back"), self.reject), self.go_button))

    def offer(self, file: Path, words: str) -> None:
        """One more backup to choose from; the first one is chosen."""
        item = QListWidgetItem(words)
        item.setToolTip(str(file))
        item.setData(0x0100, str(file))
        self.list.addItem(item)
        if self.list.currentRow() < 0:
            self.list.setCurrentRow(0)

    def choose(self) -> None:
        """A backup from a stick or another PC."""
        start = str(self.folder / backup.FOLDER)
        chosen, _kind = QFileDialog.getOpenFileName(self, _("Bring back a backup…"), start, f"*{bundle.SUFFIX}")
        if chosen:
            self.offer(Path(chosen), Path(chosen).name)
            self.list.setCurrentRow(self.list.count() - 1)

    @property
    def file(self) -> Path | None:
        item = self.list.currentItem()
        return Path(item.data(0x0100)) if item else None

    def go(self) -> None:
        """Open and check the chosen backup off the window's thread, then ask."""
        file = self.file
        self.problem.setText("" if file else _("Please choose a backup first."))
        if file is None:
            return
        proof = Proof(self.name.text().strip(), self.secret.text(), self.is_key.isChecked())
        folder = self.folder
        jobs.run(
            self, _("Checking the backup"), lambda _progress: rescue.examine(file, folder, proof), self._ask,
            self.problem.setText, can_cancel=False,
        )  # fmt: skip

    def done(self, result: int) -> None:
        """Not while a backup is being read or put in place: what runs ends first."""
        for job in self.findChildren(jobs.Job):
            job.wait()
        super().done(result)

    def _ask(self, candidate: Candidate) -> None:
        foreign = self._book and candidate.held.book not in ("", self._book)
        other = _("This is the backup of another book, not of the one that is open.") + "\n" if foreign else ""
        question = other + _(
            "The backup is sound. {what}\nPut it in the place of the present book? That one is kept in a folder beside it.",
            what=candidate.words,
        )
        if not self.isVisible() or not sure(self, question, _("Bring back")):
            candidate.close()
            return
        folder = self.folder
        try:
            self._let_go()
        except DeskError as error:
            candidate.close()
            self.problem.setText(error.words)
            return
        jobs.run(
            self, _("Bringing back"), lambda _progress: rescue.put_back(candidate, folder), lambda _kept: self.accept(),
            self.problem.setText, can_cancel=False,
        )  # fmt: skip
