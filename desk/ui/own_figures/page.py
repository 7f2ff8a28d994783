"""The page 自填指标: what no book can know, entered month by month, and what the manager aims at 目标."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSizePolicy, QWidget

from desk.books.own_figures import aiming, entering, queries
from desk.books.own_figures.model import OwnFigure, Target
from desk.core.errors import DeskError
from desk.core.figure import Figure
from desk.core.period import Period, PeriodKind
from desk.core.permissions import May
from desk.core.words import N_, NP_, P_, _
from desk.services.session import Desk
from desk.ui.own_figures import sheet
from desk.ui.own_figures.forms import EditOwnFigure, EditTarget
from desk.ui.own_figures.grid import OwnFiguresGrid
from desk.ui.own_figures.sheet import TypedSheet
from desk.ui.shell.column_page import ColumnPage
from desk.ui.shell.commands import Command, Commands
from desk.ui.widgets.columns import Column
from desk.ui.widgets.controls import label, row, set_role
from desk.ui.widgets.form_dialog import sure
from desk.ui.widgets.lists import ListView
from desk.ui.widgets.month_control import PeriodControl


@dataclass(frozen=True)
class TargetRow:
    """A target and the figure that it is of."""

    target: Target
    figure: Figure | OwnFigure

    @property
    def id(self) -> str:
        """By which it is found again."""
        return self.target.code


class OwnFiguresPage(ColumnPage):
    """自填指标、目标."""

    SHOWS = frozenset({"own_figures", "submissions"})

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        today = desk.clock.today
        names = (_("Year"), _("Earlier year"), _("Later year"))
        self.year = PeriodControl(today, Period.around(PeriodKind.YEAR, today()), names)
        self.grid = OwnFiguresGrid()
        self.none = label(_("No figures to enter by hand yet. F2 sets one up."), "muted", wrap=True)
        self.about = label("", "muted", wrap=True)
        """Of the cell that one is in: what is wrong, who entered it and when, why it is closed."""
        self.targets: ListView[TargetRow] = ListView(
            self._target_columns(), _("No targets yet. F7 sets one for any figure."), P_("figures", "Targets")
        )
        self.sheet: TypedSheet | None = None
        self.figures: Mapping[str, Figure | OwnFigure] = {}
        self._add = self.button(self.add)
        self._lay_out()
        self.year.changed.connect(lambda _year: self.load())
        self.year.refused.connect(lambda sentence: self.toast.emit(sentence, "bad"))
        self.grid.grid.entered.connect(self.store)
        self.grid.refused.connect(lambda sentence: self.toast.emit(sentence, "bad"))
        self.grid.chosen_changed.connect(self._tell)

    def _lay_out(self) -> None:
        self.about.setMinimumHeight(self.about.fontMetrics().lineSpacing())
        self.none.setAlignment(Qt.AlignmentFlag.AlignCenter)
        for each in (self.none, self.targets):
            each.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        self.column.addLayout(row(self.year, 1, self.button(self.edit_figure)))
        self.column.addWidget(self.grid, 3)
        self.column.addWidget(self.none, 3)
        self.column.addWidget(self.about)
        heading = label(P_("figures", "Targets"), "heading")
        self.column.addLayout(row(heading, 1, self.button(self.drop_target), self.button(self.add_target)))
        self.column.addWidget(self.targets, 2)

    def take_focus(self) -> None:
        """The digits go to the grid at once."""
        if self.grid.isVisible():
            self.grid.setFocus()
        else:
            super().take_focus()

    def beside_pages(self) -> tuple[QWidget, ...]:
        return (self._add,)

    def make_commands(self) -> Commands:
        keep, aimed = May.KEEP_FIGURES, self.targets.table
        return (
            Command(
                "F2", N_("Set up a figure to enter"), self.add, label=NP_("own figure", "Add"), role="primary", may=keep
            ),
            Command("F3", N_("Go to the grid"), self.grid.setFocus, repeats=True),
            Command("F4", N_("Change the figure of this row"), self.edit_figure, may=keep, enabled=self._has_figure),
            Command("F6", N_("Grid, or targets"), self.next_part, repeats=True),
            Command("F7", N_("Set a target"), self.add_target, may=keep),
            Command(
                "Enter",
                N_("Type in a month, or change the target"),
                self.edit_target,
                on_label=False,
                may=keep,
                of=aimed,
            ),
            Command("", N_("Drop the target…"), self.drop_target, may=keep, of=aimed),
            Command("Delete", N_("Empty the chosen months"), inside=self.grid),
            Command("Ctrl+V", N_("Paste from a spreadsheet"), inside=self.grid),
        )

    def _has_figure(self) -> bool:
        return self.grid.chosen_figure is not None

    def _target_columns(self) -> list[Column[TargetRow]]:
        return [
            Column(P_("figures", "Figure"), 160, lambda each: aiming.name_of(each.figure), flex=3),
            Column(P_("figures", "Target"), 90, lambda each: aiming.say(each.figure, each.target.value), number=True),
            Column(
                P_("figures", "For each period"),
                220,
                lambda each: aiming.explain(each.figure, each.target.value),
                flex=4,
                rank=2,
            ),
            Column(P_("figures", "Set by"), 80, lambda each: each.target.who, rank=1),
        ]

    def fill(self) -> None:
        with self.desk.read() as work:
            rows = sheet.read(work, self.year.period.first.year)
            self.figures = aiming.aimable(work)
            aimed = [
                TargetRow(target, self.figures[target.code])
                for target in queries.all_targets(work)
                if target.code in self.figures
            ]
        if self.sheet is None:
            self.sheet = TypedSheet(rows)
        else:
            self.sheet.show(rows)
        self.grid.setVisible(bool(rows.figures))
        self.none.setVisible(not rows.figures)
        self.grid.show_sheet(self.sheet)
        self.targets.show_all(aimed, keep=True)
        self._tell()

    def _tell(self) -> None:
        """Below the grid, what is to be said of the cell."""
        index = self.grid.currentIndex()
        self.about.setText(self.grid.grid.about(index))
        set_role(self.about, "role", "problem" if self.grid.grid.is_wrong(index) else "muted")
        self.show_enabled()

    @property
    def is_half_typed(self) -> bool:
        return super().is_half_typed or bool(self.sheet and self.sheet.typed)

    def store(self) -> None:
        """Keep what can be read of what was typed; the rest stays in its cells, with words."""
        assert self.sheet is not None
        ready = self.sheet.readable()
        try:
            with self.desk.write() as work:
                changed = entering.enter(work, ready)
        except DeskError as error:
            self.alarm(error.message)
            self.load()
            return
        self.sheet.stored(ready)
        self.take_alarms_back()
        wrong = len(self.sheet.problems)
        if wrong:
            said = _("{n} cells cannot be read and are not stored yet: they are framed.", n=wrong)
            self.alarm(said)
        self.done(_("{n} values stored.", n=changed) if changed > 1 else "")
        self.load()

    def next_part(self) -> None:
        """F6: the grid and the targets in turn."""
        if self.targets.table.hasFocus():
            self.grid.setFocus()
        else:
            self.targets.enter()

    def add(self) -> None:
        """F2: another figure."""
        self._edit(OwnFigure("", ""))

    def edit_figure(self) -> None:
        """F4: the form of the figure in whose row one is."""
        figure = self.grid.chosen_figure
        if figure is not None:
            self._edit(figure)

    def _edit(self, figure: OwnFigure) -> None:
        form = EditOwnFigure(self, self.desk, figure)
        if form.exec():
            self.done(_("Saved."))
            self.grid.choose(form.stored_id)
        form.deleteLater()

    def add_target(self) -> None:
        """F7: a target of any figure."""
        self._aim("")

    def edit_target(self) -> None:
        """Enter: another number."""
        chosen = self.targets.current()
        if chosen is not None:
            self._aim(chosen.id)

    def _aim(self, code: str) -> None:
        form = EditTarget(self, self.desk, self.figures, code)
        if form.exec():
            self.done(_("Saved."))
            self.targets.choose(form.stored_code)
        form.deleteLater()

    def drop_target(self) -> None:
        """取消目标."""
        chosen = self.targets.current()
        if chosen is None:
            return
        name = aiming.name_of(chosen.figure)
        if sure(self, _("Drop the target for “{name}”?", name=name), P_("figures", "Drop")):
            with self.desk.write() as work:
                aiming.drop(work, chosen.id)
            self.done(_("The target for “{name}” is dropped.", name=name))
