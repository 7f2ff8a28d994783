"""New rows, and one row changed, straight to the database's driver.

A registration stores five rows in four tables and an audit line. SQLAlchemy's way of executing a statement takes longer
for them than the database itself, so it only makes the statement, once for each table and its columns, and tells how a
value becomes what the driver takes. Values are bound by position: what another engine has to bring for that
stands in docs/architecture.md, "What is behind a port".
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Dialect, Insert, Table, Update, bindparam, insert, update
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


def change_row(connection: Connection, table: Table, id: int, values: Values) -> None:
    """Set columns of the row with this ``id``. Raises the driver's own errors."""
    asked = (connection.dialect.name, table.name, tuple(values))
    if asked not in _changes:
        _changes[asked] = _make_change(connection.dialect, table, tuple(values))
    statement, columns = _changes[asked]
    cursor = connection.connection.cursor()
    try:
        cursor.execute(statement, [*_ready(columns, values), id])
    finally:
        cursor.close()


_changes: dict[tuple[str, str, tuple[str, ...]], tuple[str, Columns]] = {}


def _make_change(dialect: Dialect, table: Table, names: tuple[str, ...]) -> tuple[str, Columns]:
    """The id's placeholder is the last one."""
    which = update(table).where(table.c.id == bindparam("id_of_row"))
    return _compiled(dialect, which, table, names, with_id=True)


def _prepared(dialect: Dialect, table: Table, names: tuple[str, ...], with_key: bool) -> tuple[str, Columns]:
    """Made once, for every file that is opened by the same kind of engine."""
    asked = (dialect.name, table.name, names, with_key)
    if asked not in _made:
        _made[asked] = _make(dialect, table, names, with_key)
    return _made[asked]


_made: dict[tuple[str, str, tuple[str, ...], bool], tuple[str, Columns]] = {}


def _make(dialect: Dialect, table: Table, names: tuple[str, ...], with_key: bool) -> tuple[str, Columns]:
    statement = insert(table).returning(*table.primary_key.columns) if with_key else insert(table)
    return _compiled(dialect, statement, table, names)


def _compiled(
    dialect: Dialect, statement: Insert | Update, table: Table, names: tuple[str, ...], *, with_id: bool = False
) -> tuple[str, Columns]:
    """The statement, and its columns in the order of the placeholders; the id of the row comes after them."""
    compiled = statement.compile(dialect=dialect, column_keys=list(names))
    assert isinstance(compiled, SQLCompiler)
    if compiled.positiontup is None:
        raise TypeError(
            f"{dialect.name} binds by name: its engine is to be made with a paramstyle that goes by position"
        )
    types = {name: table.c[name].type.dialect_impl(dialect) for name in names}
    places = compiled.positiontup[:-1] if with_id else compiled.positiontup
    return str(compiled), tuple((name, types[name].bind_processor(dialect)) for name in places)


def _ready(columns: Columns, values: Values) -> list[Any]:
    return [values[name] if process is None else process(values[name]) for name, process in columns]
