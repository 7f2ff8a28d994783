"""The newest line of the audit chain, kept outside the book as well: what a crash or a copied file took away is missed.

SQLite drops the damaged tail of its write-ahead log without a word, and with it the last confirmed actions. Beside the
book lies a file with room for some lines, written in turn after each commit: number, time and hash of the newest audit
line, authenticated with the book's key (HMAC-SHA256 under a key derived from it). Writing does not wait for the disk,
and the file never grows, so that the book's own commits need not wait for it either; a line that was cut is no line.
"""

from __future__ import annotations

import hmac
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Lock

from desk.core.audit_head import AuditHead
from desk.storage.files import derived

SUFFIX = "-head"
"""After the book's own name, so that the two are moved together."""
PLACES, LENGTH = 64, 192
"""Lines that the file has room for, and bytes of each, filled up with blanks."""


NOTHING = AuditHead(0, 0, "")


def _number(head: AuditHead) -> int:
    return head.number


class HeadFile:
    """The file beside ``book``."""

    def __init__(self, book: Path, key: bytes) -> None:
        self.path = book.with_name(book.name + SUFFIX)
        self._key = derived(key, b"desk head")
        self._seen: frozenset[AuditHead] = frozenset()
        self._last = NOTHING
        self._noting = Lock()
        """Jobs and the window note what they committed at the same time."""

    def note(self, head: AuditHead) -> None:
        """Write a line into the place of its number. A disk that takes nothing does not undo what is stored already."""
        with self._noting:
            self._last = max(self._last, head, key=_number)
        with suppress(OSError), self._place(head.number, os.O_WRONLY) as file:
            os.write(file, self._line(head))

    def leads_to(self, line: AuditHead) -> bool:
        """Does this line, the first of an action, come after all that any program noted? Not when an earlier copy was
        written into the book: then its number was given out already, and stands in its place in the file. What
        ``newest`` saw was told at sign-in and does not count.
        """
        with suppress(OSError), self._place(line.number, os.O_RDONLY) as file:
            noted = self._read(os.read(file, LENGTH))
            if noted and noted.number >= line.number and noted not in self._seen:
                return False
        return line.number > self._last.number

    @contextmanager
    def _place(self, number: int, how: int) -> Iterator[int]:
        """The file, at the place of the line with this number. Raises ``OSError``."""
        file = os.open(self.path, how | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0))
        try:
            os.lseek(file, number % PLACES * LENGTH, os.SEEK_SET)
            yield file
        finally:
            os.close(file)

    def note_again(self) -> None:
        """The newest line that was noted from here, for the next sign-in: an earlier file may have been put over it."""
        if self._last != NOTHING:
            self.note(self._last)

    def newest_number(self) -> int:
        """The highest number that any program noted since ``newest`` was asked, this one included."""
        return max([self._last.number, *map(_number, self._heads() - self._seen)])

    def newest(self) -> AuditHead:
        """The line with the highest number among those that are whole and ours."""
        self._seen = self._heads()
        return max(self._seen, key=_number, default=NOTHING)

    def begin_anew(self, head: AuditHead) -> None:
        """Of what ``newest`` saw nothing stands in it from now on: ``head`` does, and what other programs noted since.
        The room for the rest is taken. In place: others may have it open.
        """
        lines = [b" " * (LENGTH - 1) + b"\n"] * PLACES
        since = [other for other in self._heads() - self._seen if other.number > head.number]
        for each in (head, *since):
            lines[each.number % PLACES] = self._line(each)
        with suppress(OSError), self.path.open("r+b" if self.path.exists() else "w+b") as file:
            file.write(b"".join(lines))
            file.truncate()

    def _heads(self) -> frozenset[AuditHead]:
        """Every line that is whole and ours."""
        try:
            content = self.path.read_bytes()
        except OSError:
            return frozenset()
        lines = (content[at : at + LENGTH] for at in range(0, len(content), LENGTH))
        return frozenset(filter(None, map(self._read, lines)))

    def _line(self, head: AuditHead) -> bytes:
        content = f"{head.number} {head.at} {head.hash}".encode()
        return (content + b" " + self._seal(content)).ljust(LENGTH - 1) + b"\n"

    def _read(self, line: bytes) -> AuditHead | None:
        content, _space, seal = line.strip().rpartition(b" ")
        if not hmac.compare_digest(seal, self._seal(content)):
            return None
        number, at, hash = content.decode().split(" ")
        return AuditHead(int(number), int(at), hash)

    def _seal(self, content: bytes) -> bytes:
        return hmac.digest(self._key, content, "sha256").hex().encode()
