"""Backups: one file each (the book, its key slots, a few lines about it), verified by opening it.

Of each book the daily ones are kept for 7 days, 4 weeks and 12 months, and the last 10 made by hand. Another book's
backups may lie in the same folder; they are never touched. Photos never change, so their copies lie once in a folder
beside the backups.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path

from sqlalchemy import Connection

from desk import __version__
from desk.core.errors import EnvironmentFailure
from desk.core.words import _
from desk.storage import bundle, copies, data_file_id, files, keys, migrate, scratch, store
from desk.storage.bundle import SUFFIX, BackupAbout
from desk.storage.db_errors import translate_errors
from desk.storage.files import PhotoStore

FOLDER = "backups"
BY_HAND_KEPT = 10
COUNTED = ("residents", "cases", "audit")
Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class BackupFile:
    """One backup file, the centre's local time at which it was made, and what it tells of itself."""

    path: Path
    made: datetime
    about: BackupAbout = field(default_factory=BackupAbout)


def back_up(
    book: store.Store,
    folder: Path,
    now: datetime,
    progress: Progress | None = None,
    *,
    by_hand: bool = False,
) -> Path:
    """Write, verify and prune. The finished file's path; raises ``EnvironmentFailure`` and leaves no half file, and no
    backup that nobody could open: the key slots are read as well.
    """
    if folder.exists() and not folder.is_dir():
        raise EnvironmentFailure(_("{file} is a file. Please name a folder for the backup.", file=folder))
    with translate_errors():
        folder.mkdir(parents=True, exist_ok=True)
        scratch.clean_folders(folder)
        with scratch.beside(folder) as making:
            copy = making / store.FILE
            with ExitStack() as stack:
                with book.writing() as connection:  # nobody changes the key slots between the two
                    moment = stack.enter_context(book.moment())
                    generation = data_file_id.key_generation(connection)
                    (making / keys.FILE).write_bytes(keys.content_for(book.path.parent, book.key, generation))
                book.copy_to(copy, progress, moment)
            about = _read_back(book, copy, now, by_hand)
            bundle.slots_in(making)
            fresh = making / "bundle"
            bundle.pack(fresh, copy, making / keys.FILE, about)
            target = _free(folder, about, now)
            fresh.replace(target)
    for old in to_drop(backups_in(folder), about.book):
        if old.path != target:
            old.path.unlink(missing_ok=True)
    return target


def copy_photos(book: store.Store, folder: Path, wanted: Iterable[str], progress: Progress | None = None) -> list[str]:
    """The photos beside the backups in ``folder``, each side mended from the other; in words, what had to be mended.

    ``wanted`` are the photos that the book refers to. Raises ``EnvironmentFailure``.
    """
    copied = folder / copies.folder_of(book)
    scratch.clean_parts(copied)
    did = files.keep_alike(PhotoStore(book.path, book.key), copied, wanted, progress)
    there, here, lost = map(len, (did.mended_there, did.mended_here, did.lost))
    counted = (
        (there, _("Damaged copies of photos were mended: {n} ({folder}).", n=there, folder=folder)),
        (here, _("Damaged or missing photos were brought back from the backups: {n}.", n=here)),
        (lost, _("Photos that are whole neither here nor in the backups: {n}. “Check the book” names them.", n=lost)),
    )
    return [sentence for many, sentence in counted if many]


def before_change(book: store.Store, now: datetime) -> None:
    """The backup before the book is brought to another version."""
    folder = book.path.parent / FOLDER
    back_up(book, folder, now)
    copy_photos(book, folder, ())


def has_one_of(book: store.Store, folder: Path, day: date) -> bool:
    """Was this book backed up here on that day?"""
    with book.reading() as connection:
        id = data_file_id.book_id(connection)
    return any(kept.made.date() == day and kept.about.book == id for kept in backups_in(folder))


def backups_in(folder: Path) -> list[BackupFile]:
    """The backups in a folder, newest first; a missing folder has none."""
    with translate_errors():
        named = [(path, bundle.made_at(path)) for path in folder.glob(f"desk-*{SUFFIX}")]
    backups = [BackupFile(path, made, bundle.about(path)) for path, made in named if made]
    return sorted(backups, key=lambda kept: (kept.made, kept.path.name), reverse=True)


def to_drop(backups: Iterable[BackupFile], book: str) -> list[BackupFile]:
    """What need not be kept of a book's backups. A backup that does not tell whose it is, is kept.

    Kept are the newest of each of the last 7 days, 4 weeks and 12 months that have one, and the last 10 made by hand.
    """
    ours = [kept for kept in backups if book and kept.about.book == book]
    ours.sort(key=lambda kept: (kept.made, kept.path.name), reverse=True)
    daily = [kept for kept in ours if not kept.about.by_hand]
    keep = {kept.path for kept in [kept for kept in ours if kept.about.by_hand][:BY_HAND_KEPT]}
    for span, many in ((_day, 7), (_week, 4), (_month, 12)):
        newest: dict[object, Path] = {}
        for kept in daily:
            newest.setdefault(span(kept.made.date()), kept.path)
        keep.update(list(newest.values())[:many])
    return [kept for kept in ours if kept.path not in keep]


def _free(folder: Path, about: BackupAbout, now: datetime) -> Path:
    """A name that no backup has: a second one within the same second is one second younger by its name."""
    while (target := folder / bundle.name_for(about, now)).exists():
        now += timedelta(seconds=1)
    return target


def _read_back(book: store.Store, copy: Path, now: datetime, by_hand: bool) -> BackupAbout:
    """What is in the copy. Raises ``EnvironmentFailure`` when it cannot be read."""
    opened = store.Store(copy, book.key)
    try:
        with opened.reading() as connection:
            result = connection.exec_driver_sql("PRAGMA quick_check").scalar()
            schema = migrate.version_of(connection)
            about = BackupAbout(
                book=data_file_id.book_id(connection) if (schema or "") >= data_file_id.SINCE else "",
                schema=schema or "",
                program=__version__,
                made=now.isoformat(),
                by_hand=by_hand,
                counts=counted(connection),
            )
    finally:
        opened.close()
    for extra in copy.parent.glob(copy.name + "-*"):
        extra.unlink()
    if result != "ok":
        raise EnvironmentFailure(_("The backup could not be read back, so it was not kept."))
    return about


def counted(connection: Connection) -> dict[str, int]:
    """Rows of the tables by which people know how much is in a book."""
    return {table: int(connection.exec_driver_sql(f"SELECT count(*) FROM {table}").scalar_one()) for table in COUNTED}


def _day(day: date) -> object:
    return day


def _week(day: date) -> object:
    return day.isocalendar()[:2]


def _month(day: date) -> object:
    return day.year, day.month
