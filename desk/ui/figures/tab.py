"""The tab 报表: the figures of any period on screen, each opening its rows; the papers and tables made of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from desk.books import disclosure, figures, submissions
from desk.books.cases import LEVELS, CaseState, Evaluation, statistics
from desk.books.cases.case_queries import CaseFilter
from desk.books.catalogue import ServiceMode
from desk.books.registry import BOOKS
from desk.books.submissions import month_figures as months_
from desk.books.submissions.month_figures import MonthFigures
from desk.core.calendar import date_words, weekday_names
from desk.core.figure import FigureRow, Number
from desk.core.month import Month
from desk.core.period import PeriodKind
from desk.core.permissions import May
from desk.core.words import N_, P_, _, named
from desk.core.work import Work
from desk.reports import registry
from desk.reports.figures import figure_rows
from desk.reports.figures.figure_rows import Fact
from desk.reports.kit.declaration import Format, Paper
from desk.services.session import Desk
from desk.ui.figures.figure_rows import FigureListDialog, read_and_show
from desk.ui.figures.heat import HeatMap
from desk.ui.figures.period_chooser import PeriodChooser
from desk.ui.figures.year_chart import YearChart
from desk.ui.shell.commands import Command, Commands
from desk.ui.shell.page import Page
from desk.ui.widgets import jobs, papers
from desk.ui.widgets.controls import button, clear_layout, label, panel
from desk.ui.widgets.flow import FlowLayout
from desk.ui.widgets.form_dialog import ask, sure
from desk.ui.widgets.save_as import ask_path, save_as
from desk.ui.widgets.scrolled import scrolled


class FiguresTab(Page):
    """报表: the figures of a period, and the papers made of them."""

    SHOWS = frozenset(BOOKS)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.chooser = PeriodChooser(desk)
        self.span = self.chooser.kind
        self.why_not = label("", "muted", wrap=True)
        """Why there is no paper of the dates shown, or why the month cannot be handed in yet."""
        self.facts = QGridLayout()
        self.facts.setSpacing(6)
        self.others = QGridLayout()
        self.others.setColumnStretch(1, 1)
        self.others_head = label(_("Other work of the centre"), "heading")
        self.year = YearChart(desk)
        self.year.days_wanted.connect(lambda span: self.destination_wanted.emit("cases.list", CaseFilter(**span)))
        self.heat = HeatMap()
        self.heat.setAccessibleName(_("Cases by weekday and hour"))
        self.rows = QVBoxLayout()
        self.handed = QVBoxLayout()
        self.preview_button = self.button(self.preview)
        self.figures_button = self.button(self.show_figures)
        self.xlsx_button = self.button(self.save_workbook)
        self.export_button = self.button(self.export)
        self.unmasked_button = self.button(self.export_unmasked)
        self.hand_in_button = self.button(self.hand_in)
        self._jobs: list[jobs.Job] = []
        self._lay_out()
        self.chooser.changed.connect(self.load)
        self.chooser.refused.connect(self._refused)

    def go_to(self, day: date) -> None:
        """The figures of another day, or of the week, month, quarter or year around it."""
        self.chooser.go_to(day)

    def make_commands(self) -> Commands:
        def has_paper() -> bool:
            return self._paper is not None

        return (
            Command("F3", N_("To the dates shown"), self.span.setFocus, repeats=True),
            Command(
                "Ctrl+P", N_("Preview the paper"), self.preview, label=N_("Preview"), role="primary", enabled=has_paper
            ),
            Command("", N_("Save as Excel"), self.save_workbook, enabled=has_paper),
            Command("F6", N_("All figures and their rows"), self.show_figures, label=N_("All figures")),
            Command("", N_("Details as Excel"), self.export),
            Command("", N_("Details unmasked"), self.export_unmasked, may=May.UNMASKED_EXPORT),
            Command("", N_("Hand in this month"), self.hand_in, may=May.HAND_IN),
        )

    def _lay_out(self) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(8, 8, 8, 8)
        tools = QWidget()
        tools.setLayout(
            FlowLayout(
                self.chooser,
                self.figures_button,
                self.preview_button,
                self.xlsx_button,
                self.export_button,
                self.unmasked_button,
                self.hand_in_button,
                gap=8,
            )
        )
        outer.addWidget(tools)
        outer.addWidget(self.why_not)
        left, column = panel()
        column.addWidget(label(_("Figures"), "heading"))
        column.addLayout(self.facts)
        column.addWidget(self.year)
        column.addWidget(label(_("Cases by weekday and hour"), "heading"))
        column.addWidget(self.heat)
        column.addWidget(self.others_head)
        column.addLayout(self.others)
        column.addStretch(1)
        right, more = panel()
        right.setFixedWidth(300)
        more.addWidget(label(_("By mode, evaluation and state"), "heading"))
        more.addLayout(self.rows)
        more.addStretch(1)
        more.addLayout(self.handed)
        area = scrolled(left)
        middle = QHBoxLayout()
        middle.addWidget(area, 1)
        middle.addWidget(right)
        outer.addLayout(middle, 1)

    @property
    def monthly(self) -> bool:
        """Is a month shown?"""
        return self.chooser.period.kind is PeriodKind.MONTH

    def dates(self) -> tuple[date, date]:
        """The first and last day shown."""
        return self.chooser.period.first, self.chooser.period.last

    def fill(self) -> None:
        first, last = self.dates()
        with self.desk.read() as work:
            counted = statistics.of_days(work, first, last)
            months = submissions.all_months(work)
        self._show_facts(counted)
        self.heat.show_heat(counted.heat, weekday_names(), figure_rows.shown_hours(counted))
        self.year.count(last)
        self._count_others()
        self._show_rows(counted)
        self._show_handed(months)
        self._say_what_there_is(months)

    def _say_what_there_is(self, months: list[submissions.Submission]) -> None:
        """The paper and the handing in, or why there is none of the dates shown."""
        may, reason = self.desk.actor.may(May.HAND_IN), ""
        if self._paper is None:
            reason = _("Papers are made of a day or a month; details and all figures of any days.")
        elif may and self.monthly:
            reason = self._why_not_yet({submission.period: submission.who for submission in months})
        self.hand_in_button.setVisible(may and self.monthly and not reason)
        self.why_not.setText(reason)
        self.why_not.setVisible(bool(reason))

    def _why_not_yet(self, handed_in: Mapping[str, str]) -> str:
        """Why the month shown cannot be handed in; empty when it can."""
        month = Month.of(self.chooser.period.first)
        if month >= Month.of(self.desk.clock.today()):
            day = date_words(month.next.first, self.desk.clock.today())
            return _("{month} is not over yet: it can be handed in from {day} on.", month=month.label, day=day)
        if who := handed_in.get(month.name):
            return _("{month} is handed in, by {name}.", month=month.label, name=who)
        return ""

    def _show_facts(self, counted: statistics.CaseFigures) -> None:
        clear_layout(self.facts)  # type: ignore[arg-type]
        for place, fact in enumerate(figure_rows.summary(counted)):
            box = QWidget()
            inner = QVBoxLayout(box)
            inner.setContentsMargins(4, 2, 4, 2)
            inner.setSpacing(0)
            box.setMinimumHeight(56)
            inner.addWidget(label(fact.name, "muted"))
            if fact.code:
                inner.addWidget(self._opener(fact))
            else:
                inner.addWidget(label(fact.text, "number") if len(fact.text) < 10 else label(fact.text))
            self.facts.addWidget(box, place // 4, place % 4)

    def _count_others(self) -> None:
        """Beside the window: a ledger of a whole district takes seconds. Only the newest answer counts."""
        self._show_others(None)
        if not self.monthly:
            return
        self.others_head.setText(_("Other work of the centre: counting…"))
        self.others_head.show()
        first, desk = self.dates()[0], self.desk

        def count(_progress: object) -> MonthFigures:
            with desk.read() as reading:
                return months_.counted(reading, Month.of(first))

        def done(whole: MonthFigures) -> None:
            if self.monthly and self.dates()[0] == first:
                self._show_others(whole)

        jobs.run_quietly(self, count, done, self._refused)

    def _show_others(self, whole: MonthFigures | None) -> None:
        """Of a month also what the other books tell; each name opens its tab."""
        clear_layout(self.others)  # type: ignore[arg-type]
        self.others_head.setText(_("Other work of the centre"))
        self.others_head.setVisible(whole is not None)
        for place, each in enumerate(months_.other_work(whole) if whole else ()):
            wanted = partial(self.destination_wanted.emit, each.leads_to, self.dates()[0])
            open_it = button(each.title, wanted, "link", _("Shows the rows behind it."))
            self.others.addWidget(open_it, place, 0)
            self.others.addWidget(label(each.sentence, wrap=True), place, 1)

    def _opener(self, fact: Fact) -> QWidget:
        """A figure as a button that shows its rows; the cases taken in are shown in their own list."""
        first, last = self.dates()
        cases = partial(self.destination_wanted.emit, "cases.list", CaseFilter(first=first, last=last))
        show = cases if fact.code == "cases" else partial(self.show_rows, fact.code)
        made = button(fact.text, show, "link", _("Shows exactly the rows behind this figure."))
        made.setAccessibleName(named(fact.name, fact.text))
        made.setStyleSheet("font-size: 22px; font-weight: bold; text-align: left; padding: 0;")
        return made

    def show_rows(self, code: str) -> None:
        """Exactly the rows behind a figure of the dates shown."""
        figure = figures.find(code)
        read_and_show(self, self.desk, figure, self._about, self.dates(), self._go_to, self._refused)

    def _go_to(self, chosen: FigureRow) -> None:
        self.destination_wanted.emit(chosen.leads_to, chosen.about)

    def _refused(self, sentence: str) -> None:
        self.toast.emit(sentence, "bad")

    def show_figures(self) -> None:
        """Every figure of the dates shown, each with the rows behind it: of a month of all books."""
        desk, (first, last), monthly = self.desk, self.dates(), self.monthly

        def count(_progress: object) -> dict[str, Number]:
            with desk.read() as work:
                if monthly:
                    return months_.plain(months_.counted(work, Month.of(first)))
                return statistics.plain(statistics.of_days(work, first, last))

        def show(values: dict[str, Number]) -> None:
            dialog = FigureListDialog(self, desk, self._about, (first, last), values)
            dialog.exec()
            dialog.deleteLater()
            if dialog.opened is not None:
                self._go_to(dialog.opened)

        self._run(_("Counting"), count, show)

    def _show_rows(self, counted: statistics.CaseFigures) -> None:
        clear_layout(self.rows)
        first, last = self.dates()
        span = CaseFilter(first=first, last=last)
        lines: list[tuple[str, int, CaseFilter]] = []
        lines += [(m.label, counted.by_mode[m], replace(span, mode=m)) for m in ServiceMode]
        shown = (*LEVELS, Evaluation.NOT_GIVEN, Evaluation.NOT_ASKED)
        lines += [
            (e.label, counted.evaluations[e], replace(span, evaluation=e)) for e in shown if counted.evaluations[e]
        ]
        lines += [(s.label, counted.by_state[s], replace(span, state=s)) for s in CaseState if counted.by_state[s]]
        for text, many, wanted in lines:
            show = partial(self.destination_wanted.emit, "cases.list", wanted)
            made = button(f"{text}　{many:,}", show, "link")
            made.setStyleSheet("text-align: left; padding: 0 4px; min-height: 20px;")
            self.rows.addWidget(made)

    def _show_handed(self, months: list[submissions.Submission]) -> None:
        clear_layout(self.handed)
        if not months:
            return
        self.handed.addWidget(label(P_("figures of a month", "Submitted"), "heading"))
        for submission in months[:6]:
            text = _("{period}, by {name}: save the file again", period=submission.period, name=submission.who)
            self.handed.addWidget(button(text, lambda p=submission.period: self.save_handed_in(p), "flat"))  # type: ignore[misc]

    @property
    def _paper(self) -> Paper | None:
        """None where no paper is made of such a period."""
        identifier = {PeriodKind.DAY: "day", PeriodKind.MONTH: "month"}.get(self.chooser.period.kind)
        return registry.paper(identifier) if identifier else None

    @property
    def _about(self) -> str:
        """What is shown, as it stands in a file's name."""
        return self.chooser.period.name

    def _maker(self, paper: Paper, wanted: Format) -> Callable[[Work], bytes]:
        """What makes the paper or workbook of the dates shown now."""
        files, (first, _last) = self.desk.files, self.dates()
        values = {"month": Month.of(first)} if self.monthly else {"date": first}
        return lambda work: paper.make(work, wanted, values, files)

    def _start(self, title: str, paper: Paper, wanted: Format, done: Callable[[bytes], object]) -> None:
        """Make the paper of the dates shown off the window's thread."""
        desk, make = self.desk, self._maker(paper, wanted)

        def work(_progress: object) -> bytes:
            with desk.read() as reading:
                return make(reading)

        self._run(title, work, done)

    def _run(self, title: str, work: jobs.Work, done: Callable[[Any], object]) -> None:
        """A job that cannot be stopped half-way; a refusal is told."""
        self._jobs.append(jobs.run(self, title, work, done, self._refused, can_cancel=False))

    def preview(self) -> None:
        """The paper of the dates shown, on screen."""
        paper = self._paper
        assert paper is not None
        show = partial(papers.show, self.window(), folder=self.desk.folder)
        identifier, about = paper.identifier, self._about
        self._start(_("Making the paper"), paper, Format.PDF, lambda content: show(content, identifier, about))

    def save_workbook(self) -> None:
        """The day's or the month's Excel into a file of one's choice."""
        if paper := self._paper:
            save_as(self, paper.file_name(Format.XLSX, self._about), self._maker(paper, Format.XLSX))

    def export_unmasked(self) -> None:
        """Ask what for; that goes into the log before anything is written."""

        logged: list[int] = []

        def allow(typed: dict[str, str]) -> None:
            with self.desk.write() as work:
                logged.append(disclosure.allow(work, typed["purpose"], "visits"))

        if ask(self, _("Details unmasked"), {"purpose": _("Purpose")}, allow):
            self.export(logged[0])

    def export(self, unmasked: int | None = None) -> None:
        """All cases of the span; in the clear with the line of the log that says what for."""
        paper = registry.paper("details")
        path = ask_path(self, paper.file_name(Format.XLSX))
        if path is None:
            return
        desk, span = self.desk, self.dates()

        def work(progress: Any) -> int:
            assert paper.stream is not None
            with desk.read() as reading:
                many: int = paper.stream.load()(reading, *span, path, unmasked=unmasked, progress=progress)
                return many

        def done(many: int) -> None:
            self.toast.emit(_("{n} rows in {file}.", n=many, file=path), "good")

        self._jobs.append(jobs.run(self, _("Writing"), work, done, self._refused))

    def hand_in(self) -> None:
        """Freeze the month and save the workbook that goes to the district."""
        first, _last = self.dates()
        if not sure(
            self,
            _(
                "Hand in {month}? The figures are frozen; later changes are told as corrections.",
                month=f"{first:%Y-%m}",
            ),
            _("Hand in"),
        ):
            return

        desk = self.desk

        def job(_progress: object) -> submissions.Submission:
            from desk.services import month_submission

            return month_submission.hand_in(desk, Month.of(first))

        def done(submission: submissions.Submission) -> None:
            self.save_handed_in(submission.period)

        self._run(_("Making the workbook"), job, done)

    def save_handed_in(self, period: str) -> None:
        """The workbook of a month (``2026-11``) as it was handed in, whatever has been changed since."""
        name = registry.paper("month").file_name(Format.XLSX, period)
        save_as(self, name, lambda work: submissions.file_of(work, period))
