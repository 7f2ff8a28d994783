"""Every row of a data file, table by table, read once and looked through by whoever reckons."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import Any

from sqlalchemy import Row, Table, select

from desk.core.figure import Number
from desk.core.work import Work
from desk.models.cases import cases
from desk.models.visits import visits

Rows = list[Row[Any]]


@dataclass(frozen=True)
class Days:
    """From the first to the last."""

    first: date
    last: date

    def hold(self, day: date | datetime | None) -> bool:
        """Is it one of them? A moment by the centre's clock, eight hours ahead of the one in the data file."""
        if isinstance(day, datetime):
            day = day_of(day)
        return day is not None and self.first <= day <= self.last


def day_of(moment: datetime) -> date:
    """The centre's day."""
    return (moment + timedelta(hours=8)).date()


class Tables:
    """The rows of each table, as often as somebody asks."""

    def __init__(self, work: Work) -> None:
        self.today, self.now = work.today, work.now
        self._work = work
        self._read: dict[str, Rows] = {}

    def end(self, days: Days) -> date:
        """The day on which it is looked what stands: the last one, today while that is not over."""
        return min(days.last, self.today)

    def of(self, table: Table) -> Rows:
        """All rows of a table, in the order of their keys."""
        if table.name not in self._read:
            (key,) = table.primary_key.columns
            rows = self._work.connection.execute(select(table)).all()
            self._read[table.name] = sorted(rows, key=lambda row: row._mapping[key])
        return self._read[table.name]

    def by_id(self, table: Table) -> dict[int, Row[Any]]:
        """The rows by their ids."""
        return {row.id: row for row in self.of(table)}

    @cached_property
    def came(self) -> Rows:
        """Everybody who came: numbers given by mistake are nobody."""
        return [row for row in self.of(visits) if row.state != "withdrawn"]

    @cached_property
    def first_items(self) -> Mapping[int, int]:
        """Of each visit the item of its first case."""
        items: dict[int, int] = {}
        for row in self.of(cases):
            items.setdefault(row.visit_id, row.service_id)
        return items


def share(part: int, whole: int) -> Number:
    """Of a hundred, to one place; None of nothing."""
    return round(100 * part / whole, 1) if whole else None


def middle(values: Iterable[float]) -> float | None:
    """The median, by counting from both ends."""
    ordered = sorted(values)
    if not ordered:
        return None
    upper = len(ordered) // 2
    return (ordered[upper] + ordered[-upper - 1]) / 2


def many(rows: Iterable[Any], fits: Callable[[Any], bool] = lambda _row: True) -> int:
    """How many rows fit."""
    return len([row for row in rows if fits(row)])
