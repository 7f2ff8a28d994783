"""Reading figures entered by hand 自填指标 and targets 目标."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Select, select

from desk.books.own_figures.model import MonthValue, OwnFigure, Target
from desk.core.errors import Refused
from desk.core.figure import Better
from desk.core.figures_sheet import OWN
from desk.core.month import Month
from desk.core.period import Period, named_period
from desk.core.records import first_record, records
from desk.core.words import _
from desk.core.work import Work
from desk.models.own_figures import figure_targets, own_figure_values, own_figures
from desk.models.staff import staff
from desk.models.submissions import reports

FIGURES: Select[Any] = select(*(own_figures.c[name] for name in OwnFigure.__dataclass_fields__))


def all_figures(work: Work, active_only: bool = False) -> list[OwnFigure]:
    """Every figure entered by hand, also what is no longer asked for: in the order in which they were made."""
    query = FIGURES.where(own_figures.c.active) if active_only else FIGURES
    return records(work.connection.execute(query.order_by(own_figures.c.id)), OwnFigure, better=Better)


def find_figure(work: Work, id: int) -> OwnFigure:
    """One figure. Raises ``Refused`` for one that is not there any more."""
    query = FIGURES.where(own_figures.c.id == id)
    figure = first_record(work.connection.execute(query), OwnFigure, better=Better)
    if figure is None:
        raise Refused(_("This figure is no longer there."))
    return figure


def highest_number(work: Work) -> int:
    """The highest number that a code has; 0 without any."""
    codes = work.connection.execute(select(own_figures.c.code)).scalars()
    return max((int(code.removeprefix(OWN)) for code in codes), default=0)


def has_values(work: Work, id: int) -> bool:
    """Was anything entered of a figure?"""
    query = select(own_figure_values.c.id).where(own_figure_values.c.own_figure_id == id).limit(1)
    return work.connection.execute(query).first() is not None


def month_values(work: Work, first: Month, last: Month) -> list[MonthValue]:
    """What was entered of the months from the first to the last, of every figure."""
    query = (
        select(
            own_figure_values.c.own_figure_id.label("figure_id"),
            own_figure_values.c.month,
            own_figure_values.c.numerator,
            own_figure_values.c.denominator,
            staff.c.name.label("who"),
            own_figure_values.c.at,
        )
        .join_from(own_figure_values, staff, staff.c.id == own_figure_values.c.staff_id)
        .where(own_figure_values.c.month.between(first.name, last.name))
        .order_by(own_figure_values.c.month, own_figure_values.c.own_figure_id)
    )
    return records(work.connection.execute(query), MonthValue)


def all_targets(work: Work) -> list[Target]:
    """What is aimed at, in the order in which it was first said."""
    query = select(
        figure_targets.c.code, figure_targets.c.value, staff.c.name.label("who"), figure_targets.c.at
    ).join_from(figure_targets, staff, staff.c.id == figure_targets.c.staff_id)
    return records(work.connection.execute(query.order_by(figure_targets.c.id)), Target)


def handed_in(work: Work) -> list[Period]:
    """The periods that were handed in to the district 已上报, and were not taken back."""
    query = select(reports.c.period).where(reports.c.withdrawn_at.is_(None)).order_by(reports.c.period)
    return [named_period(name) for name in work.connection.execute(query).scalars()]


def closed_by(handed_in: list[Period], month: Month) -> Period | None:
    """The period handed in that a month is part of: what was entered of it stays as it went out."""
    return next((period for period in handed_in if period.first <= month.first <= period.last), None)
