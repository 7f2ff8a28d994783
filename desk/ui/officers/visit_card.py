"""The card of an officer's visit 体验记录: who came when and how, the scores as they were given, and what was found."""

from __future__ import annotations

from PySide6.QtWidgets import QListWidgetItem, QVBoxLayout, QWidget

from desk.books import staff
from desk.books.findings import queries as findings
from desk.books.findings.model import FindingState, TrackedFinding
from desk.books.officers import rules, visit_queries
from desk.books.officers.model import OfficerVisit
from desk.core.calendar import full_date_words, full_moment_words
from desk.core.clock_times import clock
from desk.core.errors import DeskError
from desk.core.identity import mask_text
from desk.core.permissions import May
from desk.core.plain_text import excerpt
from desk.core.words import P_, _, named, phrases
from desk.reports.kit.declaration import Given
from desk.services.session import Desk
from desk.ui.findings.card import FindingCard
from desk.ui.officers.score_table import ScoreTable, average_words, item_headings, sheet_rows
from desk.ui.officers.visit_sheet import CorrectVisit, RemarkOnVisit, WithdrawVisit
from desk.ui.shell.person_record import wrapped_lines
from desk.ui.shell.record_window import RecordWindow, beside_actions
from desk.ui.widgets import papers
from desk.ui.widgets.controls import button, clear_layout, fit, keyed, label, row
from desk.ui.widgets.form_dialog import FormDialog
from desk.ui.widgets.scrolled import scrolled


def finding_words(tracked: TrackedFinding) -> str:
    """WT20261130-001 堵点 待办：阅览室插座没有电, numbers in it masked."""
    finding = tracked.finding
    where = f"{finding.zone}　" if finding.zone else ""
    about = f"{finding.number}　{finding.kind.label}　{tracked.state_words}"
    return f"{about}\n{where}{excerpt(mask_text(finding.description), '')}"


def is_open(tracked: TrackedFinding) -> bool:
    """Has nobody decided on it, or is it not mended yet?"""
    if tracked.item is None:
        return tracked.finding.state is FindingState.REPORTED
    return not tracked.is_closed


def open_finding(window: RecordWindow, id: int) -> None:
    """The card of a finding over a card, until it is closed."""
    FindingCard(window.desk, id, window).show_over(window.toast)
    window.acted()


