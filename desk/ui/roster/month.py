"""The page of the month: plan, look, change by hand, publish, print."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QScrollArea

from desk.books.roster import changes, months, turns
from desk.books.roster.loads import fairness_words
from desk.books.roster.plan_quality import quality, quality_words
from desk.books.roster.queries import PlanningMethod
from desk.core.errors import DeskError
from desk.core.month import Month
from desk.core.permissions import May
from desk.core.words import N_, P_, _
from desk.core.work import Work
from desk.reports.kit.declaration import Format
from desk.scheduling.problem import Assignment, RosterProblem
from desk.services.session import Desk
from desk.ui.roster.board import RosterBoard
from desk.ui.roster.cell_menu import show_cell_menu
from desk.ui.roster.dialogs import ChooseAssignee, ChooseSpan, PublishRoster
from desk.ui.roster.grid import ABSENT, RosterGrid
from desk.ui.roster.load_charts import LoadBar, LoadBars
from desk.ui.roster.page import RosterPage
from desk.ui.roster.plan_search import SEED, Contradictions, PlanningJob, days_of
from desk.ui.shell.commands import Command, Commands
from desk.ui.shell.text_size import hold
from desk.ui.widgets import papers
from desk.ui.widgets.controls import button, label, row, set_role
from desk.ui.widgets.form_dialog import ask
from desk.ui.widgets.save_as import ask_folder, write_all
from desk.ui.widgets.scrolled import scrolled_by_keys

if TYPE_CHECKING:
    from desk.scheduling.explanation import Contradiction
    from desk.scheduling.plan import SolvedPlan

NARROW = 1000


class RosterMonthPage(RosterPage):
    """值班表 of one month: a draft is changed freely, a published one by 换班顶班 only."""

    def __init__(self, desk: Desk, board: RosterBoard) -> None:
        super().__init__(desk, board)
        self.days_down = False
        self._marked: frozenset[date] = frozenset()
        self.state = label("", wrap=True)
        self.legend = label("", "muted", wrap=True)
        self.grid = RosterGrid()
        self.grid.change_wanted.connect(self.change)
        self.grid.hovered.connect(lambda was, now: self._preview(was, now))
        self.grid.pin_wanted.connect(self.pin)
        self.grid.person_wanted.connect(self.whom)
        self.grid.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.grid.customContextMenuRequested.connect(lambda at: show_cell_menu(self, at))
        self.effect = label("", wrap=True)
        self.bars = LoadBars()
        self.side = scrolled_by_keys(self.bars, _("Loads"))
        hold(self.side, QScrollArea.setFixedWidth, 244)
        self.may_plan = desk.actor.may(May.PLAN_ROSTER)
        self.plan_button = button(_("Plan"), self.plan_menu, "primary", key="F6", opens_menu=True)
        self.publish_button = self.button(self.publish)
        self.papers_button = button(_("Papers and exports"), self.papers_menu, opens_menu=True)
        self.turn_button = self.button(self.turn)
        line = row(self.state, self.turn_button, self.papers_button, self.publish_button, self.plan_button)
        line.setStretchFactor(self.state, 1)
        self.column.addLayout(line)
        middle = row(self.grid, self.side)
        middle.setStretchFactor(self.grid, 1)
        self.column.addLayout(middle, 1)
        self.column.addWidget(self.effect)
        self.column.addWidget(self.legend)

    def make_commands(self) -> Commands:
        plan, grid = May.PLAN_ROSTER, self.grid
        return (
            Command("F3", N_("Go to the roster"), grid.setFocus, repeats=True),
            Command("F6", N_("Plan the month"), self.plan, label=N_("Plan fairly"), may=plan),
            Command("", N_("In rotation"), self.by_turns, may=plan, enabled=lambda: not self.board.roster.published),
            Command("", N_("Plan a part again…"), self.plan_part, may=plan),
            Command("F7", N_("People down or days down"), self.turn, label=N_("Turn over"), repeats=True),
            Command("1…9", N_("Give or take the shift with this number"), inside=grid),
            Command("Enter", N_("Choose who takes this duty"), inside=grid),
            Command("P", N_("Pin or unpin"), inside=grid),
            Command("Delete", N_("Take the duty away"), inside=grid),
            Command("F8", N_("Undo the last change"), self.undo, repeats=True),
            Command("Ctrl+P", N_("Print preview"), self.preview),
            Command("", N_("Workbook for the district…"), self.save_workbook),
            Command("", N_("Calendar of everybody (ICS)…"), self.save_calendar),
            Command("", N_("One calendar a person (ICS)…"), self.save_calendars),
            Command("", N_("Copy the notice"), self.copy_notice),
            Command("Ctrl+Enter", N_("Publish"), self.publish, on_label=False, may=plan),
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        """On a narrow window the grid takes the room; loads stand under 全年值班量 and behind every name."""
        super().resizeEvent(event)
        self.side.setVisible(self.width() >= NARROW)

    def fill(self) -> None:
        self.board.load()
        self.show_board()

    def show_board(self) -> None:
        """Show what the board has."""
        board = self.board
        self.grid.show_board(board, days_down=self.days_down, marked=self._marked)
        self.bars.show_bars(
            [
                LoadBar(board.names[id], s.load.points, s.fair.points - s.carried.points, board.why(id))
                for id, s in board.standing.items()
            ]
        )
        self.state.setText(self._state_words())
        marks = [f"{n} {card.name}" for n, card in enumerate(board.used, 1)]
        signs = dict(zip(("leave", "away", "off", "on"), map(_, ABSENT.values()), strict=True))
        self.legend.setText(
            "　".join(
                [
                    *marks,
                    _(
                        "{leave}: leave　{away}: unavailable　{off} / {on}: wishes　*: after a swap or substitution",
                        **signs,
                    ),
                    _("fair share: the month's duties, shared by weight among those who are there"),
                ]
            )
        )
        draft = self.may_plan and not board.roster.published
        self.plan_button.setVisible(self.may_plan and board.month.last >= board.today)
        self.publish_button.setVisible(draft and bool(board.assignments))

    def _state_words(self) -> str:
        board = self.board
        parts = [board.roster.state_words]
        if board.roster.way:
            parts.append(board.roster.way.label)
        if board.roster.quality:
            parts.append(quality_words(board.roster.quality))
        if board.assignments:
            parts.append(fairness_words(board.standing))
        if board.breaches:
            shown = board.breaches[0].sentence
            parts.append(_("{n} rules broken: {words}", n=len(board.breaches), words=shown))
        if not board.announced:
            parts.append(
                _("the holidays of {year} are not announced yet; enter them under Settings", year=board.month.year)
            )
        return " · ".join(filter(None, parts))

    def change(self, was: Assignment | None, now: Assignment | None) -> None:
        """A change by hand: stored at once in a draft; in a published month it becomes a request."""
        if self.board.roster.published:
            self._ask_change(was, now)
            return
        try:
            effect = self.board.change(was, now)
        except DeskError as error:
            self.toast.emit(error.message, "bad")
            return
        self.done()
        self._tell_effect(effect.summary, bool(effect.broken))

    def _preview(self, was: Assignment, now: Assignment) -> None:
        effect = self.board.effect(was, now)
        self._tell_effect(effect.summary, bool(effect.broken))

    def _tell_effect(self, sentence: str, bad: bool) -> None:
        self.effect.setText(sentence)
        set_role(self.effect, "role", "problem" if bad else "muted")

    def _ask_change(self, was: Assignment | None, now: Assignment | None) -> None:
        """In a published month a move means a substitution, a removal a cancellation."""
        duty = next((d for d in self.board.duties if d.assignment == was and not d.cancelled), None)
        if duty is None or (now is not None and now[:2] != duty.assignment[:2]):
            self.toast.emit(
                _("The month is published: give this duty to somebody else, swap it, or cancel it."), "warning"
            )
            return
        title = _("Substitution") if now else P_("change of a duty", "Cancellation")

        def act(typed: dict[str, str]) -> None:
            with self.desk.write() as work:
                if now:
                    changes.ask_substitution(work, duty.id, now.person, typed["reason"])
                else:
                    changes.ask_cancellation(work, duty.id, typed["reason"])

        if ask(self, title, {"reason": _("Reason")}, act):
            self.done(_("Asked for. It is to be agreed to and approved under Changes."))

    def pin(self, turns: list[Assignment]) -> None:
        """Pin these duties, or unpin them: planning again leaves pinned ones alone. Drafts only."""
        if (
            turns
            and not self.board.roster.published
            and self.attempt(
                lambda: self.board.toggle_pin(turns), _("Pinned duties stay when the month is planned again.")
            )
        ):
            self.show_board()

    def whom(self, key: tuple[date, int] | None) -> None:
        """Ask who is to have the duty of a slot, with what each choice would break."""
        if key is None or key not in self.board.problem.by_key or not self.may_plan:
            return
        dialog = ChooseAssignee(self, self.board, self.board.problem.by_key[key])
        if dialog.exec() and dialog.change is not None:
            self.change(*dialog.change)

    def plan_menu(self) -> None:
        """Fairly, by turns, or a part."""
        menu = self.menu_with(self.plan, self.by_turns, self.plan_part)
        menu.exec(self.plan_button.mapToGlobal(self.plan_button.rect().bottomLeft()))

    def plan(self, part: tuple[date, date] | None = None) -> None:
        """Plan the month, or a part of it, beside the window."""
        if not self.may_plan:
            return
        month, published = self.board.month, self.board.roster.published
        try:
            with self.desk.read() as work:
                if not published or month.last < self.board.today:
                    months.plannable(work, month)
                asked = months.problem_for(work, month, part)
        except DeskError as error:
            self.toast.emit(error.message, "bad")
            return

        keep = self._replan if published else self._keep

        def show(plan: SolvedPlan) -> None:
            self._marked = frozenset()
            keep(month, asked, plan)

        def impossible(reasons: list[Contradiction]) -> None:
            self._marked = days_of(reasons)
            self.show_board()
            Contradictions(self, reasons).exec()

        PlanningJob(self, asked, show, impossible, lambda sentence: self.toast.emit(sentence, "bad")).start()

    def _keep(self, month: Month, asked: RosterProblem, plan: SolvedPlan) -> None:
        """In the month that was asked about, whichever is in sight by now."""
        known = quality(plan, SEED)

        def act() -> None:
            with self.desk.write() as work:
                months.store_plan(work, month, asked, plan.assignments, PlanningMethod.FAIR, known)

        if self.attempt(act, _("Planned: {quality}", quality=quality_words(known))):
            self.board.undoable.clear()
            self.grid.setFocus()

    def _replan(self, month: Month, asked: RosterProblem, plan: SolvedPlan) -> None:
        """A published month planned again: the differences are recorded as changes, with a reason."""
        gone = len(asked.published - plan.assignments)
        if asked.published == plan.assignments:
            self.toast.emit(_("Nothing needs to change."), "good")
            return

        def act(typed: dict[str, str]) -> None:
            with self.desk.write() as work:
                changes.replan(work, month, asked, plan.assignments, typed["reason"], quality(plan, SEED))

        title = _("{n} duties change hands. They are recorded as substitutions with your reason.", n=max(gone, 1))
        if ask(self, title, {"reason": _("Reason")}, act):
            self.done(_("Planned again; every difference is recorded under Changes."))

    def by_turns(self) -> None:
        """轮流: fill the month in the order of the list of people."""
        from desk.books.roster import planner

        def act() -> None:
            with self.desk.write() as work:
                planner.plan_by_turns(work, self.board.month)

        self.attempt(act, _("Filled by turns."))

    def plan_part(self) -> None:
        """重排部分日期: asks for the days, from tomorrow at the earliest; the others stay."""
        first = max(self.board.month.first, self.board.today + timedelta(days=1))
        dialog = ChooseSpan(self, self.desk, min(first, self.board.month.last), self.board.month.last)
        if dialog.exec():
            self.plan(dialog.span)

    def publish(self) -> None:
        """Look once more, publish, and offer the notice."""
        if self.board.roster.published or not self.board.assignments:
            return
        dialog = PublishRoster(self, self.desk, self.board)
        if dialog.exec():
            self.done(_("Published. The notice is on the clipboard, ready to paste."))

    def copy_notice(self) -> None:
        """The notice of a published month onto the clipboard."""

        def act() -> None:
            with self.desk.read() as work:
                QApplication.clipboard().setText(papers.text(self.desk, work, "roster-notice", month=self.board.month))

        self.attempt(act, _("The notice is on the clipboard, ready to paste."))

    def papers_menu(self) -> None:
        """打印与导出, under its button."""
        calendars = self.save_calendar, self.save_calendars
        menu = self.menu_with(self.preview, self.save_workbook, *calendars, self.copy_notice)
        menu.exec(self.papers_button.mapToGlobal(self.papers_button.rect().bottomLeft()))

    def preview(self) -> None:
        """Ctrl+P: the month on paper."""
        try:
            papers.preview(self, self.desk, "roster", self.board.month.name, month=self.board.month)
        except DeskError as error:
            self.toast.emit(error.message, "bad")

    def save_workbook(self) -> None:
        """报送区里的 Excel."""
        month = self.board.month
        papers.save(self, "roster", Format.XLSX, month.name, month=month)

    def save_calendar(self) -> None:
        """全体日历: one ICS with everybody's duties."""
        month = self.board.month
        papers.save(self, "roster", Format.ICS, month.name, month=month)

    def save_calendars(self) -> None:
        """One file a person into a folder."""
        folder, month = ask_folder(self, _("One calendar a person (ICS)…")), self.board.month
        if folder is None:
            return
        desk = self.desk

        def make(work: Work) -> dict[Path, bytes]:
            return {
                folder / f"{month.name} {name}.ics": papers.maker(desk, "roster", Format.ICS, month=month, person=name)(
                    work
                )
                for name in sorted({turn.name for turn in turns.of_month(work, month)})
            }

        write_all(self, folder, make)

    def turn(self) -> None:
        """F7: people down, or days down."""
        self.days_down = not self.days_down
        self.show_board()
        self.grid.setFocus()

    def undo(self) -> None:
        """F8: take the last change by hand back. Told when there is none."""
        try:
            effect = self.board.undo()
        except DeskError as error:
            self.toast.emit(error.message, "warning")
            return
        self.done()
        self._tell_effect(effect.summary, bool(effect.broken))
