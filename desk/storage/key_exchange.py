"""The last step of changing the data key: all files under the new key take the place of the old ones, or none of them
does.

The new files stand ready in a folder of their own inside the data folder. A marker, put there in one step when
everything is complete and on the disk, decides: without it the folder is thrown away, with it the move is only ever
finished, by whoever looks at the data folder next, and no key is needed for that. The old files are removed: they would
open with the old passwords.
"""

from __future__ import annotations

import shutil
from pathlib import Path

from desk.core.words import _
from desk.storage import files, folder_lock, keys
from desk.storage.atomic import replace_content, to_disk
from desk.storage.db_errors import translate_errors
from desk.storage.folder_lock import InUse
from desk.storage.head import SUFFIX

FOLDER = "rekey"
READY = "complete"
OLD_PHOTOS = "old-files"
LOGS = tuple(keys.BOOK + ending for ending in ("-wal", "-shm", "-journal"))
"""They belong to the old book; over the new one they would damage it."""
SINGLE = (keys.BEFORE, keys.FILE, keys.BOOK + SUFFIX, keys.BOOK)


def finish_or_clear(folder: Path) -> None:
    """Before anything opens or lists the book: finish a change of the key that was decided, forget one that was not.

    Raises ``InUse`` while another program is at it, ``EnvironmentFailure`` when the disk does not let it be finished.
    """
    place = folder / FOLDER
    if not place.is_dir():
        return
    try:
        with folder_lock.alone(folder):
            finish_or_forget(folder)
    except InUse:
        if is_decided(folder):
            raise InUse(_("The book's key is being changed just now. Please try again in a moment.")) from None


def finish_or_forget(folder: Path) -> None:
    """The same for whoever has the data folder alone already."""
    if is_decided(folder):
        finish(folder)
    else:
        clear(folder)


def is_decided(folder: Path) -> bool:
    """Did the exchange come so far that it can only be finished?"""
    return (folder / FOLDER / READY).exists()


def begin(folder: Path) -> Path:
    """An empty folder for the new files, its owner's alone. Whoever calls has the data folder alone."""
    place = folder / FOLDER
    clear(folder)
    with translate_errors():
        place.mkdir(mode=0o700)
        (place / files.FOLDER).mkdir()
    return place


def clear(folder: Path) -> None:
    """Throw away what was made. What was decided is never half thrown away: it is not touched."""
    with translate_errors():
        if (folder / FOLDER).is_dir() and not is_decided(folder):
            shutil.rmtree(folder / FOLDER)


def decide(folder: Path) -> None:
    """From here on the new files are the book's. Everything is on the disk before the marker is."""
    place = folder / FOLDER
    with translate_errors():
        for path in sorted(place.rglob("*"), reverse=True):
            to_disk(path)
        to_disk(place)
        to_disk(folder)
        replace_content(place / READY, b"")


def finish(folder: Path) -> None:
    """Move the new files in and remove the old ones. Each step may have been done already."""
    place = folder / FOLDER
    with translate_errors():
        for name in LOGS:
            (folder / name).unlink(missing_ok=True)
        _exchange_photos(place, folder)
        for name in SINGLE:
            if (place / name).exists():
                (place / name).replace(folder / name)
        for left in folder.glob(f"{keys.FILE}.*.new"):
            left.unlink()
        to_disk(place)
        to_disk(folder)
        (place / READY).unlink(missing_ok=True)
        shutil.rmtree(place)


def _exchange_photos(place: Path, folder: Path) -> None:
    """Whole folders change places: a photo that is not among the new ones must not stay."""
    old, new, aside = folder / files.FOLDER, place / files.FOLDER, place / OLD_PHOTOS
    if not new.is_dir():
        return
    if old.is_dir():
        shutil.rmtree(aside, ignore_errors=True)
        old.rename(aside)
    new.rename(old)
