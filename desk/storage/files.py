"""Photos beside the book: each file named by the keyed hash of its content, encrypted like the book, never changed.

AES-256-GCM (NIST SP 800-38D) under a key derived from the data key (HKDF, RFC 5869); the name is authenticated with
the content, so files cannot be swapped.
"""

from __future__ import annotations

import hashlib
import hmac
import os
import re
import shutil
from collections.abc import Iterable
from copy import copy
from pathlib import Path

from desk.errors import Surroundings
from desk.storage.troubles import telling_calmly
from desk.words import _

FOLDER = "files"
NONCE = 12
NAME = re.compile(r"[0-9a-f]{64}")


class Files:
    """The folder beside a book. ``put`` gives the name by which ``get`` finds the content again."""

    def __init__(self, book: Path, key: bytes) -> None:
        self.folder = book.parent / FOLDER
        self._key = derived(key, b"desk files")
        self._naming = derived(key, b"desk file names")

    def name_of(self, content: bytes) -> str:
        return hmac.new(self._naming, content, hashlib.sha256).hexdigest()

    def put(self, content: bytes) -> str:
        """Keep some bytes. The same bytes are kept once. Raises ``Surroundings``."""
        name = self.name_of(content)
        if not self.path(name).exists():
            self.put_as(name, content)
        return name

    def put_as(self, name: str, content: bytes) -> None:
        """Keep some bytes under a name that they have already: what was sealed with another key. Raises ``Surroundings``."""
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM

        target = self.path(name)
        nonce = os.urandom(NONCE)
        sealed = nonce + AESGCM(self._key).encrypt(nonce, content, name.encode())
        with telling_calmly():
            target.parent.mkdir(parents=True, exist_ok=True)
            fresh = target.with_suffix(".part")
            fresh.write_bytes(sealed)
            fresh.replace(target)

    def elsewhere(self, folder: Path) -> Files:
        """Copies of these files in another folder, under the same key."""
        other = copy(self)
        other.folder = folder
        return other

    def get(self, name: str) -> bytes:
        """The content. Raises ``Surroundings`` when the file is missing or was changed."""
        from cryptography.exceptions import InvalidTag
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM

        path = self.path(name)
        if not path.exists():
            raise Surroundings(
                _("The photo's file {file} is missing. A backup may still have it.", file=path.name[:12])
            )
        with telling_calmly():
            sealed = path.read_bytes()
        try:
            return AESGCM(self._key).decrypt(sealed[:NONCE], sealed[NONCE:], name.encode())
        except (InvalidTag, ValueError):  # a few bytes are not even a nonce
            raise Surroundings(_("The photo's file {file} is damaged. A backup may still have it.", file=path.name[:12])) from None  # fmt: skip

    def remove(self, name: str) -> None:
        with telling_calmly():
            self.path(name).unlink(missing_ok=True)

    def path(self, name: str) -> Path:
        return self.folder / name[:2] / name

    def problems(self, names: Iterable[str]) -> list[str]:
        """A sentence for each file that is not there or cannot be read back."""
        found = []
        for name in names:
            try:
                self.get(name)
            except Surroundings as trouble:
                found.append(trouble.words)
        return found


def copy_missing(source: Path, target: Path) -> int:
    """Bring the files of one folder into another where they are not there yet. How many were copied."""
    copied = 0
    with telling_calmly():
        for path in source.glob("??/*"):
            wanted = target / path.parent.name / path.name
            if NAME.fullmatch(path.name) and not wanted.exists():
                wanted.parent.mkdir(parents=True, exist_ok=True)
                fresh = wanted.with_suffix(".part")
                shutil.copyfile(path, fresh)
                fresh.replace(wanted)
                copied += 1
    return copied


def derived(key: bytes, purpose: bytes) -> bytes:
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF

    return HKDF(SHA256(), 32, None, purpose).derive(key)
