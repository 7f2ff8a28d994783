"""Whom to call 应急联络: public numbers that never change, and the centre's own circles, made sure of every half
year.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any

from sqlalchemy import select, update

from desk.books.assets.cards import months_later
from desk.core import edit_conflicts
from desk.core.errors import Refused, refuse_wrong
from desk.core.identity import one_line
from desk.core.permissions import May
from desk.core.records import records
from desk.core.telephones import office_telephone_problem, read_out, tidy_telephone
from desk.core.words import N_, NP_, Worded, _, on_record
from desk.core.work import Work
from desk.models.incidents import contacts

PUBLIC = (
    ("110", N_("Police")),
    ("119", N_("Fire brigade")),
    ("120", N_("Ambulance")),
    ("122", N_("Traffic police")),
    ("12345", N_("Government hotline")),
)
LOCAL = (
    ("12395", NP_("contact", "Rescue at sea"), "other"),
    ("95598", NP_("contact", "Power supply service"), "utility"),
    ("96333", NP_("contact", "Lift rescue"), "utility"),
)
"""Numbers that the sample plans name and that do not answer everywhere: number, whose it is, the circle."""
CHECK_MONTHS = 6
NUMBERS = ("telephone", "other_telephone")
TEXTS = ("name", "person", "telephone", "other_telephone", "note", "told_by")


class ContactCircle(Worded):
    """Among whom a contact belongs 联络圈; plans name the circles to be called."""

    HOSPITAL = "hospital", N_("Hospital")
    POLICE = "police", N_("Police station")
    STREET = "street", N_("Street office")
    PROPERTY = "property", N_("Property company")
    UTILITY = "utility", N_("Water, power, gas")
    TEAM = "team", N_("Team leaders")
    CENTRE = "centre", NP_("contacts", "This centre")
    OTHER = "other", NP_("contacts", "Others")


@dataclass(frozen=True)
class Contact:
    """``name`` is the office or firm, ``person`` whom to ask for, ``told_by`` who of the centre rings them: the calling
    tree.
    """

    circle: ContactCircle
    name: str
    telephone: str
    person: str = ""
    other_telephone: str = ""
    note: str = ""
    told_by: str = ""
    checked_on: date | None = None
    id: int = 0

    @property
    def with_number(self) -> str:
        """The office and what is dialled."""
        return f"{self.name} {read_out(self.telephone)}"

    def due_on(self) -> date | None:
        """When somebody should make sure of the number again."""
        return months_later(self.checked_on, CHECK_MONTHS) if self.checked_on else None

    def is_due(self, today: date) -> bool:
        """Has nobody made sure of the number for half a year, or ever?"""
        due = self.due_on()
        return due is None or due <= today


PRESENT = (
    select(*(contacts.c[field.name] for field in fields(Contact)))
    .where(contacts.c.removed_at.is_(None))
    .order_by(contacts.c.id)
)


def every(work: Work) -> list[Contact]:
    """By circle, in the order in which they were entered."""
    present = records(work.connection.execute(PRESENT), Contact, circle=ContactCircle)
    return sorted(present, key=lambda contact: list(ContactCircle).index(contact.circle))


def for_calls(everyone: Sequence[Contact], calls: Sequence[str]) -> list[Contact]:
    """The contacts whose number or circle a plan names, in the plan's order; then the others."""
    order = {call: place for place, call in enumerate(calls)}
    return sorted(
        everyone,
        key=lambda contact: order.get(contact.telephone, order.get(contact.circle.value, len(order))),
    )


def tree(everyone: Sequence[Contact]) -> list[tuple[str, list[Contact]]]:
    """Who rings whom: each caller with the contacts they see to; contacts that nobody was charged with are left out."""
    callers = dict.fromkeys(contact.told_by for contact in everyone if contact.told_by)
    return [(caller, [contact for contact in everyone if contact.told_by == caller]) for caller in callers]


def due(work: Work) -> int:
    """How many numbers nobody has made sure of for half a year."""
    return sum(contact.is_due(work.today) for contact in every(work))


LABELS = {
    "circle": NP_("contacts", "Group"),
    "name": N_("Organisation"),
    "person": N_("Contact person"),
    "telephone": N_("Telephone"),
    "other_telephone": N_("Second number"),
    "told_by": N_("Notified by"),
    "note": N_("Remark"),
}


def put(work: Work, contact: Contact, read: Contact | None = None) -> int:
    """Enter a contact, or change one that has an ``id``, as it was ``read``; a new number counts as made sure of today.
    Its id.

    Raises ``Invalid``, and ``EditConflict`` as every edit does.
    """
    work.require(May.PREPARE_EMERGENCIES)
    first, second = map(tidy_telephone, (contact.telephone, contact.other_telephone))
    contact = replace(contact, telephone=first, other_telephone=second)
    if contact.id:
        record = edit_conflicts.EditedRecord(f"emergency_contacts:{contact.id}", LABELS)
        contact = edit_conflicts.settled(work, record, read, find(work, contact.id), contact)
    texts = {name: one_line(getattr(contact, name)) for name in TEXTS}
    refuse_wrong(
        [
            (
                "name",
                not texts["name"] or len(texts["name"]) > 40,
                _("Please enter the office, firm or team, at most 40 characters."),
            ),
            ("person", len(texts["person"]) > 20, _("At most {n} characters, please.", n=20)),
            ("telephone", not texts["telephone"], _("Please enter the telephone number.")),
            *((name, problem, problem) for name in NUMBERS if (problem := office_telephone_problem(texts[name]))),
            ("told_by", len(texts["told_by"]) > 20, _("At most {n} characters, please.", n=20)),
            ("note", len(texts["note"]) > 100, _("At most {n} characters, please.", n=100)),
        ]
    )
    values: dict[str, Any] = {**texts, "circle": contact.circle.value}
    if not contact.id:
        id = work.add(contacts, {**values, "checked_on": work.today})
        work.audit("contact.add", f"emergency_contacts:{id}")
        return id
    was = find(work, contact.id)
    if was.telephone != texts["telephone"]:
        values["checked_on"] = work.today
    work.connection.execute(update(contacts).where(contacts.c.id == contact.id).values(values))
    work.audit("contact.edit", f"emergency_contacts:{contact.id}")
    return contact.id


def suggest(work: Work) -> None:
    """Into a new data file: the local numbers of the sample plans, 待核对 until somebody has rung them."""
    work.require(May.PREPARE_EMERGENCIES)
    with on_record():
        for number, name, circle in LOCAL:
            id = work.add(contacts, {"circle": circle, "name": _(name), "telephone": number})
            work.audit("contact.add", f"emergency_contacts:{id}")


def find(work: Work, id: int) -> Contact:
    """Raises ``Refused`` when it is not there."""
    contact = next((contact for contact in every(work) if contact.id == id), None)
    if contact is None:
        raise Refused(_("This contact is no longer in the list."))
    return contact


def made_sure(work: Work, id: int) -> None:
    """Somebody rang and the number is right."""
    work.require(May.SERVE)
    find(work, id)
    work.connection.execute(update(contacts).where(contacts.c.id == id).values(checked_on=work.today))
    work.audit("contact.check", f"emergency_contacts:{id}", after={"checked_on": work.today.isoformat()})


def remove(work: Work, id: int) -> None:
    """Take a contact off the list."""
    work.require(May.PREPARE_EMERGENCIES)
    find(work, id)
    work.connection.execute(update(contacts).where(contacts.c.id == id).values(removed_at=work.now))
    work.audit("contact.remove", f"emergency_contacts:{id}")
