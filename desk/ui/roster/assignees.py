"""The page of people: posts, skills and limits; leave, unavailability and wishes; pairs."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QWidget

from desk.books.roster import assignees, shifts
from desk.books.roster.assignees import Absence, AbsenceKind, Assignee
from desk.core.calendar import short_weekdays, weekday_names
from desk.core.clock_times import NOON
from desk.core.edit_conflicts import EditConflict
from desk.core.errors import Invalid, Problem
from desk.core.numbers import number_in
from desk.core.permissions import May
from desk.core.words import N_, NP_, P_, _, listed
from desk.scheduling.problem import DAY, Pair, Post
from desk.services.session import Desk
from desk.ui.roster.board import RosterBoard
from desk.ui.roster.page import RosterPage
from desk.ui.shell.commands import Command, Commands
from desk.ui.widgets.choices import Choice
from desk.ui.widgets.columns import Column
from desk.ui.widgets.controls import Combo, Field, button, label, latin_line, line_edit, row
from desk.ui.widgets.day_line import DayLine
from desk.ui.widgets.editing import Editing
from desk.ui.widgets.flow import FlowLayout
from desk.ui.widgets.form_dialog import FormDialog
from desk.ui.widgets.lists import ListView

NO_LIMIT = 366


class AssigneesPage(RosterPage):
    """人员与请假: who takes duties, in the order of turns, and when they cannot."""

    SHOWS = frozenset({"centre", "roster", "staff"})

    def __init__(self, desk: Desk, board: RosterBoard) -> None:
        super().__init__(desk, board)
        self._may = desk.actor.may(May.PLAN_ROSTER)
        columns: list[Column[Assignee]] = [
            Column(P_("roster", "Order"), 50, lambda t: str(t.place), number=True),
            Column(_("Name"), 90, lambda t: t.name, flex=2),
            Column(_("Posts"), 150, lambda t: listed(p.label for p in sorted(t.posts)) or _("takes no turns"), flex=2),
            Column(_("Skills"), 90, lambda t: listed(sorted(t.skills)), flex=2),
            Column(P_("roster", "Share of a full load"), 60, lambda t: f"{t.share}%", number=True),
            Column(_("A week"), 60, lambda t: str(t.per_week), number=True),
            Column(_("In a row"), 60, lambda t: "—" if t.in_row >= NO_LIMIT else str(t.in_row), number=True),
            Column(_("From — to"), 180, lambda t: _works(t.first, t.last)),
        ]
        self.people: ListView[Assignee] = ListView(columns, _("Nobody yet."), _("People"))
        spans: list[Column[Absence]] = [
            Column(_("Name"), 90, lambda a: board.names.get(a.staff_id, ""), flex=2),
            Column(_("Kind"), 90, lambda a: a.kind.label),
            Column(_("Days"), 210, lambda a: _days(a.first, a.last), flex=4),
            Column(P_("absence", "Limited to"), 130, self._only, flex=2),
            Column(_("Reason"), 150, lambda a: a.reason, flex=2),
        ]
        self.absences: ListView[Absence] = ListView(
            spans,
            _("Nothing entered from this month on. F2 enters leave, unavailability or a wish."),
            _("Leave and wishes"),
        )
        acts = map(self.button, (self.edit_chosen, self.move_up, self.move_down, self.edit_pairs))
        self.column.addWidget(self.people, 3)
        self.column.addLayout(row(*acts, 1))
        self.column.addWidget(label(_("Leave, unavailability and wishes"), "heading"))
        self.column.addWidget(self.absences, 2)
        self.absences.empty.offer(self.button(self.add_absence))
        self.column.addLayout(row(1, self.button(self.remove_absence), self.button(self.add_absence)))

    def make_commands(self) -> Commands:
        table, plan, entering = self.people.table, May.PLAN_ROSTER, N_("Enter leave, unavailability or a wish")
        changing, person = N_("Change the chosen person"), N_("Person…")
        return (
            Command("F2", entering, self.add_absence, label=NP_("button", "Enter"), role="primary"),
            Command("F3", N_("Go to the list"), table.setFocus, repeats=True),
            Command("Enter", changing, self.edit_chosen, label=person, on_label=False, may=plan, of=table),
            Command("", N_("Up"), self.move_up, may=plan, of=table, repeats=True),
            Command("", N_("Down"), self.move_down, may=plan, of=table, repeats=True),
            Command("", N_("Pairs…"), self.edit_pairs, may=plan),
            Command("", NP_("roster or sign-up", "Take back"), self.remove_absence, of=self.absences.table),
        )

    def _only(self, a: Absence) -> str:
        parts = []
        if a.weekdays != assignees.EVERY_DAY:
            parts.append(_("every {days}", days="".join(short_weekdays(a.weekdays))))
        if (a.begins, a.ends) != (0, DAY):
            parts.append(shifts.clock_span_words(a.begins, a.ends))
        if a.shift_id is not None:
            parts.append(self.board.cards[a.shift_id].name)
        return " ".join(parts)

    def fill(self) -> None:
        self.board.load()
        with self.desk.read() as work:
            people = [assignee for assignee in assignees.all_assignees(work) if assignee.active]
            spans = assignees.absences_between(work, self.board.month.first, date(9999, 12, 31))
        self.people.show_all(people)
        self.absences.show_all(spans)

    def edit_chosen(self) -> None:
        """修改 of the chosen person. Told when none is chosen."""
        if assignee := self.people.current():
            self.edit(assignee)
        else:
            self.toast.emit(_("Please choose a person first."), "warning")

    def edit(self, assignee: Assignee) -> None:
        """Posts, skills and limits of a person. Nothing happens for whoever may not plan."""
        if self._may and EditAssignee(self, self.desk, assignee).exec():
            self._after(_("Saved."))

    def _after(self, sentence: str) -> None:
        self.done(sentence)

    def move_up(self) -> None:
        self.reorder(-1)

    def move_down(self) -> None:
        self.reorder(1)

    def reorder(self, by: int) -> None:
        """One place up or down in the order of 轮流."""
        assignee = self.people.current()
        if assignee is None:
            return
        with self.desk.read() as work:
            before = [each.id for each in assignees.all_assignees(work)]
        ids = list(before)
        at = ids.index(assignee.id)
        to = at + by
        if 0 <= to < len(ids):
            ids[at], ids[to] = ids[to], ids[at]

            def act() -> None:
                with self.desk.write() as work:
                    assignees.set_order(work, ids, read=before)

            self.attempt(act, _("The order is kept."))

    def edit_pairs(self) -> None:
        """同班设置: who must not share a shift, and who would rather."""
        if EditPairs(self, self.desk, self.board).exec():
            self._after(_("Saved."))

    def add_absence(self) -> None:
        """F2: leave, unavailability or a wish."""
        if AddAbsence(self, self.desk, self.board).exec():
            self._after(_("Entered."))

    def remove_absence(self) -> None:
        """撤回 of the chosen entry. One's own wish, or anything for whoever plans."""
        entry = self.absences.current()
        if entry is None:
            self.toast.emit(_("Please choose a line first."), "warning")
            return

        def act() -> None:
            with self.desk.write() as work:
                assignees.remove_absence(work, entry.id)

        self.attempt(act, _("Taken back."))


