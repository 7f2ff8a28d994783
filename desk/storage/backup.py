"""Backups: one file each (the book and its key slots), verified by opening it, kept 7 days, 4 weeks, 12 months.

Photos never change, so they are copied once into a folder beside the backups and shared by all of them.
"""

from __future__ import annotations

import shutil
import tempfile
import zipfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from desk.clock import local
from desk.errors import Surroundings
from desk.storage import copies, files, keys, store
from desk.storage.troubles import telling_calmly
from desk.words import _

SUFFIX = ".deskbackup"
STAMP = "%Y%m%d-%H%M%S"
Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Kept:
    """One backup file and the centre's local time at which it was made."""

    path: Path
    made: datetime


def back_up(book: store.Store, folder: Path, now: datetime, progress: Progress | None = None) -> Path:
    """Write, verify and prune. The finished file's path; raises ``Surroundings`` and leaves no half file."""
    with telling_calmly():
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix="desk-", dir=folder) as scratch:
            copy = Path(scratch) / store.FILE
            book.copy_to(copy, progress)
            _verify(book, copy)
            bundle = Path(scratch) / "bundle"
            with zipfile.ZipFile(bundle, "w", zipfile.ZIP_STORED) as pack:
                pack.write(copy, store.FILE)
                pack.write(book.path.with_name(keys.FILE), keys.FILE)
            target = folder / f"desk-{local(now).strftime(STAMP)}{SUFFIX}"
            bundle.replace(target)
        files.copy_missing(book.path.parent / files.FOLDER, folder / copies.folder_of(book))
    for old in to_drop(backups_in(folder)):
        old.path.unlink(missing_ok=True)
    return target


def backups_in(folder: Path) -> list[Kept]:
    """The backups in a folder, newest first; a missing folder has none."""
    found = []
    for path in folder.glob(f"desk-*{SUFFIX}"):
        try:
            found.append(Kept(path, datetime.strptime(path.stem.removeprefix("desk-"), STAMP)))
        except ValueError:
            continue
    return sorted(found, key=lambda kept: kept.made, reverse=True)


def to_drop(backups: Iterable[Kept]) -> list[Kept]:
    """What need not be kept: all but the newest of each of the last 7 days, 4 weeks and 12 months that have one."""
    backups = sorted(backups, key=lambda kept: kept.made, reverse=True)
    keep: set[Path] = set()
    for span, many in ((_day, 7), (_week, 4), (_month, 12)):
        newest: dict[object, Path] = {}
        for kept in backups:
            newest.setdefault(span(kept.made.date()), kept.path)
        keep.update(list(newest.values())[:many])
    return [kept for kept in backups if kept.path not in keep]


def restore(bundle: Path, folder: Path, now: datetime) -> Path | None:
    """Put a backup in the place of the book. The replaced files are kept in a dated folder, which is returned."""
    with telling_calmly(), tempfile.TemporaryDirectory(prefix="desk-", dir=folder.parent) as scratch:
        try:
            with zipfile.ZipFile(bundle) as pack:
                for name in (store.FILE, keys.FILE):
                    pack.extract(name, scratch)
        except (zipfile.BadZipFile, KeyError) as error:
            raise Surroundings(_("{file} is not a backup of this program.", file=bundle.name)) from error
        folder.mkdir(parents=True, exist_ok=True)
        kept = _set_aside(folder, now)
        for name in (keys.FILE, store.FILE):
            shutil.move(Path(scratch) / name, folder / name)
        files.copy_missing(bundle.parent / files.FOLDER, folder / files.FOLDER)
    return kept


def _set_aside(folder: Path, now: datetime) -> Path | None:
    files = [path for name in (store.FILE, keys.FILE) for path in folder.glob(name + "*")]
    if not files:
        return None
    aside = folder / f"replaced-{local(now).strftime(STAMP)}"
    aside.mkdir()
    for path in files:
        path.rename(aside / path.name)
    return aside


def _verify(book: store.Store, copy: Path) -> None:
    opened = store.Store(copy, book.key)
    try:
        with opened.reading() as connection:
            result = connection.exec_driver_sql("PRAGMA quick_check").scalar()
    finally:
        opened.close()
    for extra in copy.parent.glob(copy.name + "-*"):
        extra.unlink()
    if result != "ok":
        raise Surroundings(_("The backup could not be read back, so it was not kept."))


def _day(day: date) -> object:
    return day


def _week(day: date) -> object:
    return day.isocalendar()[:2]


def _month(day: date) -> object:
    return day.year, day.month
