"""Rows become records by the names of their columns."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import MISSING, fields
from enum import EnumType
from functools import cache
from typing import Any, TypeVar

from sqlalchemy import CursorResult

R = TypeVar("R")


def records(rows: CursorResult[Any], kind: type[R], /, **made: Callable[[Any], Any]) -> list[R]:
    """A ``kind`` (a frozen dataclass) from each row, whose columns are called as its fields are. ``made`` turns what a
    column holds into what its field holds, like an enum. A field with a default may have no column.

    The same as ``kind(**row._mapping)`` without its guarded assignments, which for a hundred cards of 36 fields cost
    as much as reading them. Raises ``TypeError`` for a column too many or too few.
    """
    return records_of(tuple(rows.keys()), rows, kind, **made)


def first_record(rows: CursorResult[Any], kind: type[R], /, **made: Callable[[Any], Any]) -> R | None:
    """The first row as a record; None without any."""
    return next(iter(records(rows, kind, **made)), None)


def records_of(
    names: tuple[str, ...], rows: Iterable[Sequence[Any]], kind: type[R], /, **made: Callable[[Any], Any]
) -> list[R]:
    """The same for rows of plain SQL, whose columns are ``names``."""
    checked: Any = kind
    _check(checked, names)
    makers = [(name, _members(make) if isinstance(make, EnumType) else make) for name, make in made.items()]
    records = []
    for row in rows:
        record = object.__new__(kind)
        columns = vars(record)
        columns.update(zip(names, row, strict=True))
        for name, make in makers:
            columns[name] = make(columns[name])
        records.append(record)
    return records


def or_none(make: Callable[[Any], R]) -> Callable[[Any], R | None]:
    """The same for a column that may be empty, which stays so."""
    return lambda kept: None if kept is None else make(kept)


class _Members(dict[Any, Any]):
    """The members of an enum by their values: looked up, where calling the enum takes five times as long."""

    def __init__(self, kind: EnumType) -> None:
        members: Any = kind
        super().__init__({member.value: member for member in members})
        self._kind = members

    def __missing__(self, value: Any) -> Any:
        return self._kind(value)


@cache
def _members(kind: EnumType) -> Callable[[Any], Any]:
    return _Members(kind).__getitem__


def record_of(kind: type[R], /, **values: Any) -> R:
    """``kind(**values)`` without its guarded assignments, for a file of ten thousands. Raises ``TypeError`` as that."""
    checked: Any = kind
    _check(checked, tuple(values))
    record = object.__new__(kind)
    columns = vars(record)
    columns.update(_defaults(checked))
    columns.update(values)
    return record


@cache
def _defaults(kind: Any) -> dict[str, Any]:
    return {field.name: field.default for field in fields(kind) if field.default is not MISSING}


@cache
def _check(kind: Any, names: tuple[str, ...]) -> None:
    known = {field.name for field in fields(kind)}
    needed = {field.name for field in fields(kind) if field.default is MISSING}
    if wrong := (set(names) - known) | (needed - set(names)):
        raise TypeError(f"{kind.__name__} and the query differ in {', '.join(sorted(wrong))}")
