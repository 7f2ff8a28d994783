"""A clock that was ahead: what was written then stays as it was written, and no longer holds up what comes after it.

A manager records between which two moments the clock was wrong. The record is a line of the audit chain and a setting;
no line, number, movement or entry is changed. From then on

- a card's movement whose day lies in such a span counts as made on the day of the record, so the card is free again;
- a loan that began in it can come back;
- visits that it left open are ended;
- the check of the clock at sign-in does not take its lines for the last use.

It does not give cases, incidents or queue numbers other numbers or dates, does not move due dates, inspections or
figures that were typed or counted under the wrong date, and brings nothing back that was deleted or anonymised.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, bindparam, case, func, literal, select, update

from desk.books import centre, visits
from desk.core.clock import local
from desk.core.errors import refuse_wrong
from desk.core.permissions import May
from desk.core.words import _
from desk.core.work import Work
from desk.models.assets import assets
from desk.models.audit import audit

SETTING = "clock_was_ahead"
TOLERANCE = timedelta(minutes=5)
"""How far two clocks may differ before it is pointed out."""
MOST = timedelta(days=400)


@dataclass(frozen=True)
class AheadSpan:
    """Between ``first`` and ``last`` the clock was ahead; ``noted`` is the day on which that was recorded."""

    first: datetime
    last: datetime
    noted: date

    def covers(self, moment: datetime) -> bool:
        """Was this moment written by the clock that was ahead? Both ends count."""
        return self.first <= moment <= self.last

    def covers_day(self, day: date) -> bool:
        """Does such a day belong to the span, and was it still to come when that was recorded?"""
        return local(self.first).date() <= day <= local(self.last).date() and day > self.noted


@dataclass(frozen=True)
class ClockAhead:
    """Audit lines whose time is still to come: the first, the last, and how many."""

    first: datetime
    last: datetime
    lines: int


def spans(work: Work) -> list[AheadSpan]:
    """All that were recorded."""
    spans = []
    for kept in centre.setting(work, SETTING):
        first, last = (datetime.fromisoformat(kept[name]) for name in ("first", "last"))
        spans.append(AheadSpan(first, last, date.fromisoformat(kept["noted"])))
    return spans


def found_ahead(work: Work) -> ClockAhead | None:
    """What stands in the book with a time still to come and was not recorded yet: what the form offers."""
    known, later = spans(work), work.connection.execute(LATER, {"moment": work.now + TOLERANCE}).scalars()
    others = [moment for moment in later if not is_covered(known, moment)]
    return ClockAhead(min(others), max(others), len(others)) if others else None


LATER = select(audit.c.at).where(audit.c.at > bindparam("moment"))


def is_covered(known: Sequence[AheadSpan], moment: datetime) -> bool:
    """Is a moment in any of the spans?"""
    return any(span.covers(moment) for span in known)


def not_ahead(work: Work, day: date) -> date:
    """A day that the book has: today instead of one that a wrong clock wrote."""
    return work.today if day > work.today and any(span.covers_day(day) for span in spans(work)) else day


def day_column(work: Work, column: ColumnElement[Any]) -> ColumnElement[Any]:
    """A column of days for a query, in which a day that a wrong clock wrote is the day on which that was recorded."""
    for span in spans(work):
        first, last = (local(moment).date() for moment in (span.first, span.last))
        noted = literal(span.noted, column.type)
        column = case((column.between(first, last) & (column > span.noted), noted), else_=column)
    return column


def lines_between(work: Work, first: datetime, last: datetime) -> int:
    """How many lines the clock wrote between two moments in which it may have been ahead. Raises ``Invalid``, and
    ``NotAllowed`` for others than a manager.
    """
    work.require(May.EDIT_CENTRE)
    lines = work.connection.execute(BETWEEN, {"first": first, "last": last}).scalar_one()
    refuse_wrong(
        [
            ("first", last < first, _("The span ends before it begins.")),
            ("first", last - first > MOST, _("A span is at most {n} days long.", n=MOST.days)),
            (
                "last",
                last <= work.now,
                _("This time is over. A clock that was ahead left times that are still to come."),
            ),
            ("first", not lines, _("Nothing in the book was written in this span.")),
        ]
    )
    return lines


def record(work: Work, first: datetime, last: datetime) -> AheadSpan:
    """Record that the clock was ahead between two moments. Raises ``Invalid``; only a manager may."""
    lines = lines_between(work, first, last)
    span = AheadSpan(max(first, work.now), last, work.today)
    kept = {"first": span.first.isoformat(), "last": span.last.isoformat(), "noted": span.noted.isoformat()}
    centre.save_setting(work, SETTING, [*centre.setting(work, SETTING), kept])
    after = {"lines": lines, "cards": _free_cards(work, span), "visits": visits.close_ahead(work, span.covers)}
    work.audit("clock.was_ahead", f"settings:{SETTING}", after=kept | after)
    return span


BETWEEN = select(func.count()).where(audit.c.at.between(bindparam("first"), bindparam("last")))


def _free_cards(work: Work, span: AheadSpan) -> int:
    """The day of a card's last movement is what its movements add up to, read with the record. How many there were."""
    first, last = (local(moment).date() for moment in (span.first, span.last))
    stuck = assets.c.last_day.between(first, last) & (assets.c.last_day > span.noted)
    return work.connection.execute(update(assets).where(stuck).values(last_day=span.noted)).rowcount
