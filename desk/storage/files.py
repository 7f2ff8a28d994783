"""Photos beside the book: each file named by the keyed hash of its content, encrypted like the book, never changed.

AES-256-GCM (NIST SP 800-38D) under a key derived from the data key (HKDF, RFC 5869); the name is authenticated with
the content, so files cannot be swapped.
"""

from __future__ import annotations

import hashlib
import hmac
import os
import re
from collections.abc import Callable, Iterable
from copy import copy
from dataclasses import dataclass
from pathlib import Path

from desk.core.errors import EnvironmentFailure
from desk.core.words import _
from desk.storage import scratch
from desk.storage.db_errors import translate_errors
from desk.storage.scratch import PART

FOLDER = "files"
NONCE = 12
Progress = Callable[[int, int], None]
NAME = re.compile(r"[0-9a-f]{64}")


class PhotoStore:
    """The folder beside a book. ``put`` gives the name by which ``get`` finds the content again."""

    def __init__(self, book: Path, key: bytes) -> None:
        self.folder = book.parent / FOLDER
        self._key = derived(key, b"desk files")
        self._naming = derived(key, b"desk file names")

    def name_of(self, content: bytes) -> str:
        """The name under which some content is kept here: its keyed hash, so that a name tells nothing."""
        return hmac.new(self._naming, content, hashlib.sha256).hexdigest()

    def put(self, content: bytes) -> str:
        """Keep some bytes. The same bytes are kept once; a damaged file is replaced. Raises ``EnvironmentFailure``."""
        name = self.name_of(content)
        with translate_errors():
            there = self.opens(name, _content(self.path(name)))
        if not there:
            self.put_as(name, content)
        return name

    def put_as(self, name: str, content: bytes) -> None:
        """Keep some bytes under a name that they have already: what was sealed with another key. Raises
        ``EnvironmentFailure``.
        """
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM

        target = self.path(name)
        nonce = os.urandom(NONCE)
        sealed = nonce + AESGCM(self._key).encrypt(nonce, content, name.encode())
        with translate_errors():
            _write(target, sealed)

    def carry(self, file: Path) -> None:
        """Keep a file of this name as it is, under whatever key. Raises ``EnvironmentFailure``."""
        with translate_errors():
            _write(self.path(file.name), file.read_bytes())

    def elsewhere(self, folder: Path) -> PhotoStore:
        """Copies of these files in another folder, under the same key."""
        other = copy(self)
        other.folder = folder
        return other

    def get(self, name: str) -> bytes:
        """The content. Raises ``EnvironmentFailure`` when the file is missing or was changed."""
        path = self.path(name)
        with translate_errors():
            sealed = _content(path)
        if sealed is None:
            raise EnvironmentFailure(
                _("The photo's file {file} is missing. A backup may still have it.", file=path.name[:12])
            )
        content = self._opened(name, sealed)
        if content is None:
            raise EnvironmentFailure(
                _("The photo's file {file} is damaged. A backup may still have it.", file=path.name[:12])
            )
        return content

    def opens(self, name: str, sealed: bytes | None) -> bool:
        """Are these the whole, unchanged bytes of the file of this name?"""
        return sealed is not None and self._opened(name, sealed) is not None

    def _opened(self, name: str, sealed: bytes) -> bytes | None:
        from cryptography.exceptions import InvalidTag
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM

        try:
            return AESGCM(self._key).decrypt(sealed[:NONCE], sealed[NONCE:], name.encode())
        except (InvalidTag, ValueError):
            return None

    def names(self) -> set[str]:
        """Of all files that are there."""
        return names_in(self.folder)

    def remove(self, name: str) -> None:
        """Take a file away; nothing happens when it is not there. Raises ``EnvironmentFailure``."""
        with translate_errors():
            self.path(name).unlink(missing_ok=True)

    def path(self, name: str) -> Path:
        """Where a file of that name lies."""
        return self.folder / name[:2] / name

    def problems(self, names: Iterable[str]) -> list[str]:
        """A sentence for each file that is not there or cannot be read back."""
        problems = []
        for name in names:
            try:
                self.get(name)
            except EnvironmentFailure as trouble:
                problems.append(trouble.message)
        return problems

    def problems_of_copies(self, folder: Path, names: Iterable[str]) -> list[str]:
        """A sentence for each copy in a backup folder that cannot be read back, among those that are there."""
        problems = []
        for name in names:
            copy = folder / name[:2] / name
            with translate_errors():
                sealed = _content(copy)
            if sealed is not None and not self.opens(name, sealed):
                problems.append(
                    _(
                        "The copy of the photo {file} in the backups is damaged ({folder}). The next backup mends it "
                        "if the book still has the photo.",
                        file=name[:12],
                        folder=folder,
                    )
                )
        return problems


