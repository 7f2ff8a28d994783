"""One case: what it says, what happened to it, and what can be done with it now."""

from __future__ import annotations

from datetime import date
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from desk.books import cases, catalogue, residents, visits
from desk.books.cases import ENDS, LEVELS, POOR, Case, CaseState, Evaluation, case_queries
from desk.books.cases.case_queries import CaseEventKind
from desk.books.visits import Channel
from desk.core import identity
from desk.core.calendar import date_words
from desk.core.clock import local
from desk.core.errors import Invalid, Problem
from desk.core.typed_days import Leaning
from desk.core.words import P_, _, listed
from desk.reports.cases import papers
from desk.services.session import Desk
from desk.ui.shell.person_record import PersonRecordWindow
from desk.ui.visits.person_line import in_full, masked_words
from desk.ui.widgets.choices import Choice
from desk.ui.widgets.controls import Field, button, clear_layout, line_edit, row
from desk.ui.widgets.day_line import DayLine
from desk.ui.widgets.form_dialog import FormDialog, ask


class CaseWindow(PersonRecordWindow):
    """Opened by a double click or Enter in any list of cases."""

    SHOWS = frozenset({"cases", "catalogue", "residents", "visits"})
    paper_wanted = Signal(int)

    def __init__(self, desk: Desk, case_id: int, parent: QWidget) -> None:
        super().__init__(desk, parent, (860, 620), P_("case", "History"))
        self._id = case_id
        self.story.setMinimumHeight(140)
        self.paper = button(_("Receipt"), lambda: self.paper_wanted.emit(self._id))
        self._lay_out(row(self.paper, 1, button(_("Close"), self.accept, key="Esc")))
        self.load()
        self.story.setFocus()

    def fill(self) -> None:
        """Read the case again and offer what its state allows."""
        with self.desk.read() as work:
            self.case = cases.find(work, self._id)
            item = catalogue.as_told(work, self.case.service_id, self.case.accepted_at)
            self._person = residents.find(work, self.case.resident_id)
            self._visit = visits.find(work, self.case.visit_id)
            self._story = case_queries.story(work, self._id)
            self._today = work.today
            self._item = item
        case = self.case
        self.setWindowTitle(_("Case {number}", number=case.number))
        self.heading.setText(f"{item.name} · {case.state.label}")
        self._draw()
        paper = papers.of_state(case.state)
        self.paper.setVisible(paper is not None)
        self.paper.setText(paper.label if paper else "")
        self._offer(case, {event.kind for event in self._story})

    def _draw(self) -> None:
        """What was read, the person masked unless somebody asked to see them."""
        self.facts.setText("\n".join(self._fact_lines(self.case)))
        self.story.clear()
        for event in self._story:
            text = f"{local(event.at):%Y-%m-%d %H:%M}　{event.what}　{event.who}"
            self.story.addItem(text + (f"\n{self._typed(event.remark)}" if event.remark else ""))

    def _typed(self, text: str) -> str:
        """What staff typed, which may name the person."""
        return text if self.veil.lifted else identity.mask_text(text, self._person.name)

    def _fact_lines(self, case: Case) -> list[str]:
        in_sight = self.veil.lifted
        authoriser = case.authoriser if in_sight else identity.mask_name(case.authoriser)
        lines = [
            _("Case {number}, queue number {queue}", number=case.number, queue=self._visit.label),
            (in_full if in_sight else masked_words)(self._person, self._today),
            f"{case.department} · {case.mode.label} · {_promise(case)}",
            _("Handed in: {papers}", papers=listed(case.materials_received) or "—"),
        ]
        if case.missing:
            lines.append(_("Missing: {papers}", papers=listed(case.missing)))
        if case.assistance is not cases.Assistance.NONE:
            lines.append("　".join(filter(None, [case.assistance.label, authoriser])))
        lines += self._visit_lines()
        if case.remark:
            lines.append(self._typed(case.remark))
        lines.append(_("Evaluation: {level}", level=case.evaluation.label))
        return lines

    def _visit_lines(self) -> list[str]:
        """Who came for the person, how, and whether it was entered afterwards, where that is worth saying."""
        visit = self._visit
        agent = visit.agent.in_full if self.veil.lifted else visit.agent.masked
        entered = f"{local(visit.entered_at):%Y-%m-%d %H:%M}" if visit.entered_at else ""
        return [
            *([_("Agent: {agent}", agent=agent)] if agent else []),
            *([_("Channel: {channel}", channel=visit.channel.label)] if visit.channel is not Channel.COUNTER else []),
            *([_("Entered afterwards at {at}", at=entered)] if entered else []),
        ]

    def _offer(self, case: Case, happened: set[CaseEventKind]) -> None:
        clear_layout(self._actions)
        self.problem.setText("")
        for state in sorted(case.next_states, key=list(CaseState).index):
            caption = _("Take up again") if state is CaseState.IN_PROGRESS else state.label
            self._actions.addWidget(button(caption, partial(self._ask_move, state)))
        if case.state in ENDS:
            if case.evaluation not in LEVELS:
                self._actions.addWidget(button(_("Evaluate"), self._ask_evaluation, "primary"))
            if CaseEventKind.CALL_BACK_OWED in happened and CaseEventKind.CALLED_BACK not in happened:
                self._actions.addWidget(button(_("Record the call-back"), self._ask_call_back, "primary"))
            self._actions.addWidget(button(_("Correct by a new line"), self._ask_correction))

    def _ask_move(self, to: CaseState) -> None:
        if MoveDialog(self, self.desk, self.case, self._item, to).exec():
            self.acted()

    def _ask_evaluation(self) -> None:
        if EvaluateDialog(self, self.desk, self.case).exec():
            self.acted()

    def _ask_call_back(self) -> None:
        if ask(self, _("Record the call-back"), {"result": P_("call-back", "Result")}, self._call_back):
            self.acted()

    def _call_back(self, typed: dict[str, str]) -> None:
        with self.desk.write() as work:
            cases.call_back(work, self._id, typed["result"])

    def _ask_correction(self) -> None:
        names = {"wrong": _("Was wrong"), "right": _("Should be")}
        if ask(self, _("Correct by a new line"), names, self._correct):
            self.acted()

    def _correct(self, typed: dict[str, str]) -> None:
        with self.desk.write() as work:
            cases.correct(work, self._id, typed["wrong"], typed["right"])

    def _look_up(self) -> None:
        with self.desk.write() as work:
            self._person = residents.look_up(work, self.case.resident_id, "case")


