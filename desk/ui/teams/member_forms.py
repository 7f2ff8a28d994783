"""The forms behind 突击队: somebody who joins, what is known of a member, leaving and coming back, and a team."""

from __future__ import annotations

from dataclasses import dataclass, replace

from PySide6.QtWidgets import QCheckBox, QWidget

from desk.books import residents, staff
from desk.books.orders import queries as orders
from desk.books.orders.model import OrderKind
from desk.books.teams import leaving, members, queries, teams
from desk.books.teams.model import MEMBER_LABELS, TEAM_LABELS, Member, MemberKind, NewMember, Team
from desk.core import name_search
from desk.core.errors import Invalid, Problem
from desk.core.identity import mask_telephone
from desk.core.typed_days import Leaning
from desk.core.words import P_, _, listed
from desk.core.work import Work
from desk.services.session import Desk
from desk.ui.roster.assignees import ticks
from desk.ui.teams.half_week import HalfWeek
from desk.ui.visits.person_line import in_words
from desk.ui.widgets.choices import Choice
from desk.ui.widgets.controls import Combo, Field, line_edit, line_of, row
from desk.ui.widgets.day_line import DayLine
from desk.ui.widgets.editing import Editing
from desk.ui.widgets.field_parts import FULL, WIDE
from desk.ui.widgets.finder import FinderDelegate, Hit
from desk.ui.widgets.form_dialog import FormDialog

LONGEST_TYPED = 300
"""Characters that can be typed; what is too long is said, not cut."""
MOST_STAFF = 3


@dataclass(frozen=True)
class Joiner:
    """Somebody with a record, who may join."""

    resident_id: int | None = None
    staff_id: int | None = None


class MemberForm(FormDialog):
    """What is entered of a member, but for who it is."""

    def __init__(self, parent: QWidget, desk: Desk, title: str) -> None:
        super().__init__(parent, title)
        self.setMinimumWidth(720)
        self._desk = desk
        with desk.read() as work:
            offered = queries.all_teams(work)
        self.captions = {name: _(msgid) for name, msgid in MEMBER_LABELS.items()}
        self.team = Combo([(each.name, each.id) for each in offered])
        self.kind = Choice(tuple(MemberKind))
        self.leads = QCheckBox(_("answers for the team"))
        self.telephone = line_of("telephone", most=60)
        self.village_group = line_edit(most=LONGEST_TYPED)
        holder, self.skills = ticks([(kind.label, kind.value) for kind in OrderKind], frozenset())
        self._skills_holder = holder
        self.abilities = line_edit(_("e.g. electricity and water, haircuts"), most=LONGEST_TYPED)
        self.times = HalfWeek()
        self.joined_on = DayLine(desk, desk.clock.today(), Leaning.BACK)

    def add_rest(self) -> None:
        """Below who it is."""
        self._pair(
            team_id=Field(self.captions["team_id"], self.team, required=True),
            leads=Field(self.captions["leads"], self.leads),
        )
        self._pair(
            kind=Field(self.captions["kind"], self.kind),
            joined_on=Field(self.captions["joined_on"], self.joined_on, required=True),
        )
        self._pair(
            telephone=Field(self.captions["telephone"], self.telephone),
            village_group=Field(self.captions["village_group"], self.village_group),
        )
        self.add("skills", Field(self.captions["skills"], self._skills_holder, width=FULL))
        self.add("abilities", Field(self.captions["abilities"], self.abilities, width=FULL))
        keys = _("The letters press the half days. None: any time.")
        self.add("times", Field(self.captions["times"], self.times, keys, width=WIDE))

    def _pair(self, **fields: Field) -> None:
        """Two fields beside each other."""
        self._column.addLayout(row(*fields.values()))
        self.fields |= fields

    def chosen_skills(self) -> tuple[str, ...]:
        """The kinds of orders that are ticked, by their codes."""
        return tuple(str(kind) for kind, box in self.skills.items() if box.isChecked())


