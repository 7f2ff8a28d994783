"""A report as it was handed in 上报: its figures beside those of today, its files byte for byte, its copies."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from PySide6.QtWidgets import QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from desk.books import figures, own_figures, submissions
from desk.books.submissions import Correction, ReportCopy, ReportFile, ReportState, Submission, reporting, title_of
from desk.books.submissions.model import PAPER
from desk.core.calendar import full_moment_words
from desk.core.figure import FigureRow
from desk.core.permissions import May
from desk.core.tone import Tone
from desk.core.words import P_, _, named, phrases
from desk.core.work import Work
from desk.services.session import Desk
from desk.ui.figures.figure_rows import read_and_show
from desk.ui.shell.record_window import RecordWindow, beside_actions
from desk.ui.submissions import acts
from desk.ui.widgets import jobs, papers
from desk.ui.widgets.columns import Column
from desk.ui.widgets.controls import button, clear_layout, fit, keyed, label, row
from desk.ui.widgets.lists import ListView
from desk.ui.widgets.save_as import ask_path, write_files

KIB = 1024
FEW = 3
"""Lines of files and copies that are in sight."""


@dataclass(frozen=True)
class FrozenFigure:
    """A figure as it went out, and as it reads now; ``now`` is None until that is counted, ``correction`` is there
    where that is something else.
    """

    id: str
    name: str
    was: str
    now: str | None = None
    correction: Correction | None = None

    @property
    def title(self) -> str:
        """What it is called, and whether it is counted otherwise since."""
        return self.correction.title if self.correction else self.name

    @property
    def tone(self) -> Tone | None:
        """Does it read differently?"""
        return Tone.DUE_SOON if self.correction else None


def frozen(work: Work, report: Submission) -> list[FrozenFigure]:
    """Every figure of a report, also those entered by hand, without what it reads now."""
    own = {each.code: each.title for each in own_figures.all_figures(work)}
    return [
        FrozenFigure(code, own.get(code) or figures.name_of(code), figures.said(code, value))
        for code, value in report.figures.items()
    ]


def compared(work: Work, report: Submission) -> list[FrozenFigure]:
    """The same with what each figure reads now, first those of which that is something else."""
    counted = reporting.counted(work, report.span)
    corrected = {each.figure: each for each in submissions.of_report(work, report, counted)}
    rows = [
        replace(each, now=figures.said(each.id, counted.values.get(each.id)), correction=corrected.get(each.id))
        for each in frozen(work, report)
    ]
    return sorted(rows, key=lambda each: each.correction is None)


def columns() -> list[Column[FrozenFigure]]:
    """Figure, as handed in, now."""
    return [
        Column(P_("report", "Figure"), 200, lambda row: row.title, flex=1),
        Column(P_("report", "As handed in"), 90, lambda row: row.was, number=True),
        Column(P_("report", "Now"), 90, lambda row: row.now or "", lambda row: row.tone, number=True),
    ]


class ReportWindow(RecordWindow):
    """Opened from the page 上报."""

    SHOWS = frozenset({"submissions"})

    def __init__(self, desk: Desk, id: int, parent: QWidget) -> None:
        super().__init__(desk, parent)
        self._id = id
        self.leads: tuple[str, object] | None = None
        """Where whoever opened the window is to go once it is closed, and what has to be known there."""
        fit(self, 980, 640)
        self.heading, self.facts = label("", "title", wrap=True), label("", wrap=True)
        self.figures: ListView[FrozenFigure] = ListView(columns(), "", P_("report", "Figures"))
        self.figures.on_open(self.show_rows)
        self.files = _lines(P_("report", "Files"))
        self.files.itemActivated.connect(lambda _item: self.open_file())
        self.copies_head = label(P_("report", "Copies"), "heading")
        self.copies = _lines(P_("report", "Copies"))
        self.problem = label("", "problem", wrap=True)
        self._actions = QVBoxLayout()
        self._is_compared = False
        self._lay_out()
        self.load()
        self.files.setFocus()

    def _lay_out(self) -> None:
        left = QVBoxLayout()
        left.addWidget(self.facts)
        left.addWidget(self.figures, 3)
        left.addWidget(label(P_("report", "Files, as they were handed in"), "heading"))
        left.addWidget(self.files)
        left.addWidget(self.copies_head)
        left.addWidget(self.copies)
        outer = QVBoxLayout(self)
        outer.addWidget(self.heading)
        outer.addLayout(beside_actions(left, self._actions, self.problem, (4, 1)), 1)
        save = keyed(self, _("Save the file…"), self.save_file, "Ctrl+S")
        outer.addLayout(row(save, 1, button(_("Close"), self.accept, key="Esc")))

    def fill(self) -> None:
        """Read the report; what its figures read now is counted beside the window."""
        with self.desk.read() as work:
            self.report = report = submissions.get(work, self._id)
            self._files = submissions.files_of(work, self._id)
            copies = submissions.copies_of(work, self._id)
            rows = frozen(work, report)
        self.setWindowTitle(title_of(report.span))
        self.heading.setText(f"{title_of(report.span)}　{report.state.label}")
        self.facts.setText("\n".join(named(caption, value) for caption, value in _facts(report) if value))
        self._show_figures(rows)
        self._compare(report)
        _fill(self.files, [_file_words(each) for each in self._files])
        for at, each in enumerate(self._files):
            self.files.item(at).setToolTip(f"SHA-256 {each.sha256}")
        _fill(self.copies, [_copy_words(each) for each in copies])
        for part in (self.copies_head, self.copies):
            part.setVisible(bool(copies))
        self._offer(report)

    def _compare(self, report: Submission) -> None:
        """Count the figures of today beside the window."""

        def count(_progress: object) -> list[FrozenFigure]:
            with self.desk.read() as work:
                return compared(work, report)

        def show(rows: list[FrozenFigure]) -> None:
            if self.report == report:
                first_seen, self._is_compared = not self._is_compared, True
                nobody_moved = first_seen and self.figures.table.currentIndex().row() <= 0
                self._show_figures(rows)
                if nobody_moved and rows:
                    self.figures.choose(rows[0].id)

        jobs.run_quietly(self, count, show, self.problem.setText)

    def show_rows(self, chosen: FrozenFigure) -> None:
        """Enter on a figure: the records behind it as the book has them now."""
        self.problem.setText("")
        figure, span = figures.declared().get(chosen.id), self.report.span
        if figure is None:
            self.problem.setText(_("This figure was entered by hand: there are no records behind it."))
            return
        days = (span.first, span.last)
        read_and_show(self, self.desk, figure, span.label, days, self._leave_for, self.problem.setText)

    def _leave_for(self, opened: FigureRow) -> None:
        self.leads = (opened.leads_to, opened.about)
        self.accept()

    def _offer(self, report: Submission) -> None:
        clear_layout(self._actions)
        if not self.desk.actor.may(May.HAND_IN):
            return
        self._actions.addWidget(button(P_("report", "Copy to…"), self.copy))
        if report.state is ReportState.HANDED_IN:
            received = self.doing(lambda: acts.mark_received(self, self.desk, report))
            back = self.doing(lambda: acts.take_back(self, self.desk, report))
            self._actions.addWidget(button(P_("report", "Received by the district"), received))
            self._actions.addWidget(button(P_("report", "Take back…"), back))

    def _show_figures(self, rows: Sequence[FrozenFigure]) -> None:
        self.figures.show_all(rows, keep=True)
        many = sum(each.correction is not None for each in rows)
        self.figures.foot.show_sum(_("{n} read differently today", n=many) if many else "")

    @property
    def file(self) -> ReportFile | None:
        """The chosen file."""
        at = self.files.currentRow()
        return self._files[at] if 0 <= at < len(self._files) else None

    def _content(self, file: ReportFile) -> bytes:
        with self.desk.read() as work:
            return submissions.file_of(work, self._id, file.name)

    def open_file(self) -> None:
        """Enter: the paper on screen; any other file is saved, to be opened by its own program."""
        if self.file is not None and self.file.name == PAPER:
            title = title_of(self.report.span)
            papers.show(self, self._content(self.file), "month", folder=self.desk.folder, title=title)
        else:
            self.save_file()

    def save_file(self) -> None:
        """Ctrl+S: the chosen file as it went out, byte for byte."""
        file = self.file
        if file is None or (path := ask_path(self, file.file_name)) is None:
            return
        write_files(self, path, lambda: {path: self._content(file)}, self._tell)

    def _tell(self, sentence: str, kind: str) -> None:
        if kind == "bad":
            self.problem.setText(sentence)
        else:
            self.toast.emit(sentence, kind)

    def copy(self) -> None:
        """All files to a folder or stick, compared there."""
        acts.copy(self, self.desk, self.report, self.problem.setText, self.acted)


def _lines(name: str) -> QListWidget:
    """A low list of a few lines."""
    made = QListWidget()
    made.setAccessibleName(name)
    return made


def _fill(shown: QListWidget, lines: Sequence[str]) -> None:
    at = max(shown.currentRow(), 0)
    shown.clear()
    for line in lines:
        shown.addItem(QListWidgetItem(line))
    shown.setCurrentRow(min(at, len(lines) - 1))
    high = shown.sizeHintForRow(0) if lines else shown.fontMetrics().lineSpacing()
    shown.setFixedHeight(high * min(max(len(lines), 1), FEW) + 2 * shown.frameWidth())


def _file_words(file: ReportFile) -> str:
    return f"{file.file_name}　{max(file.size // KIB, 1):,} KB"


def _copy_words(copy: ReportCopy) -> str:
    return phrases((full_moment_words(copy.at), copy.who, copy.folder))


def _facts(report: Submission) -> list[tuple[str, str]]:
    received, back = report.received_at, report.withdrawn_at
    return [
        (P_("report", "Handed in"), phrases((full_moment_words(report.at), report.who))),
        (
            P_("report", "Received by the district"),
            phrases((full_moment_words(received), report.received_by or "")) if received else "",
        ),
        (
            P_("report", "Taken back"),
            phrases((full_moment_words(back), report.withdrawn_by or "", report.withdrawn_for)) if back else "",
        ),
        (P_("report", "Program"), report.program),
    ]
