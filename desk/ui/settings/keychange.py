"""Changing the book's key from the window: the question, the work behind the sign-in page, the new sheet typed back."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QCheckBox, QWidget

from desk.core.clock import Clock
from desk.core.errors import Invalid, Problem, WrongPassword
from desk.core.permissions import May
from desk.core.words import P_, _
from desk.services import key_change
from desk.services.key_change import KeyChange
from desk.services.session import Desk
from desk.storage import keys
from desk.ui.shell.window import Window
from desk.ui.widgets import jobs
from desk.ui.widgets.controls import Field, button, fit, label, line_edit, row
from desk.ui.widgets.form_dialog import FormDialog, sure


def ask_after_recovery(window: Window, desk: Desk) -> None:
    """Offered to a manager after the recovery key was used; it can wait, and is asked again at the next sign-in."""
    question = _(
        "The recovery key was used. Whoever has seen the sheet, or has an old backup, can open the book with it. "
        "Change the book's key now?"
    )
    if sure(window, question, _("Change the book's key…"), _("Change it later")):
        ask_and_change(window, desk)


def ask_and_change(asking: QWidget, desk: Desk) -> None:
    """Ask for the password; then close the book's page and go on behind the sign-in page."""
    window = asking.window()
    assert isinstance(window, Window)
    dialog = ChangeKey(asking, window, desk)
    if dialog.exec() and dialog.change is not None:
        KeyChangePage(window, dialog.change, dialog.delete_old).start()


class ChangeKey(FormDialog):
    """What the change does, what it does not reach, and the manager's password."""

    def __init__(self, parent: QWidget, window: Window, desk: Desk) -> None:
        super().__init__(parent, _("Change the book's key"))
        with desk.read() as work:
            work.require(May.EDIT_STAFF)
        self._window, self._desk = window, desk
        self.change: KeyChange | None = None
        outlook = key_change.outlook(desk)
        self.setMinimumWidth(560)
        sentences = (
            _(
                "All passwords, key files and recovery sheets of before no longer open the book. A new recovery sheet "
                "is printed."
            ),
            _(
                "The book is closed meanwhile, on other PCs and windows too. It can be stopped until the new sheet is "
                "typed back; then everything stays as it was."
            ),
            *key_change.words_of(outlook),
        )
        for sentence in sentences:
            self._column.addWidget(label(sentence, "muted", wrap=True))
        self.delete = QCheckBox(_("Delete these old backups as soon as a new one is made"))
        self.delete.setVisible(bool(outlook.old))
        self._column.addWidget(self.delete)
        self.password = line_edit(secret=True)
        self.add("password", Field(_("Password"), self.password, _("Yours, once more.")))
        self.finish(P_("key change", "Begin"))
        self._grow()
        self.password.setFocus()

    @property
    def delete_old(self) -> bool:
        """Are backups under the old key to go as soon as a new one is made?"""
        return self.delete.isChecked()

    def do(self) -> None:
        if not self.password.text():
            raise Invalid(Problem("password", _("Please enter the password.")))
        self._window.settle()
        try:
            self.change = KeyChange(self._desk, self.password.text())
        except WrongPassword:
            raise Invalid(Problem("password", _("This password is not right. Please try again."))) from None

    def try_it(self) -> None:
        super().try_it()
        self._grow()

    def _grow(self) -> None:
        """Qt gives a dialog two thirds of the screen at most; on an old one at 150 % these words need more."""
        fit(self, self.minimumWidth(), max(self._column.totalHeightForWidth(self.minimumWidth()), 300))


class KeyChangePage(QObject):
    """From the closed book to the sign-in page again, with the old key or the new one."""

    def __init__(self, window: Window, change: KeyChange, delete_old: bool) -> None:
        super().__init__(window)
        self._window, self._change, self._delete_old = window, change, delete_old
        self._title = _("Changing the book's key")

    def start(self) -> None:
        """Close the book and work behind the sign-in page, which takes nobody meanwhile."""
        self._window.close_book(_("The book's key is being changed. Please wait."))
        self._window.sign_in.setEnabled(False)
        job = jobs.run(self._window, self._title, self._change.prepare, self._show_sheet, self._end)
        job.broke.connect(self._give_up)

    def _show_sheet(self, _result: object) -> None:
        if self._window.closing or not NewSheet(self._window, self._change).exec():
            self._give_up()
            return
        complete = partial(self._change.complete, delete_old=self._delete_old)
        job = jobs.run(
            self._window,
            self._title,
            lambda progress: complete(progress=progress),
            self._done,
            self._end,
            can_cancel=False,
        )
        job.broke.connect(self._give_up)

    def _done(self, warnings: list[str]) -> None:
        self._end("\n".join((self._change.state_words, *warnings)))

    def _give_up(self, _error: object = None) -> None:
        self._end(self._change.state_words)

    def _end(self, sentence: str) -> None:
        self._change.close()
        sign_in = self._window.sign_in
        sign_in.setEnabled(True)
        sign_in.ask(_("Sign in"), sentence, self._change.actor.name)
        self.deleteLater()


class NewSheet(FormDialog):
    """The new recovery key on paper, typed back: only then does it become the book's."""

    def __init__(self, window: Window, change: KeyChange) -> None:
        super().__init__(window, _("New recovery sheet"))
        self._window, self._change = window, change
        self.setMinimumWidth(560)
        about = _(
            "The old sheet is no longer valid after this. Print or save the new one, type its key back, then destroy "
            "the old sheet."
        )
        self._column.addWidget(label(about, "muted", wrap=True))
        groups = change.recovery.split("-")
        self.key = label("\n".join("-".join(groups[at : at + 4]) for at in (0, 4)), "number")
        self.key.setTextInteractionFlags(self.key.textInteractionFlags().TextSelectableByMouse)
        self._column.addWidget(self.key)
        self._column.addLayout(row(button(_("Recovery sheet…"), self.show_sheet), 1))
        self.typed = line_edit(_("Type the key from the sheet"), most=80)
        self.add("typed", Field(_("Type it again"), self.typed))
        self.finish(_("Change the key now"))

    def show_sheet(self) -> None:
        """恢复密钥单: the new one, to be printed or saved; it is not valid yet."""
        from desk.reports import recovery_sheet, registry
        from desk.ui.widgets import papers

        change = self._change
        content = recovery_sheet.sheet(change.centre, change.actor.name, change.recovery, Clock().now())
        papers.show(self, content, registry.RECOVERY_SHEET.identifier)
        self.typed.setFocus()

    def reject(self) -> None:
        """Ask first: the sheet that was printed a moment ago would be worthless."""
        question = _(
            "Stop changing the key? The passwords and the recovery sheet of before stay valid; the sheet shown here "
            "does not become valid, please destroy it."
        )
        if self._window.closing or sure(self, question, _("Stop changing")):
            super().reject()

    def do(self) -> None:
        if keys.tidy_recovery_key(self.typed.text()) != keys.tidy_recovery_key(self._change.recovery):
            raise Invalid(Problem("typed", _("This is not the key on the sheet. Please compare letter by letter.")))
