"""The sheet of an officer's visit 体验记录表, typed from the paper: who, when, how, the scores, what was found."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from PySide6.QtCore import QRect
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from desk.books import staff
from desk.books.findings.model import FindingKind
from desk.books.officers import finding_lines, queries, rules, visit_queries, visiting
from desk.books.officers.model import VISIT_LABELS, NewOfficerVisit, OfficerVisit, VisitWay
from desk.books.zones import queries as zones
from desk.core.clock_times import clock, minutes_in
from desk.core.errors import Invalid, Problem
from desk.core.typed_days import Leaning
from desk.core.words import P_, _
from desk.services.session import Desk
from desk.ui.officers.score_grid import ScoreGrid
from desk.ui.shell.text_size import hold
from desk.ui.widgets.choices import Choice
from desk.ui.widgets.controls import Combo, Field, button, label, latin_line, row
from desk.ui.widgets.day_line import DayLine
from desk.ui.widgets.editing import Editing
from desk.ui.widgets.field_parts import FULL
from desk.ui.widgets.form_dialog import FormDialog
from desk.ui.widgets.once import shortcut
from desk.ui.widgets.wrapping import Wrapping

LINES = 56
"""Pixels of the lines for what was found."""


@dataclass(frozen=True)
class SheetHead:
    """What a sheet begins with: whoever comes together comes on one day, at one hour."""

    officer_id: int | None
    day: date
    way: VisitWay = VisitWay.RANDOM
    begins: int | None = None


class SheetForm(FormDialog):
    """What is typed of a visit."""

    def __init__(self, parent: QWidget, desk: Desk, title: str, also: tuple[int, ...] = ()) -> None:
        """``also`` are zones no longer in use that the sheet has all the same."""
        super().__init__(parent, title)
        self.setMinimumWidth(760)
        self._desk = desk
        with desk.read() as work:
            self._zones = zones.names(work)
            old = visit_queries.zone_names(work, also)
            self._colleagues = [each for each in staff.everyone(work) if each.active]
        self.officer = Combo()
        self.day = DayLine(desk, desk.clock.today(), Leaning.BACK)
        self.way = Choice(tuple(VisitWay))
        self.time = latin_line("")
        self.companion = Combo([(_("Please choose"), None), *((each.name, each.id) for each in self._colleagues)])
        offered = [(each.id, each.name) for each in self._zones]
        self.grid = ScoreGrid([*offered, *((id, name) for id, name in old.items() if id not in dict(offered))])
        self.remark = Wrapping(rules.LONGEST_REMARK)
        self.day.day_changed.connect(lambda _day: self._offer_officers())
        self.way.changed.connect(lambda _way: self._way_chosen())
        self.grid.moved.connect(self._keep_in_sight)

    def _lay_out(self) -> None:
        captions = {name: _(msgid) for name, msgid in VISIT_LABELS.items()}
        self._pair(
            officer_id=Field(captions["officer_id"], self.officer, required=True),
            day=Field(captions["day"], self.day, required=True),
        )
        self.add("way", Field(captions["way"], self.way, required=True, width=FULL))
        self._pair(
            begins=Field(captions["begins"], self.time),
            companion_id=Field(captions["companion_id"], self.companion),
        )
        keys = _("1 to 5 score and go on, 0 or the space bar: not seen, Backspace: back, arrows move.")
        self.add("scores", Field(captions["scores"], self.grid, keys, width=FULL))

    def _pair(self, **fields: Field) -> None:
        """Two fields beside each other."""
        self._column.addLayout(row(*fields.values()))
        self.fields |= fields

    def _keep_in_sight(self, cell: QRect) -> None:
        inside = self._area.widget()
        if inside is not None and inside.isAncestorOf(self.grid):
            at = self.grid.mapTo(inside, cell.center())
            self._area.ensureVisible(at.x(), at.y(), cell.width(), 2 * cell.height())

    def _offer_officers(self) -> None:
        """Those who served on the day; who was chosen stays, where they are among them."""
        day = self.day.day
        if day is None:
            return
        with self._desk.read() as work:
            there = queries.serving_on(work, day)
        chosen = self.officer.value
        self.officer.offer([(_("Please choose"), None), *((each.name, each.id) for each in there)])
        self.officer.choose(chosen)

    def _way_chosen(self) -> None:
        """Only an accompanied visit has somebody along; the field keeps its place."""
        accompanied = self.way.value is VisitWay.ACCOMPANIED
        self.companion.setEnabled(accompanied)
        if not accompanied:
            self.companion.choose(None)

    def _entered(self) -> NewOfficerVisit:
        time = self.time.text().strip()
        return NewOfficerVisit(
            self.officer.value or 0,
            self.day.day_in("day"),
            self.way.value,
            minutes_in(time, "begins") if time else None,
            self.companion.value,
            self.remark.text(),
            self.grid.scores,
        )


class VisitSheet(SheetForm):
    """A new sheet; ``stored`` are those that were entered before it was closed. With Ctrl+N the next officer's begins,
    on the same day and in the same way.
    """

    def __init__(self, parent: QWidget, desk: Desk, head: SheetHead) -> None:
        super().__init__(parent, desk, _("New sheet of a visit"))
        self.stored: list[OfficerVisit] = []
        self._goes_on = False
        self.said = label("", "muted", wrap=True)
        self.findings = QPlainTextEdit()
        self.findings.setTabChangesFocus(True)
        hold(self.findings, QWidget.setFixedHeight, LINES)
        self._lay_out()
        hint = _(
            "A line each: zone | {blocked}, {sore} or {suggestion} | what is wrong. Zone and kind may be left out.",
            **{each.value: each.label for each in FindingKind},
        )
        self.add("findings", Field(P_("officer's visit", "Findings"), self.findings, hint, width=FULL))
        self.add("remark", Field(_("Remark"), self.remark, width=FULL))
        self.day.show_day(head.day)
        self._offer_officers()
        self.officer.choose(head.officer_id)
        self.way.choose(head.way)
        self.time.setText("" if head.begins is None else clock(head.begins))
        self.next = button(P_("officer's visit", "Save, next officer"), self.go_on, key="Ctrl+N")
        shortcut(self, "Ctrl+N", self.next.click, repeats=True, held=False)
        self.finish(_("Save"), self.next, self.said)
        (self.grid if head.officer_id else self.officer).setFocus()

    def do(self) -> None:
        new, new_findings = self._entered(), finding_lines.read(self.findings.toPlainText(), self._zones)
        try:
            with self._desk.write() as work:
                self.stored.append(visiting.register(work, new, new_findings))
        except Invalid as wrong:
            raise Invalid(*map(self._beside_a_field, wrong.problems)) from wrong

    def _beside_a_field(self, problem: Problem) -> Problem:
        """What is wrong with a finding stands below its line."""
        return problem if problem.field in self.fields else replace(problem, field=finding_lines.FIELD)

    def go_on(self) -> None:
        """Ctrl+N: store it, and begin the sheet of whoever served on that day and has none of it yet."""
        self._goes_on = True
        self.try_it()
        self._goes_on = False

    def accept(self) -> None:
        """What is typed is stored: closed, or the next sheet begun."""
        if self._goes_on:
            self._begin_next(self.stored[-1])
        else:
            super().accept()

    def _begin_next(self, visit: OfficerVisit) -> None:
        self.said.setText(_("{number} of {name} is stored.", number=visit.number, name=visit.officer))
        with self._desk.read() as work:
            came = {each.officer_id for each in visit_queries.visits_between(work, visit.day, visit.day)}
            waiting = [each.id for each in queries.serving_on(work, visit.day) if each.id not in came]
        self.grid.show_scores(())
        self.findings.clear()
        self.remark.setText("")
        self.officer.choose(waiting[0] if waiting else None)
        (self.grid if waiting else self.officer).setFocus()


class CorrectVisit(SheetForm):
    """A sheet that was entered wrongly, while its month is not handed in."""

    def __init__(self, parent: QWidget, desk: Desk, visit: OfficerVisit) -> None:
        also = tuple({each.zone_id for each in visit.scores})
        super().__init__(parent, desk, _("Correct {number}", number=visit.number), also)
        self._visit = visit
        self._lay_out()
        self.add("remark", Field(_("Remark"), self.remark, width=FULL))
        self.editing = Editing(self._show, self._typed)
        self.editing.begin(visit)
        self.finish(_("Save"))
        self.grid.setFocus()

    def _show(self, visit: OfficerVisit) -> None:
        self.day.show_day(visit.day)
        self._offer_officers()
        self.officer.choose(visit.officer_id)
        self.way.choose(visit.way)
        self.time.setText("" if visit.begins is None else clock(visit.begins))
        self.companion.choose(visit.companion_id)
        self.grid.show_scores(visit.scores)
        self.remark.setText(visit.remark)

    def _typed(self) -> OfficerVisit:
        new = self._entered()
        return replace(self._visit, **{name: getattr(new, name) for name in VISIT_LABELS})

    def do(self) -> None:
        assert self.editing is not None
        with self._desk.write() as work:
            visiting.correct(work, self.editing.wanted, self.editing.read)


class RemarkOnVisit(FormDialog):
    """What is to be added to a sheet, also in a month that is handed in."""

    def __init__(self, parent: QWidget, desk: Desk, visit: OfficerVisit) -> None:
        super().__init__(parent, _("Remark on {number}", number=visit.number))
        self.setMinimumWidth(560)
        self._desk, self._visit = desk, visit
        self.remark = Wrapping(rules.LONGEST_REMARK)
        self.remark.setText(visit.remark)
        self.add("remark", Field(_("Remark"), self.remark, width=FULL))
        self.finish(_("Save"))
        self.remark.setFocus()

    def do(self) -> None:
        with self._desk.write() as work:
            visiting.remark(work, self._visit.id, self._visit.version, self.remark.text())


class WithdrawVisit(FormDialog):
    """Why a sheet is not to count: it was entered twice, or is another officer's."""

    def __init__(self, parent: QWidget, desk: Desk, visit: OfficerVisit) -> None:
        super().__init__(parent, _("Withdraw {number}", number=visit.number))
        self.setMinimumWidth(560)
        self._desk, self._visit = desk, visit
        self._column.addWidget(label(_("It counts nowhere from now on; its number is kept."), "muted", wrap=True))
        self.reason = Wrapping(rules.LONGEST_REMARK)
        self.add("reason", Field(P_("officer", "Reason"), self.reason, required=True, width=FULL))
        self.finish(P_("officer's visit", "Withdraw"))
        self.reason.setFocus()

    def do(self) -> None:
        with self._desk.write() as work:
            visiting.withdraw(work, self._visit.id, self._visit.version, self.reason.text())
