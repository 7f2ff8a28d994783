"""汇总表: the key figures of every book on one upright A4 page, each a link to its cell on the book's sheet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from desk.core.figure import Better, Number
from desk.core.words import N_, _
from desk.reports.figures import figure_table
from desk.reports.figures.compared import ComparedBook, ComparedFigure
from desk.reports.figures.figure_table import NONE
from desk.reports.kit import sheets
from desk.reports.kit.cells import Formula
from desk.reports.kit.workbook import Sheet

HEADINGS = (
    N_("Area of work"),
    N_("Figure"),
    N_("Unit"),
    N_("This period"),
    N_("Period before"),
    N_("Against the period before"),
    N_("Same period a year ago"),
    N_("Against a year ago"),
    N_("Target"),
    N_("Reached?"),
)
MOST, FIRST = 3, 9
"""Figures of a book, and of the first, the walk-ins: all of them stand on one page."""
WIDTHS = (12, 24, 7, 9, 9, 11, 11, 11, 9, 8)


@dataclass(frozen=True)
class PlacedBook:
    """A book whose figures stand on ``sheet`` in these rows."""

    compared: ComparedBook
    sheet: Sheet
    rows: Mapping[str, int]

    def address(self, code: str, column: int) -> str:
        """Of a figure's cell, for formulas of other sheets."""
        return self.sheet.address(self.rows[code], column)


def put(sheet: Sheet, placed: Sequence[PlacedBook], below: str, foot: str) -> None:
    """The page: title, heading, a line for each key figure."""
    top = sheets.put_title(sheet, _("Summary of all work"), below, len(HEADINGS))
    sheets.put_table(sheet, top, [_(heading) for heading in HEADINGS], ())
    row = top + 1
    for place, each in enumerate(placed):
        by_code = {figure.code: figure for figure in each.compared.figures}
        for code in each.compared.key[: MOST if place else FIRST]:
            sheets.put(sheet, row, 1, each.compared.title)
            _put_figure(sheet, row, by_code[code], each)
            row += 1
    sheet.freeze_panes = f"C{top + 1}"
    sheets.set_widths(sheet, WIDTHS)
    sheets.set_filter(sheet, top, len(HEADINGS), row - 1)
    sheets.set_up_print(sheet, landscape=False, repeat=top, foot=foot, tall=1)


def _put_figure(sheet: Sheet, row: int, figure: ComparedFigure, placed: PlacedBook) -> None:
    sheets.put(sheet, row, 2, figure.label)
    sheets.put(sheet, row, 3, figure.unit_words, "desk mark")
    columns = ((4, figure_table.NOW, figure.now), (5, figure_table.BEFORE, figure.before))
    for column, source, value in (*columns, (7, figure_table.YEAR_BEFORE, figure.year_before)):
        _put_linked(sheet, row, column, figure, value, placed.address(figure.code, source))
    figure_table.put_change(sheet, row, 6, figure, figure.before, (f"D{row}", f"E{row}"))
    figure_table.put_change(sheet, row, 8, figure, figure.year_before, (f"D{row}", f"G{row}"))
    figure_table.put_value(sheet, row, 9, figure, figure.target)
    _put_reached(sheet, row, figure)


def _put_linked(sheet: Sheet, row: int, column: int, figure: ComparedFigure, value: Number, source: str) -> None:
    if value is None:
        sheets.put(sheet, row, column, NONE, "desk mark")
    else:
        sheet.put(
            row, column, Formula(source, figure_table.value_of(figure, value)), figure_table.look_of(figure, value)
        )


def _put_reached(sheet: Sheet, row: int, figure: ComparedFigure) -> None:
    """Whether the target is reached, live, where more or less is better."""
    better = figure.better
    if figure.target is None or figure.now is None or better is Better.NEITHER:
        sheets.put(sheet, row, 10, NONE, "desk mark")
        return
    sign = ">=" if better is Better.UP else "<="
    reached = figure.now >= figure.target if better is Better.UP else figure.now <= figure.target
    yes, no = _("reached"), _("not reached")
    sheet.put(row, 10, Formula(f'IF(D{row}{sign}I{row},"{yes}","{no}")', yes if reached else no), "desk mark")
