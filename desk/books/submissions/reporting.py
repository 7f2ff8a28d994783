"""Everything that a report of a period 统计期间 tells: what the books count, and what was entered by hand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from desk.books import figures, own_figures
from desk.books.own_figures import OwnValue
from desk.books.submissions import whole_figures
from desk.books.submissions.whole_figures import WholeFigures
from desk.core.figure import FigureParts, Number
from desk.core.period import Period
from desk.core.work import Work


@dataclass(frozen=True)
class ReportFigures:
    """A period counted from one view of the book.

    ``values`` and ``parts`` (numerator and denominator) are by the figures' codes, and hold those entered by hand 自填
    as well, whose codes begin with ``own.``; ``own`` are these with their words.
    """

    period: Period
    whole: WholeFigures
    values: Mapping[str, Number]
    parts: Mapping[str, FigureParts]
    own: Mapping[str, OwnValue]


def counted(work: Work, period: Period) -> ReportFigures:
    """Count a period in every book, and read what was entered by hand of it."""
    whole = whole_figures.counted(work, period.first, period.last)
    plain, own = whole_figures.plain(whole), own_figures.values(work, period)
    declared = figures.declared()
    parts = {code: declared[code].parts(plain) if code in declared else FigureParts() for code in plain}
    return ReportFigures(
        period,
        whole,
        {**plain, **{code: each.value for code, each in own.items()}},
        {**parts, **{code: FigureParts(each.numerator, each.denominator) for code, each in own.items()}},
        own,
    )
