"""The card of an officer 体验官: what is known, terms and history, visits, and what can be done now."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QListWidgetItem, QWidget

from desk.books.findings import queries as findings
from desk.books.officers import contacts, queries, visit_queries
from desk.books.officers.model import Officer, OfficerState, OfficerTerm, OfficerVisit
from desk.core.clock import local
from desk.core.errors import DeskError
from desk.core.identity import mask_text
from desk.core.permissions import May
from desk.core.telephones import mask_telephone, read_out
from desk.core.words import P_, _, bracketed, named
from desk.services.session import Desk
from desk.ui.officers.officer_forms import AppointOfficer, CorrectTerm, EditOfficer, LetGoOfficer
from desk.ui.officers.score_table import average_words
from desk.ui.officers.visit_card import VisitCard, finding_words, is_open, open_finding
from desk.ui.officers.visit_sheet import SheetHead, VisitSheet
from desk.ui.shell.person_record import PersonRecordWindow, wrapped_lines
from desk.ui.widgets import papers
from desk.ui.widgets.controls import button, clear_layout, keyed, label, row
from desk.ui.widgets.form_dialog import FormDialog


class OfficerCard(PersonRecordWindow):
    """Opened from the page, from a figure, or by name."""

    SHOWS = frozenset({"findings", "follow_ups", "officers", "staff"})

    def __init__(self, desk: Desk, id: int, parent: QWidget) -> None:
        super().__init__(desk, parent, (880, 620), P_("officer", "Terms and history"), _("Show the telephone"))
        self._id, self._telephone = id, ""
        self.visits = wrapped_lines(P_("officer", "Visits"))
        self.visits.itemActivated.connect(self._open_visit)
        self.visits_head = label("", "heading")
        self.findings = wrapped_lines(P_("officer", "Findings"))
        self.findings.itemActivated.connect(self._open_finding)
        self.findings_head = label("", "heading")
        self.letter_button = keyed(self, _("Letter of appointment"), self.print, "Ctrl+P")
        foot = row(self.letter_button, 1, keyed(self, _("Close"), self.accept, "Esc"))
        self._lay_out(foot, self.findings_head, self.findings, self.visits_head, self.visits)
        self.load()
        (self.visits if self.visits.count() else self.story).setFocus()

    def fill(self) -> None:
        """Read the officer again and offer what can be done."""
        with self.desk.read() as work:
            self.officer = officer = queries.find(work, self._id)
            self._terms, self._moves = queries.terms_of(work, self._id), queries.moves_of(work, self._id)
            self._came = visit_queries.visits_of(work, self._id)
            self._by_visit = visit_queries.findings_by_visit(work)
            self._found = [findings.find_tracked(work, id) for id in visit_queries.finding_ids_of(work, self._id)]
        self.setWindowTitle(_("Experience officer {name}", name=officer.name))
        self.heading.setText(f"{officer.name} · {officer.state.label}")
        self.letter_button.setVisible(bool(officer.letter))
        self._draw()
        self._offer(officer)

    def _draw(self) -> None:
        """What was read, the telephone masked unless somebody asked to see it."""
        officer = self.officer
        shown = self._telephone if self.veil.lifted else mask_telephone(officer.telephone)
        facts = (
            (P_("officer", "Identity"), officer.identity.label),
            (P_("officer", "Employer"), officer.employer),
            (_("Telephone"), read_out(shown) if self.veil.lifted else shown),
            (P_("officer", "Term"), _term_words(self._terms[-1]) if self._terms else ""),
            (_("Remark"), self._typed(officer.remark)),
        )
        self.facts.setText("\n".join(named(caption, value) for caption, value in facts if value))
        self.veil.button.setVisible(bool(officer.telephone))
        self.story.clear()
        for move in self._moves:
            text = f"{local(move.at):%Y-%m-%d %H:%M}　{move.title}　{move.who}"
            term = next((each for each in self._terms if each.letter == move.remark), None)
            remark = _term_words(term) if term else self._typed(move.remark)
            self.story.addItem(f"{text}\n{remark}" if remark else text)
        self._draw_visits()
        self.findings.clear()
        for each in self._found:
            self.findings.addItem(finding_words(each))
        open_ones = sum(map(is_open, self._found))
        counted = _("{n}, open {open}", n=len(self._found), open=open_ones)
        self.findings_head.setText(P_("officer", "Findings") + bracketed(counted))
        for part in (self.findings_head, self.findings):
            part.setVisible(bool(self._found))

    def _draw_visits(self) -> None:
        kept = self.visits.currentRow()
        self.visits.clear()
        for visit in self._came:
            self.visits.addItem(self._visit_words(visit))
        self.visits.setCurrentRow(min(max(kept, 0), self.visits.count() - 1))
        self.visits_head.setText(P_("officer", "Visits") + bracketed(str(len(self._came))))

    def _visit_words(self, visit: OfficerVisit) -> str:
        line = f"{visit.day:%Y-%m-%d}　{visit.way.label}　{visit.number}"
        line += "　" + _("average {average}", average=average_words(visit.average)) if visit.scores else ""
        many = self._by_visit.get(visit.id, 0)
        return line + ("　" + _("{n} findings", n=many) if many else "")

    def _typed(self, text: str) -> str:
        return text if self.veil.lifted else mask_text(text)

    def _offer(self, officer: Officer) -> None:
        clear_layout(self._actions)
        self.problem.setText("")
        keeps, serves = self.desk.actor.may(May.KEEP_OFFICERS), officer.state is OfficerState.SERVING
        appoint = P_("officer", "Appoint…") if officer.first is None else P_("officer", "A further term…")
        can_go = keeps and officer.kept is not OfficerState.DISMISSED and officer.state is not OfficerState.EXPIRED
        acts: tuple[tuple[bool, str, Callable[[], object]], ...] = (
            (serves, P_("officer", "Enter a visit…"), self._enter),
            (keeps, appoint, self._appoint),
            (keeps, _("Change…"), self._change),
            (keeps and bool(self._terms), P_("officer", "Correct the term…"), self._correct),
            (can_go, P_("officer", "Let go…"), self._let_go),
        )
        for offered, caption, act in acts:
            if offered:
                self._actions.addWidget(button(caption, act))

    def _ask(self, form: FormDialog, sentence: str) -> None:
        if form.exec():
            self.veil.drop()
            self.acted(sentence)
        form.deleteLater()

    def _enter(self) -> None:
        head = SheetHead(self._id, self.desk.clock.today())
        form = VisitSheet(self, self.desk, head)
        form.exec()
        if form.stored:
            self.acted(_("{n} sheets are stored.", n=len(form.stored)))
        form.deleteLater()

    def _appoint(self) -> None:
        sentence = _("{name} is appointed.", name=self.officer.name)
        self._ask(AppointOfficer(self, self.desk, self.officer), sentence)

    def _change(self) -> None:
        self._ask(EditOfficer(self, self.desk, self.officer), _("Saved."))

    def _correct(self) -> None:
        self._ask(CorrectTerm(self, self.desk, self._terms[-1]), _("Saved."))

    def _let_go(self) -> None:
        sentence = _("{name} serves no more from tomorrow on.", name=self.officer.name)
        self._ask(LetGoOfficer(self, self.desk, self.officer), sentence)

    def _open_visit(self, item: QListWidgetItem) -> None:
        VisitCard(self.desk, self._came[self.visits.row(item)].id, self).show_over(self.toast)
        self.acted()

    def _open_finding(self, item: QListWidgetItem) -> None:
        open_finding(self, self._found[self.findings.row(item)].finding.id)

    def _look_up(self) -> None:
        with self.desk.write() as work:
            purpose = _("Card of experience officer no. {n}", n=self._id)
            self._telephone = contacts.look_up(work, self._id, purpose)

    def print(self) -> None:
        """Ctrl+P 聘书 of the last term."""
        try:
            papers.preview(self, self.desk, "officer-letter", self.officer.letter, letter=self.officer.letter)
        except DeskError as error:
            self.problem.setText(error.message)


def _term_words(term: OfficerTerm) -> str:
    """2026-05-01至2027-04-30　聘〔2026〕1号, and where it ended early when."""
    days = _("{first} to {last}", first=term.first, last=term.last)
    ended = bracketed(_("ended {day}", day=term.ended_on)) if term.ended_on else ""
    return f"{days}{ended}　{term.letter}"
