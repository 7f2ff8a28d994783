"""Bringing a backup back, from wherever it is wanted: the first start, a book that does not open, the settings.

Which backup, who opens it, what is in it and what would be lost; only then is the present book put aside.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QDialog, QFileDialog, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from desk.core.calendar import moment_words
from desk.core.clock import Clock
from desk.core.errors import DeskError
from desk.core.words import _
from desk.services import restore
from desk.services.restore import BackupCandidate, BackupProof
from desk.storage import backup, bundle, folder_lock
from desk.storage.backup import BackupFile
from desk.storage.folder_lock import Hold
from desk.storage.store import FILE
from desk.ui.shell import backup_words
from desk.ui.widgets import jobs
from desk.ui.widgets.controls import Field, button, fit, label, line_edit, row, set_role
from desk.ui.widgets.form_dialog import sure
from desk.ui.widgets.whole_text import hint

MOST = 80
"""Of a name, a password or a recovery key with its hyphens."""


class BringBack(QDialog):
    """``exec`` is true when the backup is in its place. ``why`` tells what is wrong with the present book.

    ``let_go`` closes the present book where it is open; it is called when the backup is known to be good. ``book`` is
    the id of the present book where its key slots do not tell it: another one's backup is pointed out. ``mine`` is
    one's own hold of the folder.
    """

    def __init__(
        self,
        parent: QWidget | None,
        folder: Path,
        why: str = "",
        name: str = "",
        let_go: Callable[[], object] = lambda: None,
        book: str = "",
        mine: Hold | None = None,
    ) -> None:
        super().__init__(parent)
        self.folder, self._let_go, self._mine = folder, let_go, mine
        self._book = book or restore.book_in(folder)
        self.has_let_go = False
        """The present book was closed for it, whatever came of it."""
        self._offered: list[BackupFile] = []
        self.setWindowTitle(_("Bring back a backup"))
        fit(self, 720, 560)
        self.list = _list()
        self.none = label(_no_backup(folder), "muted", wrap=True)
        self.other = button(_("Another file…"), self.choose)
        self.name, self.secret = line_edit(most=40), line_edit(secret=True, most=MOST)
        self.name.setText(name)
        self.is_key = QCheckBox(_("The recovery key in place of name and password"))
        self.fields = {"name": Field(_("Name"), self.name), "secret": Field(_("Password"), self.secret, _secret_hint())}
        self.lost, self.problem = label("", "muted", wrap=True), label("", "problem", wrap=True)
        self.in_use = label("", "problem", wrap=True)
        self.go_button = button(_("Bring back from the backup"), self.go, "primary")
        self.secret.returnPressed.connect(self.go)
        self.name.returnPressed.connect(self.secret.setFocus)
        self.list.itemActivated.connect(lambda _item: self._go_on())
        self.list.currentRowChanged.connect(lambda _row: self._chosen())
        self.is_key.toggled.connect(self._by_key)
        self._lay_out(why)
        for offer in restore.offers(folder):
            self.offer(offer.kept)
        self._show_whether_in_use()
        self._chosen()
        (self.list if self._offered else self.other).setFocus()

    def _lay_out(self, why: str) -> None:
        column = QVBoxLayout(self)
        column.addWidget(label(_("Bring back a backup"), "heading"))
        if why:
            column.addWidget(label(why, "notice", wrap=True))
        above: tuple[QWidget, ...] = (self.in_use, self.list, self.none, self.lost)
        for part in above:
            column.addWidget(part)
        column.addLayout(row(self.other, 1))
        for part in (*self.fields.values(), self.is_key, self.problem):
            column.addWidget(part)
        column.addStretch(1)
        column.addLayout(row(1, button(_("Back"), self.reject), self.go_button))

    def offer(self, kept: BackupFile) -> None:
        """One more backup to choose from; the first one is chosen."""
        self._offered.append(kept)
        item = QListWidgetItem(backup_words.line(kept, Clock().today(), self._book))
        item.setToolTip(hint(str(kept.path)))
        self.list.addItem(item)
        if self.list.currentRow() < 0:
            self.list.setCurrentRow(0)

    def choose(self) -> None:
        """A backup from a stick or another PC."""
        start = str(self.folder / backup.FOLDER)
        chosen, _kind = QFileDialog.getOpenFileName(self, _("Bring back a backup…"), start, f"*{bundle.SUFFIX}")
        if chosen:
            self.offer(backup_words.of_file(Path(chosen)))
            self.list.setCurrentRow(self.list.count() - 1)
            self._go_on()

    @property
    def kept(self) -> BackupFile | None:
        """The chosen backup; None where nothing is chosen."""
        at = self.list.currentRow()
        return self._offered[at] if at >= 0 else None

    @property
    def file(self) -> Path | None:
        """Where the chosen backup lies; None where nothing is chosen."""
        return self.kept.path if self.kept else None

    def _chosen(self) -> None:
        self.list.setVisible(bool(self._offered))
        self.none.setVisible(not self._offered)
        is_foreign = self.kept is not None and restore.is_of_another(self.kept.about.book, self._book)
        self.lost.setText(backup_words.lost_words(self.kept, self.folder, is_foreign=is_foreign) if self.kept else "")
        set_role(self.lost, "role", "problem" if is_foreign else "muted")
        self.lost.setVisible(bool(self.lost.text()))

    def _go_on(self) -> None:
        """The backup is chosen: what opens it comes next."""
        needs_name = not self.is_key.isChecked() and not self.name.text().strip()
        (self.name if needs_name else self.secret).setFocus()

    def _by_key(self, on: bool) -> None:
        """The paper key is read off while it is typed; a password that stood there is not shown."""
        self.secret.clear()
        self.secret.setEchoMode(self.secret.EchoMode.Normal if on else self.secret.EchoMode.Password)
        self.name.setDisabled(on)
        hint = _("The 32 characters on the recovery sheet of that time.") if on else _secret_hint()
        self.fields["secret"].call(_("Recovery key") if on else _("Password"), hint)
        self.problem.setText("")
        self.fields["secret"].tell("")
        self._go_on()

    def _show_whether_in_use(self) -> None:
        who = folder_lock.elsewhere(self.folder, self._mine)
        self.in_use.setText(_("{who} has the book open. Please close it there first.", who=who) if who else "")
        self.in_use.setVisible(bool(who))

    def go(self) -> None:
        """Open and check the chosen backup off the window's thread, then ask."""
        file = self.file
        self._show_whether_in_use()
        self.problem.setText("" if file else _("Please choose a backup first."))
        if file is None:
            return
        self.fields["secret"].tell("")
        if not self.secret.text():
            is_key = self.is_key.isChecked()
            self.fields["secret"].tell(
                _("Please enter the recovery key.") if is_key else _("Please enter the password.")
            )
            self.secret.setFocus()
            return
        proof = BackupProof(self.name.text().strip(), self.secret.text(), self.is_key.isChecked())
        folder = self.folder
        jobs.run(
            self,
            _("Checking the backup"),
            lambda _progress: restore.examine(file, folder, proof),
            self._ask,
            self._refused,
            can_cancel=False,
        )

    def _refused(self, sentence: str) -> None:
        """The next try is typed in place of this one."""
        self.problem.setText(sentence)
        self.secret.setFocus()
        self.secret.selectAll()

    def done(self, result: int) -> None:
        """Not while a backup is being read or put in place: what runs ends first."""
        for job in self.findChildren(jobs.Job):
            job.wait()
        super().done(result)

    def _question(self, candidate: BackupCandidate) -> str:
        """What is brought back, what is replaced and kept aside, what is lost and from when."""
        lines = [_("The backup is sound. {what}", what=candidate.summary)]
        if restore.is_of_another(candidate.held.book, self._book):
            lines.insert(0, _("This is the backup of another book, not of the one that is open."))
        if (self.folder / FILE).exists():
            lines += [_("It takes the place of the present book, which is kept beside it in a folder “replaced-…”.")]
            if candidate.held.newest:
                newest = moment_words(candidate.held.newest)
                lines += [
                    _("What was stored after {newest} is then missing and has to be entered again.", newest=newest)
                ]
        return "\n".join(lines)

    def _ask(self, candidate: BackupCandidate) -> None:
        if not self.isVisible() or not sure(self, self._question(candidate), _("Bring this backup back")):
            candidate.close()
            return
        folder = self.folder
        try:
            self.has_let_go = True
            self._let_go()
        except DeskError as error:
            candidate.close()
            self.problem.setText(error.message)
            return
        jobs.run(
            self,
            _("Bringing back"),
            lambda _progress: restore.put_back(candidate, folder),
            lambda _kept: self.accept(),
            self.problem.setText,
            can_cancel=False,
        )


def _list() -> QListWidget:
    made = QListWidget()
    made.setAccessibleName(_("Backups"))
    made.setMaximumHeight(132)
    made.setWordWrap(True)
    made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    return made


def _secret_hint() -> str:
    return _("A manager's, as it was when the backup was made.")


def _no_backup(folder: Path) -> str:
    none = _(
        "No whole backup was found in {folder}. Backups may lie on a USB stick or another PC: please press “Another "
        "file…”.",
        folder=folder / backup.FOLDER,
    )
    if (folder / FILE).exists():
        return none
    return none + _("To begin without a backup, please close the program and choose another data folder.")
