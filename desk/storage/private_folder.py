"""The data folder's own place for what is half written: the clear sheets of an export before they are one file.

``tmp`` in the data folder can be read by its owner only. Each running program has a folder of its own in it and holds a
lock on that; whoever opens the book next removes what a killed one left. Nothing in the clear goes into the common
folder for temporary files, and nothing half written lies where an export was wanted.

On Windows ``chmod`` says nothing about who may read: there the data folder is as private as the user's profile that it
lies in, and an export as private as the folder that was chosen for it.
"""

from __future__ import annotations

import atexit
import errno
import os
import shutil
import stat
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from pathlib import Path
from typing import IO

from desk.storage.db_errors import translate_errors

FOLDER, LOCK = "tmp", "lock"
OWNER_FILE, OWNER_FOLDER = stat.S_IRUSR | stat.S_IWUSR, stat.S_IRWXU

_folder: Path | None = None
"""The data folder of the book that was opened last in this program."""
_making: ContextVar[Path | None] = ContextVar("making", default=None)
_own: dict[Path, tuple[Path, IO[bytes]]] = {}
"""By data folder: this program's place, and the file whose lock says that it is in use."""


def prepare(folder: Path) -> None:
    """When a book is opened: owner only, and away with what killed programs left. Never stands in the way of opening
    it.
    """
    global _folder
    _folder = folder.resolve()
    with suppress(OSError):
        _close_to_others(_folder)
        if (_folder / FOLDER).is_dir():
            with _door(_folder) as everything:
                _clean(everything)


def place() -> Path | None:
    """The folder for files that are being made, of this program or, within ``becoming``, of the one file that is made
    there.

    None while no book was opened. Raises ``EnvironmentFailure``.
    """
    if (making := _making.get()) is not None:
        return making
    with translate_errors():
        return _place(_folder) if _folder else None


@contextmanager
def becoming(path: Path) -> Iterator[Path]:
    """A file to be written, which at the end stands at ``path`` in one step, readable by its owner only.

    Raises ``EnvironmentFailure``; when anything fails nothing is left at ``path`` but what was there before.
    """
    with translate_errors(), tempfile.TemporaryDirectory(prefix="made-", dir=place()) as making:
        token = _making.set(Path(making))
        try:
            fresh = Path(making) / "made"
            fresh.touch(OWNER_FILE)
            yield fresh
        finally:
            _making.reset(token)
        path.parent.mkdir(parents=True, exist_ok=True)
        _bring(fresh, path)


def _bring(fresh: Path, path: Path) -> None:
    try:
        fresh.replace(path)
    except OSError as error:
        if error.errno != errno.EXDEV:
            raise
        beside = path.with_name(path.name + ".part")
        try:
            shutil.copyfile(fresh, beside)
            with suppress(OSError):  # a stick with FAT knows no owners
                beside.chmod(OWNER_FILE)
            beside.replace(path)
        finally:
            beside.unlink(missing_ok=True)


def _close_to_others(folder: Path) -> None:
    folder.chmod(OWNER_FOLDER)
    for each in folder.iterdir():
        if each.is_file() and not each.is_symlink():
            each.chmod(OWNER_FILE)


def _place(folder: Path) -> Path:
    """Made at first need, and again should somebody have removed it."""
    if folder in _own and _own[folder][0].is_dir():
        return _own[folder][0]
    with _door(folder) as everything:
        own = Path(tempfile.mkdtemp(prefix=f"{os.getpid()}-", dir=everything))
        held = (own / LOCK).open("ab")
        _lock(held, wait=False)
    _own[folder] = own, held
    return own


@contextmanager
def _door(folder: Path) -> Iterator[Path]:
    """The folder of all places, one program at a time: a place that is just being made is not taken for a dead one."""
    everything = folder / FOLDER
    everything.mkdir(mode=OWNER_FOLDER, exist_ok=True)
    everything.chmod(OWNER_FOLDER)
    with (everything / LOCK).open("ab") as door:
        _lock(door, wait=True)
        yield everything


def _clean(everything: Path) -> None:
    """Remove the places whose programs have ended: nobody holds their lock any more."""
    for left in everything.iterdir():
        if left.is_dir() and not _is_held(left / LOCK):
            shutil.rmtree(left, ignore_errors=True)


def _is_held(lock: Path) -> bool:
    if not lock.exists():
        return False
    with lock.open("ab") as file:
        return not _lock(file, wait=False)


def _lock(file: IO[bytes], *, wait: bool) -> bool:
    """Lock until the file is closed or the program ends, however it ends. False when another one has it."""
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(file.fileno(), msvcrt.LK_LOCK if wait else msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
    except OSError:
        return False
    return True


def leave(folder: Path) -> None:
    """When the book is closed: this program's place goes."""
    own = _own.pop(folder.resolve(), None)
    if own:
        own[1].close()
        shutil.rmtree(own[0], ignore_errors=True)


@atexit.register
def _leave_everything() -> None:
    """When the program ends: also what was made for a book that had been closed by then. A process that was branched
    off this one leaves it alone.
    """
    for folder, (own, _held) in list(_own.items()):
        if own.name.startswith(f"{os.getpid()}-"):
            leave(folder)
