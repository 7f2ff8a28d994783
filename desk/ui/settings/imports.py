"""Taking in a table with a look at it first: its columns and first rows, every problem with its row, then all or the
good rows.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QCheckBox, QFileDialog, QListWidget

from desk.books import imports
from desk.books.imports import PreparedImport, spec_of, specs
from desk.core.words import N_, P_, _, listed
from desk.services import accounts
from desk.services.session import Desk
from desk.ui.settings.day_form import DayFormRow
from desk.ui.settings.mapping import MappingTable
from desk.ui.settings.section import Section
from desk.ui.widgets import jobs
from desk.ui.widgets.controls import Combo, Field, button, label, row

MOST_SHOWN = 1000


class ImportSection(Section):
    """导入: only the tables that this person may take in are offered."""

    TITLE = N_("Import")

    def __init__(self, desk: Desk, folder: Path) -> None:
        super().__init__(desk, folder)
        kinds = [(_(spec.title), spec.kind) for spec in specs() if desk.actor.may(spec.permission)]
        self.kind = Combo(kinds)
        self.clean = QCheckBox(_("mend what can be mended, and tell every mend"))
        self.about = label("", wrap=True)
        self.days = DayFormRow()
        self.mapping = MappingTable()
        self.problems = QListWidget()
        self.problems.setAccessibleName(_("Problems"))
        self.problems.setMinimumHeight(60)
        self.take_all = button(P_("import", "Import"), self.store, "main")
        self.take_good = button(_("Take in the good rows only"), self.store)
        self.prepared: PreparedImport | None = None
        self._path = Path()
        self._jobs: list[jobs.Job] = []
        self.column.addWidget(Field(P_("import", "Contents"), self.kind))
        self.column.addLayout(row(button(_("Choose a file…"), self.choose_file), self.clean, 1))
        self.column.addWidget(self.about)
        self.column.addWidget(self.days)
        self.column.addWidget(self.mapping)
        self.column.addWidget(self.problems, 1)
        self.column.addLayout(row(1, self.take_good, self.take_all))
        self.kind.currentIndexChanged.connect(lambda _i: self._begin_again())
        self.clean.toggled.connect(lambda _on: self._check_again())
        self.mapping.changed.connect(self._check_again)
        self.days.changed.connect(self._check_again)
        self._begin_again()

    def _begin_again(self) -> None:
        """Another kind of table: what was read before means nothing now."""
        self.prepared = None
        self.days.begin_again()
        self.about.setText(_("Choose an xlsx or csv file. Nothing is stored before you have seen what is in it."))
        self.clean.setVisible(spec_of(self.kind.value).mends)
        self._show()

    def choose_file(self) -> None:
        """Ask for an Excel or CSV file and check it; nothing is stored yet."""
        chosen, _kind = QFileDialog.getOpenFileName(self, _("Choose a file…"), "", "Excel, CSV (*.xlsx *.xls *.csv)")
        if chosen:
            self.days.begin_again()
            self.check(Path(chosen))

    def _check_again(self) -> None:
        if self.prepared is not None and self.mapping.isEnabled():
            self.check(self._path, self.mapping.mapped())

    def check(self, path: Path, mapped: dict[str, str] | None = None) -> None:
        """Read and check the file off the window's thread."""
        desk, kind, clean = self.desk, self.kind.value, self.clean.isChecked() and spec_of(self.kind.value).mends
        form = self.days.form

        def work(progress: Any) -> PreparedImport:
            with desk.read() as reading:
                return imports.prepare(reading, kind, path, mapped, progress, clean=clean, form=form)

        def done(prepared: PreparedImport) -> None:
            self.mapping.setEnabled(True)
            self.prepared, self._path = prepared, path
            self.days.ask(prepared.question)
            self._show()
            if self.days.form != form:
                self._check_again()

        def refused(words: str) -> None:
            self.mapping.setEnabled(True)
            self.told.emit(words, "bad")

        self.mapping.setEnabled(False)  # what is chosen there now would not be what is being checked
        self._jobs.append(jobs.run(self, _("Checking"), work, done, refused, after_asking=True))

    def _show(self) -> None:
        prepared = self.prepared
        self.problems.clear()
        self.mapping.setVisible(prepared is not None)
        self.take_all.setVisible(bool(prepared and prepared.good and not prepared.rejected))
        self.take_good.setVisible(bool(prepared and prepared.good and prepared.rejected))
        if prepared is None:
            return
        lines = [
            _(
                "{file}: {good} rows can be taken in, {bad} problems.",
                file=self._path.name,
                good=len(prepared.good),
                bad=len(prepared.rejected),
            ),
        ]
        if prepared.sheet:
            lines[0] += _("Sheet “{name}”.", name=prepared.sheet)
        if prepared.unknown:
            lines.append(_("Columns not used: {names}", names=listed(prepared.unknown)))
        self.about.setText("\n".join(lines))
        self.mapping.show_file(prepared)
        for bad in prepared.rejected[:MOST_SHOWN]:
            self.problems.addItem(_("Row {row}, {field}: {words}", row=bad.row, field=bad.field, words=bad.words))
        for mend in prepared.mended[:MOST_SHOWN]:
            words = _("Row {row}, {field}: {words}", row=mend.row, field=mend.field, words=mend.words)
            self.problems.addItem(_("Mended: {words}", words=words))

    def store(self) -> None:
        """Take in what was checked, all in one go; rows with a problem are left out."""
        prepared, path, desk = self.prepared, self._path, self.desk
        if prepared is None:
            return

        def done(many: int) -> None:
            self.prepared = None
            self.days.begin_again()
            self.about.setText(_("{n} rows taken in.", n=many))
            self._show()
            self.done(_("{n} rows taken in.", n=many))

        self._jobs.append(
            jobs.run(
                self,
                _("Storing"),
                lambda progress: accounts.take_in(desk, prepared, path, progress),
                done,
                lambda words: self.told.emit(words, "bad"),
            )
        )
