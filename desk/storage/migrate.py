"""Bringing a book file to this program's version, each step in one transaction."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from sqlalchemy import Connection

from desk.errors import Surroundings
from desk.storage.store import Store
from desk.words import _

HEAD = "0007"
"""The newest revision in ``migrations/versions``; a test keeps the two together."""

SCRIPTS = Path(__file__).with_name("migrations")


def version_of(connection: Connection) -> str | None:
    """The revision a book file is at; None for a file without tables."""
    found = connection.exec_driver_sql("SELECT 1 FROM sqlite_master WHERE name = 'alembic_version'").first()
    if found is None:
        return None
    row = connection.exec_driver_sql("SELECT version_num FROM alembic_version").first()
    return str(row[0]) if row else None


def is_needed(store: Store, to: str = HEAD) -> bool:
    with store.reading() as connection:
        return version_of(connection) != to


def bring_up_to_date(store: Store, before_change: Callable[[], object] = lambda: None, to: str = HEAD) -> bool:
    """Migrate when needed; ``before_change`` (a backup) runs first. True when something was changed.

    Raises ``Surroundings`` when the file was written by a newer program.
    """
    with store.reading() as connection:
        version = version_of(connection)
    if version == to:
        return False
    if version is not None and version > HEAD:
        raise Surroundings(
            _(
                "This book was written by a newer version of the program ({version}). Please update the program.",
                version=version,
            )
        )
    if version is not None:
        before_change()
    from alembic import command
    from alembic.config import Config

    with store.writing() as connection:
        config = Config()
        config.set_main_option("script_location", str(SCRIPTS))
        config.attributes["connection"] = connection
        command.upgrade(config, to)
    return True


def run_script(name: str) -> None:
    """Run a migration's SQL file, whose statements end with a semicolon at the end of a line."""
    from alembic import op

    script = (SCRIPTS / "versions" / name).read_text("utf-8")
    for statement in filter(str.strip, script.split(";\n")):
        op.get_bind().exec_driver_sql(statement)