class AddMember(MemberForm):
    """Somebody joins: found by name, initials or telephone among residents and staff, or entered by name alone."""

    def __init__(self, parent: QWidget, desk: Desk, team_id: int | None = None) -> None:
        super().__init__(parent, desk, _("New member"))
        self.stored_id = 0
        """Once it is stored."""
        with desk.read() as work:
            self._colleagues = [each for each in staff.everyone(work) if each.active]
        self.who = FinderDelegate(_("Name, initials, or 4 digits of telephone"), self._hits)
        hint = _("A resident or a colleague from the list, or only a name.")
        self.add("name", Field(self.captions["name"], self.who, hint, required=True, width=FULL))
        self.add_rest()
        self.kind.choose(MemberKind.VOLUNTEER)
        if team_id is not None:
            self.team.choose(team_id)
        self.who.taken.connect(self._take)
        self.finish(_("Save"))
        self.who.setFocus()

    def _hits(self, typed: str) -> list[Hit]:
        with self._desk.read() as work:
            people = residents.search(work, typed, FinderDelegate.ROWS - MOST_STAFF)
        names = name_search.fitting([each.name for each in self._colleagues], typed)[:MOST_STAFF]
        colleagues = [each for each in self._colleagues if each.name in names]
        return [
            *(Hit(in_words(each, typed), Joiner(resident_id=each.id)) for each in people),
            *(Hit(_("{name} (staff)", name=each.name), Joiner(staff_id=each.id)) for each in colleagues),
        ]

    def _take(self, joiner: Joiner) -> None:
        """Telephone and village group are those of the record, unless others are typed."""
        telephone, group = "", ""
        with self._desk.read() as work:
            if joiner.resident_id is not None:
                person = residents.find(work, joiner.resident_id)
                telephone, group = person.telephone, person.village_group
            elif joiner.staff_id is not None:
                telephone = staff.find(work, joiner.staff_id).telephone
        self.telephone.setPlaceholderText(mask_telephone(telephone))
        self.village_group.setPlaceholderText(group)

    def do(self) -> None:
        joiner = self.who.value or Joiner()
        name = self.who.text().strip()
        if self.who.value is None and name.isascii() and self._hits(name):
            raise Invalid(Problem("name", _("Please choose the person from the list, or enter the whole name.")))
        asked = NewMember(
            self.team.value or 0,
            self.kind.value,
            name,
            self.telephone.text(),
            joiner.resident_id,
            joiner.staff_id,
            self.leads.isChecked(),
            self.chosen_skills(),
            self.abilities.text(),
            self.village_group.text(),
            self.times.times,
            self.joined_on.day_in("joined_on"),
        )
        with self._desk.write() as work:
            self.stored_id = members.join(work, asked).id


class EditMember(MemberForm):
    """What is known of a member."""

    def __init__(self, parent: QWidget, desk: Desk, member: Member) -> None:
        super().__init__(parent, desk, f"{member.number}　{member.name}")
        self._member = member
        self.name = line_edit(most=60)
        self.add("name", Field(self.captions["name"], self.name, required=True))
        self.add_rest()
        self.editing = Editing(self._show, self._typed)
        self.editing.begin(member)
        self.finish(_("Save"))

    def _show(self, member: Member) -> None:
        self.name.setText(member.name)
        self.team.choose(member.team_id)
        self.kind.choose(member.kind)
        self.leads.setChecked(member.leads)
        self.telephone.setText(member.telephone)
        self.village_group.setText(member.village_group)
        for kind, box in self.skills.items():
            box.setChecked(kind in member.skills)
        self.abilities.setText(member.abilities)
        self.times.choose(member.times)
        self.joined_on.show_day(member.joined_on)

    def _typed(self) -> Member:
        return replace(
            self._member,
            name=self.name.text(),
            team_id=self.team.value or 0,
            kind=self.kind.value,
            leads=self.leads.isChecked(),
            telephone=self.telephone.text(),
            village_group=self.village_group.text(),
            skills=self.chosen_skills(),
            abilities=self.abilities.text(),
            times=self.times.times,
            joined_on=self.joined_on.day_in("joined_on"),
        )

    def do(self) -> None:
        assert self.editing is not None
        with self._desk.write() as work:
            members.edit(work, self.editing.wanted, read=self.editing.read)


