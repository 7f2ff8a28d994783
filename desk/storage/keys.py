"""Key slots, as LUKS has them: one random data key, wrapped once per person and once for the paper recovery key.

Adding, removing or resetting a person rewrites this small file only, never the book. A slot is
AES-256-GCM over the data key under Argon2id of the password; the slot's id is authenticated with it, so
slots cannot be swapped between people.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import secrets
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

from desk.core.errors import Damaged, EnvironmentFailure, Invalid, Problem, WrongPassword
from desk.core.words import _
from desk.storage.atomic import replace_content, to_disk
from desk.storage.db_errors import translate_errors
from desk.storage.files import derived

FILE = "keys.json"
BEFORE = "keys.json.before"
PENDING = "keys.json.pending-"
"""Before the number of a change whose transaction is not committed yet, or was so just now."""
DAMAGE = (ValueError, KeyError, TypeError, AttributeError, OverflowError, RecursionError, FileNotFoundError)
"""What reading a key file raises that is absent, cut, flipped or something else."""
VERSION = 2
"""Since 2 the file carries a checksum, a generation and a seal."""
BOOK = "desk.db"
RECOVERY = 0
"""The slot number of the recovery key; people's slots carry their staff id, from 1 on."""

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LOOKALIKES = str.maketrans({"O": "0", "I": "1", "L": "1", "U": "V"})


@dataclass(frozen=True)
class ArgonCost:
    """Argon2id's cost: passes, memory in KiB, lanes. The default takes about 0.1 s on an old PC (RFC 9106, second
    choice).
    """

    passes: int = 3
    memory: int = 65536
    lanes: int = 4


@dataclass(frozen=True)
class KeySlot:
    """One wrapped copy of the data key. ``salt``, ``nonce`` and ``wrapped`` are hex."""

    id: int
    name: str
    role: str
    cost: ArgonCost
    salt: str
    nonce: str
    wrapped: str


