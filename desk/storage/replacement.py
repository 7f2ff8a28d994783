"""A new book with its keys takes the place of the old one: wholly, or not at all, whenever the power goes.

The new files stand ready in a folder of their own inside the data folder. Renaming that folder to ``incoming-…``
decides; from then on the exchange is only ever finished, by whoever looks at the data folder next: first the old files
go aside (``replaced-…``), then the folder becomes ``placing-…``, then the new files take their places. Each step can be
done again.
"""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime
from pathlib import Path

from desk.core.clock import local
from desk.storage import folder_lock, keys
from desk.storage.atomic import to_disk
from desk.storage.db_errors import translate_errors

INCOMING, PLACING, REPLACED = "incoming-", "placing-", "replaced-"
STAMP = "%Y%m%d-%H%M%S"
OLD = (f"{keys.BOOK}*", f"{keys.FILE}*")
"""What makes up a book: itself, its log, what is kept beside it under its name, its key slots."""


def put_in_place(fresh: Path, folder: Path, now: datetime) -> Path | None:
    """Exchange the book in ``folder`` for the files in ``fresh``, a folder inside it.

    The folder in which the replaced ones are kept; None when there were none. Raises ``EnvironmentFailure``; then the
    old book is in its place again.
    """
    with translate_errors():
        _finish_all(folder)
        for path in fresh.iterdir():
            to_disk(path)
        incoming = fresh.rename(_unused(folder, INCOMING, local(now).strftime(STAMP)))
        to_disk(folder)
        try:
            _set_aside(incoming)
        except OSError:
            _take_back(incoming)
            raise
        return _finish(_decided(incoming))


def finish(folder: Path) -> None:
    """Bring an exchange to its end that was interrupted. Nothing happens where there was none. Raises ``InUse`` while
    another program is at it."""
    if is_decided(folder):
        with folder_lock.alone(folder):
            _finish_all(folder)


def is_decided(folder: Path) -> bool:
    """Did an exchange come so far that it can only be finished?"""
    return any(folder.glob(f"{INCOMING}*")) or any(folder.glob(f"{PLACING}*"))


def _finish_all(folder: Path) -> None:
    with translate_errors():
        for incoming in sorted(folder.glob(f"{INCOMING}*")):
            _set_aside(incoming)
            _decided(incoming)
        for placing in sorted(folder.glob(f"{PLACING}*")):
            _finish(placing)


def _unused(folder: Path, prefix: str, stamp: str) -> Path:
    """A name that neither this exchange nor an earlier one in the same second has."""
    number, name = 1, stamp
    while any((folder / f"{each}{name}").exists() for each in (INCOMING, PLACING, REPLACED)):
        number += 1
        name = f"{stamp}-{number}"
    return folder / f"{prefix}{name}"


def _aside(exchange: Path) -> Path:
    return exchange.with_name(REPLACED + exchange.name.removeprefix(INCOMING).removeprefix(PLACING))


def _set_aside(incoming: Path) -> None:
    aside = _aside(incoming)
    for path in [path for pattern in OLD for path in incoming.parent.glob(pattern)]:
        aside.mkdir(exist_ok=True)
        path.rename(aside / path.name)


def _take_back(incoming: Path) -> None:
    """Another program holds a file: everything is as it was before."""
    aside = _aside(incoming)
    for path in aside.iterdir() if aside.is_dir() else ():
        path.rename(incoming.parent / path.name)
    with suppress(FileNotFoundError):
        aside.rmdir()
    for path in incoming.iterdir():
        path.unlink()
    incoming.rmdir()


def _decided(incoming: Path) -> Path:
    """The old files are out of the way; what now lies in their places is new."""
    to_disk(incoming.parent)
    return incoming.rename(incoming.with_name(PLACING + incoming.name.removeprefix(INCOMING)))


def _finish(placing: Path) -> Path | None:
    """The book itself last: where it is, the rest is too."""
    for path in sorted(placing.iterdir(), key=lambda path: path.name == keys.BOOK):
        path.replace(placing.parent / path.name)
    to_disk(placing.parent)
    placing.rmdir()
    aside = _aside(placing)
    return aside if aside.is_dir() else None