class LeaveTeam(FormDialog):
    """From which day on somebody is no longer in the team, and why."""

    def __init__(self, parent: QWidget, desk: Desk, member: Member) -> None:
        super().__init__(parent, _("{name} leaves “{team}”", name=member.name, team=member.team))
        self._desk, self._member = desk, member
        self.on = DayLine(desk, desk.clock.today(), Leaning.BACK)
        self.reason = line_edit(most=LONGEST_TYPED)
        with desk.read() as work:
            numbers = [order.number for order in orders.open_of_member(work, member.id)]
        hint = _("Nothing is in the member's hands.")
        if numbers:
            hint = _("Back to be given to somebody else: {numbers}.", numbers=listed(numbers))
        self.add("on", Field(P_("member", "Left on"), self.on, required=True))
        self.add("reason", Field(P_("member", "Reason"), self.reason, hint, required=True, width=FULL))
        self.finish(P_("member", "Leave the team"))
        self.reason.setFocus()

    def do(self) -> None:
        with self._desk.write() as work:
            leaving.leave(work, self._member.id, self.on.day_in("on"), self.reason.text())


class ComeBack(FormDialog):
    """Into which team, and from which day on."""

    def __init__(self, parent: QWidget, desk: Desk, member: Member) -> None:
        super().__init__(parent, _("{name} comes back", name=member.name))
        self._desk, self._member = desk, member
        with desk.read() as work:
            offered = queries.all_teams(work)
        self.team = Combo([(each.name, each.id) for each in offered])
        self.team.choose(member.team_id)
        self.on = DayLine(desk, desk.clock.today(), Leaning.BACK)
        hint = _("Number, points and minutes stay.")
        self.add("team_id", Field(P_("member", "Team"), self.team, required=True))
        self.add("on", Field(P_("member", "From this day on"), self.on, hint, required=True))
        self.finish(P_("member", "Take back into the team"))

    def do(self) -> None:
        with self._desk.write() as work:
            leaving.come_back(work, self._member.id, self.team.value or 0, self.on.day_in("on"))


class EditTeam(FormDialog):
    """A team: new, or one that there is."""

    def __init__(self, parent: QWidget, desk: Desk, team: Team) -> None:
        super().__init__(parent, team.name or _("New team"))
        self.setMinimumWidth(560)
        self._desk, self._team = desk, team
        self.stored_id = team.id
        """Once it is stored."""
        self.lines = {name: line_edit(most=LONGEST_TYPED) for name in TEAM_LABELS}
        hints = {"area": _("Several with a comma. Empty: everywhere.")}
        for name, msgid in TEAM_LABELS.items():
            shown = Field(_(msgid), self.lines[name], hints.get(name, ""), required=name == "name", width=FULL)
            self.add(name, shown)
        self.editing = Editing(self._show, self._typed)
        self.editing.begin(team)
        self.finish(_("Save"))

    def _show(self, team: Team) -> None:
        for name, line in self.lines.items():
            line.setText(getattr(team, name))

    def _typed(self) -> Team:
        typed = {name: line.text() for name, line in self.lines.items()}
        return replace(
            self._team, name=typed["name"], branch=typed["branch"], area=typed["area"], remark=typed["remark"]
        )

    def do(self) -> None:
        assert self.editing is not None
        with self._desk.write() as work:
            self._store(work)

    def _store(self, work: Work) -> None:
        assert self.editing is not None
        if self._team.id:
            teams.edit(work, self._team.id, self.editing.wanted, read=self.editing.read)
        else:
            self.stored_id = teams.add(work, self.editing.wanted)
