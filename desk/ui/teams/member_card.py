"""The card of a member 队员卡: what is known, where they were before, and what can be done now."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from desk.books.orders import queries as orders
from desk.books.teams import contacts, members, queries
from desk.books.teams.model import Member
from desk.core.identity import mask_telephone
from desk.core.permissions import May
from desk.core.telephones import read_out
from desk.core.words import P_, _, listed, named
from desk.services.session import Desk
from desk.ui.shell.person_record import PersonRecordWindow
from desk.ui.teams.member_forms import ComeBack, EditMember, LeaveTeam
from desk.ui.widgets.controls import button, clear_layout, keyed, row
from desk.ui.widgets.form_dialog import FormDialog


class MemberCard(PersonRecordWindow):
    """Opened from the list of members, or by the number on the point card."""

    SHOWS = frozenset({"orders", "teams"})

    def __init__(self, desk: Desk, id: int, parent: QWidget) -> None:
        super().__init__(desk, parent, (760, 560), P_("member", "In teams"), _("Show the telephone"))
        self._id, self._telephone = id, ""
        self._lay_out(row(1, keyed(self, _("Close"), self.accept, "Esc")))
        self.load()
        self.story.setFocus()

    def fill(self) -> None:
        """Read the member again and offer what can be done."""
        with self.desk.read() as work:
            self.member = member = queries.find_member(work, self._id)
            self._past = queries.past_stays_of(work, self._id)
            self._open = [order.number for order in orders.open_of_member(work, self._id)]
        self.setWindowTitle(_("Member {number}", number=member.number))
        self.heading.setText(f"{member.number}　{member.name} · {self._place(member)}")
        self._draw()
        self._offer(member)

    def _place(self, member: Member) -> str:
        if not member.is_active:
            return P_("member", "left")
        return _("{team}, leader", team=member.team) if member.leads else member.team

    def _draw(self) -> None:
        """What was read, the telephone masked unless somebody asked to see it."""
        member = self.member
        shown = self._telephone if self.veil.lifted else mask_telephone(member.telephone)
        facts = (
            (P_("member", "Kind"), member.kind.label),
            (_("Telephone"), read_out(shown) if self.veil.lifted else shown),
            (P_("member", "Kinds of orders"), members.skills_words(member.skills)),
            (P_("member", "Abilities"), member.abilities),
            (_("Village group"), member.village_group),
            (P_("member", "In hand"), listed(self._open)),
            (P_("member", "Times"), members.times_words(member.times) or _("any time")),
        )
        self.facts.setText("\n".join(named(caption, value) for caption, value in facts if value))
        self.veil.button.setVisible(bool(member.telephone))
        self.story.clear()
        for stay in self._past:
            self.story.addItem(_stay_words(stay.joined_on, stay.left_on, stay.team, stay.left_reason))
        self.story.addItem(_stay_words(member.joined_on, member.left_on, member.team, member.left_reason))

    def _offer(self, member: Member) -> None:
        clear_layout(self._actions)
        if not self.desk.actor.may(May.KEEP_TEAMS):
            return
        acts: tuple[tuple[bool, str, Callable[[], object]], ...] = (
            (member.is_active, _("Change…"), self._change),
            (member.is_active, _("Leave the team…"), self._leave),
            (not member.is_active, P_("member", "Take back into the team…"), self._take_back),
        )
        for offered, caption, act in acts:
            if offered:
                self._actions.addWidget(button(caption, act))

    def _ask(self, form: FormDialog, sentence: str) -> None:
        if form.exec():
            self.veil.drop()
            self.acted(sentence)
        form.deleteLater()

    def _change(self) -> None:
        self._ask(EditMember(self, self.desk, self.member), _("Saved."))

    def _leave(self) -> None:
        sentence = _("{name} has left the team.", name=self.member.name)
        self._ask(LeaveTeam(self, self.desk, self.member), sentence)

    def _take_back(self) -> None:
        self._ask(ComeBack(self, self.desk, self.member), _("{name} is in the team again.", name=self.member.name))

    def _look_up(self) -> None:
        with self.desk.write() as work:
            purpose = _("Card of member {number}", number=self.member.number)
            self._telephone = contacts.look_up(work, self._id, purpose)


def _stay_words(joined_on: object, left_on: object, team: str, reason: str) -> str:
    """2026-03-01至2026-08-31 and the team, below it why it ended."""
    days = (
        _("{day} until now", day=joined_on)
        if left_on is None
        else _("{first} to {last}", first=joined_on, last=left_on)
    )
    line = f"{days}　{team}"
    return f"{line}\n{reason}" if reason else line