def ticks(names: list[tuple[str, object]], ticked: frozenset[object]) -> tuple[QWidget, dict[object, QCheckBox]]:
    """Boxes side by side."""
    boxes = {value: QCheckBox(caption) for caption, value in names}
    for value, box in boxes.items():
        box.setChecked(value in ticked)
    holder = QWidget()
    holder.setLayout(FlowLayout(*boxes.values(), gap=10))
    return holder, boxes


class EditAssignee(FormDialog):
    """How one person takes turns."""

    def __init__(self, parent: QWidget, desk: Desk, assignee: Assignee) -> None:
        super().__init__(parent, assignee.name)
        self.setMinimumWidth(600)
        self._desk, self._assignee = desk, assignee
        holder, self.posts = ticks([(post.label, post) for post in Post], frozenset(assignee.posts))
        self.skills = line_edit(_("e.g. first aid, several with a comma"), most=60)
        self.share, self.per_week, self.in_row = (latin_line(most=3) for _n in range(3))
        self.first, self.last = DayLine(desk), DayLine(desk)
        self.editing = Editing(self._show, self._typed)
        self.editing.begin(assignee)
        for key, field in {
            "posts": Field(_("Posts"), holder),
            "skills": Field(_("Skills"), self.skills),
            "share": Field(_("Share, %"), self.share, _("Part time: 50 means half a load.")),
            "per_week": Field(_("A week"), self.per_week, _("Duties a week, at most")),
            "in_row": Field(_("In a row"), self.in_row, _("Days in a row at most; empty means no limit")),
            "first": Field(_("From"), self.first),
            "last": Field(_("To"), self.last, _("Works here from — to; empty means open.")),
        }.items():
            self.add(key, field)
        self.finish(_("Save"))

    def _show(self, assignee: Assignee) -> None:
        for post, box in self.posts.items():
            box.setChecked(post in assignee.posts)
        self.skills.setText(listed(sorted(assignee.skills)))
        self.share.setText(str(assignee.share))
        self.per_week.setText(str(assignee.per_week))
        self.in_row.setText("" if assignee.in_row >= NO_LIMIT else str(assignee.in_row))
        self.first.show_day(assignee.first)
        self.last.show_day(assignee.last)

    def _typed(self) -> Assignee:
        skills = self.skills.text().replace("，", "、").replace(",", "、").split("、")
        return replace(
            self._assignee,
            posts=frozenset(post for post, box in self.posts.items() if box.isChecked() and isinstance(post, Post)),
            skills=frozenset(filter(None, map(str.strip, skills))),
            share=number_in(self.share.text(), "share"),
            per_week=number_in(self.per_week.text(), "per_week"),
            in_row=number_in(self.in_row.text(), "in_row") if self.in_row.text().strip() else NO_LIMIT,
            first=self.first.day_or_none("first"),
            last=self.last.day_or_none("last"),
        )

    def do(self) -> None:
        assert self.editing is not None
        with self._desk.write() as work:
            assignees.save(work, self.editing.wanted, read=self.editing.read)


