"""The newest line of the audit chain, kept outside the book as well: what a crash or a copied file took away is missed.

SQLite drops the damaged tail of its write-ahead log without a word, and with it the last confirmed actions. Beside the book
lies a file of lines of one length, one added after each commit: number, time and hash of the newest audit line, authenticated
with the book's key (HMAC-SHA256 under a key derived from it). Adding does not wait for the disk; a line that was cut is no line.
"""

from __future__ import annotations

import hashlib
import hmac
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from desk.storage.atomic import replace_content
from desk.storage.files import derived

SUFFIX = "-head"
"""After the book's own name, so that the two are moved together."""
LONG_ENOUGH = 64 * 1024
"""Bytes from which the file is begun anew at a sign-in."""


@dataclass(frozen=True)
class Head:
    """An audit line: its number, its moment in milliseconds UTC, its hash."""

    number: int
    at: int
    hash: str


NOTHING = Head(0, 0, "")


class HeadFile:
    """The file beside ``book``."""

    def __init__(self, book: Path, key: bytes) -> None:
        self.path = book.with_name(book.name + SUFFIX)
        self._key = derived(key, b"desk head")

    def note(self, head: Head) -> None:
        """Add a line. A disk that takes nothing does not undo what is stored already."""
        with suppress(OSError), self.path.open("ab", buffering=0) as file:
            file.write(self._line(head))

    def newest(self) -> Head:
        """The line with the highest number among those that are whole and ours."""
        try:
            lines = self.path.read_bytes().split(b"\n")
        except OSError:
            return NOTHING
        return max(filter(None, map(self._read, lines)), key=lambda head: head.number, default=NOTHING)

    def begin_anew(self, head: Head) -> None:
        """Only ``head`` stands in it from now on."""
        with suppress(OSError):
            replace_content(self.path, self._line(head), durable=False)

    def tidy(self) -> None:
        with suppress(OSError):
            if self.path.stat().st_size > LONG_ENOUGH:
                self.begin_anew(self.newest())

    def _line(self, head: Head) -> bytes:
        content = f"{head.number} {head.at} {head.hash}".encode()
        return content + b" " + self._seal(content) + b"\n"

    def _read(self, line: bytes) -> Head | None:
        content, _space, seal = line.rpartition(b" ")
        if not hmac.compare_digest(seal, self._seal(content)):
            return None
        number, at, hash = content.decode().split(" ")
        return Head(int(number), int(at), hash)

    def _seal(self, content: bytes) -> bytes:
        return hmac.new(self._key, content, hashlib.sha256).hexdigest().encode()
