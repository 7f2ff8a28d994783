"""What a data file of an earlier version holds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Column, Connection, Float, Integer, LargeBinary, MetaData, Table, func, insert, select
from sqlalchemy.exc import IntegrityError

from desk.models import metadata
from desk.models.base import Day, Flag, Instant, Json

ROWS = (
    "INSERT INTO centres(id, name, district) VALUES (1, '旧中心', '示例区')",
    "INSERT INTO staff(id, name, role) VALUES (1, '管理员', 'manager')",
    "INSERT INTO services(id, code, name, department, mode, promised_days)"
    " VALUES (1, 'A', '事项', '部门', 'nearby', 5)",
    "INSERT INTO residents(id, name, id_kind, birth, created_at) VALUES (1, '李阿婆', 'none', '1950-01-01', 0),"
    " (2, '王小明', 'none', '2000-01-01', 0)",
    "INSERT INTO resident_search(rowid, tails) VALUES (1, '李阿婆'), (2, '王小明')",
    "INSERT INTO visits(id, day, queue, number, resident_id, state, arrived_at, ended_at, staff_id)"
    " VALUES (1, '2026-01-05', 'A', 1, 1, 'finished', 0, 1, 1), (2, '2026-01-05', 'A', 2, 2, 'finished', 0, 1, 1)",
    "INSERT INTO cases(id, number, visit_id, resident_id, service_id, mode, department, state, day, accepted_at, "
    "due_on, staff_id)"
    " VALUES (1, '202601050001', 1, 1, 1, 'nearby', '部门', 'forwarded', '2026-01-05', 0, '2026-01-12', 1),"
    " (2, '202601050002', 2, 2, 1, 'nearby', '部门', 'forwarded', '2026-01-05', 0, '2026-01-12', 1)",
    "INSERT INTO case_moves(case_id, state, at, staff_id) VALUES (1, 'forwarded', 0, 1), (2, 'forwarded', 0, 1)",
)


ROWS_A_TABLE = 3
Contents = dict[str, dict[tuple[Any, ...], dict[str, Any]]]
"""The rows of each table by their keys, as they stand in the file."""


def tables_at(connection: Connection) -> MetaData:
    """The tables of a data file as it says itself, without those of search and of the migrations."""
    ordinary = {row.name for row in connection.exec_driver_sql("PRAGMA table_list") if row.type == "table"}
    found = MetaData()
    found.reflect(connection, only=sorted(ordinary - {"alembic_version", "sqlite_schema", "sqlite_temp_schema"}))
    return found


def contents(connection: Connection, tables: Iterable[Table]) -> Contents:
    """Every row of the tables."""
    return {
        table.name: {
            tuple(row._mapping[column] for column in table.primary_key.columns): dict(row._mapping)
            for row in connection.execute(select(table))
        }
        for table in tables
    }


def fill(connection: Connection) -> Contents:
    """Put rows into every table of a data file, whatever its version, and give what is in it then.

    Each column has a value of its own, of the kind that the product keeps there; what refers to a row refers to one
    that is there. Where a table has a rule of its own (from before to, at most so many, nothing in one column
    unless another says so), the numbers that fit it, or the columns that are left at their default, are found by
    trying.
    """
    tables = tables_at(connection)
    for table in tables.sorted_tables:
        there = connection.execute(select(func.count()).select_from(table)).scalar_one()
        for n in range(1 + there, ROWS_A_TABLE + 1):
            _insert(connection, table, n)
    return contents(connection, tables.tables.values())


def _insert(connection: Connection, table: Table, n: int) -> None:
    """The ``n``-th row; only a table that holds a single one may refuse a second, as it does from the start."""
    for rising, left_out in _ways(table):
        row = {
            column.name: _value(connection, column, n, _place(column) if rising else 0)
            for column in table.columns
            if column.name not in left_out
        }
        try:
            connection.execute(insert(table).values(row))
        except IntegrityError as error:
            refused = error
        else:
            return
    if n == 1 and not connection.execute(select(table)).first():
        raise refused


def _place(column: Column[Any]) -> int:
    """The how many-th of its table's columns it is; of a number: of its numbers, which stay small by that."""
    if not isinstance(column.type, Integer) or column.foreign_keys:
        return list(column.table.columns).index(column)
    alike = [each for each in column.table.columns if isinstance(each.type, Integer) and not each.foreign_keys]
    return alike.index(column) - 1


def _ways(table: Table) -> Iterator[tuple[bool, frozenset[str]]]:
    """Whether numbers rise from column to column, and which columns are left out: first none, then what has a default,
    then one after the other of those that may be empty.
    """
    usual = frozenset(column.name for column in table.columns if column.server_default is not None)
    yield from ((True, frozenset()), (False, frozenset()), (True, usual))
    for column in table.columns:
        if column.nullable:
            yield from ((rising, frozenset({column.name})) for rising in (True, False))


def _value(connection: Connection, column: Column[Any], n: int, place: int) -> Any:
    for foreign in column.foreign_keys:
        there = list(connection.execute(select(foreign.column).order_by(foreign.column)).scalars())
        return there[(n + place) % len(there)] if there else None
    if column.primary_key and isinstance(column.type, Integer):
        return n
    known = metadata.tables.get(column.table.name)
    kind = known.c[column.name].type if known is not None and column.name in known.c else column.type
    words = f"{column.table.name}.{column.name} {n}"
    if isinstance(kind, Day):
        return (date(2026, 1, 1) + timedelta(days=40 * n + place)).isoformat()
    if isinstance(kind, Instant):
        return 1_767_225_600_000 + 86_400_000 * n + place
    if isinstance(kind, Flag):
        return n % 2
    if isinstance(kind, Json):
        return f'["{words}"]'
    if isinstance(column.type, Integer):
        return n + place
    if isinstance(column.type, Float):
        return n + place / 8
    return words.encode() if isinstance(column.type, LargeBinary) else words
