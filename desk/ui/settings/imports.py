"""Taking in a table with a look at it first: its columns and first rows, every problem with its row, then all or the
good rows.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QFileDialog,
    QListView,
    QListWidget,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from desk.books import imports, updates
from desk.books.import_columns import asking
from desk.books.imports import PreparedImport, Reading, spec_of, specs
from desk.books.updates import PreparedUpdate, UpdateCounts
from desk.core.pasted_table import Source
from desk.core.spreadsheet import SheetChoice
from desk.core.words import N_, P_, _
from desk.services import accounts
from desk.services.session import Desk
from desk.ui.settings.day_form import DayFormRow
from desk.ui.settings.mapping import MappingTable
from desk.ui.settings.paste import FirstRow, copied_table, first_choice
from desk.ui.settings.section import Section
from desk.ui.settings.sheets import SheetStrip
from desk.ui.settings.updates import NAME, UpdatePanel, is_meant
from desk.ui.settings.whole_tables import WholeTables
from desk.ui.shell.commands import Command, Commands
from desk.ui.widgets import jobs
from desk.ui.widgets.controls import Combo, Field, button, label, row, show_whole
from desk.ui.widgets.documents import documents
from desk.ui.widgets.scrolled import scrolled

MOST_SHOWN = 1000
LEAST = 76
"""Pixels: two problems."""


class ProblemList(QListWidget):
    """Two lines high at least, and as high as there is room; long sentences go on in a further line."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(_("Problems"))
        self.setWordWrap(True)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMinimumHeight(LEAST)

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), LEAST)


def _left_out(prepared: PreparedImport, *, with_doubles: bool = True) -> list[str]:
    """A line for every row that has a problem, or is probably there already."""
    lines = [bad.text for bad in prepared.rejected[:MOST_SHOWN]]
    doubles = [*prepared.doubles.values()][:MOST_SHOWN] if with_doubles else []
    return lines + [_("Likely double: {words}", words=double.text) for double in doubles]


