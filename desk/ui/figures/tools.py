"""What stands over all pages of 报表: the period, the papers and tables made of it, and the handing in of a month."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from typing import Any

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desk.books import disclosure
from desk.books.submissions import title_of, whole_figures
from desk.core.calendar import date_words
from desk.core.clock import local
from desk.core.figure import Number
from desk.core.period import MONTHS, Period, PeriodKind
from desk.core.permissions import May
from desk.core.tone import Tone
from desk.core.words import N_, NP_, _
from desk.core.work import Work
from desk.reports import registry
from desk.reports.kit.declaration import Format, Given, Paper
from desk.services.session import Desk
from desk.ui.figures.figure_rows import FigureListDialog
from desk.ui.figures.period_chooser import PeriodChooser
from desk.ui.shell.commands import Command, Commands
from desk.ui.shell.page import Page
from desk.ui.submissions.rows import ReportRow
from desk.ui.widgets import jobs, papers
from desk.ui.widgets.controls import label
from desk.ui.widgets.flow import FlowLayout
from desk.ui.widgets.form_dialog import ask
from desk.ui.widgets.save_as import ask_path, save_as
from desk.ui.widgets.tag import show_tag, tag


class FiguresTools(Page):
    """The period of all pages, and what can be made of it."""

    report_wanted = Signal(str)
    """The page 上报 is to be shown, at the report of a period by its name."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.chooser = PeriodChooser(desk)
        self.kind = self.chooser.kind
        self._known: tuple[Period, ReportRow | None] | None = None
        """How the report of a period stands, as the page counted it last; None until then."""
        self.state = tag()
        """Is the report of the dates shown handed in?"""
        self.busy = label("", "muted")
        """Says that the counting takes long, in a place that is kept for it."""
        self.why_not = label("", "muted")
        """More about that, or why there is no report and no paper of the dates shown."""
        self.figures_button = self.button(self.show_figures)
        self.export_button = self.button(self.show_exports)
        self.preview_button = self.button(self.preview)
        self.hand_in_button = self.button(self.hand_in)
        self._lay_out()
        self.chooser.changed.connect(self.say_what_there_is)
        self.chooser.refused.connect(self._refused)

    def make_commands(self) -> Commands:
        def has_paper() -> bool:
            return self._paper is not None

        return (
            Command("F3", N_("To the dates shown"), self.kind.setFocus, repeats=True),
            Command(
                "Ctrl+P", N_("Preview the paper"), self.preview, label=N_("Preview"), role="primary", enabled=has_paper
            ),
            Command("F6", N_("All figures and their rows"), self.show_figures, label=N_("All figures")),
            Command("F4", N_("Export"), self.show_exports, opens_menu=True),
            Command("", N_("Save as Excel"), self.save_workbook, enabled=has_paper),
            Command("", N_("Details as Excel"), self.export),
            Command("", N_("Details unmasked"), self.export_unmasked, may=May.UNMASKED_EXPORT),
            Command("", NP_("report", "Hand in…"), self.hand_in, may=May.HAND_IN),
        )

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self.busy.ensurePolished()  # from here on its letters are those of the style sheet
        self.say_counting(True)
        wide = self.busy.sizeHint().width()
        self.say_counting(False)
        high = max(self.kind.sizeHint().height(), self.hand_in_button.sizeHint().height())
        self.busy.setMinimumSize(wide, high)
        self.why_not.setMinimumHeight(high)
        column.addLayout(FlowLayout(self.chooser, self.state, self.why_not, self.hand_in_button, self.busy, gap=8))

    @property
    def buttons(self) -> tuple[QWidget, ...]:
        """What stands beside the pages."""
        return self.figures_button, self.export_button, self.preview_button

    def dates(self) -> tuple[date, date]:
        """The first and last day shown."""
        return self.chooser.period.first, self.chooser.period.last

    def fill(self) -> None:
        self.say_what_there_is()

    def say_counting(self, lasts: bool) -> None:
        """Whether the counting takes so long that somebody may wonder."""
        self.busy.setText(_("Counting…") if lasts else "")

    def take_report(self, period: Period, report: ReportRow | None) -> None:
        """How the report of a period stands."""
        self._known = (period, report)
        self.say_what_there_is()

    def say_what_there_is(self) -> None:
        """How the report of the dates shown stands, or why there is none."""
        period, known = self.chooser.period, self._known
        report = known[1] if known and known[0] == period else None
        show_tag(self.state, report.state if report else "", (report and report.tone) or Tone.QUIET)
        sentence = self._about_report(report) if report else self._why_none(period)
        self.why_not.setText(sentence)
        self.why_not.setVisible(bool(sentence))
        self.hand_in_button.setVisible(report is not None and report.is_open and self.desk.actor.may(May.HAND_IN))
        self.show_enabled()

    def _about_report(self, report: ReportRow) -> str:
        """Until when it is wanted, or since when it stands as it went out."""
        today = self.desk.clock.today()
        if report.report is None:
            day = date_words(report.until, today)
            return _("Due on {day}; once handed in, the figures stay as they are.", day=day)
        day = date_words(local(report.report.at).date(), today)
        return _("{name} handed it in on {day}; the figures stay as they are.", name=report.report.who, day=day)

    def _why_none(self, period: Period) -> str:
        """Why there is no report of the dates shown; empty while it is not known whether there is."""
        today = self.desk.clock.today()
        if period.kind is PeriodKind.DAY or (period.kind in MONTHS and period.last < today):
            return ""
        if period.kind not in MONTHS:
            return _("Papers are made of a day, a month, a quarter, half a year or a year.")
        day = date_words(period.last + timedelta(days=1), today)
        return _("{period} is not over yet: it can be handed in from {day} on.", period=period.label, day=day)

    def _refused(self, sentence: str) -> None:
        self.toast.emit(sentence, "bad")

    def show_exports(self) -> None:
        """What can be saved of the dates shown, to be chosen from."""
        menu = self.menu_with(self.save_workbook, self.export, self.export_unmasked)
        menu.popup(self.export_button.mapToGlobal(QPoint(0, self.export_button.height())))

    def show_figures(self) -> None:
        """Every figure of the dates shown of all books, each with the rows behind it."""
        desk, span = self.desk, self.dates()
        days = self.chooser.period.label

        def count(_progress: object) -> dict[str, Number]:
            with desk.read() as work:
                return whole_figures.plain(whole_figures.counted(work, *span))

        def show(values: dict[str, Number]) -> None:
            dialog = FigureListDialog(self, desk, days, span, values)
            dialog.exec()
            dialog.deleteLater()
            if dialog.opened is not None:
                self.destination_wanted.emit(dialog.opened.leads_to, dialog.opened.about)

        self._run(_("Counting"), count, show)

    @property
    def _paper(self) -> Paper | None:
        """The day sheet, or the report of whole months; None where no paper is made of such days."""
        kind = self.chooser.period.kind
        identifier = "day" if kind is PeriodKind.DAY else "district" if kind in MONTHS else ""
        return registry.paper(identifier) if identifier else None

    @property
    def _about(self) -> str:
        """What is shown, as it stands in a file's name."""
        return self.chooser.period.name

    @property
    def _report_title(self) -> str:
        """2026年第4季度季报: what a report of whole months is called, on its file too; empty for a day."""
        period = self.chooser.period
        return title_of(period) if period.kind in MONTHS else ""

    def _maker(self, paper: Paper, wanted: Format) -> Callable[[Work], bytes]:
        """What makes the paper or workbook of the dates shown now."""
        files, period = self.desk.files, self.chooser.period
        values = {"date": period.first} if period.kind is PeriodKind.DAY else {"period": Given(period)}
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
        jobs.run(self, title, work, done, self._refused, can_cancel=False)

    def preview(self) -> None:
        """The paper of the dates shown, on screen."""
        paper = self._paper
        assert paper is not None
        show = partial(papers.show, self.window(), folder=self.desk.folder)
        identifier, about, title = paper.identifier, self._about, self._report_title
        self._start(
            _("Making the paper"), paper, Format.PDF, lambda content: show(content, identifier, about, title=title)
        )

    def save_workbook(self) -> None:
        """The day's or the month's Excel into a file of one's choice."""
        if paper := self._paper:
            title = self._report_title
            name = f"{title}{Format.XLSX.suffix}" if title else paper.file_name(Format.XLSX, self._about)
            save_as(self, name, self._maker(paper, Format.XLSX))

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

        jobs.run(self, _("Writing"), work, done, self._refused)

    def hand_in(self) -> None:
        """To the page 上报, where the month shown is looked through and handed in."""
        self.report_wanted.emit(self._about)