class VisitCard(RecordWindow):
    """Opened from the page, from an officer's card, from a figure, or by its number."""

    SHOWS = frozenset({"findings", "follow_ups", "officers", "staff", "zones"})

    def __init__(self, desk: Desk, id: int, parent: QWidget) -> None:
        super().__init__(desk, parent)
        self._id = id
        fit(self, 900, 600)
        self.heading = label("", "title", wrap=True)
        self.facts = label("", wrap=True)
        self.table = ScoreTable(P_("officer's visit", "Scores"), (*item_headings(), P_("officer's visit", "Average")))
        self.findings = wrapped_lines(P_("officer's visit", "Findings"))
        self.findings.itemActivated.connect(self._open_finding)
        self.findings_head = label(P_("officer's visit", "Findings"), "heading")
        self.problem = label("", "problem", wrap=True)
        self._actions = QVBoxLayout()
        paper = keyed(self, _("Sheet of the visit"), self.print, "Ctrl+P")
        self._lay_out()
        outer = self.layout()
        assert isinstance(outer, QVBoxLayout)
        outer.addLayout(row(paper, 1, button(_("Close"), self.accept, key="Esc")))
        self.load()
        (self.findings if self._found else paper).setFocus()

    def _lay_out(self) -> None:
        inside = QWidget()
        left = QVBoxLayout(inside)
        left.setContentsMargins(0, 0, 8, 0)
        left.addWidget(self.facts)
        left.addWidget(label(P_("officer's visit", "Scores"), "heading"))
        left.addWidget(self.table)
        left.addWidget(self.findings_head)
        left.addWidget(self.findings, 1)
        left.addStretch(0)
        outer = QVBoxLayout(self)
        outer.addWidget(self.heading)
        outer.addLayout(beside_actions(scrolled(inside), self._actions, self.problem, (4, 1)), 1)

    def fill(self) -> None:
        """Read the visit again and offer what can be done with it."""
        with self.desk.read() as work:
            self.visit = visit = visit_queries.find_visit(work, self._id)
            names = visit_queries.zone_names(work, [each.zone_id for each in visit.scores])
            self._entered_by = staff.find(work, visit.entered_by).name
            self._found = [findings.find_tracked(work, each.id) for each in findings.of_visit(work, visit.id)]
            is_shut = rules.is_handed_in(work, visit.day)
        self.setWindowTitle(_("Visit {number}", number=visit.number))
        self.heading.setText(f"{visit.number}　{visit.officer} · {visit.way.label}")
        self.facts.setText("\n".join(named(caption, value) for caption, value in self._facts(visit) if value))
        self.table.show_rows(sheet_rows(visit, list(names.items())))
        self._draw_findings()
        clear_layout(self._actions)
        self.problem.setText("")
        if not (self.desk.actor.may(May.SERVE) and visit.counts):
            return
        if is_shut:
            self._actions.addWidget(
                label(_("The month is handed in: only the remark can be changed."), "muted", wrap=True)
            )
            self._actions.addWidget(button(P_("officer's visit", "Change the remark…"), self._remark))
        else:
            self._actions.addWidget(button(P_("officer's visit", "Correct…"), self._correct))
            if self.desk.actor.may(May.KEEP_OFFICERS):
                self._actions.addWidget(button(P_("officer's visit", "Withdraw…"), self._withdraw))

    def _draw_findings(self) -> None:
        self.findings.clear()
        for each in self._found:
            self.findings.addItem(finding_words(each))
        for part in (self.findings_head, self.findings):
            part.setVisible(bool(self._found))

    def _open_finding(self, item: QListWidgetItem) -> None:
        open_finding(self, self._found[self.findings.row(item)].finding.id)

    def _facts(self, visit: OfficerVisit) -> list[tuple[str, str]]:
        when = full_date_words(visit.day) + (f" {clock(visit.begins)}" if visit.begins is not None else "")
        average = _("{average} from {n} scores", average=average_words(visit.average), n=len(visit.scores))
        entered = full_moment_words(visit.entered_at) if visit.entered_at else ""
        return [
            (P_("officer's visit", "Day"), when),
            (P_("officer's visit", "Way"), visit.way.label),
            (P_("officer's visit", "Accompanied by"), visit.companion),
            (P_("officer's visit", "Average"), average if visit.scores else ""),
            (_("Remark"), mask_text(visit.remark)),
            (P_("officer's visit", "Withdrawn"), self._withdrawn(visit)),
            (P_("officer's visit", "Entered by"), f"{self._entered_by} {entered}"),
        ]

    @staticmethod
    def _withdrawn(visit: OfficerVisit) -> str:
        """When it was, and why; empty for a sheet that counts."""
        at = visit.withdrawn_at
        return phrases(filter(None, (full_moment_words(at), mask_text(visit.withdrawn_for)))) if at else ""

    def _ask(self, form: FormDialog) -> None:
        if form.exec():
            self.acted(_("Saved."))
        form.deleteLater()

    def _correct(self) -> None:
        self._ask(CorrectVisit(self, self.desk, self.visit))

    def _withdraw(self) -> None:
        self._ask(WithdrawVisit(self, self.desk, self.visit))

    def _remark(self) -> None:
        self._ask(RemarkOnVisit(self, self.desk, self.visit))

    def print(self) -> None:
        """Ctrl+P 体验记录表, filled in."""
        try:
            papers.preview(self, self.desk, "officer-visit", self.visit.number, number=Given(self.visit))
        except DeskError as error:
            self.problem.setText(error.message)
