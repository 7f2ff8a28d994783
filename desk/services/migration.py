"""Bringing a data file of an older program to this one's version at sign-in."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from pathlib import Path

from desk.storage import backup, folder_lock, migrate
from desk.storage.folder_lock import Hold
from desk.storage.store import Store


def migrate_alone(folder: Path, store: Store, occupied: Hold | None, now: datetime) -> Hold:
    """Migrate while nobody else has the folder open, after a backup. The new hold on the folder."""
    assert occupied
    occupied.let_go()
    with folder_lock.alone(folder):
        migrate.bring_up_to_date(store, before_change=partial(backup.before_change, store, now))
    return folder_lock.hold(folder)
