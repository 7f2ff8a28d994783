"""New rows straight to the database's driver.

A registration stores five rows in four tables and an audit line. SQLAlchemy's way of executing a statement takes longer
for them than the database itself, so it only makes the statement, once for each table and its columns, and tells how a
value becomes what the driver takes. Values are bound by position: what another engine has to bring for that
stands in docs/architecture.md, "What is behind a port".
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Dialect, Table, insert
from sqlalchemy.sql.compiler import SQLCompiler

Values = Mapping[str, Any]
Columns = tuple[tuple[str, Callable[[Any], Any] | None], ...]
"""Names in the order of the placeholders, each with what makes its value ready for the driver."""


def add_row(connection: Connection, table: Table, values: Values) -> int:
    """Insert one row; its primary key. Raises the driver's own errors."""
    statement, columns = _prepared(connection.dialect, table, tuple(values), True)
    cursor = connection.connection.cursor()
    try:
        cursor.execute(statement, _ready(columns, values))
        return int(cursor.fetchall()[0][0])
    finally:
        cursor.close()


def add_rows(connection: Connection, table: Table, rows: Sequence[Values]) -> None:
    """Insert rows that all have the columns of the first. Raises the driver's own errors."""
    if not rows:
        return
    statement, columns = _prepared(connection.dialect, table, tuple(rows[0]), False)
    cursor = connection.connection.cursor()
    try:
        cursor.executemany(statement, [_ready(columns, values) for values in rows])
    finally:
        cursor.close()


def _prepared(dialect: Dialect, table: Table, names: tuple[str, ...], with_key: bool) -> tuple[str, Columns]:
    """Made once, for every file that is opened by the same kind of engine."""
    asked = (dialect.name, table.name, names, with_key)
    if asked not in _made:
        _made[asked] = _make(dialect, table, names, with_key)
    return _made[asked]


_made: dict[tuple[str, str, tuple[str, ...], bool], tuple[str, Columns]] = {}


def _make(dialect: Dialect, table: Table, names: tuple[str, ...], with_key: bool) -> tuple[str, Columns]:
    statement = insert(table).returning(*table.primary_key.columns) if with_key else insert(table)
    compiled = statement.compile(dialect=dialect, column_keys=list(names))
    assert isinstance(compiled, SQLCompiler)
    if compiled.positiontup is None:
        raise TypeError(
            f"{dialect.name} binds by name: its engine is to be made with a paramstyle that goes by position"
        )
    types = {name: table.c[name].type.dialect_impl(dialect) for name in names}
    return str(compiled), tuple((name, types[name].bind_processor(dialect)) for name in compiled.positiontup)


def _ready(columns: Columns, values: Values) -> list[Any]:
    return [values[name] if process is None else process(values[name]) for name, process in columns]
