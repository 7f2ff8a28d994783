"""The page 突击队: the teams, and beside them who is in the chosen one."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QCheckBox, QDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from desk.books.orders.model import OrderKind
from desk.books.teams import members, queries, teams
from desk.books.teams.model import Member, Team
from desk.core import name_search
from desk.core.identity import mask_telephone
from desk.core.permissions import May
from desk.core.tone import Tone
from desk.core.words import N_, NP_, P_, _, listed
from desk.services.session import Desk
from desk.ui.shell.column_page import ColumnPage
from desk.ui.shell.commands import Command, Commands
from desk.ui.shell.text_size import hold
from desk.ui.teams.member_card import MemberCard
from desk.ui.teams.member_forms import AddMember, EditTeam, LeaveTeam
from desk.ui.teams.team_papers import TeamPapers
from desk.ui.widgets.columns import Column
from desk.ui.widgets.controls import Combo, line_edit, row
from desk.ui.widgets.lists import ListView

FIND_AFTER_MS = 120


@dataclass(frozen=True)
class TeamRow:
    """A team with who leads it and how many are in it; without a team it stands for all of them."""

    team: Team | None
    leaders: str
    people: int

    @property
    def id(self) -> int:
        """The team's; of all together one that no team has."""
        return self.team.id if self.team else -1

    @property
    def is_active(self) -> bool:
        """Is it sent?"""
        return self.team is None or self.team.active