HALVES = ((N_("whole days"), (0, DAY)), (N_("mornings"), (0, NOON)), (N_("afternoons"), (NOON, DAY)))


class AddAbsence(FormDialog):
    """A span in which somebody is away or would rather be, or not be, on duty."""

    def __init__(self, parent: AssigneesPage, desk: Desk, board: RosterBoard) -> None:
        super().__init__(parent, _("Enter leave, unavailability or a wish"))
        self.setMinimumWidth(600)
        self._desk = desk
        own = [(board.names[desk.actor.id], desk.actor.id)]
        may = desk.actor.may(May.PLAN_ROSTER)
        self.who = Combo([(p.name, p.id) for p in board.problem.people] if may else own)
        self.kind = Choice(tuple(AbsenceKind) if may else assignees.WISHES)
        begin = max(board.today, board.month.first)
        self.first, self.last = DayLine(desk, begin), DayLine(desk, begin)
        self.first.day_changed.connect(self._keep_order)
        self.half = Combo([(_(caption), span) for caption, span in HALVES])
        holder, self.weekdays = ticks([(name, n) for n, name in enumerate(weekday_names())], frozenset(range(7)))
        self.shift = Combo([(_("any shift"), None), *((card.name, card.id) for card in board.used)])
        self.reason = line_edit(_("e.g. annual leave"), most=60)
        for key, field in {
            "who": Field(_("Name"), self.who),
            "kind": Field(_("Kind"), self.kind),
            "first": Field(_("From"), self.first, required=True),
            "last": Field(_("To"), self.last, required=True),
            "hours": Field(P_("absence", "Part of the day"), self.half),
            "weekdays": Field(_("Weekdays"), holder),
            "shift": Field(_("Shift"), self.shift),
            "reason": Field(_("Reason"), self.reason),
        }.items():
            self.add(key, field)
        self.kind.changed.connect(lambda kind: self.fields["shift"].setVisible(kind in assignees.WISHES))
        self.kind.choose(AbsenceKind.LEAVE if may else AbsenceKind.WISH_OFF)
        self.finish(_("Save"))

    def _keep_order(self, first: date | None) -> None:
        """The last day is not before the first."""
        if first and self.last.day and self.last.day < first:
            self.last.show_day(first)

    def do(self) -> None:
        if self.who.value is None:
            raise Invalid(Problem("who", _("Nobody takes turns yet.")))
        begins, ends = self.half.value
        kind: AbsenceKind = self.kind.value
        absence = Absence(
            self.who.value,
            kind,
            self.first.day_in("first"),
            self.last.day_in("last"),
            begins,
            ends,
            frozenset(day for day, box in self.weekdays.items() if box.isChecked() and isinstance(day, int)),
            self.shift.value if kind in assignees.WISHES else None,
            self.reason.text(),
        )
        with self._desk.write() as work:
            assignees.add_absence(work, absence)


