"""Figures entered by hand, of a period: what its months add up to."""

from __future__ import annotations

from desk.books.own_figures import queries
from desk.books.own_figures.model import MonthValue, OwnValue, added_up
from desk.core.month import Month
from desk.core.period import MONTHS, Period
from desk.core.work import Work


def values(work: Work, period: Period) -> dict[str, OwnValue]:
    """By code, of a period of whole months: every figure that is asked for, and one no longer asked for of which
    something was entered. Nothing of days, weeks and other spans, for which nobody enters anything.
    """
    if period.kind not in MONTHS:
        return {}
    first, last = Month.of(period.first), Month.of(period.last)
    months = list(first.until(last))
    of_figure: dict[int, list[MonthValue]] = {}
    for value in queries.month_values(work, first, last):
        of_figure.setdefault(value.figure_id, []).append(value)
    return {
        figure.code: added_up(figure, months, of_figure.get(figure.id, ()))
        for figure in queries.all_figures(work)
        if figure.active or figure.id in of_figure
    }
