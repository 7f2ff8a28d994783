"""What a figure is, and exactly the rows behind it; and all figures of the dates shown, each opening its rows."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from desk.books import figures
from desk.core.figure import Better, Figure, FigureKind, FigureRow, Number
from desk.core.words import P_, _, listed, named, whole_sentences
from desk.services.session import Desk
from desk.ui.widgets import jobs, papers
from desk.ui.widgets.columns import Column
from desk.ui.widgets.controls import button, fit, label, row
from desk.ui.widgets.lists import ListView

Span = tuple[date, date]


def explained(figure: Figure) -> str:
    """What a figure is, of which parts a share or a mean is made, and by which version of the definition."""
    sentences = [_(figure.definition)]
    if figure.denominator:
        part, whole = (
            listed(_(figures.find(code).title) for code in codes) for codes in (figure.numerator, figure.denominator)
        )
        sentences += [_("Numerator: {names}.", names=part), _("Denominator: {names}.", names=whole)]
    return whole_sentences([*sentences, _("Definition no. {n}.", n=figure.version)])


def read_and_show(
    parent: QWidget,
    desk: Desk,
    figure: Figure,
    days: str,
    span: Span,
    opened: Callable[[FigureRow], object],
    refused: Callable[[str], object],
    *,
    holds: Callable[[FigureRow], bool] = lambda _row: True,
) -> jobs.Job:
    """Read the rows behind a figure beside the window and show them, or those of them that ``holds`` wants; ``opened``
    gets the row to be opened, if any.
    """

    def read(_progress: object) -> list[FigureRow]:
        with desk.read() as work:
            return [each for each in figures.rows(work, figure, *span) if holds(each)]

    def show(rows: Sequence[FigureRow]) -> None:
        dialog = FigureRowsDialog(parent, figure, days, rows)
        dialog.exec()
        dialog.deleteLater()
        if dialog.opened is not None:
            opened(dialog.opened)

    return jobs.run(parent, named(_("Reading the rows"), figure.label), read, show, refused, can_cancel=False)


class FigureRowsDialog(QDialog):
    """指标明细: exactly the rows behind one figure; Enter opens a record."""

    def __init__(self, parent: QWidget, figure: Figure, days: str, rows: Sequence[FigureRow]) -> None:
        super().__init__(parent)
        self.opened: FigureRow | None = None
        """The row that somebody wants to see, once the dialog is closed."""
        self.setWindowTitle(_("Rows behind a figure"))
        fit(self, 880, 640)
        value = figure.unit.tell(figure.worth(rows))
        self.heading = label(named(named(days, figure.label), value), "heading")
        self.list: ListView[FigureRow] = ListView(_columns(figure), _("Nothing is behind this figure."), _("Rows"))
        self.list.show_all(rows, keep=True)
        self.list.on_open(self._open)
        self.count = label(P_("figure", "{n} rows", n=f"{len(rows):,}"), "muted")
        self.open_button = button(P_("button", "Open"), self._open_chosen, "primary", key="Enter")
        self.open_button.setVisible(any(each.leads_to for each in rows))
        column = QVBoxLayout(self)
        column.addWidget(self.heading)
        column.addWidget(label(explained(figure), "muted", wrap=True))
        column.addWidget(self.list, 1)
        column.addLayout(row(self.count, 1, button(_("Close"), self.reject, key="Esc"), self.open_button))
        self.list.enter()

    def _open_chosen(self) -> None:
        if chosen := self.list.current():
            self._open(chosen)

    def _open(self, chosen: FigureRow) -> None:
        if chosen.leads_to:
            self.opened = chosen
            self.accept()


def _columns(figure: Figure) -> list[Column[FigureRow]]:
    columns: list[Column[FigureRow]] = [
        Column(_("Date"), 112, lambda each: f"{each.day:%Y-%m-%d}"),
        Column(P_("row of a figure", "Record"), 260, lambda each: each.title, flex=1),
        Column(_("State"), 110, lambda each: each.state, lambda each: each.tone, rank=1),
    ]
    match figure.kind:
        case FigureKind.SHARE:
            counts, not_so = P_("row of a share", "counts"), P_("row of a share", "does not count")
            heading = P_("row of a share", "In the numerator")
            columns.append(Column(heading, 96, lambda each: counts if each.amount else not_so))
        case FigureKind.COUNT | FigureKind.ANSWER:
            pass
        case _:
            unit = figure.row_unit
            heading = P_("figure", "Amount, {unit}", unit=unit.label)
            columns.append(Column(heading, 110, lambda each: unit.say(figure.row_amount(each)), number=True))
    return columns


def _goes_nowhere(line: FigureLine) -> bool:
    return line.figure.better is Better.NEITHER


@dataclass(frozen=True)
class FigureLine:
    """A figure and what it came to."""

    figure: Figure
    value: Number

    @property
    def id(self) -> str:
        """By which the list knows it again."""
        return self.figure.code


class FigureListDialog(QDialog):
    """全部指标: what was counted, one line a figure; Enter opens the rows behind it."""

    def __init__(self, parent: QWidget, desk: Desk, days: str, span: Span, values: Mapping[str, Number]) -> None:
        super().__init__(parent)
        self.desk, self.days, self.span = desk, days, span
        self.opened: FigureRow | None = None
        """The row that somebody wants to see, once the dialog is closed."""
        self.setWindowTitle(_("All figures"))
        fit(self, 880, 640)
        self.list: ListView[FigureLine] = ListView(
            [
                Column(_("Figure"), 240, lambda line: line.figure.label, flex=1),
                Column(P_("figure", "Value"), 140, lambda line: line.figure.unit.say(line.value), number=True),
                Column(P_("figure", "Unit"), 90, lambda line: line.figure.unit.label),
                Column(P_("figure", "Better"), 120, lambda line: line.figure.better.label, muted=_goes_nowhere, rank=1),
            ],
            _("Nothing to show."),
            _("All figures"),
        )
        self.meaning = label("", "muted", wrap=True)
        self.meaning.setMinimumHeight(44)
        self.trouble = label("", "problem", wrap=True)
        self.rows_button = button(_("Show the rows"), self._show_chosen, "primary", key="Enter")
        self.paper_button = button(_("Print the definitions"), self.show_paper, key="Ctrl+P")
        column = QVBoxLayout(self)
        column.addWidget(label(named(days, _("All figures")), "heading"))
        column.addWidget(self.list, 1)
        column.addWidget(self.meaning)
        column.addWidget(self.trouble)
        column.addLayout(row(self.paper_button, 1, button(_("Close"), self.reject, key="Esc"), self.rows_button))
        self.list.table.selectionModel().currentChanged.connect(lambda _now, _before: self._explain())
        self.list.on_open(self.show_rows)
        lines = [FigureLine(figures.find(code), value) for code, value in values.items()]
        self.list.show_all(lines, keep=True)
        self.list.enter()

    def _explain(self) -> None:
        line = self.list.current()
        self.meaning.setText(explained(line.figure) if line else "")

    def show_paper(self) -> None:
        """What every figure counts, on paper 指标说明."""
        papers.preview(self, self.desk, "figures")

    def _show_chosen(self) -> None:
        if line := self.list.current():
            self.show_rows(line)

    def show_rows(self, line: FigureLine) -> None:
        """The rows behind a figure; a record that is opened there closes this list too."""
        self.trouble.setText("")
        read_and_show(self, self.desk, line.figure, self.days, self.span, self._leave_for, self.trouble.setText)

    def _leave_for(self, opened: FigureRow) -> None:
        self.opened = opened
        self.accept()
