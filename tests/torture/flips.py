"""One bit of one file is another one: in the book, its log, its head, the key file, backups, photos and what lies
beside.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from desk.books import attachment_index
from desk.books.incidents import reserve_import
from desk.core.errors import DeskError
from desk.services import backups, data_check, emergency_reserve
from desk.storage.head import SUFFIX
from desk.storage.store import FILE as BOOK
from tests.torture import ground
from tests.torture.children import in_child
from tests.torture.outcome import Outcome, Place, Row, lost, noticed, unharmed

Choose = Callable[[Path, Place], Path]


def flip(path: Path, place: Place) -> str:
    """Where."""
    content = bytearray(path.read_bytes() or b"\0")
    at, bit = place.dice.randrange(len(content)), place.dice.randrange(8)
    content[at] ^= 1 << bit
    path.write_bytes(content)
    return f"{path.name}, byte {at}, bit {bit}"


def named(name: str) -> Choose:
    return lambda book, _place: book / name


def a_photo(book: Path, place: Place) -> Path:
    return place.dice.choice(sorted(book.glob("files/??/*")))


def flipped(choose: Choose, crashed: bool, place: Place) -> Outcome:
    """The file of a closed book, or of one that a power cut left."""
    book, confirmed = place.ground.copy(place.folder, crashed=crashed)
    where = flip(choose(book, place), place)
    outcome = ground.judged(book, confirmed)
    return lost(f"{where}: {outcome.words}") if outcome.verdict.value == "lost" else outcome


def the_lock(place: Place) -> Outcome:
    """The lock file has content only where it was ever needed; one that is spoilt must keep nobody out without a
    word.
    """
    book, confirmed = place.ground.copy(place.folder)
    content = place.dice.randbytes(place.dice.choice((1, 100, 4096)))
    (book / "desk.lock").write_bytes(content)
    return ground.judged(book, confirmed)


def flipped_while_open(place: Place) -> Outcome:
    """A page of the book goes bad while the window is open; actions follow, then the book is closed and opened."""
    book, confirmed = place.ground.copy(place.folder)
    desk = ground.opened(book)
    told = ""
    try:
        for n in range(6):
            if n == 2:
                flip(book / BOOK, place)
            confirmed.take(ground.act(desk, place.dice, n))
    except DeskError as error:
        told = error.message
    finally:
        desk.close()
    return ground.judged(book, confirmed, told)


def in_a_backup(place: Place) -> Outcome:
    """Brought back over a book in use: refused with that book as it was, or all that the backup had is there."""
    book, confirmed = place.ground.copy(place.folder)
    backup = next(book.glob("backups/*.deskbackup"))
    where = flip(backup, place)
    code, words, trace = in_child(book, "restore", str(backup))
    if trace:
        return lost(f"{where}: {trace}")
    outcome = ground.judged(book, confirmed, words if code else "")
    return lost(f"{where}: {outcome.words}") if outcome.verdict.value == "lost" else outcome


def in_a_photo_of_a_backup(place: Place) -> Outcome:
    """A copy of a photo beside the backups; the next backup mends it, or it is told; then the book's own photo is
    gone.
    """
    book, _confirmed = place.ground.copy(place.folder)
    copy = place.dice.choice(sorted(book.glob("backups/files/??/*")))
    flip(copy, place)
    desk = ground.opened(book)
    try:
        told = [*backups.back_up(desk)[1], *data_check.problems(desk)]
        (desk.files.path(copy.name)).unlink()
    except DeskError as error:
        told = [error.message]
    finally:
        desk.close()
    backup = max(book.glob("backups/*.deskbackup"))
    code, words, trace = in_child(book, "restore", str(backup))
    if trace or code:
        return lost(f"{copy.name}: {trace or words}")
    return _photo_is_whole(book, copy.name, "; ".join(told))


def _photo_is_whole(book: Path, name: str, told: str) -> Outcome:
    desk = ground.opened(book)
    try:
        with desk.read() as work:
            assert name in attachment_index.names(work)
        desk.files.get(name)
    except DeskError as error:
        return noticed(told) if told else lost(f"nobody said so until the photo was gone: {error.message}")
    finally:
        desk.close()
    return noticed(told) if told else unharmed()


def in_the_reserve(place: Place) -> Outcome:
    """Lines of the emergency log that wait for a full disk to get room; then they are taken in."""
    book, confirmed = place.ground.copy(place.folder)
    desk = ground.opened(book)
    texts = [f"备用 {n} {place.dice.randrange(10**9)}" for n in range(3)]
    for text in texts:
        desk.reserve.note(reserve_import.line_for(desk.actor, desk.clock.now(), "2026-001", text))
    reserve = book / "emergency.reserve"
    content = bytearray(reserve.read_bytes())
    content[place.dice.randrange(len(content.rstrip()))] ^= 1 << place.dice.randrange(8)
    reserve.write_bytes(content)
    try:
        taken = emergency_reserve.take_in(desk)
        told = emergency_reserve.unread_words(desk)
    except DeskError as error:
        told = taken = error.message
    confirmed.entries |= set(texts)
    gone = ground.missing(desk, confirmed)
    desk.close()
    if not gone:
        return ground.judged(book, confirmed)
    return noticed(told) if told else lost(f"{gone}, told only: {taken}")


ROWS = (
    Row("bit flipped: the book", 500, 3, partial(flipped, named(BOOK), False)),
    Row("bit flipped: the book, while it is open", 200, 2, flipped_while_open),
    Row("bit flipped: the log, after a crash", 500, 4, partial(flipped, named(BOOK + "-wal"), True)),
    Row("bit flipped: the log's index, after a crash", 200, 2, partial(flipped, named(BOOK + "-shm"), True)),
    Row("bit flipped: the head file", 500, 3, partial(flipped, named(BOOK + SUFFIX), True)),
    Row("bit flipped: the key file", 500, 3, partial(flipped, named("keys.json"), False)),
    Row("bit flipped: the key file before it", 100, 1, partial(flipped, named("keys.json.before"), False)),
    Row("spoilt: the folder's lock", 100, 2, the_lock),
    Row("bit flipped: a backup, brought back", 500, 2, in_a_backup),
    Row("bit flipped: a photo", 500, 2, partial(flipped, a_photo, False)),
    Row("bit flipped: a photo beside the backups", 200, 1, in_a_photo_of_a_backup),
    Row("bit flipped: the emergency reserve", 200, 2, in_the_reserve),
)
