"""Forged and old key slots: somebody who may write into the folder, and does not know the book's key."""

from __future__ import annotations

import json
import secrets
from collections.abc import Callable
from dataclasses import asdict
from functools import partial
from pathlib import Path

from desk.core.errors import DeskError, WrongPassword
from desk.services import accounts
from desk.services.session import Desk
from desk.storage.keys import FILE, KeyFile, wrap
from tests.torture import ground
from tests.torture.ground import CHEAP, CLERK, MANAGER, PASSWORD
from tests.torture.outcome import Outcome, Place, Row, lost, noticed

OWN = "my-own-password"


def forge(book: Path, *, version: int = 2) -> None:
    """The manager's slot is exchanged for one with any key and the forger's password; the checksum fits, no seal
    can.
    """
    slots = KeyFile.load(book)
    id = next(slot.id for slot in slots.people if slot.name == MANAGER)
    forged = wrap(id, MANAGER, "manager", OWN, secrets.token_bytes(32), CHEAP)
    made = tuple(forged if slot.id == id else slot for slot in slots.slots)
    if version == 2:
        KeyFile(made, slots.generation).save(book, secrets.token_bytes(32))
    else:
        (book / FILE).write_text(json.dumps({"version": 1, "slots": [asdict(slot) for slot in made]}))


def unlocking(desk: Desk) -> object:
    return desk.hand_to(MANAGER, OWN)


def signing(desk: Desk) -> object:
    return desk.confirm(MANAGER, OWN)


def becomes_somebody_else(way: Callable[[Desk], object], version: int, place: Place) -> Outcome:
    """In the locked window of a clerk."""
    book, _confirmed = place.ground.copy(place.folder)
    desk = ground.opened(book, CLERK)
    forge(book, version=version)
    try:
        way(desk)
    except WrongPassword as error:
        return noticed(error.message)
    finally:
        desk.close()
    return lost(f"became {MANAGER}")


def opens_with_it(version: int, place: Place) -> Outcome:
    """The forged slot at sign-in; then somebody with a good slot signs in and is told."""
    book, _confirmed = place.ground.copy(place.folder)
    forge(book, version=version)
    try:
        ground.opened(book, MANAGER, OWN).close()
    except DeskError:
        return _told_to(book, CLERK)
    return lost("opened the book")


def _told_to(book: Path, name: str) -> Outcome:
    desk = ground.opened(book, name)
    desk.close()
    return noticed("; ".join(desk.notices)) if desk.notices else lost("nobody is told")


def _clerk_id(desk: Desk) -> int:
    with desk.read() as work:
        return int(work.rows("SELECT id FROM staff WHERE name = ?", CLERK)[0][0])


def leave(book: Path, *, disabled: bool) -> bytes:
    """The clerk leaves, or gets another password. The key file from before."""
    old = (book / FILE).read_bytes()
    desk = ground.opened(book)
    if disabled:
        accounts.disable_person(desk, _clerk_id(desk))
    else:
        accounts.reset_password(desk, _clerk_id(desk), "another-password")
    desk.close()
    return old


def old_file_back(disabled: bool, place: Place) -> Outcome:
    """The key file from before is put back; the manager signs in."""
    book, _confirmed = place.ground.copy(place.folder)
    old = leave(book, disabled=disabled)
    (book / FILE).write_bytes(old)
    return _told_to(book, MANAGER)


def leaver_comes_back(place: Place) -> Outcome:
    """With the old key file and the old password, after having been disabled."""
    book, _confirmed = place.ground.copy(place.folder)
    (book / FILE).write_bytes(leave(book, disabled=True))
    try:
        ground.opened(book, CLERK).close()
    except DeskError as error:
        return noticed(error.message)
    return lost("a disabled person got in")


def covers_the_tracks(place: Place) -> Outcome:
    """With the old key file and password of somebody still there: in, and a new password seals what the file says
    now.
    """
    book, _confirmed = place.ground.copy(place.folder)
    (book / FILE).write_bytes(leave(book, disabled=False))
    try:
        desk = ground.opened(book, CLERK)
        accounts.change_password(desk, PASSWORD, "the-thiefs-password")
        desk.close()
    except DeskError as error:
        return noticed(error.message)
    return _told_to(book, MANAGER)


def opens_todays_book(place: Place) -> Outcome:
    """Old key file, old password, and the book file of today, read without the program: is it still the same data
    key?
    """
    from desk.storage.store import FILE as BOOK
    from desk.storage.store import Store

    book, _confirmed = place.ground.copy(place.folder)
    old = leave(book, disabled=True)
    (place.folder / "old").mkdir()
    (place.folder / "old" / FILE).write_bytes(old)
    _id, key = KeyFile.load(place.folder / "old").unlock(CLERK, PASSWORD)
    store = Store(book / BOOK, key)
    try:
        with store.reading() as connection:
            connection.exec_driver_sql("SELECT count(*) FROM residents").scalar()
    except DeskError as error:
        return noticed(error.message)
    finally:
        store.close()
    return lost("today's book is read with yesterday's key file")


def swapped_slots(place: Place) -> Outcome:
    """The clerk's wrapped key under the manager's number: one's own password, another one's rights."""
    book, _confirmed = place.ground.copy(place.folder)
    slots = {slot.name: asdict(slot) for slot in KeyFile.load(book).people}
    mine = slots[CLERK] | {"id": slots[MANAGER]["id"], "name": MANAGER, "role": "manager"}
    content = {"version": 1, "slots": [mine, slots[CLERK]]}
    (book / FILE).write_text(json.dumps(content, ensure_ascii=False))
    try:
        desk = ground.opened(book, MANAGER, PASSWORD)
    except WrongPassword:
        return _told_to(book, CLERK)
    desk.close()
    return lost("signed in as the manager")


ROWS = (
    *(
        Row(f"forged slot{how}: the locked window", 20, 1, partial(becomes_somebody_else, unlocking, version))
        for version, how in ((2, ""), (1, " in an old file"))
    ),
    *(
        Row(f"forged slot{how}: a signature", 20, 1, partial(becomes_somebody_else, signing, version))
        for version, how in ((2, ""), (1, " in an old file"))
    ),
    *(
        Row(f"forged slot{how}: signing in", 20, 1, partial(opens_with_it, version))
        for version, how in ((2, ""), (1, " in an old file"))
    ),
    Row("slots of two people exchanged", 20, 1, swapped_slots),
    Row("old key file back: password was reset", 20, 1, partial(old_file_back, False)),
    Row("old key file back: person was disabled", 20, 1, partial(old_file_back, True)),
    Row("old key file back: the disabled person signs in", 20, 1, leaver_comes_back),
    Row("old key file back: tracks covered by a new password", 20, 1, covers_the_tracks),
    Row("old key file: reads today's book without the program", 20, 1, opens_todays_book),
)
