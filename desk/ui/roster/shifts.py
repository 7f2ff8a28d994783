"""The page of shifts: what runs when and for how many, what a duty counts, and the limits for everybody."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any

from PySide6.QtWidgets import QCheckBox

from desk.books import centre
from desk.books.roster import assignees, shifts
from desk.books.roster.shifts import ShiftCard
from desk.core import numbers
from desk.core.clock_times import minutes_in
from desk.core.errors import Invalid, Problem
from desk.core.numbers import hundredths, number_in
from desk.core.permissions import May
from desk.core.tone import Tone
from desk.core.words import N_, NP_, P_, _
from desk.scheduling.problem import DAY, LoadKind, Post
from desk.services.session import Desk
from desk.ui.roster.assignees import ticks
from desk.ui.roster.board import RosterBoard
from desk.ui.roster.page import RosterPage
from desk.ui.shell.commands import Command, Commands
from desk.ui.widgets.choices import Choice
from desk.ui.widgets.columns import Column
from desk.ui.widgets.controls import Combo, Field, latin_line, line_edit, row
from desk.ui.widgets.editing import Editing
from desk.ui.widgets.form_dialog import FormDialog
from desk.ui.widgets.lists import ListView

EXAMPLE = ShiftCard("", 8 * 60, 17 * 60 + 30)


class ShiftsPage(RosterPage):
    """班次与规则: shifts with their weights; duties planned already are not touched by a change."""

    def __init__(self, desk: Desk, board: RosterBoard) -> None:
        super().__init__(desk, board)
        columns: list[Column[ShiftCard]] = [
            Column(_("Shift"), 110, lambda s: s.name),
            Column(P_("roster", "Post"), 110, lambda s: s.post.label),
            Column(_("Time"), 140, shifts.time_words),
            Column(P_("shift", "Days"), 230, lambda s: shifts.days_words(s.days), flex=4),
            Column(P_("shift", "People needed"), 60, lambda s: str(s.needs), number=True),
            Column(_("Skill"), 80, lambda s: s.skill, rank=1),
            Column(P_("shift", "Weight"), 70, lambda s: f"{s.percent}%", number=True),
            Column(_("Extended"), 80, lambda s: "√" if s.extended else "", rank=2),
            Column(P_("shift", "Ended on"), 120, lambda s: f"{s.ended_on or ''}", self._tone),
        ]
        self.list: ListView[ShiftCard] = ListView(
            columns, _("No shifts yet. Take the usual ones and change them, or add your own with F2."), _("Shifts")
        )
        self._may = desk.actor.may(May.PLAN_ROSTER)
        self.presets = self.button(self.take_presets)
        acts = (self.presets, *map(self.button, (self.end, self.edit_chosen, self.add)))
        self.column.addWidget(self.list, 1)
        self.list.empty.offer(self.button(self.add))
        self.column.addLayout(row(self.button(self.edit_rules), 1, *acts))

    def make_commands(self) -> Commands:
        table, plan, changing = self.list.table, May.PLAN_ROSTER, N_("Change the chosen shift")
        return (
            Command("F2", N_("Add a shift"), self.add, label=NP_("button", "Add"), role="primary", may=plan),
            Command("F3", N_("Go to the list"), table.setFocus, repeats=True),
            Command("Enter", changing, self.edit_chosen, label=N_("Change"), on_label=False, may=plan, of=table),
            Command("", N_("End or bring back"), self.end, may=plan, of=table),
            Command("", N_("Take the usual shifts"), self.take_presets, may=plan),
            Command("", N_("Weights and limits…"), self.edit_rules, may=May.EDIT_CENTRE),
        )

    def _tone(self, card: ShiftCard) -> Tone | None:
        return Tone.QUIET if card.ended_on and card.ended_on < self.board.today else None

    def fill(self) -> None:
        with self.desk.read() as work:
            cards = shifts.all_shifts(work)
        self.list.show_all(cards)
        self.presets.setVisible(self._may and not cards)

    def _after(self, sentence: str) -> None:
        self.done(sentence)

    def take_presets(self) -> None:
        """采用常用班次: set up those that most centres have, to be checked."""

        def act() -> None:
            with self.desk.write() as work:
                shifts.take_presets(work)

        self.attempt(act, _("The usual shifts are there. Please check times and numbers."))

    def add(self) -> None:
        """F2 新增班次, begun from an example."""
        if self._may and EditShift(self, self.desk, EXAMPLE).exec():
            self._after(_("Saved."))

    def edit_chosen(self) -> None:
        """Enter: the form of the chosen shift."""
        if card := self.list.current():
            self.edit(card)

    def edit(self, card: ShiftCard) -> None:
        """Duties that are planned keep the times they had. Nothing happens for whoever may not plan."""
        if self._may and EditShift(self, self.desk, card).exec():
            self._after(_("Saved. Duties planned already keep their times."))

    def end(self) -> None:
        """The shift runs no more from today on, or again."""
        card = self.list.current()
        if card is None:
            return
        last = None if card.ended_on else self.board.today - timedelta(days=1)

        def act() -> None:
            with self.desk.write() as work:
                shifts.end(work, card.id, last)

        sentence = _("{name} runs again.") if card.ended_on else _("{name} is not planned any more from today on.")
        self.attempt(act, sentence.format(name=card.name))

    def edit_rules(self) -> None:
        """权重与限制; months that are published keep their loads."""
        if EditRules(self, self.desk).exec():
            self._after(_("Saved. Months published already keep their loads."))


class EditShift(FormDialog):
    """A shift: times, days, post, how many it needs, and its weight (100 is a whole duty)."""

    def __init__(self, parent: ShiftsPage, desk: Desk, card: ShiftCard) -> None:
        super().__init__(parent, card.name or _("Add a shift"))
        self.setMinimumWidth(780)
        self._desk, self._card = desk, card
        self.name, self.begins, self.ends = (
            line_edit(most=12),
            latin_line("08:00", most=5),
            latin_line("17:30", most=5),
        )
        self.needs, self.percent = latin_line(most=2), latin_line(most=3)
        self.post = Choice(tuple(Post))
        with desk.read() as work:
            known = assignees.skills_known(work)
        self.skill = Combo([("—", "")])
        self.skill.offer([("—", ""), *((skill, skill) for skill in known)])
        holder, self.days = ticks([(_(name), n) for n, name in enumerate(shifts.DAY_NAMES)], frozenset(card.days))
        self.extended = QCheckBox(_("staggered or extended hours"))
        self.editing = Editing(self._show, self._typed)
        self.editing.begin(card)
        for key, field in {
            "name": Field(_("Shift name"), self.name, required=True),
            "post": Field(P_("roster", "Post"), self.post),
            "times": Field(_("From"), self.begins, required=True),
            "until": Field(_("To"), self.ends, _("A time before the begin is of the next day."), required=True),
            "days": Field(P_("shift", "Days"), holder),
            "needs": Field(P_("shift", "People needed"), self.needs),
            "skill": Field(
                _("Skill"),
                self.skill,
                _("At least one person with it in every shift; skills are set under People and leave."),
            ),
            "percent": Field(
                P_("shift", "Weight, %"), self.percent, _("100 is a whole duty; a short shift counts less.")
            ),
            "extended": Field("", self.extended),
        }.items():
            self.add(key, field)
        self.finish(_("Save"))

    def _show(self, card: ShiftCard) -> None:
        self.name.setText(card.name)
        self.begins.setText(shifts.clock_words(card.begins))
        self.ends.setText(shifts.clock_words(card.ends)[-5:])
        self.needs.setText(str(card.needs))
        self.percent.setText(str(card.percent))
        self.post.choose(card.post)
        self.skill.choose(card.skill)
        self.extended.setChecked(card.extended)
        for day, box in self.days.items():
            box.setChecked(day in card.days)

    def _typed(self) -> ShiftCard:
        begins, ends = minutes_in(self.begins.text(), "times"), minutes_in(self.ends.text(), "until")
        return replace(
            self._card,
            name=self.name.text(),
            begins=begins,
            ends=ends if ends > begins else ends + DAY,
            days=frozenset(day for day, box in self.days.items() if box.isChecked() and isinstance(day, int)),
            needs=number_in(self.needs.text(), "needs"),
            post=self.post.value,
            skill=self.skill.value or "",
            percent=number_in(self.percent.text(), "percent"),
            extended=self.extended.isChecked(),
        )

    def do(self) -> None:
        assert self.editing is not None
        card = self.editing.wanted
        with self._desk.write() as work:
            if card.id:
                shifts.edit(work, card.id, card, read=self.editing.read)
            else:
                shifts.add(work, card)


class EditRules(FormDialog):
    """What duties count by their kind, rest, hours a day, and the grace for coming and going."""

    LIMITS = ("roster_rest_hours", "roster_daily_hours", "roster_grace_minutes")

    def __init__(self, parent: ShiftsPage, desk: Desk) -> None:
        super().__init__(parent, _("Weights and limits"))
        self.setMinimumWidth(620)
        self._desk = desk
        self.weights = {kind: latin_line(most=5) for kind in LoadKind}
        for kind, line in self.weights.items():
            self.add(kind.value, Field(kind.label, line, _("A weekday duty is 1.") if kind is LoadKind.WORKDAY else ""))
        self.limits = [latin_line(most=4) for _name in self.LIMITS]
        captions = (_("Rest, hours"), _("A day, hours"), _("Grace, minutes"))
        hints = (
            _("Between one day's last duty and the next day's first"),
            _("On duty at most; the Labour Law allows eight and three of overtime"),
            _("Later is late; earlier is early"),
        )
        for name, line, word, hint in zip(self.LIMITS, self.limits, captions, hints, strict=True):
            self.add(name, Field(word, line, hint))
        self._weights_read = Editing(self._show_weights, self._typed_weights)
        self._limits_read = Editing(self._show_limits, self._typed_limits)
        with desk.read() as work:
            weights, limits = shifts.weights(work), centre.settings_now(work, self.LIMITS)
        self._weights_read.begin(weights)
        self._limits_read.begin(limits)
        self.finish(_("Save"))

    def _show_weights(self, weights: Mapping[LoadKind, int]) -> None:
        for kind, line in self.weights.items():
            line.setText(hundredths(weights[kind]))

    def _typed_weights(self) -> Mapping[LoadKind, int]:
        return {kind: self._points(kind, line.text()) for kind, line in self.weights.items()}

    def _show_limits(self, limits: Mapping[str, Any]) -> None:
        for name, line in zip(self.LIMITS, self.limits, strict=True):
            line.setText(str(limits[name]))

    def _typed_limits(self) -> Mapping[str, Any]:
        most = (24, 24, 120)
        values = [number_in(line.text(), name) for name, line in zip(self.LIMITS, self.limits, strict=True)]
        for name, value, top in zip(self.LIMITS, values, most, strict=True):
            if not (0 if name != "roster_daily_hours" else 1) <= value <= top:
                raise Invalid(Problem(name, _("Please enter at most {n}.", n=top)))
        return dict(zip(self.LIMITS, values, strict=True))

    def do(self) -> None:
        """The two halves are told one after the other; nothing is stored before both are settled."""
        weights, limits = self._weights_read, self._limits_read
        with self._desk.write() as work:
            self.editing = weights
            shifts.save_weights(work, weights.wanted, read=weights.read)
            self.editing = limits
            centre.save_settings(work, limits.wanted, read=limits.read)

    def _points(self, kind: LoadKind, text: str) -> int:
        try:
            points = numbers.times(text, 100)
        except ValueError:
            points = 0
        if not 10 <= points <= 1000:
            raise Invalid(Problem(kind.value, _("A weight is between 0.1 and 10.")))
        return points