class TeamsPage(ColumnPage):
    """突击队: who can be sent. Everybody may read it, with telephones masked."""

    SHOWS = frozenset({"teams"})

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._everybody: list[Member] = []
        self.text = line_edit(_("Name, initials or number"))
        self.text.setAccessibleName(_("Find a member"))
        self.skill = Combo([(_("Every kind of order"), ""), *((kind.label, kind.value) for kind in OrderKind)])
        self.skill.setAccessibleName(P_("member", "Kinds of orders"))
        self.with_left = QCheckBox(_("also who left"))
        self.teams: ListView[TeamRow] = ListView(
            self._team_columns(),
            _("No teams yet. F7 sets up the first: its name, the party branch, and where it goes."),
            P_("member", "Teams"),
        )
        self.people: ListView[Member] = ListView(
            self._columns(), _("Nobody here yet. F2 takes somebody into the team."), P_("member", "Members")
        )
        self.papers = TeamPapers(self)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        self._add = self.button(self.add)
        hold(self.text, QLineEdit.setMinimumWidth, 200)
        left, right = QVBoxLayout(), QVBoxLayout()
        left.addWidget(self.teams, 1)
        left.addLayout(row(self.button(self.retire), 1, self.button(self.add_team)))
        right.addLayout(row(self.text, self.skill, self.with_left))
        right.addWidget(self.people, 1)
        right.addLayout(row(1, self.button(self.let_go)))
        sides = QHBoxLayout()
        sides.addLayout(left, 3)
        sides.addLayout(right, 6)
        self.column.addLayout(sides, 1)

    def _connect(self) -> None:
        self._timer.timeout.connect(self._show_people)
        self.text.textEdited.connect(lambda _text: self._timer.start(FIND_AFTER_MS))
        self.text.returnPressed.connect(self.open_first)
        self.skill.currentIndexChanged.connect(lambda _at: self._show_people())
        self.with_left.toggled.connect(lambda _on: self._show_people())
        self.people.search_from(self.text)
        self.teams.table.selectionModel().currentChanged.connect(lambda _now, _before: self._show_people())

    def beside_pages(self) -> tuple[QWidget, ...]:
        return (self.papers.button, *([self._add] if self.desk.actor.may(May.KEEP_TEAMS) else []))

    def make_commands(self) -> Commands:
        people, those, keep = self.people.table, self.teams.table, May.KEEP_TEAMS
        return (
            Command("F2", N_("Add a member"), self.add, label=NP_("button", "Add"), role="primary", may=keep),
            Command("F3", N_("Find a member"), self.go_to_search, repeats=True),
            Command("F4", N_("Leave the team…"), self.let_go, may=keep, of=people, enabled=self._is_in_team),
            Command("F6", N_("Teams, or members"), self.next_list, repeats=True),
            Command("F7", N_("Add a team"), self.add_team, may=keep, of=those),
            Command("Enter", N_("Open the chosen one"), self.open_chosen, on_label=False, of=(people, those)),
            Command("", N_("Send no more, or again"), self.retire, may=keep, of=those, enabled=self._has_team),
            *self.papers.commands(),
        )

    def _team_columns(self) -> list[Column[TeamRow]]:
        return [
            Column(P_("team", "Team"), 120, self._name_of, flex=3),
            Column(P_("member", "Leader"), 80, lambda each: each.leaders, flex=2, rank=1),
            Column(P_("team", "People"), 50, lambda each: str(each.people), number=True),
            Column(_("State"), 70, self._state_of, lambda each: Tone.DONE if each.is_active else Tone.QUIET, rank=2),
        ]

    def _name_of(self, each: TeamRow) -> str:
        return each.team.name if each.team else _("All teams")

    def _state_of(self, each: TeamRow) -> str:
        if each.team is None:
            return ""
        return P_("team", "Sent") if each.team.active else P_("team", "Sent no more")

    def _columns(self) -> list[Column[Member]]:
        return [
            Column(P_("member", "Number"), 66, lambda each: each.number),
            Column(_("Name"), 80, lambda each: each.name, muted=lambda each: not each.is_active),
            Column(P_("member", "Kind"), 76, lambda each: each.kind.label),
            Column(P_("member", "Team"), 110, self._team_words, self._left_tone, flex=3, rank=2),
            Column(P_("member", "Kinds of orders"), 150, lambda each: members.skills_words(each.skills), flex=3),
            Column(P_("member", "Abilities"), 90, lambda each: each.abilities, flex=2, rank=4),
            Column(_("Village group"), 80, lambda each: each.village_group, rank=3, flex=1),
            Column(_("Telephone"), 110, lambda each: mask_telephone(each.telephone), rank=1),
        ]

    def _team_words(self, each: Member) -> str:
        if not each.is_active:
            return P_("member", "left")
        return _("{team}, leader", team=each.team) if each.leads else each.team

    def _left_tone(self, each: Member) -> Tone | None:
        return None if each.is_active else Tone.QUIET

    def fill(self) -> None:
        with self.desk.read() as work:
            self._everybody = queries.all_members(work)
            there = queries.all_teams(work, active_only=False)
        active = [each for each in self._everybody if each.is_active]
        rows = [self._row(team, active) for team in sorted(there, key=lambda team: not team.active)]
        together = [TeamRow(None, "", len(active))] if len(rows) > 1 else []
        self.teams.show_all([*together, *rows], keep=True)
        self._show_people()

    def _row(self, team: Team, active: list[Member]) -> TeamRow:
        own = [each for each in active if each.team_id == team.id]
        return TeamRow(team, listed(each.name for each in own if each.leads), len(own))

    def _show_people(self) -> None:
        """Those of the chosen team that the fields above ask for; what is typed is looked for in all teams."""
        self._timer.stop()
        row, typed, skill = self.teams.current(), self.text.text().strip(), self.skill.value
        there = [each for each in self._everybody if each.is_active or self.with_left.isChecked()]
        if typed:
            there = _fitting(there, typed)
        elif row is not None and row.team is not None:
            there = [each for each in there if each.team_id == row.id]
        if skill:
            there = [each for each in there if skill in each.skills]
        self.people.show_all(there, keep=True)
        self.people.foot.show_sum(_("{n} people", n=len(there)) if there else "")
        self.show_enabled()

    def chosen_team(self) -> Team | None:
        """The chosen team; None while all of them are shown."""
        row = self.teams.current()
        return row.team if row else None

    def _has_team(self) -> bool:
        return self.chosen_team() is not None

    def _is_in_team(self) -> bool:
        chosen = self.people.current()
        return chosen is not None and chosen.is_active

    def go_to_search(self) -> None:
        """F3: the field for names and numbers."""
        self.text.setFocus()
        self.text.selectAll()

    def open_first(self) -> None:
        """Enter in the field: the first that fits."""
        self._show_people()
        if self.people.model.rows:
            self.people.table.selectRow(0)
            self.open_member(self.people.model.rows[0].id)

    def next_list(self) -> None:
        """F6: teams and members in turn."""
        (self.people if self.teams.table.hasFocus() else self.teams).enter()

    def open_chosen(self) -> None:
        """Enter: the card of a member; of a team its form, for whoever keeps the teams."""
        if self.teams.table.hasFocus():
            team = self.chosen_team()
            if team is not None and self.desk.actor.may(May.KEEP_TEAMS):
                self._ask(EditTeam(self, self.desk, team), _("Saved."))
        elif chosen := self.people.current():
            self.open_member(chosen.id)

    def open_member(self, id: int) -> None:
        """The card of a member, until it is closed."""
        MemberCard(self.desk, id, self).show_over(self.toast)
        self.done()

    def add(self) -> None:
        """F2: somebody joins the chosen team."""
        team = self.chosen_team()
        asked = AddMember(self, self.desk, team.id if team else None)
        if self._ask(asked, ""):
            with self.desk.read() as work:
                member = queries.find_member(work, asked.stored_id)
            self.people.choose(member.id)
            sentence = _("{name} is in “{team}” with number {number}.", **_about(member))
            self.toast.emit(sentence, "good")

    def add_team(self) -> None:
        """F7: another team."""
        asked = EditTeam(self, self.desk, Team(""))
        if self._ask(asked, _("Saved. F2 takes members into it.")):
            self.teams.choose(asked.stored_id)

    def let_go(self) -> None:
        """F4 退队."""
        if chosen := self.people.current():
            self._ask(LeaveTeam(self, self.desk, chosen), _("{name} has left the team.", name=chosen.name))

    def _ask(self, form: QDialog, sentence: str) -> bool:
        stored = bool(form.exec())
        if stored:
            self.done(sentence)
        form.deleteLater()
        return stored

    def retire(self) -> None:
        """停派, or send it again."""
        team = self.chosen_team()
        if team is None:
            return
        with self.desk.write() as work:
            teams.set_active(work, team.id, not team.active)
        if team.active:
            self.done(_("“{team}” is sent no more.", team=team.name))
        else:
            self.done(_("“{team}” can be sent again.", team=team.name))


def _about(member: Member) -> dict[str, str]:
    return {"name": member.name, "team": member.team, "number": member.number}


def _fitting(people: list[Member], typed: str) -> list[Member]:
    """Those whose number or name holds what was typed; the name also by its initials."""
    names = set(name_search.fitting({each.name for each in people}, typed))
    return [each for each in people if each.name in names or each.number.startswith(typed.upper())]
