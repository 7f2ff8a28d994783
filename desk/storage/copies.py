"""In which folder beside the backups the copies of a book's photos lie.

After the book's key was changed the same names hold other bytes, and backups from before still need theirs. So each key
has a folder of its own; the book says which one is its present key's.
"""

from __future__ import annotations

import secrets
from pathlib import Path

from desk.storage import files
from desk.storage.store import Store

SETTING = "photo_copies"


def folder_of(book: Store) -> str:
    """The folder's name; the usual one until the key is changed for the first time."""
    with book.reading() as connection:
        row = connection.exec_driver_sql(
            "SELECT json_extract(value, '$') FROM settings WHERE name = ?", (SETTING,)
        ).scalar()
    return str(row or files.FOLDER)


def new_name() -> str:
    """For the photos under a new key."""
    return f"{files.FOLDER}-{secrets.token_hex(4)}"


def all_in(beside: Path) -> list[Path]:
    """Every folder of copies beside some backups, whatever key they are under. Whoever reads one opens it with a
    key.
    """
    return sorted(path for path in beside.glob(f"{files.FOLDER}*") if path.is_dir())