class EditPairs(FormDialog):
    """Two people at a time: not in one shift, or rather together."""

    def __init__(self, parent: AssigneesPage, desk: Desk, board: RosterBoard) -> None:
        super().__init__(parent, _("Who should or should not meet"))
        self.setMinimumWidth(600)
        self._desk, self._names = desk, board.names
        with desk.read() as work:
            self._read = assignees.all_pairs(work)
        self.pairs = list(self._read)
        people = [(p.name, p.id) for p in board.problem.people]
        self.person, self.other = Combo(people), Combo(people)
        self.how = Combo([(_("not in one shift (a rule)"), False), (_("rather together (a wish)"), True)])
        columns: list[Column[Pair]] = [
            Column(
                P_("pair", "Who"), 220, lambda p: listed((self._names.get(p.person, ""), self._names.get(p.other, "")))
            ),
            Column(
                P_("pair", "Rule"),
                220,
                lambda p: _("rather together (a wish)") if p.together else _("not in one shift (a rule)"),
            ),
        ]
        self.list: ListView[Pair] = ListView(columns, _("No pairs yet."), _("Pairs"))
        self.list.setMinimumHeight(150)
        self._column.addWidget(self.list)
        names = (P_("pair", "Who"), P_("pair", "The other person"), P_("pair", "Rule"))
        for box, name in zip((self.person, self.other, self.how), names, strict=True):
            box.setAccessibleName(name)
        line = QHBoxLayout()
        for widget in (self.person, self.other, self.how, button(_("Add"), self.add_pair)):
            line.addWidget(widget)
        self._column.addLayout(line)
        self._column.addLayout(row(button(_("Take away"), self.take_away), 1))
        self.finish(_("Save"))
        self._show()

    def _show(self) -> None:
        self.list.show_all(self.pairs)

    def add_pair(self) -> None:
        """Put the two chosen on the list; stored when the form is saved."""
        if self.person.value is not None:
            self.pairs.append(Pair(self.person.value, self.other.value, self.how.value))
            self._show()

    def take_away(self) -> None:
        """Take the chosen pair off the list; stored when the form is saved."""
        if pair := self.list.current():
            self.pairs.remove(pair)
            self._show()

    def do(self) -> None:
        try:
            with self._desk.write() as work:
                assignees.save_pairs(work, self.pairs, read=self._read)
        except EditConflict as stale:
            self._read, self.pairs = (assignees.pairs_of(each) for each in (stale.fresh, stale.merged))
            self._show()
            raise


def _days(first: date, last: date) -> str:
    """2026-11-16至2026-11-18, or one day."""
    return f"{first}" if first == last else _("{first} to {last}", first=first, last=last)


def _works(first: date | None, last: date | None) -> str:
    """The days somebody works here, where one of them is known."""
    if first and last:
        return _days(first, last)
    if first:
        return P_("works here", "from {day}", day=first)
    return P_("works here", "until {day}", day=last) if last else ""
