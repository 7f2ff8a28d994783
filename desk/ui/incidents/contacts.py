"""The page of contacts: whom to call, by circle, and which numbers nobody has made sure of for half a year."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtWidgets import QVBoxLayout

from desk.books.incidents import contacts
from desk.books.incidents.contacts import PUBLIC, Contact, ContactCircle
from desk.core.permissions import May
from desk.core.telephones import read_out
from desk.core.tone import Tone
from desk.core.words import N_, P_, _
from desk.services.session import Desk
from desk.ui.shell.commands import Command, Commands
from desk.ui.shell.page import Page
from desk.ui.widgets import papers
from desk.ui.widgets.columns import Column
from desk.ui.widgets.controls import Combo, label, row
from desk.ui.widgets.form_dialog import RecordDialog, lines, sure
from desk.ui.widgets.lists import ListView


class ContactsPage(Page):
    """应急联络: the list that the call panel and the card on paper are made from."""

    SHOWS = frozenset({"incidents"})

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        columns: list[Column[Contact]] = [
            Column(P_("contacts", "Group"), 110, lambda contact: contact.circle.label),
            Column(_("Organisation"), 200, lambda contact: contact.name, flex=3),
            Column(_("Contact person"), 90, lambda contact: contact.person),
            Column(_("Telephone"), 140, lambda contact: read_out(contact.telephone)),
            Column(_("Second number"), 140, lambda contact: read_out(contact.other_telephone), rank=1),
            Column(_("Notified by"), 90, lambda contact: contact.told_by),
            Column(_("Checked on"), 150, self._checked, self._tone),
            Column(_("Remark"), 120, lambda contact: contact.note, flex=2, rank=2),
        ]
        self.list: ListView[Contact] = ListView(
            columns,
            _(
                "No numbers yet. F2 enters the first: hospital, police station, street office, property company, "
                "water, power, gas, team leaders."
            ),
            _("Contacts"),
        )
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        public = "　".join(f"{number} {_(who)}" for number, who in PUBLIC)
        outer.addLayout(row(label(public, "heading"), 1))
        outer.addWidget(self.list, 1)
        acts = map(self.button, (self.print, self.made_sure, self.new))
        outer.addLayout(row(self.button(self.remove), 1, *acts))

    def make_commands(self) -> Commands:
        table, prepare = self.list.table, May.PREPARE_EMERGENCIES
        rang = N_("I rang: the number is right")
        return (
            Command("F2", N_("New contact"), self.new, label=N_("New"), role="primary", may=prepare),
            Command("F3", N_("Go to the list"), table.setFocus, repeats=True),
            Command("Enter", N_("Change the contact"), self.edit_current, may=prepare, of=table),
            Command("F4", rang, self.made_sure, label=N_("The number is right"), of=table),
            Command("", N_("Remove"), self.remove, may=prepare, of=table),
            Command("Ctrl+P", N_("Contact card"), self.print, label=N_("Contact card…")),
        )

    def _checked(self, contact: Contact) -> str:
        due = contact.is_due(self.desk.clock.today())
        return " ".join(filter(None, (str(contact.checked_on or ""), _("to be checked") if due else "")))

    def _tone(self, contact: Contact) -> Tone | None:
        return Tone.WAITING if contact.is_due(self.desk.clock.today()) else None

    def fill(self) -> None:
        with self.desk.read() as work:
            everyone = contacts.every(work)
        self.list.show_all(everyone, keep=True)

    def new(self) -> None:
        """F2: a contact, in the circle of the chosen one."""
        chosen = self.list.current()
        self._ask(Contact(chosen.circle if chosen else ContactCircle.HOSPITAL, "", ""))

    def edit_current(self) -> None:
        """Enter: the form of the chosen contact."""
        if contact := self.list.current():
            self._ask(contact)

    def _ask(self, contact: Contact) -> None:
        if not self.desk.actor.may(May.PREPARE_EMERGENCIES):
            return
        circle = Combo([(each.label, each) for each in ContactCircle])
        names = {
            "name": _("Organisation"),
            "person": _("Contact person"),
            "telephone": _("Telephone"),
            "other_telephone": _("Second number"),
            "told_by": _("Notified by"),
            "note": _("Remark"),
        }

        def texts(shown: Contact) -> dict[str, Any]:
            return {name: getattr(shown, name) for name in editors}

        def store(fresh: Contact, read: Contact) -> None:
            with self.desk.write() as work:
                contacts.put(work, fresh, read=read)

        editors = {"circle": (P_("contacts", "Group"), circle), **lines(names, 120)}
        made = partial(Contact, checked_on=contact.checked_on, id=contact.id)
        typed, required = (lambda values: made(**values)), ("name", "telephone")
        if RecordDialog(self, _("Contact"), editors, contact, texts, typed, store, required=required).exec():
            self.done()

    def made_sure(self) -> None:
        """Somebody has rung."""
        contact = self.list.current()
        if contact is not None:
            self.attempt(lambda: self._check(contact.id), _("{name}: checked today.", name=contact.name))

    def _check(self, id: int) -> None:
        with self.desk.write() as work:
            contacts.made_sure(work, id)

    def remove(self) -> None:
        """Ask, then take the chosen one off the list."""
        contact = self.list.current()
        if contact is None or not sure(self, _("Take {name} off the list?", name=contact.name), _("Remove")):
            return
        self.attempt(lambda: self._remove(contact.id), _("{name} is off the list.", name=contact.name))

    def _remove(self, id: int) -> None:
        with self.desk.write() as work:
            contacts.remove(work, id)

    def print(self) -> None:
        """Ctrl+P 应急联络卡, to be hung beside the telephone."""
        papers.preview(self, self.desk, "contacts")
