"""How the rows of a query become records: by the names of their columns, never by their place."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from functools import cached_property
from typing import Any, Generic, TypeVar

from sqlalchemy import CursorResult, Result

Record = TypeVar("Record")


@dataclass(frozen=True)
class RowMapper(Generic[Record]):
    """Makes frozen records of ``record``, a dataclass, out of rows whose columns are named as its fields are.

    ``readers`` turns what a column holds into what the field holds: an enum, a frozen set.
    """

    record: type[Record]
    readers: Mapping[str, Callable[[Any], Any]] = field(default_factory=dict)

    @cached_property
    def fields(self) -> frozenset[str]:
        """The names that a row must have."""
        return frozenset(each.name for each in fields(self.record))  # type: ignore[arg-type]

    def all(self, rows: Result[Any] | CursorResult[Any]) -> list[Record]:
        """Every row that is left, as a record. Raises ``TypeError`` when columns and fields are not the same.

        A frozen dataclass sets its fields one by one through ``object.__setattr__``; for the thirty fields of an
        activity that costs more than reading them from the file, so its dictionary is filled at once here.
        """
        names = tuple(rows.keys())
        if differing := self.fields.symmetric_difference(names):
            raise TypeError(f"{self.record.__name__} differs from its query in {', '.join(sorted(differing))}")
        records = []
        for row in rows:
            values = dict(zip(names, row, strict=True))
            for name, read in self.readers.items():
                values[name] = read(values[name])
            record = object.__new__(self.record)
            record.__dict__.update(values)
            records.append(record)
        return records

    def first(self, rows: Result[Any] | CursorResult[Any]) -> Record | None:
        """The first row as a record; None when there is none."""
        return next(iter(self.all(rows)), None)
