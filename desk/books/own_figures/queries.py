"""Reading figures entered by hand 自填指标."""

from __future__ import annotations

from desk.books.own_figures.model import OwnValue
from desk.core.period import Period
from desk.core.work import Work


def values(_work: Work, _period: Period) -> dict[str, OwnValue]:
    """By their codes."""
    return {}
