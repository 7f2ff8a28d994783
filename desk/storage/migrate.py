"""Bringing a book file to this program's version, each step in one transaction."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from sqlalchemy import Connection

from desk.core.errors import Damaged, EnvironmentFailure
from desk.core.words import _
from desk.storage.store import Store

SCRIPTS = Path(__file__).with_name("migrations")
HEAD = max(script.stem[1:5] for script in SCRIPTS.glob("versions/v[0-9]*.py"))
"""The newest revision in ``migrations/versions``, where a script is called v and its four digits."""


def version_of(connection: Connection) -> str | None:
    """The revision a book file is at; None for one that does not say: an empty file, a missing or a broken row."""
    row = connection.exec_driver_sql("SELECT 1 FROM sqlite_master WHERE name = 'alembic_version'").first()
    rows = connection.exec_driver_sql("SELECT version_num FROM alembic_version").all() if row else []
    version = str(rows[0][0]) if len(rows) == 1 else ""
    return version if len(version) == len(HEAD) and version.isdecimal() and int(version) else None


def is_needed(store: Store, to: str = HEAD) -> bool:
    """Is the book at another version than this program?"""
    with store.reading() as connection:
        return version_of(connection) != to


def make(store: Store, to: str = HEAD) -> None:
    """The tables of a new book, in a file without any."""
    _upgrade(store, to)


def bring_up_to_date(store: Store, before_change: Callable[[], object] = lambda: None) -> bool:
    """Migrate a book when needed; ``before_change`` (a backup) runs first. True when something was changed.

    Raises ``Damaged`` for a file that does not say what it is (never is a new book made of it), ``EnvironmentFailure``
    when it was written by a newer program.
    """
    with store.reading() as connection:
        version = version_of(connection)
    if version is None:
        raise Damaged(
            _("The book file is empty or does not say its version: it is damaged. Please bring back the newest backup.")
        )
    if version == HEAD:
        return False
    if version > HEAD:
        raise EnvironmentFailure(
            _(
                "This book was written by a newer version of the program ({version}). Please update the program.",
                version=version,
            )
        )
    before_change()
    _upgrade(store, HEAD)
    return True


def _upgrade(store: Store, to: str) -> None:
    from alembic import command
    from alembic.config import Config

    with store.writing() as connection:
        config = Config()
        config.set_main_option("script_location", str(SCRIPTS))
        config.attributes["connection"] = connection
        command.upgrade(config, to)


def run_script(name: str) -> None:
    """Run a migration's SQL file, whose statements end with a semicolon at the end of a line."""
    from alembic import op

    script = (SCRIPTS / "versions" / name).read_text("utf-8")
    for statement in filter(str.strip, script.split(";\n")):
        op.get_bind().exec_driver_sql(statement)
