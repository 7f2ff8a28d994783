"""A backup as people choose one: when and how it was made, how old it is, how much is in it, what is not."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

from desk.core.calendar import moment_words
from desk.core.clock import CHINA, Clock, local
from desk.core.words import P_, _
from desk.services import restore
from desk.storage import bundle
from desk.storage.backup import BackupFile
from desk.storage.store import FILE


def made_words(kept: BackupFile, today: date) -> str:
    """When it was made, by the centre's clock: 10月3日08:05."""
    return moment_words(kept.made, today)


def age_words(kept: BackupFile, today: date) -> str:
    """今天、昨天、12天前. One from a clock that was ahead is said to be so."""
    days = (today - kept.made.date()).days
    if days < 0:
        return _("in the future")
    return {0: _("today"), 1: _("yesterday")}.get(days) or _("{n} days ago", n=days)


def how_words(kept: BackupFile, book: str = "") -> str:
    """``book`` is the id of one's own book: another centre's backup is said to be that."""
    if restore.is_of_another(kept.about.book, book):
        return _("another centre's")
    return P_("backup", "by hand") if kept.about.by_hand else P_("backup", "automatic")


def size_words(kept: BackupFile) -> str:
    """In MB (a million bytes); “—” for a file that cannot be read now."""
    try:
        return f"{kept.path.stat().st_size / 1_000_000:.1f} MB"
    except OSError:
        return "—"


def line(kept: BackupFile, today: date, book: str = "") -> str:
    """All of it in one line. ``book`` is the id of one's own book."""
    made, age, how = made_words(kept, today), age_words(kept, today), how_words(kept, book)
    head = _("{made} ({age}, {how})", made=made, age=age, how=how)
    return "　".join(filter(None, (head, kept.about.summary, size_words(kept))))


def lost_words(kept: BackupFile, folder: Path, *, is_foreign: bool = False) -> str:
    """What bringing it back into ``folder`` would lose; empty where there is no book. ``is_foreign``: it is another
    centre's.
    """
    if not (folder / FILE).exists():
        return ""
    if is_foreign:
        return _("This is another centre's backup: it would take the place of all that is entered here.")
    lost = _("If it is brought back, what was stored after {made} is lost.", made=moment_words(kept.made))
    return f"{lost}{restore.last_written(folder)}"


def of_file(file: Path) -> BackupFile:
    """A backup from anywhere, by its name, by what it tells of itself, or by when the file was written."""
    about = bundle.about(file)
    made = bundle.made_at(file) or _told(about.made)
    return BackupFile(file, made or datetime.fromtimestamp(file.stat().st_mtime, CHINA).replace(tzinfo=None), about)


def _told(made: str) -> datetime | None:
    try:
        return local(datetime.fromisoformat(made)).replace(tzinfo=None)
    except ValueError:
        return None


def newest_words(folder: Path) -> str:
    """What the sign-in page says of the newest whole backups when the book does not open."""
    offers, today = restore.offers(folder), Clock().today()
    if not offers:
        return _("No whole backup was found here.") + "\n" + _("Please choose one from a USB stick or another PC.")
    lines = [_("The newest whole backups:"), *(line(offer.kept, today) for offer in offers)]
    return "\n".join([*lines, lost_words(offers[0].kept, folder)])
