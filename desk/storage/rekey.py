"""Everything that one data key opens, made anew under another one in a folder of its own (``storage/exchange.py`` puts
it in place).

The book is copied, and SQLCipher re-encrypts the copy page by page; photos are opened and sealed one by one under the
same names, which stand in rows that must not change.
"""

from __future__ import annotations

import hashlib
import hmac
import shutil
import zipfile
from collections.abc import Callable, Container, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from sqlcipher3 import dbapi2

from desk.core.errors import EnvironmentFailure, Refused
from desk.core.words import _
from desk.storage import files, keys, open_file
from desk.storage.db_errors import translate_errors
from desk.storage.files import PhotoStore
from desk.storage.store import Store, connect

Progress = Callable[[int, int], None]
MARGIN = 32 * 1024 * 1024
"""Bytes that stay free whatever happens."""
PAGE, SALT, SEAL = 4096, 16, 64
"""SQLCipher 4: the size of a page, of the salt before the first one, of the HMAC-SHA512 at its end."""


@dataclass(frozen=True)
class RekeyAmount:
    """Bytes to be made anew."""

    book: int
    photos: int

    @property
    def steps(self) -> int:
        """For the progress: the book is copied and encrypted, the photos are done once."""
        return 2 * self.book + self.photos or 1

    @property
    def room(self) -> int:
        """Bytes that have to be free: the copy, its journal while it is encrypted, the photos, some to spare."""
        return 2 * self.book + self.photos + MARGIN


def amount(folder: Path) -> RekeyAmount:
    """How much there is in a data folder."""
    with translate_errors():
        book = sum(
            (folder / name).stat().st_size for name in (keys.BOOK, keys.BOOK + "-wal") if (folder / name).exists()
        )
        return RekeyAmount(book, sum(path.stat().st_size for path in names_in(folder / files.FOLDER).values()))


def require_room(folder: Path) -> RekeyAmount:
    """Raises ``Refused`` with numbers when the disk has too little free."""
    wanted = amount(folder)
    with translate_errors():
        free = shutil.disk_usage(folder).free
    if free < wanted.room:
        raise Refused(
            _(
                "Changing the key needs {needed} MB free on this disk; there are {free} MB. Please free some space "
                "first.",
                needed=-(-wanted.room // 1_000_000),
                free=free // 1_000_000,
            )
        )
    return wanted


def names_in(folder: Path) -> dict[str, Path]:
    """The photos in a folder beside a book or its backups."""
    return {path.name: path for path in folder.glob("??/*") if files.NAME.fullmatch(path.name)}


def copy_book(book: Store, place: Path, key: bytes, progress: Progress | None = None) -> None:
    """The book in ``place``, encrypted with ``key`` and read back whole. Raises ``EnvironmentFailure``."""
    copy = place / keys.BOOK
    book.copy_to(copy, progress)
    with translate_errors():
        _encrypt(copy, book.key, key)
    _verify(book, copy, key)


def _encrypt(copy: Path, old: bytes, new: bytes) -> None:
    opened = dbapi2.connect(str(copy), isolation_level=None)
    try:
        opened.execute(f"PRAGMA key = \"x'{old.hex()}'\"")
        opened.execute("PRAGMA journal_mode = DELETE")
        opened.execute(f"PRAGMA rekey = \"x'{new.hex()}'\"")
    finally:
        opened.close()


def _verify(book: Store, copy: Path, key: bytes) -> None:
    """The old key opens it no more, the new one does; every page is sound, every table has as many rows as before."""
    source, made = book.raw(), connect(copy, key)
    try:
        with translate_errors():
            damaged = made.execute("PRAGMA cipher_integrity_check").fetchone()
            checked = made.execute("PRAGMA quick_check").fetchone()[0]
            alike = _counted(source) == _counted(made)
    finally:
        made.close()
        source.close()
    page = open_file.first_page(copy, PAGE)
    if damaged or checked != "ok" or not alike or not is_encrypted_with(page, key) or is_encrypted_with(page, book.key):
        raise EnvironmentFailure(_("The book under its new key could not be read back, so nothing was changed."))


def _counted(connection: dbapi2.Connection) -> dict[str, int]:
    tables = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND rootpage > 0").fetchall()
    return {name: connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for (name,) in tables}


def copy_photos(
    old: PhotoStore, places: Iterable[Path], new: PhotoStore, wanted: Container[str], progress: Callable[[int], None]
) -> list[str]:
    """Every photo beside the book sealed anew. ``progress`` is told the bytes of each.

    One that cannot be opened is taken from ``places``, the folders of copies beside backups. The names of those that no
    place has whole, though something of them is here and they are among ``wanted``, those that the book refers to:
    nothing may be thrown away, so whoever calls must not go on. What else cannot be opened is another book's, left by
    one that was replaced: it comes along byte for byte, for the day on which that one is brought back.
    """
    damaged = []
    copies = [old.elsewhere(place) for place in places]
    for name, path in sorted(names_in(old.folder).items()):
        content = _first_whole(name, [old, *copies])
        if content is not None:
            new.put_as(name, content)
        elif name in wanted:
            damaged.append(name)
        else:
            new.carry(path)
        progress(path.stat().st_size)
    return damaged


def bring_missing(names: Iterable[str], old: PhotoStore, places: Iterable[Path], new: PhotoStore) -> None:
    """Photos that the book refers to and that are not beside it any more, from the copies beside backups where those
    have them.
    """
    copies = [old.elsewhere(place) for place in places]
    for name in names:
        if not new.path(name).exists() and (content := _first_whole(name, copies)) is not None:
            new.put_as(name, content)


def _first_whole(name: str, places: Iterable[PhotoStore]) -> bytes | None:
    for place in places:
        try:
            return place.get(name)
        except EnvironmentFailure:
            continue
    return None


def backups_with(folder: Path, key: bytes) -> Iterator[Path]:
    """The backups in a folder that ``key`` opens: of this book, and not of another one that lies there too."""
    return (path for path in sorted(folder.glob("desk-*.deskbackup")) if opens(path, key))


def opens(backup: Path, key: bytes) -> bool:
    """Is the book in this backup under ``key``, as far as its first page shows?"""
    try:
        with zipfile.ZipFile(backup) as pack, pack.open(keys.BOOK) as book:
            return is_encrypted_with(book.read(PAGE), key)
    except (zipfile.BadZipFile, KeyError, OSError):
        return False


def is_encrypted_with(page: bytes, key: bytes) -> bool:
    """Is this the first page of a file under ``key``? By SQLCipher's own seal of the page, without opening the file."""
    return _is_sealed(page[SALT:], 1, _sealing(page[:SALT], key))


def has_page_of(book: Path, key: bytes) -> bool:
    """Is any page of the file under ``key``? A book whose first page is damaged still has the others. Stops at the
    first.
    """
    sealing = b""
    with translate_errors(), closing(open_file.pages_of(book, PAGE)) as pages:
        for number, page in enumerate(pages, 1):
            sealing = sealing or _sealing(page[:SALT], key)
            if _is_sealed(page[SALT:] if number == 1 else page, number, sealing):
                return True
    return False


def _sealing(salt: bytes, key: bytes) -> bytes:
    return hashlib.pbkdf2_hmac("sha512", key, bytes(byte ^ 0x3A for byte in salt), 2, 32)


def _is_sealed(content: bytes, number: int, sealing: bytes) -> bool:
    seal = hmac.new(sealing, content[:-SEAL] + number.to_bytes(4, "little"), hashlib.sha512).digest()
    return len(content) in (PAGE, PAGE - SALT) and hmac.compare_digest(seal, content[-SEAL:])
