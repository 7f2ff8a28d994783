"""A manager records that the PC's clock was ahead 时钟曾超前, and what was kept under such a time follows."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from desk.books import centre as centres
from desk.books import clock_ahead
from desk.services import backups, clock_check
from desk.services.session import Desk


def clock_was_ahead(desk: Desk, first: datetime, last: datetime) -> list[Path]:
    """Record it, so that cards, backups and the check of the clock no longer wait for that time. Backups set aside.

    Raises ``Invalid``; ``NotAllowed`` for others than a manager.
    """
    with desk.write() as work:
        span = clock_ahead.record(work, first, last)
        second = centres.setting(work, "second_backup")
    folders = backups.folders(desk, second)
    return [moved for folder in folders for moved in clock_check.set_backups_aside(folder, span)]
