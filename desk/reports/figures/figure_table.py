"""Figures as rows of a workbook 指标表: numerator and denominator, what was before, live shares and changes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal

from desk.core.figure import FigureKind, Number, Unit
from desk.core.words import N_, _
from desk.reports.figures.compared import ComparedFigure
from desk.reports.kit import sheets
from desk.reports.kit.cells import Formula
from desk.reports.kit.workbook import Sheet

HEADINGS = (
    N_("Figure"),
    N_("Unit"),
    N_("Numerator"),
    N_("Denominator"),
    N_("This period"),
    N_("Period before"),
    N_("Against the period before"),
    N_("Same period a year ago"),
    N_("Against a year ago"),
)
NOW, BEFORE, YEAR_BEFORE = 5, 6, 8
NONE = "—"
WIDTHS = (26, 8, 9, 9, 9, 9, 11, 11, 11)
FACTORS = {FigureKind.SHARE: 100, FigureKind.MEAN: 1}
"""How much of one a share or mean is told in."""


def put_figures(sheet: Sheet, top: int, figures: Sequence[ComparedFigure]) -> tuple[int, Mapping[str, int]]:
    """The table from row ``top`` on; the first free row below, and in which row each figure stands."""
    sheets.put_table(sheet, top, [_(heading) for heading in HEADINGS], ())
    rows = {figure.code: row for row, figure in enumerate(figures, top + 1)}
    for figure in figures:
        _put(sheet, rows[figure.code], figure)
    return top + len(figures) + 1, rows


def _put(sheet: Sheet, row: int, figure: ComparedFigure) -> None:
    sheets.put(sheet, row, 1, figure.label)
    sheets.put(sheet, row, 2, figure.unit_words, "desk mark")
    parts = (figure.parts.numerator, figure.parts.denominator)
    for column, part in zip((3, 4), parts, strict=True):
        put_value(sheet, row, column, figure, part)
    sheet.put(row, NOW, _live(figure, row), look_of(figure, figure.now))
    put_value(sheet, row, BEFORE, figure, figure.before)
    put_change(sheet, row, 7, figure, figure.before, (f"E{row}", f"F{row}"))
    put_value(sheet, row, YEAR_BEFORE, figure, figure.year_before)
    put_change(sheet, row, 9, figure, figure.year_before, (f"E{row}", f"H{row}"))


def value_of(figure: ComparedFigure, value: Number) -> int | float | str | None:
    """A value of the figure as a cell has it: money in yuan."""
    return figure.unit.cell(value) if figure.unit else value


def look_of(figure: ComparedFigure, value: Number) -> str:
    """The look of a value of the figure."""
    if figure.unit is Unit.ANSWER:
        return "desk mark"
    if figure.unit is Unit.FEN:
        return "desk money"
    return "desk tenths" if isinstance(value, float) else "desk count"


def put_value(sheet: Sheet, row: int, column: int, figure: ComparedFigure, value: Number) -> None:
    """A value in its cell; a dash where there is none."""
    if value is None:
        sheets.put(sheet, row, column, NONE, "desk mark")
    else:
        sheets.put(sheet, row, column, value_of(figure, value), look_of(figure, value))


def _live(figure: ComparedFigure, row: int) -> object:
    """A share or mean as the formula of its parts, where that gives what the book says; else the value."""
    value, part, whole = figure.now, figure.parts.numerator, figure.parts.denominator
    if value is None:
        return NONE
    factor = FACTORS.get(figure.kind) if figure.unit is not Unit.FEN else None
    if factor and part is not None and whole and rounded(factor * part / whole) == value:
        times = f"{factor}*" if factor > 1 else ""
        return Formula(f"ROUND({times}C{row}/D{row},1)", value)
    return value_of(figure, value)


def rounded(number: float) -> float:
    """To one place, as spreadsheets round: a half goes up."""
    return float(Decimal(repr(number)).quantize(Decimal("0.1"), ROUND_HALF_UP))


def put_change(
    sheet: Sheet, row: int, column: int, figure: ComparedFigure, then: Number, cells: tuple[str, str]
) -> None:
    """How much more or less it is, live: of shares in points, else as a part of what was; a dash where nothing was. Of
    a period of which more is planned than has gone by, a number: none of the cells has its days so far.
    """
    (this, that), now = cells, figure.so_far
    if now is None or then is None or figure.unit is Unit.ANSWER:
        sheets.put(sheet, row, column, NONE, "desk mark")
        return
    if figure.kind is FigureKind.SHARE:
        change, formula, look = rounded(now - then), f"ROUND({this}-{that},1)", "desk points"
    elif then == 0:
        sheets.put(sheet, row, column, NONE, "desk mark")
        return
    else:
        change, formula, look = (now - then) / then, f"({this}-{that})/{that}", "desk change"
    sheets.put(sheet, row, column, Formula(formula, change) if now == figure.now else change, look)
