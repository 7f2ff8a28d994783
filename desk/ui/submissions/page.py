"""The page 上报 of 报表: which periods are to be handed in, which were, and what becomes of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from desk.books.submissions import ReportState, Submission, title_of
from desk.core.period import Period
from desk.core.permissions import May
from desk.core.words import N_, NP_, P_, _
from desk.services import report_submission
from desk.services.session import Desk
from desk.ui.shell.column_page import ColumnPage
from desk.ui.shell.commands import Command, Commands
from desk.ui.submissions import acts, checks_dialog, rows
from desk.ui.submissions.report_window import ReportWindow
from desk.ui.submissions.rows import ReportRow, ReportView
from desk.ui.widgets import jobs
from desk.ui.widgets.controls import Combo, label, row
from desk.ui.widgets.lists import ListView
from desk.ui.widgets.newest_answer import NewestAnswer


class SubmissionsPage(ColumnPage):
    """上报: everybody may look; who may hand in acts."""

    SHOWS = frozenset({"centre", "submissions", "visits"})
    AGES = True

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._rows: list[ReportRow] = []
        self._changed: dict[int, int] = {}
        self._counted: frozenset[int] | None = None
        """The reports whose corrections were counted since the page was loaded."""
        self.view = Combo([(each.label, each) for each in ReportView])
        self.view.setAccessibleName(P_("report", "Kind of report"))
        self.list: ListView[ReportRow] = ListView(
            rows.columns(), _("No period is over since the centre was set up."), P_("page", "Handing in")
        )
        self.list.foot.keys_words = _("↑↓ choose　Enter open　right button more")
        self.answer = NewestAnswer(self, desk)
        self.answer.answered.connect(self._take_corrections)
        self.answer.refused.connect(lambda sentence: self.toast.emit(sentence, "bad"))
        self._lay_out()
        self.view.currentIndexChanged.connect(lambda _at: self._show())
        self.list.table.selectionModel().currentChanged.connect(lambda _now, _before: self.show_enabled())

    def _lay_out(self) -> None:
        about = _("What is handed in is frozen with its files; what changes later is told as corrections.")
        self.column.addLayout(row(self.view, label(about, "muted"), 1))
        self.column.addWidget(self.list, 1)
        self.buttons = [
            self.button(act) for act in (self.check, self.take_back, self.mark_received, self.copy, self.hand_in)
        ]
        self.column.addLayout(row(*self.buttons[:2], 1, *self.buttons[2:]))

    def make_commands(self) -> Commands:
        table, may = self.list.table, May.HAND_IN
        open_, stands, underway = self._can_hand_in, self._is_report, self._is_underway
        about_one = (
            ("F4", N_("Copy the files to a folder or stick"), NP_("report", "Copy to…"), self.copy, stands),
            ("F6", N_("The district has this report"), NP_("report", "Received"), self.mark_received, underway),
            ("F7", N_("Take the report back"), NP_("report", "Take back…"), self.take_back, underway),
            ("F8", N_("Look the period through before handing in"), NP_("report", "Check…"), self.check, open_),
        )
        hand_in = N_("Hand the chosen period in"), self.hand_in, NP_("report", "Hand in…")
        return (
            Command("F2", *hand_in, role="primary", may=may, of=table, enabled=open_),
            Command("F3", N_("To the list of reports"), self.list.enter, repeats=True),
            *(
                Command(key, purpose, act, label=short, may=may, of=table, enabled=enabled)
                for key, purpose, short, act, enabled in about_one
            ),
            Command("Enter", N_("Open the chosen one"), self.open_chosen, on_label=False, of=table),
        )

    def fill(self) -> None:
        with self.desk.read() as work:
            self._rows = rows.rows(work)
        self._show()
        sent = frozenset(each.report.id for each in self._rows if each.report is not None)
        if sent != self._counted:  # years of reports are not counted anew at every visit that is registered
            self._counted = sent
            self.answer.ask(rows.corrections)

    def load(self) -> None:
        """Looked at again, or F5: what changed in the reports is counted anew as well."""
        self._counted = None
        super().load()

    def _take_corrections(self, changed: dict[int, int]) -> None:
        self._changed = changed
        self._show()

    def _show(self) -> None:
        fitting = [each for each in self._rows if each.stands_in(self.view.value)]
        known = [
            replace(each, changed=self._changed.get(each.report.id)) if each.report is not None else each
            for each in fitting
        ]
        self.list.show_all(known, keep=True)
        missing = sum(each.is_open and each.is_asked and each.left < 0 for each in known)
        self.list.foot.show_sum(P_("report", "{n} late", n=missing) if missing else "")
        self.show_enabled()

    @property
    def chosen(self) -> ReportRow | None:
        """The row that acts are about."""
        return self.list.current()

    def _can_hand_in(self) -> bool:
        return self.chosen is not None and self.chosen.is_open

    def _is_report(self) -> bool:
        return self.chosen is not None and self.chosen.report is not None

    def _is_underway(self) -> bool:
        report = self.chosen.report if self.chosen else None
        return report is not None and report.state is ReportState.HANDED_IN

    def show_period(self, name: str) -> None:
        """The row of a period by its name (2026-11, 2026-Q4), read anew; the first row for an empty one."""
        self.view.choose(ReportView.ALL)
        self.load()
        for each in self.list.model.rows:
            if each.period.name == name:
                self.list.choose(each.id)
                break
        self.list.enter()

    def open_chosen(self) -> None:
        """Enter: the report as it went out, or what is odd in a period that is still to go out."""
        chosen = self.chosen
        if chosen is not None and chosen.report is not None:
            window = ReportWindow(self.desk, chosen.report.id, self)
            window.show_over(self.toast)
            self.done()
            if window.leads is not None:
                self.destination_wanted.emit(*window.leads)
        elif chosen is not None and self.desk.actor.may(May.HAND_IN):
            self.check()

    def check(self) -> None:
        """F8: what is odd is explained, and remarks are written, without handing in yet."""
        if self.chosen is not None:
            self._look_through(self.chosen.period, self.done, "")

    def hand_in(self) -> None:
        """F2: look through, explain, hand in. What is not explained is shown so and forbids nothing."""
        if self.chosen is not None:
            period = self.chosen.period
            self._look_through(period, lambda: self._freeze(period), P_("report", "Hand in"))

    def _look_through(self, period: Period, then: Callable[[], object], caption: str) -> None:
        checks_dialog.check(self, self.desk, period, self.alarm, then, caption)

    def _freeze(self, period: Period) -> None:
        desk = self.desk

        def done(report: Submission) -> None:
            self.take_alarms_back()
            self.done(_("{report} is handed in. F4 copies the files to a stick.", report=title_of(report.span)))
            self.show_period(report.period)

        jobs.run(
            self,
            _("Handing in"),
            lambda _progress: report_submission.hand_in(desk, period),
            done,
            self.alarm,
            can_cancel=False,
            after_asking=True,
        )

    def _report(self) -> Submission | None:
        return self.chosen.report if self.chosen else None

    def copy(self) -> None:
        """F4: to a folder or stick, read back and compared."""
        if report := self._report():
            acts.copy(self, self.desk, report, self.alarm, self.done)

    def mark_received(self) -> None:
        """F6: the district said that it has it."""
        if report := self._report():
            self._after(acts.mark_received(self, self.desk, report))

    def take_back(self) -> None:
        """F7: with a reason, while the district does not have it."""
        if report := self._report():
            self._after(acts.take_back(self, self.desk, report))

    def _after(self, sentence: str) -> None:
        if sentence:
            self.done(sentence)
        self.list.table.setFocus()
