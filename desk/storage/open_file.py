"""The file that a book was opened from, known again before each commit: by its place on the disk and by its content.

A sync tool puts another file in its place, or writes another book into the very file. The first is seen by device and
inode. The second by SQLCipher's salt, the first 16 bytes of every encrypted file, which a file keeps for life
(https://www.zetetic.net/sqlcipher/design/).

POSIX drops a program's locks on a file when it closes any descriptor of it (https://www.sqlite.org/howtocorrupt.html
section 2.2): so here is one descriptor for each file, shared by all who have it open or read it past SQLite, closed
after the last of them. Whoever opens a data file in another way must know that nobody here has it open: so do
``storage/replacement`` and ``storage/key_exchange``, which bring new files onto the disk before they are put in place.
On Windows a second handle would keep the file from being replaced at all, and SQLite's own lock keeps others from
writing into it: there the content is not looked at.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Generator
from contextlib import closing, suppress
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from threading import Lock

Identity = tuple[int, int]
SALT_BYTES = 16


def identity(path: Path) -> Identity | None:
    """Device and inode of what the name leads to now; None when it leads nowhere."""
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_dev, status.st_ino


@dataclass
class _Descriptor:
    number: int
    users: int = 0


_descriptors: dict[Identity, _Descriptor] = {}
_exclusively = Lock()


class OpenFile:
    """A file that was just opened. ``is_the_same`` as long as its name leads to it and its content is its own."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._identity = identity(path)
        self._descriptor = _share(path, self._identity)
        self._salt = self._read_salt()

    def is_the_same(self) -> bool:
        """False once the file was moved, removed or replaced, or another one was written into it."""
        return identity(self._path) == self._identity and self._has_its_salt()

    def close(self) -> None:
        """Nobody here asks about the file any more; its connections are closed already."""
        if self._descriptor is not None and self._identity is not None:
            _leave(self._identity)
            self._descriptor = None

    def _has_its_salt(self) -> bool:
        """A new book's file stays empty until SQLite folds its log into it for the first time."""
        if self._descriptor is None:
            return True
        salt = self._read_salt()
        self._salt = self._salt or salt
        return salt == self._salt

    def _read_salt(self) -> bytes:
        with suppress(OSError):
            return os.pread(self._descriptor, SALT_BYTES, 0) if self._descriptor is not None else b""
        return b"unreadable"


def pages_of(path: Path, size: int) -> Generator[bytes, None, None]:
    """A data file read past SQLite, page by page; through the shared descriptor where there can be one. Raises
    ``OSError``.
    """
    place = identity(path)
    descriptor = _share(path, place)
    if descriptor is None or place is None:
        with path.open("rb") as file:
            yield from iter(lambda: file.read(size), b"")
        return
    try:
        for number in count():
            if not (page := os.pread(descriptor, size, number * size)):
                return
            yield page
    finally:
        _leave(place)


def first_page(path: Path, size: int) -> bytes:
    """The beginning of a data file, or what there is of it; as ``pages_of`` reads. Raises ``OSError``."""
    with closing(pages_of(path, size)) as pages:
        return next(pages, b"")


def _share(path: Path, wanted: Identity | None) -> int | None:
    if sys.platform == "win32" or wanted is None:
        return None
    with _exclusively:
        held = _descriptors.get(wanted)
        if held is None:
            with suppress(OSError):
                held = _descriptors[wanted] = _Descriptor(os.open(path, os.O_RDONLY | os.O_CLOEXEC))
        if held is None:
            return None
        held.users += 1
        return held.number


def _leave(place: Identity) -> None:
    with _exclusively:
        held = _descriptors[place]
        held.users -= 1
        if not held.users:
            os.close(_descriptors.pop(place).number)
