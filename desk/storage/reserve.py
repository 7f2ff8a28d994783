"""Lines kept for the day on which the book cannot be written: the disk is full, and an emergency goes on.

Beside the book lies a file whose room was taken when there still was some. Lines are written into it in place, encrypted and
authenticated with their number (AES-256-GCM under a key derived from the book's). Where it cannot be written either, the
folder for temporary files is tried. Whoever opens the book next takes the lines in.
"""

from __future__ import annotations

import base64
import json
import os
import tempfile
from binascii import Error as NotBase64
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from desk.errors import Surroundings
from desk.storage.files import NONCE, derived
from desk.storage.troubles import telling_calmly
from desk.words import _

FILE = "emergency.reserve"
ROOM = 512 * 1024
"""Bytes taken beforehand: some hundred lines."""
EMPTY = b" "


class Reserve:
    """``note`` keeps a line, ``lines`` gives all that wait, ``clear`` after they were taken in."""

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
        """Keep a line. How many wait now. Raises ``Surroundings`` when no place can be written."""
        number = max(self._numbered(), default=0) + 1
        record = self._sealed(number, line)
        for place in self.places:
            try:
                self._append(place, record)
            except OSError:
                continue
            return number
        raise Surroundings(_("This line could not be kept anywhere. Please write it on paper."))

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
        """All that wait, in the order in which they were written; a damaged one is left out."""
        found = self._numbered()
        return [found[number] for number in sorted(found)]

    def _numbered(self) -> dict[int, dict[str, Any]]:
        return dict(line for place in self.places for line in self._in(place))

    def _in(self, place: Path) -> Iterator[tuple[int, dict[str, Any]]]:
        if not place.exists():
            return
        with telling_calmly(), place.open("rb") as file:
            beginning = file.read(1)
            records = [] if beginning == EMPTY else (beginning + file.read()).rstrip(EMPTY).split(b"\n")
        for record in filter(None, records):
            opened = self._opened(record)
            if opened is not None:
                yield opened

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
        with telling_calmly():
            if beside.exists():
                _write(beside, EMPTY * ROOM)
            elsewhere.unlink(missing_ok=True)


def _write(place: Path, content: bytes) -> None:
    with place.open("r+b" if place.exists() else "xb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