@dataclass(frozen=True)
class KeyFile:
    """The slots as they stand on disk. All changes return a new ``KeyFile``; ``save`` makes it count.

    ``generation`` counts the changes; the book remembers the last one, so that an older file is noticed. ``seal``
    authenticates slots, generation and book under the data key: whoever cannot open the book cannot write slots for it.
    ``book`` is the id of the book that they open, empty in a file from an older program."""

    slots: tuple[KeySlot, ...] = ()
    generation: int = 0
    seal: str = ""
    book: str = ""
    from_before: bool = field(default=False, compare=False)
    """Read from the version before, because the file itself is damaged."""

    @classmethod
    def load(cls, folder: Path) -> KeyFile:
        """The file, or where it is damaged the version before it. Raises ``Damaged`` when neither can be read."""
        try:
            return cls._read(folder / FILE)
        except DAMAGE:
            return cls._load_before(folder)

    @classmethod
    def _load_before(cls, folder: Path) -> KeyFile:
        try:
            return replace(cls._read(folder / BEFORE), from_before=True)
        except DAMAGE:
            raise _unreadable(folder) from None

    @classmethod
    def _read(cls, path: Path) -> KeyFile:
        with translate_errors(passing=(FileNotFoundError,)):
            return cls._read_content(path.read_bytes())

    @classmethod
    def _read_content(cls, written: bytes) -> KeyFile:
        """Raises ``ValueError`` and its kin for anything but a whole file of slots."""
        content = json.loads(written)
        slots = tuple(_slot(each) for each in content["slots"])
        made = cls(slots, int(content.get("generation", 0)), str(content.get("seal", "")), str(content.get("book", "")))
        if content.get("version", 1) > 1 and content["checksum"] != made._checksum():
            raise ValueError("checksum")
        return made

    def save(self, folder: Path, key: bytes) -> None:
        """Replace the file in one step, so that a crash leaves either the old slots or the new ones. ``key`` is the
        data key.
        """
        self.prepare(folder, key)
        settle(folder, self.generation)

    def prepare(self, folder: Path, key: bytes) -> None:
        """Write the new file beside the present one, on the disk, while the book's transaction is still open; it counts
        from ``settle`` on, after the commit. Raises ``EnvironmentFailure``.
        """
        sealed = replace(self, seal=self._seal(key))
        with translate_errors():
            replace_content(_pending(folder, self.generation), sealed._content())

    def _content(self) -> bytes:
        content = {
            "version": VERSION,
            "generation": self.generation,
            "book": self.book,
            "seal": self.seal,
            "checksum": self._checksum(),
            "slots": [asdict(slot) for slot in self.slots],
        }
        return json.dumps(content, ensure_ascii=False, indent=1).encode()

    def _checksum(self) -> str:
        return hashlib.sha256(self._sealed_part() + self.seal.encode()).hexdigest()

    def _seal(self, key: bytes) -> str:
        return hmac.new(derived(key, b"desk key slots"), self._sealed_part(), hashlib.sha256).hexdigest()

    def _sealed_part(self) -> bytes:
        slots = [asdict(slot) for slot in self.slots]
        sealed = [self.generation, slots, *([self.book] if self.book else [])]
        return json.dumps(sealed, ensure_ascii=False, sort_keys=True).encode("utf-8", "surrogatepass")

    def is_sealed_by(self, key: bytes) -> bool:
        """Were these slots written by somebody who had this book open?"""
        return hmac.compare_digest(self.seal, self._seal(key))

    @property
    def people(self) -> tuple[KeySlot, ...]:
        """The slots of people: all but that of the recovery key."""
        return tuple(slot for slot in self.slots if slot.id != RECOVERY)

    def with_slot(self, id: int, name: str, role: str, password: str, data_key: bytes, cost: ArgonCost) -> KeyFile:
        """A key file in which a person's slot is new, or new once more."""
        slot = wrap(id, name, role, password, data_key, cost)
        return self._next((*(old for old in self.slots if old.id != id), slot))

    def without(self, *ids: int) -> KeyFile:
        """A key file without a person."""
        return self._next(tuple(slot for slot in self.slots if slot.id not in ids))

    def renamed(self, id: int, name: str, role: str) -> KeyFile:
        """A key file in which a person has another name or role; their password stays."""
        return self._next(tuple(replace(s, name=name, role=role) if s.id == id else s for s in self.slots))

    def of_book(self, book: str, generation: int) -> KeyFile:
        """The same slots, counted as this change of this book's."""
        return replace(self, book=book, generation=generation)

    def _next(self, slots: tuple[KeySlot, ...]) -> KeyFile:
        return KeyFile(slots, self.generation + 1, book=self.book)

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
                try:
                    return unwrap(slot, tidy_recovery_key(recovery_key))
                except WrongPassword:
                    raise WrongPassword(
                        _("The recovery key is not right. Please compare it letter by letter.")
                    ) from None
        raise WrongPassword(_("This book has no recovery key."))


def settle(folder: Path, generation: int) -> None:
    """The file prepared for a change is the key file from now on; nothing happens when another program has seen to it.
    The version before stays beside it, unless it still had a slot that was taken away or exchanged. Renaming needs no
    room, so a full disk does not stand in the way.
    """
    pending, present, before = _pending(folder, generation), folder / FILE, folder / BEFORE
    with translate_errors(), suppress(FileNotFoundError):
        content = pending.read_bytes()
        kept = content if _takes_away(content, present) else present.read_bytes()
        pending.replace(present)
        before.unlink(missing_ok=True)
        to_disk(folder)
        with suppress(OSError):
            replace_content(before, kept)


def settle_stored(folder: Path, generations: Iterable[int]) -> None:
    """The same after the commit. Raises ``EnvironmentFailure`` with words that the action is stored all the same: the
    next sign-in, or the next change, tries again.
    """
    try:
        for generation in generations:
            settle(folder, generation)
    except EnvironmentFailure as failure:
        raise EnvironmentFailure(
            _(
                "This is stored, but the key file could not be exchanged. It is tried again at the next sign-in; "
                "until then the passwords of before count."
            )
        ) from failure


def content_for(folder: Path, key: bytes, generation: int) -> bytes:
    """The key file as it belongs to a book that knows of change ``generation``, whatever became of it meanwhile.

    Between a commit and ``settle`` the file of that change is still the prepared one; where that is gone, it has become
    the key file. A damaged or missing one is stood in for by the version before, as at sign-in. Raises ``Damaged``
    without any. Whoever calls has the book's write lock, so that no change of the slots comes in between.
    """
    standing_in: list[bytes] = []
    for path in (_pending(folder, generation), folder / FILE, folder / BEFORE):
        try:
            content = path.read_bytes()
            read = KeyFile._read_content(content)
        except DAMAGE:
            continue
        if read.generation == generation and (read.is_sealed_by(key) or path.name == FILE):
            return content
        standing_in += [content] if path.name in (FILE, BEFORE) else []
    if standing_in:
        return standing_in[0]
    raise _unreadable(folder)