def names_in(folder: Path) -> set[str]:
    """Names of photos in a folder of a book or of backups."""
    with translate_errors():
        return {path.name for path in folder.glob("??/*") if NAME.fullmatch(path.name)}


@dataclass(frozen=True)
class Compared:
    """What comparing two folders of photos did, by the photos' names."""

    copied: tuple[str, ...] = ()
    """Were not in the other folder yet."""
    mended_there: tuple[str, ...] = ()
    mended_here: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()
    """The book refers to them, and neither side can be read."""


def keep_alike(ours: PhotoStore, theirs: Path, wanted: Iterable[str], progress: Progress | None = None) -> Compared:
    """Bring the book's photos and their copies in a backup folder to the same content, each side mended from the other.

    Every file is opened, so that a damaged one is never taken for a good one. ``wanted`` are the names that the book
    refers to. What else lies in ``theirs`` may be another book's and is not touched. Raises ``EnvironmentFailure``.
    """
    wanted = set(wanted)
    names = sorted(wanted | ours.names())
    done: dict[str, list[str]] = {"copied": [], "mended_there": [], "mended_here": [], "lost": []}
    for count, name in enumerate(names, 1):
        what = _compare(ours, theirs / name[:2] / name, name)
        if what and (what != "lost" or name in wanted):
            done[what].append(name)
        if progress:
            progress(count, len(names))
    return Compared(**{what: tuple(each) for what, each in done.items()})


def _compare(ours: PhotoStore, there: Path, name: str) -> str:
    """What was done about one photo; empty when both sides are the same and good."""
    here = ours.path(name)
    with translate_errors():
        sealed, copy = _content(here), _content(there)
        good_here = ours.opens(name, sealed)
        good_there = good_here if copy == sealed else ours.opens(name, copy)
        if good_here and not good_there:
            _write(there, sealed)
            return "copied" if copy is None else "mended_there"
        if good_there and not good_here:
            _write(here, copy)
            return "mended_here"
    return "" if good_here else "lost"


def missing(photos: PhotoStore, places: Iterable[Path], wanted: Iterable[str]) -> list[str]:
    """The names that can be read neither in the book's own folder nor in one of ``places``."""
    folders = (photos.folder, *places)
    with translate_errors():
        return [
            name
            for name in wanted
            if not any(photos.opens(name, _content(folder / name[:2] / name)) for folder in folders)
        ]


def bring(photos: PhotoStore, place: Path, wanted: Iterable[str]) -> None:
    """Take what is missing or damaged from a folder beside backups, which is only read."""
    with translate_errors():
        for name in wanted:
            if not photos.opens(name, _content(photos.path(name))):
                copy = _content(place / name[:2] / name)
                if photos.opens(name, copy):
                    _write(photos.path(name), copy)


def _content(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return None


def _write(target: Path, content: bytes | None) -> None:
    """In one step: a file of this name is whole, or not there."""
    assert content is not None
    target.parent.mkdir(parents=True, exist_ok=True)
    fresh = target.with_name(f"{target.name}.{scratch.maker()}{PART}")
    try:
        fresh.write_bytes(content)
        fresh.replace(target)
    except BaseException:
        fresh.unlink(missing_ok=True)
        raise


def derived(key: bytes, purpose: bytes) -> bytes:
    """A key of 32 bytes for one purpose, made from the data key (HKDF, RFC 5869)."""
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF

    return HKDF(SHA256(), 32, None, purpose).derive(key)
