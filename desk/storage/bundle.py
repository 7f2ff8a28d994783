"""One backup file: a zip of the encrypted book, its key slots and a few lines about it. Nothing here needs a password.

What ``about.json`` says is told to people who look for a backup; what a backup is worth is found by opening the book in
it.
"""

from __future__ import annotations

import json
import re
import zipfile
import zlib
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from desk.core.clock import local
from desk.core.errors import Damaged, DeskError, EnvironmentFailure
from desk.core.words import _
from desk.storage import keys
from desk.storage.db_errors import translate_errors
from desk.storage.keys import KeyFile
from desk.storage.replacement import STAMP

SUFFIX = ".deskbackup"
ABOUT = "about.json"
SHORT = 8
"""So much of a book's id stands in a file's name, for people; what counts stands in the file."""
BY_HAND = "hand"
NAME = re.compile(rf"desk-(\d{{8}}-\d{{6}})(?:-[0-9a-f]{{{SHORT}}})?(?:-{BY_HAND})?{re.escape(SUFFIX)}")
PAGE = 4096


@dataclass(frozen=True)
class BackupAbout:
    """What a backup tells of itself. Backups of earlier programs tell nothing: all fields are empty then."""

    book: str = ""
    schema: str = ""
    program: str = ""
    made: str = ""
    by_hand: bool = False
    counts: dict[str, int] | None = None
    """Rows of a few tables: residents, cases, audit."""

    @property
    def summary(self) -> str:
        """How much is in it; empty when it does not tell."""
        if not self.counts:
            return ""
        return _(
            "{residents} residents, {cases} cases",
            **{name: self.counts.get(name, 0) for name in ("residents", "cases")},
        )


def name_for(about: BackupAbout, made: datetime) -> str:
    """A backup's file name: the centre's time, the book it is of, and whether it was made by hand."""
    parts = ["desk", local(made).strftime(STAMP), about.book[:SHORT], BY_HAND if about.by_hand else ""]
    return "-".join(filter(None, parts)) + SUFFIX


def made_at(path: Path) -> datetime | None:
    """The centre's local time in a backup's name; None for files that are not named like ours."""
    fits = NAME.fullmatch(path.name)
    try:
        return datetime.strptime(fits[1], STAMP) if fits else None
    except ValueError:
        return None


def pack(target: Path, book: Path, slots: Path, about: BackupAbout) -> None:
    """Write a backup file from a copied book, its key slots and what it says of itself. Raises ``OSError``."""
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as packed:
        packed.write(book, keys.BOOK)
        packed.write(slots, keys.FILE)
        packed.writestr(ABOUT, json.dumps(asdict(about), ensure_ascii=False, indent=1))


def about(path: Path) -> BackupAbout:
    """What the file tells; an empty ``BackupAbout`` for earlier backups and for what cannot be read."""
    try:
        with zipfile.ZipFile(path) as packed:
            return _read_about(packed)
    except (OSError, ValueError, zipfile.BadZipFile, zlib.error):
        return BackupAbout()


def _read_about(packed: zipfile.ZipFile) -> BackupAbout:
    try:
        content = json.loads(packed.read(ABOUT))
    except KeyError:
        return BackupAbout()
    return _checked(content) if isinstance(content, dict) else BackupAbout()


def _checked(content: dict[str, Any]) -> BackupAbout:
    """Only fields of the kind that we write: the file comes from anywhere."""
    counts = content.get("counts")
    numbers = {str(k): v for k, v in counts.items() if type(v) is int} if isinstance(counts, dict) else None
    texts = {name: content.get(name) for name in ("book", "schema", "program", "made")}
    kept = {name: text for name, text in texts.items() if isinstance(text, str)}
    return BackupAbout(**kept, by_hand=content.get("by_hand") is True, counts=numbers)


def unpack(path: Path, into: Path) -> BackupAbout:
    """Take the book and its slots out, every byte compared with the zip's checksums.

    Raises ``Damaged`` for what is no whole backup of ours, ``EnvironmentFailure`` for one of a newer program.
    """
    try:
        with zipfile.ZipFile(path) as packed:
            about = _read_about(packed)
            require_not_newer(about.schema)
            for name in (keys.BOOK, keys.FILE):
                packed.extract(name, into)
    except (zipfile.BadZipFile, zlib.error, KeyError, ValueError, NotImplementedError, EOFError, RuntimeError) as error:
        raise Damaged(
            _("{file} is not a whole backup of this program: it cannot be brought back.", file=path.name)
        ) from error
    except FileNotFoundError:
        raise EnvironmentFailure(_("There is no file {file}.", file=path)) from None
    except OSError as error:
        with translate_errors():
            raise error
    require_plausible(into / keys.BOOK)
    slots_in(into)
    return about


def require_plausible(book: Path) -> None:
    """A file that can be a book: some whole pages, as a backup always has. Raises ``Damaged``."""
    size = book.stat().st_size
    if size == 0 or size % PAGE:
        raise Damaged(_("The book in this backup was cut off: it cannot be brought back."))


def slots_in(folder: Path) -> KeyFile:
    """The key slots of a book or an unpacked backup. Raises ``Damaged``."""
    try:
        slots = KeyFile.load(folder)
        if slots.slots:
            return slots
    except (DeskError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise Damaged(_("The key slots (keys.json) cannot be read: nobody could open this book.")) from error
    raise Damaged(_("The key slots (keys.json) cannot be read: nobody could open this book."))


def require_not_newer(schema: str) -> None:
    """Raises ``EnvironmentFailure`` for a book of a program newer than this one."""
    from desk.storage import migrate

    if schema.isdecimal() and int(schema) > int(migrate.HEAD):
        raise EnvironmentFailure(
            _(
                "This backup was made by a newer version of the program ({version}). Please update the program first.",
                version=schema,
            )
        )


def is_whole(path: Path) -> bool:
    """Can it be brought back, as far as one can see without a password? Reads all of it."""
    try:
        with zipfile.ZipFile(path) as packed:
            require_not_newer(_read_about(packed).schema)
            size = packed.getinfo(keys.BOOK).file_size
            packed.getinfo(keys.FILE)
            return size > 0 and size % PAGE == 0 and packed.testzip() is None
    except (DeskError, OSError, ValueError, KeyError, zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError):
        return False
