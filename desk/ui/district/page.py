"""The page 区级汇总 of the district's own PC: a folder of workbooks, a light for each, and what they come to."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from desk.books.district import judging, listing, reading, report, returns
from desk.books.district.model import DistrictCentre, Judged, Trouble
from desk.books.district.report import DistrictReport, FileLine
from desk.books.district.returns import Taken
from desk.core.period import MONTHS, Period, PeriodKind
from desk.core.permissions import May
from desk.core.spreadsheet import Progress
from desk.core.typed_days import Leaning
from desk.core.words import N_, NP_, P_, _
from desk.core.work import Work
from desk.services.session import Desk
from desk.ui.district import rows
from desk.ui.district.centre_form import CentreForm, KeyFiguresForm
from desk.ui.district.file_window import FileWindow
from desk.ui.district.papers import DistrictPapers
from desk.ui.district.rows import DistrictView, FileRow, RankRow, TotalRow
from desk.ui.shell.column_page import ColumnPage
from desk.ui.shell.commands import Command, Commands
from desk.ui.shell.text_size import hold
from desk.ui.widgets import jobs
from desk.ui.widgets.choices import Choice
from desk.ui.widgets.controls import Combo, label, row
from desk.ui.widgets.day_line import DayLine
from desk.ui.widgets.field_parts import NARROW
from desk.ui.widgets.lists import ListView
from desk.ui.widgets.month_control import PeriodControl
from desk.ui.widgets.newest_answer import NewestAnswer
from desk.ui.widgets.save_as import ask_folder

LIGHTS_MS = 200
"""How often the lights that came are shown while a folder is read."""
ENLISTED, TRUSTED = Trouble.UNKNOWN_CENTRE, Trouble.KEY_UNKNOWN


class DistrictPage(ColumnPage):
    """区级汇总: for whoever merges the district's figures."""

    SHOWS = frozenset({"centre", "district"})
    file_judged = Signal(object)
    """A file was read, with what can be said of it alone; from the thread that reads."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.report: DistrictReport | None = None
        """What is shown; None until something was reckoned."""
        self.period = Period.around(PeriodKind.MONTH, desk.clock.today()).plus(-1)
        self._taken: dict[str, Taken] = {}
        """The files of each period that were read since the page was opened."""
        self._coming: list[Judged] = []
        self.kind = Combo([(kind.label, kind) for kind in MONTHS])
        names = (_("Period that is merged"), P_("period", "Earlier"), P_("period", "Later"))
        self.line = PeriodControl(desk.clock.today, self.period, names)
        self.view = Choice(tuple(DistrictView))
        self.ranked = Combo([])
        self.received = DayLine(desk, desk.clock.today(), Leaning.BACK)
        self.files: ListView[FileRow] = ListView(
            rows.file_columns(),
            _("Nothing has come of this period. F2 reads the folder with the centres' workbooks."),
            P_("view of the district", "Files"),
        )
        self.totals: ListView[TotalRow] = ListView(
            rows.total_columns(), _("Nothing is merged yet."), P_("view of the district", "Totals")
        )
        self.rankings: ListView[RankRow] = ListView(
            rows.rank_columns(), _("Nothing is ranked yet."), P_("view of the district", "Rankings"), sortable=False
        )
        self.centres: ListView[DistrictCentre] = ListView(
            rows.centre_columns(),
            _("No centres are listed yet. F7 adds the first; a whole list comes by importing."),
            P_("view of the district", "Centres"),
        )
        self.stack = QStackedWidget()
        self.about = label("", "muted")
        self.papers = DistrictPapers(self)
        self.answer = NewestAnswer(self, desk)
        self._lights = QTimer(self, singleShot=True, interval=LIGHTS_MS)
        self._lay_out()
        self._connect()

    @property
    def lists(self) -> dict[DistrictView, ListView[Any]]:
        """The list of each view."""
        return {
            DistrictView.FILES: self.files,
            DistrictView.TOTALS: self.totals,
            DistrictView.RANKINGS: self.rankings,
            DistrictView.CENTRES: self.centres,
        }

    def _lay_out(self) -> None:
        self.kind.setAccessibleName(_("Which days are counted"))
        self.ranked.setAccessibleName(P_("view of the district", "Rankings"))
        self._read = self.button(self.read_folder)
        for each in self.lists.values():
            self.stack.addWidget(each)
        self.view.stay_on_one_line()
        hold(self.received, QWidget.setFixedWidth, NARROW)
        self.received.setAccessibleName(P_("district's table", "Received"))
        came = label(P_("district's table", "Received"), "muted")
        self.column.addLayout(row(self.kind, self.line, self.view, 1, came, self.received))
        self.column.addLayout(row(self.about, 1, self.ranked))
        self.column.addWidget(self.stack, 1)
        self.column.addLayout(
            row(
                self.button(self.trust),
                self.button(self.enlist),
                self.button(self.add_centre),
                self.button(self.choose_figures),
                1,
            )
        )

    def _connect(self) -> None:
        self.kind.currentIndexChanged.connect(lambda _at: self._turn_to(self.kind.value))
        self.line.changed.connect(self.go_to)
        for refused in (self.line.refused, self.received.refused):
            refused.connect(lambda sentence: self.toast.emit(sentence, "bad"))
        self.view.changed.connect(self._show_view)
        self.ranked.currentIndexChanged.connect(lambda _at: self._show_ranking())
        self.answer.answered.connect(self._show)
        self.answer.refused.connect(lambda sentence: self.toast.emit(sentence, "bad"))
        self.file_judged.connect(self._take_light)
        self._lights.timeout.connect(self._show_lights)
        for each in self.lists.values():
            each.table.selectionModel().currentChanged.connect(lambda _now, _before: self.show_enabled())
        self.view.choose(DistrictView.FILES)

    def beside_pages(self) -> tuple[QWidget, ...]:
        return (self.papers.button, self._read)

    def make_commands(self) -> Commands:
        files, centres, may = self.files.table, self.centres.table, May.MERGE_DISTRICT
        tables = (files, self.totals.table, self.rankings.table, centres)
        return (
            Command(
                "F2",
                N_("Read the folder with the centres' workbooks…"),
                self.read_folder,
                N_("Read a folder…"),
                "primary",
                may=may,
            ),
            Command("F3", N_("To the list"), self.enter_list, repeats=True),
            Command("F6", N_("Files, totals, rankings, centres"), self.next_view, repeats=True),
            Command("F7", N_("Add a centre to the district's list"), self.add_centre, N_("Add a centre"), may=may),
            Command("Enter", N_("Open what was found, or the centre"), self.open_chosen, of=tables, on_label=False),
            Command(
                "T",
                N_("Trust the keys of the chosen files"),
                self.trust,
                NP_("public key", "Trust"),
                may=may,
                of=files,
                inside=self.stack,
                enabled=lambda: bool(self._chosen_with(TRUSTED)),
            ),
            Command(
                "L",
                N_("Put the centres of the chosen files on the list"),
                self.enlist,
                NP_("centre", "Put on the list"),
                may=may,
                of=files,
                inside=self.stack,
                enabled=lambda: bool(self._chosen_with(ENLISTED)),
            ),
            Command("E", N_("Change the chosen centre…"), self.change_centre, may=may, of=centres, inside=self.stack),
            Command("", N_("Figures that are ranked…"), self.choose_figures, may=May.EDIT_CENTRE),
            *self.papers.commands(),
        )

    def has_report(self) -> bool:
        """Is there something to print?"""
        return self.report is not None and bool(self.report.sent)

    def fill(self) -> None:
        period, taken = self.period, self._taken.get(self.period.name)
        files = taken.files if taken else ()
        self.answer.ask(lambda work: report.of_period(work, period, files))

    def _show(self, reckoned: DistrictReport) -> None:
        self.report = reckoned
        self.files.show_all(rows.file_rows(reckoned), keep=True)
        self.files.foot.show_sum(rows.lights_words(reckoned.files))
        self.totals.show_all(rows.total_rows(reckoned), keep=True)
        self.centres.show_all(reckoned.everybody, keep=True)
        self.about.setText(rows.delivery_words(reckoned))
        chosen = self.ranked.value
        self.ranked.blockSignals(True)
        self.ranked.offer(rows.rank_choices(reckoned.rankings))
        self.ranked.choose(chosen)
        self.ranked.blockSignals(False)
        self._show_choice_of_rankings()
        self._show_ranking()
        self.show_enabled()

    def _show_choice_of_rankings(self) -> None:
        """Only beside rankings, and where there are some to choose from."""
        self.ranked.setVisible(self.view.value is DistrictView.RANKINGS and self.ranked.count() > 0)

    def _show_ranking(self) -> None:
        if self.report is not None and self.ranked.value is not None:
            self.rankings.show_all(rows.rank_rows(self.report, *self.ranked.value), keep=True)
        elif self.report is not None:
            self.rankings.show_all([])

    def _show_view(self, view: DistrictView) -> None:
        self.stack.setCurrentWidget(self.lists[view])
        self._show_choice_of_rankings()
        self.show_enabled()

    def _turn_to(self, kind: PeriodKind) -> None:
        around = Period.around(kind, self.period.last)
        self.go_to(around if around.last < self.desk.clock.today() else around.plus(-1))

    def go_to(self, period: Period) -> None:
        """Another period."""
        self.period = period
        self.line.show_value(period)
        self.load()

    def read_folder(self) -> None:
        """F2: every workbook of a folder."""
        with self.desk.read() as work:
            returns.require_over(work, self.period)
        folder = ask_folder(self, _("The folder with the centres' workbooks"))
        if folder is not None:
            self.take_in(folder)

    def take_in(self, folder: Path) -> jobs.Job:
        """Read a folder beside the window; each light is shown as it comes, and nothing is kept before all are read."""
        period, desk, day = self.period, self.desk, self.received.day
        self._coming = []
        self.view.choose(DistrictView.FILES)

        def read(progress: Progress) -> Taken:
            with desk.read() as work:
                known = returns.known(work, period)
            alone = judging.Alone(known)
            files = reading.read_folder(folder, progress, lambda file: self.file_judged.emit(alone.judged(file)))
            with desk.write() as work:
                return returns.take_in(work, period, files, day)

        return jobs.run(
            self, _("Reading the centres' workbooks"), read, self._taken_in, self._given_up, after_asking=True
        )

    def _take_light(self, judged: Judged) -> None:
        self._coming.append(judged)
        if not self._lights.isActive():
            self._lights.start()

    def _show_lights(self) -> None:
        lines = [FileLine(each.file.name, each.centre, each.light, each.reasons) for each in self._coming]
        if lines:
            self.files.show_all([FileRow(each.name, each.name, each.centre, each) for each in lines])
            self.files.foot.show_sum(rows.lights_words(lines))

    def _taken_in(self, taken: Taken) -> None:
        self._lights.stop()
        self._coming = []
        self._taken[taken.period.name] = taken
        lines = [FileLine(each.file.name, each.centre, each.light, each.reasons) for each in taken.files]
        self.done(_("{n} files read: {lights}", n=len(lines), lights=rows.lights_words(lines)))
        self.load()

    def _given_up(self, sentence: str) -> None:
        """Nothing was kept: what is shown is again what was there before."""
        self._lights.stop()
        self._coming = []
        self.load()
        self.alarm(sentence)

    def enter_list(self) -> None:
        """F3: the keys go to the list in sight."""
        self.lists[self.view.value].enter()

    def next_view(self) -> None:
        """F6: the views in turn."""
        views = list(DistrictView)
        self.view.choose(views[(views.index(self.view.value) + 1) % len(views)])
        self.enter_list()

    def open_chosen(self) -> None:
        """Enter: what was found in the file, of whichever list the centre was chosen."""
        view = self.view.value
        if view is DistrictView.CENTRES:
            self.change_centre()
        elif view is DistrictView.FILES and (chosen := self.files.current()):
            self.open_file(chosen)
        elif view is DistrictView.RANKINGS and (ranked := self.rankings.current()):
            self._open_centre(ranked.id)

    def _open_centre(self, id: int) -> None:
        listed = next((each for each in self.files.model.rows if each.centre and each.centre.id == id), None)
        if listed is not None:
            self.open_file(listed)

    def open_file(self, chosen: FileRow) -> None:
        """What was found in it, until it is closed; what is chosen there is done then."""
        if self.report is None:
            return
        acts: list[tuple[str, str, Callable[[], object]]] = []
        if _with(chosen, TRUSTED):
            acts.append(("T", P_("public key", "Trust"), lambda: self._trust([chosen])))
        if _with(chosen, ENLISTED):
            acts.append(("L", P_("centre", "Put on the list"), lambda: self._enlist([chosen])))
        window = FileWindow(self, self.report, chosen, acts)
        window.exec()
        window.deleteLater()
        if window.act is not None:
            window.act()

    def _chosen_with(self, trouble: Trouble) -> list[FileRow]:
        if self.view.value is not DistrictView.FILES:
            return []
        return [each for each in self.files.chosen() if _with(each, trouble)]

    def trust(self) -> None:
        """T: the keys of the chosen files are the centres' from now on."""
        self._trust(self._chosen_with(TRUSTED))

    def enlist(self) -> None:
        """L: the centres of the chosen files come onto the list."""
        self._enlist(self._chosen_with(ENLISTED))

    def _trust(self, chosen: Sequence[FileRow]) -> None:
        self._judge_again(chosen, listing.trust, _("{n} keys are listed.", n=len(chosen)))

    def _enlist(self, chosen: Sequence[FileRow]) -> None:
        self._judge_again(chosen, listing.enlist, _("{n} centres are on the list.", n=len(chosen)))

    def _judge_again(self, chosen: Sequence[FileRow], act: Callable[[Work, Judged], object], done: str) -> None:
        """Do something about the chosen files, and judge all files of the folder by what is known then."""
        period, judged = self.period, [each.line.judged for each in chosen if each.line and each.line.judged]
        taken = self._taken.get(period.name)
        if not judged or taken is None:
            return

        def do() -> None:
            with self.desk.write() as work:
                for each in judged:
                    act(work, each)
                self._taken[period.name] = returns.take_in(
                    work, period, [each.file for each in taken.files], self.received.day
                )

        if self.attempt(do, done):
            self.load()

    def add_centre(self) -> None:
        """F7: another centre."""
        self._edit(None)

    def change_centre(self) -> None:
        """E: what is known of the chosen centre."""
        if self.view.value is DistrictView.CENTRES and (chosen := self.centres.current()):
            self._edit(chosen)

    def _edit(self, listed: DistrictCentre | None) -> None:
        form = CentreForm(self, self.desk, listed)
        if form.exec():
            self.done(_("Saved."))
        form.deleteLater()

    def choose_figures(self) -> None:
        """Which figures are ranked."""
        form = KeyFiguresForm(self, self.desk)
        if form.exec():
            self.done(_("Saved."))
        form.deleteLater()


def _with(row: FileRow, trouble: Trouble) -> bool:
    """Was this found in a file that was read just now?"""
    line = row.line
    return line is not None and line.judged is not None and any(each.trouble is trouble for each in line.reasons)
