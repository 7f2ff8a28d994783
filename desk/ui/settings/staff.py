"""Who works here: add, change role, reset a password, disable, bring back."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from desk.books import staff
from desk.books.staff import Person
from desk.core.permissions import Role
from desk.core.telephones import read_out
from desk.core.words import N_, P_, _
from desk.services import accounts
from desk.services.session import Desk
from desk.storage.keys import KeyFile
from desk.ui.settings.keychange import ask_and_change
from desk.ui.settings.section import Section
from desk.ui.shell.commands import Command, Commands
from desk.ui.widgets.choices import Choice
from desk.ui.widgets.columns import Column
from desk.ui.widgets.controls import GAP, Field, button, label, latin_line, line_edit, panel, row
from desk.ui.widgets.editing import Editing
from desk.ui.widgets.form_dialog import FormDialog, ask, sure
from desk.ui.widgets.lists import ListView


class StaffSection(Section):
    """人员: people are disabled, never deleted, for their names stand in the book."""

    TITLE = N_("People")
    SHOWS = frozenset({"staff", "centre"})
    """In the settings stands which change of the key file was the last: who can sign in is read from that file."""

    def __init__(self, desk: Desk, folder: Path) -> None:
        super().__init__(desk, folder)
        columns: list[Column[Person]] = [
            Column(_("Name"), 140, lambda p: p.name, flex=2),
            Column(_("Role"), 130, lambda p: p.role.label),
            Column(_("Telephone"), 140, lambda p: read_out(p.telephone)),
            Column(P_("staff", "Sign-in"), 160, self._signs_in, flex=3),
        ]
        self.list: ListView[Person] = ListView(columns, _("Nobody yet."), _("People"))
        self.list.on_open(lambda _person: self.change_role())
        self.column.addWidget(self.list, 1)
        acts = map(self.button, (self.reset, self.change_role, self.add))
        self.column.addLayout(row(self.button(self.toggle), 1, *acts))
        self.column.addSpacing(GAP)
        self.column.addWidget(self._key_panel())

    def make_commands(self) -> Commands:
        table = self.list.table
        return (
            Command("", N_("Add"), self.add, role="primary"),
            Command("", N_("Role"), self.change_role, of=table),
            Command("", N_("Reset password"), self.reset, of=table),
            Command("", N_("Disable or bring back"), self.toggle, of=table),
        )

    def _key_panel(self) -> QWidget:
        """Apart from what is pressed every day: what changing the key does, and when it is wanted."""
        frame, inner = panel(row(), margin=10)
        about = _(
            "The book's key: change it when somebody has left, a password got known or the recovery sheet was used. "
            "Old passwords, key files and sheets then open nothing any more, and everybody else needs a new password."
        )
        self.key_button = button(_("Change the book's key…"), self.change_key)
        inner.addWidget(label(about, "muted", wrap=True), 1)
        inner.addWidget(self.key_button, 0, Qt.AlignmentFlag.AlignVCenter)
        return frame

    def _signs_in(self, person: Person) -> str:
        if not person.active:
            return _("disabled")
        if person.id in self._with_slot:
            return _("can sign in")
        return _("password to be set anew") if person.id in self._ended else _("no password yet")

    def fill(self) -> None:
        self._with_slot = {slot.id for slot in KeyFile.load(self.folder).people}
        with self.desk.read() as work:
            people = staff.everyone(work)
            without = (person.id for person in people if person.id not in self._with_slot)
            self._ended = {id for id in without if staff.had_password(work, id)}
        self.list.show_all(people)

    def _chosen(self) -> Person | None:
        person = self.list.current()
        if person is None:
            self.toast.emit(_("Please choose a person first."), "warning")
        return person

    def add(self) -> None:
        """Asks for name, role, telephone and a first password."""
        if AddPerson(self, self.desk).exec():
            self.done(_("The new person can sign in now."))

    def change_role(self) -> None:
        """Another role; it counts from that person's next sign-in on."""
        if (person := self._chosen()) and ChangeRole(self, self.desk, person).exec():
            self.done(_("The new role counts from the next sign-in on."))

    def reset(self) -> None:
        """A new password for the chosen person. Old backups still open with the old one, which is told."""
        if person := self._chosen():
            set_it = partial(self._reset, person)
            if ask(self, _("New password for {name}", name=person.name), {"password": _("New password")}, set_it):
                sentence = _("Please tell {name} the new password in person.", name=person.name)
                self.done(f"{sentence}\n{self._still_open()}")

    def _reset(self, person: Person, typed: dict[str, str]) -> None:
        accounts.reset_password(self.desk, person.id, typed["password"])

    def toggle(self) -> None:
        """停用/恢复: disable the chosen person, or bring them back with a new password."""
        person = self._chosen()
        if person is None:
            return
        if not person.active:
            enable = partial(self._enable, person)
            ask(self, _("Bring {name} back", name=person.name), {"password": _("New password")}, enable)
        elif sure(self, _("{name} can no longer sign in. The history stays.", name=person.name), _("Disable")):
            self.attempt(
                lambda: accounts.disable_person(self.desk, person.id),
                _("{name} can no longer sign in.", name=person.name) + "\n" + self._still_open(),
            )

    def change_key(self) -> None:
        """更换数据密钥: old passwords, key files and recovery sheets open nothing any more."""
        ask_and_change(self, self.desk)

    @staticmethod
    def _still_open() -> str:
        return _(
            "Old backups and key files still open with the old password. To end that as well, use “Change the book's "
            "key…”."
        )

    def _enable(self, person: Person, typed: dict[str, str]) -> None:
        accounts.enable_person(self.desk, person.id, typed["password"])


class AddPerson(FormDialog):
    """Somebody who may sign in from now on, 值班人员 unless another role is chosen."""

    def __init__(self, parent: StaffSection, desk: Desk) -> None:
        super().__init__(parent, _("Add a person"))
        self._desk = desk
        self.name, self.telephone, self.password = line_edit(most=60), latin_line(most=30), line_edit(most=100)
        self.role = Choice(tuple(Role))
        self.role.choose(Role.CLERK)
        self.add("name", Field(_("Name"), self.name, required=True))
        self.add("role", Field(_("Role"), self.role))
        self.add("telephone", Field(_("Telephone"), self.telephone))
        self.add(
            "password",
            Field(
                _("Password"), self.password, _("At least 8 characters; the person changes it later."), required=True
            ),
        )
        self.finish(_("Add"))

    def do(self) -> None:
        accounts.add_person(self._desk, self.name.text(), self.role.value, self.password.text(), self.telephone.text())


class ChangeRole(FormDialog):
    """The role alone. Told when somebody else has changed it meanwhile."""

    def __init__(self, parent: StaffSection, desk: Desk, person: Person) -> None:
        super().__init__(parent, _("Role of {name}", name=person.name))
        self._desk, self._person = desk, person
        self.role = Choice(tuple(Role))
        self.editing = Editing(lambda read: self.role.choose(read["role"]), lambda: {"role": self.role.value})
        self.editing.begin({"role": person.role})
        self.add("role", Field(_("Role"), self.role))
        self.finish(_("Save"))

    def do(self) -> None:
        assert self.editing is not None
        accounts.change_role(self._desk, self._person.id, self.role.value, read=self.editing.read["role"])
