"""What the manager aims at 目标, of any figure that has a number."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from sqlalchemy import delete

from desk.books import figures
from desk.books.own_figures import queries
from desk.books.own_figures.model import OwnFigure, digits, plain_number
from desk.core import money, numbers
from desk.core.errors import Invalid, Problem, refuse_wrong
from desk.core.figure import Figure, FigureKind, Unit
from desk.core.period import MONTHS, Period, PeriodKind
from desk.core.permissions import May
from desk.core.words import P_, _
from desk.core.work import Work
from desk.models.own_figures import figure_targets

ADDED_UP = (FigureKind.COUNT, FigureKind.SUM)
LONGER = (PeriodKind.QUARTER, PeriodKind.HALF_YEAR, PeriodKind.YEAR)
MOST = 1_000_000_000_000.0


class HasKind(Protocol):
    """A figure of a book, or one entered by hand."""

    @property
    def kind(self) -> FigureKind:
        """How it comes from what is behind it."""
        ...


def aimable(work: Work) -> dict[str, Figure | OwnFigure]:
    """The figures that can have a target, by their codes: all but the answers yes and no, and those entered by hand
    that are still asked for.
    """
    of_books = {code: figure for code, figure in figures.declared().items() if figure.kind is not FigureKind.ANSWER}
    return {**of_books, **{own.code: own for own in queries.all_figures(work, active_only=True)}}


def targets(work: Work) -> dict[str, float]:
    """What is aimed at, by the figure's code: as the figure is kept (money in fen)."""
    return {target.code: plain_number(target.value) for target in queries.all_targets(work)}


def target_of(figure: HasKind, target: float | None, period: Period) -> float | None:
    """What is aimed at in a period: of a figure that is counted or added up, as much as its months have, and nothing
    of days, weeks and other spans; of a share, a mean or a median the same in any period.
    """
    if target is None or figure.kind not in ADDED_UP:
        return target
    months = MONTHS.get(period.kind)
    return plain_number(target * months) if months else None


def aim(work: Work, code: str, value: float) -> None:
    """Say what is aimed at, of a figure that can have a target: a month of what is counted or added up, else as it is.

    Raises ``Invalid``.
    """
    work.require(May.KEEP_FIGURES)
    figure = aimable(work).get(code)
    is_share = figure is not None and figure.kind is FigureKind.SHARE
    refuse_wrong(
        [
            ("code", figure is None, _("Please choose a figure.")),
            ("value", value < 0, _("A target cannot be less than 0.")),
            ("value", is_share and value > 100, _("A share is at most 100 %.")),
            ("value", value > MOST, _("This number is too large.")),
        ]
    )
    was = targets(work).get(code)
    if was == plain_number(value):
        return
    work.put(figure_targets, {"code": code}, {"value": float(value), "at": work.now, "staff_id": work.actor.id})
    work.audit("target.set", f"figure_targets:{code}", _told(was), _told(plain_number(value)))


def drop(work: Work, code: str) -> None:
    """Aim at nothing any more of a figure; nothing happens when nothing was aimed at."""
    work.require(May.KEEP_FIGURES)
    was = targets(work).get(code)
    if was is not None:
        work.connection.execute(delete(figure_targets).where(figure_targets.c.code == code))
        work.audit("target.drop", f"figure_targets:{code}", _told(was), {})


def _told(value: float | None) -> Mapping[str, float]:
    return {} if value is None else {"value": value}


def read_target(figure: Figure | OwnFigure, typed: str) -> float:
    """What was typed, as the figure is kept: yuan become fen. Raises ``Invalid`` with words for its field."""
    if figure.unit is Unit.FEN:
        return money.fen_in(typed, "value")
    try:
        number = numbers.decimal_of(typed)
    except ValueError:
        wrong = (
            _("“{word}” is not a number.", word=typed.strip()[:20]) if typed.strip() else _("Please enter a number.")
        )
        raise Invalid(Problem("value", wrong)) from None
    return float(number)


def typed_target(figure: Figure | OwnFigure, value: float) -> str:
    """As somebody would type it: money in yuan."""
    return money.plain(int(value)) if figure.unit is Unit.FEN else str(plain_number(value))


def say(figure: Figure | OwnFigure, value: float) -> str:
    """A target with its unit, as a reader takes it."""
    if isinstance(figure, OwnFigure):
        return P_("figure", "{value} {unit}", value=digits(value), unit=figure.shown_unit)
    return figure.unit.tell(plain_number(value))


def explain(figure: Figure | OwnFigure, value: float) -> str:
    """What it means for each kind of period, in words."""
    if figure.kind not in ADDED_UP:
        return _("The same for every period.")
    quarter, half, year = (say(figure, plain_number(value * MONTHS[kind])) for kind in LONGER)
    return _("A month; {quarter} a quarter, {half} a half year, {year} a year.", quarter=quarter, half=half, year=year)


def name_of(figure: Figure | OwnFigure) -> str:
    """What it is called, in the language of the screen."""
    return figure.title if isinstance(figure, OwnFigure) else figure.label
