"""Whom to call, in numbers large enough to read while dialling; where things are."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

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
from desk.ui.incidents.frames import rule
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


EXTENSION = "转"
"""Before the extension of a number, which stands on a line of its own: both together are too wide."""


class NumberRow(QWidget):
    """Who, and the number: beside each other, or one below the other where there is little room; what else is known
    goes over the whole width below. It is never cut.
    """

    def __init__(self, number: str, who: str, more: str = "") -> None:
        super().__init__()
        lines = number.replace(EXTENSION, f"\n{EXTENSION}")
        self.number, self.who = label(lines, "telephone", wrap=True), label(who, "who", wrap=True)
        self.number.setAccessibleName(f"{who} {number}")
        self.number.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._sides = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._sides.setSpacing(2)
        self._sides.addWidget(self.who, 1)
        self._sides.addWidget(self.number)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 5, 0, 5)
        column.setSpacing(0)
        column.addLayout(self._sides)
        if more:
            column.addWidget(label(more, "caption", wrap=True))

    def fit(self, *, beside: bool) -> None:
        """The number beside the name, or below it."""
        directions = QBoxLayout.Direction
        self._sides.setDirection(directions.LeftToRight if beside else directions.TopToBottom)
        self.number.setWordWrap(not beside)
        side = Qt.AlignmentFlag.AlignRight if beside else Qt.AlignmentFlag.AlignLeft
        self.number.setAlignment(side | Qt.AlignmentFlag.AlignVCenter)


class CallPanel(QWidget):
    """Four numbers that everybody knows on top, the others below each other, the most needed first."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[NumberRow] = []
        self._is_beside = True
        self._shown: CallList | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(12, 0, 12, 8)
        self._column.setSpacing(0)

    def fit(self, *, beside: bool) -> None:
        """Numbers beside their names where the panel is wide, below them where it is not."""
        self._is_beside = beside
        edge = 12 if beside else 8
        self._column.setContentsMargins(edge, 0, edge, 8)
        for each in self.rows:
            each.fit(beside=beside)

    def show_calls(self, calls: CallList) -> None:
        """Emergency numbers, who is on duty now, contacts, and where things are kept; as long as none of it changes, it
        stays as it is, since it may be read while somebody dials.
        """
        if calls == self._shown:
            return
        self._shown = calls
        clear_layout(self._column)
        self.rows = []
        self._column.addWidget(_urgent_numbers(calls))
        for each in calls.duty:
            post = each.shift.post.label
            more = each.name if each.telephone else _("{post}, no telephone entered", post=post)
            self._number(read_out(each.telephone) or each.name, post, more)
        if not calls.duty:
            self._say(_("Nobody is planned at this time."))
        for contact in calls.contacts:
            rung = _("notified by {who}", who=contact.told_by) if contact.told_by else ""
            more = " · ".join(filter(None, (contact.circle.label, contact.person, rung)))
            numbers = "\n".join(filter(None, map(read_out, (contact.telephone, contact.other_telephone))))
            self._number(numbers, contact.name, more)
        for number, who in (*calls.urgent, *calls.public):
            if number not in SHORTEST:
                self._number(number, _(who))
        if not calls.contacts:
            self._say(_("No other numbers yet: the manager enters them on the page of contacts."))
        if calls.materials:
            self._section(_("Where things are"))
        for material in calls.materials:
            self._say(named(material.name, clauses(material.where) or _("none in the asset ledger")))
        self._column.addStretch(1)

    def _section(self, heading: str) -> None:
        shown = label(heading, "heading", wrap=True)
        shown.setContentsMargins(0, 8, 0, 0)
        self._column.addWidget(shown)

    def _say(self, sentence: str) -> None:
        self._column.addWidget(label(sentence, "muted", wrap=True))

    def _number(self, number: str, who: str, more: str = "") -> None:
        made = NumberRow(number, who, more)
        made.fit(beside=self._is_beside)
        self.rows.append(made)
        self._column.addWidget(rule())
        self._column.addWidget(made)


SHORTEST = frozenset(("110", "119", "120", "122"))
"""The numbers that stand large on top."""


def _urgent_numbers(calls: CallList) -> QWidget:
    """110 119 120 122 side by side; those that the plan names stand first."""
    made = QWidget()
    line = QHBoxLayout(made)
    line.setContentsMargins(0, 6, 0, 6)
    line.setSpacing(4)
    for number, who in (*calls.urgent, *calls.public):
        if number not in SHORTEST:
            continue
        pair = QVBoxLayout()
        pair.setSpacing(0)
        digits, name = label(number, "urgent"), label(_(who), "caption", wrap=True)
        digits.setAccessibleName(f"{_(who)} {number}")
        for part in (digits, name):
            part.setAlignment(Qt.AlignmentFlag.AlignCenter)
            pair.addWidget(part)
        pair.addStretch(1)
        line.addLayout(pair, 1)
    return made
