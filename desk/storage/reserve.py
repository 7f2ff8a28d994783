"""Lines kept for the day on which the book cannot be written: the disk is full, and an emergency goes on.

Beside the book lies a file whose room was taken when there still was some. Lines are written into it in place,
encrypted and authenticated with their number (AES-256-GCM under a key derived from the book's). Where it cannot be
written either, the folder for temporary files is tried. Whoever opens the book next takes the lines in.
"""

from __future__ import annotations

import base64
import json
import os
import shutil
import tempfile
from binascii import Error as NotBase64
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from pathlib import Path
from typing import Any

from desk.core.clock import local
from desk.core.errors import EnvironmentFailure
from desk.core.words import _
from desk.storage.db_errors import translate_errors
from desk.storage.files import NONCE, derived

FILE = "emergency.reserve"
ROOM = 512 * 1024
"""Bytes taken beforehand: some hundred lines."""
EMPTY = b" "
HEAD = 64
"""As many empty bytes at its beginning say that nothing waits in a file."""


@dataclass(frozen=True)
class Unreadable:
    """A run of lines that cannot be read any more, and the readable ones around it, None at either end.

    ``first`` and ``last`` are their numbers, as the readable neighbours and what is left of the lines themselves give
    them.
    """

    first: int
    last: int
    before: dict[str, Any] | None
    after: dict[str, Any] | None


class Reserve:
    """``note`` keeps a line, ``lines`` gives all that wait, ``clear`` after they were taken in.

    ``unreadable`` tells what cannot be taken in, and ``set_aside`` keeps the file that holds it.
    """

    def __init__(self, book: Path, key: bytes) -> None:
        self._key = derived(key, b"desk reserve")
        elsewhere = Path(tempfile.gettempdir()) / f"desk-{derived(key, b'desk reserve name').hex()[:16]}.reserve"
        self.places = (book.parent / FILE, elsewhere)

    def prepare(self) -> None:
        """Take the room while there is some; without it the other place has to do."""
        try:
            if not self.places[0].exists():
                _write(self.places[0], EMPTY * ROOM)
        except OSError:
            return

    def note(self, line: dict[str, Any]) -> int:
        """Keep a line. How many wait now. Raises ``EnvironmentFailure`` when no place can be written."""
        number = max(self._numbered(), default=0) + 1
        record = self._sealed(number, line)
        for place in self.places:
            try:
                self._append(place, record)
            except OSError:
                continue
            return number
        raise EnvironmentFailure(_("This line could not be kept anywhere. Please write it on paper."))

    def _sealed(self, number: int, line: dict[str, Any]) -> bytes:
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM

        nonce = os.urandom(NONCE)
        content = json.dumps(line, ensure_ascii=False).encode("utf-8", "surrogatepass")
        sealed = nonce + AESGCM(self._key).encrypt(nonce, content, b"%d" % number)
        return b"%d:%s\n" % (number, base64.b64encode(sealed))

    @staticmethod
    def _append(place: Path, record: bytes) -> None:
        """In place where room was taken; a file elsewhere grows. A line that was cut off is closed first."""
        used = place.read_bytes().rstrip(EMPTY) if place.exists() else b""
        cut_off = b"" if used.endswith(b"\n") or not used else b"\n"
        with place.open("r+b" if place.exists() else "xb") as file:
            file.seek(len(used))
            file.write(cut_off + record)
            file.flush()
            os.fsync(file.fileno())

    def lines(self) -> list[dict[str, Any]]:
        """All that wait, in the order in which they were written; what cannot be read is told by ``unreadable``."""
        lines = self._numbered()
        return [lines[number] for number in sorted(lines)]

    def _numbered(self) -> dict[int, dict[str, Any]]:
        return dict(filter(None, (opened for place in self.places for _record, opened in self._in(place))))

    def _in(self, place: Path) -> list[tuple[bytes, tuple[int, dict[str, Any]] | None]]:
        """Each line of a file as it stands there, and what it says; None where it cannot be read."""
        if not place.exists():
            return []
        with translate_errors(), place.open("rb") as file:
            beginning = file.read(HEAD)
            content = b"" if not beginning.strip(EMPTY) else (beginning + file.read()).rstrip(EMPTY)
        return [(record, self._opened(record)) for record in content.split(b"\n") if record.strip(EMPTY)]

    def unreadable(self) -> list[Unreadable]:
        """What stands in the files and is no line any more: changed by a failing disk, or cut off while it was
        written.
        """
        return [run for place in self.places for run in _runs(self._in(place))]

    def set_aside(self, now: datetime) -> list[Path]:
        """Keep each file that holds something unreadable under a name of its own, and begin anew. Where they are
        now.
        """
        kept = []
        for place in self.places:
            if _runs(self._in(place)):
                with translate_errors():
                    kept.append(_aside(place, self.places[0].parent, now))
        return kept

    def _opened(self, record: bytes) -> tuple[int, dict[str, Any]] | None:
        from cryptography.exceptions import InvalidTag
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM

        number, _colon, coded = record.partition(b":")
        try:
            sealed = base64.b64decode(coded, validate=True)
            content = AESGCM(self._key).decrypt(sealed[:NONCE], sealed[NONCE:], number)
        except (NotBase64, InvalidTag, ValueError):
            return None
        return int(number), json.loads(content.decode("utf-8", "surrogatepass"))

    def clear(self) -> None:
        """Make the room free again."""
        beside, elsewhere = self.places
        with translate_errors():
            if beside.exists():
                _write(beside, EMPTY * ROOM)
            elsewhere.unlink(missing_ok=True)


def _runs(records: list[tuple[bytes, tuple[int, dict[str, Any]] | None]]) -> list[Unreadable]:
    """Each run of unreadable records between two readable ones. Where the numbers around it have a gap, that is how
    many.
    """
    runs = []
    for lost, run in groupby(enumerate(records), key=lambda each: each[1][1] is None):
        places = [place for place, _record in run]
        if not lost:
            continue
        before = records[places[0] - 1][1] if places[0] else None
        after = records[places[-1] + 1][1] if places[-1] + 1 < len(records) else None
        first = before[0] + 1 if before else 1
        last = max(after[0] - 1 if after else first + len(places) - 1, first)
        runs.append(Unreadable(first, last, before and before[1], after and after[1]))
    return runs


def _aside(place: Path, folder: Path, now: datetime) -> Path:
    """Beside the book where there is room for it, else where it is; never over another file."""
    stamp = f"{FILE}.unreadable-{local(now):%Y%m%d-%H%M%S}"
    if place.parent != folder:
        to = _free(folder / stamp)
        try:
            shutil.copyfile(place, to)
            place.unlink()
            return to
        except OSError:
            to.unlink(missing_ok=True)
    return place.rename(_free(place.parent / stamp))


def _free(path: Path) -> Path:
    """This name, or the next one with a number, that no file has."""
    return next(
        each for each in (path, *(path.with_name(f"{path.name}-{n}") for n in range(2, 1000))) if not each.exists()
    )


def _write(place: Path, content: bytes) -> None:
    with place.open("r+b" if place.exists() else "xb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
