"""The fields of an activity. The title finds ideas and earlier activities; warnings show while one types."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from desk.books import centre, staff
from desk.books.activities import ideas, planning
from desk.books.activities.ideas import Idea
from desk.books.activities.model import Activity, ActivityDraft, ActivityKind, OrganiserKind
from desk.books.organisations import queries as organisations
from desk.core import money, name_search
from desk.core.almanac import almanac
from desk.core.calendar import weekday_words
from desk.core.clock_times import clock, minutes_in
from desk.core.edit_conflicts import EditConflict
from desk.core.errors import DeskError, Invalid, Problem
from desk.core.numbers import number_in
from desk.core.words import P_, _, clauses
from desk.services.session import Desk
from desk.ui.widgets.controls import Combo, Field, label, latin_line, line_edit, row, tell_problems
from desk.ui.widgets.day_line import DayLine
from desk.ui.widgets.field_parts import FULL
from desk.ui.widgets.finder import Finder, Hit
from desk.ui.widgets.parsing import fen_in

CHECK_MS = 250


class ActivityForm(QWidget):
    """``plan`` reads it, ``show_plan`` fills it."""

    edited = Signal()

    def __init__(self, desk: Desk, id: int = 0) -> None:
        super().__init__()
        self.desk, self.id = desk, id
        with desk.read() as work:
            self.venues = centre.all_venues(work)
            self.people = [(person.name, person.id) for person in staff.everyone(work) if person.active]
        self.title = Finder(_("type a title, or initials of an idea"), self._ideas, opens_empty=False)
        self.title.setMaxLength(600)
        self.kind = Combo([(f"{kind.letter} {kind.label}", kind) for kind in ActivityKind])
        self.day, self.begins, self.ends = (
            DayLine(desk),
            latin_line("09:00", most=5),
            latin_line("10:30", most=5),
        )
        self.about_day = label("", "muted")
        outside = (_("outside the centre…"), None)
        self.venue = Combo(
            [*((_("{name}, {n} people", name=v.name, n=v.capacity), v.id) for v in self.venues), outside]
        )
        self.place = line_edit(_("place outside, like the village square"), most=100)
        self.organiser_kind = Combo([(kind.label, kind) for kind in OrganiserKind])
        self.organiser = Finder(_("type a name, or initials of an organisation"), self._organisations)
        self.organiser.setMaxLength(100)
        self._linked: tuple[str, int | None] = ("", None)
        """The organiser that was shown, and the organisation that this is."""
        self.audience, self.contact = line_edit(most=100), line_edit(most=100)
        self.capacity, self.budget = latin_line(_("empty: no limit"), most=7), latin_line(_("yuan"), most=12)
        self.sign_up = QCheckBox(_("sign-up needed"))
        self.responsible = Combo(self.people)
        self.materials, self.note = _lines(), _lines()
        self.held = QCheckBox(_("held already: enter a past activity afterwards"))
        self.held.hide()
        self.concerns = label("", "warning", wrap=True)
        self.fields = self._fields()
        self._lay_out()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._check)
        self._watch()

    def _fields(self) -> dict[str, Field]:
        return {
            "title": Field(_("Title"), self.title, required=True, width=FULL),
            "kind": Field(_("Kind of activity"), self.kind, width=FULL),
            "day": Field(_("Day"), _beside(self.day, self.about_day), required=True),
            "begins": Field(_("Begins"), self.begins, required=True),
            "ends": Field(_("Ends"), self.ends, required=True, name_width=40),
            "venue_id": Field(_("Venue"), _beside(self.venue, self.place)),
            "responsible_id": Field(_("Person responsible"), self.responsible, width=FULL),
            "capacity": Field(P_("activity", "Places"), _beside(self.capacity, self.sign_up)),
            "audience": Field(_("Audience"), self.audience, width=FULL),
            "organiser": Field(_("Organiser"), _beside(self.organiser_kind, self.organiser)),
            "contact": Field(_("Contact"), self.contact, width=FULL),
            "budget": Field(_("Budget"), self.budget, width=FULL),
            "materials": Field(_("Things needed"), self.materials, width=FULL),
            "note": Field(_("Note"), self.note, width=FULL),
        }

    def _lay_out(self) -> None:
        f = self.fields
        times = row()
        times.addWidget(f["begins"], 3)
        times.addWidget(f["ends"], 2)
        left, right = QVBoxLayout(), QVBoxLayout()
        for column in (left, right):
            column.setSpacing(6)
        for name in ("kind", "day"):
            left.addWidget(f[name])
        left.addLayout(times)
        for name in ("venue_id", "responsible_id", "capacity"):
            left.addWidget(f[name])
        for name in ("audience", "organiser", "contact", "budget", "materials", "note"):
            right.addWidget(f[name])
        left.addWidget(self.held)
        left.addStretch(1)
        right.addStretch(1)
        grid = QGridLayout(self)
        grid.setContentsMargins(4, 6, 4, 2)
        grid.setHorizontalSpacing(18)
        grid.addWidget(f["title"], 0, 0, 1, 2)
        grid.addLayout(left, 1, 0)
        grid.addLayout(right, 1, 1)
        grid.addWidget(self.concerns, 2, 0, 1, 2)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        grid.setRowStretch(1, 1)

    def _watch(self) -> None:
        self.title.taken.connect(self._take)
        self.organiser.taken.connect(self.organiser.setText)
        lines: Sequence[QLineEdit] = (
            self.title,
            self.day,
            self.begins,
            self.ends,
            self.place,
            self.organiser,
            self.audience,
            self.contact,
            self.capacity,
            self.budget,
        )
        for line in lines:
            line.textChanged.connect(lambda _t: self._touched())
        for combo in (self.kind, self.venue, self.responsible, self.organiser_kind):
            combo.currentIndexChanged.connect(lambda _i: self._touched())
        for text in (self.materials, self.note):
            text.textChanged.connect(self._touched)
        for box in (self.sign_up, self.held):
            box.toggled.connect(lambda _on: self._touched())

    def _organisations(self, text: str) -> list[Hit]:
        with self.desk.read() as work:
            offered = [each.name for each in organisations.names(work)]
        return [Hit(name, name) for name in name_search.fitting(offered, text)]

    def _touched(self) -> None:
        self.place.setVisible(self.venue.value is None)
        self.organiser.setVisible(self.organiser_kind.value is not OrganiserKind.CENTRE)
        self._timer.start(CHECK_MS)
        self.edited.emit()

    def _ideas(self, text: str) -> list[Hit]:
        with self.desk.read() as work:
            ideas_fitting = ideas.fitting(work, text)
        return [
            Hit(_("{title}　{kind}, {n} minutes", title=i.title, kind=i.kind.label, n=i.minutes), i)
            for i in ideas_fitting
        ]

    def _take(self, idea: Idea) -> None:
        """Fill in what such an activity usually is; what was typed elsewhere stays."""
        self.title.setText(idea.title)
        self.kind.choose(idea.kind)
        try:
            begins = minutes_in(self.begins.text(), "begins")
            self.ends.setText(clock(min(begins + idea.minutes, 24 * 60)))
        except Invalid:
            pass
        for line, text in ((self.audience, idea.audience), (self.capacity, str(idea.capacity or ""))):
            if not line.text():
                line.setText(text)
        self.sign_up.setChecked(idea.capacity is not None)
        if not self.materials.toPlainText():
            self.materials.setPlainText(idea.materials)

    @property
    def plan(self) -> ActivityDraft:
        """What is typed. Raises ``Invalid`` for what cannot be read at all."""
        problems: list[Problem] = []

        def read(act: Any, default: Any) -> Any:
            try:
                return act()
            except Invalid as wrong:
                problems.extend(wrong.problems)
                return default

        plan = ActivityDraft(
            self.title.text(),
            self.kind.value,
            read(self._day, self.desk.clock.today()),
            read(lambda: minutes_in(self.begins.text(), "begins"), 0),
            read(lambda: minutes_in(self.ends.text(), "ends"), 1),
            self.venue.value,
            self.place.text(),
            self.organiser_kind.value,
            self._organiser(),
            self.audience.text(),
            read(lambda: self._number(self.capacity, "capacity"), None),
            self.sign_up.isChecked(),
            self.responsible.value or 0,
            self.contact.text(),
            read(lambda: fen_in(self.budget, "budget"), 0),
            self.materials.toPlainText(),
            self.note.toPlainText(),
            self._linked[1] if self._organiser() == self._linked[0] else None,
        )
        if problems:
            raise Invalid(*problems)
        return plan

    def _organiser(self) -> str:
        return "" if self.organiser_kind.value is OrganiserKind.CENTRE else self.organiser.text()

    def _day(self) -> date:
        return self.day.day_in("day")

    def _number(self, line: QLineEdit, field: str) -> int | None:
        text = line.text().strip()
        if not text:
            return None
        return number_in(text, field)

    def show_plan(self, plan: ActivityDraft) -> None:
        """Fill the fields. A retired venue, or a person who has left, stays to be chosen for what is theirs already."""
        if plan.venue_id is not None and plan.venue_id not in [v.id for v in self.venues]:
            self._offer_retired(plan)
        if isinstance(plan, Activity) and plan.responsible_id not in [id for _name, id in self.people]:
            self.responsible.offer([*self.people, (plan.responsible, plan.responsible_id)])
        self.title.setText(plan.title)
        self.kind.choose(plan.kind)
        self.day.show_day(plan.day)
        self.begins.setText(clock(plan.begins))
        self.ends.setText(clock(plan.ends))
        self.venue.choose(plan.venue_id)
        self.place.setText(plan.place)
        self.organiser_kind.choose(plan.organiser_kind)
        self._linked = (plan.organiser, plan.organisation_id)
        self.responsible.choose(plan.responsible_id or self.desk.actor.id)
        for line, text in (
            (self.organiser, plan.organiser),
            (self.audience, plan.audience),
            (self.contact, plan.contact),
            (self.capacity, str(plan.capacity or "")),
            (self.budget, money.short(plan.budget) if plan.budget else ""),
        ):
            line.setText(text)
        self.sign_up.setChecked(plan.sign_up)
        self.materials.setPlainText(plan.materials)
        self.note.setPlainText(plan.note)
        self._touched()
        self._check()

    def _offer_retired(self, plan: ActivityDraft) -> None:
        """A venue out of use is still shown where it was booked."""
        name = plan.venue if isinstance(plan, Activity) else _("Former venue")
        choices = [(_("{name}, {n} people", name=v.name, n=v.capacity), v.id) for v in self.venues]
        self.venue.offer([*choices, (name, plan.venue_id), (_("outside the centre…"), None)])

    def _check(self) -> None:
        """What there is to think about, from the book, while one types."""
        self._timer.stop()
        try:
            plan = self.plan
        except Invalid:
            self.concerns.setText("")
            return
        self.about_day.setText(f"{weekday_words(plan.day)} {almanac(plan.day).caption}")
        with self.desk.read() as work:
            taken = planning.venue_taken(work, plan, self.id)
            concerns = [concern.message for concern in planning.concerns(work, plan, self.id)]
        self.concerns.setText("\n".join(filter(None, [taken, *concerns])))

    def tell(self, error: DeskError) -> None:
        """Put what is wrong beside its field, the rest below."""
        if isinstance(error, Invalid):
            rest = tell_problems(self.fields, error.problems)
            self.concerns.setText(clauses(problem.message for problem in rest))
        elif isinstance(error, EditConflict):
            tell_problems(self.fields, error.problems)
        else:
            self.concerns.setText(error.message)

    def clear_problems(self) -> None:
        """Take away what is told beside the fields; what was typed stays."""
        tell_problems(self.fields, ())


def _lines() -> QPlainTextEdit:
    made = QPlainTextEdit()
    made.setTabChangesFocus(True)
    made.setFixedHeight(50)
    return made


def _beside(first: QWidget, second: QWidget) -> QWidget:
    holder = QWidget()
    line = row(first, second)
    line.setStretch(0, 1)
    line.setStretch(1, 1)
    holder.setLayout(line)
    holder.setFocusProxy(first)
    return holder