def _unreadable(folder: Path) -> Damaged:
    return Damaged(
        _(
            "The key file {file} in {folder} is damaged or missing, so nobody can sign in. The book itself was not "
            "changed. Please restore the newest backup.",
            file=FILE,
            folder=folder,
        )
    )


def discard(folder: Path, generation: int) -> None:
    """The transaction was not committed: the prepared file never counts."""
    with suppress(OSError):
        _pending(folder, generation).unlink(missing_ok=True)


def settle_or_discard(folder: Path, key: bytes, generation: int) -> None:
    """What crashes left: the file of the last change that the book knows of counts, any other never did, or does no
    longer.

    Whoever calls has the book's write lock, so that nobody is between preparing and committing.
    """
    for path in folder.glob(f"{PENDING}*"):
        try:
            prepared = KeyFile._read(path)
        except (ValueError, KeyError, TypeError, AttributeError, OverflowError, RecursionError, FileNotFoundError):
            prepared = None
        if prepared and prepared.generation == generation and prepared.is_sealed_by(key):
            settle(folder, generation)
        else:
            with suppress(OSError):
                path.unlink(missing_ok=True)


def _pending(folder: Path, generation: int) -> Path:
    return folder / f"{PENDING}{generation}"


def _takes_away(content: bytes, present: Path) -> bool:
    """Does the new file lack a slot that the present one has, or is the present one no file at all?"""
    try:
        return not set(KeyFile._read(present).slots) <= set(KeyFile._read_content(content).slots)
    except DAMAGE:
        return True


def _slot(content: dict[str, Any]) -> KeySlot:
    """A slot as it stands in the file. Raises ``ValueError``, ``KeyError`` or ``TypeError`` for anything else."""
    slot = KeySlot(**{**content, "cost": ArgonCost(**content["cost"])})
    for coded in (slot.salt, slot.nonce, slot.wrapped):
        bytes.fromhex(coded)
    cost = slot.cost
    sound = 1 <= cost.passes <= 100 and 8 * cost.lanes <= cost.memory <= 2**21 and 1 <= cost.lanes <= 64
    if not sound or not isinstance(slot.id, int) or not isinstance(slot.name, str):
        raise ValueError("slot")
    return slot


def is_book(folder: Path) -> bool:
    """Is there a book in this data folder?"""
    return (folder / BOOK).exists() and any((folder / name).exists() for name in (FILE, BEFORE))


def new_data_key() -> bytes:
    """The 32 random bytes under which data file and photos lie."""
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


def wrap(id: int, name: str, role: str, password: str, data_key: bytes, cost: ArgonCost) -> KeySlot:
    """A slot that opens by this password (Argon2id) and holds the data key (AES-256-GCM, bound to the person)."""
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    salt, nonce = secrets.token_bytes(16), secrets.token_bytes(12)
    secret = tidy_recovery_key(password) if id == RECOVERY else password
    wrapped = AESGCM(_derive(secret, salt, cost)).encrypt(nonce, data_key, _bound_to(id))
    return KeySlot(id, name, role, cost, salt.hex(), nonce.hex(), wrapped.hex())


def unwrap(slot: KeySlot, password: str) -> bytes:
    """The data key of a slot. Raises ``WrongPassword``."""
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    key = _derive(password, bytes.fromhex(slot.salt), slot.cost)
    try:
        return AESGCM(key).decrypt(bytes.fromhex(slot.nonce), bytes.fromhex(slot.wrapped), _bound_to(slot.id))
    except InvalidTag:
        raise WrongPassword(_("Name or password is not right. Please try again.")) from None


def _bound_to(id: int) -> bytes:
    return f"desk slot {id}".encode()


def _derive(password: str, salt: bytes, cost: ArgonCost) -> bytes:
    from argon2.low_level import Type, hash_secret_raw

    return hash_secret_raw(password.encode(), salt, cost.passes, cost.memory, cost.lanes, hash_len=32, type=Type.ID)
