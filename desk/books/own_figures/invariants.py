"""What must always hold of figures entered by hand 自填指标 and of targets 目标."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import or_, select

from desk.books.own_figures import aiming, queries
from desk.core.figure import Better
from desk.core.figures_sheet import OWN
from desk.core.invariants import Invariant
from desk.core.month import Month
from desk.core.words import N_, _
from desk.core.work import Work
from desk.models.own_figures import figure_targets, own_figure_values, own_figures

_values, _figures = own_figure_values, own_figures
_OF_FIGURE = select(_figures.c.title, _values.c.month).join(_values, _values.c.own_figure_id == _figures.c.id)

UNREADABLE = (
    Invariant(
        N_("Figure “{0}” entered by hand: which way is better is not known."),
        select(_figures.c.title).where(_figures.c.better.not_in([each.value for each in Better])),
    ),
    Invariant(
        N_("Figure “{0}” entered by hand: its code {1} does not begin with own."),
        select(_figures.c.title, _figures.c.code).where(_figures.c.code.not_like(f"{OWN}%")),
    ),
)
"""With one of these broken the page cannot be filled."""
INVARIANTS = (
    Invariant(
        N_("Figure “{0}”, {1}: a part without a whole, or a number with one."),
        _OF_FIGURE.where(_figures.c.shared == _values.c.denominator.is_(None)),
    ),
    Invariant(
        N_("Figure “{0}”, {1}: the number is less than 0, or the part more than the whole."),
        _OF_FIGURE.where(or_(_values.c.numerator < 0, _values.c.numerator > _values.c.denominator)),
    ),
    Invariant(
        N_("Target of {0}: it is less than 0."),
        select(figure_targets.c.code).where(figure_targets.c.value < 0),
    ),
)


def unknown(work: Work) -> Iterator[str]:
    """A sentence for each month that is none, and each target of a figure that nobody has."""
    for value in work.connection.execute(_OF_FIGURE):
        try:
            Month.read(value.month)
        except ValueError:
            yield _("Figure “{name}”: “{month}” is not a month.", name=value.title, month=value.month)
    known = {*aiming.aimable(work), *(figure.code for figure in queries.all_figures(work))}
    for target in queries.all_targets(work):
        if target.code not in known:
            yield _("Target of {code}: there is no such figure.", code=target.code)
