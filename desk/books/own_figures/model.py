"""The words of figures entered by hand 自填指标 and of targets 目标."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from math import fsum

from desk.core.figure import Better, FigureKind, FigureParts, Number, Unit
from desk.core.month import Month
from desk.core.words import P_

PLACES = 2
"""Digits after the point that are kept of what is entered."""


def plain_number(value: float) -> int | float:
    """As it is kept: whole where it is whole, else to two places after the point."""
    rounded = round(value, PLACES)
    return int(rounded) if rounded == int(rounded) else rounded


def digits(value: Number) -> str:
    """A number as it is typed and shown: 1,234 or 0.25; a dash where there is none."""
    return "—" if value is None else f"{plain_number(value):,}"


@dataclass(frozen=True)
class OwnFigure:
    """A figure that no book can know and that is entered month by month."""

    title: str
    unit: str
    """As it is typed, such as 人次; of a part of a whole, of what both are counted."""
    shared: bool = False
    """Is it a part of a whole, entered as two numbers and told in percent?"""
    better: Better = Better.NEITHER
    definition: str = ""
    active: bool = True
    """Is it still asked for?"""
    code: str = ""
    """``own.`` and a number; empty until it is stored."""
    id: int = 0

    @property
    def kind(self) -> FigureKind:
        """How months of it come together: added up, or a share from the summed parts."""
        return FigureKind.SHARE if self.shared else FigureKind.SUM

    @property
    def shown_unit(self) -> str:
        """What its value is told in: its unit, or percent for a part of a whole."""
        return Unit.PERCENT.label if self.shared else self.unit


@dataclass(frozen=True)
class Entry:
    """What is entered of a month: the number, or the part and the whole of a share. Numbers have two places."""

    numerator: float
    denominator: float | None = None

    @property
    def value(self) -> Number:
        """The number itself, or how many of a hundred of the whole, to one place."""
        return value_of(self.numerator, self.denominator)

    @property
    def typed(self) -> str:
        """As somebody would type it: 12, or 18/25."""
        number = f"{plain_number(self.numerator)}"
        return number if self.denominator is None else f"{number}/{plain_number(self.denominator)}"


@dataclass(frozen=True)
class MonthValue:
    """What was entered of a figure for a month, by whom, and when."""

    figure_id: int
    month: str
    numerator: float
    denominator: float | None
    who: str
    at: datetime

    @property
    def entry(self) -> Entry:
        """What was entered."""
        return Entry(self.numerator, self.denominator)


@dataclass(frozen=True)
class OwnValue:
    """A figure of a period of whole months: what its months add up to. ``value`` and the parts are None where a month
    is missing: what is not known is no nought. ``who`` and ``at`` are of the month that was entered last.
    """

    code: str
    title: str
    unit: str
    """What the value is told in, percent for a share."""
    numerator: Number
    denominator: Number
    value: Number
    who: str = ""
    at: datetime | None = None
    missing: tuple[str, ...] = ()
    """The months, as 2026-11, of which nothing was entered."""

    @property
    def parts(self) -> FigureParts:
        """What of it can be added up over months and centres."""
        return FigureParts(self.numerator, self.denominator)

    @property
    def said(self) -> str:
        """Its value with its unit, as a reader takes it."""
        if self.value is None:
            return "—"
        number = f"{self.value:,.1f}" if self.denominator is not None else digits(self.value)
        return P_("figure", "{value} {unit}", value=number, unit=self.unit)


@dataclass(frozen=True)
class Target:
    """What the manager aims at, and who said so."""

    code: str
    value: float
    who: str
    at: datetime


def value_of(numerator: float, denominator: float | None) -> Number:
    """The number, or how many of a hundred of the whole, to one place after the point as every share is told."""
    if denominator is None:
        return plain_number(numerator)
    return round(100 * numerator / denominator, 1)


def added_up(figure: OwnFigure, months: Sequence[Month], values: Sequence[MonthValue]) -> OwnValue:
    """Some months of a figure as one: the parts are summed, a share is worked out from the sums."""
    of_month = {value.month: value for value in values}
    missing = tuple(month.name for month in months if month.name not in of_month)
    known = [of_month[month.name] for month in months if month.name in of_month]
    latest = max(known, key=lambda value: value.at, default=None)
    who, at = (latest.who, latest.at) if latest else ("", None)
    if missing or not known:
        return OwnValue(figure.code, figure.title, figure.shown_unit, None, None, None, who, at, missing)
    numerator = plain_number(fsum(value.numerator for value in known))
    denominator = plain_number(fsum(value.denominator or 0 for value in known)) if figure.shared else None
    value = value_of(numerator, denominator)
    return OwnValue(figure.code, figure.title, figure.shown_unit, numerator, denominator, value, who, at)
