"""What stands over all pages of 报表: the period, the papers and tables made of it, and the handing in of a month."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desk.books import disclosure, submissions
from desk.books.cases import statistics
from desk.books.submissions import whole_figures
from desk.core.calendar import date_words
from desk.core.figure import Number
from desk.core.month import Month
from desk.core.period import PeriodKind
from desk.core.permissions import May
from desk.core.words import N_, _
from desk.core.work import Work
from desk.reports import registry
from desk.reports.kit.declaration import Format, Paper
from desk.services.session import Desk
from desk.ui.figures.figure_rows import FigureListDialog
from desk.ui.figures.period_chooser import PeriodChooser
from desk.ui.shell.commands import Command, Commands
from desk.ui.shell.page import Page
from desk.ui.widgets import jobs, papers
from desk.ui.widgets.controls import label
from desk.ui.widgets.flow import FlowLayout
from desk.ui.widgets.form_dialog import ask
from desk.ui.widgets.save_as import ask_path, save_as


class FiguresTools(Page):
    """The period of all pages, and what can be made of it."""

    report_wanted = Signal(str)
    """The page 上报 is to be shown, at the report of a period by its name."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.chooser = PeriodChooser(desk)
        self.kind = self.chooser.kind
        self.submitted: Sequence[submissions.Submission] | None = None
        """The months handed in; None until they are known."""
        self.busy = label("", "muted")
        """Says that the counting takes long, in a place that is kept for it."""
        self.why_not = label("", "muted")
        """Why there is no paper of the dates shown, or why the month cannot be handed in yet."""
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
            Command("", N_("Hand in this month"), self.hand_in, may=May.HAND_IN),
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
        column.addLayout(FlowLayout(self.chooser, self.why_not, self.hand_in_button, self.busy, gap=8))

    @property
    def buttons(self) -> tuple[QWidget, ...]:
        """What stands beside the pages."""
        return self.figures_button, self.export_button, self.preview_button

    @property
    def monthly(self) -> bool:
        """Is a month shown?"""
        return self.chooser.period.kind is PeriodKind.MONTH

    def dates(self) -> tuple[date, date]:
        """The first and last day shown."""
        return self.chooser.period.first, self.chooser.period.last

    def fill(self) -> None:
        self.say_what_there_is()

    def say_counting(self, lasts: bool) -> None:
        """Whether the counting takes so long that somebody may wonder."""
        self.busy.setText(_("Counting…") if lasts else "")

    def take_submitted(self, submitted: Sequence[submissions.Submission]) -> None:
        """Which months are handed in, the latest first."""
        self.submitted = submitted
        self.say_what_there_is()

    def say_what_there_is(self) -> None:
        """The paper and the handing in, or why there is none of the dates shown."""
        may, reason = self.desk.actor.may(May.HAND_IN), ""
        is_known = self.submitted is not None
        if self._paper is None:
            reason = _("Papers are made of a day or a month; details and all figures of any days.")
        elif may and self.monthly and self.submitted is not None:
            reason = self._why_not_yet({submission.period: submission.who for submission in self.submitted})
        self.hand_in_button.setVisible(may and self.monthly and is_known and not reason)
        self.why_not.setText(reason)
        self.why_not.setVisible(bool(reason))
        self.show_enabled()

    def _why_not_yet(self, handed_in: dict[str, str]) -> str:
        """Why the month shown cannot be handed in; empty when it can."""
        month = Month.of(self.chooser.period.first)
        if month >= Month.of(self.desk.clock.today()):
            day = date_words(month.next.first, self.desk.clock.today())
            return _("{month} is not over yet: it can be handed in from {day} on.", month=month.label, day=day)
        if who := handed_in.get(month.name):
            return _("{month} is handed in, by {name}.", month=month.label, name=who)
        return ""

    def _refused(self, sentence: str) -> None:
        self.toast.emit(sentence, "bad")

    def show_exports(self) -> None:
        """What can be saved of the dates shown, to be chosen from."""
        menu = self.menu_with(self.save_workbook, self.export, self.export_unmasked)
        menu.popup(self.export_button.mapToGlobal(QPoint(0, self.export_button.height())))

    def show_figures(self) -> None:
        """Every figure of the dates shown, each with the rows behind it: of a month of all books."""
        desk, (first, last), monthly = self.desk, self.dates(), self.monthly
        days = self.chooser.period.label

        def count(_progress: object) -> dict[str, Number]:
            with desk.read() as work:
                if monthly:
                    return whole_figures.plain(whole_figures.counted(work, *Month.of(first).span))
                return statistics.plain(statistics.of_days(work, first, last))

        def show(values: dict[str, Number]) -> None:
            dialog = FigureListDialog(self, desk, days, (first, last), values)
            dialog.exec()
            dialog.deleteLater()
            if dialog.opened is not None:
                self.destination_wanted.emit(dialog.opened.leads_to, dialog.opened.about)

        self._run(_("Counting"), count, show)

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
        jobs.run(self, title, work, done, self._refused, can_cancel=False)

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

        jobs.run(self, _("Writing"), work, done, self._refused)

    def hand_in(self) -> None:
        """To the page 上报, where the month shown is looked through and handed in."""
        self.report_wanted.emit(self._about)
