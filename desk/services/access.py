"""Who somebody is, by name and password: checked against the key slots, slowed down when it was wrong, looked up in the
book.
"""

from __future__ import annotations

import hmac
from collections.abc import Iterator
from contextlib import contextmanager
from math import ceil
from pathlib import Path

from desk.books import staff
from desk.core.clock import Clock
from desk.core.errors import OtherKeys, Refused, WrongPassword
from desk.core.permissions import Role
from desk.core.words import _
from desk.core.work import Actor, Work
from desk.storage import keys, rekey
from desk.storage.attempts import AttemptCounter
from desk.storage.data_file import require_content
from desk.storage.head import NOTHING, HeadFile
from desk.storage.keys import KeyFile
from desk.storage.store import FILE, Store


def listed(folder: Path, typed: str) -> str:
    """The name as the list of those who may sign in has it; what was typed when nobody is called so."""
    return named(KeyFile.load(folder), typed)


def named(slots: KeyFile, typed: str) -> str:
    """The same in a key file that was read already, a backup's for instance."""
    return next((slot.name for slot in slots.people if staff.is_named(slot.name, typed)), typed)


def actor_of(store: Store, id: int, name: str, clock: Clock) -> Actor:
    """Whom the book has under the number and name of a key slot. A slot never opens for another person who was given
    its number later, as after a backup was brought back. Raises ``WrongPassword``, also for who may no longer sign in.
    """
    with store.reading() as connection:
        everyone = staff.everyone(Work(connection, Actor(id, "", Role.CLERK), clock.now()))
    person = next((each for each in everyone if each.id == id), None)
    if person is None or not staff.is_named(person.name, name):
        raise WrongPassword(_("Name or password is not right. Please try again."))
    if not person.active:
        raise WrongPassword(_("{name} can no longer sign in. Please ask the manager.", name=person.name))
    return Actor(person.id, person.name, person.role)


def require_ours(folder: Path, key: bytes) -> None:
    """Does what the slots gave open the book that lies here? Raises ``OtherKeys``, and ``Damaged`` for an empty file.

    A book that is damaged at its beginning is told as damage: the line kept outside the book, or any other page, still
    shows that the key is right.
    """
    book = folder / FILE
    require_content(book)
    if rekey.has_page_of(book, key) or HeadFile(book, key).newest() != NOTHING:
        return
    raise OtherKeys(
        _(
            "The key file {file} does not belong to this book: it is another book's, or from before the book's key "
            "was changed. Nothing was changed. Please put the right key file back, or bring back the newest backup.",
            file=keys.FILE,
        )
    )


@contextmanager
def slowed_down(folder: Path, name: str, clock: Clock) -> Iterator[AttemptCounter]:
    """Around every look at a password: each wrong one after the third doubles the wait for that name, up to a minute.

    Raises ``Refused`` while that name has to wait."""
    attempts = AttemptCounter(folder)
    left = attempts.of(name).left(clock.now())
    if left:
        raise Refused(_("Too many wrong passwords. Please wait {n} seconds.", n=ceil(left.total_seconds())))
    try:
        yield attempts
    except WrongPassword:
        attempts.failed(name, clock.now())
        raise


def unlock(folder: Path, name: str, password: str, clock: Clock, key: bytes | None = None) -> tuple[int, bytes]:
    """Check a password. With the book open, ``key`` is its own: a slot that unwraps to another one is no slot of this
    book.
    """
    with slowed_down(folder, name, clock) as attempts:
        id, data_key = KeyFile.load(folder).unlock(name, password)
        if key is not None and not hmac.compare_digest(data_key, key):
            raise WrongPassword(_("Name or password is not right. Please try again."))
    attempts.passed(name)
    return id, data_key
