"""The figures of all centres together 汇总: numerators and denominators are added up, and what is missing stays so."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from desk.books import figures
from desk.books.district import sums
from desk.books.district.model import CentreReturn, FigureWords
from desk.books.district.names import by_key
from desk.core.figure import FigureParts, Number
from desk.core.figures_sheet import FiguresSheet, SheetFigure


@dataclass(frozen=True)
class MergedFigure:
    """A figure of the district. ``parts`` are summed over the ``centres`` that sent it; ``value`` is None where nothing
    can be added, such as a median. ``missing`` is how many of those that report did not send it, ``versions`` by which
    versions of its definition 口径 they counted it.
    """

    figure: FigureWords
    parts: FigureParts
    value: Number
    centres: int
    missing: int
    versions: frozenset[int] = frozenset()

    def is_like(self, other: MergedFigure) -> bool:
        """Do both count the same, as far as the sheets say?"""
        return not (self.versions and other.versions) or self.versions == other.versions


def merged(sheets: Sequence[FiguresSheet], expected: int) -> list[MergedFigure]:
    """Every figure that a sheet has, those of the books here first. ``expected`` centres should have sent theirs."""
    sent: dict[str, list[SheetFigure]] = {}
    for sheet in sheets:
        for key, figure in by_key(sheet).items():
            if figure.value is not None or figure.parts.numerator is not None:
                sent.setdefault(key, []).append(figure)
            else:
                sent.setdefault(key, [])
    first = {key: figure for sheet in reversed(sheets) for key, figure in by_key(sheet).items()}
    named = {key: sums.words_of(figure) for key, figure in first.items()}
    known = [code for code in figures.declared() if code in sent]
    rest = [key for key in sent if key not in figures.declared()]
    return [_merged(named[key], sent[key], expected) for key in (*known, *rest)]


def _merged(figure: FigureWords, sent: Sequence[SheetFigure], expected: int) -> MergedFigure:
    parts = added(each.parts for each in sent)
    value = sums.value_of(parts, sums.scale_of(sent[0])) if sent else None
    versions = frozenset(each.version for each in sent if each.version is not None)
    return MergedFigure(figure, parts, value, len(sent), max(expected - len(sent), 0), versions)


def added(parts: Iterable[FigureParts]) -> FigureParts:
    """The sums of what can be added. Parts and wholes are added of those that have both; where some have a whole, a
    number alone is none of them.
    """
    known = [each for each in parts if each.numerator is not None]
    whole = [each for each in known if each.denominator is not None]
    if whole:
        return FigureParts(
            sums.total(each.numerator or 0 for each in whole), sums.total(each.denominator or 0 for each in whole)
        )
    return FigureParts(sums.total(each.numerator or 0 for each in known)) if known else FigureParts()


@dataclass(frozen=True)
class Delivery:
    """How much came 完整率 and how much of it in time 及时率, of the centres that report."""

    expected: int
    came: int
    """What is merged."""
    in_time: int

    @property
    def completeness(self) -> Number:
        """Of a hundred centres so many; None where none reports."""
        return round(100 * self.came / self.expected, 1) if self.expected else None

    @property
    def timeliness(self) -> Number:
        """Of a hundred centres so many; None where none reports."""
        return round(100 * self.in_time / self.expected, 1) if self.expected else None


def is_merged(sent: CentreReturn) -> bool:
    """Is it of a centre that reports, and not red?"""
    return sent.centre.active and sent.sheet is not None