def _promise(case: Case) -> str:
    """By when it is promised, or that the days do not count yet."""
    if case.due_on is None:
        return _("promised from when the papers are complete")
    return _("promised for {day}", day=date_words(case.due_on))


class MoveDialog(FormDialog):
    """What a move needs: a remark, the missing papers, the department and day."""

    def __init__(self, parent: QWidget, desk: Desk, case: Case, item: catalogue.ServiceItem, to: CaseState) -> None:
        super().__init__(parent, f"{case.state.label} → {to.label}")
        self._desk, self._case, self._to = desk, case, to
        self.department = line_edit(most=30)
        self.due = DayLine(desk, self._day_to_offer(item), Leaning.AHEAD)
        self.papers = {name: QCheckBox(name) for name in item.materials}
        self.remark = line_edit()
        if to is CaseState.FORWARDED:
            self.department.setText(case.department)
            self.add("department", Field(_("Forward to"), self.department))
        if self._asks_day:
            self.add("due_on", Field(_("Promised day"), self.due))
        if to is CaseState.PAPERS or case.state is CaseState.PAPERS:
            box = QWidget()
            box.setLayout(QVBoxLayout())
            for name, check in self.papers.items():
                check.setChecked(name not in case.missing)
                box.layout().addWidget(check)  # type: ignore[union-attr]
            self.add("missing", Field(_("Documents received"), box))
        asks_why = to in cases.NEEDS_REMARK
        self.add("remark", Field(P_("case", "Reason") if asks_why else _("Remark"), self.remark, required=asks_why))
        self.finish(to.label)

    @property
    def _asks_day(self) -> bool:
        """The day may be another where somebody else goes on, and is a new one once the papers are complete."""
        complete = self._case.state is CaseState.PAPERS and self._to is CaseState.IN_PROGRESS
        return complete or self._to is CaseState.FORWARDED

    def _day_to_offer(self, item: catalogue.ServiceItem) -> date:
        """The promised day as it is; of a case that waited for papers, counted from today."""
        with self._desk.read() as work:
            return self._case.due_on or cases.due_date(work, item)

    def do(self) -> None:
        due = self.due.day_in("due_on") if self._asks_day else None
        missing = tuple(name for name, check in self.papers.items() if not check.isChecked())
        shown = "missing" in self.fields
        received = tuple(name for name, check in self.papers.items() if check.isChecked()) if shown else None
        with self._desk.write() as work:
            cases.move(
                work,
                self._case.id,
                self._to,
                self.remark.text(),
                department=self.department.text(),
                due_on=due,
                missing=missing if shown else (),
                materials_received=received,
            )


class EvaluateDialog(FormDialog):
    """评价, given afterwards. A reason is asked for with the two lower levels only."""

    def __init__(self, parent: QWidget, desk: Desk, case: Case) -> None:
        super().__init__(parent, _("Evaluate"))
        self._desk, self._case = desk, case
        self.level = Choice((*LEVELS, Evaluation.NOT_GIVEN))
        self.reason = line_edit()
        self.add("evaluation", Field(_("Evaluation"), self.level))
        self.add("evaluation_reason", Field(_("Reason for dissatisfaction"), self.reason))
        self.level.changed.connect(lambda level: self.fields["evaluation_reason"].setVisible(level in POOR))
        self.fields["evaluation_reason"].hide()
        self.finish(_("Save"))

    def do(self) -> None:
        """Nothing is chosen beforehand: the person says it. Raises ``Invalid`` while they have not."""
        if self.level.value is None:
            raise Invalid(Problem("evaluation", _("Please choose what the person said, or “Not given”.")))
        with self._desk.write() as work:
            cases.evaluate(work, self._case.id, self.level.value, self.reason.text())
