"""The papers of the ledger: lists and changes as PDF or workbook, and labels."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from desk.books.assets import labels, queries
from desk.books.assets.model import Asset
from desk.books.assets.statistics import GroupBy
from desk.core.errors import DeskError, Invalid
from desk.core.numbers import number_in
from desk.core.typed_days import Leaning
from desk.core.words import N_, P_, _
from desk.core.work import Work
from desk.reports.assets.label_sheets import LabelLayout
from desk.reports.kit.declaration import Format, Given
from desk.services.session import Desk
from desk.ui.shell.commands import Command, Commands
from desk.ui.shell.page import Page
from desk.ui.widgets import jobs, papers
from desk.ui.widgets.controls import Combo, Field, label, latin_line, panel, row, tell_problems
from desk.ui.widgets.day_line import DayLine
from desk.ui.widgets.form_dialog import sure
from desk.ui.widgets.save_as import save_as
from desk.ui.widgets.scrolled import scrolled

MOST_PREVIEWED = 3000
"""Cards; more than that is written to a file rather than drawn on screen."""
MOST_PAGES = 80
"""Sheets of labels that are drawn on screen."""


class PapersPage(Page):
    """报表与标签: the ledger on any day, what came and went in a span, and labels."""

    SHOWS = frozenset({"assets"})

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.chosen: list[Asset] = []
        self.by = Combo([(each.label, each) for each in GroupBy])
        today = desk.clock.today()
        self.at, self.first, self.last = (
            DayLine(desk, day, Leaning.BACK) for day in (today, date(today.year, 1, 1), today)
        )
        self.cut = Combo([(each.label, each) for each in LabelLayout])
        self.cut.choose(LabelLayout.A4_21)
        self.start = latin_line("1", most=3)
        self.fresh = QCheckBox(_("only what has no label yet"))
        self.fresh.setChecked(True)
        self.count = label("", "muted", wrap=True)
        self.fields = {
            "by": Field(P_("asset list", "Group by"), self.by),
            "at": Field(_("On which day"), self.at),
            "first": Field(_("From"), self.first),
            "last": Field(_("To"), self.last),
            "cut": Field(_("Label paper"), self.cut),
            "start": Field(_("First position"), self.start),
            "fresh": Field(P_("labels", "Range"), self.fresh),
        }
        self.start.setText("1")
        self._lay_out()
        self.fresh.toggled.connect(lambda _on: self._count())
        self.cut.currentIndexChanged.connect(lambda _i: self._count())

    def make_commands(self) -> Commands:
        return (
            Command("Ctrl+P", N_("The list as PDF"), self.list_paper, label=N_("PDF…"), role="primary"),
            Command("", N_("Excel…"), self.list_workbook),
            Command("", N_("PDF…"), self.changes_paper),
            Command("", N_("Excel…"), self.changes_workbook),
            Command("", N_("Labels…"), self.print_labels),
        )

    def _lay_out(self) -> None:
        listed = _box(
            _("Asset list"),
            [self.fields["by"], self.fields["at"]],
            row(1, self.button(self.list_workbook), self.button(self.list_paper)),
        )
        changed = _box(
            _("Changes in the ledger"),
            [self.fields["first"], self.fields["last"]],
            row(1, self.button(self.changes_workbook), self.button(self.changes_paper)),
        )
        labelled = _box(
            _("Labels"),
            [self.fields["cut"], self.fields["start"], self.fields["fresh"], self.count],
            row(1, self.button(self.print_labels)),
        )
        left, right = QVBoxLayout(), QVBoxLayout()
        for column, boxes in ((left, (listed, changed)), (right, (labelled,))):
            for each in boxes:
                column.addWidget(each)
            column.addStretch(1)
        inside = QWidget()
        body = QHBoxLayout(inside)
        body.setContentsMargins(0, 0, 0, 0)
        body.addLayout(left, 1)
        body.addLayout(right, 1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 4, 0, 0)
        outer.addWidget(scrolled(inside))

    def fill(self) -> None:
        self._count()

    def show_labels(self, assets: Sequence[Asset]) -> None:
        """Labels for these things, chosen in the list; all or the new ones when none was chosen."""
        self.chosen = list(assets)
        self.fresh.setChecked(not assets)
        self._count()

    def _things(self, work: Work) -> list[Asset]:
        if self.fresh.isChecked():
            return labels.without(work)
        return self.chosen or queries.page(work, queries.AssetFilter())

    def _count(self) -> None:
        with self.desk.read() as work:
            if self.chosen and not self.fresh.isChecked():
                many = len(self.chosen)
            else:
                many = queries.sums(work, labels.MISSING if self.fresh.isChecked() else queries.AssetFilter()).cards
        sentence = _("Labels: {n}, sheets: {pages}.", n=many, pages=self.cut.value.sheet.pages(many))
        chosen = (
            _("The {n} things chosen in the list.", n=len(self.chosen))
            if self.chosen and not self.fresh.isChecked()
            else ""
        )
        self.count.setText(" ".join(filter(None, (chosen, sentence))))

    def _read(self, *fields: str) -> list[Any] | None:
        """The days and numbers typed; None, with words beside the field, when one cannot be read."""
        lines = {"at": self.at, "first": self.first, "last": self.last}
        try:
            values = [
                lines[name].day_in(name) if name in lines else number_in(self.start.text(), name) for name in fields
            ]
        except Invalid as wrong:
            tell_problems(self.fields, wrong.problems)
            return None
        tell_problems(self.fields, [])
        return values

    def _preview(
        self, make: Callable[[Work], bytes], identifier: str, *about: object, then: Callable[[], object] = lambda: None
    ) -> None:
        """Made off the window's thread, then shown."""
        desk, name = self.desk, papers.name(identifier, *about)

        def job(_progress: Any) -> bytes:
            with desk.read() as work:
                return make(work)

        def show(content: bytes) -> None:
            papers.show(self, content, identifier, *about, folder=desk.folder)
            then()

        jobs.run(self, name, job, show, lambda sentence: self.toast.emit(sentence, "bad"), can_cancel=False)

    def list_paper(self) -> None:
        """The ledger as it was on the day ``at``, on paper; a very long one goes into a file at once."""
        if (read := self._read("at")) is None:
            return
        make = papers.maker(self.desk, "assets", Format.PDF, by=self.by.value, at=read[0])
        with self.desk.read() as work:
            many = queries.sums(work, queries.AssetFilter(gone=True)).cards
        if many > MOST_PREVIEWED:
            save_as(self, papers.file_name("assets", Format.PDF, read[0]), make)
        else:
            self._preview(make, "assets", read[0])

    def list_workbook(self) -> None:
        """The ledger as it was on the day ``at``, as Excel."""
        if (read := self._read("at")) is not None:
            papers.save(self, "assets", Format.XLSX, read[0], by=self.by.value, at=read[0])

    def changes_paper(self) -> None:
        """What came and went between two days, both counted, on paper."""
        if (read := self._span()) is not None:
            make = papers.maker(self.desk, "asset-changes", Format.PDF, span=read)
            self._preview(make, "asset-changes", *read)

    def changes_workbook(self) -> None:
        """What came and went between two days, both counted, as Excel."""
        if (read := self._span()) is not None:
            papers.save(self, "asset-changes", Format.XLSX, *read, span=read)

    def _span(self) -> tuple[date, date] | None:
        read = self._read("first", "last")
        if read is None:
            return None
        if read[0] > read[1]:
            self.fields["last"].tell(_("The span ends before it begins."))
            return None
        return read[0], read[1]

    def print_labels(self) -> None:
        """Show the labels; once they were printed, the things count as labelled."""
        if (read := self._read("start")) is None:
            return
        with self.desk.read() as work:
            assets = self._things(work)
        if not assets:
            self.toast.emit(_("Everything has a label already."), "warning")
            return
        cut, start = self.cut.value, read[0]
        if not 1 <= start <= cut.sheet.many:
            self.fields["start"].tell(_("This paper has positions 1 to {n}.", n=cut.sheet.many))
            return
        make = papers.maker(self.desk, "labels", Format.PDF, new=Given(assets), sheet=cut, start=start)
        if cut.sheet.pages(len(assets), start) > MOST_PAGES:
            save_as(self, papers.file_name("labels", Format.PDF), make, lambda: self._printed(assets))
        else:
            self._preview(make, "labels", then=lambda: self._printed(assets))

    def _printed(self, assets: Sequence[Asset]) -> None:
        if sure(
            self,
            _("Were these {n} labels printed well? They then no longer count as missing.", n=len(assets)),
            _("Yes, they were printed"),
        ):
            try:
                with self.desk.write() as work:
                    labels.record(work, assets)
            except DeskError as error:
                self.toast.emit(error.message, "bad")
            self._count()


def _box(title: str, inside: Sequence[QWidget], buttons: QHBoxLayout) -> QWidget:
    frame, column = panel(margin=14)
    column.addWidget(label(title, "heading"))
    for each in inside:
        column.addWidget(each)
    column.addLayout(buttons)
    return frame
