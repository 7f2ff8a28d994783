"""What the grid of figures entered by hand knows without Qt: figures down, months across, what is typed in between."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from desk.books.own_figures import entering, queries
from desk.books.own_figures.entering import Entered
from desk.books.own_figures.model import MonthValue, OwnFigure, OwnValue, added_up
from desk.books.submissions import attention
from desk.core.clock import local
from desk.core.errors import Invalid
from desk.core.month import Month
from desk.core.period import YEAR, Period, PeriodKind
from desk.core.words import P_, _
from desk.core.work import Work

Place = tuple[int, Month]
"""A figure, by its id, in a month."""


@dataclass(frozen=True)
class SheetRows:
    """A year as it was read: figures that are asked for first."""

    year: int
    present: Month
    """This month: those after it are still to come."""
    figures: Sequence[OwnFigure]
    values: Mapping[Place, MonthValue]
    handed_in: Sequence[Period]
    before_is_due: bool = False
    """Is the deadline of the month before still to come?"""

    @property
    def months(self) -> Sequence[Month]:
        """The twelve months."""
        return list(Month(self.year, 1).until(Month(self.year, YEAR)))

    def why_closed(self, month: Month) -> str:
        """Why nothing can be entered of a month; empty when it can."""
        if closed := queries.closed_by(list(self.handed_in), month):
            return entering.closed_words(month, closed.label)
        return _("{month} has not begun yet.", month=month.label) if month > self.present else ""

    def is_handed_in(self, month: Month) -> bool:
        """Did it go to the district?"""
        return queries.closed_by(list(self.handed_in), month) is not None

    @property
    def place_to_begin(self) -> tuple[int, int]:
        """Row and column where one begins to type: the first figure that is missing of the month before, until that is
        to be told; else the present month, or the first of another year.
        """
        before = self.present.previous
        if self.before_is_due and before in self.months and not self.why_closed(before):
            for row, figure in enumerate(self.figures):
                if figure.active and (figure.id, before) not in self.values:
                    return row, self.months.index(before)
        return 0, self.months.index(self.present) if self.present in self.months else 0

    def total(self, figure: OwnFigure) -> OwnValue:
        """The months of the year of which something was entered, as one."""
        mine = [value for (id, _month), value in self.values.items() if id == figure.id]
        return added_up(figure, [Month.read(value.month) for value in mine], mine)


def read(work: Work, year: int) -> SheetRows:
    """A year of all figures."""
    first, last = Month(year, 1), Month(year, YEAR)
    values = {(value.figure_id, Month.read(value.month)): value for value in queries.month_values(work, first, last)}
    figures = sorted(queries.all_figures(work), key=lambda figure: not figure.active)
    before = Period.around(PeriodKind.MONTH, work.today).plus(-1)
    is_due = work.today <= attention.deadline(work, before)
    return SheetRows(year, Month.of(work.today), figures, values, queries.handed_in(work), is_due)


@dataclass
class TypedSheet:
    """What somebody typed and the book does not have yet: what is wrong with it stays until it is mended."""

    rows: SheetRows
    typed: dict[Place, str] = field(default_factory=dict)
    problems: dict[Place, str] = field(default_factory=dict)

    def show(self, rows: SheetRows) -> None:
        """Another reading of the book; what was typed stays, but of a month that somebody has handed in meanwhile."""
        self.rows = rows
        gone = [place for place in self.typed if rows.why_closed(place[1])]
        for place in gone:
            del self.typed[place]
            self.problems.pop(place, None)

    def text(self, figure: OwnFigure, month: Month) -> str:
        """What stands in a cell, as it is typed."""
        place = (figure.id, month)
        if place in self.typed:
            return self.typed[place]
        value = self.rows.values.get(place)
        return value.entry.typed if value else ""

    def take(self, typed: Iterable[tuple[Place, str]]) -> None:
        """Something was typed or pasted."""
        for place, text in typed:
            self.typed[place] = text
            self.problems.pop(place, None)

    def readable(self) -> list[Entered]:
        """What can be stored of what was typed; of the rest what is wrong is noted."""
        figures = {figure.id: figure for figure in self.rows.figures}
        ready = []
        for (id, month), text in self.typed.items():
            if id not in figures:
                continue
            try:
                ready.append(Entered(id, month, entering.read_entry(figures[id], text)))
            except Invalid as wrong:
                self.problems[id, month] = wrong.message
        return ready

    def stored(self, entered: Iterable[Entered]) -> None:
        """The book has it now."""
        for each in entered:
            self.typed.pop((each.figure_id, each.month), None)

    def about(self, figure: OwnFigure, month: Month) -> str:
        """What is said of a cell: what is wrong with it, or what it comes to, who entered it and when."""
        place = (figure.id, month)
        if place in self.problems:
            return self.problems[place]
        value = self.rows.values.get(place)
        if value is None:
            return self.rows.why_closed(month) or figure.definition or _how(figure)
        said = added_up(figure, [month], [value]).said
        return _(
            "{figure}, {month}: {value}, entered by {name} at {time}.",
            figure=figure.title,
            month=month.label,
            value=said,
            name=value.who,
            time=f"{local(value.at):%Y-%m-%d %H:%M}",
        )


def _how(figure: OwnFigure) -> str:
    if figure.shared:
        return _("Type part and whole, such as 18/25.")
    return P_("own figure", "Type a number, in {unit}.", unit=figure.unit)


def pasted(text: str) -> list[list[str]]:
    """Rows and columns as a spreadsheet puts them on the clipboard."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").removesuffix("\n").split("\n")
    return [line.split("\t") for line in lines]
