"""Key slots, as LUKS has them: one random data key, wrapped once per person and once for the paper recovery key.

Adding, removing or resetting a person rewrites this small file only, never the book. A slot is
AES-256-GCM over the data key under Argon2id of the password; the slot's id is authenticated with it, so
slots cannot be swapped between people.
"""

from __future__ import annotations

import json
import os
import secrets
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from desk.errors import Invalid, Problem, WrongPassword
from desk.storage.troubles import telling_calmly
from desk.words import _

FILE = "keys.json"
BOOK = "desk.db"
RECOVERY = 0
"""The slot number of the recovery key; people's slots carry their staff id, from 1 on."""

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LOOKALIKES = str.maketrans({"O": "0", "I": "1", "L": "1", "U": "V"})


@dataclass(frozen=True)
class Cost:
    """Argon2id's cost: passes, memory in KiB, lanes. The default takes about 0.1 s on an old PC (RFC 9106, second choice)."""

    passes: int = 3
    memory: int = 65536
    lanes: int = 4


@dataclass(frozen=True)
class Slot:
    """One wrapped copy of the data key. ``salt``, ``nonce`` and ``wrapped`` are hex."""

    id: int
    name: str
    role: str
    cost: Cost
    salt: str
    nonce: str
    wrapped: str


@dataclass(frozen=True)
class KeyFile:
    """The slots as they stand on disk. All changes return a new ``KeyFile``; ``save`` makes it count."""

    slots: tuple[Slot, ...] = ()

    @classmethod
    def load(cls, folder: Path) -> KeyFile:
        with telling_calmly():
            content = json.loads((folder / FILE).read_text("utf-8"))
        return cls(tuple(Slot(**{**slot, "cost": Cost(**slot["cost"])}) for slot in content["slots"]))

    def save(self, folder: Path) -> None:
        """Replace the file in one step, so that a crash leaves either the old slots or the new ones."""
        content = json.dumps(
            {"version": 1, "slots": [asdict(slot) for slot in self.slots]}, ensure_ascii=False, indent=1
        )
        fresh = folder / (FILE + ".new")
        with telling_calmly():
            with fresh.open("w", encoding="utf-8") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            fresh.replace(folder / FILE)

    @property
    def people(self) -> tuple[Slot, ...]:
        return tuple(slot for slot in self.slots if slot.id != RECOVERY)

    def with_slot(self, id: int, name: str, role: str, password: str, data_key: bytes, cost: Cost) -> KeyFile:
        slot = wrap(id, name, role, password, data_key, cost)
        return KeyFile((*(old for old in self.slots if old.id != id), slot))

    def without(self, id: int) -> KeyFile:
        return KeyFile(tuple(slot for slot in self.slots if slot.id != id))

    def renamed(self, id: int, name: str, role: str) -> KeyFile:
        return KeyFile(tuple(replace(s, name=name, role=role) if s.id == id else s for s in self.slots))

    def unlock(self, name: str, password: str) -> tuple[int, bytes]:
        """The person's id and the data key. Raises ``WrongPassword`` without telling which of the two was wrong."""
        for slot in self.people:
            if slot.name == name:
                return slot.id, unwrap(slot, password)
        raise WrongPassword(_("Name or password is not right. Please try again."))

    def recover(self, recovery_key: str) -> bytes:
        """The data key from the paper recovery key, typed in any case, with or without dashes."""
        for slot in self.slots:
            if slot.id == RECOVERY:
                return unwrap(slot, tidy_recovery_key(recovery_key))
        raise WrongPassword(_("This book has no recovery key."))


def is_book(folder: Path) -> bool:
    """Is there a book in this data folder?"""
    return (folder / BOOK).exists() and (folder / FILE).exists()


def new_data_key() -> bytes:
    return secrets.token_bytes(32)


def new_recovery_key() -> str:
    """160 random bits as eight groups of four letters and digits without lookalikes."""
    letters = "".join(secrets.choice(ALPHABET) for _i in range(32))
    return "-".join(letters[i : i + 4] for i in range(0, 32, 4))


def tidy_recovery_key(typed: str) -> str:
    """Upper case, lookalikes mended, other characters dropped."""
    return "".join(c for c in typed.upper().translate(LOOKALIKES) if c in ALPHABET)


def check_password(password: str, name: str) -> None:
    """Eight characters at least, and not the name. Raises ``Invalid``."""
    if len(password) < 8:
        raise Invalid(Problem("password", _("The password needs at least 8 characters.")))
    if password == name:
        raise Invalid(Problem("password", _("The password must not be the name.")))


def wrap(id: int, name: str, role: str, password: str, data_key: bytes, cost: Cost) -> Slot:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    salt, nonce = secrets.token_bytes(16), secrets.token_bytes(12)
    secret = tidy_recovery_key(password) if id == RECOVERY else password
    wrapped = AESGCM(_derive(secret, salt, cost)).encrypt(nonce, data_key, _bound_to(id))
    return Slot(id, name, role, cost, salt.hex(), nonce.hex(), wrapped.hex())


def unwrap(slot: Slot, password: str) -> bytes:
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    key = _derive(password, bytes.fromhex(slot.salt), slot.cost)
    try:
        return AESGCM(key).decrypt(bytes.fromhex(slot.nonce), bytes.fromhex(slot.wrapped), _bound_to(slot.id))
    except InvalidTag:
        raise WrongPassword(_("Name or password is not right. Please try again.")) from None


def _bound_to(id: int) -> bytes:
    return f"desk slot {id}".encode()


def _derive(password: str, salt: bytes, cost: Cost) -> bytes:
    from argon2.low_level import Type, hash_secret_raw

    return hash_secret_raw(password.encode(), salt, cost.passes, cost.memory, cost.lanes, hash_len=32, type=Type.ID)
