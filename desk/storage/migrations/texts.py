"""Texts from before a new rule of the gate (``desk.text``) are put as the gate keeps them, and what was changed is
remembered: the next sign-in writes it into the audit and tells it (``desk.services.mended_texts``).

The chained logs stay as they are, and with them what an incident's entries set: their hashes are sealed.
"""

import json
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

from sqlalchemy import Connection
from sqlalchemy.exc import IntegrityError

from desk.core import name_search
from desk.text import mended, mended_content

SEALED = {"audit", "incident_entries", "incidents", "identities", "alembic_version"}
"""Tables whose texts are hashed, or have to be what hashed entries say; and those that nobody writes words into."""
LINES = frozenset(
    "text note materials summary pledge words items remark reason result wrong right answer outcome purpose".split()
)
"""The columns that may have several lines."""
ROWS = "PRAGMA table_list"


def mend(connection: Connection) -> None:
    """Put every text of the file as it would be kept today."""
    changed: dict[str, list[int]] = {}
    left: dict[str, list[int]] = {}
    for table, columns in sorted(_texts(connection)):
        for row, column, value in _odd(connection, table, columns, set(left.get("assets", ()))):
            done = _set(connection, table, column, row, value)
            (changed if done else left).setdefault(f"{table}.{column}" if done else table, []).append(row)
    for person in sorted({row for place, rows in changed.items() if place.startswith("residents.") for row in rows}):
        _index(connection, person)
    if changed:
        _remember(connection, {"changed": changed, "left": left})


def _remember(connection: Connection, mends: dict[str, dict[str, list[int]]]) -> None:
    """Beside what an earlier migration changed, when nobody has signed in since."""
    kept = connection.exec_driver_sql("SELECT value FROM settings WHERE name = 'mended_texts'").scalar()
    for name, places in (json.loads(kept) if kept else {}).items():
        for place, rows in places.items():
            mends[name][place] = sorted({*mends[name].get(place, ()), *rows})
    given = (json.dumps(mends),)
    connection.exec_driver_sql("INSERT OR REPLACE INTO settings(name, value) VALUES ('mended_texts', ?)", given)


def _texts(connection: Connection) -> Iterator[tuple[str, list[str]]]:
    """The tables and those of their text columns that are neither a key nor lead to one."""
    for row in connection.exec_driver_sql(ROWS).all():
        if row.type != "table" or row.schema != "main" or row.name in SEALED or row.name.startswith("sqlite_"):
            continue
        keys = {each[3] for each in connection.exec_driver_sql(f"PRAGMA foreign_key_list({row.name})")}
        info = connection.exec_driver_sql(f"PRAGMA table_info({row.name})").all()
        columns = [each.name for each in info if each.type == "TEXT" and not each.pk and each.name not in keys]
        if columns:
            yield row.name, columns


def _odd(connection: Connection, table: str, columns: list[str], left: set[int]) -> list[tuple[int, str, str]]:
    """What has to be put right: row, column and the text as it is to be. A card that stays keeps its movements too."""
    of_card = "asset_id" if table == "asset_movements" else "NULL"
    names = ", ".join(f'"{column}"' for column in columns)
    odd = []
    for row, card, *values in connection.exec_driver_sql(f"SELECT rowid, {of_card}, {names} FROM {table}"):
        for column, value in zip(columns, values, strict=True):
            fresh = value if value is None or card in left else _mended(column, value)
            if fresh != value:
                odd.append((row, column, fresh))
    return odd


def _mended(column: str, value: str) -> str:
    """Lists and mappings are kept as JSON, where a control character stands as \\u0007."""
    if value[:1] in ("[", "{") or (value[:1] == '"' and "\\" in value):
        with suppress(ValueError):
            content: Any = json.loads(value)
            fresh = mended_content(content)
            return value if fresh == content else json.dumps(fresh, ensure_ascii=False, separators=(",", ":"))
    return mended(value) if column in LINES else mended(value).replace("\n", " ")


def _set(connection: Connection, table: str, column: str, row: int, value: str) -> bool:
    """False when another row has the same text already and may be the only one: then both stay as they are."""
    try:
        with connection.begin_nested():
            connection.exec_driver_sql(f'UPDATE {table} SET "{column}" = ? WHERE rowid = ?', (value, row))
    except IntegrityError:
        return False
    return True


def _index(connection: Connection, person: int) -> None:
    """Have a person found by the name as it is now, unless they are found no longer."""
    if connection.exec_driver_sql("DELETE FROM resident_search WHERE rowid = ?", (person,)).rowcount:
        query = "SELECT name, id_number, telephone FROM residents WHERE id = ?"
        name, number, telephone = connection.exec_driver_sql(query, (person,)).one()
        tails = " ".join(sorted(name_search.tokens(name, number, telephone)))
        connection.exec_driver_sql("INSERT INTO resident_search(rowid, tails) VALUES (?, ?)", (person, tails))
