"""Who has the data folder's book open: shared while it is open, exclusive while it is made, migrated, restored or
re-encrypted.

The lock is a small SQLite file (filelock's ReadWriteLock), so it holds between programs and on every system, and ends
with the process. Beside it every program that has the book open leaves a note, so that whoever has to wait can be told
for whom.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from sqlite3 import DatabaseError
from typing import TYPE_CHECKING

from desk.core.errors import EnvironmentFailure
from desk.core.words import _, listed
from desk.storage.db_errors import translate_errors

if TYPE_CHECKING:
    from filelock import ReadWriteLock

FILE = "desk.lock"
NOTES = "desk.open"
WAIT_SECONDS = 2.0
"""A command that ends just now is waited for."""


class InUse(EnvironmentFailure):
    """Somebody else has the book open, in words that say who."""


@dataclass
class Hold:
    """The shared lock of one open book; ``let_go`` when it is closed."""

    _lock: ReadWriteLock
    _note: Path

    def let_go(self) -> None:
        """Give the lock back, and take the note away that said who has the book open."""
        with suppress(OSError):
            self._note.unlink(missing_ok=True)
        with suppress(RuntimeError):
            self._lock.release(force=True)
        self._lock.close()


def hold(folder: Path) -> Hold:
    """Share the folder with others who have its book open. Raises ``InUse`` while it is made, migrated or restored."""
    lock = _taken(folder, shared=True)
    if lock is None:
        raise InUse(_("This data folder is being set up, updated or restored just now. Please try again in a moment."))
    return Hold(lock, _leave_note(folder))


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Nobody else has the book open, and nobody opens it meanwhile. Raises ``InUse``."""
    lock = _taken(folder, shared=False)
    if lock is None:
        raise InUse(
            _(
                "The book is open elsewhere ({who}). Please close it there first; nothing was changed.",
                who=holders(folder),
            )
        )
    try:
        yield
    finally:
        lock.release(force=True)
        lock.close()


def _taken(folder: Path, *, shared: bool) -> ReadWriteLock | None:
    """The lock, acquired; None when somebody else keeps us waiting too long."""
    from filelock import Timeout

    lock = _sound(folder)
    try:
        (lock.acquire_read if shared else lock.acquire_write)(timeout=WAIT_SECONDS)
    except Timeout:
        lock.close()
        return None
    return lock


def _sound(folder: Path) -> ReadWriteLock:
    """The lock, after one try whether its file can be used at all: one that is damaged holds nobody off, and is made
    anew.
    """
    from filelock import Timeout

    try:
        lock = _lock(folder)
        lock.acquire_read(timeout=0)
        lock.release(force=True)
    except Timeout:
        pass
    except (ValueError, DatabaseError):
        with translate_errors():
            (folder / FILE).unlink(missing_ok=True)
        return _lock(folder)
    return lock


def _lock(folder: Path) -> ReadWriteLock:
    from filelock import ReadWriteLock

    path = folder / FILE
    with translate_errors():
        folder.mkdir(parents=True, exist_ok=True)
        return ReadWriteLock(path, is_singleton=False)


def _leave_note(folder: Path) -> Path:
    import getpass
    import socket

    number = 0
    while (note := folder / f"{NOTES}.{os.getpid()}.{number}").exists():
        number += 1
    with suppress(OSError, KeyError):
        content = {"pid": os.getpid(), "user": getpass.getuser(), "host": socket.gethostname()}
        note.write_text(json.dumps(content), "utf-8")
    return note


def holders(folder: Path) -> str:
    """Whoever left a note and still runs, for the person who has to close it there."""
    return elsewhere(folder) or _("another program")


def elsewhere(folder: Path, mine: Hold | None = None) -> str:
    """Who has the book open, in words, without ``mine``; empty when nobody else left a note. Only the lock itself
    decides.
    """
    import socket

    told = set()
    for note in folder.glob(f"{NOTES}.*"):
        if mine is not None and note == mine._note:
            continue
        with suppress(OSError, ValueError, KeyError, TypeError):
            one = json.loads(note.read_text("utf-8"))
            is_here = one["host"] == socket.gethostname()
            if is_here and not runs(int(one["pid"])):
                note.unlink(missing_ok=True)
            else:
                told.add(_another(one["user"], "" if is_here else one["host"]))
    return listed(sorted(told))


def _another(user: str, host: str) -> str:
    """A window as somebody at the counter would name it; ``host`` only where it is another PC."""
    import getpass

    if host:
        return _("a window on the PC {host}", host=host)
    with suppress(OSError, KeyError):
        if user == getpass.getuser():
            return _("another window on this PC")
    return _("another window on this PC (user {user})", user=user)


def runs(process: int) -> bool:
    """Does a process of this PC still run? Windows is believed: asking there would end it."""
    if sys.platform == "win32":
        return True
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True