class ImportSection(Section):
    """导入: only the tables that this person may take in are offered."""

    TITLE = N_("Import")

    def __init__(self, desk: Desk, folder: Path) -> None:
        super().__init__(desk, folder)
        kinds = [(_(spec.title), spec.kind) for spec in specs() if desk.actor.may(spec.permission)]
        self.kind = Combo(kinds)
        self.whole = WholeTables(self, lambda: spec_of(self.kind.value))
        self.clean = QCheckBox(_("mend what can be mended, and tell every mend"))
        self.about = label("", wrap=True)
        self.sheets = SheetStrip()
        self.days = DayFormRow()
        self.first_row = FirstRow()
        self.mapping = MappingTable()
        self.problems = ProblemList()
        self.changes = UpdatePanel()
        self.doubles = QCheckBox()
        self.take_all = button(P_("import", "Import"), self.store, "primary")
        self.take_good = button(_("Take in the good rows only"), self.store)
        self.prepared: PreparedImport | None = None
        self._source: Source = Path()
        self._lay_out()
        self.kind.currentIndexChanged.connect(lambda _i: self._begin_again())
        self.clean.toggled.connect(lambda _on: self._check_again())
        self.mapping.changed.connect(self._check_again)
        self.sheets.changed.connect(self._check_again)
        self.doubles.toggled.connect(lambda _on: self._offer())
        self.days.changed.connect(self._check_again)
        self.changes.mode.currentIndexChanged.connect(lambda _i: self._check_again())
        self.changes.wanted.connect(self.store_changes)
        self.changes.columns.toggled.connect(lambda _on: self._show_columns())
        self.first_row.toggled.connect(lambda _on: self._read_as_ticked())
        self._begin_again()

    def _lay_out(self) -> None:
        """What is told of a file scrolls where the window is low; the buttons stay in sight below it."""
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(self.column.spacing())
        contents = Field(P_("import", "Contents"), self.kind, name_width=NAME)
        for field in (contents, self.changes.field):  # which else shared the height of an empty page with its foot
            field.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        choose = (button(_("Choose a file…"), self.choose_file), self.button(self.paste))
        column.addLayout(row(contents, self.changes.field, *self.whole.buttons, 1))
        column.addLayout(row(*choose, self.clean, 1))
        for part in (self.about, self.sheets, self.days, self.first_row):
            column.addWidget(part)
        column.addWidget(self.changes, 4)
        column.addWidget(self.problems, 1)
        column.addWidget(self.mapping)
        column.addStretch(0)
        self._area = scrolled(inside)
        self.column.addWidget(self._area, 1)
        self.column.addLayout(
            row(self.doubles, self.changes.columns, 1, self.take_good, self.take_all, self.changes.store)
        )

    def _begin_again(self) -> None:
        """Another kind of table: what was read before means nothing now."""
        self.prepared, self._source = None, Path()
        self.whole.follow()
        self.days.begin_again()
        self.changes.fit(self.kind.value)
        self.changes.show_update(None)
        self.about.setText(
            _("Choose an xlsx or csv file, or paste a table. Nothing is stored before you have seen what is in it.")
        )
        self.clean.setVisible(spec_of(self.kind.value).mends)
        self._show()

    def make_commands(self) -> Commands:
        return (
            Command("Ctrl+V", N_("Paste a range that was copied in a spreadsheet"), self.paste, N_("Paste a table")),
        )

    def paste(self) -> None:
        """Check the range that was copied in a spreadsheet; nothing is stored yet."""
        table = copied_table()
        self.days.begin_again()
        self.check(table)

    def choose_file(self) -> None:
        """Ask for an Excel or CSV file and check it; nothing is stored yet."""
        chosen, _kind = QFileDialog.getOpenFileName(
            self, _("Choose a file…"), documents(), "Excel, CSV (*.xlsx *.xls *.csv)"
        )
        if chosen:
            self.days.begin_again()
            self.check(Path(chosen))

    def _check_again(self) -> None:
        if self.prepared is None or not self.mapping.isEnabled():
            return
        chosen = self.sheets.chosen()
        if not chosen and len(self.prepared.sheets) > 1:
            self.toast.emit(_("Please choose at least one sheet."), "bad")
            self._offer()
            return
        self.check(self._source, self.mapping.mapped(), self.first_row.choice(chosen))

    def _read_as_ticked(self) -> None:
        """With another row of headers the columns have other names: what was said of them is asked anew."""
        self.check(self._source, sheets=self.first_row.choice(self.sheets.chosen()))

    def check(self, source: Source, mapped: dict[str, str] | None = None, sheets: SheetChoice | None = None) -> None:
        """Read and check the table off the window's thread."""
        desk, kind, ticked = self.desk, self.kind.value, self.clean.isChecked()
        clean = ticked and spec_of(kind).mends
        reading = Reading(mapped or {}, sheets or first_choice(source), self.days.form, clean)
        updating = self.changes.mode.value
        prepare: Callable[..., PreparedImport | PreparedUpdate] = updates.prepare if updating else imports.prepare
        resume = self._focus_kept()
        self.take_alarms_back()  # they were of what was tried before

        def work(progress: Any) -> PreparedImport | PreparedUpdate:
            with desk.read() as book:
                return asking(kind, partial(prepare, book, kind, source, progress=progress), reading)

        def done(result: PreparedImport | PreparedUpdate) -> None:
            self._busy(False)
            if self.kind.value != kind:
                return  # another kind of table was chosen meanwhile, and nothing was read for it yet
            compared = result if isinstance(result, PreparedUpdate) else None
            prepared = result.file if isinstance(result, PreparedUpdate) else result
            self.prepared, self._source = prepared, source
            self.changes.show_update(compared)
            self.days.ask(prepared.question)
            self._show()
            resume()
            if (self.days.form, self.clean.isChecked(), self.changes.mode.value) != (reading.form, ticked, updating):
                self._check_again()

        def refused(message: str) -> None:
            self._busy(False)
            resume()
            self.alarm(message)

        self._busy(True)
        jobs.run(self, _("Checking"), work, done, refused, after_asking=True)

    def _busy(self, on: bool) -> None:
        """While a table is read: what is chosen there now would not be what is being checked."""
        for part in (self.mapping, self.sheets, self.first_row):
            part.setEnabled(not on)

    def _focus_kept(self) -> Callable[[], None]:
        """What gives the focus back to what was chosen in, which cannot be used while the table is read again."""
        column = self.mapping.chosen_column
        part = next((each for each in (self.sheets, self.first_row) if each.hasFocus()), None)

        def resume() -> None:
            if column is not None:
                self.mapping.go_to(column)
            elif part is not None:
                part.setFocus()

        return resume

    def _show(self) -> None:
        prepared = self.prepared
        self.problems.clear()
        self.mapping.setVisible(prepared is not None)
        self.sheets.show_file(prepared)
        self.first_row.show_table(self._source, prepared)
        self.doubles.setChecked(False)
        self._offer()
        if prepared is None:
            self.problems.hide()
            return
        line = _(
            "{file}: {good} rows can be taken in, {bad} problems.",
            file=self._source.name,
            good=len(prepared.good),
            bad=len(prepared.rejected),
        )
        if compared := self.changes.prepared:
            line = _("{file}: {summary}", file=self._source.name, summary=compared.summary())
        says_itself = prepared.lacks or prepared.is_empty
        self.about.setText("\n".join([*([] if says_itself else [line]), *prepared.lines()]))
        self.mapping.show_file(prepared)
        self.problems.addItems(_left_out(prepared))
        for mend in prepared.mended[:MOST_SHOWN]:
            self.problems.addItem(_("Mended: {words}", words=mend.text))
        self._show_columns()
        if self.changes.prepared:
            QTimer.singleShot(0, self, self._show_comparison)
        elif self.problems.count():
            show_whole(self.problems)

    def _show_comparison(self) -> None:
        """In a low window the choices above go out of sight, and the focus with them into the comparison."""
        bar, focused = self._area.verticalScrollBar(), QApplication.focusWidget()
        bar.setValue(self.about.y())
        if bar.value() and focused is not None and self._area.isAncestorOf(focused):
            self.changes.table.setFocus()

    def _show_left_out(self, sentence: str, left_out: list[str]) -> None:
        """After storing: how it went, and what of the file is still to be mended, for who has it open beside."""
        if left_out:
            sentence = _("{done} Not taken in: see below; mend it in the file and take it in again.", done=sentence)
        self.about.setText(sentence)
        self.problems.addItems(left_out)
        self.problems.setVisible(bool(left_out))

    def _show_columns(self) -> None:
        """What takes room that a comparison needs is shown where it says something, or is asked for."""
        self.mapping.setVisible(self.prepared is not None and self.changes.leaves_room)
        self.problems.setVisible(self.problems.count() > 0)
        if self.changes.prepared:
            show_whole(self.mapping if self.changes.columns.isChecked() else self.changes.table)

    @property
    def _lacks_sheet(self) -> bool:
        return self.prepared is not None and len(self.prepared.sheets) > 1 and not self.sheets.chosen()

    def _meant(self) -> PreparedImport | None:
        """What would be stored now: likely doubles only where that is ticked."""
        if self.prepared is None or self._lacks_sheet:
            return None
        return self.prepared if self.doubles.isChecked() else self.prepared.without_doubles()

    def _offer(self) -> None:
        """The buttons that fit what was found."""
        prepared, meant = self.prepared, None if self.changes.prepared else self._meant()
        doubles = len(prepared.doubles) if prepared and not self.changes.prepared else 0
        self.doubles.setVisible(bool(doubles))
        self.doubles.setText(_("also take in {n} rows that are probably there already", n=doubles))
        self.take_all.setVisible(bool(meant and meant.good and not meant.rejected))
        self.take_good.setVisible(bool(meant and meant.good and meant.rejected))
        self.changes.store.setVisible(self.changes.prepared is not None and not self._lacks_sheet)

    def store(self) -> None:
        """Take in what was checked, all in one go; rows with a problem are left out."""
        prepared, source, desk = self._meant(), self._source, self.desk
        if prepared is None or self.prepared is None:
            return
        left_out = _left_out(self.prepared, with_doubles=not self.doubles.isChecked())

        def done(many: int) -> None:
            self.prepared, self._source = None, Path()
            self.days.begin_again()
            self._show()
            self._show_left_out(_("{n} rows taken in.", n=many), left_out)
            self.done(_("{n} rows taken in.", n=many))

        jobs.run(
            self,
            _("Storing"),
            lambda progress: accounts.take_in(desk, prepared, source, progress),
            done,
            lambda message: self.toast.emit(message, "bad"),
        )

    def store_changes(self) -> None:
        """Store what is ticked of a compared file, all of it or nothing."""
        compared, source, desk = self.changes.prepared, self._source, self.desk
        if compared is None:
            return
        chosen = self.changes.table.lines.chosen()
        if not is_meant(self, compared, chosen):
            return
        left_out = _left_out(compared.file, with_doubles=False)

        def done(counts: UpdateCounts) -> None:
            self._begin_again()
            self._show_left_out(counts.summary, left_out)
            self.done(counts.summary)

        jobs.run(
            self,
            _("Storing"),
            lambda progress: accounts.bring_up_to_date(desk, compared, chosen, source, progress),
            done,
            lambda message: self.toast.emit(message, "bad"),
        )
