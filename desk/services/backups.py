"""Backups of the open desk 备份: beside the data file, and to the second folder where one is set."""

from __future__ import annotations

from pathlib import Path

from desk.books import attachment_index
from desk.books import centre as centres
from desk.core.errors import EnvironmentFailure
from desk.core.permissions import May
from desk.core.words import _
from desk.services import continuity
from desk.services.session import Desk
from desk.storage import backup


def folders(desk: Desk, second: str) -> list[Path]:
    """Where backups of this data file lie: beside it, and in the ``second`` folder where one is set."""
    return [desk.folder / backup.FOLDER, *([Path(second)] if second else [])]


def back_up(desk: Desk, progress: backup.Progress | None = None, *, by_hand: bool = False) -> tuple[Path, list[str]]:
    """Back up beside the book and to the second folder where one is set.

    The file made, and warnings: a missing USB stick is a warning, never an error.
    """
    with desk.read() as work:
        second = centres.setting(work, "second_backup")
    made, warnings = back_up_to(desk, desk.folder / backup.FOLDER, progress, by_hand=by_hand)
    if second and not Path(second).is_dir():
        warnings.append(_("The second backup folder {folder} is not there; backed up here only.", folder=second))
    elif second:
        try:
            warnings += back_up_to(desk, Path(second), by_hand=by_hand)[1]
        except EnvironmentFailure as trouble:
            warnings.append(_("Not backed up to {folder}: {words}", folder=second, words=trouble.message))
    return made, warnings


def back_up_to(
    desk: Desk, folder: Path, progress: backup.Progress | None = None, *, by_hand: bool = False
) -> tuple[Path, list[str]]:
    """One backup and the photos beside it. The file made, and words about photos that had to be mended."""
    noted = desk.head.newest_number()
    with desk.read() as work:
        work.require(May.BACK_UP)
        if continuity.newest(work).number < noted:
            raise desk.gone_back()
        wanted = attachment_index.names(work)
    made = backup.back_up(desk.store, folder, desk.clock.now(), progress, by_hand=by_hand)
    return made, backup.copy_photos(desk.store, folder, wanted, progress)


def backed_up_today(desk: Desk) -> bool:
    """Does a backup of the centre's day lie in the data folder?"""
    return backup.has_one_of(desk.store, desk.folder / backup.FOLDER, desk.clock.today())
