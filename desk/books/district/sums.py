"""How figures of several centres or months are added up: numerators and denominators, never percentages."""

from __future__ import annotations

from collections.abc import Iterable
from math import fsum

from desk.books import figures
from desk.books.district.model import FigureWords
from desk.books.district.names import key_of
from desk.core.figure import Figure, FigureKind, FigureParts, Number
from desk.core.figures_sheet import SheetFigure
from desk.core.plain_text import one_line

LONGEST_TITLE = 60
"""Characters that are shown of what a sheet calls a figure: none of ours has as many."""
PLACES = 6
"""Digits after the point that are kept of sums of numbers with a point."""


def declared_of(figure: SheetFigure) -> Figure | None:
    """As a book here declares it; None for one that no book knows."""
    return figures.declared().get(figure.code)


def words_of(figure: SheetFigure) -> FigureWords:
    """What it is called: as a book here declares it, else as the sheet says."""
    declared = declared_of(figure)
    if declared is None:
        title = one_line(figure.title)[:LONGEST_TITLE] or figure.code[:LONGEST_TITLE]
        return FigureWords(key_of(figure), title, one_line(figure.unit)[:LONGEST_TITLE])
    return FigureWords(figure.code, declared.label, declared.unit.label, declared)


def are_alike(now: SheetFigure, before: SheetFigure) -> bool:
    """Do both count the same, as far as their sheets say by which version of the definition 口径?"""
    return None in (now.version, before.version) or now.version == before.version


def total(numbers: Iterable[int | float]) -> int | float:
    """The sum, the same in whatever order; exact of whole numbers."""
    everything = list(numbers)
    if all(isinstance(each, int) for each in everything):
        return sum(everything)
    added = round(fsum(everything), PLACES)
    return int(added) if added.is_integer() else added


def scale_of(figure: SheetFigure) -> int:
    """100 for a share in percent, 1 for what is a quotient."""
    declared = declared_of(figure)
    if declared is not None:
        return 100 if declared.kind is FigureKind.SHARE else 1
    part, whole = figure.parts.numerator, figure.parts.denominator
    if figure.value is None or part is None or not whole:
        return 100 if "%" in figure.unit or "％" in figure.unit else 1
    return min((100, 1), key=lambda scale: abs(scale * part / whole - (figure.value or 0)))


def value_of(parts: FigureParts, scale: int) -> Number:
    """What the parts come to: the numerator alone, or the quotient to one place; None where it cannot be known."""
    if parts.denominator is None:
        return parts.numerator
    if parts.numerator is None or not parts.denominator:
        return None
    return round(scale * parts.numerator / parts.denominator, 1)


def is_count(figure: Figure | None, parts: FigureParts) -> bool:
    """Is it a number that is related to residents and hours, not a quotient?"""
    if figure is not None:
        return figure.kind in (FigureKind.COUNT, FigureKind.SUM)
    return parts.denominator is None and parts.numerator is not None
