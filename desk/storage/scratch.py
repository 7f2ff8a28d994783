"""Folders for the moment in which something is made. What a crash leaves of them goes at the next start.

Their names say which program of which PC made them, so that what a dead one left is known at once.
"""

from __future__ import annotations

import os
import re
import shutil
import socket
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from time import time

from desk.storage import folder_lock
from desk.storage.db_errors import translate_errors

FOLDER = "scratch"
"""The data folder's own private place."""
PREFIX = "desk-"
PART = ".part"
UNUSED_SECONDS = 3600
"""What nobody wrote to for so long belongs to no running program, whoever made it: the longest single copy takes
minutes.
"""


def maker() -> str:
    """This program on this PC, as it stands in the name of what it makes."""
    return f"{_pc()}.{os.getpid()}"


def _pc() -> str:
    return re.sub(r"[^\w-]", "-", socket.gethostname())[:30]


@contextmanager
def private(folder: Path) -> Iterator[Path]:
    """A folder of one's own inside the data folder, readable by its owner only; it goes with all it holds."""
    place = folder / FOLDER
    with translate_errors():
        folder.mkdir(parents=True, exist_ok=True)
        place.mkdir(mode=0o700, exist_ok=True)
    try:
        with beside(place) as made:
            yield made
    finally:
        with suppress(OSError):
            place.rmdir()


@contextmanager
def beside(folder: Path) -> Iterator[Path]:
    """A folder of one's own in another one, so that what is finished in it is renamed and not copied."""
    with translate_errors():
        made = Path(tempfile.mkdtemp(prefix=f"{PREFIX}{maker()}.", dir=folder))
    try:
        yield made
    finally:
        shutil.rmtree(made, ignore_errors=True)


def clean(folder: Path) -> int:
    """Remove what interrupted work left in the data folder's private place, among its backups and its photos. How
    many.
    """
    places = (folder / FOLDER, folder / "backups")
    parts = (folder / "files", *(folder / "backups").glob("files*"))
    return sum(map(clean_folders, places)) + sum(map(clean_parts, parts))


def clean_folders(place: Path) -> int:
    """Remove the folders made here by ``beside`` that nobody works in any more. How many."""
    left = [path for path in _within(place, f"{PREFIX}*") if path.is_dir() and _is_unused(path)]
    for path in left:
        shutil.rmtree(path, ignore_errors=True)
    return len(left)


def clean_parts(files: Path) -> int:
    """Remove half copies of photos. How many."""
    left = [path for path in _within(files, f"??/*{PART}") if _is_unused(path)]
    for path in left:
        with suppress(OSError):
            path.unlink()
    return len(left)


def _within(place: Path, pattern: str) -> list[Path]:
    try:
        return list(place.glob(pattern))
    except OSError:
        return []


def _is_unused(path: Path) -> bool:
    """What a program of this PC made that has ended; else judged by the newest time in it, so that what still grows
    counts as used.
    """
    made_by = re.search(rf"(?:^{PREFIX}|\.){re.escape(_pc())}\.(\d+)\.", path.name)
    if made_by and not folder_lock.runs(int(made_by[1])):
        return True
    try:
        newest = max(each.stat().st_mtime for each in (path, *path.rglob("*")))
    except OSError:
        return False
    return time() - newest > UNUSED_SECONDS
