"""Entering figures by hand 填报: month by month, until the month is handed in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sqlalchemy import delete

from desk.books.own_figures import queries
from desk.books.own_figures.model import PLACES, Entry, MonthValue, OwnFigure
from desk.core import numbers
from desk.core.errors import Invalid, Problem, Refused, refuse_wrong
from desk.core.month import Month
from desk.core.permissions import May
from desk.core.plain_text import tidy
from desk.core.words import _
from desk.core.work import Work
from desk.models.own_figures import own_figure_values

MOST = Decimal(1_000_000_000)
"""More than a neighbourhood centre has of anything."""


@dataclass(frozen=True)
class Entered:
    """What somebody wants a month of a figure to be; None empties it."""

    figure_id: int
    month: Month
    entry: Entry | None


def read_entry(figure: OwnFigure, typed: str) -> Entry | None:
    """What was typed: 12 or 1,234.5, of a part of a whole 18/25; None for nothing. Raises ``Invalid`` with words."""
    text = tidy(typed).replace("／", "/").removesuffix(figure.unit).strip()
    if not text:
        return None
    if not figure.shared:
        return Entry(float(_number(text)))
    part, slash, whole = text.partition("/")
    refuse_wrong([("value", not slash, _("Please enter part and whole, such as 18/25."))])
    numerator, denominator = _number(part), _number(whole)
    refuse_wrong(
        [
            ("value", not denominator, _("The whole cannot be 0; please leave the month empty when there was none.")),
            ("value", numerator > denominator, _("The part is more than the whole; please check both numbers.")),
        ]
    )
    return Entry(float(numerator), float(denominator))


def _number(text: str) -> Decimal:
    word = text.strip()[:20]
    try:
        number = numbers.decimal_of(text)
    except ValueError:
        raise Invalid(Problem("value", _("“{word}” is not a number.", word=word))) from None
    places = -int(number.normalize().as_tuple().exponent)
    refuse_wrong(
        [
            ("value", number < 0, _("“{word}” is less than 0.", word=word)),
            ("value", number > MOST, _("“{word}” is too large.", word=word)),
            ("value", places > PLACES, _("“{word}”: at most {n} digits after the point, please.", word=word, n=PLACES)),
        ]
    )
    return number


def enter(work: Work, entered: Sequence[Entered]) -> int:
    """Put down what was entered of some months, all of it or nothing; how many differ from what stood there.

    Raises ``Refused`` for a month that is still to come, or that was handed in: what went out is changed by nobody.
    """
    work.require(May.KEEP_FIGURES)
    handed_in = queries.handed_in(work)
    for each in entered:
        _require_open(work, handed_in, each.month)
    known = {figure.id: figure for figure in queries.all_figures(work)}
    stood = _standing(work, entered)
    return sum(
        _put(work, known[each.figure_id], each, stood.get((each.figure_id, each.month.name))) for each in entered
    )


def _require_open(work: Work, handed_in: list[Any], month: Month) -> None:
    if closed := queries.closed_by(handed_in, month):
        raise Refused(closed_words(month, closed.label))
    if month > Month.of(work.today):
        raise Refused(_("{month} has not begun yet.", month=month.label))


def closed_words(month: Month, period: str) -> str:
    """Why nothing can be entered of a month."""
    return _(
        "{period} has been handed in: the figures of {month} stay as they went out. "
        "To change them, take the report back first.",
        period=period,
        month=month.label,
    )


def _standing(work: Work, entered: Sequence[Entered]) -> dict[tuple[int, str], MonthValue]:
    if not entered:
        return {}
    months = sorted(each.month for each in entered)
    return {(value.figure_id, value.month): value for value in queries.month_values(work, months[0], months[-1])}


def _put(work: Work, figure: OwnFigure, entered: Entered, stood: MonthValue | None) -> bool:
    was, entry = stood.entry if stood else None, entered.entry
    if was == entry:
        return False
    key = {"own_figure_id": figure.id, "month": entered.month.name}
    if entry is None:
        mine = (own_figure_values.c.own_figure_id == figure.id) & (own_figure_values.c.month == entered.month.name)
        work.connection.execute(delete(own_figure_values).where(mine))
    else:
        values = {"numerator": entry.numerator, "denominator": entry.denominator}
        work.put(own_figure_values, key, {**values, "at": work.now, "staff_id": work.actor.id})
    work.audit("own_figure.enter", f"own_figures:{figure.id}", _told(entered, was), _told(entered, entry))
    return True


def _told(entered: Entered, entry: Entry | None) -> dict[str, str]:
    return {entered.month.name: entry.typed if entry else ""}
