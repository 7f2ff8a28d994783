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
NAMED, LONGEST_NAME, LONGEST_NOTE = 3, 40, 1000
"""How many holders are named, letters of a name, bytes of a note."""
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
    _forget_the_killed(folder)
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
    _clear_notes(folder)
    try:
        yield
    finally:
        lock.release(force=True)
        lock.close()


def _forget_the_killed(folder: Path) -> None:
    """Notes of programs that were killed go when the book is opened next: all where the lock is free, else those of
    this PC whose process is gone.
    """
    from filelock import Timeout

    if not any(folder.glob(f"{NOTES}.*")):
        return
    lock = _sound(folder)
    try:
        lock.acquire_write(timeout=0)
        _clear_notes(folder)
        lock.release(force=True)
    except Timeout:
        _notes_of_the_living(folder)
    finally:
        lock.close()


def _clear_notes(folder: Path) -> None:
    """Whoever has the folder alone knows that nobody is left who wrote one: they are of programs that were killed."""
    for note in folder.glob(f"{NOTES}.*"):
        with suppress(OSError):
            note.unlink()


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
    """Who has the book open, in words, without ``mine``; empty when nobody has, as the lock itself says, and where we
    hold it ourselves when nobody else left a note.
    """
    import socket

    if mine is None and _is_free(folder):
        return ""
    here, seen = socket.gethostname(), set()
    for path, note in _notes_of_the_living(folder):
        if mine is None or path != mine._note:
            seen.add(_another(note.user, "" if note.host == here else note.host))
    return listed(sorted(seen)[:NAMED])


def _notes_of_the_living(folder: Path) -> list[tuple[Path, _Note]]:
    """The notes of programs that run, as far as can be seen from here; those that killed programs left here go."""
    import socket

    here, living = socket.gethostname(), []
    for path in folder.glob(f"{NOTES}.*"):
        note = _note_in(path)
        if note is not None and note.host == here and not runs(note.process):
            with suppress(OSError):
                path.unlink(missing_ok=True)
        elif note is not None:
            living.append((path, note))
    return living


@dataclass(frozen=True)
class _Note:
    """Who left a note: the number of the process, the user, and the PC."""

    process: int
    user: str
    host: str


def _note_in(path: Path) -> _Note | None:
    """What a note says, short enough for a sentence; None for a file that is no note. Anybody who may write here can
    put one in.
    """
    try:
        if not path.is_file() or path.stat().st_size > LONGEST_NOTE:
            return None
        content = json.loads(path.read_text("utf-8"))
        process, user, host = content["pid"], content["user"], content["host"]
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return None
    if not (isinstance(process, int) and 0 < process < 2**31 and isinstance(user, str) and isinstance(host, str)):
        return None
    return _Note(process, _short(user), _short(host))


def _short(name: str) -> str:
    """A name of the system in one line of a dialog."""
    return "".join(filter(str.isprintable, name))[:LONGEST_NAME]


def _is_free(folder: Path) -> bool:
    """Could the folder be had alone at this moment?"""
    from filelock import Timeout

    if not (folder / FILE).is_file():
        return True
    try:
        lock = _sound(folder)
    except EnvironmentFailure:
        return False
    try:
        lock.acquire_write(timeout=0)
        lock.release(force=True)
    except (Timeout, ValueError, DatabaseError):
        return False
    finally:
        lock.close()
    return True


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
