"""The page 体验官: officers on the left; on the right their visits, or what they gave each zone."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from desk.books.officers import queries
from desk.books.officers.averages import zone_averages
from desk.books.officers.model import Officer, OfficerState, OfficerView, VisitView, VisitWay
from desk.core import name_search
from desk.core.permissions import May
from desk.core.words import N_, NP_, P_, _
from desk.services.session import Desk
from desk.ui.officers.officer_card import OfficerCard
from desk.ui.officers.officer_forms import AppointOfficer, NominateOfficer
from desk.ui.officers.officer_papers import OfficerPapers
from desk.ui.officers.rows import (
    OfficerRow,
    VisitRow,
    fitting,
    officer_columns,
    officer_rows,
    visit_columns,
    visit_rows,
)
from desk.ui.officers.score_table import ScoreTable, average_headings, average_row
from desk.ui.officers.visit_card import VisitCard
from desk.ui.officers.visit_sheet import SheetHead, VisitSheet
from desk.ui.shell.column_page import ColumnPage
from desk.ui.shell.commands import Command, Commands
from desk.ui.shell.record_window import RecordWindow
from desk.ui.widgets.choices import Choice
from desk.ui.widgets.controls import Combo, line_edit, row
from desk.ui.widgets.day_span import DaySpan, SpanChoice
from desk.ui.widgets.lists import ListView
from desk.ui.widgets.scrolled import scrolled

FIND_AFTER_MS = 120
SPANS = (SpanChoice.MONTH, SpanChoice.QUARTER, SpanChoice.YEAR, SpanChoice.ALL, SpanChoice.RANGE)


class OfficersPage(ColumnPage):
    """体验官: everybody may read it and enter sheets; who keeps the officers appoints them."""

    SHOWS = frozenset({"centre", "findings", "follow_ups", "officers", "zones"})

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._everybody: list[OfficerRow] = []
        self._came: list[VisitRow] = []
        self.text = line_edit(_("Name, initials or letter"))
        self.view = Combo([(each.label, each) for each in OfficerView])
        self.span = DaySpan(desk, SPANS)
        self.pane = Choice(tuple(VisitView))
        self.only_chosen = QCheckBox(_("only of the chosen officer"))
        self.officers: ListView[OfficerRow] = ListView(
            officer_columns(), self._empty_words(), P_("page", "Experience officers")
        )
        self.visits: ListView[VisitRow] = ListView(
            visit_columns(), _("No visits in these days. F2 enters a sheet."), P_("officer", "Visits")
        )
        self.averages = ScoreTable(P_("view of officers' visits", "Scores by zone"), average_headings())
        self.stack = QStackedWidget()
        self.papers = OfficerPapers(self)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._lay_out()
        self._connect()

    def _empty_words(self) -> str:
        if self.desk.actor.may(May.KEEP_OFFICERS):
            return _("No experience officers yet. F7 enters whoever is to be asked.")
        return _("No experience officers yet. Whoever keeps them enters them here.")

    def _lay_out(self) -> None:
        for box, name in ((self.text, _("Find an officer")), (self.view, P_("officer", "View"))):
            box.setAccessibleName(name)
        self.pane.stay_on_one_line()
        self.stack.addWidget(self.visits)
        self.stack.addWidget(scrolled(self.averages))
        left, right = QVBoxLayout(), QVBoxLayout()
        left.addLayout(row(self.text, self.view))
        left.addWidget(self.officers, 1)
        keeps = self.desk.actor.may(May.KEEP_OFFICERS)
        left.addLayout(row(*((self.button(self.appoint), 1, self.button(self.nominate)) if keeps else (1,))))
        right.addLayout(row(self.pane, self.span))
        right.addWidget(self.stack, 1)
        right.addLayout(row(self.only_chosen, 1))
        self._new = self.button(self.enter_visit)
        sides = QHBoxLayout()
        sides.addLayout(left, 5)
        sides.addLayout(right, 6)
        self.column.addLayout(sides, 1)

    def _connect(self) -> None:
        self.span.show_choice(SpanChoice.QUARTER)
        self.pane.choose(VisitView.SHEETS)
        self._timer.timeout.connect(self._show_officers)
        self.text.textEdited.connect(lambda _text: self._timer.start(FIND_AFTER_MS))
        self.text.returnPressed.connect(self.officers.enter)
        self.officers.search_from(self.text)
        self.view.currentIndexChanged.connect(lambda _at: self._show_officers())
        self.span.changed.connect(self.load)
        self.span.refused.connect(lambda sentence: self.toast.emit(sentence, "bad"))
        self.pane.changed.connect(self._show_pane)
        self.only_chosen.toggled.connect(lambda _on: self._show_visits())
        self.officers.table.selectionModel().currentChanged.connect(lambda _now, _before: self._show_visits())

    def beside_pages(self) -> tuple[QWidget, ...]:
        return (self.papers.button, self._new)

    def make_commands(self) -> Commands:
        people, sheets, keep = self.officers.table, self.visits.table, May.KEEP_OFFICERS
        return (
            Command("F2", N_("Enter a visit"), self.enter_visit, label=N_("Enter a visit…"), role="primary"),
            Command("F3", N_("Find an officer"), self.go_to_search, repeats=True),
            Command(
                "F4",
                N_("Appoint, or for a further term"),
                self.appoint,
                label=NP_("officer", "Appoint…"),
                may=keep,
                of=people,
                enabled=lambda: self.officers.current() is not None,
            ),
            Command("F6", N_("Officers, or visits"), self.next_list, repeats=True),
            Command("F7", N_("New experience officer"), self.nominate, label=N_("New officer…"), may=keep, of=people),
            Command("Enter", N_("Open the chosen one"), self.open_chosen, on_label=False, of=(people, sheets)),
            *self.papers.commands(),
        )

    def fill(self) -> None:
        first, last = self.span.span
        with self.desk.read() as work:
            self._everybody = officer_rows(work)
            days = first or date.min, last or work.today
            self._came = visit_rows(work, *days)
            averages = zone_averages(work, *days)
        self.averages.show_rows([average_row(each) for each in averages])
        self._show_officers()

    def _show_officers(self) -> None:
        self._timer.stop()
        typed, view = self.text.text().strip(), self.view.value
        rows = [each for each in self._everybody if each.stands_in(view)]
        if typed:
            names = set(name_search.fitting({each.officer.name for each in rows}, typed))
            rows = fitting(rows, names, typed)
        self.officers.show_all(rows, keep=True)
        self.officers.foot.show_sum(_("{n} people", n=len(rows)) if rows else "")
        self._show_visits()

    def _show_visits(self) -> None:
        chosen = self.officers.current()
        own = chosen is not None and self.only_chosen.isChecked()
        rows = [each for each in self._came if not own or chosen is None or each.visit.officer_id == chosen.id]
        self.visits.show_all(rows, keep=True)
        self.visits.foot.show_sum(_("{n} sheets", n=len(rows)) if rows else "")
        self.show_enabled()

    def _show_pane(self, pane: VisitView) -> None:
        """The sheets, or what all of them come to: that is of everybody."""
        self.stack.setCurrentIndex(list(VisitView).index(pane))
        self.only_chosen.setEnabled(pane is VisitView.SHEETS)

    def show_view(self, view: OfficerView | None) -> None:
        """One view, nothing typed."""
        self.text.clear()
        self.view.choose(view or OfficerView.ALL)
        self.load()

    def has_letter(self) -> bool:
        """Has the chosen officer one?"""
        chosen = self.officers.current()
        return chosen is not None and bool(chosen.officer.letter)

    def go_to_search(self) -> None:
        """F3: the field for names and letters."""
        self.text.setFocus()
        self.text.selectAll()

    def next_list(self) -> None:
        """F6: officers and visits in turn."""
        if self.officers.table.hasFocus():
            self.pane.choose(VisitView.SHEETS)
            self.visits.enter()
        else:
            self.officers.enter()

    def open_chosen(self) -> None:
        """Enter: the card of an officer or of a visit."""
        if self.visits.table.hasFocus():
            if sheet := self.visits.current():
                self.open_visit(sheet.id)
        elif chosen := self.officers.current():
            self.open_officer(chosen.id)

    def open_officer(self, id: int) -> None:
        """The card of an officer, until it is closed."""
        self._open(OfficerCard(self.desk, id, self))

    def open_visit(self, id: int) -> None:
        """The card of a visit, until it is closed."""
        self._open(VisitCard(self.desk, id, self))

    def _open(self, card: RecordWindow) -> None:
        card.show_over(self.toast)
        self.done()

    def enter_visit(self) -> None:
        """F2: the sheet of a visit of the chosen officer, where they serve; with Ctrl+N more of them."""
        chosen = self.officers.current()
        serves = chosen is not None and chosen.officer.state is OfficerState.SERVING
        head = SheetHead(chosen.id if chosen and serves else None, self.desk.clock.today(), VisitWay.RANDOM)
        form = VisitSheet(self, self.desk, head)
        form.exec()
        if form.stored:
            last = form.stored[-1]
            self.done(_("{number} of {name} is stored.", number=last.number, name=last.officer))
            self.visits.choose(last.id)
        form.deleteLater()

    def nominate(self) -> None:
        """F7: somebody who is to be asked."""
        form = NominateOfficer(self, self.desk)
        if form.exec() and form.made is not None:
            self.done(_("{name} is nominated; F4 appoints.", name=form.made.name))
            self.officers.choose(form.made.id)
            self.officers.table.setFocus()
        form.deleteLater()

    def appoint(self) -> None:
        """F4: for a first term, or a further one."""
        chosen = self.officers.current()
        if chosen is None:
            return
        form = AppointOfficer(self, self.desk, chosen.officer)
        if form.exec():
            with self.desk.read() as work:
                officer: Officer = queries.find(work, chosen.id)
            about = {"name": officer.name, "letter": officer.letter, "day": officer.last}
            self.done(_("{name} is appointed until {day}: {letter}.", **about))
        form.deleteLater()
