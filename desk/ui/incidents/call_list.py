"""Whom to call, in numbers large enough to read while dialling; where things are."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desk.books import staff
from desk.books.incidents import contacts, plans
from desk.books.incidents.contacts import PUBLIC, Contact
from desk.books.incidents.model import IncidentKind
from desk.books.incidents.plans import Material
from desk.books.roster import attendance
from desk.books.roster.attendance import AttendedDuty
from desk.core.telephones import read_out
from desk.core.words import _, clauses, listed, named
from desk.core.work import Work
from desk.scheduling.problem import Post
from desk.ui.incidents.log_line import Mention
from desk.ui.widgets.controls import clear_layout, label


@dataclass(frozen=True)
class CallList:
    """What is known at this moment: on duty the leader first, public numbers that the plan names and the others,
    contacts in its order.
    """

    duty: tuple[AttendedDuty, ...]
    urgent: tuple[tuple[str, str], ...]
    public: tuple[tuple[str, str], ...]
    contacts: tuple[Contact, ...]
    materials: tuple[Material, ...]

    staff: tuple[str, ...]

    @property
    def by_post(self) -> dict[str, str]:
        """Who is on duty as what: 带班领导 is 陈主任."""
        by_post: dict[str, list[str]] = {}
        for each in self.duty:
            by_post.setdefault(each.shift.post.label, []).append(each.name)
        return {post: listed(names) for post, names in by_post.items()}

    @property
    def people(self) -> list[Mention]:
        """Everybody whom an entry can name: on duty, contacts, the others who work here."""
        here = [Mention(each.name, f"{each.shift.post.label} {read_out(each.telephone)}".strip()) for each in self.duty]
        called = [Mention(f"{mention.name}{mention.person}", read_out(mention.telephone)) for mention in self.contacts]
        known: dict[str, Mention] = {}
        for mention in (*here, *called, *map(Mention, self.staff)):
            known.setdefault(mention.name, mention)
        return list(known.values())


def read(work: Work, kind: IncidentKind) -> CallList:
    """For an incident of a kind, as of now."""
    plan = plans.current(work, kind)
    calls = plan.calls if plan else ()
    first = [pair for number in calls for pair in PUBLIC if pair[0] == number]
    duty = sorted(attendance.on_duty(work), key=lambda each: each.shift.post is not Post.LEADER)
    return CallList(
        tuple(duty),
        tuple(first),
        tuple(pair for pair in PUBLIC if pair not in first),
        tuple(contacts.for_calls(contacts.every(work), calls)),
        tuple(plans.materials(work, plan)) if plan else (),
        tuple(person.name for person in staff.everyone(work) if person.active),
    )


class CallPanel(QWidget):
    """The numbers one below the other, the most needed first."""

    def __init__(self) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(8, 4, 4, 4)
        self._column.setSpacing(2)

    def show_calls(self, calls: CallList) -> None:
        """Lay out anew: who is on duty now, emergency numbers, contacts, and where things are kept."""
        clear_layout(self._column)
        self._section(_("On duty now"))
        for each in calls.duty:
            post = each.shift.post.label
            who = f"{post} {each.name}" if each.telephone else _("{post}, no telephone entered", post=post)
            self._number(read_out(each.telephone) or each.name, who)
        if not calls.duty:
            self._say(_("Nobody is planned at this time."))
        self._section(_("Emergency numbers"))
        for number, who in calls.urgent:
            self._number(number, _(who))
        for place in range(0, len(calls.public), 2):
            pair = calls.public[place : place + 2]
            self._column.addWidget(label("　".join(f"{number} {_(who)}" for number, who in pair), "heading", wrap=True))
        for contact in calls.contacts:
            rung = _("notified by {who}", who=contact.told_by) if contact.told_by else ""
            more = "　".join(filter(None, (read_out(contact.other_telephone), rung)))
            who = " ".join(filter(None, (contact.circle.label, contact.name, contact.person)))
            self._number(read_out(contact.telephone), who, more)
        if not calls.contacts:
            self._say(_("No other numbers yet: the manager enters them on the page of contacts."))
        if calls.materials:
            self._section(_("Where things are"))
        for material in calls.materials:
            self._say(named(material.name, clauses(material.where) or _("none in the asset ledger")))
        self._column.addStretch(1)

    def _section(self, heading: str) -> None:
        self._column.addWidget(label(heading, "heading", wrap=True))

    def _say(self, sentence: str) -> None:
        self._column.addWidget(label(sentence, wrap=True))

    def _number(self, number: str, who: str, other: str = "") -> None:
        shown = label(number, "number", wrap=True)
        shown.setAccessibleName(f"{who} {number}")
        self._column.addWidget(shown)
        self._column.addWidget(label("　".join(filter(None, (who, other))), "muted", wrap=True))
